"""How many of the numbers in an issue's text are held by something: a table for people, an object for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from issuekit.reporting.paint import Paint

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from issuekit.diagnostics import Span


class Tally(Protocol):
    """Counts of the numbers of a stretch of text."""

    @property
    def computed(self) -> int:
        """Printed by the program: ``{=russia.total}``."""

    @property
    def verified(self) -> int:
        """Checked: ``[39%]{=77 / 196}``, or held by a rule against the numbers beside them."""

    @property
    def unchecked(self) -> int:
        """Held by nothing but the author."""


class Unchecked(Protocol):
    """A number that nothing checks."""

    @property
    def span(self) -> Span:
        """Where it stands."""

    @property
    def printed(self) -> str:
        """The number as printed."""


class Coverage(Protocol):
    """The counts for the whole issue and for each chapter, and the numbers that nothing checks."""

    @property
    def whole(self) -> Tally:
        """The sum over the chapters."""

    @property
    def chapters(self) -> Mapping[str, Tally]:
        """The counts by chapter, the letter first."""

    @property
    def unchecked(self) -> Sequence[Unchecked]:
        """In reading order."""


def as_text(coverage: Coverage, *, color: bool = False) -> str:
    """The counts as a table, then the unchecked numbers with their places."""
    paint = Paint(color)
    rows = [(name, tally) for name, tally in coverage.chapters.items()] + [("all", coverage.whole)]
    title = "Numbers in the text"
    width = max(len(name) for name in (title, *coverage.chapters))
    lines = [paint(f"{title:<{width}}  computed  verified  unchecked", "dim")]
    for name, tally in rows:
        line = f"{name:<{width}}  {tally.computed:>8}  {tally.verified:>8}  {tally.unchecked:>9}"
        lines.append(paint(line, "bold") if name == "all" else line)
    whole = coverage.whole
    count = whole.computed + whole.verified + whole.unchecked
    if count:
        held = (whole.computed + whole.verified) / count
        lines += ["", f"{held:.0%} of {count} numbers are held by the catalogue, an expression or a rule. Not held:"]
    lines += [f"  {paint(f'{entry.span}:', 'dim')} {entry.printed}" for entry in coverage.unchecked]
    return "\n".join(lines)


def as_object(coverage: Coverage) -> dict[str, Any]:
    """The same for JSON."""
    return {
        "numbers": _tally(coverage.whole),
        "chapters": {name: _tally(tally) for name, tally in coverage.chapters.items()},
        "unchecked": [
            {"file": entry.span.file, "line": entry.span.line, "column": entry.span.column, "printed": entry.printed}
            for entry in coverage.unchecked
        ],
    }


def _tally(tally: Tally) -> dict[str, int]:
    return {"computed": tally.computed, "verified": tally.verified, "unchecked": tally.unchecked}
