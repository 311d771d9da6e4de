"""An event of a chapter with one index has no points but zeros.

Why:
    An event that moved the index by nothing doesn't explain it. It may well be meant, as a record; it may also be
    a row whose points were never decided on.
Fail:
    events:
      - {date: 4 November, event: A phone call, points: 0}
Pass:
    events:
      - {date: 4 November, event: A phone call, points: [+1, -1]}
Fix:
    Give the event its points, or take it out. Where it is meant as a record, leave it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK137", "zero-points", Severity.NOTE, __doc__)


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Events whose points are all 0 in chapters that score one index."""
    for chapter in scored.issue.chapters:
        if len(chapter.plan.indices) != 1:
            continue
        for event in chapter.events:
            if event.scores and not any(score.value for score in event.scores):
                yield RULE.at(event.scores[0].place, "the event has no effect on the index: its points are 0",
                              "give it its points, or take it out")
