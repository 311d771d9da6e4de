"""The wording of a passage, apart from what every issue changes: to see what was taken over from another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from issuekit.checks.between.ordinals import number_of
from issuekit.checks.dates.sentences import sentences
from issuekit.model.when import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.checks.loci import Locus
    from issuekit.diagnostics import Span

FEWEST = 12  # words; what is shorter may well be said again
COMPUTED = "\ufffc"  # stands for what the program prints
FORMULA = 2  # computed values that make a passage a formula, which each issue fills anew
SHOWN = 60  # characters that are underlined
WORD = re.compile(r"[^\W_]+(?:[.’'-][^\W_]+)*")
MONTH_NAMES = frozenset(name.casefold() for name in MONTHS)


@dataclass(frozen=True, slots=True)
class Wording:
    """A passage, or a sentence of it: every run of three words, as a number that tells it from others.

    ``changing`` are the numbers, months and ordinals in it, in their order.
    """

    locus: Locus
    start: int
    end: int
    runs: tuple[int, ...]
    changing: tuple[str, ...]
    whole: bool

    @property
    def span(self) -> Span:
        """Where it begins."""
        plain = self.locus.passage.plain
        last = plain.find(" ", min(self.end, self.start + SHOWN), self.end)
        return self.locus.passage.span(self.start, self.end if last < 0 else last)

    def renewed(self, old: Wording) -> bool:
        """Whether this is the old text with its numbers or months brought up to date."""
        return bool(self.changing) and not set(self.changing) <= set(old.changing)


def wordings(locus: Locus) -> Iterator[Wording]:
    """A passage, then each of its sentences; those that are long enough to be known again."""
    plain = locus.passage.plain
    whole = _wording(locus, 0, len(plain), whole=True)
    if whole is None:
        return
    yield whole
    places = sentences(plain)
    if len(places) > 1:
        for start, end in places:
            part = _wording(locus, start, end, whole=False)
            if part is not None:
                yield part


def _wording(locus: Locus, start: int, end: int, *, whole: bool) -> Wording | None:
    text = locus.passage.plain[start:end]
    if text.count(COMPUTED) >= (FORMULA if whole else 1):
        return None
    words = WORD.findall(text.casefold())
    if len(words) < FEWEST:
        return None
    changing = tuple(word for word in words if _changes(word))
    runs = tuple(map(hash, zip(words, words[1:], words[2:], strict=False)))
    return Wording(locus, start, end, runs, changing, whole)


def _changes(word: str) -> bool:
    """Whether a word is one that each issue has otherwise: a number, a month, an ordinal."""
    if word[0].isdigit() or word in MONTH_NAMES:
        return True
    return word.endswith(("th", "st", "nd", "rd")) and number_of(word) is not None
