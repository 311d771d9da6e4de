"""What goes wrong while pages are made: it stops a final build, and is told aloud in a draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from issuekit.press.errors import PressError

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Notices:
    """Where the press says what it finds. Nothing is passed over in silence."""

    progress: Callable[[str], None]
    draft: bool

    def fault(self, message: str) -> None:
        """Something that can't be printed as it stands.

        Raises:
            PressError: unless this is a draft, which prints what it can and says the rest.
        """
        if not self.draft:
            raise PressError(message)
        self.progress(f"warning: {message}")

    def warn(self, message: str) -> None:
        """Something that an editor or a template's author should know, and that spoils no page."""
        self.progress(f"warning: {message}")
