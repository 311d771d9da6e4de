"""A dated meeting, visit or round of talks in the text has no row in the catalogue.

Why:
    What the text finds worth a date is mostly worth a point, or a zero. The list shows what may have been
    forgotten when the catalogue was made.
Fail:
    developments:
      - text: On 4 December, Voinaŭ negotiated in Minsk with Robertas Sapronas.
    events:
      - {date: 5 November, event: A loan, points: +1}
Pass:
    developments:
      - text: On 4 December, Voinaŭ negotiated in Minsk with Robertas Sapronas. They had met on 5 May 2018, too.
    events:
      - {date: 4 December, event: Voinaŭ and Sapronas in talks, points: +1}
Fix:
    Add the row, or leave the meeting without points.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from issuekit.checks.dates.recognition import Catalogue, Told, catalogue, told
from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from issuekit.checks.dates.mentions import Mention
    from issuekit.indices.totals import ScoredIssue
    from issuekit.model.when import Period

RULE = Rule("IK608", "meeting-not-scored", Severity.NOTE, __doc__)

MEETING = lazily(
    r"(?<![^\W_])(?:meet|meets|met|meeting|meetings|visit\w*|talks|negotiat\w*|consult\w*|summit|session|conven\w+|"
    r"conference|congress|forum|seminar|round\stable|receiv\w+|came\sto|travel\w*\sto|host\w*|delegation|dialogue|"
    r"hearing|exhibition|expo|exercise\w*)(?![^\W_])",
    re.IGNORECASE,
)
SHARED = 7.0  # weight of the words that a row of the same days must share with the sentence
SHARED_NAME = 3.5  # is enough where one of them is a name, and the row one of the same chapter


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Sentences with a day of the period and a word for a meeting, of which no row of that day can be.

    A day is told of in several sentences, of which one may be known by its words: the others go with it.
    """
    rows, period = catalogue(scored), scored.issue.period
    scored_days: set[tuple[str, tuple[date, date]]] = set()
    missing: list[tuple[tuple[str, tuple[date, date]], Told, Mention]] = []
    for sentence in told(scored):
        chapter = sentence.locus.chapter
        if chapter is None or sentence.locus.section == "forecast":
            continue
        text = sentence.locus.passage.plain[sentence.start : sentence.end]
        for mention in sentence.mentions:
            days = mention.interval(period)
            if days is None or not period.overlaps(*days):
                continue
            if _scored(sentence, days, rows):
                scored_days.update((chapter.id, other) for other in _intervals(sentence, period))
            elif MEETING.search(text):
                missing.append(((chapter.id, days), sentence, mention))
    told_of: set[tuple[str, tuple[date, date]]] = set()
    for key, sentence, mention in missing:
        if key not in scored_days and key not in told_of:
            told_of.add(key)
            yield _finding(sentence, mention)


def _intervals(sentence: Told, period: Period) -> list[tuple[date, date]]:
    return [days for mention in sentence.mentions if (days := mention.interval(period))]


def _scored(sentence: Told, days: tuple[date, date], rows: Catalogue) -> bool:
    """Whether a row of these days shares enough words with the sentence to be of what it tells."""
    for likeness in rows.likest(sentence.words, limit=12):
        entry, when = likeness.entry, likeness.entry.event.when
        if when is None or when.start > days[1] or days[0] > when.end:
            continue
        named = when.exact and entry.chapter is sentence.locus.chapter and bool(entry.names & sentence.words)
        if likeness.weight >= (SHARED_NAME if named else SHARED):
            return True
    return False


def _finding(sentence: Told, mention: Mention) -> Finding:
    passage = sentence.locus.passage
    printed = passage.plain[mention.start : mention.end]
    return RULE.at(
        passage.span(mention.start, mention.end), f"nothing in the catalogue seems to be this event of {printed}",
        "add a row, or leave it without points",
    )
