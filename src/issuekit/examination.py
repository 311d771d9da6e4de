"""An issue examined: what reading found, what the rules find, and what editors and the series say to that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.checks import run, silences
from issuekit.indices.totals import score
from issuekit.reporting.report import Report

if TYPE_CHECKING:
    from issuekit.diagnostics import Finding
    from issuekit.indices.totals import ScoredIssue
    from issuekit.model.issue import Issue
    from issuekit.reading.issue_file import Reading
    from issuekit.reading.workspace import IssueFolder
    from issuekit.reporting.coverage import Coverage

# What only some issues and options need is imported where it is needed.


def examine(
    folder: IssueFolder, reading: Reading, scored: ScoredIssue, *, covering: bool = False, online: bool = False,
) -> Report:
    """What reading found, and all rules.

    ``covering`` also counts which numbers of the text are held by something; ``online`` also asks the servers of
    all links whether their pages are there.
    """
    findings = [*reading.findings, *run.check(scored)]
    counted = None
    if covering:
        counted, more = _cover(scored)
        findings += more
    if online:
        findings += _ask_servers(scored, folder)
    return Report(folder.name, _settled(findings, reading, scored.issue), reading.sources, counted)


def examine_texts(folder: IssueFolder, reading: Reading) -> Report:
    """What reading found and, if that is not too much, what is to be said of the texts all the same."""
    findings = reading.findings
    if reading.readable is not None:
        found = [*findings, *run.check_texts(score(reading.readable))]
        # A silence may be about what couldn't be looked at.
        findings = tuple(
            finding for finding in _settled(found, reading, reading.readable) if finding.code != silences.UNUSED.code
        )
    return Report(folder.name, findings, reading.sources, partly=True)


def _settled(findings: list[Finding], reading: Reading, issue: Issue) -> tuple[Finding, ...]:
    """The findings that are left when editors and the series have had their say, sorted by place."""
    from issuekit.rulebook import known_codes  # noqa: PLC0415

    if any(silences.SIGN in source.text for source in reading.sources.values()):
        # Only here, because to know every code takes every rule, also those that another process runs.
        findings = silences.silenced(findings, reading.sources.values(), known_codes())
    findings = run.apply_settings(findings, dict(issue.series.rules))
    return tuple(sorted(findings, key=lambda finding: finding.sort_key))


def _cover(scored: ScoredIssue) -> tuple[Coverage, list[Finding]]:
    # How many numbers of the text are held by something, and what text and catalogue have without the other.
    from issuekit.checks.coverage import coverage  # noqa: PLC0415
    from issuekit.checks.registry import COVERAGE_ROOMS  # noqa: PLC0415

    return coverage(scored), run.check(scored, COVERAGE_ROOMS)


def _ask_servers(scored: ScoredIssue, folder: IssueFolder) -> list[Finding]:
    # The network is asked only when told to, and its modules are imported only then.
    from issuekit.checks.links.online import check_online  # noqa: PLC0415

    return check_online(scored, folder.workspace / "build" / "links.json")
