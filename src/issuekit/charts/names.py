"""Names of indices along the foot of a chart: side by side, in one size, in as few lines as they need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from issuekit.charts.typeface import cap_height, fit, line_height

if TYPE_CHECKING:
    from collections.abc import Sequence

    from issuekit.charts.canvas import Canvas
    from issuekit.indices.totals import IndexTotal

FOOT = 1.0  # mm under the last base line, for g and y
MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Names:
    """Names broken into lines; ``size`` in points."""

    lines: tuple[tuple[str, ...], ...]
    size: float

    @property
    def height(self) -> float:
        """From the foot of the chart to the top of the first line, in millimetres."""
        return FOOT + (max(map(len, self.lines)) - 1) * line_height(self.size) + cap_height(self.size)

    def draw(self, canvas: Canvas, middles: Sequence[float], color: str) -> None:
        """Set each name under its middle (mm), the first lines level."""
        top = self.height - cap_height(self.size)
        for middle, lines in zip(middles, self.lines, strict=True):
            for number, line in enumerate(lines):
                start = (middle, top - number * line_height(self.size))
                canvas.text(start, line, size=self.size, color=color, weight="semibold")


def names_of(totals: Sequence[IndexTotal], width: float, size: float) -> Names:
    """The names of indices, each within a width (mm), in the size at most that is given."""
    labels = [total.index.label.value for total in totals]
    smallest = min(fit(label, width, size, "semibold", lines=MOST_LINES)[1] for label in labels)
    return Names(
        tuple(tuple(fit(label, width, smallest, "semibold", lines=MOST_LINES)[0]) for label in labels),
        smallest,
    )
