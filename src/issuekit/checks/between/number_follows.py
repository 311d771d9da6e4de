"""The issue's number doesn't follow from its period.

Why:
    The number stands on the cover, in every running head and in every reference to the issue. A number that was
    not raised, or raised twice, makes two issues of one name, or leaves a gap in the series.
Fail:
    --- issue.yaml
    number: 11
Pass:
    --- issue.yaml
    number: 12
Fix:
    Correct the number. It follows from “first:” and “months:” in series.yaml, and from the issues published so far.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.checks.between.numbering import numbering, value_place
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Edit, Finding, Fix, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK603", "number-follows", Severity.ERROR, __doc__)


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """One finding where the number isn't the one that the period asks for."""
    issue = scored.issue
    right = numbering(issue)
    if right.fits or right.period_at_fault or right.number is None:
        return
    place, first = value_place(issue.number_place), issue.series.first
    related = []
    if issue.previous is not None:
        related = [Related(value_place(issue.previous.number_place).span, "the number of the previous issue")]
    yield RULE.at(
        place,
        f"{issue.period} is issue {right.number}, not {issue.number}, counted from " + (
            "the issues before" if first is None else f"issue {first.number} for {first.period}"
        ),
        f"write {right.number}, or correct the period" + (
            "; it does follow from the previous issue: is “first:” in series.yaml right?" if right.from_previous else ""
        ),
        related,
        severity=Severity.WARNING if right.from_previous else None,
        fix=Fix(f"write {right.number}", (Edit(place.span, str(right.number)),), safe=False),
    )
