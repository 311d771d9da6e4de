"""Ordinal numbers in words: “twelfth”, “twenty-first”, “12th”."""

from __future__ import annotations

from issuekit.checks.patterns import lazily

UNITS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
FIGURES = lazily(r"(\d{1,4})(?:st|nd|rd|th)")
_WORDS = {word: number for number, word in enumerate(UNITS, start=1)} | {"hundredth": 100}
for _place, _ten in enumerate(TENS, start=2):
    _WORDS[_ten.removesuffix("y") + "ieth"] = 10 * _place
    for _unit in range(1, 10):
        _WORDS[f"{_ten}-{UNITS[_unit - 1]}"] = 10 * _place + _unit


def number_of(ordinal: str) -> int | None:
    """The number that an ordinal means, its last word deciding; None for a word that is none.

    “our twenty-first” is 21, “the very second” is 2, “the present month” is nothing.
    """
    words = ordinal.casefold().strip()
    figures = FIGURES.fullmatch(words.split()[-1]) if words else None
    if figures:
        return int(figures[1])
    joined = "-".join(words.split())
    if joined in _WORDS:
        return _WORDS[joined]
    return _WORDS.get(words.split()[-1]) if words else None
