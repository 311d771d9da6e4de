"""The same event is scored twice.

Why:
    A row that was entered by two hands, or copied and forgotten, counts twice in the index. Two chapters may
    well score one meeting, each for its own partner: that is only noted, so that somebody has thought of it.
Fail:
    events:
      - {date: 11 December, event: "Belarus-Asia Forum, Hong Kong", points: +1}
      - {date: 12 December, event: Minsk and Shanghai become twin cities, points: +1}
      - {date: 11 December, event: Second Belarus-Asia Forum held in Hong Kong, points: +1}
Pass:
    events:
      - {date: 11 December, event: "Belarus-Asia Forum, Hong Kong", points: +1}
      - {date: 12 December, event: Minsk and Shanghai become twin cities, points: +1}
      - {date: 12 December, event: Minsk and Chengdu become twin cities, points: +1}
Fix:
    Delete one of the two rows. If they are two events, say in the row what sets it apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.checks.between.sameness import days_apart, identical, overlap, same_day, same_words
from issuekit.checks.dates.keywords import brief
from issuekit.checks.dates.recognition import Catalogue, Entry, catalogue
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK601", "scored-twice", Severity.WARNING, __doc__)

SLIP = 7  # days within which the same words are taken for one event with a slip in its date


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Pairs of rows that are one event: the later is named, the earlier shown, one of the same chapter first."""
    rows = catalogue(scored)
    # The first row, in each chapter, of a date with just these words.
    copies: dict[tuple[str, frozenset[str]], list[Entry]] = {}
    for place, entry in enumerate(rows.entries):
        copied = copies.setdefault((str(entry.event.date), entry.clauses[0].words), [])
        twins = [rows.entries[other] for other in _candidates(rows, place)]
        twins = [*(copied if entry.clauses[0].words else ()), *(twin for twin in twins if _same(rows, twin, entry))]
        if all(twin.chapter is not entry.chapter for twin in copied):
            copied.append(entry)
        if twins:
            yield _finding(min(twins, key=lambda twin: twin.chapter is not entry.chapter), entry)


def _candidates(rows: Catalogue, place: int) -> list[int]:
    """Earlier rows that share a rare word with a row, in their order."""
    words = rows.entries[place].clauses[0].words
    return sorted({other for word in words for other in rows.rows_with.get(word, ()) if other < place})


def _same(rows: Catalogue, one: Entry, other: Entry) -> bool:
    first, second = one.event.when, other.event.when
    if first is None or second is None:
        return False
    if overlap(first, second):
        return same_words(rows, one.clauses[0], other.clauses[0], same_day=same_day(first, second))
    apart = days_apart(first, second)
    return one.chapter is other.chapter and apart <= SLIP and identical(rows, one.clauses[0], other.clauses[0])


def _finding(first: Entry, second: Entry) -> Finding:
    same_chapter = first.chapter is second.chapter
    indices = {index.id for index in first.chapter.plan.indices}
    counted = same_chapter or any(index.id in indices for index in second.chapter.plan.indices)
    where = "" if same_chapter else f" in the chapter “{first.chapter.plan.label}”"
    return RULE.at(
        second.event.text.text.span(), f"“{brief(second.event.text.plain)}” is scored{where} already",
        "delete one of the two, or say what sets them apart" if counted
        else "if both chapters are meant to score it, leave it so",
        [Related(first.event.text.text.span(), f"it is scored here first, {first.event.date}")],
        severity=Severity.WARNING if counted else Severity.NOTE,
    )
