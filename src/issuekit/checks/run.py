"""Going through the rooms: every rule on one issue, the series' word on severities, nothing lost."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from issuekit.checks import sharing
from issuekit.checks.registry import GROUPS, OF_TEXTS, rooms_of
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Severity, first_ones

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

ENOUGH = 1_000  # findings of one rule in an issue, after which it looks no further: the issue isn't one

# What a second process goes through: with these groups, the two are done at about the same time.
SECOND = frozenset({"arithmetic", "structure", "typography"})


def check(scored: ScoredIssue, rooms: Sequence[Room] | None = None) -> list[Finding]:
    """All findings of all rules (or of some), sorted by place; at most some hundred of one rule in one file."""
    if rooms is not None:
        findings = _go_through(scored, rooms)
    else:
        second = [group for group in GROUPS if group in SECOND]
        first = [group for group in GROUPS if group not in SECOND]
        findings = sharing.shared(scored, lambda: _groups(scored, first), lambda: _groups(scored, second))
    return sorted(findings, key=lambda finding: finding.sort_key)


def check_texts(scored: ScoredIssue) -> list[Finding]:
    """The findings of those rules that look at texts alone, in as much of an issue as could be read."""
    return _groups(scored, OF_TEXTS)


def _groups(scored: ScoredIssue, groups: Sequence[str]) -> list[Finding]:
    return _go_through(scored, [room for group in groups for room in rooms_of(group)])


def _go_through(scored: ScoredIssue, rooms: Sequence[Room]) -> list[Finding]:
    findings: list[Finding] = []
    for room in rooms:
        found: list[Finding] = []
        try:
            found.extend(islice(room.check(scored), ENOUGH))
        except Exception as error:  # noqa: BLE001 - a rule that breaks down is reported, and the others still run
            where = scored.issue.source.span(0, 0)
            findings.append(CRASH.at(
                where, f"the rule {room.RULE.code} ({room.RULE.name}) broke down: {type(error).__name__}: {error}",
                "this is a fault of issuekit: report it; the other rules have run",
            ))
        findings.extend(first_ones(found, whole=len(found) < ENOUGH))
    return findings


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
