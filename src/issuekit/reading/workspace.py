"""Where things are: the workspace, its series, and which issue an editor means.

A workspace is a folder with ``issues/`` in it. An issue is named by folder, by ``series/2019-11``, by
``2019-11`` or by number where that is unambiguous; without a name it is the newest of the only series.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from issuekit.frozen import dataclass

if TYPE_CHECKING:
    from pathlib import Path


NUMBER = re.compile(r"#?\d{1,9}")


class UnknownIssueError(LookupError):
    """No issue, or more than one, goes by the name; the message says so and what there is."""


@dataclass(frozen=True, slots=True)
class IssueFolder:
    """The folder of one issue within a workspace."""

    workspace: Path
    series: str
    path: Path

    @property
    def name(self) -> str:
        """``minsk-barometer/2019-11``."""
        return f"{self.series}/{self.path.name}"


def find_workspace(start: Path) -> Path:
    """The nearest folder at or above ``start`` that has an ``issues`` folder with a series in it.

    Raises:
        UnknownIssueError: there is none.
    """
    for folder in (start, *start.parents):
        if any((folder / "issues").glob("*/series.yaml")):
            return folder
    raise UnknownIssueError(
        f"no workspace at or above {start}: expected a folder with issues/<series>/series.yaml in it",
    )


def list_issues(workspace: Path) -> list[IssueFolder]:
    """All issues of the workspace, series by series, oldest first."""
    return [
        IssueFolder(workspace, series.parent.name, folder.parent)
        for series in sorted((workspace / "issues").glob("*/series.yaml"))
        for folder in sorted(series.parent.glob("*/issue.yaml"))
    ]


def find_issue(name: str | None, start: Path) -> IssueFolder:
    """The issue that is meant by ``name``, seen from the folder ``start``.

    Raises:
        UnknownIssueError: none or several fit.
    """
    if name and not NUMBER.fullmatch(name) and _exists(start / name):
        path = (start / name).resolve()
        folder = path.parent if path.is_file() else path
        if (folder / "issue.yaml").exists() or (folder.parent / "series.yaml").exists():
            workspace = folder.parents[2] if folder.parents[1].name == "issues" else folder.parent.parent
            return IssueFolder(workspace, folder.parent.name, folder)
        if not (folder / "issues").is_dir() and not (folder / "series.yaml").exists():
            raise UnknownIssueError(f"{name} is not the folder of an issue: it has no issue.yaml")
        if (folder / "series.yaml").exists():
            return _newest([entry for entry in list_issues(folder.parents[1]) if entry.series == folder.name], name)
        return _newest(list_issues(folder), name)
    workspace = find_workspace(start.resolve())
    issues = list_issues(workspace)
    if not name:
        return _newest(issues, None)
    named = [entry for entry in issues if name in (entry.name, entry.path.name)]
    if not named:
        named = [entry for entry in issues if entry.series == name][-1:]
    if not named and NUMBER.fullmatch(name):
        named = [entry for entry in issues if _number(entry.path) == int(name.lstrip("#"))]
    if len(named) == 1:
        return named[0]
    known = ", ".join(entry.name for entry in (named or issues)[-6:]) or "none"
    if named:
        raise UnknownIssueError(f"“{name}” could be any of these: {known}; name the series as well")
    raise UnknownIssueError(f"there is no issue “{name}”; there are: {known}")


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # no name that a file could have
        return False


def _newest(issues: list[IssueFolder], name: str | None) -> IssueFolder:
    if not issues:
        where = f"in {name}" if name else "in this workspace"
        raise UnknownIssueError(f"there is no issue {where} yet: expected issues/<series>/<period>/issue.yaml")
    series = sorted({entry.series for entry in issues})
    if len(series) > 1:
        raise UnknownIssueError(f"there are several series ({', '.join(series)}): name one, such as {issues[-1].name}")
    return issues[-1]


_NUMBER = re.compile(r"^number:[ \t]*(\d{1,9})\b", re.MULTILINE)


def _number(folder: Path) -> int | None:
    """The issue's number, by a glance at its file: the file itself may have other faults."""
    try:
        match = _NUMBER.search((folder / "issue.yaml").read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return None
    return int(match[1]) if match else None
