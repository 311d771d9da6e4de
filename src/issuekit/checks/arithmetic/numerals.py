"""Numbers in English words: ``seventeen``, ``twenty-one``, ``two hundred and fifty``, ``two dozen``, ``half a``."""

from __future__ import annotations

from fractions import Fraction

from issuekit.indices.claims import NUMBER_WORDS

_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SMALL = rf"(?:(?:{_TENS})(?:[- ](?:{_UNITS}))?|{_TEENS}|{_UNITS}|zero)"
# “a” and “half a” are numbers only before a word that counts.
PATTERN = (
    rf"{_SMALL}\s(?:hundred\sand\s{_SMALL}|hundred|dozen|and\sa\shalf)|{_SMALL}"
    r"|(?:half\s)?an?\s(?:hundred|dozen)|(?:half\s)?an?(?=\s(?:thousand|million|billion|trillion)\b)"
)
_HUNDRED, _DOZEN, _TWENTY = 100, 12, 20


def value_of(words: str) -> Fraction:
    """The value of words that :data:`PATTERN` matches."""
    value = Fraction(0)
    for word in words.lower().replace("-", " ").split():
        if word in ("a", "an"):
            value = value or Fraction(1)
        elif word == "hundred":
            value *= _HUNDRED
        elif word == "dozen":
            value *= _DOZEN
        elif word != "and":
            value += NUMBER_WORDS[word]
    return value


_NAMES = {value: word for word, value in NUMBER_WORDS.items() if word not in ("no", "none", "half")}


def in_words(value: Fraction | int) -> str | None:
    """A whole number up to ninety-nine in words; None for others."""
    number = Fraction(value)
    if number.denominator != 1 or not 0 <= number < _HUNDRED:
        return None
    if number in _NAMES:
        return _NAMES[number]
    units = number % 10
    return f"{_NAMES[number - units]}-{_NAMES[units]}" if number > _TWENTY else None
