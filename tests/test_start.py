"""A command imports what it needs and nothing more: an editor has it run on every save."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ISSUE = "issues/minsk-barometer/2019-11"
# What takes longer to import than a check may take, or belongs to other commands.
HEAVY = {"weasyprint", "matplotlib", "pikepdf", "pypdfium2", "jinja2", "pydantic", "numpy", "PIL"}
# Libraries of Python's own that were found to cost a check more than they gave it.
SLOW = {"tempfile", "shutil", "random", "hashlib", "asyncio", "multiprocessing", "concurrent", "difflib"}

DRIVER = """
import json, os, sys
from issuekit.cli.main import main
try:
    main(sys.argv[2:])
except SystemExit as end:
    assert end.code in (None, 0), end.code
with open(sys.argv[1], "w") as stream:
    json.dump(sorted(sys.modules), stream)
"""


def imported(folder: Path, *arguments: str, driver: str = DRIVER) -> set[str]:
    """The modules that are there after a command, run in a process of its own."""
    told = folder / "modules.json"
    subprocess.run(
        [sys.executable, "-c", driver, str(told), *arguments], cwd=folder, check=True, capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    return set(json.loads(told.read_text()))


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of the sample issue, of which no report is remembered."""
    shutil.copytree(ROOT / "issues", tmp_path / "issues")
    return tmp_path


def test_a_check_imports_nothing_of_the_page(workspace: Path) -> None:
    modules = imported(workspace, "check", ISSUE)
    assert "issuekit.checks.run" in modules  # it was a check, and no report that was remembered
    assert not modules & (HEAVY | SLOW)
    assert not {name for name in modules if name.startswith(("issuekit.press", "issuekit.charts", "issuekit.proof"))}


def test_what_charts_say_is_known_without_drawing_them() -> None:
    program = """
import sys
from issuekit.charts.selection import alternatives
print(sorted(name for name in sys.modules if name.startswith(("matplotlib", "numpy", "issuekit.charts"))))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(
        [f"issuekit.charts{name}" for name in ("", ".bands", ".selection", ".wording")],
    )


def test_a_remembered_report_needs_no_rule_and_no_reading(workspace: Path) -> None:
    imported(workspace, "check", ISSUE)
    modules = imported(workspace, "check", ISSUE)
    assert "issuekit.pipeline" in modules
    assert not {name for name in modules if name.startswith(("issuekit.checks", "yaml"))}


@pytest.mark.parametrize("arguments", [("--help",), ("check", "--help"), ("--version",)])
def test_help_imports_no_rule(workspace: Path, arguments: tuple[str, ...]) -> None:
    modules = imported(workspace, *arguments)
    assert "issuekit.cli.main" in modules
    assert not modules & HEAVY
    assert not {name for name in modules if name.startswith(("issuekit.checks", "issuekit.reading.issue_file", "yaml"))}


def test_what_is_imported_is_seen(workspace: Path) -> None:
    assert "jinja2" in imported(workspace, "--help", driver="import jinja2\n" + DRIVER)
