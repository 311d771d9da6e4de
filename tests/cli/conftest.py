"""A copy of the real workspace, and the command line run in it, in this process or in one of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cli.commands import ROOT, Ran, Run, Spawn, environment
from issuekit.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample series in a folder of its own, which is the working directory."""
    shutil.copytree(ROOT / "issues", tmp_path / "issues")
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "ISSUEKIT_TRACEBACK"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def run(workspace: Path, capfd: pytest.CaptureFixture[str]) -> Run:  # noqa: ARG001 - it has to be there
    """The command in this process."""

    def run(*arguments: str) -> Ran:
        capfd.readouterr()
        with pytest.raises(SystemExit) as stopped:
            main(list(arguments))
        written = capfd.readouterr()
        assert isinstance(stopped.value.code, int)
        return Ran(stopped.value.code, written.out, written.err)

    return run


@pytest.fixture
def spawn(workspace: Path) -> Spawn:
    """The command in a process of its own."""

    def spawn(*arguments: str, **more: str) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "issuekit", *arguments],
            cwd=workspace, env=environment(**more), capture_output=True, timeout=120, check=False,
        )
        encoding = more.get("PYTHONIOENCODING", "utf-8")
        return Ran(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))

    return spawn
