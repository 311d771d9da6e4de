"""What a link can lead to inside the issue, the numbers that are printed there, and who speaks of them.

Found once for an issue, however many rules ask.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from issuekit.checks.loci import Locus, loci
from issuekit.checks.patterns import lazily
from issuekit.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from issuekit.indices.totals import ScoredIssue

TABLE, APPENDIX, FIGURE = "table", "appendix", "figure"

MOST = 50  # mentions in one passage; where there are more, the text is none, and the first ones say so
NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
# One number, or several: “Tables 1, 2, and 5”. Thousands and decimal numbers are no numbers of tables.
NUMBER = lazily(r"(?:[0-9]{1,3}|[IVX]{1,5}\b)(?![0-9]|[.,][0-9])")
LIST = lazily(rf"{NUMBER.pattern}(?:\s*(?:,\s*and|,|and|&|-|–)\s*{NUMBER.pattern})*")
# “Table 7 of the report” is the report's; so is “its Table 7”, and “the Eurostat Table 7”.
ELSEWHERE = lazily(r"\s+(?:of|to|in|from)\s+(?!this\b|the\s+present\b|our\b)\w", re.IGNORECASE)
SOMEBODYS = lazily(r"(?:(?:’s|'s|s’|s')|\b(?:its|their|his|her|whose))\s+$|(?<![.!?…]\s)(?<=\s)[A-Z][\w-]{3,}\s+$")
LED_TO = lazily(r"(?:\b(?:see|in|from|cf\.?|and)|\()\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """“Table 7” in words: of what ``kind``, which number, and where in the passage's plain words."""

    locus: Locus
    kind: str
    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Anchors:
    """``names`` are all that “#name” can lead to, with the number that is printed there, or 0.

    ``tables`` are the numbers of tables by chapter and id: two chapters may use one id, and a link then leads to
    the first. ``appendices`` and ``figures`` are how many there are of them.
    """

    names: Mapping[str, int]
    tables: Mapping[tuple[str, str], int]
    appendices: int
    figures: int

    def count(self, kind: str) -> int:
        """How many there are of a kind."""
        return {TABLE: len(self.tables), APPENDIX: self.appendices}.get(kind, self.figures)


@lru_cache(maxsize=4)
def anchors(scored: ScoredIssue) -> Anchors:
    """The anchors of an issue: chapters and their parts, the overview, tables, appendices."""
    issue = scored.issue
    names = {chapter.id: 0 for chapter in issue.chapters}
    if issue.series.overview is not None:
        names["overview"] = 0
    for chapter in issue.chapters:
        parts = sum(block.part is not None for block in chapter.developments)
        names |= {f"{chapter.id}-part-{place}": 0 for place in range(1, parts + 1)}
    tables = {(chapter.id, table.id): place for place, (chapter, table) in enumerate(issue.tables(), start=1)}
    for (_, name), place in tables.items():
        names.setdefault(name, place)
    names |= {entry.id: place for place, entry in enumerate(issue.series.appendices, start=1)}
    pictures = sum(link.image for prose in issue.all_prose() for link in prose.links)
    return Anchors(names, tables, len(issue.series.appendices), pictures)


@lru_cache(maxsize=4)
def mentions(scored: ScoredIssue) -> tuple[Mention, ...]:
    """Every “Table 7”, “Appendix 2” or “Figure 3” in words that speaks of this issue."""
    series = scored.issue.series
    words = {TABLE: series.labels.table, APPENDIX: series.labels.appendix}
    if series.language.startswith("en"):
        words[FIGURE] = "Figure"
    kinds = {kind: word for kind, word in words.items() if word.strip()}
    if not kinds:
        return ()
    groups = "|".join(f"(?P<{kind}>{_forms(word)})" for kind, word in kinds.items())
    pattern = re.compile(rf"(?:{groups})\s+(?:No\.? ?|№ ?)?(?=[0-9IVX])", re.IGNORECASE)
    beginnings = [word[:3].lower() for word in kinds.values()]
    found: list[Mention] = []
    for locus in loci(scored):
        lowered = locus.passage.plain.lower()
        if any(beginning in lowered for beginning in beginnings):
            found += islice(_mentions(locus, kinds, pattern), MOST)
    return tuple(found)


def _forms(word: str) -> str:
    """The word with its plural; in scripts other than Latin with its endings."""
    if not word.isascii():
        return re.escape(word[:-1]) + r"\w{0,3}"
    if word == "Figure":
        return r"figures?|figs?\."
    if word.endswith("ix"):
        return re.escape(word) + "|" + re.escape(word[:-2]) + "i(?:ces|xes)"
    return re.escape(word) + "(?:e?s)?"


def _mentions(locus: Locus, kinds: Mapping[str, str], pattern: re.Pattern[str]) -> Iterator[Mention]:
    plain = locus.passage.plain
    for match in pattern.finditer(plain):
        kind = str(match.lastgroup)
        word = match[kind]
        before = plain[max(0, match.start() - 30) : match.start()]
        listed = LIST.match(plain, match.end())
        if listed is None or before[-1:].isalnum() or SOMEBODYS.search(before) or ELSEWHERE.match(plain, listed.end()):
            continue
        # “the figure 40” and “at the table 12 ministers” are no references.
        if word[0].islower() and not LED_TO.search(before):
            continue
        numbers = list(NUMBER.finditer(plain, listed.start(), listed.end()))
        plural = word.lower().rstrip(".") not in (kinds[kind].lower(), "fig")
        for number in numbers if plural else numbers[:1]:
            value = int(number[0]) if number[0].isdigit() else roman(number[0])
            if value is not None:
                start = match.start() if number is numbers[0] else number.start()
                yield Mention(locus, kind, value, start, number.end())


def roman(numeral: str) -> int | None:
    """The value of a Roman numeral up to XV, or None."""
    return NUMERALS.index(numeral) + 1 if numeral in NUMERALS else None
