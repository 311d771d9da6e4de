"""Rows that begin with a date: those of the catalogue, and those of tables that list things by date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.checks.dates.mentions import MONTH_SIGN, find
from issuekit.frozen import dataclass
from issuekit.model.when import UnreadableDateError, parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from issuekit.diagnostics import Span
    from issuekit.model.issue import Chapter, Issue, Table
    from issuekit.model.prose import Prose
    from issuekit.model.source import Text
    from issuekit.model.when import Period

FEWEST = 3  # rows that make a list by date
LONGEST = 60  # characters of a date
SHARE = 0.6  # of the first cells that must be dates


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its date: the days that it can mean, both included, where it is printed, and what it is about."""

    printed: str
    start: date
    end: date
    text: Text
    words: str
    year_printed: bool = False

    @property
    def span(self) -> Span:
        """Where the date stands."""
        return self.text.span()

    def before(self, other: Row) -> bool:
        """Whether the row is over for sure when the other begins."""
        return self.end < other.start


def catalogue(chapter: Chapter) -> list[Row]:
    """The dated rows of a chapter's catalogue, in the order of the file."""
    return [
        Row(event.when.printed, event.when.start, event.when.end, event.date, event.text.plain,
            event.when.last.year is not None or event.when.first.year is not None)
        for event in chapter.events if event.when is not None and event.date is not None
    ]


def tables(issue: Issue) -> Iterator[tuple[Table, list[Row]]]:
    """Every table whose first column is dates, with its dated rows."""
    for chapter in issue.chapters:
        for table in chapter.tables:
            filled = [row for row in table.rows if row and row[0]]
            if len(filled) < FEWEST or not any(MONTH_SIGN.search(row[0].plain) for row in filled[:FEWEST]):
                continue
            rows = [read for row in filled if (read := _row(row, issue.period)) is not None]
            if len(rows) >= SHARE * len(filled):
                yield table, rows


def _row(cells: tuple[Prose, ...], period: Period) -> Row | None:
    printed = cells[0].plain.strip()
    if len(printed) > LONGEST:
        return None
    words = " ".join(cell.plain for cell in cells[1:])
    try:
        when = parse(printed, period)
    except UnreadableDateError:
        mentions = find(printed)
        if len(mentions) != 1 or (mentions[0].start, mentions[0].end) != (0, len(printed)):
            return None
        interval = mentions[0].interval(period)
        year = any(point.year for point in mentions[0].points)
        return None if interval is None else Row(printed, *interval, cells[0].text, words, year)
    return Row(printed, when.start, when.end, cells[0].text, words, when.last.year is not None)
