"""An event was scored in the previous issue already.

Why:
    An event at the turn of two periods, or a row left over from the file that the new one was made from, would
    count in both issues.
Fail:
    --- 2019-09/issue.yaml
    number: 11
    period: 2019-09/2019-10
    date: 2019-11
    editor: {name: An Editor, roles: [Editor]}
    letter: We present the issue.
    chapters: [partner]
    --- 2019-09/partner.yaml
    chapter: partner
    events:
      - {date: 29 October - 1 November, event: Deputy Foreign Minister Kraŭčanka in Washington, points: +2}
    --- partner.yaml
    chapter: partner
    events:
      - {date: 1 November, event: Deputy Foreign Minister Kraŭčanka visits Washington, points: +2}
Pass:
    --- 2019-09/issue.yaml
    number: 11
    period: 2019-09/2019-10
    date: 2019-11
    editor: {name: An Editor, roles: [Editor]}
    letter: We present the issue.
    chapters: [partner]
    --- 2019-09/partner.yaml
    chapter: partner
    events:
      - {date: 4 October, event: 22nd meeting of the Demarcation Commission, points: +1}
      - {date: September-October, event: Integration roadmaps remain without agreement, points: -1}
    --- partner.yaml
    chapter: partner
    events:
      - {date: 3-5 December, event: 23rd meeting of the Demarcation Commission, points: +1}
      - {date: November-December, event: Integration roadmaps remain without agreement, points: -1}
Fix:
    Delete the row. If the event went on, say so: “The visit continues”.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.checks.between.sameness import overlap, same_day, same_words, share
from issuekit.checks.dates.keywords import brief, keywords, names
from issuekit.checks.dates.recognition import Catalogue, Clause, Entry, catalogue
from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.indices.totals import ScoredIssue
    from issuekit.model.issue import Event, Issue

RULE = Rule("IK602", "scored-before", Severity.WARNING, __doc__)

GOES_ON = lazily(
    r"(?<![^\W_])(?:contin\w+|goes\son|resum\w+|ends?|ended|conclud\w+|second\s(?:part|half|stage|round))(?![^\W_])",
)
NUMBERED = lazily(r"\d+(?:st|nd|rd|th)$")
IDENTICAL = 0.9
COMMON_TO = 12  # rows; a word that more of them have doesn't lead to any


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Rows that a chapter's catalogue of the previous issue has already."""
    previous = scored.issue.previous
    if previous is None:
        return
    rows = catalogue(scored)
    before = _by_word(previous)
    for entry in rows.entries:
        known = before.get(entry.chapter.id, {})
        candidates = {
            id(event): (event, words) for word in entry.clauses[0].words for event, words in known.get(word, ())
        }
        for event, words in candidates.values():
            if _same(rows, entry, event, words):
                yield _finding(entry, event, previous)
                break


def _by_word(issue: Issue) -> dict[str, dict[str, list[tuple[Event, frozenset[str]]]]]:
    """The rows of an issue with their telling words, by chapter and by each word that few rows have."""
    found: dict[str, dict[str, list[tuple[Event, frozenset[str]]]]] = {}
    for chapter, event in issue.events():
        words = keywords(event.text.plain)
        by_word = found.setdefault(chapter.id, {})
        for word in words:
            by_word.setdefault(word, []).append((event, words))
    return {
        chapter: {word: rows for word, rows in by_word.items() if len(rows) <= COMMON_TO}
        for chapter, by_word in found.items()
    }


def _same(rows: Catalogue, entry: Entry, event: Event, words: frozenset[str]) -> bool:
    """Whether the rows are one event: the same days, or the same meeting by its number."""
    now, then, own = entry.event.when, event.when, entry.clauses[0]
    if now is None or then is None or 2 * rows.weigh(own.words & words) < own.weight:
        return False
    clause = Clause(words, words & names(event.text.plain), 0.0, 0.0)
    if GOES_ON.search(entry.event.text.plain):
        return False
    if overlap(now, then):
        return same_words(rows, own, clause, same_day=same_day(now, then))
    numbered = any(NUMBERED.search(word) for word in own.names & clause.names)
    return numbered and share(rows, own, clause)[0] >= IDENTICAL


def _finding(entry: Entry, event: Event, previous: Issue) -> Finding:
    text = entry.event.text
    return RULE.at(
        text.text.span(), f"“{brief(text.plain)}” was scored in issue {previous.number} already",
        "delete the row; if the event went on, say so in it",
        [Related(event.text.text.span(), f"issue {previous.number} has it here, {event.date}")],
    )
