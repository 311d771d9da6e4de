"""All indices side by side: positive points, negative points and the aggregate index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.charts.bars import GAP, ZERO_MARK, bar_scale
from issuekit.charts.canvas import Canvas
from issuekit.charts.typeface import cap_height, fit, line_height, width_of
from issuekit.indices.scales import signed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from issuekit.charts.bars import BarScale
    from issuekit.charts.palette import Palette
    from issuekit.indices.totals import IndexTotal
    from issuekit.model.series import Labels

SIZE = (168.0, 88.0)  # mm
VALUE_SIZE = 10.0
AGGREGATE_SIZE = 13.0
NAME_SIZE = 9.5
KEY_SIZE = 8.0
KEY_HEIGHT = 8.0
NAMES_HEIGHT = 10.0
WIDEST_COLUMN = 9.0
MARK = 1.5  # mm, half the diagonal of the aggregate's mark


def overview_chart(totals: Sequence[IndexTotal], palette: Palette, labels: Labels) -> str:
    """The SVG of the overview. Every number has a column of its own, so that none can cover another."""
    canvas = Canvas(*SIZE)
    room = cap_height(AGGREGATE_SIZE) + GAP + MARK
    scale = bar_scale(totals, SIZE[1] - KEY_HEIGHT - NAMES_HEIGHT - 2 * room)
    zero = NAMES_HEIGHT + room + scale.below * scale.unit
    slot = SIZE[0] / len(totals)
    _key(canvas, palette, labels)
    for place, total in enumerate(totals):
        _group(canvas, place * slot, slot, zero, total, scale, palette)
    canvas.line((0, zero), (SIZE[0], zero), color=palette.ink, weight=0.6)
    return canvas.svg()


def alternative(totals: Iterable[IndexTotal], labels: Labels) -> str:
    """The numbers of the overview in words."""
    return "; ".join(
        f"{total.index.label}: {labels.aggregate} {signed(total.total)}, "
        f"{labels.positive} {signed(total.positive)}, {labels.negative} {signed(total.negative)}"
        for total in totals
    ) + "."


def _group(
    canvas: Canvas, left: float, slot: float, zero: float, total: IndexTotal, scale: BarScale, palette: Palette,
) -> None:
    column = min(WIDEST_COLUMN, slot * 0.28)
    first = left + (slot - 3 * column) / 2 + column / 2
    name = f"overview-{total.index.id}"
    for number, (points, color, side) in enumerate((
        (total.positive, palette.positive, 1), (total.negative, palette.negative, -1),
    )):
        middle, length = first + number * column, abs(points) * scale.unit
        foot = zero if side > 0 else zero - length
        if not points:
            length, foot = ZERO_MARK, zero - ZERO_MARK / 2
        kind = "positive" if side > 0 else "negative"
        canvas.rectangle(middle - column / 2, foot, column, length, fill=color, name=f"{name}-{kind}")
        lines, size = fit(signed(points), column, VALUE_SIZE)
        base = zero + length + GAP if side > 0 else zero - length - GAP - cap_height(size)
        canvas.text(middle, base, lines[0], size=size, color=palette.ink)
    middle, height = first + 2 * column, zero + float(total.total) * scale.unit
    canvas.line((middle, zero), (middle, height), color=palette.aggregate, weight=1)
    corners = [(middle - MARK, height), (middle, height + MARK), (middle + MARK, height), (middle, height - MARK)]
    canvas.polygon(corners, fill=palette.aggregate, name=f"{name}-aggregate")
    lines, size = fit(signed(total.total), column, AGGREGATE_SIZE, "semibold")
    base = height + MARK + GAP if total.total >= 0 else height - MARK - GAP - cap_height(size)
    canvas.text(middle, base, lines[0], size=size, color=palette.ink, weight="semibold")
    lines, size = fit(total.index.label.value, slot - 2, NAME_SIZE, "semibold", lines=2)
    for number, line in enumerate(lines):
        base = NAMES_HEIGHT - 3 - cap_height(size) - number * line_height(size)
        canvas.text(left + slot / 2, base, line, size=size, color=palette.ink, weight="semibold")


def _key(canvas: Canvas, palette: Palette, labels: Labels) -> None:
    """What the three columns are, at the top left."""
    x, base = 0.0, SIZE[1] - 1 - cap_height(KEY_SIZE)
    middle = base + cap_height(KEY_SIZE) / 2
    words = (labels.positive, labels.negative, labels.aggregate)
    for word, color in zip(words, (palette.positive, palette.negative, palette.aggregate), strict=True):
        half = MARK
        if word is labels.aggregate:
            corners = [(x, middle), (x + half, middle + half), (x + 2 * half, middle), (x + half, middle - half)]
            canvas.polygon(corners, fill=color)
        else:
            canvas.rectangle(x, middle - half * 0.8, 2 * half, 1.6 * half, fill=color)
        lines, size = fit(word, SIZE[0] / 3 - 10, KEY_SIZE)
        canvas.text(x + 4.5, base, lines[0], size=size, color=palette.muted, anchor="left")
        x += 4.5 + width_of(lines[0], size) + 7
