"""Parts told of a whole, and their rest: ``16 of the 31 roadmaps``; ``… and the remaining 15``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.checks.arithmetic.enumerations import NO_CHANGE
from issuekit.checks.arithmetic.grammar import A, Pattern
from issuekit.checks.arithmetic.margins import alike
from issuekit.checks.arithmetic.quantity import Kind
from issuekit.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from issuekit.checks.arithmetic.quantity import Quantity
    from issuekit.checks.arithmetic.statements import Statement

_OUT_OF = Pattern(
    rf"(?P<part>{A})(?:[^#%;:()]{{0,40}}?\sout)?\sof\s(?:a\stotal\sof|(?:the|its|their|all|these|those)(?:\stotal)?"
    rf"(?:\sof)?)\s(?P<whole>{A})|(?P<part2>{A})[^#%;:()]{{0,60}}?\sout\sof\s(?P<whole2>{A})"
    rf"|(?:^|[:,]\s)(?:out\s)?of\s(?:(?:the|all|its|their|these)\s)?(?P<whole3>{A})[^#%;:()]{{0,60}}?,\s"
    rf"(?:only\s|just\s|some\s)?(?P<part3>{A}){NO_CHANGE}", "of ",
)


def portions(statement: Statement) -> Iterator[tuple[Quantity, Quantity]]:
    """Parts told of wholes (part, whole): ``16 of the 31 roadmaps``, ``four out of 12``, ``Of 12 aircraft, four …``."""
    if not statement.has(2):  # a whole and a part
        return
    for match in _OUT_OF.finditer(statement.shape):
        number = next(suffix for suffix in ("", "2", "3") if match[f"part{suffix}"])
        part, whole = statement.get(match, f"part{number}"), statement.get(match, f"whole{number}")
        if not (part.attributive or whole.attributive) and alike(part, whole) and part.unit == whole.unit:
            yield part, whole


@dataclass(frozen=True, slots=True)
class Remainder:
    """``Of the 31 roadmaps, 16 were agreed and the remaining 15 were not``. ``whole`` is None for percentages."""

    statement: Statement
    whole: Quantity | None
    parts: Sequence[Quantity]
    rest: Quantity
    certain: bool


_REST = Pattern(r"\bthe\s(?:remaining|other|rest,?)\s(?P<rest>[#%]~*+)", ("remaining ", "other ", "rest"))
_LISTED = Pattern(r"(?:^|[,;:(]\s?|\sand\s|\sof\swh(?:ich|om)\s)(?:(?:and|only|just|while)\s)*(?P<part>[#%]~*+)")
_OF = Pattern(rf"(?:^|[,;:]\s)(?:out\s)?of\s(?:(?:the|all|its|their|these|a\stotal\sof)\s)*(?P<whole>{A})", "of ")


_THEN_REST = Pattern(r"\W?the\s(?:remaining|other|rest,?)\s(?P<rest>#~*+)", ("remaining ", "other ", "rest"))


def rest_after(statement: Statement, before: Statement) -> Remainder | None:
    """``The army has received 40 of the 55 tanks. The remaining 15 are to follow.``"""
    match = _THEN_REST.match(statement.shape)
    told = list(portions(before)) if match else []
    if match is None or len(told) != 1:
        return None
    (part, whole), rest = told[0], statement.get(match, "rest")
    return Remainder(statement, whole, [part], rest, certain=False) if alike(part, whole, rest) else None


def remainders(statement: Statement) -> Iterator[Remainder]:
    """Parts whose rest is told as well."""
    for match in _REST.finditer(statement.shape):
        rest = statement.get(match, "rest")
        listed = [
            part for item in _LISTED.finditer(statement.shape, 0, match.start())
            if alike(part := statement.get(item, "part"), rest) and not part.attributive
        ]
        openings = list(_OF.finditer(statement.shape, 0, match.start()))
        if rest.kind is Kind.PERCENT:
            yield Remainder(statement, None, listed, rest, certain=False)
        elif openings:
            whole = statement.get(openings[-1], "whole")
            parts = [part for part in listed if part.start > whole.start]
            if parts and alike(whole, rest):
                yield Remainder(statement, whole, parts, rest, certain=True)
        elif len(listed) > 1 and listed[0].amount == max(part.amount for part in listed):
            yield Remainder(statement, listed[0], listed[1:], rest, certain=False)
