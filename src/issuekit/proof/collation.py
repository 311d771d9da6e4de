"""The issue and its print side by side: what every rule of the proof is given."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from issuekit.diagnostics import Span
from issuekit.indices.expressions import names_of
from issuekit.proof.cited import by_part, lists_of_sources, pointers
from issuekit.proof.manuscript import Manuscript, labels_of
from issuekit.proof.printed import Table, Words
from issuekit.proof.whereabouts import OPENING, whereabouts
from issuekit.proof.wording import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Protocol

    from issuekit.diagnostics import Finding, Rule
    from issuekit.indices.totals import ScoredIssue
    from issuekit.model.issue import Chapter, Issue
    from issuekit.model.series import Appendix
    from issuekit.proof.cited import Entry
    from issuekit.proof.manuscript import Pointer
    from issuekit.proof.printed import Link, Matter, Printed
    from issuekit.proof.whereabouts import Stretch

    class Room(Protocol):
        """A module that holds one group of rules: ``RULES``, and ``check``, which says what it finds and what holds."""

        RULES: tuple[Rule, ...]

        def check(self, collation: Collation) -> Iterator[Finding | Held]:
            """Everything the rules have to say."""


@dataclass(frozen=True, slots=True)
class Held:
    """So many things of a kind were looked up in the PDF and are as they should be: 143 events."""

    thing: str
    number: int = 1


SINGULAR = {
    "indices": "index", "charted indices": "charted index", "lines of the contents": "line of the contents",
    "marks of conformance": "mark of conformance", "pages with all their text seen": "page with all its text seen",
}


def counted(number: int, things: str) -> str:
    """``143 events``, ``1 event``: a number of things by their plural."""
    return f"{number:,} {things}" if number != 1 else f"1 {SINGULAR.get(things, things.removesuffix('s'))}"


@dataclass(frozen=True)
class Collation:
    """An issue and the PDF that is to say the same. ``draft``: whether the PDF is meant to be one."""

    scored: ScoredIssue
    printed: Printed
    draft: bool = False

    @property
    def issue(self) -> Issue:
        """The issue."""
        return self.scored.issue

    @property
    def matter(self) -> Sequence[Matter]:
        """What is printed, in reading order."""
        return self.printed.matter

    @cached_property
    def manuscript(self) -> Manuscript:
        """The prose of the issue as it should be printed."""
        return Manuscript(names_of(self.scored), labels_of(self.issue))

    @cached_property
    def stretches(self) -> Mapping[str, Stretch]:
        """Where each part of the issue stands in the matter."""
        return whereabouts(self.issue, self.matter)

    @property
    def opening(self) -> Stretch:
        """What stands before the first part: masthead, letter, contents."""
        return self.stretches[OPENING]

    def part_at(self, place: int) -> str:
        """The part of the issue in which a piece of matter stands; empty for the opening."""
        return next((name for name, stretch in self.stretches.items() if name and place in stretch), OPENING)

    def span(self, page: int) -> Span:
        """A page of the PDF as the place of a finding."""
        return Span(self.printed.name, max(page, 1), 1, max(page, 1), 1)

    @cached_property
    def sources(self) -> Mapping[str, Sequence[Entry]]:
        """The list of sources of each part that has one."""
        return lists_of_sources(self)

    @cached_property
    def links(self) -> Mapping[str, Sequence[Link]]:
        """The printed links of each part, those of its list of sources left out."""
        return by_part(self)

    @cached_property
    def pointers(self) -> Sequence[tuple[str, Pointer]]:
        """Every link of the issue that is printed, with the part in which it is."""
        return tuple(pointers(self))

    @cached_property
    def catalogues(self) -> Mapping[str, Sequence[Table]]:
        """The tables of the catalogue of each chapter that any appendix has."""
        tables: dict[str, list[Table]] = {}
        for appendix in self.issue.series.appendices:
            chapters = self.catalogued(appendix)
            if chapters and appendix.id in self.stretches:
                self._divide(appendix.id, chapters, tables)
        return tables

    def catalogued(self, appendix: Appendix) -> list[Chapter]:
        """The chapters of the issue whose events an appendix lists."""
        plans = {plan.id for plan in appendix.chapters}
        return [chapter for chapter in self.issue.chapters if chapter.id in plans]

    def _divide(self, appendix: str, chapters: Sequence[Chapter], tables: dict[str, list[Table]]) -> None:
        """The tables of an appendix by chapter: under its chapter's title or, without one, by what is in it."""
        titles = {squeezed(chapter.plan.title.value): chapter.id for chapter in chapters}
        current = chapters[0].id if len(chapters) == 1 else ""
        for part in self.stretches[appendix].of(self.matter)[1:]:
            if isinstance(part, Words):
                current = titles.get(squeezed(part.text), current)
            elif isinstance(part, Table):
                tables.setdefault(current or self._likeliest(part, chapters), []).append(part)
                current = chapters[0].id if len(chapters) == 1 else ""

    def _likeliest(self, table: Table, chapters: Sequence[Chapter]) -> str:
        """The chapter of which a table has most events."""
        cells = {squeezed(cell.text) for row in table.body for cell in row.cells}
        return max(chapters, key=lambda chapter: sum(
            squeezed(self.manuscript.line(event.text)) in cells for event in chapter.events
        )).id
