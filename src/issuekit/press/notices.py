"""What goes wrong while pages are made: it stops a final build, and is told of a draft."""

from __future__ import annotations

from dataclasses import dataclass, field

from issuekit.press.errors import PressError


@dataclass(frozen=True, slots=True)
class Notices:
    """Where the press says what it finds. Nothing is passed over in silence: ``warnings`` are told with the book."""

    draft: bool
    warnings: list[str] = field(default_factory=list)

    def fault(self, message: str) -> None:
        """Something that can't be printed as it stands.

        Raises:
            PressError: unless this is a draft, which prints what it can and says the rest.
        """
        if not self.draft:
            raise PressError(message)
        self.warn(message)

    def warn(self, message: str) -> None:
        """Something that an editor or a template's author should know, and that spoils no page."""
        if message not in self.warnings:
            self.warnings.append(message)
