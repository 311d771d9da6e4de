"""Counts linked to a table: ``Five measures were reported (see Table 2)``, ``Table 1 lists 11 exercises``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from issuekit.checks.arithmetic.margins import is_count
from issuekit.checks.arithmetic.tallies import countable, mentions, noun_phrase, stems
from issuekit.checks.patterns import lazily
from issuekit.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from issuekit.checks.arithmetic.quantity import Quantity
    from issuekit.checks.arithmetic.statements import Account, Statement
    from issuekit.checks.arithmetic.tallies import Mention
    from issuekit.model.issue import Table


@dataclass(frozen=True, slots=True)
class Tabled:
    """Counts of a sentence, and what the table says: ``found`` rows, ``where`` if only some of them are meant."""

    account: Account
    counts: Sequence[Quantity]
    table: Table
    found: int
    where: str
    right: bool
    certain: bool


# Where these stand, the table need not have all that is counted, or the count is not of all that the table has.
_SOME = lazily(
    r"\b(?:includ\w+|among|largest|smallest|most\s(?:important|notable|significant)|main|selected|some|several|e·g|for"
    r"\s(?:example|instance)|such\sas|half|majority|most\sof|part\sof|new|additional|further|more\sthan|other\w*|rest)\b",
    re.IGNORECASE,
)
_BY = lazily(r"\b(?:by|of|from|in|with|for)\s(?:(?:the|all|its)\s)?(?P<name>[A-ZÀ-Ž][\w’'.-]+)")
_LISTS = lazily(r"(?:\ufffc|table\s@~*)\s(?:lists?|shows?|contains?|gives?|has|counts?|includes?|presents?)\s")
_NAMED = lazily(r"[A-ZÀ-Ž][\w’'-]{2,}")
# “11 by Russia, and 11 by all the others”: together they are all that the table has.
_ALL_OTHERS = lazily(r"\b(?:all\s(?:the\s)?other|the\srest|the\sremaining)")
_SHARED = 2
_TOTAL = lazily(r"\W*(?:sub)?total\b", re.IGNORECASE)
_FIGURE = lazily(r"\d{1,3}(?:,\d{3})*|\d{1,9}")
_CLAUSE = lazily(r"[;:]|,\s(?:while|but|and)\s")


def table_counts(account: Account, tables: Sequence[Table]) -> Iterator[Tabled]:
    """The counts of a passage that are linked to a table by a reference in their sentence."""
    if not tables or not account.quantities:
        return
    for mention in mentions(account, tables):
        counts = [
            quantity for quantity in mention.statement.quantities
            if countable(account, quantity) and _of_table(mention, quantity)
        ]
        if counts:
            yield _tabled(mention, counts)


def _of_table(mention: Mention, quantity: Quantity) -> bool:
    """Whether a number counts what the table lists: its noun is one of the table's words."""
    phrase = noun_phrase(mention.statement, quantity)
    if not phrase:
        # “The number of measures fell to five (see Table 2)”: the noun stands before.
        before = mention.statement.shape[:quantity.start - mention.statement.start]
        told = re.search(r"\b(?:number|count|total)\sof\s([^#;:(]+)$", before, re.IGNORECASE) or re.search(
            r"^([^#;:(]+)[,\s]$", before,
        )
        phrase = tuple(re.findall(r"[\w’'-]+", told[1])) if told else ()
    return bool(stems(phrase) & _words(mention.table))


def _words(table: Table) -> frozenset[str]:
    heads = [word for column in table.columns for word in re.findall(r"[\w’'-]+", column.value)]
    caption = re.findall(r"[\w’'-]+", table.caption.plain)
    return stems([*caption, *re.split(r"[_-]", table.id), *heads, "entries", "rows"])


def rows_of(table: Table) -> list[list[str]]:
    """The words of a table's cells, without the rows of totals."""
    rows = [[cell.plain for cell in row] for row in table.rows]
    return [row for row in rows if not any(_TOTAL.match(cell) for cell in row[:2])]


