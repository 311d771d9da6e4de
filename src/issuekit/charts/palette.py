"""The colors of a style: data that stands beside its templates, in ``palette.json``."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from issuekit.model.resources import resource_folder

if TYPE_CHECKING:
    from pathlib import Path

    from issuekit.model.issue import Issue

FILE_NAME = "palette.json"
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")


class PaletteError(ValueError):
    """A style without a usable ``palette.json``; the message names the file and says what is wrong."""


@dataclass(frozen=True, slots=True)
class Palette:
    """What charts are painted with, each as ``#rrggbb``.

    ``ink`` is for text and ``muted`` for text of less weight, ``rule`` for thin lines, ``paper`` for what
    looks empty; ``positive``, ``negative`` and ``aggregate`` are the three numbers of an index.
    """

    ink: str
    muted: str
    rule: str
    paper: str
    positive: str
    negative: str
    aggregate: str


def palette_of(issue: Issue) -> Palette:
    """The palette of the issue's style: the workspace's own, or else the one that came with the program.

    Raises:
        PaletteError: there is none, or it is not what a palette should be.

    """
    places = [resource_folder("templates") / issue.series.style / FILE_NAME]
    if issue.workspace is not None:
        places.insert(0, issue.workspace / "templates" / issue.series.style / FILE_NAME)
    for path in places:
        if path.is_file():
            return read_palette(path)
    raise PaletteError(f"the style “{issue.series.style}” has no {FILE_NAME}: expected {_shown(places[0])}")


def read_palette(path: Path) -> Palette:
    """Read a palette. Keys that charts have no use for are left to the templates.

    Raises:
        PaletteError: the file is no JSON object, or a color is missing or not written as ``#rrggbb``.

    """
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise PaletteError(f"{_shown(path)} can't be read: {error}") from error
    if not isinstance(entries, dict):
        raise PaletteError(f'{_shown(path)} is not a list of colors such as {{"ink": "#1d2733", …}}')
    colors = {}
    for entry in fields(Palette):
        color = entries.get(entry.name)
        if not isinstance(color, str) or not _COLOR.fullmatch(color):
            raise PaletteError(f'{_shown(path)} needs a color “{entry.name}”, written as "#1d2733"')
        colors[entry.name] = color.lower()
    return Palette(**colors)


def _shown(path: Path) -> str:
    """The path from the templates folder on: where the workspace itself stands is no news to its editor."""
    return "/".join(path.parts[-3:])
