"""A style: the folder of page templates, style sheet and palette that a series is printed with.

The folder came with the program; a workspace's own folder of the same name shadows it file by file. A file of another
style is named by both, ``barometer/chapter.html``.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from issuekit.model.resources import resource_folder
from issuekit.press.errors import PressError
from issuekit.press.shelf import inside

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

STYLE_SHEET = "style.css"
PALETTE = "palette.json"
PLAIN_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*", re.IGNORECASE)
COLOR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)


class Style:
    """The files of one style, as seen from one workspace."""

    def __init__(self, name: str, workspace: Path | None) -> None:
        """Find the style.

        Raises:
            PressError: neither the workspace nor the program has it.
        """
        homes = [resource_folder("templates")]
        if workspace is not None and (workspace / "templates").resolve() != homes[0].resolve():
            homes.insert(0, workspace / "templates")
        known = sorted({folder.name for home in homes if home.is_dir() for folder in home.iterdir() if folder.is_dir()})
        if name not in known or not PLAIN_NAME.fullmatch(name):
            raise PressError(f"there is no style “{name}”; there are: {', '.join(known)}")
        folders = [home / name for home in homes if (home / name).is_dir()]
        self.name = name
        self.folders = tuple(folders)
        self.homes = tuple(homes)

    def template(self, name: str) -> tuple[str, Path, str] | None:
        """The text of a template, its path, and what messages call it; None where there is none.

        Raises:
            PressError: it can't be read.
        """
        path = self._find(name)
        if path is None:
            return None
        shown = f"templates/{path.parent.name if '/' in name else self.name}/{path.name}"
        return self._text(path, shown), path, shown

    def _find(self, name: str) -> Path | None:
        """The style's own file; for ``barometer/chapter.html``, that of the other style."""
        other, _, rest = name.partition("/")
        folders = (*self.folders, *(home / other for home in self.homes if rest and PLAIN_NAME.fullmatch(other)))
        names = [name] * len(self.folders) + [rest] * (len(folders) - len(self.folders))
        found = (inside(folder, wanted) for folder, wanted in zip(folders, names, strict=True))
        return next((path for path in found if path is not None), None)

    def _text(self, path: Path, shown: str) -> str:
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise PressError(f"{shown} can't be read: {error}") from error

    def read(self, name: str) -> str:
        """The text of one of the style's files.

        Raises:
            PressError: the style doesn't have it.
        """
        path = self._find(name)
        if path is None:
            raise PressError(f"the style “{self.name}” has no {name}")
        return self._text(path, f"templates/{self.name}/{name}")

    def palette(self) -> Mapping[str, str]:
        """The colors of the style by name, as ``#rrggbb``; empty where it names none."""
        if self._find(PALETTE) is None:
            return {}
        shown = f"templates/{self.name}/{PALETTE}"
        try:
            colors = json.loads(self.read(PALETTE))
        except ValueError as error:
            raise PressError(f"{shown} is not JSON: {error}") from error
        if not isinstance(colors, dict) or not all(
            PLAIN_NAME.fullmatch(name) and isinstance(color, str) and COLOR.fullmatch(color)
            for name, color in colors.items()
        ):
            raise PressError(f'{shown} has to be names and colors: {{"ink": "#1d2733"}}')
        return {str(name): str(color) for name, color in colors.items()}

    def sheet(self) -> str:
        """The style sheet, in which every color of the palette is a variable: ``var(--ink)``."""
        variables = "".join(f"--{name}:{color};" for name, color in self.palette().items())
        return f":root{{{variables}}}\n{self.read(STYLE_SHEET)}"
