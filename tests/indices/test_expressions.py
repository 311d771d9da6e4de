"""The arithmetic that prose may do: its values, and that it can do nothing else."""

from __future__ import annotations

import ast
import contextlib
import sys
import warnings
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import workshop
from issuekit.indices.expressions import (
    MAX_DIGITS,
    MAX_LENGTH,
    ExpressionError,
    Names,
    Result,
    TableCells,
    evaluate,
    names_of,
)

if TYPE_CHECKING:
    from pathlib import Path
    from types import FrameType

NAMES = Names(
    indices={
        "partner": {
            "total": Fraction(13), "positive": Fraction(27), "negative": Fraction(-14), "events": Fraction(29),
        },
        "g20_3m": {"total": Fraction(3, 2), "positive": Fraction(3), "negative": Fraction(0), "band": "Yellow"},
    },
    tables={
        "exercises": TableCells(
            ("Date", "Place", "Note"),
            (("4–5 May", "Russia", ""), ("6 May", "Russia, Belarus", "x"), ("7 May", "Poland", ""), ("8 May",)),
        ),
    },
)


def value(expression: str) -> Fraction | str:
    return evaluate(expression, NAMES).value


@pytest.mark.parametrize(("expression", "result"), [
    ("1 + 2 * 3", 7),
    ("(1 + 2) * 3", 9),
    ("(29 + 44 + 4) / 196", Fraction(77, 196)),
    ("-2 - -3", 1),
    ("+4", 4),
    ("0.1 + 0.2", Fraction(3, 10)),
    ("0.12345678901234567", Fraction(12345678901234567, 10**17)),
    (".5 * 2.", 1),
    ("7 − 2", 5),
    ("7 – 2", 5),
    ("6 × 7", 42),
    ("6 ÷ 4", Fraction(3, 2)),
    ("  1\n +\t1 ", 2),
    ("partner.total", 13),
    ("partner.positive + partner.negative", 13),
    ("partner.events", 29),
    ("partner . total", 13),
    ("g20_3m.total", Fraction(3, 2)),
    ("2*g20_3m.positive", 6),
    ("g20_3m.band", "Yellow"),
    ("'a text'", "a text"),
    ('"it\'s"', "it's"),
    ("'No #3'", "No #3"),
    ("rows('exercises')", 4),
    ("rows('exercises', 'Place', 'Russia')", 2),
    ('rows("exercises", "Place", "Poland")', 1),
    ("rows('exercises', 'Date', '4–5')", 1),
    ("rows('exercises', 'Date', '4-5')", 0),
    ("rows('exercises', 'Place', '')", 3),
    ("rows('exercises', 'Place', 'Belarus')", 0),
    ("rows('exercises',\n  'Place', 'Russia,\n  Belarus')", 1),
    ("rows('exercises') / 2", 2),
    ("sum(1, 2, 3)", 6),
    ("min(3, partner.negative)", -14),
    ("max(1, 2/3)", 1),
    ("abs(partner.negative)", 14),
])
def test_values(expression: str, result: Fraction | str) -> None:
    assert value(expression) == result


@pytest.mark.parametrize(("expression", "signed"), [
    ("partner.total", True), ("partner.positive", True), ("partner.negative", True), ("(partner.total)", True),
    ("partner.events", False), ("g20_3m.band", False), ("partner.total + 0", False), ("-partner.total", False),
    ("13", False),
])
def test_an_index_alone_is_printed_with_its_sign(expression: str, signed: bool) -> None:
    assert evaluate(expression, NAMES).signed is signed


