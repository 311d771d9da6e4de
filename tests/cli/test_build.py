"""``build`` refuses on errors and leaves the last PDF alone; files are written whole or not at all.

Tests that really build a PDF bear the mark of their slowness in their names: ``…_builds_…``.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import workshop
from cli import commands
from issuekit import pipeline
from issuekit.writing import write

if TYPE_CHECKING:
    import io
    from collections.abc import Callable

    from cli.commands import Run

LAST_GOOD = b"%PDF-1.7 the last good one\n\x00\xff"
TARGET = Path("build/minsk-barometer-2019-11.pdf")


@pytest.fixture
def last_good(workspace: Path) -> Path:
    """The PDF of an earlier build."""
    path = workspace / TARGET
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(LAST_GOOD)
    return path


def left_over(path: Path) -> list[str]:
    """What stands beside a file, but for what is kept between builds."""
    return sorted(entry.name for entry in path.parent.iterdir() if entry != path and entry.name != "cache")


def no_build(*_arguments: object, **_more: object) -> pipeline.Built:
    pytest.fail("an issue was built that may not be")


def test_errors_are_refused_and_the_last_pdf_stays(
    run: Run, workspace: Path, last_good: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pipeline, "build", no_build)
    commands.publish_as_printed(workspace)
    ran = run("build")
    assert ran.status == 1
    assert ran.out == ""
    assert ran.err.count("error IK201") == 2
    assert "not built: mend the errors first (--draft builds all the same)" in ran.err
    assert last_good.read_bytes() == LAST_GOOD
    assert left_over(last_good) == []


@pytest.mark.parametrize("arguments", [(), ("--draft",)])
def test_what_cannot_be_read_is_no_draft_either(
    run: Run, workspace: Path, last_good: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...],
) -> None:
    monkeypatch.setattr(pipeline, "build", no_build)
    commands.replace(workspace / commands.ISSUE / "us.yaml", "chapter: us\n", "chapter: us\nzebra: 1\n")
    ran = run("build", *arguments)
    assert ran.status == 1
    assert "IK106" in ran.err
    assert "not built: mend the errors first (what can't be read can't be printed)" in ran.err
    assert last_good.read_bytes() == LAST_GOOD


def made(target: Path) -> pipeline.Built:
    return pipeline.Built(target, 41, 15_120, 1_234_567, {"read and check": 0.5, "lay out": 1.5})


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, bool]]:
    """Stands for the press: where it was told to print to, and whether as a draft."""
    asked: list[tuple[Path, bool]] = []

    def build(_scored: object, target: Path, *, draft: bool, **_more: object) -> pipeline.Built:
        asked.append((target, draft))
        return made(target)

    monkeypatch.setattr(pipeline, "build", build)
    return asked


def test_a_draft_is_built_in_spite_of_errors(run: Run, workspace: Path, built: list[tuple[Path, bool]]) -> None:
    commands.publish_as_printed(workspace)
    ran = run("build", "--draft")
    assert ran.status == 0
    assert ran.err.count("error IK201") == 2
    assert built == [(workspace / TARGET, True)]


def test_warnings_are_told_and_notes_are_not(run: Run, workspace: Path, built: list[tuple[Path, bool]]) -> None:
    commands.add_warning(workspace)
    ran = run("build")
    assert ran.status == 0
    assert "warning IK122" in ran.err
    assert "note IK" not in ran.err
    assert len(built) == 1


def test_the_closing_line_tells_where_and_how_much(run: Run, workspace: Path, built: list[tuple[Path, bool]]) -> None:
    ran = run("build")
    assert ran.out == (
        "build/minsk-barometer-2019-11.pdf  41 pages, 15,120 words, 1.2 MB in 2.0 s (read and check 25%, lay out 75%)\n"
    )
    assert ran.err == ""
    assert built == [(workspace / TARGET, False)]
    assert run("build", "--quiet") == commands.Ran(0, "", "")


def test_what_the_press_has_to_say_is_told(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A draft prints what it can of such things, and the editor has to hear of them."""
    said = replace(made(workspace / TARGET), warnings=("China: the style’s fonts have no “ก”", "a second one"))
    monkeypatch.setattr(pipeline, "build", lambda *_arguments, **_more: said)
    for arguments in (("--draft",), ("--draft", "--quiet")):
        ran = run("build", *arguments)
        assert ran.status == 0
        assert ran.err == "warning: China: the style’s fonts have no “ก”\nwarning: a second one\n"


