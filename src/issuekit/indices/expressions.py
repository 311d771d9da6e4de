"""The arithmetic that prose may do: ``{=russia.total}``, ``{=(29 + 44 + 4) / 196}``.

A small language of its own, read with Python's parser and evaluated by hand: numbers, the four operations,
an index's fields, and a few functions. Nothing else exists in it; there are no attributes to walk, no
calls but those offered, no loops, no powers, and a limit on length and size, so that work is bounded.
"""

from __future__ import annotations

import ast
import operator
import re
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from issuekit.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from issuekit.indices.totals import ScoredIssue

Value: TypeAlias = "Fraction | str"

MAX_LENGTH = 300
MAX_DEPTH = 40
MAX_DIGITS = 18  # of a number, and of what any step yields

FIELDS = ("total", "positive", "negative", "events", "band")
# Python would read these with a warning, or as something that no editor means.
_QUOTED = re.compile(r"('[^']*'|\"[^\"]*\")")
_GLUED = re.compile(r"(?<!\w)\.?\d[\d.]*[^\W\d]")
_TYPED = str.maketrans("−–×÷", "--*/")  # the signs of print for those of arithmetic
SIGNED_FIELDS = ("total", "positive", "negative")


class ExpressionError(ValueError):
    """An expression that can't be read or computed; the message says why, in an editor's words."""


@dataclass(frozen=True, slots=True)
class Names:
    """What expressions can see: the fields of every index, and the first cells of every table's columns."""

    indices: Mapping[str, Mapping[str, Value]]
    tables: Mapping[str, TableCells]


@dataclass(frozen=True, slots=True)
class TableCells:
    """The plain words of a table: its column heads, and its rows of cells."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Result:
    """The value, and whether it is an index's number, which is printed with its sign."""

    value: Value
    signed: bool


def names_of(scored: ScoredIssue) -> Names:
    """What the expressions of an issue can see."""
    indices: dict[str, dict[str, Value]] = {}
    for name, total in scored.totals.items():
        indices[name] = {
            "total": total.total,
            "positive": Fraction(total.positive),
            "negative": Fraction(total.negative),
            "events": Fraction(total.events),
        }
        if total.band_name is not None:
            indices[name]["band"] = total.band_name
    tables = {
        table.id: TableCells(
            tuple(column.value for column in table.columns),
            tuple(tuple(cell.plain for cell in row) for row in table.rows),
        )
        for _, table in scored.issue.tables()
    }
    return Names(indices, tables)


def evaluate(expression: str, names: Names) -> Result:
    """The value of an expression.

    Raises:
        ExpressionError: it can't be read, names what doesn't exist, or divides by zero.
    """
    pieces = _QUOTED.split(re.sub(r"\s*\n\s*", " ", expression.strip()))
    # Every second piece is a quoted text, which means itself.
    text = "".join(piece if n % 2 else re.sub(r"\s+", " ", piece.translate(_TYPED)) for n, piece in enumerate(pieces))
    if not text:
        raise ExpressionError("there is nothing after the “=”")
    if len(text) > MAX_LENGTH:
        raise ExpressionError(f"an expression has at most {MAX_LENGTH} characters")
    bare = _QUOTED.sub("", text)
    if "\\" in text or "#" in bare or _GLUED.search(bare):
        raise ExpressionError(f"“{text}” is no arithmetic that can be read")
    try:
        tree = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ExpressionError(f"“{text}” is no arithmetic that can be read") from None
    try:
        value = _Evaluation(names, text).value(tree, 0)
    except RecursionError:  # the caller had used up the stack
        raise ExpressionError("the expression is nested too deeply") from None
    signed = isinstance(tree, ast.Attribute) and tree.attr in SIGNED_FIELDS
    return Result(value, signed)


_BINARY: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


