"""The ISSUE argument, and what a terminal allows, for all commands alike."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from issuekit.reading.workspace import IssueFolder, UnknownIssueError, find_issue

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_WIDTH = 110
USUAL_WIDTH = 100  # where nothing tells


def resolve(names: Sequence[str]) -> list[IssueFolder]:
    """The issues that are meant; the newest if none is named.

    Raises:
        click.UsageError: a name fits no issue, or several.
    """
    try:
        return [find_issue(name, Path.cwd()) for name in names] or [find_issue(None, Path.cwd())]
    except UnknownIssueError as error:
        raise click.UsageError(str(error)) from None


def shown(path: Path) -> str:
    """A path as an editor would type it: from where the command was called, if it is there."""
    path = path.absolute()
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def use_color(stream: IO[Any] | None = None) -> bool:
    """Whether to color: on a terminal only, and not against NO_COLOR (https://no-color.org)."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return (stream or sys.stdout).isatty() and os.environ.get("TERM") != "dumb"


def terminal_width() -> int:
    """The width to wrap at: the terminal's, within what reads well."""
    return max(60, min(_columns(), MAX_WIDTH))


def _columns() -> int:
    # As “shutil.get_terminal_size” tells it: importing that brings three libraries of compression along.
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told):
        return int(told)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or USUAL_WIDTH  # type: ignore[union-attr] # caught
    except (AttributeError, ValueError, OSError):  # no output, a closed one, or none to a terminal
        return USUAL_WIDTH
