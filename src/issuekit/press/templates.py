"""The templates of a style, which make pages of what an issue says.

They run in Jinja2's sandbox, escape what they print, and stop at a name that doesn't exist. A template may take over
one of another style by the name of both, ``{% extends "barometer/chapter.html" %}``; what that one extends or includes
is looked for in the style itself first.
"""

from __future__ import annotations

import traceback
from contextlib import suppress
from typing import TYPE_CHECKING

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from issuekit.press.errors import PressError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from issuekit.press.style import Style

# What a template's own expressions can raise.
FAULTS = (TemplateError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


def css_string(text: str) -> Markup:
    """A text as a string of CSS, every sign in it escaped: nothing of it can end the string or the sheet."""
    plain = text.unescape() if isinstance(text, Markup) else text
    escaped = "".join(character if character.isalnum() else f"\\{ord(character):x} " for character in plain)
    return Markup(f'"{escaped}"')  # noqa: S704 - letters, digits and escapes only


class Templates:
    """The templates of one style, as seen from one workspace."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.files: dict[str, str] = {}  # the path of each template used, by the name that messages give it
        self.environment = SandboxedEnvironment(
            loader=FunctionLoader(self._load), autoescape=True, undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True,
        )
        self.environment.filters["css_string"] = css_string

    def _load(self, name: str) -> tuple[str, str, None] | None:
        found = self.style.template(name)
        if found is None:
            return None
        text, path, shown = found
        self.files[str(path)] = shown
        return text, str(path), None

    def compile(self) -> None:
        """Compile all templates, so that the first page need not wait for it. Faults are told when a page is made."""
        for name in {path.name for folder in self.style.folders for path in folder.glob("*.html")}:
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
            raise PressError(f"the style “{self.style.name}” has no template {error.name}") from error
        except TemplateSyntaxError as error:
            shown = self.files.get(str(error.filename), f"templates/{self.style.name}/{error.name}")
            raise PressError(f"{shown}, line {error.lineno}: {error.message}") from error
        except FAULTS as error:
            raise PressError(f"{self._place(error, name)}: {error}") from error

    def _place(self, error: BaseException, name: str) -> str:
        """The last template that the error passed through, with its line."""
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            if frame.filename in self.files:
                return f"{self.files[frame.filename]}, line {frame.lineno}"
        return f"templates/{self.style.name}/{name}"
