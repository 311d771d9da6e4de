"""Two punctuation marks stand where one belongs.

Why:
    “,,” or “.,” is what a correction leaves behind when half of it was made. Nothing in print means it.
Fail:
    The talks went on,, but brought nothing.
Fail:
    The talks ended.. Nothing came of them.
Fail:
    The talks in December., as before, brought nothing.
Pass:
    Oil, gas, etc., were on the agenda of Migao Corp. Ltd., of the U.S., and so on... And then?! It ended.
Fix:
    Leave the mark that is meant. “check --fix” does it where that is certain.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.checks.sheet import correction, sheet
from issuekit.checks.typography.abbreviations import is_abbreviation
from issuekit.diagnostics import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.checks.sheet import Spot
    from issuekit.diagnostics import Fix
    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK541", "repeated-punctuation", Severity.ERROR, __doc__)

# Two marks in a row, or with a space between. No ellipsis, no “...,”, no “?!”, no “::” of a program.
PAIR = lazily(
    r"[,;.?!:](?<![.\s/\\][,;.?!:])(?:"
    r"(?<=,)(?:[ \u00a0]?,+|[ \u00a0]?;|[ \u00a0]?\.(?![.\d]))"
    r"|(?<=;)(?:[ \u00a0]?;+|[ \u00a0]?,|[ \u00a0]?\.(?!\.))"
    r"|(?<=\.)(?:\.(?![.\w/\\])|[ \u00a0]\.(?=\s|$)(?! \.)|[ \u00a0]?[,;](?![\d]))"
    r"|(?<=[?!:])[ \u00a0]?\.(?=\s|$)"
    r"|(?<=:)[ \u00a0]?,"
    r")",
    re.MULTILINE,
)
AROUND_QUOTE = lazily(r"[.,]”[.,](?!\.)")
SHORT_NAME = lazily(r"\b[A-Z][a-z]{1,3}$")  # may be an abbreviation that no list has: “Sask.,”


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Every pair of marks, save where the first is the stop of an abbreviation."""
    page = sheet(scored)
    for match, spot in page.find(PAIR):
        first, second = match[0][0], match[0].strip()[-1]
        before = page.text[max(0, match.start() - 40) : match.start()].rpartition("\n")[2]
        if first == "." and second != "." and (is_abbreviation(before) or SHORT_NAME.search(before)):
            continue
        following = page.text[match.end() : match.end() + 2]
        yield RULE.at(
            spot.span, f"“{match[0]}”: two marks stand where one belongs", "leave the one that is meant",
            fix=_fix(spot, match[0], first, second, following),
            severity=Severity.WARNING if first in "?!:" else None,
        )
    for match, spot in page.find(AROUND_QUOTE):
        if match[0][0] == "." and is_abbreviation(page.text[max(0, match.start() - 40) : match.start()]):
            continue
        same = match[0][0] == match[0][2]
        yield RULE.at(
            spot.span, f"“{match[0]}”: marks stand on both sides of the quotation mark", "leave one of them",
            severity=None if same else Severity.WARNING,
            fix=correction("leave the first mark", spot.part(2, 3).becomes("")) if same else None,
        )


def _fix(spot: Spot, marks: str, first: str, second: str, following: str) -> Fix | None:
    """Leave the mark that is meant: the one doubled, a stop before a new sentence, a comma within one."""
    length = len(marks)
    keep_first = correction("leave the first mark", spot.part(1, length).becomes(""))
    keep_last = correction("leave the last mark", spot.part(0, length - 1).becomes(""))
    if first == second:
        return keep_first
    if first in "?!":
        return keep_first
    following = following.rstrip("\n")
    ends = not following.strip() or (following[0] == " " and following[1:].isupper())
    goes_on = following[:1] == " " and following[1:].islower()
    if second == "." and ends:
        return keep_last
    if goes_on and "." in (first, second):
        return keep_first if second == "." else keep_last
    return None
