"""What a printed number can stand for, as an interval, and arithmetic with such intervals.

Nothing is called wrong that could be right: a printed number may have been rounded to its last digit, “about 500”
may be 460, and a rise computed from two rounded numbers may come out differently from the same rise computed
from the exact ones.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

from issuekit.checks.arithmetic.quantity import Hedge, Kind
from issuekit.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from issuekit.checks.arithmetic.quantity import Quantity

FAR = Fraction(10**18)  # stands for “no limit”
HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Margin:
    """All values from ``low`` to ``high``, both included."""

    low: Fraction
    high: Fraction

    def __add__(self, other: Margin) -> Margin:
        return Margin(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Margin) -> Margin:
        return Margin(self.low - other.high, self.high - other.low)

    def __mul__(self, factor: Fraction | int) -> Margin:
        ends = (self.low * factor, self.high * factor)
        return Margin(min(ends), max(ends))

    def per(self, whole: Margin) -> Margin | None:
        """The quotient by a positive ``whole``; None where the whole can be zero or less."""
        if whole.low <= 0:
            return None
        ends = [end / limit for end in (self.low, self.high) for limit in (whole.low, whole.high)]
        return Margin(min(ends), max(ends))

    def meets(self, other: Margin) -> bool:
        """Whether some value is in both."""
        return self.low <= other.high and other.low <= self.high


def exactly(value: Fraction | int) -> Margin:
    """The interval of one value."""
    return Margin(Fraction(value), Fraction(value))


def margin(quantity: Quantity, *, counts: bool = False, finest: Fraction | None = None) -> Margin:
    """What the quantity can stand for.

    ``counts``: whole numbers without a unit count things, and are exact. ``finest``: the step of the finest number
    that this one is printed beside; an author who writes “from 2.5 to 3 billion” means 3.0.
    """
    if quantity.computed:
        return exactly(quantity.value)
    low, high = quantity.value, quantity.value if quantity.top is None else quantity.top
    half = quantity.step / 2 if finest is None else min(quantity.step, finest / quantity.scale) / 2
    if is_count(quantity) and (counts or quantity.spelled):
        half = Fraction(0)
    round_step = _round_step(quantity)
    if finest is None and round_step > quantity.step * 10 and not (is_count(quantity) and counts):
        half = max(half, min(round_step / 2, abs(quantity.value) / 20))  # 500 may be 485, but hardly 460
    low, high = low - half, high + half
    if counts and quantity.hedge in (Hedge.LEAST, Hedge.MOST):
        return Margin(low, high) * quantity.scale  # printed beside others, “up to 400” is reckoned with as 400
    size = abs(quantity.value)
    tenth, fifth, twentieth = size / 10, size / 5, size / 20
    match quantity.hedge:
        case Hedge.ABOUT:
            reach = max(half, twentieth, min(round_step / 2, tenth))
            low, high = low - reach, high + reach
        case Hedge.OVER:
            low, high = quantity.value, high + max(round_step, tenth)
        case Hedge.UNDER:
            low -= max(half, min(round_step, fifth), tenth)
        case Hedge.LEAST:
            low, high = quantity.value - half, FAR
        case Hedge.MOST:
            low = Fraction(0)
    return Margin(low, high) * quantity.scale


def is_count(quantity: Quantity) -> bool:
    """Whether the number counts things: a whole number without scale word, unit, currency or hedge."""
    return (
        quantity.kind is Kind.AMOUNT and quantity.step == 1 and quantity.scale == 1 and quantity.top is None
        and not (quantity.currency or quantity.unit or quantity.hedge)
    )


def margins(quantities: Sequence[Quantity], factors: Sequence[int], *, beside: bool) -> list[Margin]:
    """The margins of numbers that are printed beside each other, read with the factors of :func:`scalings`.

    ``beside``: as they will mostly be meant, with whole numbers exact and all as fine as the finest of them. Else
    as widely as they can be meant at all.
    """
    if not beside:
        return [margin(quantity) * factor for quantity, factor in zip(quantities, factors, strict=True)]
    finest = min(
        quantity.step * quantity.scale * factor for quantity, factor in zip(quantities, factors, strict=True)
    )
    return [
        margin(quantity, counts=True, finest=finest / factor) * factor
        for quantity, factor in zip(quantities, factors, strict=True)
    ]


def _round_step(quantity: Quantity) -> Fraction:
    """The unit of the last digit that is no zero: 100 for 500, 10 for 520; the printed step with decimals."""
    step = quantity.step
    value = abs(quantity.value)
    if step != 1 or value == 0:
        return step
    while value % (step * 10) == 0:
        step *= 10
    return step


def alike(*quantities: Quantity) -> bool:
    """Whether quantities can be compared: the same currency, unit and kind, as far as they are given."""
    for name in ("currency", "unit"):
        if len({getattr(quantity, name) for quantity in quantities} - {""}) > 1:
            return False
    return len({quantity.kind for quantity in quantities}) == 1


def scalings(*quantities: Quantity) -> Iterator[tuple[int, ...]]:
    """Factors by which each may have to be read: in “from 960 to 1,027 million”, 960 may be millions too."""
    shared = max((quantity.scale for quantity in quantities), default=1)
    yield from product(*(
        (shared, 1) if quantity.scale == 1 < shared and not quantity.currency else (1,) for quantity in quantities
    ))
