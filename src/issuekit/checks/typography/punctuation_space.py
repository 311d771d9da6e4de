"""A space stands before a punctuation mark or inside a bracket or quotation mark, or is missing after a mark.

Why:
    “On November 22 , the congress” and “the process,but” are typing slips. A space before a comma can also push
    the comma to the beginning of a line.
Fail:
    On 22 November , the fifth congress took place.
Fail:
    The talks helped the process,but brought no result.
Fail:
    The bank ( in London) lends again.
Pass:
    On 22 November, the fifth congress (in London) took place, and “... it went well”, with 10,000 guests.
Pass:
    The U.S. side uses .NET, a scale of 1:50,000, and the address tut.by at 12:30.
Fix:
    Delete the space, or type the missing one. “check --fix” does it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.checks.sheet import OBJECT, Spot, correction, english, sheet
from issuekit.checks.typography.abbreviations import is_abbreviation
from issuekit.diagnostics import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.checks.sheet import Sheet
    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK530", "punctuation-space", Severity.WARNING, __doc__)

BLANK = " \u00a0"
# In all patterns the mark comes first and what stands before it is looked at afterwards: that is the fast order.
# A mark after a space: not the beginning of an ellipsis, of “.NET” or of “.5”, not the colon of a ratio.
BEFORE = lazily(
    r"[,.;:!?](?<=[ \u00a0].)(?:(?<=,)(?![,\d])|(?<=[.;:!?])(?=[\s)\]”’»]|$)(?![ \u00a0]\.))", re.MULTILINE,
    tuple(blank + mark for blank in BLANK for mark in ",.;:!?"),
)
WORD_END = lazily(rf"[\w)\]”’»%{OBJECT}]")
FRENCH = ";:!?"  # in French these marks take a space
INSIDE_OPENING = lazily(
    rf"[(\[“](?<![^\s(\[“«—–-].)[ \u00a0]+(?=[\w“‘(.…{OBJECT}])", re.DOTALL,
    tuple(mark + blank for blank in BLANK for mark in "([“"),
)
INSIDE_CLOSING = lazily(
    r"[)\]”](?<=[ \u00a0].)(?=[\s,.;:!?)\]”’—–]|$)", re.MULTILINE,
    tuple(blank + mark for blank in BLANK for mark in ")]”"),
)
QUOTED_END = lazily(rf"[\w.,!?…”’{OBJECT}]")
# Letters on both sides of a mark; after a stop only what can hardly be an address, see below.
MISSING = lazily(rf"[,;!?](?=[^\W\d_{OBJECT}]|{OBJECT})(?<=[\w.)”%{OBJECT}].)")
MISSING_COLON = lazily(r":(?=[^\W\d_]{3})(?<=[^\W\d_]{3}.)")
MISSING_STOP = lazily(r"\.(?=([^\W\d_]+))(?:(?<=[^\W\d_A-Z]{2}.)|(?<=[\d)”%].))")
# words that no address ends with
_NEXT_SENTENCE = (
    "and but for from however it's its nor not that the their then there these they this those though thus under "
    "until was were what when where which while who with would yet "
)
NEXT_SENTENCE = frozenset(_NEXT_SENTENCE.split())
GLUED_OPENING = lazily(r"[(“](?<=[^\W\d_]{2}.)(?:(?<=“)(?=\w)|(?<=\()(?:(?=[A-Z][^\W\d_])|(?=[^()\s]{1,40} )))")
GLUED_CLOSING = lazily(rf"[)”](?=[^\W\d_]{{2}})(?:(?<=”)|(?<=[\w.,{OBJECT}].))")
# Brackets within a word: “(re)armament”, “neighbo(u)rs”.
WITHIN_WORD = lazily(r"(?:(?:^|[\s“(—–-])\([a-z-]{1,5}|[a-z]\([a-z]{1,4})$")
WORD = lazily(r"\w+")


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Every space too many and every space too few around a mark."""
    page = sheet(scored)
    spared = FRENCH if scored.issue.series.language.startswith("fr") else ""
    for match, spot in page.find(BEFORE):
        gap = _gap_before(page, match, spot, WORD_END)
        if gap is not None and match[0] not in spared and not _ratio(page, match, gap):
            yield _too_many(gap.part(0, gap.end - gap.start + 1), gap, f"a space stands before “{match[0]}”")
    for match, spot in page.find(INSIDE_CLOSING):
        gap = _gap_before(page, match, spot, QUOTED_END)
        if gap is not None:
            inside = "inside the quotation mark" if match[0] == "”" else f"before “{match[0]}”"
            yield _too_many(gap.part(0, gap.end - gap.start + 1), gap, f"a space stands {inside}")
    for match, spot in page.find(INSIDE_OPENING):
        if spot.on_one_line:
            inside = "inside the quotation mark" if match[0][0] == "“" else f"after “{match[0][0]}”"
            yield _too_many(spot, spot.part(1, len(match[0])), f"a space stands {inside}")
    yield from _missing(page, in_english=english(scored))


