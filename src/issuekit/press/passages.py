"""The developments of a chapter: parts, headings, texts and tables, counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.press.numbering import part_anchor
from issuekit.press.views import PassageView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from issuekit.model.issue import Block, Chapter, Table
    from issuekit.press.markup import Composer
    from issuekit.press.views import TableView


def passages(
    chapter: Chapter, composer: Composer, table_view: Callable[[Table], TableView],
) -> Iterator[PassageView]:
    """The developments as templates see them; ``table_view`` sets a table of the chapter."""
    yield from _Passages(chapter, composer, table_view).all()


class _Passages:
    """The developments of one chapter, with parts and headings counted."""

    def __init__(self, chapter: Chapter, composer: Composer, table_view: Callable[[Table], TableView]) -> None:
        self.chapter = chapter
        self.composer = composer
        self.table_view = table_view
        self.tables = {table.id: table for table in chapter.tables}
        self.parts = 0
        self.headings = 0

    def all(self) -> Iterator[PassageView]:
        for block in self.chapter.developments:
            yield from self._block(block)
        # A table that no block places would be lost: it is printed after the text.
        for table in self.tables.values():
            yield PassageView(table=self.table_view(table))

    def _block(self, block: Block) -> Iterator[PassageView]:
        words = self.composer.words
        if block.part is not None:
            self.parts += 1
            self.composer.heading = 3
            anchor = part_anchor(self.chapter.id, self.parts)
            yield PassageView(part=words(block.part.value), number=self.parts, anchor=anchor)
        if block.heading is not None:
            self.headings += 1
            self.composer.heading = 4
            yield PassageView(
                heading=words(block.heading.value), anchor=f"{self.chapter.id}-{self.headings}", level=3,
            )
        if block.text is not None:
            yield PassageView(text=self.composer.block(block.text))
        if block.table is not None and block.table.value in self.tables:
            table = self.tables.pop(block.table.value)
            yield PassageView(table=self.table_view(table))
