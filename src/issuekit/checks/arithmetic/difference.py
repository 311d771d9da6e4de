"""A difference, a multiple or a direction doesn't follow from the numbers that stand beside it.

Why:
    “From 18 to 24, an increase of 5”, “doubled from 18 to 24” and “fell from 18 to 24” contradict themselves. Mostly
    one number was updated and its neighbor was not. Rounding and hedges (“about”, “more than”) are allowed for: what
    could be right, given the digits that are printed, is never reported.
Fail:
    Deliveries grew from 18 to 24 million tonnes, an increase of 5 million tonnes.
Fail:
    The amount seized more than doubled (854.6 kg against 449.1 kg).
Fail:
    The number of exercises fell from 18 to 24.
Pass:
    Deliveries grew from 18 to 24 million tonnes, an increase of 6 million tonnes.
Pass:
    The amount seized more than doubled (1,054.6 kg against 449.1 kg).
Fix:
    Correct the difference, or the numbers that it comes from. Written as “[6]{=24 - 18}”, it is checked against its
    own expression ever after.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.checks.arithmetic.changes import MULTIPLES, changes
from issuekit.checks.arithmetic.comparisons import as_multiple, leavings, movements, multiples
from issuekit.checks.arithmetic.grammar import DOWN, UP
from issuekit.checks.arithmetic.margins import exactly, is_count, margin, margins, scalings
from issuekit.checks.arithmetic.quantity import Hedge, Kind
from issuekit.checks.arithmetic.statements import Verdict, accounts, findings
from issuekit.checks.arithmetic.wording import correction, elsewhere, figure, phrase, shown
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from issuekit.checks.arithmetic.changes import Change
    from issuekit.checks.arithmetic.comparisons import Movement, Multiple
    from issuekit.checks.arithmetic.margins import Margin
    from issuekit.checks.arithmetic.quantity import Quantity
    from issuekit.checks.arithmetic.statements import Statement
    from issuekit.diagnostics import Finding
    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK209", "difference", Severity.ERROR, __doc__)

COMES_FROM = "one of the numbers that it comes from"


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Differences, multiples and directions that can't come from the numbers beside them."""
    return findings(verdicts(scored))


def verdicts(scored: ScoredIssue) -> Iterator[Verdict]:
    """Every difference, multiple or direction that was compared with the numbers it comes from."""
    for account in accounts(scored):
        before: Statement | None = None
        for statement in account.statements:
            for change in changes(statement):
                if change.stated.unit in MULTIPLES:
                    yield _of_multiple(as_multiple(change))
                elif change.stated.kind is not Kind.PERCENT:
                    yield _of_change(change)
            for multiple in multiples(statement):
                yield _of_multiple(multiple)
            for movement in movements(statement):
                yield _of_movement(movement)
            for change in leavings(statement, before):
                yield _of_change(change)
            before = statement


def _of_change(change: Change) -> Verdict:
    account, stated = change.account, change.stated
    numbers = (change.before, change.after, stated)
    possible = [_can_differ(change, beside=beside) for beside in (True, False)]
    if possible[0] or account.is_claimed(stated):
        return Verdict(account, numbers)
    first, second, by = next(scalings(*numbers))
    right = abs(change.after.amount * second - change.before.amount * first) / (by * stated.scale)
    span = account.span(stated)
    return Verdict(account, numbers, RULE.at(
        span,
        f"from {shown(change.before, account)} to {shown(change.after, account)} is a difference of "
        f"{phrase(stated, right, account)}, not {shown(stated, account)}",
        "correct the difference, or the numbers that it comes from",
        elsewhere(account, span, numbers, COMES_FROM),
        fix=correction(stated, right, account),
        # Numbers of two sentences may belong to different things.
        severity=Severity.WARNING if possible[1] or _reaches_back(change) else Severity.ERROR,
    ))


def _reaches_back(change: Change) -> bool:
    return min(change.before.start, change.after.start) < change.statement.start


def _can_differ(change: Change, *, beside: bool) -> bool:
    """Whether the difference can be right; ``beside``: whether the printed numbers give it as they stand."""
    numbers = (change.before, change.after, change.stated)
    for factors in scalings(*numbers):
        before, after, stated = margins(numbers, factors, beside=False)
        if beside:
            finest = change.stated.step * change.stated.scale * factors[-1]
            before, after = (
                exactly(quantity.amount * factor) if _as_fine(quantity, factor, finest) else loose
                for quantity, factor, loose in zip(numbers, factors, (before, after), strict=False)
            )
            if is_count(change.stated):
                stated = exactly(change.stated.value)
        difference = after - before
        told = stated * -1 if change.stated.value < 0 else stated
        if difference.meets(told) or (difference * -1).meets(told):
            return True
    return False


def _as_fine(quantity: Quantity, factor: int, finest: Fraction) -> bool:
    """Whether a number is printed as finely as its difference from another, so that it is reckoned with as it is."""
    hedged = quantity.hedge not in (Hedge.NONE, Hedge.MOST, Hedge.LEAST)
    return not hedged and quantity.top is None and quantity.step * quantity.scale * factor <= finest


def _of_multiple(multiple: Multiple) -> Verdict:
    account = multiple.statement.account
    numbers = (multiple.before, multiple.after, *((multiple.stated,) if multiple.stated else ()))
    for factors in scalings(multiple.before, multiple.after):
        before, after = margin(multiple.before) * factors[0], margin(multiple.after) * factors[1]
        ratio = after.per(before)
        if ratio is None or any(ratio.meets(allowed) for allowed in multiple.allowed):
            return Verdict(account, numbers)
    if multiple.stated is not None and account.is_claimed(multiple.stated):
        return Verdict(account, numbers)
    first, second = next(scalings(multiple.before, multiple.after))
    ratio_printed = multiple.after.amount * second / (multiple.before.amount * first)
    span = account.locus.passage.span(
        multiple.statement.start + multiple.start, multiple.statement.start + multiple.end,
    )
    return Verdict(account, numbers, RULE.at(
        span,
        f"from {shown(multiple.before, account)} to {shown(multiple.after, account)} is {figure(ratio_printed)} times "
        f"as much, which isn’t “{multiple.words}”",
        "correct the multiple, or the numbers that it comes from",
        elsewhere(account, span, numbers, COMES_FROM),
    ))


def _of_movement(movement: Movement) -> Verdict:
    account = movement.statement.account
    numbers = (movement.before, movement.after)
    for factors in scalings(*numbers):
        before, after = (margin(quantity) * factor for quantity, factor in zip(numbers, factors, strict=True))
        if _moves(before, after, movement.direction):
            return Verdict(account, numbers)
    first, last = sorted(numbers, key=lambda quantity: quantity.start)
    if account.is_claimed(first) or account.is_claimed(last):
        return Verdict(account, numbers)
    return Verdict(account, numbers, RULE.at(
        account.locus.passage.span(first.digits[0], last.digits[1]),
        f"“{movement.words}” doesn’t fit the numbers: {shown(movement.after, account)} is "
        f"{'less' if movement.direction == UP else 'more'} than {shown(movement.before, account)}",
        "put the numbers in their order, or correct the word or the wrong number",
    ))


def _moves(before: Margin, after: Margin, direction: int) -> bool:
    return before.high >= after.low if direction == DOWN else after.high >= before.low
