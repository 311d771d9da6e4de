"""Going through the rooms: every rule on one issue, the series' word on severities, nothing lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from issuekit.checks import sharing
from issuekit.checks.registry import GROUPS, rooms_of
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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

MOST = 200  # findings of one rule in one file; nobody mends more at one sitting, and a broken file can hold 100,000

# What a second process goes through: with these groups, the two are done at about the same time.
SECOND = frozenset({"arithmetic", "structure", "links"})


def check(scored: ScoredIssue, rooms: Sequence[Room] | None = None) -> list[Finding]:
    """All findings of all rules (or of some), sorted by place; at most some hundred of one rule in one file."""
    if rooms is not None:
        findings = _go_through(scored, rooms)
    else:
        second = [group for group in GROUPS if group in SECOND]
        first = [group for group in GROUPS if group not in SECOND]
        findings = sharing.shared(scored, lambda: _groups(scored, first), lambda: _groups(scored, second))
    return sorted(findings, key=lambda finding: finding.sort_key)


def _groups(scored: ScoredIssue, groups: Sequence[str]) -> list[Finding]:
    return _go_through(scored, [room for group in groups for room in rooms_of(group)])


def _go_through(scored: ScoredIssue, rooms: Sequence[Room]) -> list[Finding]:
    findings: list[Finding] = []
    for room in rooms:
        try:
            findings.extend(_bounded(room.RULE, room.check(scored)))
        except Exception as error:  # noqa: BLE001 - a rule that breaks down is reported, and the others still run
            where = scored.issue.source.span(0, 0)
            findings.append(CRASH.at(
                where, f"the rule {room.RULE.code} ({room.RULE.name}) broke down: {type(error).__name__}: {error}",
                "this is a fault of issuekit: report it; the other rules have run",
            ))
    return findings


def _bounded(rule: Rule, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings of a rule, of each file the first ones only, and a last one that counts the others."""
    counts: dict[str, int] = {}
    closing: dict[str, Finding] = {}  # the gravest of those that are left out of each file
    for finding in findings:
        name = finding.span.file
        counts[name] = count = counts.get(name, 0) + 1
        if count <= MOST:
            yield finding
        elif name not in closing or finding.severity.rank < closing[name].severity.rank:
            closing[name] = finding
    for name, finding in closing.items():
        more = counts[name] - MOST
        yield rule.at(
            finding.span, f"{finding.message} (and {more - 1:,} more findings of this rule in the file)" if more > 1
            else finding.message,
            f"only the first {MOST} are shown one by one; mend those and check again" if more > 1 else finding.hint,
            finding.related, severity=finding.severity, fix=finding.fix,
        )


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
