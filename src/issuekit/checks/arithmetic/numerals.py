"""Numbers in English words: ``seventeen``, ``twenty-one``, ``two hundred and fifty``, ``two dozen``, ``half a``."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from issuekit.checks.patterns import lazily
from issuekit.indices.claims import NUMBER_WORDS

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SMALL = rf"(?:(?:{_TENS})(?:[- ](?:{_UNITS}))?|{_TEENS}|{_UNITS}|zero)"
_HUNDRED, _DOZEN, _TWENTY = 100, 12, 20
# In small letters, and in three, of which most texts need the first alone: that is the quickest to compile.
_NUMBER = lazily(_SMALL)
_LONGER = lazily(rf"{_SMALL}\s(?:hundred\sand\s{_SMALL}|hundred|dozen|and\sa\shalf)")
_MORE = ("hundred", "dozen", "and")  # what a longer one goes on with
# “a” and “half a” are numbers only before a word that counts.
_A = lazily(r"(?:half\s)?an?\s(?:hundred|dozen)|(?:half\s)?an?(?=\s(?:thousand|million|billion|trillion)\b)")
# What a number begins with (“six” stands for “sixteen” and “sixty” too), and what “a” and “half a” are one before.
_FIRST = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fifteen", "twenty", "thirty", "forty", "fifty", "ninety",
)
_AFTER_A = ("hundred", "dozen", "thousand", "million", "billion", "trillion")
_APOSTROPHES = "'’"


def find(plain: str) -> Iterator[tuple[int, int]]:
    """Where numbers in words begin and end in a text, in order. Finding each word is faster than one pattern."""
    lower = plain.lower()
    if len(lower) != len(plain):
        lower = plain
    starts = [place for word in _FIRST if word in lower for place in _places(lower, word)]
    for word in _AFTER_A:
        if word in lower:
            starts += [start for place in _places(lower, word) if (start := _article(lower, place)) >= 0]
    position = 0
    for start in sorted(starts):
        if start >= position and (match := _match(lower, start)) and not _goes_on(plain, match.end()):
            yield match.span()
            position = match.end()


def _match(lower: str, start: int) -> re.Match[str] | None:
    if lower.startswith(("a ", "an ", "half "), start):
        return _A.match(lower, start)
    match = _NUMBER.match(lower, start)
    if match and lower.startswith(_MORE, match.end() + 1):
        return _LONGER.match(lower, start) or match
    return match


def _places(lower: str, word: str) -> Iterator[int]:
    place = lower.find(word)
    while place >= 0:
        if not place or not (lower[place - 1].isalnum() or lower[place - 1] in _APOSTROPHES):
            yield place
        place = lower.find(word, place + len(word))


def _article(lower: str, place: int) -> int:
    """Where “a” or “half a” before a counting word begins; -1 where there is none."""
    for words in ("half a ", "a ", "an "):
        start = place - len(words)
        if start >= 0 and lower.startswith(words, start) and not lower[start - 1:start].isalnum():
            return start
    return -1


def _goes_on(plain: str, end: int) -> bool:
    return plain[end:end + 1].isalnum() or plain[end:end + 1] in ("_", "'", "’")



def value_of(words: str) -> Fraction:
    """The value of words that :func:`find` has found."""
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
