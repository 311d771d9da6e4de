"""``russia.yaml``: one author's chapter, with its tables and its part of the catalogue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from issuekit.model.issue import Block, Chapter, ControlTotal, Event, Score, Table
from issuekit.model.source import Place, Source, Text
from issuekit.model.when import UnreadableDateError, When, parse
from issuekit.reading import codes
from issuekit.reading.decode import Fields, as_integer, as_text, counted, kind_of
from issuekit.reading.markdown import read_prose
from issuekit.reading.yaml_nodes import Mapping, Node, Scalar, Sequence
from issuekit.reading.yaml_nodes import parse as parse_yaml

if TYPE_CHECKING:
    from issuekit.diagnostics import Finding
    from issuekit.model.prose import Prose
    from issuekit.model.series import ChapterPlan, Series
    from issuekit.model.when import Period

ID = re.compile(r"[a-z][a-z0-9_-]*")
_TORN_SIGNS = ("- ", "− ", "– ")  # a minus that a typist broke
CONTROL_KINDS = ("total", "positive", "negative")
DATE_FORMS = "write 4 November, 4-5 November, 28 October - 8 November, Early December or November-December"


def read_chapter(
    source: Source, plan: ChapterPlan, series: Series, period: Period, findings: list[Finding],
) -> Chapter | None:
    """The chapter that a file holds; None where it is no mapping at all. Misfits are added to ``findings``."""
    root, found = parse_yaml(source)
    findings.extend(found)
    if root is None:
        return None
    fields = Fields(root, "a chapter", findings)
    name = fields.text("chapter", required=True)
    if name is not None and name.value != plan.id:
        findings.append(codes.WRONG_CHAPTER.at(
            name.place, f"this is the file of the chapter “{plan.id}”, but it says “{name.value}”",
            f"write “chapter: {plan.id}”, or rename the file",
        ))
    reader = _ChapterReader(plan, series, period, findings)
    chapter = Chapter(
        plan=plan,
        source=source,
        trends=tuple(read_prose(text, findings) for text in fields.texts("trends")),
        developments=tuple(reader.block(entry) for entry in fields.records("developments", "a block")),
        forecast=reader.prose(fields, "forecast"),
        tables=reader.tables(fields),
        events=reader.events(fields),
        control=reader.control(fields),
        place=fields.key_place("chapter"),
        keys=fields.keys,
    )
    fields.done()
    known = {table.id for table in chapter.tables}
    for block in chapter.developments:
        if block.table is not None and block.table.value not in known:
            hint = f"the chapter's tables are: {', '.join(sorted(known))}" if known else "add it under “tables:”"
            findings.append(codes.UNKNOWN_NAME.at(
                block.table.place, f"the chapter has no table “{block.table.value}”", hint,
            ))
    return chapter


class _ChapterReader:
    """Reads the parts of a chapter; holds what all of them need to know."""

    def __init__(self, plan: ChapterPlan, series: Series, period: Period, findings: list[Finding]) -> None:
        self.plan = plan
        self.series = series
        self.period = period
        self.findings = findings
        self.indices = tuple(index.id for index in plan.indices)

    def prose(self, fields: Fields, key: str, *, inline: bool = False, required: bool = False) -> Prose | None:
        text = fields.text(key, required=required)
        return None if text is None else read_prose(text, self.findings, inline=inline)

    def block(self, fields: Fields) -> Block:
        block = Block(
            part=fields.text("part"),
            heading=fields.text("heading"),
            text=self.prose(fields, "text"),
            table=fields.text("table"),
            place=fields.place,
        )
        fields.done()
        return block

    def tables(self, fields: Fields) -> tuple[Table, ...]:
        tables: dict[str, Table] = {}
        for entry in fields.records("tables", "a table"):
            table = self._table(entry)
            if table is None:
                continue
            if table.id in tables:
                self.findings.append(codes.DUPLICATE_ID.at(
                    table.place, f"there are two tables with the id “{table.id}”", "rename one of them",
                ))
            tables[table.id] = table
        return tuple(tables.values())

    def _table(self, fields: Fields) -> Table | None:
        name = fields.text("id", required=True)
        caption = self.prose(fields, "caption", inline=True, required=True)
        columns = fields.texts("columns", required=True)
        widths = tuple(
            width for node in fields.items("widths")
            if (width := as_integer(node, "a width", self.findings)) is not None
        )
        rows = tuple(self._row(node, len(columns)) for node in fields.items("rows", required=True))
        fields.done()
        if widths and len(widths) != len(columns):
            self.findings.append(codes.TABLE_SHAPE.at(
                fields.key_place("widths"),
                f"there are {counted(len(widths), 'width')} for {counted(len(columns), 'column')}",
                "give one for each column",
            ))
            widths = ()
        if name is not None and not ID.fullmatch(name.value):
            self.findings.append(codes.BAD_VALUE.at(
                name.place, f"“{name.value}” can't be an id", "use small letters, digits and hyphens",
            ))
        if name is None or caption is None:
            return None
        return Table(name.value, caption, columns, rows, widths, name.place)

    def _row(self, node: Node, columns: int) -> tuple[Prose, ...]:
        if not isinstance(node, Sequence):
            self.findings.append(codes.WRONG_TYPE.at(
                node.place, f"a row is a list of cells, not {kind_of(node)}", "write [first cell, second cell, …]",
            ))
            return ()
        if columns and len(node.items) != columns:
            self.findings.append(codes.TABLE_SHAPE.at(
                node.place, f"the row has {counted(len(node.items), 'cell')}, the table {counted(columns, 'column')}",
                'write "" for an empty cell, and quotes around a cell that has a comma in it',
            ))
        cells = []
        for item in node.items:
            text = as_text(item, "a cell", self.findings)
            if text is not None:
                cells.append(read_prose(text, self.findings, inline=True))
        return tuple(cells)

    def events(self, fields: Fields) -> tuple[Event, ...]:
        return tuple(self._event(entry) for entry in fields.records("events", "an event"))

    def _event(self, fields: Fields) -> Event:
        before = len(self.findings)
        date = fields.text("date")
        if date is not None and date.value.strip() in ("", "-", "–", "—", "?"):
            self.findings.append(self._missing_date(date.place))
            date = None
        elif date is None and "date" not in fields:
            self.findings.append(self._missing_date(fields.place))
        elif date is None and len(self.findings) == before:  # no finding says yet that it is no text
            self.findings.append(self._missing_date(fields.key_place("date")))
        text = self.prose(fields, "event", inline=True, required=True)
        node = fields.node("points")
        scores: tuple[Score, ...] = ()
        if node is None:
            wanted = " and ".join(self.indices) or "no index"
            self.findings.append(codes.MISSING_POINTS.at(
                fields.place, "the event has no points", f"add “points: …” for {wanted}",
            ))
        else:
            scores = tuple(self._scores(node))
        fields.done()
        if text is None:
            text = read_prose(Text("", fields.place), self.findings, inline=True)
        return Event(self._when(date), date, text, scores, fields.place)

    def _missing_date(self, place: Place) -> Finding:
        whole = self.period.typeset_months
        return codes.MISSING_DATE.at(place, "the event has no date", f"give its date, or the whole period: {whole}")

    def _when(self, date: Text | None) -> When | None:
        if date is None:
            return None
        try:
            return parse(date.value, self.period)
        except UnreadableDateError as error:
            self.findings.append(codes.BAD_DATE.at(date.place, str(error), DATE_FORMS))
            return None

    def _scores(self, node: Node) -> list[Score]:
        """``+1``; ``[+1, -1]``; ``{national: 0, regional: -1}``, where each value may be a list again."""
        if not isinstance(node, Mapping):
            if len(self.indices) == 1:
                return self._values(node, self.indices[0])
            wanted = ", ".join(f"{index}: …" for index in self.indices)
            self.findings.append(codes.POINTS.at(
                node.place, f"the chapter has {len(self.indices)} indices, so points name theirs",
                f"write {{{wanted}}}" if wanted else "take the events out: the chapter scores no index",
            ))
            return []
        scores: list[Score] = []
        given = []
        for key, value in node.items:
            given.append(key.text.value)
            if key.text.value not in self.indices:
                self.findings.append(codes.UNKNOWN_NAME.at(
                    key.place, f"“{key.text.value}” is not an index of this chapter",
                    f"its indices are: {', '.join(self.indices)}",
                ))
                continue
            scores += self._values(value, key.text.value)
        for index in self.indices:
            if index not in given:
                self.findings.append(codes.MISSING_POINTS.at(
                    node.place, f"the event gives no points to “{index}”", f"add “{index}: 0” if it had no effect",
                ))
        return scores

    def _values(self, node: Node, index: str) -> list[Score]:
        nodes = node.items if isinstance(node, Sequence) else (node,)
        if not nodes:
            self.findings.append(codes.MISSING_POINTS.at(node.place, "the list of points is empty", "write +1, say"))
        return [score for item in nodes if (score := self._score(item, index)) is not None]

    def _score(self, node: Node, index: str) -> Score | None:
        scoring = self.series.scoring
        if isinstance(node, Scalar) and node.text.value[:2] in _TORN_SIGNS and node.text.value[2:].isdecimal():
            # A hyphen and a space is how a typist breaks a minus; what is meant is plain, but it has to be said.
            self.findings.append(codes.POINTS.at(
                node.place, f"“{node.text.value}” has a space between the sign and the number",
                f"write -{node.text.value[2:]}",
            ))
            return None
        value = as_integer(node, "each of the points", self.findings)
        if value is None:
            return None
        if not scoring.lowest <= value <= scoring.highest:
            self.findings.append(codes.POINTS.at(
                node.place, f"{value:+d} is outside the points of this series",
                f"an event has from {scoring.lowest:+d} to {scoring.highest:+d}",
            ))
            return None
        return Score(index, value, node.place)

    def control(self, fields: Fields) -> tuple[ControlTotal, ...]:
        """``control: {total: +13, …}``, or by index where the chapter has several."""
        control = fields.fields("control")
        if control is None:
            return ()
        totals: list[ControlTotal] = []
        if len(self.indices) == 1:
            totals += self._control_totals(control, self.indices[0])
        else:
            for index in self.indices:
                entry = control.fields(index)
                if entry is not None:
                    totals += self._control_totals(entry, index)
            control.done()
        return tuple(totals)

    def _control_totals(self, fields: Fields, index: str) -> list[ControlTotal]:
        totals = []
        for kind in CONTROL_KINDS:
            node = fields.node(kind)
            value = None if node is None else as_integer(node, f"“{kind}”", self.findings)
            if node is not None and value is not None:
                totals.append(ControlTotal(index, kind, value, node.place))
        fields.done()
        return totals