def _figures(table: Table) -> set[int]:
    """The numbers that the table itself tells, and what they make column by column; not those that count its rows."""
    found: set[int] = set()
    for cells in _columns(rows_of(table)):
        numbers = [int(cell.replace(",", "")) for cell in cells if _FIGURE.fullmatch(cell)]
        if numbers and numbers != list(range(1, len(cells) + 1)):
            found |= {*numbers, sum(numbers)}
    return found


def _tabled(mention: Mention, counts: Sequence[Quantity]) -> Tabled:
    account, table, statement = mention.statement.account, mention.table, mention.statement
    rows = rows_of(table)
    values = [int(quantity.value) for quantity in counts]
    every = [
        int(quantity.value) for quantity in statement.quantities if is_count(quantity) and not quantity.attributive
    ]
    if len(every) == _SHARED and _ALL_OTHERS.search(statement.shape):
        return Tabled(account, counts, table, len(rows), "", right=sum(every) == len(rows), certain=False)
    if len(rows) in values or sum(values) == len(rows) or not _figures(table).isdisjoint(values):
        return Tabled(account, counts, table, len(rows), "", right=True, certain=True)
    quantity = counts[0]
    some = bool(_SOME.search(statement.shape))
    name = _single_name(statement, quantity) if len(counts) == 1 and not some else ""
    matching = _beginning(rows, name) if name else 0
    if matching:
        right = values[0] in (matching, len(rows) - matching)
        return Tabled(account, counts, table, matching, name, right=right, certain=False)
    if all(value in _subsets(mention, rows) for value in values):
        return Tabled(account, counts, table, len(rows), "", right=True, certain=True)
    direct = _LISTS.match(statement.shape, mention.place) is not None or not _qualified(statement, quantity)
    if len(counts) == 1 and not some and direct:
        return Tabled(account, counts, table, len(rows), "", right=False, certain=True)
    # More than the table has can't be right, unless the table gives only some of them.
    right = some or max(values) < len(rows)
    return Tabled(account, counts, table, len(rows), "", right=right, certain=False)


_NARROWING = lazily(
    r"\b(?:by|of|from|in|with|for|on|at|near|that|which|involving)\s(?!total|all\b|sum|table)", re.IGNORECASE,
)


def _qualified(statement: Statement, quantity: Quantity) -> bool:
    """Whether words after the number may narrow it: “11 exercises conducted by Russia”."""
    phrase = " ".join(noun_phrase(statement, quantity))
    after = statement.plain[quantity.end - statement.start:].strip(" “”").removeprefix(phrase)
    return bool(_NARROWING.search(re.split(r"[(;:]", after)[0]) or _NAMED.search(phrase))


def _single_name(statement: Statement, quantity: Quantity) -> str:
    """The one name by which a count is narrowed: “by Russia”; empty where there is none or more than one."""
    after = statement.plain[quantity.end - statement.start:]
    match = _BY.search(after[:80])
    if match is None or re.match(r"\s?(?:,\s[A-ZÀ-Ž]|and\s|or\s)", after[match.end():]):
        return ""
    return match["name"]


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    for column in range(max((len(row) for row in rows), default=0)):
        yield [row[column] for row in rows if column < len(row)]


def _beginning(rows: Sequence[Sequence[str]], name: str) -> int:
    """How many rows have a cell that begins with a name, in the column that has most of them."""
    return max((sum(1 for cell in cells if cell.startswith(name)) for cells in _columns(rows)), default=0)


def _subsets(mention: Mention, rows: Sequence[Sequence[str]]) -> set[int]:
    """How many rows can be meant: those with a word of the sentence in some cell, and those without.

    What the whole table is called, such as “exercises”, narrows nothing.
    """
    texts = [" ".join(row).lower() for row in rows]
    found: set[int] = set()
    for stem in stems(re.findall(r"[\w’'-]+", mention.statement.shape)) - _words(mention.table):
        numbers = {sum(1 for text in texts if stem in text)} | {
            sum(1 for cell in cells if cell.lower().startswith(stem)) for cells in _columns(rows)
        }
        found |= numbers | {len(rows) - number for number in numbers}
    return found - {0}
