"""How an issue is named: by folder, by series and period, by period, by number, or not at all."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cli import commands

if TYPE_CHECKING:
    from pathlib import Path

    from cli.commands import Run

HERE = "minsk-barometer/2019-11"


def checked(run: Run, *names: str) -> str:
    """The issue that a command took a name for; totals are the quickest to tell."""
    ran = run("totals", "--format", "json", *names)
    assert ran.status == 0, ran.err
    return str(json.loads(ran.out)["issue"])


def refused(run: Run, *names: str) -> str:
    ran = run("check", *names)
    assert ran.status == 2
    assert ran.out == ""
    return " ".join(ran.err.split())


@pytest.mark.parametrize("name", [
    "issues/minsk-barometer/2019-11", "issues/minsk-barometer/2019-11/", "./issues/minsk-barometer/2019-11",
    "issues/minsk-barometer/2019-11/russia.yaml", "issues/minsk-barometer/2019-11/issue.yaml",
    "issues/minsk-barometer", "issues/minsk-barometer/series.yaml", ".", "minsk-barometer/2019-11", "2019-11", "12",
    "#12", "minsk-barometer",
])
def test_every_way_to_name_the_issue(run: Run, name: str) -> None:
    assert checked(run, name) == HERE


def test_an_absolute_folder(run: Run, workspace: Path, tmp_path_factory: pytest.TempPathFactory,
                            monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert checked(run, str(workspace / commands.ISSUE)) == HERE
    assert checked(run, str(workspace)) == HERE


def test_without_a_name_the_newest_is_meant(run: Run, workspace: Path) -> None:
    assert checked(run) == HERE
    commands.add_issue(workspace, "2020-01", 13)
    commands.add_issue(workspace, "2019-09", 11)
    assert checked(run) == "minsk-barometer/2020-01"
    assert checked(run, "minsk-barometer") == "minsk-barometer/2020-01"
    assert checked(run, "issues/minsk-barometer") == "minsk-barometer/2020-01"
    assert checked(run, "11") == "minsk-barometer/2019-09"
    assert checked(run, "12") == HERE


@pytest.mark.parametrize("folder", ["issues", "issues/minsk-barometer", "issues/minsk-barometer/2019-11", "deep/er"])
def test_from_any_folder_of_the_workspace(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch, folder: str,
) -> None:
    (workspace / folder).mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(workspace / folder)
    for names in ((), ("12",), ("2019-11",), ("minsk-barometer/2019-11",)):
        assert checked(run, *names) == HERE


def test_findings_name_files_from_the_workspace_wherever_one_stands(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    commands.publish_as_printed(workspace)
    monkeypatch.chdir(workspace / commands.ISSUE)
    for names in ((), (".",), ("russia.yaml",), ("12",)):
        findings = json.loads(run("check", "--select", "IK201", "--format", "json", *names).out)["findings"]
        assert {finding["file"] for finding in findings} == {
            f"{commands.ISSUE.as_posix()}/russia.yaml", f"{commands.ISSUE.as_posix()}/us.yaml",
        }


def test_an_ambiguous_name_is_refused_with_what_it_could_be(run: Run, workspace: Path) -> None:
    commands.add_series(workspace)
    both = "“{}” could be any of these: minsk-barometer/2019-11, second-barometer/2019-11; name the series as well"
    assert both.format("2019-11") in refused(run, "2019-11")
    assert both.format("12") in refused(run, "12")
    assert "there are several series (minsk-barometer, second-barometer): name one" in refused(run)
    assert "there are several series" in refused(run, ".")
    assert checked(run, "second-barometer/2019-11") == "second-barometer/2019-11"
    assert checked(run, "second-barometer") == "second-barometer/2019-11"
    assert checked(run, "issues/second-barometer") == "second-barometer/2019-11"
    assert checked(run, "issues/second-barometer/2019-11") == "second-barometer/2019-11"


def test_two_issues_with_one_number_are_ambiguous(run: Run, workspace: Path) -> None:
    commands.add_issue(workspace, "2020-01", 12)
    assert "“12” could be any of these: minsk-barometer/2019-11, minsk-barometer/2020-01" in refused(run, "12")


@pytest.mark.parametrize("name", [
    "2031-01", "13", "#13", "minsk-barometer/2031-01", "nobody", "nobody/2019-11", "²", "9" * 5000, "a" * 5000, "-",
    "*", "issues/nobody", "#", "012345678901234567890",
])
def test_an_unknown_name_is_refused_with_what_there_is(run: Run, name: str) -> None:
    said = refused(run, name)
    assert "there is no issue" in said
    assert "there are: minsk-barometer/2019-11" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("name", ["assets", "assets/logo.txt", "/"])
def test_a_folder_that_is_no_issue_is_refused(run: Run, workspace: Path, name: str) -> None:
    (workspace / "assets").mkdir()
    (workspace / "assets/logo.txt").write_text("", encoding="utf-8")
    assert f"{name} is not the folder of an issue: it has no issue.yaml" in refused(run, name)


def test_a_number_is_a_number_though_a_file_is_called_so(run: Run, workspace: Path) -> None:
    (workspace / "12").mkdir()
    assert checked(run, "12") == HERE


def test_outside_a_workspace_it_says_what_is_expected(
    run: Run, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    for names in ((), ("12",), ("2019-11",)):
        assert "expected a folder with issues/<series>/series.yaml in it" in refused(run, *names)


def test_a_series_without_issues_says_so(run: Run, workspace: Path) -> None:
    (workspace / commands.ISSUE / "issue.yaml").unlink()
    assert "expected issues/<series>/<period>/issue.yaml" in refused(run)
    assert "there are: none" in refused(run, "12")


def test_an_issue_without_its_own_file_is_told_so_when_named_by_folder(run: Run, workspace: Path) -> None:
    (workspace / commands.ISSUE / "issue.yaml").unlink()
    ran = run("check", str(commands.ISSUE))
    assert ran.status == 1
    assert "IK101" in ran.out


@pytest.mark.parametrize("damage", [
    "number: 12x\n", "number: 12.5\n", "", "\ufeffnumber: 12\n", "number: " + "9" * 6000,
])
def test_a_damaged_issue_file_does_not_stand_in_the_way_of_names(run: Run, workspace: Path, damage: str) -> None:
    (workspace / commands.ISSUE / "issue.yaml").write_text(damage, encoding="utf-8")
    assert run("check", "2019-11").status == 1
    assert run("check", "12").status in (1, 2)
