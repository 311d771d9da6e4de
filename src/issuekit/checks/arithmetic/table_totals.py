"""Rows and columns of totals in tables, added up."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from issuekit.checks.patterns import lazily
from issuekit.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from issuekit.model.issue import Table
    from issuekit.model.prose import Prose


@dataclass(frozen=True, slots=True)
class TableTotal:
    """A cell that tells a total, and what the cells that it sums make."""

    cell: Prose
    what: str
    added: Fraction
    right: bool
    how: str = "its cells add up to"


_CELL = lazily(
    r"\s*(?P<sign>[+−–-]?)\s?(?P<number>\d{1,3}(?:[,\u00a0\u202f ]\d{3})+|\d+)(?P<decimals>\.\d+)?"
    r"\s?(?P<unit>%|[A-Za-z]{0,8}\.?)\s*",
)
_NOTHING = lazily(r"\s*(?:[-–—]|n/?a|nil|none)?\s*", re.IGNORECASE)
# Columns of which the total is no sum.
_NO_SUM = lazily(
    r"\b(?:average|mean|share|rate|per\b|change|growth|index|date|year|no\.?|number\sof\sthe)\b|%|№", re.IGNORECASE,
)
_DIFFERENCE = lazily(
    r"\W*(?:change|difference|growth|increase|decrease|balance|[+±]\W*[−–-])\W*", re.IGNORECASE,
    ("change", "difference", "growth", "increase", "decrease", "balance", "+", "±"),
)
_ROUNDED = lazily(r"\b(?:thousand|million|billion|mln|bln|bn|USD|EUR|tonnes|tons|km|kg|rounded)\b|[%€$£]")


@dataclass(frozen=True, slots=True)
class _Number:
    value: Fraction
    step: Fraction
    unit: str


def table_totals(table: Table, label: str) -> Iterator[TableTotal]:
    """The totals of a table: rows whose first cells say so, and a last column that says so."""
    total = re.compile(
        rf"\W*(?:(?:grand|sub)?[\s-]?total|{re.escape(label)}|sum|in\sall|altogether)\b\W*(?:\w+\W*){{0,2}}",
        re.IGNORECASE,
    )
    grid = [[_read(cell.plain) for cell in row] for row in table.rows]
    marked = [any(total.fullmatch(cell.plain) for cell in row[:2]) for row in table.rows]
    if any(marked) and not all(marked):
        yield from _rows(table, grid, marked)
    if len(table.columns) > _COLUMNS and total.fullmatch(table.columns[-1].value):
        yield from _last_column(table, grid, marked)
    for column, head in enumerate(table.columns):
        if column > 1 and _DIFFERENCE.fullmatch(head.value):
            yield from _differences(table, grid, column)


_COLUMNS = 3  # a row's name, two numbers and their total


def _read(text: str) -> _Number | None:
    match = _CELL.fullmatch(text)
    if not match:
        return None
    decimals = (match["decimals"] or "")[1:]
    step = Fraction(1, 10 ** len(decimals))
    value = int(re.sub(r"\D", "", match["number"]) + decimals) * step
    return _Number(-value if match["sign"] in ("−", "–", "-") and match["sign"] else value, step, match["unit"])


def _rows(table: Table, grid: Sequence[Sequence[_Number | None]], marked: Sequence[bool]) -> Iterator[TableTotal]:
    for column, head in enumerate(table.columns):
        numbers = [row[column] for row in grid]
        parts = [number for number, is_total in zip(numbers, marked, strict=True) if not is_total]
        plain = [row[column].plain for row, is_total in zip(table.rows, marked, strict=True) if not is_total]
        if _NO_SUM.search(head.value) or _counts_rows(parts) or not _all_numbers(parts, plain):
            continue
        for row, is_total in enumerate(marked):
            told = numbers[row]
            if not is_total or told is None:
                continue
            sums = [
                summed for choice in _summed(row, marked)
                if (summed := _sum([numbers[place] for place in choice], told, head.value)) is not None
            ]
            if sums:
                right = any(agrees for _, agrees in sums)
                yield TableTotal(table.rows[row][column], f"the total in “{head.value}”", sums[0][0], right)


def _all_numbers(numbers: Sequence[_Number | None], plain: Sequence[str]) -> bool:
    """Whether the cells of a column hold numbers or nothing."""
    return all(
        number is not None or _NOTHING.fullmatch(text) for number, text in zip(numbers, plain, strict=True)
    )


def _summed(row: int, marked: Sequence[bool]) -> Iterator[list[int]]:
    """Which rows a total can be of: those since the total before, all others, the totals before it, or all below."""
    others = [place for place, is_total in enumerate(marked) if not is_total]
    before = [place for place, is_total in enumerate(marked[:row]) if is_total]
    yield [place for place in others if (before[-1] if before else -1) < place < row] or [
        place for place in others if place > row
    ]
    yield others
    if len(before) > 1:
        yield before


def _counts_rows(numbers: Sequence[_Number | None]) -> bool:
    """Whether a column only numbers its rows."""
    return [number.value for number in numbers if number] == list(range(1, len(numbers) + 1))


def _sum(cells: Sequence[_Number | None], told: _Number, context: str) -> tuple[Fraction, bool] | None:
    numbers = [cell for cell in cells if cell is not None]
    if len(numbers) < 2 or len({number.unit for number in (*numbers, told)} - {""}) > 1:  # noqa: PLR2004 - a sum
        return None
    added = sum((number.value for number in numbers), Fraction(0))
    rounded = _ROUNDED.search(context) or any(number.step < 1 or number.unit for number in (*numbers, told))
    room = sum((number.step / 2 for number in (*numbers, told)), Fraction(0)) if rounded else Fraction(0)
    return added, abs(added - told.value) <= room


def _last_column(
    table: Table, grid: Sequence[Sequence[_Number | None]], marked: Sequence[bool],
) -> Iterator[TableTotal]:
    """Totals of rows. Only where most rows add up is it certain that the column is their sum."""
    found = []
    columns = [
        column for column in range(1, len(table.columns) - 1)
        if _all_numbers([numbers[column] for numbers in grid], [row[column].plain for row in table.rows])
    ]
    if len(columns) < 2:  # noqa: PLR2004 - a sum
        return
    for row, numbers in enumerate(grid):
        told = numbers[-1]
        summed = None if told is None else _sum([numbers[column] for column in columns], told, "")
        if summed is not None and not marked[row]:
            found.append(TableTotal(table.rows[row][-1], "the total of a row", *summed))
    if 2 * sum(1 for total in found if total.right) >= len(found):
        yield from found


def _differences(table: Table, grid: Sequence[Sequence[_Number | None]], column: int) -> Iterator[TableTotal]:
    """Differences of the two cells before them, where most of a column's are that."""
    found = []
    context = " ".join((table.caption.plain, *(head.value for head in table.columns)))
    for row, numbers in enumerate(grid):
        first, second, told = numbers[column - 2:column + 1]
        if first is None or second is None or told is None or len({first.unit, second.unit, told.unit}) > 1:
            continue
        steps = (first.step, second.step, told.step)
        room = sum(steps, Fraction(0)) / 2 if min(steps) < 1 or _ROUNDED.search(context) else Fraction(0)
        change = second.value - first.value
        found.append((row, change, abs(change - told.value) <= room, abs(change + told.value) <= room))
    for way, sign in ((2, 1), (3, -1)):
        right = sum(bool(entry[way]) for entry in found)
        if right > 1 and right * 2 > len(found):
            for entry in found:
                yield TableTotal(
                    table.rows[entry[0]][column], "the difference in a row", sign * entry[1], bool(entry[way]),
                    "the two cells before it differ by",
                )
            return
