"""Shares that prose states with both numbers: ``77 of 168, or 46%``, ``46% (77 out of 168)``, ``Of 196, 77 (39%)``.

Patterns over the shape of sentences, as in the module on changes. A share may also reach back: “Of the total, 29 are
A, 44 are B and four are C. The firm therefore holds 39% of the market, or 46% of the market for new ones.”
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.checks.arithmetic.grammar import A, P, Pattern, gap
from issuekit.checks.arithmetic.margins import alike
from issuekit.checks.arithmetic.quantity import Kind
from issuekit.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from issuekit.checks.arithmetic.quantity import Quantity
    from issuekit.checks.arithmetic.statements import Account, Statement


@dataclass(frozen=True, slots=True)
class Share:
    """The sum of ``parts`` in ``whole``, less what ``without`` takes from it, which the text calls ``stated``.

    ``choices`` are other sets of parts that the sentence may mean. ``certain`` is false where the share reaches
    back to other sentences by words alone.
    """

    account: Account
    parts: Sequence[Quantity]
    whole: Quantity
    stated: Quantity
    without: Sequence[Quantity] = ()
    choices: Sequence[Sequence[Quantity]] = ()
    certain: bool = True


_NEAR, _HERE = gap(22, commas=False), gap(45, commas=False)
_OF = r"(?:out\s)?of\s(?:(?:the|its|all|these|those|their|some|a|total|overall|altogether|of|\w+['’]s)\s){0,3}"
_OR = (
    r"(?:\s?\(|,\s(?:or|i·e·,?|that is,?|which is|thus|making)\s|\s(?:or|i·e·)\s|\s?[=–—]\s?)"
    r"(?:or\s|i·e·,?\s|only\s|just\s)?"
)
_IS = (
    r"\s(?:is|are|was|were|ma(?:kes?|de)(?:\sup)?|equals?|represents?|means?|accounts?\sfor|amounts?\sto|comes?\sto"
    r"|gives?)\s"
)
# After “is 45%” nothing may follow that gives the percentage another sense, as in “are 45% complete”.
_STOP = r"(?=\s?(?:$|[.,;:)\]”’\"–—]|of\b|or\b|and\b|in\b))"
_SERIES = rf"(?P<parts>{A}(?:{_NEAR}(?:,\s(?:and\s)?|\sand\s|\splus\s)(?:another\s|a\sfurther\s)?{A})*)"
_SERIES_OF = rf"{_SERIES}{_NEAR}\s{_OF}(?P<whole>{A})"
# Each with the marks of its numbers, one right after the other: most sentences don't have them so.
_OF_WHOLE = (
    # 77 out of 168 (45%); 16 of the 31 roadmaps, or 52% of them; 29, 44 and 4 of 196, or 39%
    ("##%", Pattern(rf"{_SERIES_OF}{_HERE}{_OR}(?P<stated>{P})", " of ")),
    # 77 of 168 is 45%
    ("##%", Pattern(rf"{_SERIES_OF}{_HERE}{_IS}(?P<stated>{P}){_STOP}", " of ")),
    # 45% (77 out of 168); 39% of the market, or 77 of 196
    ("%##", Pattern(rf"(?P<stated>{P}){gap(50)}{_OR}{_SERIES_OF}", " of ")),
    # 77, or 39% of all 196
    ("#%#", Pattern(rf"(?P<parts>{A}){_HERE}{_OR}(?P<stated>{P})\s{_OF}(?:\w+\s){{0,2}}(?P<whole>{A})", " of ")),
)
_WHOLE = Pattern(
    r"(?:^\W?|\bout\s|[,;:]\s(?:and\s|but\s)?)of\s(?:(?:the|its|all|these|those|their|some|a|total|of)\s){0,3}"
    rf"(?P<whole>{A})", "of ",
)
_INCLUDING = Pattern(
    rf"(?P<whole>{A}){gap(60, commas=False)}(?:,\s|\s?\(|\s)(?:including|of (?:which|them|whom)|among them)\s",
    (" which", " them", " whom", "including"),
)
_PORTION = Pattern(rf"(?P<part>{A}){gap(35)}(?:\(|,\sor\s)(?:or\s)?(?P<stated>{P})(?:[).,]|$)", ("(", ", or "))
_OF_THEM = Pattern(
    rf"(?P<part>{A})\s(?:\w+\s)?of\s(?:them|these|those|the\stotal|that\snumber){_NEAR}{_OR}(?P<stated>{P})",
    ("of them", "of these", "of those", "of the total", "of that"),
)


def shares(account: Account) -> Iterator[Share]:
    """The shares that a passage states together with the numbers they come from."""
    seen: set[int] = set()
    for share in _all(account):
        if share.stated.start not in seen and _comparable(share):
            seen.add(share.stated.start)
            yield share


def _all(account: Account) -> Iterator[Share]:
    before: Statement | None = None
    for statement in account.statements:
        if "%" in statement.shape:
            yield from _of_whole(statement)
            yield from _of_opened(statement)
            yield from _of_them(statement, before)
        before = statement
    yield from _reaching_back(account)


def _of_whole(statement: Statement) -> Iterator[Share]:
    marks = "".join(filter("#%^".__contains__, statement.shape))
    for numbers, pattern in _OF_WHOLE:
        for match in pattern.finditer(statement.shape) if numbers in marks else ():
            parts = statement.within(match.start("parts"), match.end("parts"))
            yield Share(
                statement.account, parts, statement.get(match, "whole"), statement.get(match, "stated"),
                choices=[parts[-1:]] if len(parts) > 1 else (),
            )


def _of_opened(statement: Statement) -> Iterator[Share]:
    """``Of 196 vehicles, 77 (39%) were …``; ``196 vehicles, including 77 (39%) …``."""
    opened = [*_WHOLE.finditer(statement.shape), *_INCLUDING.finditer(statement.shape)]
    if not opened:
        return
    for match in _PORTION.finditer(statement.shape):
        wholes = [
            opening for opening in opened
            if opening.end() <= match.start() and ";" not in statement.shape[opening.end():match.start()]
        ]
        if wholes:
            whole = statement.get(max(wholes, key=lambda opening: opening.end()), "whole")
            yield Share(statement.account, [statement.get(match, "part")], whole, statement.get(match, "stated"))


def _of_them(statement: Statement, before: Statement | None) -> Iterator[Share]:
    """``196 vehicles were bought. 77 of them, or 39%, …``."""
    for match in _OF_THEM.finditer(statement.shape):
        part = statement.get(match, "part")
        earlier = [
            quantity for quantity in (*(before.quantities if before else ()), *statement.within(0, match.start()))
            if quantity.kind is Kind.AMOUNT and quantity.amount >= part.amount and alike(quantity, part)
        ]
        if len(earlier) == 1:
            yield Share(statement.account, [part], earlier[0], statement.get(match, "stated"))


_OF_TOTAL = Pattern(
    r"^\W?(?:out\s)?of\s(?:(?:the|this|that)\s(?:total|number)|these|those|them)\b", "of ",
)
_WITHIN = Pattern(
    rf"(?P<whole>{A}){gap(70, commas=False)}(?:,\s|\s?\()(?:of|among)\swhich\s(?P<less>{A})", " which ",
)
_LEADS_TO = Pattern(
    rf"\b(?:therefore|thus|hence|accordingly|consequently|so|together|altogether|(?:with\s)?these\s{A}"
    rf"|th(?:is|at)\s(?:is|makes|means|gives))\b[^%]{{0,60}}?(?P<stated>{P})\s(?:of|share)\b"
    rf"(?:[^#%;()]{{0,70}}?(?:,\s|\s)or\s(?P<other>{P})\sof\b)?", "%",
)
_ITEM = Pattern(
    rf"(?:[,;:]\s|\s(?=and\s)|(?<=these)\s|(?<=those)\s|(?<=them)\s)(?:(?:and|while|another|a\sfurther|some)\s)*"
    rf"(?P<part>{A})",
)


def _reaching_back(account: Account) -> Iterator[Share]:
    """``196, of which 28 used. Of the total, 29 A, 44 B and four C. It therefore holds 39% of …, or 46% of …``."""
    statements = account.statements
    for place in range(1, len(statements)):
        opening = _OF_TOTAL.match(statements[place].shape)
        if not opening:
            continue
        whole, less = _total_before(statements[place - 1])
        parts = [
            part for match in _ITEM.finditer(statements[place].shape, opening.end())
            if whole is not None and alike(part := statements[place].get(match, "part"), whole)
        ]
        following = statements[place + 1] if place + 1 < len(statements) else None
        if whole is None or not parts or following is None:
            continue
        for match in _LEADS_TO.finditer(following.shape):
            yield Share(account, parts, whole, following.get(match, "stated"), certain=False)
            if match["other"] and less is not None:
                yield Share(account, parts, whole, following.get(match, "other"), (less,), certain=False)


def _total_before(statement: Statement) -> tuple[Quantity | None, Quantity | None]:
    """The whole that a sentence ends with, and the part of it that it sets apart (``of which 28 are used``)."""
    match = _WITHIN.search(statement.shape)
    if match:
        return statement.get(match, "whole"), statement.get(match, "less")
    amounts = [quantity for quantity in statement.quantities if quantity.kind is Kind.AMOUNT and not quantity.unit]
    return (amounts[0], None) if len(amounts) == 1 else (None, None)


def _comparable(share: Share) -> bool:
    numbers = (*share.parts, share.whole, *share.without)
    return not any(quantity.attributive for quantity in numbers) and alike(*numbers)
