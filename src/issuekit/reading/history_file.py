"""``history.csv``: index values of issues published before the toolkit, gaps allowed."""

from __future__ import annotations

import csv
import io
import re
from fractions import Fraction
from typing import TYPE_CHECKING

from issuekit.model.series import HistoryValue
from issuekit.model.source import Place, Source
from issuekit.model.when import UnreadableDateError, parse_period
from issuekit.reading import codes
from issuekit.reading.decode import INTEGER, did_you_mean
from issuekit.reading.files import load

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from issuekit.diagnostics import Finding

DECIMALS = re.compile(r"\d{1,9}")
COLUMNS = ["issue", "period", "index", "value", "band", "known_from"]


def read_history(
    path: Path, beside: Source, indices: Sequence[str], findings: list[Finding],
) -> tuple[HistoryValue, ...]:
    """The rows of ``history.csv``, or nothing where the series has no such file."""
    if not path.exists():
        return ()
    name = f"{beside.name.rpartition('/')[0]}/{path.name}".lstrip("/")
    source, found = load(path, name)
    findings.extend(found)
    if source is None:
        return ()
    reader = csv.reader(io.StringIO(source.text.lstrip("\ufeff")))
    rows: dict[tuple[int, str], HistoryValue] = {}
    try:
        if next(reader, []) != COLUMNS:
            findings.append(codes.MISSING_KEY.at(
                source.span(0), f"the first line of {name} is not the list of its columns", ",".join(COLUMNS),
            ))
            return ()
        for cells in reader:
            place = _line_place(source, reader.line_num)
            row = _row(cells, place, indices, findings) if cells else None
            if row is not None and rows.setdefault((row.issue, row.index), row) is not row:
                findings.append(codes.DUPLICATE_ID.at(
                    place, f"issue {row.issue} has “{row.index}” twice", "delete the line that is wrong",
                ))
    except csv.Error as error:
        findings.append(codes.SYNTAX.at(_line_place(source, reader.line_num), f"the line can't be read: {error}"))
    return tuple(rows.values())


def _line_place(source: Source, number: int) -> Place:
    start = source.line_starts[min(number, len(source.line_starts)) - 1]
    return Place(source, start, start + len(source.line(number)))


def _row(cells: list[str], place: Place, indices: Sequence[str], findings: list[Finding]) -> HistoryValue | None:
    if len(cells) != len(COLUMNS):
        findings.append(codes.TABLE_SHAPE.at(
            place, f"the line has {len(cells)} cells, {len(COLUMNS)} belong there",
            "put quotes around a cell that has a comma in it",
        ))
        return None
    issue, period_text, index, value, band, known_from = (cell.strip() for cell in cells)
    if not index:
        return None  # a line that only notes that the issue exists
    if index not in indices:
        findings.append(codes.UNKNOWN_NAME.at(
            place, f"the series defines no index “{index}”", did_you_mean(index, indices),
        ))
        return None
    number = value.replace("−", "-")
    if not INTEGER.fullmatch(issue) or (number and not _is_number(number)):
        findings.append(codes.WRONG_TYPE.at(place, "issue and value are numbers", "write them in digits"))
        return None
    try:
        period = parse_period(period_text)
    except UnreadableDateError as error:
        findings.append(codes.BAD_DATE.at(place, f"“{period_text}” is no period: {error}", "write 2019-11/2019-12"))
        return None
    return HistoryValue(int(issue), period, index, Fraction(number) if number else None, band, known_from, place)


def _is_number(text: str) -> bool:
    whole, _, decimals = text.partition(".")
    return bool(INTEGER.fullmatch(whole)) and (not decimals or bool(DECIMALS.fullmatch(decimals)))
