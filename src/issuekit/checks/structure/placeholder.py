"""Words that were to be replaced before printing: TODO, TBD, “insert figure here”, lorem ipsum.

Why:
    What an author typed to hold a place is the first thing that every reader sees.
Fail:
    Trade grew by xx % in the year. TODO: ask the ministry.
Fail:
    trends:
      - Trade grew.
      - to be added
Fail:
    The ministry said [insert quote here] and left.
Pass:
    The XXXI Congress met in hall XX to be added to the list, and TBC Bank took part.
Fix:
    Write what belongs there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from issuekit.checks.loci import Locus, loci, plain
from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK132", "placeholder", Severity.ERROR, __doc__)

ERROR, WARNING = Severity.ERROR, Severity.WARNING
_UNIT = r"(?:%|percent\b|per\s+cent\b|(?:thousand|million|billion|trillion|tonnes|km)\b)"
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_THING = r"(?:chart|table|map|photo|picture|figure|graph|image|quote|text|name|date|number|link|title|source|caption)"
_PROMISED = r"(?:added|written|completed|inserted|supplied|provided|updated|translated)"
# What every sign has in it. One look at the words of the whole issue tells in which passages a closer one is worth
# while. A single class of rare characters, and then the choices, is the form that the engine is fastest with.
GATE = lazily(r"[TFXx?@#%$](?:ODO|B[ACD]|KTK|IXME|[Xx]|[ \u00a0]?%|\?\?|@|#|[$Xx])")
NEEDLES = (
    "[", "odo:", "ixme:", "orem ipsum", "olor sit", "nsert ", " here)",
    "USD X", "USD x", "USD ?", "EUR ?", "$?", "€?", "£?", "?? ", "??%", "EUR X", "EUR x", "€X", "€x", "£X", "£x",
)
SIGNS: tuple[tuple[str, Severity], ...] = (
    (r"\b(?:TODO|FIXME|TBD|TKTK)\b|\b(?i:todo|fixme)(?=:)", ERROR),
    (r"(?<![A-Z]\s)\bTB[AC]\b(?!\s+[A-Z]|-)", WARNING),
    (r"(?i)\blorem\s+ipsum\b|\bdolor\s+sit\s+amet\b", ERROR),
    (r"\?{3,}|\b(?:X{4,}|x{3,})\b", ERROR),
    (rf"(?<![\w.])(?:[Xx]{{2,3}}|[Xx]{{1,2}}[.,][Xx]{{1,2}})\s?{_UNIT}|(?<![\w.])[Xx]\s?%", ERROR),
    (rf"\b[Xx]{{2}}\s+{_MONTH}\b|(?<![\w-])(?:19|20)(?:xx|XX)\b", ERROR),
    (r"(?<![\w.])[Xx]{2}\.[Xx]{2}(?:\.(?:[0-9]{4}|[Xx]{2,4}))?(?!\w)", ERROR),
    (r"(?:\b(?:USD|EUR)\s|[$€£])[Xx]{1,3}(?=[\s.,;)])", ERROR),
    (r"(?i)\[(?:insert|fill\s+in)\b[^\[\]]{0,80}\]|\[(?:citation|source)\s+needed\]", ERROR),
    (rf"(?i)[\[(](?:insert\s+)?(?:the\s+|an?\s+)?{_THING}\s+(?:goes\s+|comes\s+)?here[\])]", ERROR),
    (r"(?i)(?<!to )\binsert\s+(?:[\w’'-]+\s+){1,5}here\b", WARNING),
    (r"(?i)\[(?:add|check|verify|ask|rewrite|rephrase|translate)\b(?:[!?:]|\s[^\[\]]{1,80})\]", WARNING),
    (r"(?i)\[(?:check|verify|\?+|name|date|number|source|link|title|figure|quote)\](?!\w)", WARNING),
    (r"(?<![\w-])(?<!the )XX\s(?:[a-z]+\s){0,2}(?:(?!centuries\b)[a-z]{2,}[^s\W]s|people|men|women)\b", WARNING),
    (rf"(?:\b(?:USD|EUR)\s|[$€£])\?{{1,2}}(?=[\s.,;)])|(?<![\w?!])\?{{2}}\s?{_UNIT}", ERROR),
    (r"@{2,}|#{3,}|%{2,}|\${3,}", WARNING),
)
BLANK = lazily(r"(?<![\w\\])_{3,}(?!\w)")
XXX = lazily(r"(?<![\w-])XXX(?![\w-])")
ROMAN = lazily(r"\bXX(?!X+\b)[IVX]+\b")
ORDINAL = lazily(r"(?i)\b(?:the|article|part|chapter|title|volume|vol\.|no\.?) $")
# A promise that is a whole item. In a table, where “…” and “pending” say something, fewer are.
WHOLE = lazily(
    rf"\W{{0,3}}?(?:(?:{_THING}s?\s+)?(?:(?:is|are)\s+)?to\s+(?:be\s+{_PROMISED}|come|follow)"
    rf"|{_THING}s?\s+follows?(?:\s+later)?"
    r"|(?P<no_cell>to\s+be\s+(?:confirmed|determined)|(?:added|coming)\s+(?:soon|later)|pending"
    r"|(?:placeholder|sample|dummy)(?:\s+text)?|text(?:\s+(?:here|text))*|blah(?:\s+blah)+|\[?(?:…|\.{3,})\]?))"
    r"\W{0,3}",
    re.IGNORECASE,
    (
        "added", "written", "completed", "inserted", "supplied", "provided", "updated", "translated", " come",
        "\u00a0come", "follow", "confirmed", "determined", "coming", "pending", "placeholder", "sample", "dummy",
        "text", "blah", "…", "...",
    ),
)
LONGEST_WHOLE = 60  # characters of an item that is nothing but a promise
MOST = 50  # placeholders that are told of one passage
LONGEST = 50_000  # characters of a passage that are looked at closely; a longer one is no text for readers
HINT = "write what belongs here"


@cache
def signs() -> tuple[tuple[re.Pattern[str], Severity], ...]:
    """The signs of a placeholder. Most issues have none: the patterns are made when one is met."""
    return tuple((re.compile(pattern), severity) for pattern, severity in SIGNS)


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Placeholders in all texts, headings, tables and events, and in the issue's own lines."""
    issue = scored.issue
    own = (issue.date, issue.editor.name, *issue.editor.roles)
    texts = [*loci(scored), *(Locus(None, "heading", plain(text, "heading")) for text in own)]
    # One pass through the words of the whole issue is much faster than one for every passage.
    starts, length = [], 0
    for locus in texts:
        starts.append(length)
        length += len(locus.passage.plain) + 1
    joined = "\n".join(locus.passage.plain for locus in texts)
    worth = _worth_a_look(joined, starts)
    for number, locus in enumerate(texts):
        told = list(islice(_signs(locus), MOST)) if number in worth else []
        yield from told or _whole(locus)
        if "___" in locus.passage.content:
            yield from islice(_blank(locus), MOST)


