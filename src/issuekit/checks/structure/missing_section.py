"""A chapter lacks a section that the series asks of it.

Why:
    Readers find the same sections in every chapter: trends, developments, a forecast, and the scored events.
    A chapter without one of them looks unfinished, and mostly is.
Fail:
    trends:
      - A year of talks ended.
    developments:
      - text: The talks went on.
    events:
      - {date: 4 November, event: A visit, points: +2}
Pass:
    trends:
      - A year of talks ended.
    developments:
      - text: The talks went on.
    forecast: They will go on.
    events:
      - {date: 4 November, event: A visit, points: +2}
Fix:
    Write the section. Which ones a chapter needs stands under “required:” in series.yaml.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.indices.totals import ScoredIssue
    from issuekit.model.issue import Chapter

RULE = Rule("IK130", "missing-section", Severity.ERROR, __doc__)


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Required sections that a chapter doesn't have, or has empty."""
    for chapter in scored.issue.chapters:
        for section in chapter.plan.required:
            if not _filled(chapter, section):
                yield RULE.at(
                    chapter.place,
                    f"the chapter “{chapter.plan.label}” has "
                    + (f"an empty “{section}”" if section in chapter.keys else f"no “{section}”"),
                    f"write it, or take “{section}” out of “required:” in {scored.issue.series.source.name}",
                )


def _filled(chapter: Chapter, section: str) -> bool:
    return {
        "trends": any(bool(trend) for trend in chapter.trends),
        "developments": any(bool(block.text) or block.table is not None for block in chapter.developments),
        "forecast": bool(chapter.forecast),
        "events": bool(chapter.events),
    }[section]
