"""All indices side by side: positive points, negative points and the aggregate index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.charts.canvas import Canvas
from issuekit.charts.plot import GAP, Column, Lettering, Plot, bar_scale
from issuekit.charts.typeface import cap_height, fit, line_height, width_of
from issuekit.indices.scales import signed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from issuekit.charts.palette import Palette
    from issuekit.indices.totals import IndexTotal
    from issuekit.model.series import Labels

SIZE = (168.0, 88.0)  # mm
NUMBERS = Lettering(10.0, "regular")
AGGREGATES = Lettering(13.0, "semibold")
NAME_SIZE = 9.5  # points
NAMES_GAP = 3.5  # mm between the lowest number and the names
NAMES_FOOT = 1.0  # mm under the last name's base line, for g and y
KEY_SIZE = 8.0
KEY_HEIGHT = 8.0
KEY_GAP = 7.0  # between two entries of the key
MARK = 1.4  # half the diagonal of the aggregate's mark
STEM = 0.9  # points
WIDEST_BAR = 7.2


def overview_chart(totals: Sequence[IndexTotal], palette: Palette, labels: Labels) -> str:
    """The SVG of the overview. Every number has a column of its own, so that none can cover another."""
    canvas = Canvas(*SIZE)
    room = MARK + GAP + cap_height(AGGREGATES.size)
    slot = SIZE[0] / len(totals)
    _key(canvas, palette, labels)
    names = _names(canvas, totals, slot, palette)
    scale = bar_scale(totals, SIZE[1] - KEY_HEIGHT - names - 2 * room)
    plot = Plot(canvas, palette, names + room + scale.below * scale.unit, scale.unit)
    for place, total in enumerate(totals):
        _group(plot, place * slot, slot, total)
    plot.zero_line(0, SIZE[0])
    return canvas.svg()


def alternative(totals: Iterable[IndexTotal], labels: Labels) -> str:
    """The numbers of the overview in words."""
    return "; ".join(
        f"{total.index.label}: {labels.aggregate} {signed(total.total)}, "
        f"{labels.positive} {signed(total.positive)}, {labels.negative} {signed(total.negative)}"
        for total in totals
    ) + "."


def _group(plot: Plot, left: float, slot: float, total: IndexTotal) -> None:
    """The three numbers of one index."""
    name = f"overview-{total.index.id}"
    bar = min(WIDEST_BAR, slot * 0.26)
    wide = 1.35 * bar  # aggregates are set larger
    first = left + (slot - 2 * bar - wide) / 2
    plot.bar(Column(first + bar / 2, bar, bar), total.positive, "positive", NUMBERS, name)
    plot.bar(Column(first + bar * 3 / 2, bar, bar), total.negative, "negative", NUMBERS, name)
    _aggregate(plot, Column(first + 2 * bar + wide / 2, bar, wide), total, name)


def _aggregate(plot: Plot, column: Column, total: IndexTotal, name: str) -> None:
    x, y = column.middle, plot.height(total.total)
    plot.canvas.line((x, plot.zero), (x, y), color=plot.palette.aggregate, weight=STEM)
    plot.canvas.polygon(_diamond(x, y), fill=plot.palette.aggregate, name=f"{name}-aggregate")
    upward = total.total >= 0
    plot.number(column, y + MARK if upward else y - MARK, total.total, AGGREGATES, upward=upward)


def _names(canvas: Canvas, totals: Sequence[IndexTotal], slot: float, palette: Palette) -> float:
    """The names along the foot, all in one size; the height (mm) that they keep clear of numbers."""
    labels = [total.index.label.value for total in totals]
    size = min(fit(label, slot - 3, NAME_SIZE, "semibold", lines=2)[1] for label in labels)
    names = [fit(label, slot - 3, size, "semibold", lines=2)[0] for label in labels]
    most = max(len(lines) for lines in names)
    top = NAMES_FOOT + (most - 1) * line_height(size)
    for place, lines in enumerate(names):
        for number, line in enumerate(lines):
            start = ((place + 0.5) * slot, top - number * line_height(size))
            canvas.text(start, line, size=size, color=palette.ink, weight="semibold")
    return top + cap_height(size) + NAMES_GAP


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
