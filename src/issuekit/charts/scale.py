"""A scale of colors with the present value marked on it, and the one before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from math import inf
from typing import TYPE_CHECKING

from issuekit.charts.canvas import Canvas
from issuekit.charts.typeface import cap_height, fit, width_of
from issuekit.indices.scales import signed
from issuekit.indices.totals import score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from issuekit.charts.palette import Palette
    from issuekit.indices.totals import IndexTotal, ScoredIssue
    from issuekit.model.series import Band, Scale
    from issuekit.model.when import Period

SIZE = (168.0, 30.0)  # mm
VALUE_SIZE = 14.0
NAME_SIZE = 9.0
LIMITS_SIZE = 7.5
BAR_FOOT = 6.0
BAR_HEIGHT = 13.0
POINTER = 1.9  # mm, half the width of the pointer's head, and its height
MARGIN = 0.3
NARROWEST, WIDEST = 0.6, 1.6  # of the mean width: bands follow their numbers, but every name keeps its room


@dataclass(frozen=True, slots=True)
class Earlier:
    """The value of an index in the period just before."""

    period: Period
    value: Fraction


@dataclass(frozen=True, slots=True)
class Stretch:
    """A band as it is drawn: from ``left``, ``width`` millimetres wide."""

    band: Band
    left: float
    width: float


def earlier_value(scored: ScoredIssue, index: str) -> Earlier | None:
    """What the index came to in the period that ends where this one begins, if that is known."""
    issue = scored.issue
    eve = issue.period.start - timedelta(days=1)
    if issue.previous is not None and issue.previous.period.end == eve:
        before = score(issue.previous).totals.get(index)
        if before is not None:
            return Earlier(issue.previous.period, before.total)
    for row in issue.series.history:
        if row.index == index and row.period.end == eve and row.value is not None:
            return Earlier(row.period, row.value)
    return None


def scale_chart(total: IndexTotal, scale: Scale, earlier: Earlier | None, palette: Palette) -> str:
    """The SVG of a scale: bands in their colors from low to high, and pointers to the values."""
    canvas = Canvas(*SIZE)
    stretches = laid_out(scale.bands, SIZE[0] - 2 * MARGIN, MARGIN)
    for stretch in stretches:
        _band(canvas, stretch, palette)
    top = BAR_FOOT + BAR_HEIGHT
    x = position(total.total, stretches)
    head = [(x, top - 1), (x - POINTER, top - 1 + 1.6 * POINTER), (x + POINTER, top - 1 + 1.6 * POINTER)]
    canvas.polygon(head, fill=palette.ink, outline=palette.paper, weight=0.8, name=f"scale-{total.index.id}-present")
    words = signed(total.total)
    canvas.text(
        _inside(x, width_of(words, VALUE_SIZE, "semibold")), head[1][1] + 1.2, words,
        size=VALUE_SIZE, color=palette.ink, weight="semibold",
    )
    if earlier is not None:
        x = position(earlier.value, stretches)
        foot = [(x, BAR_FOOT + 1), (x - 1.4, BAR_FOOT + 1 - 2.2), (x + 1.4, BAR_FOOT + 1 - 2.2)]
        canvas.polygon(foot, fill=palette.paper, outline=palette.ink, weight=0.8, name=f"scale-{total.index.id}-before")
        words = f"{signed(earlier.value)}  {earlier.period}"
        canvas.text(
            _inside(x, width_of(words, LIMITS_SIZE)), 0.8, words, size=LIMITS_SIZE, color=palette.muted,
        )
    return canvas.svg()


def alternative(total: IndexTotal, scale: Scale, earlier: Earlier | None) -> str:
    """The scale, the value and the one before in words."""
    bands = ", ".join(f"{band.name} {limits(band)}" for band in ordered(scale.bands))
    band = f" ({total.band_name})" if total.band_name else ""
    before = f"; {earlier.period}: {signed(earlier.value)}" if earlier else ""
    return f"{scale.title}: {bands}. {total.index.label}: {signed(total.total)}{band}{before}."


def ordered(bands: Sequence[Band]) -> list[Band]:
    """The bands from low to high, however the series lists them."""
    return sorted(bands, key=lambda band: -inf if band.low is None else band.low)


def limits(band: Band) -> str:
    """The numbers a band holds: ``−17 … −13``, ``≤ −18``, ``≥ −1``."""
    if band.low is not None and band.high is not None:
        return signed(band.low) if band.low == band.high else f"{signed(band.low)} … {signed(band.high)}"
    if band.low is not None:
        return f"≥ {signed(band.low)}"
    return "" if band.high is None else f"≤ {signed(band.high)}"


def laid_out(bands: Sequence[Band], width: float, left: float) -> list[Stretch]:
    """Bands over a width: as wide as they have numbers, within bounds; an open one as wide as the mean."""
    line = ordered(bands)
    sizes = [band.high - band.low + 1 for band in line if band.low is not None and band.high is not None]
    mean = sum(sizes) / len(sizes) if sizes else 1.0
    shares = [
        min(max(band.high - band.low + 1, NARROWEST * mean), WIDEST * mean)
        if band.low is not None and band.high is not None else mean
        for band in line
    ]
    stretches = []
    for band, share in zip(line, shares, strict=True):
        stretch = Stretch(band, left, width * share / sum(shares))
        stretches.append(stretch)
        left += stretch.width
    return stretches


def position(value: Fraction, stretches: Sequence[Stretch]) -> float:
    """Where a value stands (mm). Every number has a cell of its own; beyond an open end all share the last."""
    numbers = [stretch.width / (stretch.band.high - stretch.band.low + 1) for stretch in stretches
               if stretch.band.low is not None and stretch.band.high is not None]
    typical = sum(numbers) / len(numbers) if numbers else 4.0
    number = float(value)
    for stretch in stretches:
        band = stretch.band
        if band.high is not None and number >= band.high + 0.5:
            continue
        if band.low is not None and band.high is not None:
            place = (number - band.low + 0.5) / (band.high - band.low + 1) * stretch.width
        elif band.low is not None:
            place = (number - band.low + 0.5) * typical
        elif band.high is not None:
            place = stretch.width - (band.high - number + 0.5) * typical
        else:
            place = stretch.width / 2
        edge = min(typical, stretch.width) / 2
        low = 0.0 if band.low is not None else edge
        high = stretch.width if band.high is not None else stretch.width - edge
        return stretch.left + min(max(place, low), high)
    last = stretches[-1]
    return last.left + last.width


def _band(canvas: Canvas, stretch: Stretch, palette: Palette) -> None:
    band, width = stretch.band, stretch.width
    middle = stretch.left + width / 2
    canvas.rectangle(
        stretch.left, BAR_FOOT, width, BAR_HEIGHT, fill=band.color, outline=palette.rule,
        name=f"band-{band.name.value.lower()}",
    )
    lines, size = fit(band.name.value, width - 2, NAME_SIZE, "semibold")
    base = BAR_FOOT + BAR_HEIGHT / 2 + 0.4
    canvas.text(middle, base, lines[0], size=size, color=band.ink, weight="semibold")
    if limits(band):
        lines, size = fit(limits(band), width - 2, LIMITS_SIZE)
        canvas.text(middle, base - 1.6 - cap_height(size), lines[0], size=size, color=band.ink)


def _inside(x: float, width: float) -> float:
    """The middle of a text, moved as little as keeps its ends on the sheet."""
    return min(max(x, width / 2), SIZE[0] - width / 2)
