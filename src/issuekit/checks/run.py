"""Going through the rooms: every rule on one issue, the series' word on severities, nothing lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from issuekit.checks.registry import ROOMS
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from issuekit.checks.rule import Room
    from issuekit.indices.totals import ScoredIssue
    from issuekit.model.series import RuleSetting

CRASH = Rule(
    "IK199", "rule-crashed", Severity.ERROR,
    """A rule broke down while it looked at this issue.

    Why:
        This is a fault of issuekit, not of the issue. The other rules have run all the same.
    Fix:
        Report it with the text of the finding. Until it is mended, switch the rule off under “rules:”.
    """,
)


def check(scored: ScoredIssue, rooms: Sequence[Room] = ROOMS) -> list[Finding]:
    """All findings of all rules, sorted by place."""
    findings: list[Finding] = []
    for room in rooms:
        try:
            findings.extend(room.check(scored))
        except Exception as error:  # noqa: BLE001 - a rule that breaks down is reported, and the others still run
            where = scored.issue.source.span(0, 0)
            findings.append(CRASH.at(
                where, f"the rule {room.RULE.code} ({room.RULE.name}) broke down: {type(error).__name__}: {error}",
                "this is a fault of issuekit: report it; the other rules have run",
            ))
    return sorted(findings, key=lambda finding: finding.sort_key)


def apply_settings(findings: Iterable[Finding], settings: dict[str, RuleSetting]) -> list[Finding]:
    """The findings as the series wants them: raised, lowered, or left out."""
    kept = []
    for finding in findings:
        setting = settings.get(finding.code)
        if setting is None:
            kept.append(finding)
        elif setting.severity is not None:
            kept.append(replace(finding, severity=setting.severity))
    return kept
