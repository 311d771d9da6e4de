"""Straight quotation marks or apostrophes, or those of another language, stand beside curly ones.

Why:
    One quotation typed "so" and the next “so” looks careless, and a search for the one form misses the other.
Fail:
    “Fatal” was the word for Poland's "fleet".
Fail:
    “Fatal” was the word for „the fleet”, and «the army» agreed.
Pass:
    “Fatal” was Poland’s word for the ‘fleet’ of 5' boats.
Pass:
    "Fatal" was Poland's word.
Fix:
    Type “ ” and ’. “check --fix” does it where it is certain which of the two is meant.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.checks.sheet import OBJECT, correction, english, sheet, shown
from issuekit.diagnostics import Finding, Fix, Severity

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from issuekit.checks.sheet import Sheet, Spot
    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK534", "mixed-quotes", Severity.WARNING, __doc__)

CURLY = "“”‘’"
STRAIGHT = lazily(r"[\"'´]")
MARK = lazily(r"[\"'´“”‘’]")
FOREIGN = lazily("[„‚«»‹›]", 0, tuple("„‚«»‹›"))
CYRILLIC = lazily(r"[\u0400-\u052f]")
OPENS_AFTER = " \u00a0([{–—“‘/"
CLOSES_BEFORE = " \u00a0)]}–—”’/,.;:!?…"
CODE = "`"
MOST = 1000  # marks that are corrected at a time in an issue that is mostly typed with straight ones


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Straight marks where the issue has curly ones, then low and angle quotes in an English issue."""
    page = sheet(scored)
    curly = sum(page.text.count(mark) for mark in CURLY)
    if not curly:
        return
    straight = sum(page.text.count(mark) for mark in "\"'´")
    found = _straight(page, in_english=english(scored))
    if straight > curly:
        yield from _together(list(islice(found, MOST)), straight)
    else:
        yield from found
    double = page.text.count("“") + page.text.count("”")
    foreign = list(page.find(FOREIGN)) if english(scored) else []
    if double >= len(foreign):
        for match, spot in foreign:
            yield from _foreign(page, match, spot)


def _together(found: Sequence[Finding], straight: int) -> Iterator[Finding]:
    """One finding for all of an issue that is mostly typed with straight marks."""
    if not found:
        return
    first = found[0]
    edits = tuple(edit for finding in found if finding.fix and finding.fix.safe for edit in finding.fix.edits)
    yield RULE.at(
        first.span,
        f"{straight} straight quotation marks and apostrophes stand beside curly ones here; this is the first",
        first.hint, fix=Fix("type curly marks", edits) if edits else None,
    )


def _straight(page: Sheet, *, in_english: bool) -> Iterator[Finding]:
    last = -1
    for match in STRAIGHT.finditer(page.text):
        number = page.number(match.start())
        if number == last:
            continue
        last = number
        if CODE not in page.loci[number].passage.content:
            yield from _passage(page, number, in_english=in_english)


def _passage(page: Sheet, number: int, *, in_english: bool) -> Iterator[Finding]:
    """The straight marks of one passage, read from its beginning to know which quotation is open."""
    line, start = page.lines[number], page.starts[number]
    open_marks: list[str] = []
    for match in MARK.finditer(line):
        mark, index = match[0], match.start()
        before, after = line[index - 1 : index], line[index + 1 : index + 2]
        if mark in CURLY:
            _follow(open_marks, mark)
            continue
        put, safe = _double(open_marks, before, after) if mark == '"' else _single(open_marks, before, after)
        if put == "":
            continue  # inches, feet, minutes of arc
        spot = page.spot(start + index, start + index + 1)
        name = "quotation mark" if mark == '"' or put == "‘" else "apostrophe"
        yield RULE.at(
            spot.span, f"a straight {name} stands beside curly ones in this issue: {_around(line, index)}",
            f"type {put}" if put else "type “, ” or ’",
            fix=correction(f"type {put}", spot.becomes(put), safe=safe) if put and in_english else None,
        )


def _follow(open_marks: list[str], mark: str) -> None:
    if mark == "“":
        open_marks.append(mark)
    elif mark == "”" and "“" in open_marks:
        while open_marks.pop() != "“":
            pass


def _double(open_marks: list[str], before: str, after: str) -> tuple[str | None, bool]:
    """The curly mark that is meant, and whether that is certain; None where it can't be told, empty for inches."""
    opens = (not before or before in OPENS_AFTER) and bool(after) and after not in CLOSES_BEFORE
    closes = bool(before) and before not in OPENS_AFTER and (not after or after in CLOSES_BEFORE)
    if opens:
        inner = bool(open_marks)
        open_marks.append('"')
        return ("‘", False) if inner else ("“", True)
    if closes and '"' in open_marks:
        while open_marks.pop() != '"':
            pass
        return ("’", False) if open_marks else ("”", True)
    if closes and open_marks == ["“"]:
        open_marks.clear()
        return "”", True
    return ("", False) if before.isdigit() else (None, False)


def _single(open_marks: list[str], before: str, after: str) -> tuple[str | None, bool]:
    if before.isdigit() and not after.isalpha():
        return "", False
    if before.isalnum() or before == OBJECT:
        return _behind_a_word(open_marks, after)
    if before and before in ".,!?…" and "'" in open_marks:
        open_marks.remove("'")
        return "’", False
    if before and before not in OPENS_AFTER:
        return None, False
    if after.isdigit():
        return "’", True  # the '90s
    open_marks.append("'")
    return "‘", False


def _behind_a_word(open_marks: list[str], after: str) -> tuple[str | None, bool]:
    if after.isalnum() or "'" not in open_marks:
        return "’", True  # Poland's plan, the ministries' plan
    open_marks.remove("'")
    return "’", False


def _foreign(page: Sheet, match: re.Match[str], spot: Spot) -> Iterator[Finding]:
    """Quotation marks of another language, unless they are around words of it."""
    around = page.text[max(0, match.start() - 2) : match.end() + 2]
    if CYRILLIC.search(around):
        return
    inner = match[0] in "‚‹›"
    opens = match[0] in "„‚«‹"
    put = ("‘" if opens else "’") if inner else ("“" if opens else "”")
    yield RULE.at(
        spot.span, f"the quotation mark {match[0]} stands beside “ and ” in this issue", f"type {put}",
        fix=correction(f"type {put}", spot.becomes(put)),
    )


def _around(line: str, index: int) -> str:
    left = line[max(0, index - 20) : index].rpartition(" ")[2]
    return shown(left + line[index] + line[index + 1 : index + 21].partition(" ")[0])