@pytest.mark.parametrize(("expression", "said"), [
    ("", "nothing after"),
    ("  ", "nothing after"),
    ("1 +", "no arithmetic that can be read"),
    ("1 2", "no arithmetic that can be read"),
    ("1; 2", "no arithmetic that can be read"),
    ("x = 1", "no arithmetic that can be read"),
    ("import os", "no arithmetic that can be read"),
    ("1 / 0", "divides by zero"),
    ("1 / (partner.total - 13)", "divides by zero"),
    ("nobody.total", "no index “nobody”; the indices are partner, g20_3m"),
    ("partner.totl", "“partner” has no “totl”; it has total, positive, negative, events"),
    ("partner.band", "has no “band”"),
    ("partner", "write partner.total, partner.positive"),
    ("nobody", "alone has no value; the indices are"),
    ("partner.total.numerator", "more than an expression can do"),
    ("'a' + 1", "“a” is a text"),
    ("-'a'", "“a” is a text"),
    ("sum('a')", "“a” is a text"),
    ("sum()", "needs at least one number"),
    ("abs(1, 2)", "no function “abs”"),
    ("round(1.5)", "no function “round”"),
    ("rows()", "write rows("),
    ("rows(1)", "write rows("),
    ("rows('a', 'b')", "write rows("),
    ("rows('nothing')", "no table “nothing”; the tables are exercises"),
    ("rows('exercises', 'Size', 'x')", "no column “Size”; it has Date, Place, Note"),
    ("True", "only numbers and texts"),
    ("None", "only numbers and texts"),
    ("...", "only numbers and texts"),
    ("b'a'", "only numbers and texts"),
    ("1j", "no arithmetic that can be read"),
])
def test_what_cannot_be_computed_says_why(expression: str, said: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        value(expression)
    assert said in str(caught.value)


BEYOND = [
    # attribute walks
    "partner.__class__", "partner.total.__class__", "().__class__.__bases__[0].__subclasses__()",
    "'a'.__class__.__mro__", "''.join", "(1).real", "1 .real", "1..real", "partner.total.real",
    "'{0.__class__}'.format(1)", "'%s' % 1",
    # calls
    "__import__('os').system('true')", "open('/etc/passwd')", "eval('1')", "exec('1')", "getattr(partner, 'total')",
    "globals()", "vars()", "print(1)", "partner.total()", "(lambda: 1)()", "sum(*[1, 2])", "sum(1, start=2)",
    "sum(**{})", "rows(table='exercises')", "sum([1, 2])", "abs(abs)", "sum(sum)", "rows(rows)",
    # operators and what grows
    "2 ** 3", "9 ** 9 ** 9", "1 << 99999", "5 // 2", "5 % 2", "1 @ 2", "~1", "1 | 2", "1 & 2", "1 ^ 2", "not 1",
    "1 < 2", "1 == 1", "1 is 1", "1 in (1,)", "1 and 2", "1 or 2", "'a' * 9999999", "'a' 'b' + 'c'",
    # displays, comprehensions, and the rest of the language
    "[1]", "(1,)", "{1}", "{1: 2}", "[x for x in (1,)]", "{x for x in (1,)}", "{x: x for x in (1,)}",
    "(x for x in (1,))", "sum(x for x in (1,))", "lambda: 1", "lambda x=1: x", "(x := 1)", "1 if 1 else 2",
    "f'{1}'", "f'{partner.total}'", "f'{1!r:>{9}}'", "f\"{f'{1}'}\"", "partner[0]", "partner[1:2]", "*partner",
    "yield", "(yield 1)", "await partner", "(await partner)", "partner.total = 1", "del partner", "assert 1",
    "pass", "class a: pass", "1\n2",
    # numbers that Python reads in ways of its own
    "0x10", "0b1", "0o7", "1_000", "1e5", "1e400", "012", "1if 1else 2", "1.if 1 else 2", "0or 1", "1 .a", "5j",
    # look-alikes, escapes, odd characters
    "рartner.total", "partner\u2024total", "partner\uff0etotal", "\\u0070artner.total", "'\\x41'", "'\\q'", "1\\\n+1",
    "\x00", "1\x00", "\ud800", "'\ud800", "\ufeff1 +", "١٢ x", "²", "½", "∞", "π", "1\u200b+1", "a\u0301.total",
    "`partner`", "$1", "?", "!", "#", "# 1", "1 # 2", "1 # 2 #\r3 4", "'", '"', "'''", '"""', "'''a", "(", ")",
    "((((1)", "1)", "'a\"",
]


@pytest.mark.parametrize("expression", BEYOND)
def test_nothing_beyond_arithmetic_exists(expression: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(ExpressionError) as caught:
            value(expression)
    assert str(caught.value).strip()


@pytest.mark.parametrize("expression", [
    "9" * 30, "9" * (MAX_DIGITS + 2), "0." + "0" * 30 + "1", "99999999999 * 99999999999",
    "1 / 99999999999 / 99999999999", "999999999999999999 + 999999999999999999",
    "1/999999999999 + 1/999999999989", "sum(999999999999999999, 2)",
])
def test_numbers_have_a_limit(expression: str) -> None:
    with pytest.raises(ExpressionError, match="too large"):
        value(expression)


def test_the_largest_number_is_within_the_limit() -> None:
    assert value("9" * MAX_DIGITS) == 10**MAX_DIGITS - 1


@pytest.mark.parametrize("expression", [
    "1 + " * 400 + "1", "9" * 5000, "(" * 5000, "-" * 100_000 + "1", "'" + "a" * 301 + "'", "a" * 1_000_000,
])
def test_an_expression_has_a_limit(expression: str) -> None:
    with pytest.raises(ExpressionError, match=f"at most {MAX_LENGTH} characters"):
        value(expression)


NESTED = [
    "(" * 149 + "1" + ")" * 149, "-" * 298 + "1", "~" * 298 + "1", "not " * 74 + "1", "[" * 149 + "]" * 149,
    "a" + ".a" * 149, "a" + "[0]" * 99, "f" + "()" * 149, "abs(" * 59 + "1" + ")" * 59, "1" + "+1" * 149,
    "lambda:" * 42 + "1", "1 if 1 else " * 24 + "1", "{" * 149 + "}" * 149, "1" + "**1" * 99, "await " * 49 + "a",
    "'" + "{" * 149 + "'", "f'" + "{" * 148 + "}" * 148 + "'", "1" + "<1" * 149, "-(" * 99 + "1" + ")" * 99,
    "*" * 299, "(1," * 74 + ")" * 74, "abs(-" * 49 + "1" + ")" * 49,
]


@pytest.mark.parametrize("expression", NESTED, ids=lambda expression: expression[:12])
def test_deep_nesting_is_refused_or_read(expression: str) -> None:
    assert len(expression) <= MAX_LENGTH
    try:
        result = value(expression)
    except ExpressionError as error:
        assert str(error)  # noqa: PT017 - that this error, and no other, may come is what is tested
    else:
        assert result in (1, 150, expression.strip("'"))


def test_deep_nesting_is_refused_wherever_the_stack_stands() -> None:
    """Even with little of Python's stack left, nothing but the module's own error comes out."""
    depth, frame = 0, sys._getframe()
    while frame is not None and frame.f_back is not None:
        depth, frame = depth + 1, frame.f_back
    limit = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(depth + 160)
        for expression in NESTED:
            test_deep_nesting_is_refused_or_read(expression)
    finally:
        sys.setrecursionlimit(limit)


def calls(expression: str) -> int:
    """How many functions are called to evaluate an expression."""
    count = 0

    def tally(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(tally)
    try:
        with contextlib.suppress(ExpressionError):
            evaluate(expression, NAMES)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("expression", [
    *NESTED, "1/7+" * 74 + "1", "sum(" + "1/7," * 73 + "1)", "rows('exercises','Place','R')+" * 9 + "1",
    "9*" * 149 + "9",
], ids=lambda expression: expression[:12])
def test_work_is_bounded(expression: str) -> None:
    assert len(expression) <= MAX_LENGTH
    # An addition of two small fractions takes some 30 calls and at least two characters.
    assert calls(expression) < 20 * MAX_LENGTH


ATOMS = st.one_of(
    st.integers(0, 99).map(str), st.decimals(0, 99, places=2).map(str),
    st.sampled_from(["partner.total", "partner.negative", "g20_3m.positive", "rows('exercises')"]),
)
TREES = st.recursive(ATOMS, lambda inner: st.one_of(
    st.tuples(inner, st.sampled_from(["+", "-", "*", "/"]), inner).map("({0[0]} {0[1]} {0[2]})".format),
    inner.map("-{}".format),
    st.tuples(st.sampled_from(["sum", "min", "max"]), inner, inner).map("{0[0]}({0[1]}, {0[2]})".format),
    inner.map("abs({})".format),
), max_leaves=12)

PLAIN = {
    "partner.total": "F(13)", "partner.negative": "F(-14)", "g20_3m.positive": "F(3)", "rows('exercises')": "F(4)",
}


def by_python(expression: str) -> Fraction:
    """What Python makes of an expression, with every number a fraction: an oracle for the four operations."""
    tree = ast.parse(expression, mode="eval")

    class Exact(ast.NodeTransformer):
        def visit_Constant(self, node: ast.Constant) -> ast.AST:
            number = ast.Constant(ast.get_source_segment(expression, node))
            return node if isinstance(node.value, str) else ast.Call(ast.Name("F", ast.Load()), [number], [])

        def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
            return ast.parse(PLAIN[ast.unparse(node)], mode="eval").body

        def visit_Call(self, node: ast.Call) -> ast.AST:
            if ast.unparse(node) in PLAIN:
                return ast.parse(PLAIN[ast.unparse(node)], mode="eval").body
            node.args = [self.visit(argument) for argument in node.args]
            return node

    def total(*numbers: Fraction) -> Fraction:
        return sum(numbers, Fraction(0))

    code = compile(ast.fix_missing_locations(Exact().visit(tree)), "oracle", "eval")
    found = eval(code, {"F": Fraction, "sum": total})  # noqa: S307 - of the expressions generated above, nothing else
    return Fraction(found)


@given(TREES)
def test_values_are_those_of_exact_arithmetic(expression: str) -> None:
    try:
        result = value(expression)
    except ExpressionError as error:
        if "zero" in str(error):
            with pytest.raises(ZeroDivisionError):
                by_python(expression)
        else:
            assert "too large" in str(error) or "characters" in str(error)  # noqa: PT017
        return
    assert result == by_python(expression)


TOKENS = st.sampled_from([
    "1", "2.5", "partner", "total", ".", "(", ")", "[", "]", "{", "}", "+", "-", "*", "/", "**", "//", "%", ",", ":",
    "'", '"', "=", ":=", "lambda", "for", "in", "if", "else", "not", "f", "b", "r", "rows", "sum", "abs", "__class__",
    " ", "#", "\\", "\n", "\x00", "é", "ｐ", "0x", "e", "_", "!", "~", "@", "<", ";", "yield", "await", "−", "…",
])


@given(st.one_of(st.lists(TOKENS, max_size=40).map("".join), st.text(max_size=60), st.binary(max_size=40).map(
    lambda data: data.decode("latin-1"),
)))
@example("f'{(\"'\")}'")
@example("1.if")
@example("'\ud800'.a")
def test_nothing_but_its_own_error_comes_out(expression: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            result = evaluate(expression, NAMES)
        except ExpressionError as error:
            assert str(error)  # noqa: PT017 - that this error, and no other, may come is what is tested
        else:
            assert isinstance(result, Result)
            assert isinstance(result.value, (Fraction, str))


def test_names_come_from_the_issue(tmp_path: Path) -> None:
    scored = workshop.scored("""\
--- partner.yaml
chapter: partner
trends: [One]
developments: [{table: deals}]
forecast: One
events:
  - {date: 4 November, event: A, points: [+2, -1]}
tables:
  - id: deals
    caption: Deals
    columns: [Date, With]
    rows: [["4 May", "*Russia* and others"], ["5 May", Poland]]
""", tmp_path)
    names = names_of(scored)
    assert evaluate("partner.total", names) == Result(Fraction(1), signed=True)
    assert evaluate("partner.events", names).value == 1
    assert evaluate("regional.band", names).value == "White"
    assert evaluate("rows('deals', 'With', 'Russia')", names).value == 1
    with pytest.raises(ExpressionError, match="no “band”"):
        evaluate("partner.band", names)
