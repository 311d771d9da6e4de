"""Colors on a terminal, and nothing anywhere else."""

from __future__ import annotations

from issuekit.diagnostics import Severity
from issuekit.frozen import dataclass

CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "blue": "34", "cyan": "36"}
SEVERITY_COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


@dataclass(frozen=True, slots=True)
class Paint:
    """Wraps text in terminal colors if ``on``."""

    on: bool = False

    def __call__(self, text: str, *styles: str) -> str:
        if not self.on or not styles:
            return text
        return f"\033[{';'.join(CODES[style] for style in styles)}m{text}\033[0m"

    def severity(self, severity: Severity, text: str) -> str:
        """Text in the color of a severity."""
        return self(text, "bold", SEVERITY_COLORS[severity])
