"""The charts beside the index blocks: positive and negative points on either side of a zero line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.charts.canvas import Canvas
from issuekit.charts.names import names_of
from issuekit.charts.plot import GAP, Column, Lettering, Plot, bar_scale
from issuekit.charts.typeface import cap_height, fit, line_height

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from issuekit.charts.names import Names
    from issuekit.charts.palette import Palette
    from issuekit.charts.plot import BarScale
    from issuekit.indices.totals import IndexTotal
    from issuekit.model.series import Labels

CHAPTER_SIZE = (62.0, 42.0)  # mm
INDICES_SIZE = (80.0, 46.0)

NUMBERS = Lettering(12.0, "semibold")
WORD_SIZE = 7.5  # points
DESCENDERS = 0.4  # mm more between a word and the line under it
NAME_SIZE = 8.5
NAMES_GAP = 2.0  # mm between the lowest number and the names
EDGE = 0.4  # mm kept free at the top and the foot
WIDEST_BAR = 11.0
BAR_SHARE = 0.3  # of the width that a pair has
NUMBERS_HEIGHT = GAP + cap_height(NUMBERS.size) + EDGE


def shared_scale(single: Sequence[IndexTotal], several: Sequence[Sequence[IndexTotal]]) -> BarScale:
    """One scale for all chapters of an issue, so that any chart's bars can be held against any other's.

    ``single`` are the indices that have a chapter to themselves, ``several`` those that share one.
    """
    heights = [INDICES_SIZE[1] - NUMBERS_HEIGHT - _foot(totals) for totals in several]
    if single:
        heights.append(CHAPTER_SIZE[1] - 2 * NUMBERS_HEIGHT)
    return bar_scale([*single, *(total for totals in several for total in totals)], min(heights))


def chapter_chart(name: str, total: IndexTotal, scale: BarScale, palette: Palette, labels: Labels) -> str:
    """The SVG of one index: its positive points left, its negative ones right, each with its number."""
    canvas = Canvas(*CHAPTER_SIZE)
    plot = Plot(canvas, palette, NUMBERS_HEIGHT + scale.below * scale.unit, scale.unit)
    _pairs(plot, [(0, CHAPTER_SIZE[0])], {name: total}, labels)
    return canvas.svg()


def indices_chart(
    name: str, totals: Sequence[IndexTotal], scale: BarScale, palette: Palette, labels: Labels,
) -> str:
    """The SVG of several indices side by side, each a pair of bars over the index's name."""
    canvas = Canvas(*INDICES_SIZE)
    plot = Plot(canvas, palette, _foot(totals) + scale.below * scale.unit, scale.unit)
    stretches = _stretches(len(totals))
    _pairs(plot, stretches, {f"{name}-{total.index.id}": total for total in totals}, labels)
    _names(totals).draw(canvas, [(left + right) / 2 for left, right in stretches], palette.ink)
    return canvas.svg()


def _stretches(number: int) -> list[tuple[float, float]]:
    """Where so many pairs begin and end (mm): gutters stand between them, none at the edges."""
    gutter = min(5.0, INDICES_SIZE[0] / number * 0.12)
    width = (INDICES_SIZE[0] - gutter * (number - 1)) / number
    return [(place * (width + gutter), place * (width + gutter) + width) for place in range(number)]


def _names(totals: Sequence[IndexTotal]) -> Names:
    left, right = _stretches(len(totals))[0]
    return names_of(totals, right - left, NAME_SIZE)


def _foot(totals: Sequence[IndexTotal]) -> float:
    """What names and numbers take at the foot of a chart of several indices."""
    return _names(totals).height + NAMES_GAP + NUMBERS_HEIGHT - EDGE


def _pairs(
    plot: Plot, stretches: Sequence[tuple[float, float]], totals: Mapping[str, IndexTotal], labels: Labels,
) -> None:
    """The two bars of each index, by the name it has in the SVG, over its stretch of zero line."""
    room = (stretches[0][1] - stretches[0][0]) / 2 - 0.6
    bar = min(WIDEST_BAR, 2 * room * BAR_SHARE)
    values = (value for total in totals.values() for value in (total.positive, total.negative))
    numbers = NUMBERS.within(room, values)
    for (left, right), (name, total) in zip(stretches, totals.items(), strict=True):
        quarter = (right - left) / 4
        plot.bar(Column(left + quarter, bar), total.positive, "positive", numbers, name)
        plot.bar(Column(right - quarter, bar), total.negative, "negative", numbers, name)
        plot.zero_line(left, right)
        _words(plot, (left + quarter, right - quarter), room, labels)


def _words(plot: Plot, middles: tuple[float, float], room: float, labels: Labels) -> None:
    """What the two bars show, in one size, each across the zero line from its bar, where there is room."""
    words = (labels.positive, labels.negative)
    size = min(fit(word, room, WORD_SIZE, lines=2)[1] for word in words)
    under, over = (fit(word, room, size, lines=2)[0] for word in words)
    for number, line in enumerate(under):
        base = plot.zero - GAP - cap_height(size) - number * line_height(size)
        plot.canvas.text((middles[0], base), line, size=size, color=plot.palette.muted)
    for number, line in enumerate(reversed(over)):
        base = plot.zero + GAP + DESCENDERS + number * line_height(size)
        plot.canvas.text((middles[1], base), line, size=size, color=plot.palette.muted)
