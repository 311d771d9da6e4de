"""Every passage of an issue with where it belongs: what rules about prose go through.

Made once for an issue, however many rules ask for it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from issuekit.frozen import dataclass
from issuekit.model.prose import Passage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.indices.totals import ScoredIssue
    from issuekit.model.issue import Chapter, Event, Table
    from issuekit.model.prose import Prose
    from issuekit.model.source import Text

# Sections of running text, in which sentences are to be expected.
RUNNING = ("letter", "trends", "developments", "forecast")


@dataclass(frozen=True, slots=True)
class Locus:
    """A passage in its section: letter, trends, developments, forecast, heading, caption, head, cell or event.

    ``chapter`` is None in the letter; ``prose`` is the Markdown that the passage is of, None for headings and
    column heads, which are plain text; ``table`` and ``event`` are given where the passage is of one.
    """

    chapter: Chapter | None
    section: str
    passage: Passage
    prose: Prose | None = None
    table: Table | None = None
    event: Event | None = None

    @property
    def running(self) -> bool:
        """Whether the passage is running text rather than a heading, a cell or a catalogue entry."""
        return self.section in RUNNING


@lru_cache(maxsize=4)
def loci(scored: ScoredIssue) -> tuple[Locus, ...]:
    """All passages in reading order: the letter; of each chapter its text with headings, tables, catalogue."""
    found = list(_prose(None, "letter", scored.issue.letter))
    for chapter in scored.issue.chapters:
        found += _chapter(chapter)
    return tuple(found)


def _chapter(chapter: Chapter) -> Iterator[Locus]:
    for trend in chapter.trends:
        yield from _prose(chapter, "trends", trend)
    for block in chapter.developments:
        for heading in (block.part, block.heading):
            if heading is not None:
                yield Locus(chapter, "heading", plain(heading, "heading"))
        if block.text is not None:
            yield from _prose(chapter, "developments", block.text)
    if chapter.forecast is not None:
        yield from _prose(chapter, "forecast", chapter.forecast)
    for table in chapter.tables:
        yield from _table(chapter, table)
    for event in chapter.events:
        for passage in event.text.passages:
            yield Locus(chapter, "event", passage, event.text, event=event)


def _table(chapter: Chapter, table: Table) -> Iterator[Locus]:
    for passage in table.caption.passages:
        yield Locus(chapter, "caption", passage, table.caption, table)
    for column in table.columns:
        yield Locus(chapter, "head", plain(column, "cell"), table=table)
    for row in table.rows:
        for cell in row:
            for passage in cell.passages:
                yield Locus(chapter, "cell", passage, cell, table)


def _prose(chapter: Chapter | None, section: str, prose: Prose) -> Iterator[Locus]:
    for passage in prose.passages:
        yield Locus(chapter, section, passage, prose)


def plain(text: Text, kind: str) -> Passage:
    """A text that is no Markdown, such as a heading, as a passage."""
    return Passage(text, text.value, (0,), kind)
