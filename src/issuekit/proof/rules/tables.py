"""Every table of a chapter is printed, with its caption and all its rows."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from issuekit.diagnostics import Related, Rule, Severity
from issuekit.proof.collation import Held
from issuekit.proof.printed import Table as PrintedTable
from issuekit.proof.wording import difference, letters, shown, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from issuekit.diagnostics import Finding, Span
    from issuekit.model.issue import Chapter, Table
    from issuekit.proof.collation import Collation
    from issuekit.proof.printed import Row

ROW = Rule(
    "IK805", "table-row", Severity.ERROR,
    """A table is not printed, or a row or cell of it is missing or reads otherwise.

    Why:
        Tables are long and are broken over pages, which is where rows get lost. What the text counts in a table
        (“exercises in eight states”) has to be countable on the page.
    Fail:
        The table of exercises has 41 rows in its file, and 40 in print.
    Pass:
        All rows stand in the printed table in their order, each cell word for word, under the same column heads.
    Fix:
        Build the PDF again. If the finding stays, the style's parts.html leaves something out.
    """,
)
RULES: tuple[Rule, ...] = (ROW,)
AGAIN = "build the PDF again"
DIGITS = "0123456789"
LABEL = 12  # letters: a style may say “Exhibit 3.” where the series says “Table”


def check(collation: Collation) -> Iterator[Finding | Held]:
    """Find each table of each chapter in print, then hold caption, heads and rows against the file."""
    for chapter in collation.issue.chapters:
        stretch = collation.stretches.get(chapter.id)
        if stretch is None:
            continue
        free = [part for part in stretch.of(collation.matter) if isinstance(part, PrintedTable)]
        for owner, table in collation.issue.tables():
            if owner is chapter:
                sheet = _Sheet(collation, chapter, table)
                best = max(free, key=sheet.fitness, default=None)
                if best is None or not sheet.fitness(best):
                    yield sheet.found(stretch.page, "is not printed", table.place.first_line.span)
                else:
                    free.remove(best)
                    yield from sheet.check(best)


class _Sheet:
    """One table of the issue, as it should be printed."""

    def __init__(self, collation: Collation, chapter: Chapter, table: Table) -> None:
        self.collation = collation
        self.chapter = chapter
        self.table = table
        line = collation.manuscript.line
        self.caption = line(table.caption)
        self.heads = [column.value for column in table.columns]
        self.rows = [[line(cell) for cell in row] for row in table.rows]
        self.keys = ["|".join(map(squeezed, row)) for row in self.rows]

    def fitness(self, printed: PrintedTable) -> int:
        """How much of this table another has: its caption, its heads, its rows; 0 for nothing."""
        same_heads = [squeezed(head) for head in printed.heads] == [squeezed(head) for head in self.heads]
        same_caption = bool(self.caption) and squeezed(self.caption) in squeezed(printed.caption)
        return 2 * same_caption + same_heads + 2 * bool(set(self.keys) & {_key(row) for row in printed.body})

    def found(self, page: int, what: str, place: Span) -> Finding:
        """A finding about this table."""
        title = shown(self.caption, 50) or self.table.id
        return ROW.at(
            self.collation.span(page), f"page {page}: the table “{title}” of {self.chapter.plan.label} {what}", AGAIN,
            [Related(place, "the issue has it here")],
        )

    def check(self, printed: PrintedTable) -> Iterator[Finding | Held]:
        """Caption, heads, and row by row."""
        if squeezed(self.caption) not in squeezed(printed.caption):
            what = f"has the caption “{shown(printed.caption)}” in print"
            yield self.found(printed.page, what, self.table.caption.text.span(0, 1))
        elif not self._numbered(printed.caption):
            what = f"has more words in its caption in print: “{shown(printed.caption)}”"
            yield self.found(printed.page, what, self.table.caption.text.span(0, 1))
        if [squeezed(head) for head in printed.heads] != [squeezed(head) for head in self.heads]:
            what = f"has other column heads in print: {' · '.join(map(shown, printed.heads)) or 'none'}"
            yield self.found(printed.page, what, self.table.place.first_line.span)
        body = printed.body
        steps = SequenceMatcher(None, self.keys, [_key(row) for row in body], autojunk=False).get_opcodes()
        yield Held("tables")
        yield Held("table rows", sum(last - first for step, first, last, _, _ in steps if step == "equal"))
        for step, first, last, begin, end in steps:
            if step != "equal":
                page = body[min(begin, len(body) - 1)].page if body else printed.page
                yield from self._changed(range(first, last), body[begin:end], page)

    def _numbered(self, caption: str) -> bool:
        """Whether a printed caption is the table's own, but for “Table 3.” before it or a style's word for that."""
        label = letters(self.collation.issue.series.labels.table)
        before, own, after = letters(caption).rpartition(letters(self.caption))
        word = before.rstrip(DIGITS)
        numbered = len(word) <= LABEL and word != before and label not in word
        return not after and (not before or word == label or numbered) if own else not self.caption

    def _changed(self, places: range, printed: Sequence[Row], page: int) -> Iterator[Finding]:
        """Rows of the file against as many of print as there are; those left over on either side."""
        for place, row in zip(places, printed, strict=False):
            yield from self._cells(place, row)
        for place in places[len(printed):]:
            words = shown(" · ".join(self.rows[place]))
            yield self.found(page, f"lacks row {place + 1}, “{words}”", self._place(place))
        for row in printed[len(places):]:
            words = shown(" · ".join(cell.text for cell in row.cells))
            yield self.found(row.page, f"has a row in print that the issue doesn't have: “{words}”", self._place(0))

    def _cells(self, place: int, row: Row) -> Iterator[Finding]:
        wanted, cells = self.rows[place], [cell.text for cell in row.cells]
        if len(cells) != len(wanted):
            what = f"has {len(cells)} cells in row {place + 1} in print, and {len(wanted)} in the issue"
            yield self.found(row.page, what, self._place(place))
            return
        for head, text, cell in zip(self.heads, wanted, cells, strict=True):
            if squeezed(text) != squeezed(cell):
                parting = difference(text, cell)
                what = (
                    f"reads “{parting.found}” in row {place + 1}, {shown(head, 30)}, where the issue has "
                    f"“{parting.wanted}”"
                )
                yield self.found(row.page, what, self._place(place))

    def _place(self, row: int) -> Span:
        if row < len(self.table.rows) and self.table.rows[row]:
            return self.table.rows[row][0].text.span(0, 1)
        return self.table.place.first_line.span


def _key(row: Row) -> str:
    return "|".join(squeezed(cell.text) for cell in row.cells)
