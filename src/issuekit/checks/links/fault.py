"""A fault in an address: what is said of it, and the characters that it is about."""

from __future__ import annotations

from issuekit.diagnostics import Severity
from issuekit.frozen import dataclass

# Advice that many faults share.
COPY = "copy the address once more from the browser"
WHOLE = "write the whole address: https://example.org/page"
LONGEST_SHOWN = 60  # characters of an address that a message repeats


@dataclass(frozen=True, slots=True)
class Fault:
    """``start`` and ``end`` are indices into the address, ``end`` None for its end.

    ``better`` is the address that was probably meant, or empty where nobody can tell.
    """

    message: str
    hint: str
    start: int = 0
    end: int | None = None
    better: str = ""
    severity: Severity = Severity.ERROR


def shortened(text: str) -> str:
    """The text for a message, its middle left out where it is long."""
    text = " ".join(text.split())
    if len(text) <= LONGEST_SHOWN:
        return text
    return f"{text[: LONGEST_SHOWN - 20]}…{text[-18:]}"
