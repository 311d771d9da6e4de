"""Knowing an event of the catalogue again when the prose tells of it in other words.

Rows of the catalogue are compared with sentences by their telling words (:mod:`.keywords`). Only rows that
share a word which few rows have are looked at, so that the work grows with the text and not with its square.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from issuekit.checks.dates.keywords import RAREST, WORD, keywords, names, stem, weights
from issuekit.checks.dates.mentions import Mention, dated
from issuekit.checks.dates.sentences import sentences
from issuekit.checks.patterns import lazily
from issuekit.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from issuekit.checks.loci import Locus
    from issuekit.indices.totals import ScoredIssue
    from issuekit.model.issue import Chapter, Event

ASIDE = lazily(r"\([^()]*\)")  # what a row says in brackets, the text may well leave out
COMMON_TO = 12  # rows; a word that more of them have doesn't lead to any
LIKEST = 6  # rows that a text is compared with: those that share most of its rare words
MOST_DATES = 8  # that a sentence is looked through for
FEWEST_WORDS = 3  # that a clause of a row needs to stand for the row


@dataclass(frozen=True, slots=True)
class Clause:
    """A row, or a part of it that can stand for it: its telling words, the names among them, and their weights."""

    words: frozenset[str]
    names: frozenset[str]
    weight: float
    names_weight: float


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the catalogue with its telling words: the whole row first, then its clauses."""

    chapter: Chapter
    event: Event
    clauses: tuple[Clause, ...]

    @property
    def names(self) -> frozenset[str]:
        """The row's names and numbers."""
        return self.clauses[0].names


@dataclass(frozen=True, slots=True)
class Likeness:
    """How well a text fits a row: the weight of the words they share, and the share of the row's weight.

    ``names`` is the share of the row's names and numbers that the text has, 1 where the row has none.
    """

    entry: Entry
    weight: float
    cover: float
    names: float

    @property
    def score(self) -> float:
        """One number to rank by; above 10 the two mostly are one event, below 3 never."""
        return self.weight * self.cover


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of running text that names days, with the dates in it."""

    locus: Locus
    start: int
    end: int
    mentions: tuple[Mention, ...]
    words: frozenset[str]


@dataclass(frozen=True, eq=False)
class Catalogue:
    """The rows of an issue, and what each word proves."""

    entries: tuple[Entry, ...]
    weight: Mapping[str, float]
    rows_with: Mapping[str, tuple[int, ...]]

    def weigh(self, words: Iterable[str]) -> float:
        """What some words prove together; one that is unknown is as rare as can be."""
        weight = self.weight
        return sum([weight.get(word, RAREST) for word in words])

    def like(self, words: frozenset[str], entry: Entry) -> Likeness:
        """How well a text fits a row, or the clause of the row that it fits best."""
        best = Likeness(entry, 0.0, 0.0, 0.0)
        for clause in entry.clauses:
            shared = clause.words & words
            weight = self.weigh(shared)
            if clause.weight and weight * weight / clause.weight > best.score:
                known = self.weigh(shared & clause.names) / clause.names_weight if clause.names else 1.0
                best = Likeness(entry, weight, weight / clause.weight, known)
        return best

    def likest(self, words: frozenset[str], chapter: Chapter | None = None, limit: int = LIKEST) -> list[Likeness]:
        """The rows, of one chapter or of all, that share rare words with a text: the likest first."""
        shared: dict[int, float] = {}
        for word in words:
            for place in self.rows_with.get(word, ()):
                if chapter is None or self.entries[place].chapter is chapter:
                    shared[place] = shared.get(place, 0.0) + self.weight[word]
        places = sorted(shared, key=lambda place: (-shared[place], place))[:limit]
        likenesses = [self.like(words, self.entries[place]) for place in places]
        return sorted(likenesses, key=lambda likeness: -likeness.score)


@lru_cache(maxsize=4)
def told(scored: ScoredIssue) -> tuple[Told, ...]:
    """Every sentence of the chapters' running text that names a day."""
    found = []
    for entry in dated(scored):
        locus = entry.locus
        exact = [mention for mention in entry.mentions if mention.exact]
        if not locus.running or locus.chapter is None or not exact:
            continue
        plain, place = locus.passage.plain, 0
        for start, end in sentences(plain):
            first = place
            while place < len(exact) and exact[place].start < end:
                place += 1
            if place > first:
                mentions = tuple(exact[first : min(place, first + MOST_DATES)])
                found.append(Told(locus, start, end, mentions, keywords(_without(plain, start, end, mentions))))
    return tuple(found)


def _without(plain: str, start: int, end: int, mentions: Iterable[Mention]) -> str:
    """The sentence but for its dates, whose numbers tell nothing of the event."""
    pieces = []
    for mention in mentions:
        pieces.append(plain[start : mention.start])
        start = mention.end
    return " ".join([*pieces, plain[start : max(start, end)]])


@lru_cache(maxsize=4)
def catalogue(scored: ScoredIssue) -> Catalogue:
    """The rows of an issue's catalogue, ready to be found."""
    events = list(scored.issue.events())
    parts = [_parts(event.text.plain) for _, event in events]
    weight = weights([*(words[0] for words in parts), *(sentence.words for sentence in told(scored))])
    named = [names(event.text.plain) for _, event in events]
    all_names = frozenset().union(*named)
    entries = []
    for (chapter, event), words, own in zip(events, parts, named, strict=True):
        # The first word of a row has a capital anyway; it is a name where other rows have it within.
        first = WORD.search(event.text.plain)
        known = own | ({stem(first[0])} & all_names if first else frozenset())
        clauses = tuple(
            Clause(part, part & known, _sum(part, weight), _sum(part & known, weight)) for part in words
        )
        entries.append(Entry(chapter, event, clauses))
    rows_with: dict[str, list[int]] = {}
    for place, words in enumerate(parts):
        for word in words[0]:
            rows_with.setdefault(word, []).append(place)
    rare = {word: tuple(places) for word, places in rows_with.items() if len(places) <= COMMON_TO}
    return Catalogue(tuple(entries), weight, rare)


def _parts(text: str) -> list[frozenset[str]]:
    """The telling words of a row, then those of its clauses, and of what it says outside of brackets."""
    parts = [*(text.split(";") if ";" in text else ()), *([ASIDE.sub("", text)] if "(" in text else ())]
    return [keywords(text), *(words for part in parts if len(words := keywords(part)) >= FEWEST_WORDS)]


def _sum(words: Iterable[str], weight: Mapping[str, float]) -> float:
    return sum([weight[word] for word in words])
