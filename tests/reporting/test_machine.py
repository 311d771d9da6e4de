"""Findings for programs: the contract of the JSON, a sound SARIF, and annotations that keep to their line."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from issuekit.diagnostics import Edit, Finding, Fix, Related, Severity, Span
from issuekit.reporting.machine import as_github, as_json, as_sarif
from issuekit.reporting.report import Report

SPAN = Span("issues/minsk-barometer/2019-11/russia.yaml", 12, 5, 13, 9)
INDEX_TOTAL = Finding(
    "IK201", "control-total", Severity.ERROR, SPAN, "Russia is given with total +10", "count again",
    (Related(Span("issues/b.yaml", 3, 4, 3, 5), "+3: a visit"),),
)
SAFE = Finding(
    "IK530", "double-space", Severity.WARNING, Span("a.yaml", 1, 1, 1, 3), "two spaces",
    fix=Fix("one space", (Edit(Span("a.yaml", 1, 1, 1, 3), " "),)),
)
UNSAFE = Finding(
    "IK503", "doubled-word", Severity.NOTE, Span("a.yaml", 2, 1, 2, 3), "“the” twice",
    fix=Fix("one", (), safe=False),
)
REPORT = Report("minsk-barometer/2019-11", (INDEX_TOTAL, SAFE, UNSAFE))
EMPTY = Report("minsk-barometer/2019-09", ())

TEXTS = st.text(max_size=40)
LINES = st.integers(1, 10**6)
FINDINGS = st.builds(
    Finding,
    st.integers(100, 899).map("IK{}".format), st.just("a-name"), st.sampled_from(Severity),
    st.builds(Span, TEXTS, LINES, LINES, LINES, LINES), TEXTS, TEXTS,
    st.lists(st.builds(Related, st.builds(Span, TEXTS, LINES, LINES, LINES, LINES), TEXTS), max_size=2).map(tuple),
)
REPORTS = st.lists(st.builds(Report, TEXTS, st.lists(FINDINGS, max_size=4).map(tuple)), max_size=3)


# --- JSON

def test_json_is_as_the_contract_says() -> None:
    assert json.loads(as_json([REPORT])) == {
        "version": 1,
        "issue": "minsk-barometer/2019-11",
        "summary": {"error": 1, "warning": 1, "note": 1},
        "findings": [
            {
                "code": "IK201", "name": "control-total", "severity": "error",
                "file": "issues/minsk-barometer/2019-11/russia.yaml",
                "line": 12, "column": 5, "end_line": 13, "end_column": 9,
                "message": "Russia is given with total +10", "hint": "count again",
                "related": [{"file": "issues/b.yaml", "line": 3, "column": 4, "message": "+3: a visit"}],
                "fixable": None,
            },
            {
                "code": "IK530", "name": "double-space", "severity": "warning",
                "file": "a.yaml", "line": 1, "column": 1, "end_line": 1, "end_column": 3,
                "message": "two spaces", "hint": "", "related": [], "fixable": "safe",
            },
            {
                "code": "IK503", "name": "doubled-word", "severity": "note",
                "file": "a.yaml", "line": 2, "column": 1, "end_line": 2, "end_column": 3,
                "message": "“the” twice", "hint": "", "related": [], "fixable": "unsafe",
            },
        ],
    }


def test_json_of_an_issue_without_findings() -> None:
    assert json.loads(as_json([EMPTY])) == {
        "version": 1, "issue": "minsk-barometer/2019-09",
        "summary": {"error": 0, "warning": 0, "note": 0}, "findings": [],
    }


def test_json_of_several_issues_is_a_list() -> None:
    both = json.loads(as_json([REPORT, EMPTY]))
    assert [entry["issue"] for entry in both] == [REPORT.issue, EMPTY.issue]


def test_json_keeps_letters_as_they_are() -> None:
    assert "“the” twice" in as_json([REPORT])


@given(REPORTS)
def test_any_report_is_sound_json(reports: list[Report]) -> None:
    read = json.loads(as_json(reports))
    entries = [read] if len(reports) == 1 else read
    for report, entry in zip(reports, entries, strict=True):
        assert sum(entry["summary"].values()) == len(report.findings) == len(entry["findings"])
        for finding, plain in zip(report.findings, entry["findings"], strict=True):
            assert (plain["message"], plain["file"]) == (finding.message, finding.span.file)


# --- SARIF: OASIS SARIF 2.1.0, the properties that every consumer asks for

def sarif(reports: list[Report]) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(as_sarif(reports))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = log["runs"]
    assert isinstance(run["results"], list)
    driver = run["tool"]["driver"]
    assert driver["name"] == "issuekit"
    assert re.fullmatch(r"\d+\.\d+\.\d+.*", driver["version"])
    return dict(run)


@given(REPORTS)
def test_any_report_is_sound_sarif(reports: list[Report]) -> None:
    run = sarif(reports)
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(rules) == len(set(rules))
    findings = [finding for report in reports for finding in report.findings]
    for finding, entry in zip(findings, run["results"], strict=True):
        assert entry["ruleId"] == finding.code
        assert entry["ruleId"] in rules
        assert entry["level"] in {"none", "note", "warning", "error"}
        assert entry["message"]["text"].startswith(finding.message)
        assert finding.hint in entry["message"]["text"]
        (location,) = entry["locations"]
        physical = location["physicalLocation"]
        uri = physical["artifactLocation"]["uri"]
        assert re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})*", uri)  # a relative reference, RFC 3986
        assert unquote(uri) == finding.span.file
        region = physical["region"]
        assert region == {
            "startLine": finding.span.line, "startColumn": finding.span.column,
            "endLine": finding.span.end_line, "endColumn": finding.span.end_column,
        }
        assert min(region.values()) >= 1


@pytest.mark.parametrize(("finding", "level"), [(INDEX_TOTAL, "error"), (SAFE, "warning"), (UNSAFE, "note")])
def test_sarif_levels_are_the_severities(finding: Finding, level: str) -> None:
    (entry,) = sarif([Report("x/y", (finding,))])["results"]
    assert entry["level"] == level


def test_sarif_counts_columns_in_characters() -> None:
    assert sarif([REPORT])["columnKind"] == "unicodeCodePoints"


def test_sarif_of_several_issues_is_one_run() -> None:
    run = sarif([REPORT, EMPTY, REPORT])
    assert len(run["results"]) == 6
    rules = run["tool"]["driver"]["rules"]
    assert [rule["name"] for rule in rules] == ["control-total", "doubled-word", "double-space"]


# --- annotations

def test_an_annotation_in_full() -> None:
    assert as_github([Report("x/y", (INDEX_TOTAL,))]) == (
        "::error file=issues/minsk-barometer/2019-11/russia.yaml,line=12,col=5,endLine=13,endColumn=9,"
        "title=IK201 control-total::Russia is given with total +10 Hint: count again"
    )


def test_annotation_levels() -> None:
    assert [line.split(" ")[0] for line in as_github([REPORT]).splitlines()] == ["::error", "::warning", "::notice"]


def test_nothing_found_is_nothing_said() -> None:
    assert as_github([EMPTY]) == ""


COMMAND = re.compile(
    r"::(error|warning|notice) file=([^,:]*),line=(\d+),col=(\d+),endLine=(\d+),endColumn=(\d+),"
    r"title=(IK\d+) ([^,:]*)::(.*)",
)


def unescaped(text: str) -> str:
    """As the runner does it: the percent sign last, so that “%250A” comes out as “%0A”."""
    for escaped, raw in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escaped, raw)
    return text


@given(REPORTS)
def test_no_text_gets_out_of_its_annotation(reports: list[Report]) -> None:
    said = as_github(reports)
    findings = [finding for report in reports for finding in report.findings]
    lines = said.split("\n") if findings else []
    assert "\r" not in said
    for finding, line in zip(findings, lines, strict=True):
        match = COMMAND.fullmatch(line)
        assert match, line
        assert unescaped(match[2]) == finding.span.file
        assert unescaped(match[9]) == finding.message + (f" Hint: {finding.hint}" if finding.hint else "")
        assert int(match[3]) == finding.span.line


@pytest.mark.parametrize(("text", "escaped"), [
    ("100%", "100%25"), ("%0A", "%250A"), ("a\nb", "a%0Ab"), ("a\r\nb", "a%0D%0Ab"), ("::error::x", "::error::x"),
    ("a, b: c", "a, b: c"),
])
def test_escapes_of_a_message(text: str, escaped: str) -> None:
    line = as_github([Report("x/y", (Finding("IK100", "n", Severity.ERROR, SPAN, text),))])
    assert line.endswith(f"title=IK100 n::{escaped}")


def test_escapes_of_a_file_name() -> None:
    span = Span("a,b: 100%\n.yaml", 1, 1, 1, 2)
    line = as_github([Report("x/y", (Finding("IK100", "n", Severity.ERROR, span, "m"),))])
    assert line.startswith("::error file=a%2Cb%3A 100%25%0A.yaml,line=1,")
