"""The ground that errors are planted in: the shipped issue, its passages and its catalogue, by file offset."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from issuekit.checks.loci import Locus, loci

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

    from issuekit.indices.totals import ScoredIssue
    from issuekit.model.issue import Chapter, Event
    from issuekit.model.source import Source

SENTENCE_END = re.compile(r"(?<=[a-z]{2}\.)(?= [A-Z])")


@dataclass(frozen=True, slots=True)
class Planted:
    """One error: the replacement of ``start:end`` in a file, and the lines on which it may be reported.

    ``lines`` are counted in the file as it is after the change.
    """

    file: str
    start: int
    end: int
    text: str
    lines: frozenset[int]


@dataclass(frozen=True, slots=True)
class Spot:
    """A match in a passage: where it stands in the file, and what it is."""

    source: Source
    start: int
    end: int
    match: re.Match[str]


class Ground:
    """The issue to plant in; ``random`` decides where."""

    def __init__(self, scored: ScoredIssue, random: random.Random) -> None:
        self.scored = scored
        self.issue = scored.issue
        self.random = random
        self.running = [locus for locus in loci(scored) if locus.running and len(locus.passage.plain) > 80]

    def spots(self, pattern: str, section: Callable[[Locus], bool] = lambda locus: locus.running) -> list[Spot]:
        """Every match of a pattern in the words of the passages, in random order."""
        compiled = re.compile(pattern)
        found = []
        for locus in loci(self.scored):
            if not section(locus):
                continue
            passage = locus.passage
            for match in compiled.finditer(passage.plain):
                start = passage.text.offset(passage.index(match.start()))
                end = passage.text.offset(passage.index(match.end() - 1)) + 1
                source = passage.text.place.source
                if source.text[start:end] == match[0]:  # neither folded nor interrupted by markup
                    found.append(Spot(source, start, end, match))
        self.random.shuffle(found)
        return found

    def planted(self, source: Source, start: int, end: int, text: str, *more: int) -> Planted:
        """An error at a stretch of a file; it may be reported on any line that it covers, or on ``more``."""
        first = source.span(start).line
        last = first + text.count("\n")
        return Planted(source.name, start, end, text, frozenset({*range(first, last + 1), *more}))

    def replaced(
        self, pattern: str, change: Callable[[re.Match[str]], str | None], **where: Callable[[Locus], bool]
    ) -> Iterator[Planted]:
        """An error made of every match for which ``change`` gives a text."""
        for spot in self.spots(pattern, **where):
            text = change(spot.match)
            if text is not None:
                yield self.planted(spot.source, spot.start, spot.end, text)

    def added(self, sentences: Callable[[], str], chapters: frozenset[str] = frozenset()) -> Iterator[Planted]:
        """Sentences put in after a sentence of running text, on its line."""
        for spot in self.spots(
            SENTENCE_END.pattern.replace("(?= [A-Z])", " (?=[A-Z])"),
            section=lambda locus: (
                locus.running
                and locus.passage.kind == "paragraph"
                and (not chapters or (locus.chapter is not None and locus.chapter.id in chapters))
            ),
        ):
            yield self.planted(spot.source, spot.end, spot.end, sentences() + " ")

    def chapters(self) -> list[Chapter]:
        """The chapters in random order."""
        chapters = list(self.issue.chapters)
        self.random.shuffle(chapters)
        return chapters

    def events(self) -> list[tuple[Chapter, Event]]:
        """The events of the catalogue with their chapters, in random order."""
        events = list(self.issue.events())
        self.random.shuffle(events)
        return events
