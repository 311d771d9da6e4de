"""Bands of a scale: which one holds a value, and whether every value has exactly one."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

from issuekit.frozen import dataclass

if TYPE_CHECKING:
    from issuekit.model.series import Band, Scale


@dataclass(frozen=True, slots=True)
class Flaw:
    """Whole numbers from ``low`` to ``high`` that no band holds, or that two bands hold.

    None stands for an open end: no lowest or no highest number.
    """

    low: int | None
    high: int | None
    bands: tuple[Band, ...]  # the two that overlap, or the neighbours of a gap

    @property
    def values(self) -> str:
        """The numbers in words: ``−1``, ``from −6 to −2``, ``below −18``."""
        low, high = self.low, self.high
        if low is not None and high is not None:
            return signed(low) if low == high else f"from {signed(low)} to {signed(high)}"
        if low is not None:
            return f"{signed(low)} and above"
        return f"{signed(high)} and below" if high is not None else "all numbers"


def holds(band: Band, value: int) -> bool:
    """Whether the band holds a whole number."""
    return (band.low is None or band.low <= value) and (band.high is None or value <= band.high)


def band_of(value: Fraction | int, scale: Scale) -> Band | None:
    """The band of a value, or None where the scale has a gap there.

    A value that is no whole number belongs where the nearest whole number does; halves go away from zero.
    """
    whole = nearest(Fraction(value))
    return next((band for band in scale.bands if holds(band, whole)), None)


def flaws(scale: Scale) -> list[Flaw]:
    """Gaps and overlaps of a scale over all whole numbers, from below upwards."""
    if not scale.bands:
        return [Flaw(None, None, ())]
    bands = sorted(scale.bands, key=lambda band: -math.inf if band.low is None else band.low)
    found: list[Flaw] = []
    if bands[0].low is not None:
        found.append(Flaw(None, bands[0].low - 1, (bands[0],)))
    top = bands[0]  # the band that reaches furthest up so far
    for band in bands[1:]:
        if top.high is None or (band.low is not None and band.low <= top.high) or band.low is None:
            ends = [end for end in (top.high, band.high) if end is not None]
            found.append(Flaw(band.low, min(ends) if ends else None, (top, band)))
        elif band.low > top.high + 1:
            found.append(Flaw(top.high + 1, band.low - 1, (top, band)))
        if top.high is not None and (band.high is None or band.high > top.high):
            top = band
    if top.high is not None:
        found.append(Flaw(top.high + 1, None, (top,)))
    return found


def signed(value: Fraction | int, decimals: int = 1) -> str:
    """A number with its sign, as printed: ``+13``, ``−9``, ``0``, ``+1.5``; a real minus sign.

    ``decimals`` are those of a number that is not whole; what they round to zero has no sign.
    """
    number = Fraction(value)
    if number.denominator == 1:
        decimals = 0
    rounded = nearest(number * 10**decimals)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return sign + digits(abs(rounded), decimals)


def digits(scaled: int, decimals: int) -> str:
    """A number from its digits without the point: ``digits(1205, 1)`` is ``120.5``. ``scaled`` is 0 or more."""
    whole, rest = divmod(scaled, 10**decimals)
    return f"{whole}.{rest:0{decimals}}" if decimals else str(whole)


def nearest(value: Fraction) -> int:
    """The nearest whole number; halves away from zero, as people round."""
    whole = math.floor(abs(value) + Fraction(1, 2))
    return whole if value >= 0 else -whole
