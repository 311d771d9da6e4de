"""One item of a list ends otherwise than the others: without their full stop, or with a semicolon at the end.

Why:
    Readers see at a glance that one of four items has no full stop. It mostly is a trace of an item that was
    added or cut short at the last minute.
Fail:
    - Belarus is important to the West. Its importance will grow
    - Elites were concerned about a takeover.
    - The West should send a clear message.
Fail:
    - on 21 November, a meeting of the working group;
    - on 22 November, a summit of premiers;
    - on 12 December, a meeting of the commission;
Pass:
    - on 21 November, a meeting of the working group;
    - on 22 November, a summit of premiers;
    - on 12 December, a meeting of the commission.

    Then came

    - oil
    - gas
    - electricity
Fix:
    Type the missing full stop or semicolon; end the last item with a full stop. “check --fix” does it.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from issuekit.checks.loci import plain as as_passage
from issuekit.checks.rule import Rule
from issuekit.checks.sheet import correction, sheet, shown
from issuekit.checks.typography.abbreviations import is_abbreviation
from issuekit.checks.typography.endings import CLOSERS, at_the_end, ending, has_inner_sentence, torn, words
from issuekit.diagnostics import Edit, Finding, Fix, Related, Severity, Span
from issuekit.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from issuekit.indices.totals import ScoredIssue
    from issuekit.model.prose import Passage

RULE = Rule("IK537", "list-stops", Severity.WARNING, __doc__)

TORN = "?"  # how an item ends that goes on in the paragraph after it
NAMES = {".": "a full stop", ";": "a semicolon", "": "no mark"}
ALIKE = 3  # items that have to agree before another is held against them
FEW_WORDS = 2  # a cell of one word takes no stop


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """The odd items of every list: in prose, of trends, of a catalogue, a table's column, and a scale's bands."""
    for items in _lists(scored):
        yield from _missing(items)
        yield from _surplus([item.passage for item in items])


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list, or what stands for one, and how it ends: see :func:`ending`."""

    passage: Passage
    end: str


def _lists(scored: ScoredIssue) -> Iterator[list[Item]]:
    loci = sheet(scored).loci
    listed = [(number, locus) for number, locus in enumerate(loci) if locus.passage.group and locus.running]
    for _, group in groupby(listed, key=lambda entry: (id(entry[1].prose), entry[1].passage.group)):
        yield [
            # What goes on in the next paragraph has no ending of its own.
            Item(locus.passage, TORN if torn(loci, number) else ending(locus.passage.plain)) for number, locus in group
        ]
    for chapter in scored.issue.chapters:
        trends = [trend.passages[-1] for trend in chapter.trends if trend.passages]
        yield _items(trend for trend in trends if not trend.group)
        yield _items(event.text.passages[-1] for event in chapter.events if event.text.passages)
        for table in chapter.tables:
            for number in range(len(table.columns)):
                cells = (row[number].passages[-1] for row in table.rows if len(row) > number and row[number].passages)
                yield _items(cell for cell in cells if words(cell.plain) >= FEW_WORDS)
    for scale in scored.issue.series.scales.values():
        yield _items(as_passage(band.interpretation, "item") for band in scale.bands)


def _items(passages: Iterable[Passage]) -> list[Item]:
    return [Item(passage, ending(passage.plain)) for passage in passages if passage.plain.strip()]


def _missing(items: Sequence[Item]) -> Iterator[Finding]:
    """Items without the stop that most have, and a last item that ends as if another followed."""
    ends = [item.end for item in items]
    if len(items) < ALIKE:
        if ends in ([";", ""], [".", ""]) and items[1].passage.kind == "item":
            yield _without(items[1], ".", items[0], "the other item has a mark")
        return
    for mark in (".", ";"):
        having = [number for number, end in enumerate(ends) if end == mark]
        # A list with semicolons ends with a full stop.
        counted = len(ends) - 1 if mark == ";" and ends[-1] in (".", "") else len(ends)
        if len(having) < ALIKE - 1 or 2 * len(having) <= counted:
            continue
        for number, item in enumerate(items):
            if item.end:
                continue
            due = "." if mark == ";" and number == len(items) - 1 else mark
            yield _without(item, due, items[having[0]], f"{len(having)} of {len(items)} items have one")
    if ends[-1] == ";" and ends.count(";") > len(ends) // 2:
        yield from _semicolon_at_the_end(items[-1].passage)


def _without(item: Item, due: str, other: Item, others: str) -> Finding:
    last, stop = _last_word(item.passage), "one" if due == other.end else NAMES[other.end]
    return RULE.at(
        last[1], f"the item ends without {NAMES[due]}: “{last[0]}”; {others}",
        f"type {NAMES[due]}" if due == other.end else "end the last item with a full stop",
        [Related(_last_word(other.passage)[1], f"this item ends with {stop}")],
        fix=correction(f"type {NAMES[due]}", at_the_end(item.passage, due)),
    )


def _semicolon_at_the_end(item: Passage) -> Iterator[Finding]:
    position = item.plain.rindex(";")
    span = item.span(position, position + 1)
    yield RULE.at(
        span, "the last item of the list ends with a semicolon, as if another followed",
        "end it with a full stop, or add what is missing", fix=Fix("type a full stop", (Edit(span, "."),)),
    )


def _surplus(items: Sequence[Passage]) -> Iterator[Finding]:
    """The one short item with a full stop among many without."""
    with_stop = [item for item in items if ending(item.plain) == "."]
    without = sum(not ending(item.plain) for item in items)
    if len(with_stop) != 1 or without < max(ALIKE, len(items) - 1):
        return
    (item,) = with_stop
    plain = item.plain.rstrip()
    if not plain.endswith(".") or plain.endswith("..") or is_abbreviation(plain[:-1]) or has_inner_sentence(plain):
        return
    span = item.span(len(plain) - 1, len(plain))
    yield RULE.at(
        span, f"this entry ends with a full stop; the other {without} have none", "delete it",
        fix=Fix("delete the full stop", (Edit(span, ""),)),
    )


def _last_word(item: Passage) -> tuple[str, Span]:
    """The last word of an item, and its place."""
    plain = item.plain.rstrip()
    bare = plain.rstrip(CLOSERS)
    start = max(bare.rfind(" "), bare.rfind("\u00a0")) + 1
    return shown(plain[start:]), item.span(start, len(plain))
