"""What a number in prose is: an amount with its unit and hedge, a percentage, or a mere date, name or label."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from issuekit.frozen import dataclass

if TYPE_CHECKING:
    from fractions import Fraction


class Kind(StrEnum):
    """What a number in prose is: an amount, a percentage, percentage points, or none of them."""

    AMOUNT = "amount"
    PERCENT = "percent"
    POINTS = "points"
    YEAR = "year"
    DATE = "date"
    ORDINAL = "ordinal"
    NAME = "name"
    LABEL = "label"


COUNTED = frozenset({Kind.AMOUNT, Kind.PERCENT, Kind.POINTS})


class Hedge(StrEnum):
    """How a number is hedged: “about 500”, “more than 500”, “almost 500”, “at least 500”, “up to 500”."""

    NONE = ""
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"
    LEAST = "at least"
    MOST = "at most"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as printed. ``value`` and ``step`` (the unit of its last digit) don't include ``scale``.

    ``start`` and ``end`` hold hedge, currency, scale word and unit; ``digits`` are the number alone. A percentage
    is kept as printed: 7 for 7%.
    """

    start: int
    end: int
    digits: tuple[int, int]
    kind: Kind
    value: Fraction
    step: Fraction
    scale: int = 1
    currency: str = ""
    unit: str = ""
    hedge: Hedge = Hedge.NONE
    spelled: bool = False
    signed: bool = False
    attributive: bool = False  # “a 10-year contract”
    top: Fraction | None = None  # the upper end of a range: 90 for “70-90%”
    computed: bool = False  # printed by the program, and therefore exact

    @property
    def amount(self) -> Fraction:
        """The value with its scale word: 1500000000 for 1.5 billion."""
        return self.value * self.scale
