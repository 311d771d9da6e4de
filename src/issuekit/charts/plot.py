"""A zero line with points above and below it, in a scale of so many millimetres a point."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10
from typing import TYPE_CHECKING, Literal

from issuekit.charts.typeface import cap_height, fit
from issuekit.indices.scales import signed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from issuekit.charts.canvas import Canvas
    from issuekit.charts.palette import Palette
    from issuekit.charts.typeface import Weight
    from issuekit.indices.totals import IndexTotal

Side = Literal["positive", "negative"]

GAP = 1.4  # mm between a bar and its number, or the zero line and a word
ZERO_LINE = 0.6  # points
ZERO_MARK = (0.5, 1.2)  # mm, how wide and how high the tick on the line is that stands for no points
LEAST_BAR = 0.45  # mm: one point among hundreds still shows on its side of the line
LEAST_REACH = 5  # points: an issue of few events isn't blown up to the full height
LEAST_SHARE = 0.2  # of the longer side: room for words on a side that has hardly any points
STEPS = 8  # a round number is a multiple of a step of 1, 2 or 5, with at most so many steps


@dataclass(frozen=True, slots=True)
class BarScale:
    """What one point measures (mm), and how far bars may go above and below the zero line (points)."""

    unit: float
    above: float
    below: float


def bar_scale(totals: Iterable[IndexTotal], height: float) -> BarScale:
    """The scale in which the bars of all these indices, and their aggregates, fill ``height`` millimetres."""
    known = list(totals)
    above = reach(max((total.positive for total in known), default=0))
    below = reach(max((-total.negative for total in known), default=0))
    longer = max(above, below, LEAST_REACH)
    shorter = max(min(above, below), LEAST_SHARE * longer)
    above, below = (longer, shorter) if above >= below else (shorter, longer)
    return BarScale(height / (above + below), above, below)


def reach(points: float) -> float:
    """The next round number up: the scale then stays the same for most changes to the catalogue."""
    if points <= 0:
        return 0.0
    power = 10.0 ** floor(log10(points / STEPS))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= points / STEPS)
    return ceil(points / step) * step


@dataclass(frozen=True, slots=True)
class Column:
    """The place of a bar (mm): its middle and its width."""

    middle: float
    bar: float


@dataclass(frozen=True, slots=True)
class Lettering:
    """How numbers are set: size in points, and weight."""

    size: float
    weight: Weight

    def within(self, room: float, values: Iterable[Fraction | int]) -> Lettering:
        """The same, small enough for each of these numbers to keep to ``room`` millimetres."""
        sizes = [fit(signed(value), room, self.size, self.weight)[1] for value in values]
        return Lettering(min(sizes, default=self.size), self.weight)


@dataclass(frozen=True, slots=True)
class Plot:
    """A canvas with a zero line at height ``zero`` (mm), on which a point measures ``unit`` millimetres."""

    canvas: Canvas
    palette: Palette
    zero: float
    unit: float

    def height(self, value: Fraction | int) -> float:
        """How high over the foot of the canvas a value stands."""
        return self.zero + float(value) * self.unit

    def bar(self, column: Column, points: int, side: Side, lettering: Lettering, name: str) -> None:
        """A bar up or down from the zero line, its number at its end; without points a tick, no bar, and a 0."""
        length = max(abs(points) * self.unit, LEAST_BAR)
        low, high = (self.zero, self.zero + length) if side == "positive" else (self.zero - length, self.zero)
        width = column.bar
        if not points:
            width, height = ZERO_MARK
            low, high = self.zero - height / 2, self.zero + height / 2
        color = self.palette.positive if side == "positive" else self.palette.negative
        corner = (column.middle - width / 2, low)
        self.canvas.rectangle(corner, width, high - low, fill=color, name=f"{name}-{side}")
        end = high if side == "positive" else low
        self.number((column.middle, end), points, lettering, upward=side == "positive")

    def number(
        self, end: tuple[float, float], value: Fraction | int, lettering: Lettering, *, upward: bool,
    ) -> None:
        """A signed number over or under the point where a bar ends."""
        size = lettering.size
        base = end[1] + GAP if upward else end[1] - GAP - cap_height(size)
        self.canvas.text(
            (end[0], base), signed(value), size=size, color=self.palette.ink, weight=lettering.weight,
        )

    def zero_line(self, left: float, right: float) -> None:
        """The base of all bars. Drawn last, it lies over their feet."""
        self.canvas.line((left, self.zero), (right, self.zero), color=self.palette.ink, weight=ZERO_LINE)