def _worth_a_look(joined: str, starts: list[int]) -> set[int]:
    """The numbers of the passages in which there may be a sign."""
    worth: set[int] = set()
    ends = [*starts[1:], len(joined) + 1]
    match = GATE.search(joined)
    while match is not None:
        number = bisect_right(starts, match.start()) - 1
        worth.add(number)
        match = GATE.search(joined, ends[number])
    for needle in NEEDLES:
        place = joined.find(needle)
        while place >= 0:
            number = bisect_right(starts, place) - 1
            worth.add(number)
            place = joined.find(needle, ends[number])
    return worth


def _signs(locus: Locus) -> Iterator[Finding]:
    """Signs of what is missing, each place told once."""
    words = locus.passage.plain
    found = [
        (*match.span(), severity)
        for pattern, severity in signs() for match in islice(pattern.finditer(words, 0, LONGEST), MOST)
    ]
    found += islice(_thirty(words), MOST)
    told = 0
    for start, end, severity in sorted(found, key=lambda sign: sign[:2]):
        if start >= told:
            told = end
            yield RULE.at(locus.passage.span(start, end), f"“{words[start:end]}” holds the place of something", HINT,
                          severity=severity)


def _thirty(words: str) -> Iterator[tuple[int, int, Severity]]:
    """XXX is a placeholder, or thirty: of a congress, or beside other Roman numerals."""
    if "XXX" not in words or ROMAN.search(words, 0, LONGEST):
        return
    for match in XXX.finditer(words, 0, LONGEST):
        behind = words[match.end() : match.end() + 12]
        if re.match(r" [A-Z]", behind) and not re.match(rf" {_MONTH}", behind):
            continue
        ordinal = ORDINAL.search(words, max(0, match.start() - 12), match.start())
        yield match.start(), match.end(), WARNING if ordinal else ERROR


def _whole(locus: Locus) -> Iterator[Finding]:
    """A promise instead of a text."""
    words = locus.passage.plain
    if len(words) > LONGEST_WHOLE or locus.section == "head":
        return
    match = WHOLE.fullmatch(words.strip())
    if match and not (locus.section == "cell" and match["no_cell"]):
        yield RULE.at(locus.passage.span(0, len(words)), f"“{words.strip()}” holds the place of something", HINT)


def _blank(locus: Locus) -> Iterator[Finding]:
    """A line left to be filled in. What a reader sees of it depends on Markdown: the author's own text is looked at."""
    passage = locus.passage
    for match in BLANK.finditer(passage.content):
        line = passage.content.count("\n", 0, match.start())
        column = match.start() - (passage.content.rfind("\n", 0, match.start()) + 1)
        start = passage.starts[min(line, len(passage.starts) - 1)] + column
        yield RULE.at(passage.text.span(start, start + len(match[0])), "a line is left to be filled in", HINT)
