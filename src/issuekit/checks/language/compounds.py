"""Compound words in their three forms: closed (roadmap), hyphenated (road-map) and open (road map).

A compound is found when it stands in two of the forms. Singular and plural count as one.
"""

from __future__ import annotations

from collections import Counter
from itertools import compress, count
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from issuekit.checks.patterns import lazily

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from issuekit.checks.language.words import Words

HYPHENS = "‑-"  # the plain one last, as it is used within brackets of patterns
TWO_PARTS = lazily(rf"(?<![\w{HYPHENS}’'.])(\w+)[{HYPHENS}](\w+)(?![\w{HYPHENS}’'])")
SHORTEST_PART = 3  # letters of each part of an open compound; shorter words stand side by side by chance

# What is written with a hyphen or closed, never as a word of its own.
PREFIXES = frozenset({
    "anti", "co", "ex", "inter", "mid", "multi", "neo", "non", "post", "pre", "pro", "pseudo", "quasi", "semi",
    "ultra", "vice",
})
# With these before or after it, an open form is no compound but two words that happen to meet: “some time” beside
# “sometime”, “front line” as a noun beside “frontline” as an adjective, “to set up” beside “a setup”.
LOOSE_BEFORE = frozenset({
    "all", "any", "big", "can", "every", "first", "for", "free", "front", "full", "good", "great", "half", "hard",
    "has", "here", "high", "him", "his", "how", "its", "left", "long", "low", "main", "may", "more", "new", "not",
    "now", "off", "old", "one", "open", "our", "out", "over", "real", "right", "second", "she", "short", "some",
    "the", "them", "then", "there", "third", "through", "two", "under", "upon", "very", "was", "well", "were",
    "what", "when", "where", "which", "who", "whole", "wide", "with", "your",
})
LOOSE_AFTER = frozenset({
    "ally", "able", "less", "like", "wise", "ship", "hood", "fold", "some", "age", "men", "man", "son", "land",
    "berg", "about", "after", "and", "are", "around", "away", "back", "but", "by", "down", "for", "from", "has",
    "her", "him", "his", "its", "not", "off", "out", "over", "own", "she", "that", "the", "them", "through",
    "under", "was", "with",
})
# Closed, these are other words: to re-sign a treaty is not to resign.
OTHER_WORDS = (
    "coop", "multiply", "preposition", "recount", "recover", "recreate", "recreation", "redress", "reform", "relay",
    "release", "remark", "represent", "repress", "reserve", "resign", "resort", "resound", "restrain", "resent",
    "retreat", "unionized",
)


class Compound(NamedTuple):
    """Two parts that stand closed, hyphenated or open in the text, the second without a plural s."""

    first: str
    second: str

    @property
    def parts(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """The two parts, in the singular and in the plural."""
        return (self.first, self.second), (self.first, f"{self.second}s")

    def shapes(self, joint: str) -> tuple[str, str]:
        """Singular and plural in small letters, the parts joined by a hyphen, a space or nothing."""
        singular = f"{self.first}{joint}{self.second}"
        return singular, f"{singular}s"


def hyphenated_pairs(text: Words) -> Counter[tuple[str, str]]:
    """Every two words that a hyphen joins, in small letters, with how often it does."""
    found: Counter[tuple[str, str]] = Counter()
    for chunk in text.small.split():
        if "-" in chunk:
            for match in TWO_PARTS.finditer(chunk):
                found[match[1], match[2]] += 1
    return found


def compounds(text: Words, hyphenated: Mapping[tuple[str, str], int]) -> Iterator[tuple[Compound, Sequence[int]]]:
    """The compounds that stand in the text in two forms or more, as far as counts of words can tell.

    Each comes with the numbers, in the order of words, of the places where its parts stand side by side.
    """
    hyphens: Counter[Compound] = Counter()
    for (first, second), times in hyphenated.items():
        if (first + second).isalpha() and not (first + second).startswith(OTHER_WORDS):
            hyphens[Compound(first, _singular(second))] += times
    beside = _side_by_side(text, hyphens)
    for compound, times in hyphens.items():
        if len(beside[compound]) > times or not text.lower.isdisjoint(compound.shapes("")):
            yield compound, beside[compound]
    # Words side by side that stand closed elsewhere. It takes one look at each pair, and no loop of its own.
    closed_elsewhere = {
        Compound(closed[:split], _singular(closed[split:]))
        for closed in text.lower.intersection(map(add, text.folded, text.folded[1:]))
        for split in range(SHORTEST_PART, len(closed) - SHORTEST_PART + 1)
        if closed[:split] in text.lower and closed[split:] in text.lower and may_be_open(closed[:split], closed[split:])
    } - hyphens.keys()
    if closed_elsewhere:
        yield from _side_by_side(text, sorted(closed_elsewhere)).items()


def _side_by_side(text: Words, wanted: Iterable[Compound]) -> dict[Compound, list[int]]:
    """Where the parts of some compounds stand side by side: the number of the first."""
    found: dict[Compound, list[int]] = {compound: [] for compound in wanted}
    shapes = {parts: compound for compound in found for parts in compound.parts}
    pairs = list(zip(text.folded, text.folded[1:], strict=False))
    for number in compress(count(), map(shapes.__contains__, pairs)):
        found[shapes[pairs[number]]].append(number)
    return found


def may_be_open(first: str, second: str) -> bool:
    """Whether two words side by side may be a compound."""
    if not (first.isalpha() and second.isalpha()):
        return False
    if first in PREFIXES:
        return True
    return (
        len(first) >= SHORTEST_PART and len(second) >= SHORTEST_PART
        and first not in LOOSE_BEFORE and second not in LOOSE_AFTER
    )


def _singular(word: str) -> str:
    plural = word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > SHORTEST_PART
    return word[:-1] if plural else word
