"""All indices side by side: positive points, negative points and the aggregate index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.charts.canvas import Canvas
from issuekit.charts.names import names_of
from issuekit.charts.plot import GAP, Column, Lettering, Plot, bar_scale
from issuekit.charts.typeface import cap_height, fit, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from issuekit.charts.palette import Palette
    from issuekit.indices.totals import IndexTotal
    from issuekit.model.series import Labels

SIZE = (168.0, 88.0)  # mm
NUMBERS = Lettering(10.0, "regular")
AGGREGATES = Lettering(13.0, "semibold")
NAME_SIZE = 9.5  # points
NAMES_GAP = 3.5  # mm between the lowest number and the names
KEY_SIZE = 8.0
KEY_HEIGHT = 8.0
KEY_GAP = 7.0  # between two entries of the key
MARK = 1.4  # half the diagonal of the aggregate's mark
STEM = 0.9  # points
WIDEST_BAR = 7.2
BAR_SHARE = 0.26  # of the width that an index has
AGGREGATE_SHARE = 1.45  # of a bar: aggregates are set larger
APART = 0.6  # mm between two numbers that are as wide as their columns


def overview_chart(totals: Sequence[IndexTotal], palette: Palette, labels: Labels) -> str:
    """The SVG of the overview. Every number has a column of its own, so that none can cover another."""
    canvas = Canvas(*SIZE)
    room = MARK + GAP + cap_height(AGGREGATES.size)
    slot = SIZE[0] / len(totals)
    _key(canvas, palette, labels)
    names = names_of(totals, slot - 3, NAME_SIZE)
    middles = [(place + 0.5) * slot for place in range(len(totals))]
    names.draw(canvas, middles, palette.ink)
    foot = names.height + NAMES_GAP + room
    scale = bar_scale(totals, SIZE[1] - KEY_HEIGHT - room - foot)
    plot = Plot(canvas, palette, foot + scale.below * scale.unit, scale.unit)
    bar = min(WIDEST_BAR, slot * BAR_SHARE)
    values = (value for total in totals for value in (total.positive, total.negative))
    points = NUMBERS.within(bar - APART, values)
    sums = AGGREGATES.within(AGGREGATE_SHARE * bar - APART, (total.total for total in totals))
    for middle, total in zip(middles, totals, strict=True):
        left = middle - bar * (2 + AGGREGATE_SHARE) / 2
        name = f"overview-{total.index.id}"
        plot.bar(Column(left + bar / 2, bar), total.positive, "positive", points, name)
        plot.bar(Column(left + bar * 3 / 2, bar), total.negative, "negative", points, name)
        _aggregate(plot, left + bar * (2 + AGGREGATE_SHARE / 2), total, sums)
    plot.zero_line(0, SIZE[0])
    return canvas.svg()


def _aggregate(plot: Plot, x: float, total: IndexTotal, lettering: Lettering) -> None:
    """A mark at the height of the aggregate index, on a stem from the zero line, with its number."""
    y = plot.height(total.total)
    plot.canvas.line((x, plot.zero), (x, y), color=plot.palette.aggregate, weight=STEM)
    name = f"overview-{total.index.id}-aggregate"
    plot.canvas.polygon(_diamond(x, y), fill=plot.palette.aggregate, name=name)
    upward = total.total >= 0
    plot.number((x, y + MARK if upward else y - MARK), total.total, lettering, upward=upward)


def _diamond(x: float, y: float) -> list[tuple[float, float]]:
    return [(x - MARK, y), (x, y + MARK), (x + MARK, y), (x, y - MARK)]


def _key(canvas: Canvas, palette: Palette, labels: Labels) -> None:
    """What the three columns are, in one line at the top."""
    left, base = 0.0, SIZE[1] - 0.8 - cap_height(KEY_SIZE)
    middle = base + cap_height(KEY_SIZE) / 2
    indent = 2 * MARK + 1.5
    entries = ((labels.positive, palette.positive), (labels.negative, palette.negative))
    for words, color in (*entries, (labels.aggregate, None)):
        if color is None:
            canvas.polygon(_diamond(left + MARK, middle), fill=palette.aggregate)
        else:
            canvas.rectangle((left, middle - MARK * 0.75), 2 * MARK, 1.5 * MARK, fill=color)
        lines, size = fit(words, SIZE[0] / 3 - KEY_GAP - indent, KEY_SIZE)
        canvas.text((left + indent, base), lines[0], size=size, color=palette.muted, anchor="left")
        left += indent + width_of(lines[0], size) + KEY_GAP