def test_the_output_can_be_named(run: Run, workspace: Path, built: list[tuple[Path, bool]]) -> None:
    assert run("build", "-o", "out/issue.pdf", "12").status == 0
    assert [target for target, _ in built] == [Path("out/issue.pdf")]
    assert workspace.is_dir()


def test_several_issues_are_built_one_after_the_other(
    run: Run, workspace: Path, built: list[tuple[Path, bool]],
) -> None:
    commands.add_issue(workspace, "2019-09", 11)
    commands.append(workspace / "issues/minsk-barometer/2019-09/russia.yaml", commands.CONTROL_RUSSIA)
    ran = run("build", "2019-09", "2019-11")
    assert ran.status == 1  # the first was refused, the second was built all the same
    assert [target.name for target, _ in built] == ["minsk-barometer-2019-11.pdf"]


@pytest.mark.parametrize("fault", [pipeline.BuildError("the style has no color “ink”"), OSError(28, "No space left")])
def test_what_the_press_cannot_do_is_said_in_a_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch, last_good: Path, fault: Exception,
) -> None:
    def fail(*_arguments: object, **_more: object) -> None:
        raise fault

    monkeypatch.setattr(pipeline, "build", fail)
    ran = run("build")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == f"not built: {fault}\n"
    assert last_good.read_bytes() == LAST_GOOD


# --- writing

def test_a_file_is_written_with_its_folder(tmp_path: Path) -> None:
    target = tmp_path / "a/b/issue.pdf"
    write(target, b"one")
    assert target.read_bytes() == b"one"
    write(target, b"two")
    assert target.read_bytes() == b"two"
    assert left_over(target) == []
    assert target.stat().st_mode & 0o777 == 0o644


def failing(error: BaseException) -> Callable[..., None]:
    def fail(*_arguments: object) -> None:
        raise error

    return fail


@pytest.mark.parametrize("step", ["fsync", "chmod", "replace"])
@pytest.mark.parametrize("error", [OSError(28, "No space left"), KeyboardInterrupt()], ids=["full", "stopped"])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    last_good: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException,
) -> None:
    monkeypatch.setattr(os, step, failing(error))
    with pytest.raises(type(error)):
        write(last_good, b"half of the ne")
    monkeypatch.undo()
    assert last_good.read_bytes() == LAST_GOOD
    assert left_over(last_good) == []


def test_a_disk_that_fills_up_leaves_the_old_file(last_good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int, _mode: str) -> io.BufferedWriter:
        os.close(handle)
        return open("/dev/full", "wb")  # noqa: PTH123 - it is closed by the one who asked for it

    monkeypatch.setattr(os, "fdopen", full)
    with pytest.raises(OSError, match="No space left"):
        write(last_good, b"x" * 1_000_000)
    monkeypatch.undo()
    assert last_good.read_bytes() == LAST_GOOD
    assert left_over(last_good) == []


def test_a_target_that_cannot_be_replaced_is_left(tmp_path: Path) -> None:
    target = tmp_path / "issue.pdf"
    target.mkdir()
    with pytest.raises(OSError, match="directory"):
        write(target, b"one")
    assert list(tmp_path.iterdir()) == [target]


# --- the press itself: slow

SMALL = """\
--- series.yaml
style: barometer
--- partner.yaml
chapter: partner
trends: [The talks ended.]
developments: [{heading: Visits, text: A minister came.}]
forecast: More will follow.
events:
  - {date: 4 November, event: A visit, points: +1}
control: {total: +2}
"""


def test_build_builds_and_a_refusal_changes_no_byte_of_it(run: Run, workspace: Path) -> None:
    """The one test here that prints: a draft of a small faulty issue, then the refusal to print it for good."""
    shutil.rmtree(workspace / "issues")
    workshop.lay_out(SMALL, workspace)
    target = workspace / "build/barometer-2019-11.pdf"
    ran = run("build", "--draft", "--quiet")
    assert ran.status == 0, ran.err
    data = target.read_bytes()
    assert data.startswith(b"%PDF-")
    assert data.rstrip().endswith(b"%%EOF")
    assert run("build").status == 1
    assert target.read_bytes() == data
    assert left_over(target) == []
