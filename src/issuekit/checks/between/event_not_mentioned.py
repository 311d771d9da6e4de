"""An event of the catalogue is never mentioned in the text of its chapter.

Why:
    Points that nothing in the chapter explains make readers wonder. Not every event needs a sentence; the list
    shows which have none, so that none is forgotten.
Fail:
    developments:
      - text: On 11 November, Ukraine opened an honorary consulate in Viciebsk.
    events:
      - {date: 11 November, event: Honorary Consulate of Ukraine opens in Viciebsk, points: +1}
      - {date: 23 November, event: Ternopil buys trolleybuses, points: +1}
Pass:
    developments:
      - text: An honorary consulate of Ukraine was opened in Viciebsk. The city of Ternopil bought trolleybuses.
    events:
      - {date: 11 November, event: Honorary Consulate of Ukraine opens in Viciebsk, points: +1}
      - {date: 23 November, event: Ternopil buys trolleybuses, points: +1}
Fix:
    Say something of the event in “developments:”, or leave it to the catalogue.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from issuekit.checks.dates.keywords import brief, keywords
from issuekit.checks.dates.recognition import Catalogue, Entry, catalogue
from issuekit.checks.dates.sentences import sentences
from issuekit.checks.loci import loci
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK607", "event-not-mentioned", Severity.NOTE, __doc__)

# What two neighbouring sentences must have of a row to be taken to mention it: see Likeness.
COVER, WEIGHT, SCORE = 0.45, 5.0, 4.0
COMMON_TO = 24  # places; a word that more of them have leads to none
LIKEST = 8  # places that a row is compared with


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Rows of which nothing in their chapter's text, its heads, captions and cells, seems to tell."""
    rows = catalogue(scored)
    places = _places(scored)
    for entry in rows.entries:
        if not _mentioned(entry, rows, *places.get(entry.chapter.id, ([], {}))):
            yield RULE.at(
                entry.event.text.text.span(), f"the chapter’s text never mentions “{brief(entry.event.text.plain)}”",
                "say something of it, or leave it to the catalogue",
            )


def _places(scored: ScoredIssue) -> dict[str, tuple[list[frozenset[str]], dict[str, list[int]]]]:
    """The telling words of every two neighbouring sentences of each chapter, and where each word stands."""
    found: dict[str, list[frozenset[str]]] = {}
    for locus in loci(scored):
        if locus.chapter is None or locus.section == "event":
            continue
        plain = locus.passage.plain
        words = [keywords(plain[start:end]) for start, end in sentences(plain)]
        pairs = [one | other for one, other in pairwise(words)] if len(words) > 1 else words
        found.setdefault(locus.chapter.id, []).extend(pairs)
    indexed: dict[str, tuple[list[frozenset[str]], dict[str, list[int]]]] = {}
    for chapter, pairs in found.items():
        where: dict[str, list[int]] = {}
        for place, pair in enumerate(pairs):
            for word in pair:
                where.setdefault(word, []).append(place)
        indexed[chapter] = pairs, where
    return indexed


def _mentioned(
    entry: Entry, rows: Catalogue, pairs: list[frozenset[str]], where: Mapping[str, list[int]],
) -> bool:
    """Whether two neighbouring sentences, or a cell, tell of the row."""
    shared: dict[int, float] = {}
    for word in entry.clauses[0].words:
        for place in where.get(word, ())[:COMMON_TO]:
            shared[place] = shared.get(place, 0.0) + rows.weight[word]
    for place in sorted(shared, key=lambda place: (-shared[place], place))[:LIKEST]:
        likeness = rows.like(pairs[place], entry)
        if likeness.score >= SCORE or (likeness.cover >= COVER and likeness.weight >= WEIGHT):
            return True
    return False
