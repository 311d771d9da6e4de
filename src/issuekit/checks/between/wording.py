"""The wording of a passage, apart from what every issue changes: to see what was taken over from another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.checks.between.ordinals import number_of
from issuekit.checks.dates.sentences import sentences
from issuekit.checks.patterns import lazily
from issuekit.frozen import dataclass
from issuekit.model.when import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.checks.loci import Locus
    from issuekit.diagnostics import Span

FEWEST = 12  # words; what is shorter may well be said again
COMPUTED = "\ufffc"  # stands for what the program prints
FORMULA = 2  # computed values that make a passage a formula, which each issue fills anew
SHOWN = 60  # characters that are underlined
WORD = lazily(r"[^\W_]+(?:[.’'-][^\W_]+)*")
MONTH_NAMES = frozenset(name.casefold() for name in MONTHS)


@dataclass(frozen=True, slots=True)
class Wording:
    """A passage, or a sentence of it: every run of three words, as a number that tells it from others."""

    locus: Locus
    start: int
    end: int
    words: tuple[str, ...]
    runs: tuple[int, ...]

    @property
    def span(self) -> Span:
        """Where it begins."""
        plain = self.locus.passage.plain
        last = plain.find(" ", min(self.end, self.start + SHOWN), self.end)
        return self.locus.passage.span(self.start, self.end if last < 0 else last)

    @property
    def changing(self) -> set[str]:
        """What each issue has otherwise: the numbers, months and ordinals in it."""
        return {word for word in self.words if _changes(word)}

    def renewed(self, old: Wording) -> bool:
        """Whether this is the old text with its numbers or months brought up to date."""
        return not self.changing <= old.changing


def passage_wording(locus: Locus) -> Wording | None:
    """A whole passage; None for one that is too short to be known again, or a formula around computed values."""
    plain = locus.passage.plain
    return None if plain.count(COMPUTED) >= FORMULA else _wording(locus, 0, len(plain))


def sentence_wordings(locus: Locus) -> Iterator[Wording]:
    """The sentences of a passage, if it has several, that are long enough and have no computed value."""
    plain = locus.passage.plain
    places = sentences(plain)
    if len(places) > 1:
        for start, end in places:
            part = None if COMPUTED in plain[start:end] else _wording(locus, start, end)
            if part is not None:
                yield part


def _wording(locus: Locus, start: int, end: int) -> Wording | None:
    words = WORD.findall(locus.passage.plain[start:end].casefold())
    if len(words) < FEWEST:
        return None
    return Wording(locus, start, end, tuple(words), tuple(map(hash, zip(words, words[1:], words[2:], strict=False))))


def _changes(word: str) -> bool:
    """Whether a word is one that each issue has otherwise: a number, a month, an ordinal."""
    if word[0].isdigit() or word in MONTH_NAMES:
        return True
    return word.endswith(("th", "st", "nd", "rd")) and number_of(word) is not None
