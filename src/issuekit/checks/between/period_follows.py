"""The issue's period doesn't follow from its number, or is longer or shorter than the series' periods.

Why:
    The period tells which events belong to the issue, and stands on the cover. One that was not moved on from the
    previous issue, or that ends in the wrong month, puts every date of the catalogue outside it.
Fail:
    --- issue.yaml
    period: 2019-12/2020-01
Fail:
    --- issue.yaml
    period: 2019-11
Pass:
    --- issue.yaml
    period: 2019-11/2019-12
Fix:
    Correct the period. It follows from “first:” and “months:” in series.yaml, and from the issues published so far.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.checks.between.numbering import numbering, usual_months, value_place
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Edit, Finding, Fix, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK604", "period-follows", Severity.ERROR, __doc__)


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """One finding where the period isn't the one that the number asks for, or has another length."""
    issue = scored.issue
    right = numbering(issue)
    place, usual = value_place(issue.period_place), usual_months(issue.series)
    fix = Fix(f"write {right.period.key}", (Edit(place.span, right.period.key),), safe=False)
    if not right.fits and right.period_at_fault:
        related = []
        if issue.previous is not None:
            related = [Related(value_place(issue.previous.period_place).span, "the period of the previous issue")]
        yield RULE.at(
            place, f"issue {issue.number} covers {right.period}, not {issue.period}",
            f"write {right.period.key}, or correct the number", related,
            severity=Severity.WARNING if right.from_previous else None, fix=fix,
        )
    elif right.fits and issue.period.months not in (usual, issue.series.months):
        double = issue.period.months % usual == 0
        yield RULE.at(
            place, f"the period has {_months(issue.period.months)}, those of the series have {usual}",
            f"write {right.period.key}" + (", unless this is a double issue" if double else ""),
            severity=Severity.WARNING if double else None, fix=fix,
        )


def _months(number: int) -> str:
    return "1 month" if number == 1 else f"{number} months"
