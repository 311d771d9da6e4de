"""An issue: its letter, its chapters, and the catalogue, the one place where points live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.frozen import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from issuekit.model.prose import Prose
    from issuekit.model.series import ChapterPlan, Series
    from issuekit.model.source import Place, Source, Text
    from issuekit.model.when import Period, When


@dataclass(frozen=True, slots=True)
class Score:
    """Points that an event gives to one index. One event may give the same index several."""

    index: str
    value: int
    place: Place


@dataclass(frozen=True, slots=True)
class Event:
    """A row of the catalogue. ``when`` is None where the editor left the date out."""

    when: When | None
    date: Text | None
    text: Prose
    scores: tuple[Score, ...]
    place: Place

    def points(self, index: str) -> tuple[int, ...]:
        """The points this event gives to ``index``; empty where it doesn't score it."""
        return tuple(score.value for score in self.scores if score.index == index)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a chapter. Every row has as many cells as there are columns."""

    id: str
    caption: Prose
    columns: tuple[Text, ...]
    rows: tuple[tuple[Prose, ...], ...]
    widths: tuple[int, ...]  # in per cent of the measure; empty where the style decides
    place: Place


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a chapter's developments: a part, a heading, a text, a table, any of them."""

    part: Text | None
    heading: Text | None
    text: Prose | None
    table: Text | None
    place: Place


@dataclass(frozen=True, slots=True)
class ControlTotal:
    """One number that an editor counted by hand, to be held against the catalogue."""

    index: str
    kind: str  # total, positive or negative
    value: int
    place: Place


@dataclass(frozen=True)
class Chapter:
    """One author's chapter. The order of ``events`` is that of the file."""

    plan: ChapterPlan
    source: Source
    trends: tuple[Prose, ...]
    developments: tuple[Block, ...]
    forecast: Prose | None
    tables: tuple[Table, ...]
    events: tuple[Event, ...]
    control: tuple[ControlTotal, ...]
    place: Place
    keys: tuple[str, ...] = ()  # the top-level keys present in the file, in order

    @property
    def id(self) -> str:
        """The chapter's name in files, links and expressions."""
        return self.plan.id

    def prose(self) -> Iterator[Prose]:
        """Every piece of running text in reading order: trends, developments, forecast."""
        yield from self.trends
        for block in self.developments:
            if block.text is not None:
                yield block.text
        if self.forecast is not None:
            yield self.forecast

    def all_prose(self) -> Iterator[Prose]:
        """Running text, then captions and cells of tables, then the catalogue."""
        yield from self.prose()
        for table in self.tables:
            yield table.caption
            for row in table.rows:
                yield from row
        for event in self.events:
            yield event.text


@dataclass(frozen=True, slots=True)
class Editor:
    """Who signs the letter."""

    name: Text
    roles: tuple[Text, ...]


def _none() -> None:
    """There is no issue before the first."""


@dataclass(frozen=True)
class Issue:
    """A whole issue, read and structurally sound.

    ``before`` reads the issue before it in the workspace, and gives the same one each time; all that were
    before that are read only if someone goes on to ask for them.
    """

    series: Series
    folder: Path
    source: Source
    number: int
    number_place: Place
    period: Period
    period_place: Place
    date: Text
    editor: Editor
    letter: Prose
    chapters: tuple[Chapter, ...]
    before: Callable[[], Issue | None] = field(default=_none, repr=False, compare=False)
    workspace: Path | None = None

    @property
    def previous(self) -> Issue | None:
        """The issue before it in the workspace, if there is one that can be read."""
        return self.before()

    @property
    def name(self) -> str:
        """How the issue is named on the command line: ``minsk-barometer/2019-11``."""
        return f"{self.series.id}/{self.folder.name}"

    @property
    def slug(self) -> str:
        """The name of the issue's files: ``minsk-barometer-2019-11``."""
        return f"{self.series.id}-{self.folder.name}"

    @property
    def sources(self) -> tuple[Source, ...]:
        """The files of the issue: ``issue.yaml`` and the chapters in their order."""
        return (self.source, *(chapter.source for chapter in self.chapters))

    def tables(self) -> Iterator[tuple[Chapter, Table]]:
        """All tables in the order in which the chapters place them, unplaced ones after."""
        for chapter in self.chapters:
            placed = [str(block.table) for block in chapter.developments if block.table]
            known = {table.id: table for table in chapter.tables}
            for name in dict.fromkeys(placed):
                if name in known:
                    yield chapter, known.pop(name)
            for table in known.values():
                yield chapter, table

    def events(self) -> Iterator[tuple[Chapter, Event]]:
        """Every event of the catalogue with its chapter, in the issue's order."""
        for chapter in self.chapters:
            for event in chapter.events:
                yield chapter, event

    def all_prose(self) -> Iterator[Prose]:
        """The letter, then everything in the chapters."""
        yield self.letter
        for chapter in self.chapters:
            yield from chapter.all_prose()