def _gap_before(page: Sheet, match: re.Match[str], spot: Spot, ends: re.Pattern[str]) -> Spot | None:
    """The blanks before a mark, where they follow a word on the same line of the file."""
    line = page.lines[page.number(match.start())]
    start = spot.start
    while start and line[start - 1] in BLANK:
        start -= 1
    gap = Spot(spot.locus, start, spot.start)
    return gap if start and ends.match(line, start - 1) and gap.part(0, spot.end - start).on_one_line else None


def _ratio(page: Sheet, match: re.Match[str], gap: Spot) -> bool:
    """“3 : 1”."""
    before, after = gap.locus.passage.plain[gap.start - 1], page.text[match.end() : match.end() + 2].strip()
    return match[0] == ":" and before.isdigit() and after[:1].isdigit()


def _too_many(spot: Spot, gap: Spot, message: str) -> Finding:
    return RULE.at(
        spot.span, message, "delete the space", fix=correction("delete the space", gap.becomes("")),
    )


def _missing(page: Sheet, *, in_english: bool) -> Iterator[Finding]:
    text = page.text
    for match, spot in page.find(MISSING):
        if not _single_letters(text, match.start()):
            yield _too_few(spot, after=True)
    for _match, spot in page.find(MISSING_COLON):
        yield _too_few(spot, after=True)
    for match, spot in page.find(MISSING_STOP):
        if _new_sentence(text, match, in_english=in_english):
            yield _too_few(spot, after=True)
    for _match, spot in page.find(GLUED_OPENING):
        yield _too_few(spot, after=False)
    for match, spot in page.find(GLUED_CLOSING):
        if match[0] == "”" or not WITHIN_WORD.search(text[max(0, match.start() - 15) : match.start()]):
            yield _too_few(spot, after=True)


def _single_letters(text: str, position: int) -> bool:
    """“A,B”: names of variables or sections, which need no space."""
    before, after = text[position - 2 : position - 1], text[position + 2 : position + 3]
    return not before.isalnum() and not after.isalnum()


def _new_sentence(text: str, match: re.Match[str], *, in_english: bool) -> bool:
    """Whether a new sentence begins after the stop, so that it isn't part of an address or a file's name."""
    word = match[1]
    if is_abbreviation(text[max(0, match.start() - 40) : match.start()]):
        return False
    following = text[match.end() + len(word) : match.end() + len(word) + 1]
    if following == "." or following.isdigit() or following == "_":
        return False
    if word[0].isupper():
        return word[1:].islower() or word in ("A", "I")
    return in_english and word in NEXT_SENTENCE


def _too_few(spot: Spot, *, after: bool) -> Finding:
    line = spot.locus.passage.plain
    mark = line[spot.start : spot.end]
    before, behind = _word_before(line, spot.start), _word_behind(line, spot.end)
    place = spot.part(1, 1) if after else spot.part(0, 0)
    side = "after" if after else "before"
    name = "the quotation mark" if mark in "“”" else f"“{mark}”"
    return RULE.at(
        spot.span, f"the space {side} {name} is missing: {before}{mark}{behind}", f"type a space {side} it",
        fix=correction("type the space", place.becomes(" ")),
    )


def _word_before(line: str, position: int) -> str:
    words = WORD.findall(line[max(0, position - 30) : position])
    return words[-1] if words else ""


def _word_behind(line: str, position: int) -> str:
    match = WORD.match(line, position, position + 30)
    return match[0] if match else ""
