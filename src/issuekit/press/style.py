"""A style: the folder of page templates, style sheet and palette that a series is printed with.

The folder came with the program; a workspace's own folder of the same name shadows it file by file. Templates
run in Jinja2's sandbox, escape what they print, and stop at a name that doesn't exist. A template may take over one
of another style by the name of both, ``{% extends "barometer/chapter.html" %}``; what that one extends or includes is
looked for in the style itself first.
"""

from __future__ import annotations

import json
import re
import traceback
from contextlib import suppress
from typing import TYPE_CHECKING

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from issuekit.model.resources import resource_folder
from issuekit.press.errors import PressError
from issuekit.press.shelf import inside

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

STYLE_SHEET = "style.css"
PALETTE = "palette.json"
PLAIN_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*", re.IGNORECASE)
# What a template's own expressions can raise.
FAULTS = (TemplateError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
COLOR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)


def css_string(text: str) -> Markup:
    """A text as a string of CSS, every sign in it escaped: nothing of it can end the string or the sheet."""
    plain = text.unescape() if isinstance(text, Markup) else text
    escaped = "".join(character if character.isalnum() else f"\\{ord(character):x} " for character in plain)
    return Markup(f'"{escaped}"')  # noqa: S704 - letters, digits and escapes only


class Style:
    """The templates of one style, as seen from one workspace."""

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
        self.files: dict[str, str] = {}  # the path of each template used, by the name that messages give it
        self.environment = SandboxedEnvironment(
            loader=FunctionLoader(self._load), autoescape=True, undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True,
        )
        self.environment.filters["css_string"] = css_string

    def _load(self, name: str) -> tuple[str, str, None] | None:
        path = self._find(name)
        if path is None:
            return None
        shown = f"templates/{path.parent.name if '/' in name else self.name}/{path.name}"
        self.files[str(path)] = shown
        return self._text(path, shown), str(path), None

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

    def compile(self) -> None:
        """Compile all templates, so that the first page need not wait for it. Faults are told when a page is made."""
        for name in {path.name for folder in self.folders for path in folder.glob("*.html")}:
            with suppress(TemplateError, PressError):
                self.environment.get_template(name)

    def render(self, name: str, values: Mapping[str, object]) -> str:
        """A page's HTML.

        Raises:
            PressError: the template is missing or at fault; the message names file and line.
        """
        try:
            return self.environment.get_template(name).render(values)
        except TemplateNotFound as error:
            raise PressError(f"the style “{self.name}” has no template {error.name}") from error
        except TemplateSyntaxError as error:
            shown = self.files.get(str(error.filename), f"templates/{self.name}/{error.name}")
            raise PressError(f"{shown}, line {error.lineno}: {error.message}") from error
        except FAULTS as error:
            raise PressError(f"{self._place(error, name)}: {error}") from error

    def _place(self, error: BaseException, name: str) -> str:
        """The last template that the error passed through, with its line."""
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            if frame.filename in self.files:
                return f"{self.files[frame.filename]}, line {frame.lineno}"
        return f"templates/{self.name}/{name}"
