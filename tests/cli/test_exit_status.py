"""What a script can rely on: 0 well, 1 findings, 2 not understood, 3 a fault of issuekit's own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cli import commands
from issuekit import pipeline
from issuekit.checks.arithmetic import claim
from issuekit.cli import main as command_line

if TYPE_CHECKING:
    from pathlib import Path

    from cli.commands import Run, Spawn
    from issuekit.reading.workspace import IssueFolder

NAMES = ("check", "totals", "build", "explain")


def test_the_sample_issue_is_well(run: Run) -> None:
    for arguments in (["check"], ["check", "--strict"], ["check", "--format", "json"], ["totals"]):
        ran = run(*arguments)
        assert (ran.status, ran.err) == (0, ""), ran
        assert ran.out


def test_an_error_is_1(run: Run, workspace: Path) -> None:
    commands.publish_as_printed(workspace)
    for form in ("text", "json", "sarif", "github"):
        assert run("check", "--format", form).status == 1


def test_a_warning_is_1_only_if_strict(run: Run, workspace: Path) -> None:
    commands.add_warning(workspace)
    assert run("check").status == 0
    ran = run("check", "--strict")
    assert ran.status == 1
    assert "1 warning" in ran.out


def test_what_cannot_be_read_is_1(run: Run, workspace: Path) -> None:
    (workspace / commands.ISSUE / "russia.yaml").write_bytes(b"chapter: [russia\n")
    for command in ("check", "totals", "build"):
        ran = run(command)
        assert ran.status == 1
        assert "russia.yaml:" in ran.out + ran.err
        assert "IK103" in ran.out + ran.err
    assert not list((workspace / "build").glob("*.pdf"))


def test_one_bad_issue_of_several_is_1(run: Run, workspace: Path) -> None:
    commands.add_issue(workspace, "2019-09", 11)
    commands.append(workspace / "issues/minsk-barometer/2019-09/russia.yaml", commands.CONTROL_RUSSIA)
    ran = run("check", "--select", "IK201", "2019-09", "2019-11")
    assert ran.status == 1
    assert "minsk-barometer/2019-09: 1 error" in ran.out
    assert "minsk-barometer/2019-11: nothing to complain of" in ran.out
    assert [entry["issue"] for entry in json.loads(run("check", "--format", "json", "2019-09", "2019-11").out)] == [
        "minsk-barometer/2019-09", "minsk-barometer/2019-11",
    ]


@pytest.mark.parametrize(("arguments", "said"), [
    (["chekc"], "Did you mean “check”?"),
    (["explian"], "Did you mean “explain”?"),
    (["zebra"], "No such command"),
    (["--zebra"], "No such option"),
    (["check", "--zebra"], "No such option"),
    (["check", "--format", "xml"], "Invalid value for '--format'"),
    (["check", "--select", "arithmetic"], "“ARITHMETIC” is not a code"),
    (["check", "--ignore", "IK201,IKx"], "“IKX” is not a code"),
    (["check", "--unsafe-fixes"], "goes with --fix or --diff"),
    (["check", "2031-01"], "there is no issue “2031-01”"),
    (["totals", "2031-01"], "there is no issue “2031-01”"),
    (["totals", "2019-11", "2019-11"], "unexpected extra argument"),
    (["build", "2031-01"], "there is no issue “2031-01”"),
    (["build", "-o", "a.pdf", "2019-11", "12"], "--output names one file"),
    (["build", "-o", "issues"], "is a directory"),
    (["explain", "IK999"], "there is no finding “IK999”"),
])
def test_what_is_not_understood_is_2(run: Run, arguments: list[str], said: str) -> None:
    ran = run(*arguments)
    assert ran.status == 2
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert ran.out == ""


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["--version"], *([name, "--help"] for name in NAMES)])
def test_help_is_0(run: Run, arguments: list[str]) -> None:
    ran = run(*arguments)
    assert (ran.status, ran.err) == (0, "")


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    ran = run()
    assert ran.status == 2
    assert "Commands:" in ran.err


def test_help_names_every_command_and_shows_the_examples(run: Run) -> None:
    shown = run("--help").out
    for name, summary in command_line.COMMANDS.items():
        assert f"\n  {name} " in shown
        assert summary in shown
    assert "\n    issuekit totals 12          the indices of issue No 12\n" in shown
    assert "\\b" not in shown
    assert "\b" not in shown


def test_help_of_the_commands(run: Run) -> None:
    shown = run("check", "--help").out
    for option in ("--format", "--select", "--ignore", "--strict", "--fix", "--diff", "--coverage", "--online"):
        assert option in shown
    assert "[ISSUE]..." in shown
    assert "--draft" in run("build", "--help").out
    assert "[text|json|csv]" in run("totals", "--help").out
    assert "[CODE]" in run("explain", "--help").out


def test_the_table_of_commands_is_that_of_the_modules() -> None:
    """Summaries stand in one table so that nothing has to be imported to list them; they may not drift apart."""
    group = command_line.cli
    assert isinstance(group, command_line.LazyGroup)
    for name, summary in command_line.COMMANDS.items():
        command = group.get_command(None, name)  # type: ignore[arg-type] # the context isn't looked at
        assert command is not None
        assert command.name == name
        assert command.short_help == summary


class BrokenError(Exception):
    """Stands for a fault that nobody has thought of."""


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_more: object) -> None:
        raise BrokenError("out of order")

    for step in ("report", "check", "check_to_print", "read"):
        monkeypatch.setattr(pipeline, step, fail)
    monkeypatch.setattr("issuekit.cli.explain_command.explanations", fail)


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize("arguments", [
    ["check"], ["check", "--format", "json"], ["check", "--coverage"], ["totals"], ["build"], ["explain"],
])
def test_a_fault_of_its_own_is_3(run: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    ran = run(*arguments)
    assert ran.status == 3
    assert ran.out == ""
    assert "a fault of its own, not of your files: BrokenError: out of order" in ran.err
    assert "ISSUEKIT_TRACEBACK=1" in ran.err
    assert "Traceback" not in ran.err
    assert "File " not in ran.err
    monkeypatch.setenv("ISSUEKIT_TRACEBACK", "1")
    ran = run(*arguments)
    assert ran.status == 3
    assert "Traceback (most recent call last)" in ran.err


def test_a_rule_that_breaks_down_is_a_finding(run: Run, monkeypatch: pytest.MonkeyPatch, workspace: Path) -> None:
    def fail(_scored: object) -> None:
        raise BrokenError("out of order")

    commands.publish_as_printed(workspace)
    monkeypatch.setattr(claim, "check", fail)
    findings = json.loads(run("check", "--format", "json").out)["findings"]
    codes = [finding["code"] for finding in findings if finding["severity"] == "error"]
    assert sorted(codes) == ["IK199", "IK201", "IK201"]
    (crash,) = [finding for finding in findings if finding["code"] == "IK199"]
    assert "IK202 (claim) broke down: BrokenError: out of order" in crash["message"]


def test_stopping_is_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_folder: IssueFolder) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "report", stop)
    ran = run("check")
    assert ran.status == 130
    assert ran.err.strip() == "stopped"


def test_the_module_is_the_command(spawn: Spawn, workspace: Path) -> None:
    assert spawn("check").status == 0
    commands.publish_as_printed(workspace)
    assert spawn("check").status == 1
    assert spawn("chekc").status == 2


def test_a_reader_that_has_seen_enough_causes_no_noise(workspace: Path) -> None:
    reader, writer = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-m", "issuekit", "explain", "--markdown"],
        cwd=workspace, env=commands.environment(), stdout=writer, stderr=subprocess.PIPE,
    )
    os.close(writer)
    os.close(reader)  # gone before the first line, as “| head -0” is
    _, said = process.communicate(timeout=60)
    assert said == b""
    assert process.returncode == 1


@pytest.mark.parametrize("line", ["| head -1", "| head -c 100", "| true"])
def test_a_pipe_to_head_is_quiet(workspace: Path, line: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m issuekit explain --markdown {line}'],
        cwd=workspace, env=commands.environment(), capture_output=True, timeout=60, check=False,
    )
    assert done.returncode == 0  # that of the last command
    assert done.stderr == b""
