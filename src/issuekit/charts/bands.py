"""The bands of a scale on a line: how wide each is drawn, and where on it a value stands."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

from issuekit.indices.scales import signed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from issuekit.model.series import Band

# Of the mean: bands are as wide as they have numbers, but a narrow one keeps room for its name.
NARROWEST, WIDEST = 0.6, 1.6


@dataclass(frozen=True, slots=True)
class Stretch:
    """A band as drawn: from ``left``, ``width`` millimetres wide, of which each number takes ``cell``."""

    band: Band
    left: float
    width: float
    cell: float


def ordered(bands: Sequence[Band]) -> list[Band]:
    """The bands from low to high, however the series lists them."""
    return sorted(bands, key=lambda band: -inf if band.low is None else band.low)


def limits(band: Band) -> str:
    """The numbers a band holds: ``−17 … −13``, ``≤ −18``, ``≥ −1``; nothing for a band open at both ends."""
    if band.low is None:
        return "" if band.high is None else f"≤ {signed(band.high)}"
    if band.high is None:
        return f"≥ {signed(band.low)}"
    return signed(band.low) if band.low == band.high else f"{signed(band.low)} … {signed(band.high)}"


def laid_out(bands: Sequence[Band], left: float, width: float) -> list[Stretch]:
    """The bands from low to high over a width (mm). An open one is as wide as the others are on average."""
    line = ordered(bands)
    counts = [_count(band) for band in line]
    known = [count for count in counts if count is not None]
    mean = sum(known) / len(known) if known else 1.0
    shares = [min(max(count or mean, NARROWEST * mean), WIDEST * mean) for count in counts]
    stretches = []
    for band, count, share in zip(line, counts, shares, strict=True):
        drawn = width * share / sum(shares)
        stretches.append(Stretch(band, left, drawn, drawn / (count or mean)))
        left += drawn
    return stretches


def position(value: Fraction, stretches: Sequence[Stretch]) -> float:
    """Where a value stands (mm): in the middle of its number's cell.

    Beyond the last cell of an open end all values stand at that cell; a value in a gap, where two bands meet.
    """
    number = float(value)
    for stretch in stretches:
        low, high = stretch.band.low, stretch.band.high
        if high is not None and number > high + 0.5:
            continue
        half = min(stretch.cell, stretch.width) / 2
        if low is not None:
            place = (number - low + 0.5) * stretch.cell
        elif high is not None:
            place = stretch.width - (high - number + 0.5) * stretch.cell
        else:
            place = stretch.width / 2
        first = half if low is None else 0.0
        last = stretch.width - half if high is None else stretch.width
        return stretch.left + min(max(place, first), last)
    return stretches[-1].left + stretches[-1].width


def _count(band: Band) -> int | None:
    """How many numbers a band holds; None where it is open, or where its ends are the wrong way round."""
    if band.low is None or band.high is None or band.high < band.low:
        return None
    return band.high - band.low + 1
