"""Findings for programs: JSON, SARIF 2.1.0, and annotations of a code host."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from issuekit import __version__
from issuekit.diagnostics import Finding, Severity
from issuekit.reporting.coverage import as_object as coverage_object

if TYPE_CHECKING:
    from collections.abc import Sequence

    from issuekit.reporting.report import Report

SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
GITHUB_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def as_json(reports: Sequence[Report]) -> str:
    """One object for one issue, a list of them for several."""
    objects = [_report(report) for report in reports]
    return json.dumps(objects[0] if len(objects) == 1 else objects, ensure_ascii=False, indent=2)


def _report(report: Report) -> dict[str, Any]:
    counted = {} if report.coverage is None else {"coverage": coverage_object(report.coverage)}
    return {
        "version": 1,
        "issue": report.issue,
        "summary": {severity.value: report.count(severity) for severity in Severity},
        "findings": [_finding(finding) for finding in report.findings],
        **counted,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    span = finding.span
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "message": finding.message,
        "hint": finding.hint,
        "related": [
            {
                "file": related.span.file,
                "line": related.span.line,
                "column": related.span.column,
                "message": related.message,
            }
            for related in finding.related
        ],
        "fixable": None if finding.fix is None else "safe" if finding.fix.safe else "unsafe",
    }


def as_sarif(reports: Sequence[Report]) -> str:
    """SARIF, as code hosts and editors import it. Source: OASIS SARIF 2.1.0."""
    findings = [finding for report in reports for finding in report.findings]
    rules = {finding.code: finding.name for finding in findings}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "issuekit",
                "version": __version__,
                "rules": [{"id": code, "name": rules[code]} for code in sorted(rules)],
            }},
            "columnKind": "unicodeCodePoints",
            "results": [_sarif_result(finding) for finding in findings],
        }],
    }
    return json.dumps(log, ensure_ascii=False, indent=2)


def _sarif_result(finding: Finding) -> dict[str, Any]:
    span = finding.span
    text = finding.message + (f" ({finding.hint})" if finding.hint else "")
    return {
        "ruleId": finding.code,
        "level": SARIF_LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": {
            "artifactLocation": {"uri": quote(span.file)},
            "region": {
                "startLine": span.line,
                "startColumn": span.column,
                "endLine": span.end_line,
                "endColumn": span.end_column,
            },
        }}],
    }


def as_github(reports: Sequence[Report]) -> str:
    """Workflow commands, one a line, that a code host shows beside the changed lines."""
    return "\n".join(
        f"::{GITHUB_LEVELS[finding.severity]} file={_escape(finding.span.file, property_=True)},"
        f"line={finding.span.line},col={finding.span.column},endLine={finding.span.end_line},"
        f"endColumn={finding.span.end_column},title={finding.code} {finding.name}::"
        + _escape(finding.message + (f" Hint: {finding.hint}" if finding.hint else ""))
        for report in reports
        for finding in report.findings
    )


def _escape(text: str, *, property_: bool = False) -> str:
    for raw, escaped in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
        text = text.replace(raw, escaped)
    return text.replace(":", "%3A").replace(",", "%2C") if property_ else text
