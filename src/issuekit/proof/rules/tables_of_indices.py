"""Every number of an index that stands in a table: in the masthead, the overview, the blocks, under the catalogues."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from issuekit.proof.collation import Held
from issuekit.proof.indexed import NEGATIVE, NUMBER, POSITIVE, TOTAL, Indexed
from issuekit.proof.printed import Row, Table, Words
from issuekit.proof.wording import numbers, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from issuekit.diagnostics import Finding, Rule
    from issuekit.model.issue import Chapter
    from issuekit.proof.collation import Collation
    from issuekit.proof.printed import Matter

RULES: tuple[Rule, ...] = (NUMBER,)
OVERVIEW = "overview"
BLOCK_FIELDS = (TOTAL, POSITIVE, NEGATIVE)


@dataclass(frozen=True, slots=True)
class Mention:
    """A printed text in which a number of an index should stand, and nothing else."""

    index: str
    field: str
    text: str
    page: int


def check(collation: Collation) -> Iterator[Finding | Held]:
    """Masthead, overview, blocks, and the last lines of the catalogues."""
    indexed = Indexed(collation)
    yield from _compared(indexed, "the table at the issue's beginning", _in_tables(
        indexed, collation.opening.of(collation.matter), (),
    ))
    yield from _overview(collation, indexed)
    for chapter in collation.issue.chapters:
        yield from _block(collation, indexed, chapter)
    yield from _catalogues(collation, indexed)
    yield Held("indices", len(indexed.totals))


def _compared(indexed: Indexed, where: str, mentions: Sequence[Mention]) -> Iterator[Finding | Held]:
    right = 0
    for mention in mentions:
        if indexed.says(mention.text, mention.index, mention.field):
            right += 1
        else:
            yield indexed.wrong(mention.page, where, mention.index, mention.field, mention.text)
        band = indexed.other_band(mention.text, mention.index) if mention.field == TOTAL else ""
        if band:
            wanted = indexed.totals[mention.index].band_name
            yield NUMBER.at(
                indexed.collation.span(mention.page),
                f"page {mention.page}: {where} prints “{band}” for {indexed.totals[mention.index].index.label}, which "
                f"is {wanted}", "build the PDF again", [indexed.origin(mention.index)],
            )
    yield Held("index numbers", right)


def _in_tables(indexed: Indexed, matter: Sequence[Matter], own: Sequence[str]) -> list[Mention]:
    """The numbers of tables whose heads and first cells name indices or their fields.

    ``own`` are the indices of the chapter: where there is one only, its numbers need not name it.
    """
    return [
        mention for part in matter if isinstance(part, Table)
        for row in part.body for mention in _in_row(indexed, row, part.heads, own)
    ]


def _in_row(indexed: Indexed, row: Row, heads: Sequence[str], own: Sequence[str]) -> Iterator[Mention]:
    first = squeezed(row.cells[0].text) if row.cells else ""
    alone = own[0] if len(own) == 1 else None
    for place, cell in enumerate(row.cells):
        head = squeezed(heads[place]) if place < len(heads) else ""
        index = indexed.names.get(head) or indexed.names.get(first) or alone
        field = indexed.fields.get(head) or indexed.fields.get(first)
        if field is None and head in indexed.names:
            field = TOTAL
        named = place == 0 and (first in indexed.names or first in indexed.fields)
        if index is not None and field is not None and not named:
            yield Mention(index, field, cell.text, row.page)


def _overview(collation: Collation, indexed: Indexed) -> Iterator[Finding | Held]:
    plan, stretch = collation.issue.series.overview, collation.stretches.get(OVERVIEW)
    if plan is None or stretch is None:
        return
    mentions = _in_tables(indexed, stretch.of(collation.matter), ())
    yield from _compared(indexed, "the overview", mentions)
    seen = {mention.index for mention in mentions if mention.field == TOTAL}
    text = " ".join(part.text for part in stretch.of(collation.matter) if isinstance(part, Words))
    for index in plan.indices:
        wanted = indexed.wanted(index.id, TOTAL) if index.id in indexed.totals else ""
        if wanted and index.id not in seen and squeezed(wanted) not in numbers(text):
            yield indexed.absent(stretch.page, "the overview", index.id, TOTAL)


def _block(collation: Collation, indexed: Indexed, chapter: Chapter) -> Iterator[Finding | Held]:
    stretch = collation.stretches.get(chapter.id)
    own = [index.id for index in chapter.plan.indices]
    if stretch is None or not own:
        return
    matter = list(_before_heading(stretch.of(collation.matter)))
    mentions = _in_tables(indexed, matter, own) or list(_in_words(indexed, matter, own))
    where = f"the index block of {chapter.plan.label}"
    yield from _compared(indexed, where, mentions)
    seen = {(mention.index, mention.field) for mention in mentions}
    for index in own:
        for field in BLOCK_FIELDS:
            if (index, field) not in seen:
                yield indexed.absent(stretch.page, where, index, field)


def _before_heading(matter: Sequence[Matter]) -> Iterator[Matter]:
    """What stands between a chapter's title and the next heading."""
    for part in matter[1:]:
        if isinstance(part, Words) and part.level:
            return
        yield part


def _in_words(indexed: Indexed, matter: Sequence[Matter], own: Sequence[str]) -> Iterator[Mention]:
    """The numbers of a block that is set as lines of text: “Aggregate index: +13”.

    A line that names an index has its numbers; one that names none has a number for each index of the chapter.
    """
    fields = {squeezed(indexed.called(field)): field for field in BLOCK_FIELDS}
    for part in matter:
        if not isinstance(part, Words):
            continue
        text = squeezed(part.text)
        meant = [index for index in own if squeezed(indexed.totals[index].index.label.value) in text] or own
        starts = sorted((text.find(label), label) for label in fields if label in text)
        stops = [*(place for place, _ in starts[1:]), len(text)] if starts else []
        for (start, label), stop in zip(starts, stops, strict=True):
            found = numbers(text[start + len(label) : stop])
            for place, index in enumerate(meant):
                yield Mention(index, fields[label], found[place] if place < len(found) else "", part.page)


def _catalogues(collation: Collation, indexed: Indexed) -> Iterator[Finding | Held]:
    """The last line of a catalogue has the totals; a style that prints none under any catalogue is left alone."""
    label = squeezed(indexed.labels.total)
    rows = {
        name: next((row for table in tables for row in table.body if squeezed(row.cells[0].text) == label), None)
        for name, tables in collation.catalogues.items() if any(table.rows for table in tables)
    }
    if not any(rows.values()):
        return
    for chapter in collation.issue.chapters:
        if chapter.id not in rows or not chapter.plan.indices:
            continue
        where, row = f"the line “{indexed.labels.total}” under the catalogue of {chapter.plan.label}", rows[chapter.id]
        if row is None:
            page = collation.catalogues[chapter.id][-1].rows[-1].page
            yield indexed.absent(page, f"the catalogue of {chapter.plan.label}", chapter.plan.indices[0].id, TOTAL)
            continue
        cells = [cell.text for cell in row.cells[1:] if cell.text.strip()]
        cells += [""] * (len(chapter.plan.indices) - len(cells))
        yield from _compared(indexed, where, [
            Mention(index.id, TOTAL, cell, row.page) for index, cell in zip(chapter.plan.indices, cells, strict=False)
        ])
