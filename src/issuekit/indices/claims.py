"""What prose says about numbers, held against what they are: to the precision that the author printed."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from issuekit.frozen import dataclass
from issuekit.indices.scales import digits, nearest, signed

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
MULTIPLES = {"dozen": 12, "hundred": 100}
NEARLY = Fraction(1, 20)  # how far from a half “half” may be
MAX_DIGITS = 40  # of a printed number; more is no number that anyone printed
MAX_DECIMALS = 18  # of them; together with the digits of the largest result they are fewer than that

_WORD = re.compile(r"[a-z]+")
_NUMBER = re.compile(
    r"(?P<sign>(?<!\w)[-+−–]\s?)?(?P<whole>\d{1,3}(?:[,  \u00a0\u202f]\d{3})+|\d+)(?:\.(?P<decimals>\d+))?"
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
        if len(whole + decimals) > MAX_DIGITS:
            return None
        unit = Fraction(1, 10 ** len(decimals))
        value = Fraction(int(whole + decimals), 10 ** len(decimals))
        if match["sign"] and match["sign"].strip() in "-−–":
            value = -value
        scale = 100 if match["percent"] else 1
        return Printed(value / scale, unit / 2 / scale, bool(match["percent"]))
    words = _in_words(text)
    if words is None:
        return None
    return Printed(words, Fraction(1, 2) if words.denominator == 1 else NEARLY, percent=False)


def _in_words(text: str) -> Fraction | None:
    """``seven``, ``twenty-one``, ``two hundred and fifty``, ``a dozen``: the first number in words."""
    value: Fraction | None = None
    room = Fraction(0)  # what may still be added: to “twenty” less than 10, to “two hundred” less than 100
    for word in _WORD.findall(text.lower()):
        if word in MULTIPLES:
            value, room = (1 if value is None else value) * Fraction(MULTIPLES[word]), Fraction(MULTIPLES[word])
        elif word in NUMBER_WORDS and (value is None or NUMBER_WORDS[word] < room):
            number = NUMBER_WORDS[word]
            value = (value or 0) + number
            room = Fraction(10) if number in range(20, 100, 10) else Fraction(0)
        elif value is not None and not (word == "and" and room == MULTIPLES["hundred"]):
            break
    return value


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
    if result.value.denominator == 1 and not number.percent:
        return number.value == result.value
    return abs(number.value - result.value) <= number.tolerance


def display(result: Result, like: str = "") -> str:
    """The value as a page prints it; ``like`` is a printed text whose form (%, decimals) to follow."""
    if isinstance(result.value, str):
        return result.value
    value = result.value
    shape = _NUMBER.search(like)
    if shape:
        decimals = min(len(shape["decimals"] or ""), MAX_DECIMALS)
        plus = "+" if shape["sign"] and "+" in shape["sign"] else ""
        number = _grouped(value * (100 if shape["percent"] else 1), decimals, plus)
        return f"{number}{'%' if shape['percent'] else ''}"
    if result.signed:
        return signed(value)
    number = _grouped(value, 0 if value.denominator == 1 else 2)
    return number.rstrip("0").rstrip(".") if "." in number else number


def _grouped(value: Fraction, decimals: int, plus: str = "") -> str:
    """The number with its thousands parted by commas; ``plus`` stands before one above zero."""
    rounded = nearest(value * 10**decimals)
    whole, point, rest = digits(abs(rounded), decimals).partition(".")
    sign = "−" if rounded < 0 else plus if rounded else ""
    return f"{sign}{int(whole):,}{point}{rest}"


def round_half_away(value: Fraction, decimals: int) -> Fraction:
    """Rounded to ``decimals`` places; halves away from zero, as people round."""
    factor = 10**decimals
    return Fraction(nearest(value * factor), factor)
