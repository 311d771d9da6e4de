"""Slips of the typing hand: words that differ by two letters exchanged, one too many, one missing, or a wrong key."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

CROWD = 30  # words that are the same but for a letter: of so many, none is a slip of another
KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


class Slip(NamedTuple):
    """How one word differs from another: the kind, and how many letters stand after the place of the slip."""

    kind: str  # exchanged, extra, missing or wrong
    letter: str  # the letter that is extra, missing or wrong; of two that are exchanged, both
    instead: str  # of a wrong letter, the right one
    rest: int


def slip(word: str, right: str) -> Slip | None:
    """The one slip that makes ``word`` of ``right``; None where they differ in more, or not at all."""
    if word == right or abs(len(word) - len(right)) > 1:
        return None
    start = 0
    while start < min(len(word), len(right)) and word[start] == right[start]:
        start += 1
    if len(word) > len(right):
        return Slip("extra", word[start], "", len(right) - start) if word[start + 1 :] == right[start:] else None
    if len(word) < len(right):
        return Slip("missing", right[start], "", len(word) - start) if word[start:] == right[start + 1 :] else None
    if word[start + 1 :] == right[start + 1 :]:
        return Slip("wrong", word[start], right[start], len(word) - start - 1)
    exchanged = word[start : start + 2] == right[start : start + 2][::-1] and word[start + 2 :] == right[start + 2 :]
    return Slip("exchanged", word[start : start + 2], "", len(word) - start - 2) if exchanged else None


def neighboring_keys(letter: str, other: str) -> bool:
    """Whether two letters lie side by side on the keyboard."""
    places = {key: (row, column) for row, keys in enumerate(KEYBOARD) for column, key in enumerate(keys)}
    if letter not in places or other not in places:
        return False
    (row, column), (other_row, other_column) = places[letter], places[other]
    return abs(row - other_row) <= 1 and abs(column - other_column) <= 1


def close_pairs(words: Collection[str], others: Collection[str]) -> Iterator[tuple[str, str]]:
    """Pairs of a word and another that may differ by one slip: they are the same when each loses a letter or none.

    The time grows with the number of words, not with that of pairs; words that have a crowd of others close to them
    are no evidence.
    """
    less: dict[str, list[str]] = defaultdict(list)
    shapes = {word: shortened(word) for word in {*words, *others}}
    for other in others:
        for shape in shapes[other]:
            less[shape].append(other)
    for word in words:
        found = set()
        for shape in shapes[word]:
            if shape in less and len(less[shape]) <= CROWD:
                found.update(less[shape])
        found.discard(word)
        for other in found:
            yield word, other


def shortened(word: str) -> set[str]:
    """The word, and the word without one of its letters."""
    return {word, *[word[:index] + word[index + 1 :] for index in range(len(word))]}


def distance(word: str, other: str, limit: int) -> int:
    """How many letters have to be put in, taken away, replaced or exchanged; ``limit`` + 1 where it is more."""
    if abs(len(word) - len(other)) > limit:
        return limit + 1
    far = limit + 1
    before: list[int] = []
    previous: list[int] = []
    row: list[int] = [*range(len(other) + 1)]
    for index, letter in enumerate(word):
        before, previous, row = previous, row, [index + 1, *([far] * len(other))]
        # Further from the diagonal than the limit, nothing can be near enough.
        for place in range(max(0, index - limit), min(len(other), index + limit + 1)):
            cost = min(previous[place + 1] + 1, row[place] + 1, previous[place] + (letter != other[place]))
            if index and place and letter == other[place - 1] and word[index - 1] == other[place]:
                cost = min(cost, before[place - 1] + 1)
            row[place + 1] = cost
    return far if row[-1] > limit else row[-1]
