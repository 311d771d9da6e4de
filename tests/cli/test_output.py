"""What the commands print: formats, selections, colors, explanations."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cli import commands
from issuekit.rulebook import explanations

if TYPE_CHECKING:
    from pathlib import Path

    from cli.commands import Run, Spawn

PAINTED = re.compile(r"\033\[[0-9;]*m")


def codes(run: Run, *arguments: str) -> set[str]:
    return {finding["code"] for finding in json.loads(run("check", "--format", "json", *arguments).out)["findings"]}


@pytest.fixture
def faulty(workspace: Path) -> Path:
    """The issue with two errors (IK201) and a warning (IK122)."""
    commands.publish_as_printed(workspace)
    commands.add_warning(workspace)
    return workspace


@pytest.mark.usefixtures("faulty")
def test_select_and_ignore(run: Run) -> None:
    everything = codes(run)
    assert {"IK201", "IK122"} <= everything
    assert codes(run, "--select", "IK201") == {"IK201"}
    assert codes(run, "--select", "IK2") == {"IK201"}
    assert codes(run, "--select", "ik201, IK122") == {"IK201", "IK122"}
    assert codes(run, "--select", "IK") == everything
    assert codes(run, "--ignore", "IK2") == everything - {"IK201"}
    assert codes(run, "--select", "IK1,IK2", "--ignore", "IK201") == {"IK122"}
    assert codes(run, "--ignore", "IK") == set()


@pytest.mark.usefixtures("faulty")
def test_what_is_not_selected_does_not_fail(run: Run) -> None:
    assert run("check", "--select", "IK201").status == 1
    assert run("check", "--select", "IK122").status == 0
    assert run("check", "--select", "IK122", "--strict").status == 1
    assert run("check", "--ignore", "IK201").status == 0
    assert run("check", "--ignore", "IK201,IK122", "--strict").status == 0


@pytest.mark.usefixtures("faulty")
def test_every_format_tells_the_same_findings(run: Run) -> None:
    arguments = ("check", "--select", "IK201,IK122")
    plain = run(*arguments).out
    findings = json.loads(run(*arguments, "--format", "json").out)["findings"]
    results = json.loads(run(*arguments, "--format", "sarif").out)["runs"][0]["results"]
    annotations = run(*arguments, "--format", "github").out.splitlines()
    assert len(findings) == len(results) == len(annotations) == 3
    for finding, entry, annotation in zip(findings, results, annotations, strict=True):
        region = entry["locations"][0]["physicalLocation"]["region"]
        assert (region["startLine"], region["startColumn"]) == (finding["line"], finding["column"])
        assert f"line={finding['line']},col={finding['column']}," in annotation
        place = f"{finding['file']}:{finding['line']}:{finding['column']}"
        assert f"{place}: {finding['severity']} {finding['code']}" in plain
    assert "minsk-barometer/2019-11: 2 errors, 1 warning" in plain


@pytest.mark.usefixtures("faulty")
def test_the_same_input_gives_the_same_words(spawn: Spawn) -> None:
    first = spawn("check", PYTHONHASHSEED="1")
    assert first.status == 1
    assert spawn("check", PYTHONHASHSEED="2") == first  # from the memory of the first
    shutil.rmtree("build")
    assert spawn("check", PYTHONHASHSEED="2") == first


def test_totals_in_all_formats(run: Run) -> None:
    indices = json.loads(run("totals", "--format", "json").out)["indices"]
    assert {name: (entry["positive"], entry["negative"], entry["total"]) for name, entry in indices.items()} == {
        "russia": (27, -14, 13), "eu": (32, -1, 31), "china": (22, 0, 22), "us": (9, -1, 8), "ukraine": (25, -8, 17),
        "national": (19, -13, 6), "regional": (11, -20, -9),
    }
    assert {name: entry["events"] for name, entry in indices.items()} == {
        "russia": 29, "eu": 24, "china": 18, "us": 8, "ukraine": 33, "national": 31, "regional": 31,
    }
    assert {name for name, entry in indices.items() if entry["band"]} == {"regional"}
    assert indices["regional"]["band"] == "Yellow"
    rows = list(csv.DictReader(io.StringIO(run("totals", "--format", "csv").out)))
    assert [(row["index"], row["total"]) for row in rows] == [
        (name, str(entry["total"])) for name, entry in indices.items()
    ]
    shown = run("totals").out
    assert re.search(r"Russia +russia +\+27 +−14 +\+13 +29\n", shown)
    assert re.search(r"Regional tension +regional +\+11 +−20 +−9 +31 +Yellow\n", shown)


def test_totals_need_no_rule_but_reading(run: Run, workspace: Path) -> None:
    commands.publish_as_printed(workspace)
    ran = run("totals")
    assert (ran.status, ran.err) == (0, "")


# --- colors

def test_no_colors_in_a_pipe(spawn: Spawn) -> None:
    for arguments in (("check",), ("totals",)):
        assert "\033" not in spawn(*arguments, TERM="xterm-256color").out


@pytest.mark.parametrize("arguments", [("check",), ("totals",), ("explain",), ("explain", "IK201")])
def test_force_color_and_no_color(run: Run, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]) -> None:
    plain = run(*arguments)
    monkeypatch.setenv("FORCE_COLOR", "1")
    forced = run(*arguments)
    assert PAINTED.search(forced.out)
    assert [line.rstrip() for line in PAINTED.sub("", forced.out).splitlines()] == plain.out.splitlines()
    monkeypatch.setenv("NO_COLOR", "1")
    assert run(*arguments) == plain


def test_machines_get_no_colors(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    for form in ("json", "sarif", "github"):
        assert "\033" not in run("check", "--format", form).out


def on_a_terminal(workspace: Path, *arguments: str, **environment: str) -> str:
    """What a command prints to a terminal."""
    inner, outer = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "issuekit", *arguments], cwd=workspace, stdout=outer, stderr=outer, stdin=outer,
        env=commands.environment(**environment),
    )
    os.close(outer)
    shown = b""
    try:
        while chunk := os.read(inner, 65536):
            shown += chunk
    except OSError:  # how a terminal says that the other end is closed
        pass
    finally:
        os.close(inner)
        process.wait(timeout=60)
    return shown.decode("utf-8")


def test_colors_on_a_terminal(workspace: Path) -> None:
    assert PAINTED.search(on_a_terminal(workspace, "totals", TERM="xterm"))
    assert not PAINTED.search(on_a_terminal(workspace, "totals", TERM="xterm", NO_COLOR="1"))
    assert not PAINTED.search(on_a_terminal(workspace, "totals", TERM="dumb"))


@pytest.mark.parametrize("encoding", ["cp1252", "cp1251"])
def test_an_encoding_without_the_signs_of_print_is_no_fault(spawn: Spawn, encoding: str) -> None:
    ran = spawn("totals", PYTHONIOENCODING=encoding)
    assert (ran.status, ran.err) == (0, "")
    assert re.search(r"russia +\+27 +\?14 +\+13 +29\r?\n", ran.out)
    assert spawn("chekc", PYTHONIOENCODING=encoding).status == 2


def test_any_width_of_terminal(run: Run, monkeypatch: pytest.MonkeyPatch, workspace: Path) -> None:
    commands.publish_as_printed(workspace)
    for columns in ("20", "79", "500", "0", "many"):
        monkeypatch.setenv("COLUMNS", columns)
        ran = run("check", "--select", "IK201")
        assert ran.status == 1
        assert max(len(line) for line in ran.out.splitlines()) <= 120


# --- explanations

def test_explain_lists_every_code(run: Run) -> None:
    shown = run("explain").out.splitlines()
    assert [line.split()[:2] for line in shown] == [[entry.code, entry.name] for entry in explanations()]


@pytest.mark.parametrize("code", ["IK201", "ik201", "control-total", "Control-Total", " IK201 "])
def test_explain_by_code_and_by_name(run: Run, code: str) -> None:
    ran = run("explain", code)
    assert ran.status == 0
    assert ran.out.startswith("IK201 control-total  error\n")
    for part in ("Why", "Fails", "Passes", "How to fix it"):
        assert f"\n{part}\n" in ran.out


@pytest.mark.parametrize(("slip", "meant"), [
    ("IK20", "did you mean IK2"), ("control-totals", "did you mean control-total?"),
    ("duplicatekey", "did you mean duplicate-key?"),
    ("zebra", "“issuekit explain” lists them all"), ("", "“issuekit explain” lists them all"),
])
def test_explain_of_a_slip(run: Run, slip: str, meant: str) -> None:
    ran = run("explain", slip)
    assert ran.status == 2
    assert f"there is no finding “{slip}”" in ran.err
    assert meant in ran.err


def test_every_code_can_be_explained(run: Run) -> None:
    for entry in explanations():
        ran = run("explain", entry.code)
        assert ran.status == 0
        assert ran.out.startswith(f"{entry.code} {entry.name}")
