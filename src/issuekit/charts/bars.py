"""The charts beside the index blocks: positive and negative points on either side of a zero line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.charts.canvas import Canvas
from issuekit.charts.plot import GAP, Column, Lettering, Plot, bar_scale
from issuekit.charts.typeface import cap_height, fit, line_height
from issuekit.indices.scales import signed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from issuekit.charts.palette import Palette
    from issuekit.charts.plot import BarScale
    from issuekit.indices.totals import IndexTotal
    from issuekit.model.series import Labels

CHAPTER_SIZE = (62.0, 42.0)  # mm
INDICES_SIZE = (80.0, 46.0)

NUMBERS = Lettering(12.0, "semibold")
WORD_SIZE = 7.5  # points
NAME_SIZE = 8.5
NAME_FOOT = 1.0  # mm under the base line of an index's name, for g and y
NAME_GAP = 2.0
EDGE = 0.4  # mm kept free at the top and the foot
WIDEST_BAR = 11.0
NUMBERS_HEIGHT = GAP + cap_height(NUMBERS.size) + EDGE
NAMES_HEIGHT = NAME_FOOT + cap_height(NAME_SIZE) + NAME_GAP


def shared_scale(single: Sequence[IndexTotal], several: Sequence[IndexTotal]) -> BarScale:
    """One scale for all chapters of an issue, so that any chart's bars can be held against any other's."""
    heights = []
    if single:
        heights.append(CHAPTER_SIZE[1] - 2 * NUMBERS_HEIGHT)
    if several:
        heights.append(INDICES_SIZE[1] - 2 * NUMBERS_HEIGHT - NAMES_HEIGHT)
    return bar_scale([*single, *several], min(heights))


def chapter_chart(name: str, total: IndexTotal, scale: BarScale, palette: Palette, labels: Labels) -> str:
    """The SVG of one index: its positive points left, its negative ones right, each with its number."""
    canvas = Canvas(*CHAPTER_SIZE)
    plot = Plot(canvas, palette, NUMBERS_HEIGHT + scale.below * scale.unit, scale.unit)
    _pair(plot, (0, CHAPTER_SIZE[0]), total, labels, name)
    return canvas.svg()


def indices_chart(
    name: str, totals: Sequence[IndexTotal], scale: BarScale, palette: Palette, labels: Labels,
) -> str:
    """The SVG of several indices side by side, each a pair of bars over the index's name."""
    canvas = Canvas(*INDICES_SIZE)
    plot = Plot(canvas, palette, NAMES_HEIGHT + NUMBERS_HEIGHT + scale.below * scale.unit, scale.unit)
    # Gutters stand between the indices only: the chart's own edges line up with what is above and below it.
    gutter = min(5.0, INDICES_SIZE[0] / len(totals) * 0.12)
    width = (INDICES_SIZE[0] - gutter * (len(totals) - 1)) / len(totals)
    for place, total in enumerate(totals):
        left = place * (width + gutter)
        _pair(plot, (left, left + width), total, labels, f"{name}-{total.index.id}")
        words, size = fit(total.index.label.value, width, NAME_SIZE, "semibold")
        canvas.text((left + width / 2, NAME_FOOT), words[0], size=size, color=palette.ink, weight="semibold")
    return canvas.svg()


def alternative(totals: Iterable[IndexTotal], labels: Labels) -> str:
    """The numbers of a bar chart in words."""
    return "; ".join(
        f"{total.index.label}: {labels.positive} {signed(total.positive)}, "
        f"{labels.negative} {signed(total.negative)}"
        for total in totals
    ) + "."


def _pair(plot: Plot, ends: tuple[float, float], total: IndexTotal, labels: Labels, name: str) -> None:
    """The two bars of an index over a stretch of zero line, from one end (mm) to the other."""
    left, right = ends
    quarter = (right - left) / 4
    bar, room = min(WIDEST_BAR, quarter * 1.2), 2 * quarter - 0.6
    columns = (Column(left + quarter, bar, room), Column(right - quarter, bar, room))
    plot.bar(columns[0], total.positive, "positive", NUMBERS, name)
    plot.bar(columns[1], total.negative, "negative", NUMBERS, name)
    plot.zero_line(left, right)
    # What a bar shows stands across the zero line from it, where there is room. Both words at one size.
    words = (labels.positive, labels.negative)
    size = min(fit(word, room, WORD_SIZE, lines=2)[1] for word in words)
    lines = [fit(word, room, size, lines=2)[0] for word in words]
    for number, line in enumerate(lines[0]):
        base = plot.zero - GAP - cap_height(size) - number * line_height(size)
        plot.canvas.text((columns[0].middle, base), line, size=size, color=plot.palette.muted)
    for number, line in enumerate(reversed(lines[1])):
        base = plot.zero + GAP + number * line_height(size)
        plot.canvas.text((columns[1].middle, base), line, size=size, color=plot.palette.muted)
