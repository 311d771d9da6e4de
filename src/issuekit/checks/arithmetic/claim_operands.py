"""A number in the text has changed, but the expression beside it still reckons with the old one.

Why:
    “29 of one make, 44 of another: [73]{=29 + 44} in all” is checked as long as text and expression have the same
    numbers. When somebody updates 44 in the sentence and not in the braces, the sum stays right and the text wrong.
Fail:
    They built 29 of one make and 45 of another, [73]{=29 + 44} in all.
Pass:
    They built 29 of one make and 44 of another, [73]{=29 + 44} in all.
Pass:
    The share of 77 vehicles is [39%]{=77 / 196}.
Fix:
    Correct the number in the text, or the expression and what it comes to.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from issuekit.checks.arithmetic.quantity import COUNTED
from issuekit.checks.arithmetic.statements import Verdict, accounts, findings
from issuekit.checks.arithmetic.wording import figure, shown
from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.checks.arithmetic.quantity import Quantity
    from issuekit.checks.arithmetic.statements import Account
    from issuekit.diagnostics import Finding
    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK213", "claim-operands", Severity.WARNING, __doc__)

# Text in quotes names a table; a divisor or factor may be a constant that no text mentions.
_LITERAL = lazily(r"'[^']*'|\"[^\"]*\"|(?P<by>[*/×]\s*)?(?<![\w.])(?P<number>\d+(?:\.\d+)?)(?![\w.])")
CONSTANTS = frozenset(map(Fraction, (2, 4, 7, 12, 52, 60, 100, 365, 1000, 10**6, 10**9)))


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Numbers in the text that stand where an expression has another one."""
    return findings(verdicts(scored))


def verdicts(scored: ScoredIssue) -> Iterator[Verdict]:
    """The numbers of the text that an expression reckons with, and those that it should."""
    for account in accounts(scored):
        operands = {expression: _literals(expression) for _, _, expression in account.claimed}
        if not any(operands.values()):
            continue
        stated = [
            quantity for quantity in account.quantities
            if quantity.kind in COUNTED and not account.is_claimed(quantity) and not quantity.computed
        ]
        reckoned = {number for numbers in operands.values() for number in numbers}
        used = [quantity for quantity in stated if any(_is(quantity, number) for number in reckoned)]
        yield Verdict(account, used)
        # “One make” is no number that an expression would reckon with.
        spare = [quantity for quantity in stated if quantity not in used and quantity.value != 1]
        for numbers in operands.values():
            found = [quantity for quantity in used if any(_is(quantity, number) for number in numbers)]
            missing = [number for number in numbers if not any(_is(quantity, number) for quantity in stated)]
            known = [number for number in numbers if number not in missing]
            if known and len(missing) == 1:
                suspect = _suspect(account, spare, found, missing[0])
                if suspect is not None:
                    yield Verdict(account, (suspect,), _finding(account, suspect, missing[0]))


def _literals(expression: str) -> list[Fraction]:
    return [
        Fraction(match["number"]) for match in _LITERAL.finditer(expression)
        if match["number"] and not (match["by"] and Fraction(match["number"]) in CONSTANTS)
    ]


def _is(quantity: Quantity, number: Fraction) -> bool:
    return number in (quantity.value, quantity.amount, quantity.value / 100)


def _suspect(
    account: Account, spare: list[Quantity], found: list[Quantity], wanted: Fraction,
) -> Quantity | None:
    """The one number of the same sentences that nothing reckons with and that is like the others."""
    sentences = [
        statement for statement in account.statements
        if any(statement.start <= quantity.start < statement.end for quantity in found)
    ]
    like = [
        quantity for quantity in spare
        if any(statement.start <= quantity.start < statement.end for statement in sentences)
        and any((quantity.unit, quantity.currency, quantity.scale) == (other.unit, other.currency, other.scale)
                and quantity.attributive == other.attributive for other in found)
    ]
    return like[0] if len(like) == 1 and like[0].value != wanted else None


def _finding(account: Account, suspect: Quantity, wanted: Fraction) -> Finding:
    return RULE.at(
        account.span(suspect),
        f"the text says {shown(suspect, account)}, but the expression beside it reckons with {figure(wanted)}",
        "correct the number in the text, or the expression and what it comes to",
    )
