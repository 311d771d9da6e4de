"""What prose says about numbers, held against what they are: to the precision that the author printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from issuekit.indices.scales import signed

if TYPE_CHECKING:
    from issuekit.indices.expressions import Result

UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)
TENS = ("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBER_WORDS: dict[str, Fraction] = {
    **{word: Fraction(number) for number, word in enumerate(UNITS)},
    **{word: Fraction(10 * number) for number, word in enumerate(TENS, start=3)},
    "no": Fraction(0),
    "none": Fraction(0),
    "half": Fraction(1, 2),
}

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?P<sign>[-+−–]\s?)?(?P<whole>\d{1,3}(?:[,  \u00a0\u202f]\d{3})+|\d+)(?:\.(?P<decimals>\d+))?"
    r"\s?(?P<percent>%|per ?cent)?",
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as printed: its value, and half of the unit of its last digit."""

    value: Fraction
    tolerance: Fraction
    percent: bool


def read_number(text: str) -> Printed | None:
    """The one number in a printed text, in digits or in English words; None where there is none."""
    match = _NUMBER.search(text)
    if match:
        whole = re.sub(r"\D", "", match["whole"])
        decimals = match["decimals"] or ""
        unit = Fraction(1, 10 ** len(decimals))
        value = Fraction(int(whole + decimals), 10 ** len(decimals))
        if match["sign"] and match["sign"].strip() in "-−–":
            value = -value
        scale = 100 if match["percent"] else 1
        return Printed(value / scale, unit / 2 / scale, bool(match["percent"]))
    for word in _WORD.findall(text.lower()):
        if word in NUMBER_WORDS:
            return Printed(NUMBER_WORDS[word], Fraction(1, 2), percent=False)
        tens, _, units = word.partition("-")
        if tens in NUMBER_WORDS and units in NUMBER_WORDS and NUMBER_WORDS[tens] >= 20:  # noqa: PLR2004
            return Printed(NUMBER_WORDS[tens] + NUMBER_WORDS[units], Fraction(1, 2), percent=False)
    return None


def agrees(printed: str, result: Result) -> bool | None:
    """Whether a printed text says what was computed; None where the text holds no number to compare.

    A number agrees when the value, rounded to the digits printed, is that number; a value exactly between
    two may be rounded either way. A computed text, such as a band, has to be in the printed one.
    """
    if isinstance(result.value, str):
        return result.value.casefold() in printed.casefold()
    number = read_number(printed)
    if number is None:
        return None
    exact = result.value.denominator == 1 and not number.percent
    if exact and number.tolerance == Fraction(1, 2):
        return number.value == result.value
    return abs(number.value - result.value) <= number.tolerance


def display(result: Result, like: str = "") -> str:
    """The value as a page prints it; ``like`` is a printed text whose form (%, decimals) to follow."""
    if isinstance(result.value, str):
        return result.value
    value = result.value
    shape = _NUMBER.search(like)
    if shape:
        decimals = len(shape["decimals"] or "")
        factor = 100 if shape["percent"] else 1
        number = f"{Decimal(abs(round_half_away(value * factor, decimals)) * 10**decimals // 1).scaleb(-decimals):,f}"
        sign = "−" if value < 0 else "+" if shape["sign"] and "+" in shape["sign"] else ""
        return f"{sign}{number}{'%' if shape['percent'] else ''}"
    if result.signed:
        return signed(value)
    if value.denominator == 1:
        return f"{value.numerator:,}".replace("-", "−")
    return f"{float(round_half_away(value, 2)):,g}".replace("-", "−")


def round_half_away(value: Fraction, decimals: int) -> Fraction:
    """Rounded to ``decimals`` places; halves away from zero, as people round."""
    factor = 10**decimals
    whole = (abs(value) * factor + Fraction(1, 2)).__floor__()
    return Fraction(whole if value >= 0 else -whole, factor)
