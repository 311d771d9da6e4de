"""Every number of an index that stands in a table: in the masthead, the overview, the blocks, under the catalogues."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from issuekit.diagnostics import Related
from issuekit.proof.collation import Held
from issuekit.proof.indexed import NEGATIVE, NUMBER, POSITIVE, TOTAL, Indexed, limits
from issuekit.proof.printed import Row, Table, Words
from issuekit.proof.rules.tables import ROW
from issuekit.proof.wording import numbers, shown, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from issuekit.diagnostics import Finding, Rule
    from issuekit.model.issue import Chapter
    from issuekit.model.series import Band, Scale
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
    yield from _counts(collation, indexed)
    yield from _catalogues(collation, indexed)
    yield from _scales(collation, indexed)
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


def _counts(collation: Collation, indexed: Indexed) -> Iterator[Finding | Held]:
    """“29 events” in a chapter's block; a style that prints it nowhere is left alone."""
    label = re.escape(squeezed(indexed.labels.events))
    counted = re.compile(rf"(\d+){label}(?!\w)|{label}:(\d+)(?!\w)")
    listed = {plan.id for appendix in collation.issue.series.appendices for plan in appendix.chapters}
    lacking, seen = [], False
    for chapter in collation.issue.chapters:
        stretch = collation.stretches.get(chapter.id)
        if stretch is None or not chapter.plan.indices:
            continue
        lines = [part for part in _before_heading(stretch.of(collation.matter)) if isinstance(part, Words)]
        found = next(((line, match) for line in lines if (match := counted.match(squeezed(line.text)))), None)
        if found is None:
            lacking += [(chapter, stretch.page)] if chapter.id in listed and chapter.events else []
            continue
        seen = True
        line, match = found
        # A style may count the events of the chapter, or those of its index.
        wanted = [len(chapter.events), *(indexed.totals[index.id].events for index in chapter.plan.indices)]
        if int(match[1] or match[2]) in wanted:
            yield Held("index numbers")
        else:
            yield _miscounted(indexed, chapter, line.page, f"prints “{shown(line.text, 40)}”")
    for chapter, page in lacking if seen else ():
        yield _miscounted(indexed, chapter, page, f"has no number of {indexed.labels.events}")


def _miscounted(indexed: Indexed, chapter: Chapter, page: int, what: str) -> Finding:
    return NUMBER.at(
        indexed.collation.span(page),
        f"page {page}: the index block of {chapter.plan.label} {what}, and its catalogue has {len(chapter.events)}",
        "build the PDF again", [indexed.origin(chapter.plan.indices[0].id)],
    )


def _scales(collation: Collation, indexed: Indexed) -> Iterator[Finding | Held]:
    """The tables of the bands of a scale; a style that sets no such table is left alone."""
    for appendix in collation.issue.series.appendices:
        stretch = collation.stretches.get(appendix.id)
        if appendix.scale is not None and stretch is not None:
            tables = [part for part in stretch.of(collation.matter) if isinstance(part, Table)]
            yield from _Bands(indexed, appendix.scale, tables).check()


class _Bands:
    """The tables in which a scale's bands stand, each on a row that begins with its name."""

    def __init__(self, indexed: Indexed, scale: Scale, tables: Sequence[Table]) -> None:
        self.indexed = indexed
        self.scale = scale
        self.names = {squeezed(band.name.value) for band in scale.bands}
        self.rows: dict[str, tuple[Row, Sequence[str]]] = {}
        for table in tables:
            for row in table.body:
                first = squeezed(row.cells[0].text) if row.cells else ""
                if first in self.names:
                    self.rows.setdefault(first, (row, [squeezed(head) for head in table.heads]))

    def check(self) -> Iterator[Finding | Held]:
        """Every band, with what its row says of it under the heads that name it."""
        for band in self.scale.bands if self.rows else ():
            found = self.rows.get(squeezed(band.name.value))
            if found is None:
                page = next(iter(self.rows.values()))[0].page
                yield self._at(page, f"lacks the band “{band.name}”", band)
                continue
            row, heads = found
            cells = dict(zip(heads, (cell.text for cell in row.cells), strict=False))
            yield from self._value(band, row.page, cells.get(squeezed(self.indexed.labels.value), ""))
            said = cells.get(squeezed(self.indexed.labels.interpretation))
            if said is not None and squeezed(said) != squeezed(band.interpretation.value):
                yield self._at(row.page, f"says “{shown(said)}” of the band “{band.name}”", band)

    def _value(self, band: Band, page: int, text: str) -> Iterator[Finding | Held]:
        """The limits of a band, and after them the indices that are in it now."""
        plain, present = squeezed(text), []
        for index, total in self.indexed.totals.items():
            start = plain.find(squeezed(total.index.label.value))
            if start >= 0 and total.index.scale is not None and total.index.scale.id == self.scale.id:
                present.append((start, index))
        present.sort()
        stops = [*(start for start, _ in present), len(plain)]
        ends = numbers(limits(band))
        printed = numbers(plain[: stops[0]])
        if printed and printed != ends:
            what = f"prints “{shown(text, 40)}” for the band “{band.name}”, which is {limits(band)}"
            yield self._at(page, what, band)
        for (start, index), stop in zip(present, stops[1:], strict=True):
            label = squeezed(self.indexed.totals[index].index.label.value)
            said = plain[start + len(label) : stop]
            elsewhere = self.indexed.totals[index].band is not band
            if elsewhere or (numbers(said) and not self.indexed.says(said, index, TOTAL)):
                yield self.indexed.wrong(page, f"the color scale, under “{band.name}”,", index, TOTAL, text)
            else:
                yield Held("index numbers")

    def _at(self, page: int, what: str, band: Band) -> Finding:
        return ROW.at(
            self.indexed.collation.span(page), f"page {page}: the table of “{self.scale.title}” {what}",
            "build the PDF again", [Related(band.place.first_line.span, "the band in the series")],
        )


def _catalogues(collation: Collation, indexed: Indexed) -> Iterator[Finding | Held]:
    """The last line of a catalogue has the totals; a style that prints none under any catalogue is left alone."""
    label = squeezed(indexed.labels.total)
    rows = {
        name: next((
            row for table in tables for row in table.body if row.cells and squeezed(row.cells[0].text) == label
        ), None)
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
