"""Bars of positive and negative points on either side of a zero line: the charts beside the index blocks."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10
from typing import TYPE_CHECKING

from issuekit.charts.canvas import Canvas
from issuekit.charts.typeface import cap_height, fit, line_height
from issuekit.indices.scales import signed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from issuekit.charts.palette import Palette
    from issuekit.indices.totals import IndexTotal
    from issuekit.model.series import Labels

CHAPTER_SIZE = (62.0, 42.0)  # mm
INDICES_SIZE = (80.0, 46.0)

VALUE_SIZE = 12.0  # points
LABEL_SIZE = 7.5
INDEX_SIZE = 8.5
GAP = 1.5  # mm between a bar and its number, or the zero line and a word
EDGE = 0.4  # mm kept free at the top and the bottom
WIDEST_BAR = 15.0
ZERO_MARK = 0.45  # mm, the height of a bar of no points
LEAST_REACH = 5  # points: an issue of a few events isn't blown up to the full height
LEAST_SHARE = 0.2  # of the longer side: room for words on the side that has hardly any points
STEPS = 8


@dataclass(frozen=True, slots=True)
class BarScale:
    """What one point measures (mm), and how far bars may reach above and below the zero line (points)."""

    unit: float
    above: float
    below: float


def bar_scale(totals: Iterable[IndexTotal], height: float) -> BarScale:
    """The scale in which the bars of all these indices fill ``height`` millimetres."""
    known = list(totals)
    above = reach(max((total.positive for total in known), default=0))
    below = reach(max((-total.negative for total in known), default=0))
    above, below = max(above, LEAST_SHARE * below), max(below, LEAST_SHARE * above)
    return BarScale(height / (above + below), above, below)


def reach(points: float) -> float:
    """The next round number: bars of neighbouring issues are then often drawn in the same scale."""
    if points <= LEAST_REACH:
        return LEAST_REACH
    power = 10.0 ** floor(log10(points / STEPS))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= points / STEPS)
    return ceil(points / step) * step


def shared_scale(single: Sequence[IndexTotal], several: Sequence[IndexTotal]) -> BarScale:
    """One scale for all chapters of an issue, so that every chart's bars can be held against every other's."""
    heights = []
    if single:
        heights.append(CHAPTER_SIZE[1] - _numbers_height())
    if several:
        heights.append(INDICES_SIZE[1] - _numbers_height() - _names_height())
    return bar_scale([*single, *several], min(heights))


def chapter_chart(name: str, total: IndexTotal, scale: BarScale, palette: Palette, labels: Labels) -> str:
    """The SVG of one index: its positive points left, its negative ones right, each with its number."""
    canvas = Canvas(*CHAPTER_SIZE)
    zero = _lower_half(scale)
    pair = _Pair(canvas, palette, labels, scale, zero)
    pair.draw(0, CHAPTER_SIZE[0], total, name)
    return canvas.svg()


def indices_chart(
    name: str, totals: Sequence[IndexTotal], scale: BarScale, palette: Palette, labels: Labels,
) -> str:
    """The SVG of several indices side by side, each a pair of bars over the index's name."""
    canvas = Canvas(*INDICES_SIZE)
    slot = INDICES_SIZE[0] / len(totals)
    gutter = min(4.0, slot * 0.1)
    pair = _Pair(canvas, palette, labels, scale, _lower_half(scale) + _names_height())
    for place, total in enumerate(totals):
        left, width = place * slot + gutter / 2, slot - gutter
        pair.draw(left, width, total, f"{name}-{total.index.id}")
        lines, size = fit(total.index.label.value, width, INDEX_SIZE, "semibold", lines=1)
        canvas.text(left + width / 2, EDGE + 0.9, lines[0], size=size, color=palette.ink, weight="semibold")
    return canvas.svg()


def alternative(totals: Iterable[IndexTotal], labels: Labels) -> str:
    """The numbers of a bar chart in words."""
    return "; ".join(
        f"{total.index.label}: {labels.positive} {signed(total.positive)}, {labels.negative} {signed(total.negative)}"
        for total in totals
    ) + "."


def _numbers_height() -> float:
    """The height that numbers and gaps take above and below the bars."""
    return 2 * (GAP + cap_height(VALUE_SIZE) + EDGE)


def _names_height() -> float:
    return cap_height(INDEX_SIZE) + 3.0


def _lower_half(scale: BarScale) -> float:
    """The height of the zero line over the foot of the chart, names left out."""
    return _numbers_height() / 2 + scale.below * scale.unit


@dataclass(frozen=True, slots=True)
class _Pair:
    """Draws the two bars of an index, in whatever width there is."""

    canvas: Canvas
    palette: Palette
    labels: Labels
    scale: BarScale
    zero: float

    def draw(self, left: float, width: float, total: IndexTotal, name: str) -> None:
        """The two bars and the stretch of zero line under them, from ``left`` on, ``width`` millimetres wide."""
        bar = min(WIDEST_BAR, width * 0.34)
        middles = (left + width * 0.27, left + width * 0.73)
        column = width * 0.46
        self._bar(middles[0], bar, column, total.positive, self.palette.positive, f"{name}-positive", upward=True)
        self._bar(middles[1], bar, column, total.negative, self.palette.negative, f"{name}-negative", upward=False)
        self.canvas.line((left, self.zero), (left + width, self.zero), color=self.palette.ink, weight=0.6)
        self._word(middles[0], column, self.labels.positive, above=False)
        self._word(middles[1], column, self.labels.negative, above=True)

    def _bar(
        self, middle: float, width: float, column: float, points: int, color: str, name: str, *, upward: bool,
    ) -> None:
        length = abs(points) * self.scale.unit
        foot = self.zero if upward else self.zero - length
        if not points:
            length, foot = ZERO_MARK, self.zero - ZERO_MARK / 2
        self.canvas.rectangle(middle - width / 2, foot, width, length, fill=color, name=name)
        lines, size = fit(signed(points), column, VALUE_SIZE, "semibold")
        base = self.zero + length + GAP if upward else self.zero - length - GAP - cap_height(size)
        self.canvas.text(middle, base, lines[0], size=size, color=self.palette.ink, weight="semibold")

    def _word(self, middle: float, column: float, word: str, *, above: bool) -> None:
        """What a bar shows, on the other side of the zero line, where there is room."""
        lines, size = fit(word, column, LABEL_SIZE, lines=2)
        for number, line in enumerate(lines):
            if above:
                base = self.zero + GAP + (len(lines) - 1 - number) * line_height(size)
            else:
                base = self.zero - GAP - cap_height(size) - number * line_height(size)
            self.canvas.text(middle, base, line, size=size, color=self.palette.muted)