class _Evaluation:
    def __init__(self, names: Names, text: str) -> None:
        self.names = names
        self.text = text

    def value(self, node: ast.expr, depth: int) -> Value:
        """What a part of an expression comes to; anything that isn't listed here doesn't exist."""
        if depth > MAX_DEPTH:
            raise ExpressionError("the expression is nested too deeply")
        match node:
            case ast.Constant():
                return self._constant(node)
            case ast.UnaryOp(op=ast.USub() | ast.UAdd() as sign, operand=operand):
                number = self.number(operand, depth)
                return -number if isinstance(sign, ast.USub) else number
            case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
                return self._binary(type(op), self.number(left, depth), self.number(right, depth))
            case ast.Attribute(value=ast.Name(id=name), attr=field):
                return self._field(name, field)
            case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
                return self._call(name, arguments, depth)
        raise ExpressionError(self._why_not(node))

    def _constant(self, node: ast.Constant) -> Value:
        if isinstance(node.value, str):
            return node.value
        if isinstance(node.value, bool) or not isinstance(node.value, int | float):
            raise ExpressionError("only numbers and texts can stand in an expression")
        # A decimal is read from its digits: as a binary float, 0.1 would be a little more than a tenth.
        return self._bounded(Fraction(self._written(node) if isinstance(node.value, float) else node.value))

    def _written(self, node: ast.expr) -> str:
        return ast.get_source_segment(self.text, node) or self.text

    def _why_not(self, node: ast.expr) -> str:
        if isinstance(node, ast.Name):
            known = ", ".join(f"{node.id}.{field}" for field in FIELDS[:3])
            hint = f"; write {known} …" if node.id in self.names.indices else self._known_indices()
            return f"“{node.id}” alone has no value{hint}"
        return f"“{self._written(node)}” is more than an expression can do: use numbers, + - * / and index fields"

    def number(self, node: ast.expr, depth: int) -> Fraction:
        value = self.value(node, depth + 1)
        if isinstance(value, str):
            raise ExpressionError(f"“{value}” is a text, and can't be computed with")
        return value

    def _known_indices(self) -> str:
        return f"; the indices are {', '.join(self.names.indices) or 'none'}"

    def _binary(self, op: type[ast.operator], left: Fraction, right: Fraction) -> Fraction:
        if op is ast.Div and right == 0:
            raise ExpressionError("this divides by zero")
        return self._bounded(_BINARY[op](left, right))

    @staticmethod
    def _bounded(value: Fraction) -> Fraction:
        limit = 10**MAX_DIGITS
        if abs(value.numerator) > limit or value.denominator > limit:
            raise ExpressionError("the numbers get too large")
        return value

    def _field(self, name: str, field: str) -> Value:
        if name not in self.names.indices:
            raise ExpressionError(f"the issue has no index “{name}”{self._known_indices()}")
        fields = self.names.indices[name]
        if field not in fields:
            raise ExpressionError(f"“{name}” has no “{field}”; it has {', '.join(fields)}")
        return fields[field]

    def _call(self, name: str, arguments: Sequence[ast.expr], depth: int) -> Value:
        if name == "rows":
            return Fraction(self._rows([self.value(argument, depth + 1) for argument in arguments]))
        numbers = [self.number(argument, depth) for argument in arguments]
        if not numbers:
            raise ExpressionError(f"{name}() needs at least one number")
        match name:
            case "sum":
                return self._bounded(sum(numbers, Fraction(0)))
            case "min":
                return min(numbers)
            case "max":
                return max(numbers)
            case "abs" if len(numbers) == 1:
                return abs(numbers[0])
        raise ExpressionError(f"there is no function “{name}” here; there are rows, sum, min, max and abs")

    def _rows(self, arguments: list[Value]) -> int:
        """``rows('exercises')`` counts rows; ``rows('exercises', 'Place', 'Russia')`` those whose cell begins so."""
        if len(arguments) not in (1, 3) or not all(isinstance(argument, str) for argument in arguments):
            raise ExpressionError("write rows('table') or rows('table', 'Column', 'beginning of the cell')")
        table, *condition = (str(argument) for argument in arguments)
        if table not in self.names.tables:
            known = ", ".join(self.names.tables) or "none"
            raise ExpressionError(f"there is no table “{table}”; the tables are {known}")
        cells = self.names.tables[table]
        if not condition:
            return len(cells.rows)
        column, beginning = condition
        if column not in cells.columns:
            raise ExpressionError(f"the table has no column “{column}”; it has {', '.join(cells.columns)}")
        place = list(cells.columns).index(column)
        return sum(1 for row in cells.rows if place < len(row) and row[place].startswith(beginning))
