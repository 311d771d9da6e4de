"""Commands run on a copy of the sample issue, and changes to it."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

ROOT = Path(__file__).parents[2]
ISSUE = Path("issues/minsk-barometer/2019-11")
CONTROL_RUSSIA = "control: {total: +10, positive: +24, negative: -14}\n"
CONTROL_US = "control: {total: +9, positive: +8, negative: -1}\n"


@dataclass(frozen=True)
class Ran:
    """What came of a command: its exit status and what it wrote."""

    status: int
    out: str
    err: str


class Run(Protocol):
    """``run("check", "--strict")``: the command in this process."""

    def __call__(self, *arguments: str) -> Ran: ...


class Spawn(Protocol):
    """``spawn("check", NO_COLOR="1")``: the command in a process of its own; the rest is its environment."""

    def __call__(self, *arguments: str, **environment: str) -> Ran: ...


def environment(**more: str) -> dict[str, str]:
    """The environment of the tests, without what bears on colors, and with this source tree on the path."""
    kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR"}}
    return {**kept, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8", **more}


def append(path: Path, text: str) -> int:
    """Add lines to a file; the number of the first of them."""
    old = path.read_text(encoding="utf-8")
    assert old.endswith("\n")
    path.write_text(old + text, encoding="utf-8")
    return old.count("\n") + 1


def replace(path: Path, old: str, new: str) -> None:
    """Replace a text that stands once in a file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (old, text.count(old))
    path.write_text(text.replace(old, new), encoding="utf-8")


def publish_as_printed(workspace: Path) -> tuple[int, int]:
    """The control totals that the published issue printed for Russia and for the U.S.; their lines."""
    return (
        append(workspace / ISSUE / "russia.yaml", CONTROL_RUSSIA),
        append(workspace / ISSUE / "us.yaml", CONTROL_US),
    )


def add_warning(workspace: Path) -> None:
    """A file of a chapter that the issue doesn't list: a warning of reading (IK122), and no error."""
    series = workspace / "issues/minsk-barometer/series.yaml"
    replace(series, "\noverview:\n", "\n  - {id: spare, title: A spare chapter}\n\noverview:\n")
    (workspace / ISSUE / "spare.yaml").write_text("chapter: spare\n", encoding="utf-8")


def add_series(workspace: Path, name: str = "second-barometer") -> None:
    """A second series with an issue of the same period and number."""
    shutil.copytree(workspace / "issues/minsk-barometer", workspace / "issues" / name)


def add_issue(workspace: Path, period: str, number: int) -> None:
    """Another issue of the series, of two months from ``period``."""
    folder = workspace / "issues/minsk-barometer" / period
    shutil.copytree(workspace / ISSUE, folder)
    year, month = period.split("-")
    replace(folder / "issue.yaml", "number: 12\n", f"number: {number}\n")
    replace(folder / "issue.yaml", "period: 2019-11/2019-12\n", f"period: {period}/{year}-{int(month) + 1:02}\n")
