"""The report of the last check is used again until something that it came from changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import workshop
from issuekit import pipeline
from issuekit.reporting import memory

if TYPE_CHECKING:
    from pathlib import Path

    from issuekit.reading.workspace import IssueFolder

EXAMPLE = "trends: [One]\ncontrol: {total: +2}\nevents:\n  - {date: 4 November, event: A visit, points: +1}"


@pytest.fixture
def issue(tmp_path: Path) -> IssueFolder:
    return workshop.lay_out(EXAMPLE, tmp_path)


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The issues that were really checked."""
    really, made = pipeline.check, []

    def check(folder: IssueFolder) -> pipeline.Checked:
        made.append(folder.name)
        return really(folder)

    monkeypatch.setattr(pipeline, "check", check)
    return made


def test_the_second_report_is_remembered_whole(issue: IssueFolder, checks: list[str]) -> None:
    first, second = pipeline.report(issue), pipeline.report(issue)
    assert len(checks) == 1
    assert first.findings == second.findings
    assert any(finding.code == "IK201" for finding in second.findings)
    line = second.findings[0].span.line
    name = second.findings[0].span.file
    assert second.sources[name].line(line) == first.sources[name].line(line)


@pytest.mark.parametrize("name", [
    "2019-11/partner.yaml", "2019-11/issue.yaml", "series.yaml", "names.yaml", "2019-09/issue.yaml", "history.csv",
])
def test_a_change_anywhere_is_checked_again(issue: IssueFolder, checks: list[str], name: str) -> None:
    pipeline.report(issue)
    path = issue.path.parent / name
    path.parent.mkdir(exist_ok=True)
    path.write_text((path.read_text(encoding="utf-8") if path.exists() else "") + "# changed\n", encoding="utf-8")
    pipeline.report(issue)
    assert len(checks) == 2


def test_an_issue_with_pictures_is_always_checked(issue: IssueFolder, checks: list[str]) -> None:
    path = issue.path / "partner.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "forecast: See ![a map](map.png).\n", encoding="utf-8")
    pipeline.report(issue)
    pipeline.report(issue)
    assert len(checks) == 2


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"fingerprint": 1}', "\0"])
def test_a_damaged_memory_is_no_memory(issue: IssueFolder, checks: list[str], damage: str) -> None:
    pipeline.report(issue)
    (kept,) = (issue.workspace / "build/cache").glob("check-*.json")
    kept.write_text(damage, encoding="utf-8")
    pipeline.report(issue)
    assert len(checks) == 2


def test_another_program_has_another_fingerprint(issue: IssueFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    before = memory.fingerprint(issue.path.parent, issue.path)
    monkeypatch.setattr(memory, "__version__", "99")
    assert memory.fingerprint(issue.path.parent, issue.path) != before


def test_where_nothing_can_be_written_the_report_is_the_same(issue: IssueFolder) -> None:
    (issue.workspace / "build").write_text("a file where the folder should be", encoding="utf-8")
    assert pipeline.report(issue).findings == pipeline.check(issue).report.findings
