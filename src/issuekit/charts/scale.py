"""A scale of colors, with the present value marked on it and the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.charts.bands import laid_out, limits, position
from issuekit.charts.canvas import Canvas
from issuekit.charts.typeface import cap_height, fit, width_of
from issuekit.indices.scales import signed

if TYPE_CHECKING:
    from issuekit.charts.bands import Stretch
    from issuekit.charts.palette import Palette
    from issuekit.indices.history import Earlier
    from issuekit.indices.totals import IndexTotal

WIDTH = 168.0  # mm
BAR_HEIGHT = 13.0
HEAD_HEIGHT = 10.8  # over the bands: the pointer and its number
FOOT_HEIGHT = 6.2  # under them: the mark of the value before
EDGE = 0.2  # mm around the bands, for their outline

VALUE_SIZE = 14.0  # points
NAME_SIZE = 9.0
LIMITS_SIZE = 7.5
OUTLINE = 0.9
POINTER = (1.9, 2.9)  # mm, half its width, and its height
BEFORE = (1.4, 2.2)
OVERLAP = 0.9  # how far the tips reach into the bands


def scale_chart(name: str, total: IndexTotal, earlier: Earlier | None, palette: Palette) -> str:
    """The SVG of an index's scale: bands in their colors from low to high, and pointers to the values."""
    foot = FOOT_HEIGHT if earlier else EDGE
    canvas = Canvas(WIDTH, foot + BAR_HEIGHT + HEAD_HEIGHT)
    bands = () if total.index.scale is None else total.index.scale.bands
    stretches = laid_out(bands, EDGE, WIDTH - 2 * EDGE)
    for number, stretch in enumerate(stretches, start=1):
        _band(canvas, stretch, foot, palette, f"{name}-band-{number}")
    _present(canvas, (position(total.total, stretches), foot + BAR_HEIGHT), total, palette, f"{name}-present")
    if earlier is not None:
        _before(canvas, (position(earlier.value, stretches), foot), earlier, palette, f"{name}-before")
    return canvas.svg()


def _band(canvas: Canvas, stretch: Stretch, foot: float, palette: Palette, name: str) -> None:
    band, width = stretch.band, stretch.width
    corner, middle = (stretch.left, foot), stretch.left + width / 2
    canvas.rectangle(corner, width, BAR_HEIGHT, fill=band.color, outline=palette.rule, name=name)
    words, size = fit(band.name.value, width - 2, NAME_SIZE, "semibold")
    base = foot + BAR_HEIGHT / 2 + 0.3
    canvas.text((middle, base), words[0], size=size, color=band.ink, weight="semibold")
    words, size = fit(limits(band), width - 2, LIMITS_SIZE)
    canvas.text((middle, base - 1.8 - cap_height(size)), words[0], size=size, color=band.ink)


def _present(
    canvas: Canvas, at: tuple[float, float], total: IndexTotal, palette: Palette, name: str,
) -> None:
    half, height = POINTER
    x, tip = _inside(at[0], 2 * half + OUTLINE), at[1] - OVERLAP
    corners = [(x, tip), (x - half, tip + height), (x + half, tip + height)]
    canvas.polygon(corners, fill=palette.ink, outline=palette.paper, weight=OUTLINE, name=name)
    words = signed(total.total)
    middle = _inside(x, width_of(words, VALUE_SIZE, "semibold"))
    canvas.text(
        (middle, tip + height + 1.4), words, size=VALUE_SIZE, color=palette.ink, weight="semibold",
    )


def _before(
    canvas: Canvas, at: tuple[float, float], earlier: Earlier, palette: Palette, name: str,
) -> None:
    half, height = BEFORE
    x, tip = _inside(at[0], 2 * half + OUTLINE), at[1] + OVERLAP
    corners = [(x, tip), (x - half, tip - height), (x + half, tip - height)]
    canvas.polygon(corners, fill=palette.paper, outline=palette.ink, weight=OUTLINE, name=name)
    words = f"{earlier.period}: {signed(earlier.value)}"
    middle = _inside(x, width_of(words, LIMITS_SIZE))
    base = tip - height - 1.2 - cap_height(LIMITS_SIZE)
    canvas.text((middle, base), words, size=LIMITS_SIZE, color=palette.muted)


def _inside(middle: float, width: float) -> float:
    """The middle of something so wide, moved no more than keeps it on the sheet."""
    return min(max(middle, width / 2), WIDTH - width / 2)
