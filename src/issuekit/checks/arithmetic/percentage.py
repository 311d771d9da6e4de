"""A percentage doesn't follow from the numbers that stand beside it.

Why:
    “77 of 168 vehicles, or 45%” can be recomputed by any reader: it is 46%. Percentages go wrong when one of the
    numbers is updated and the other is not, or when the share is taken of the wrong whole. Rounding is allowed
    for: a percentage that could be right, given the digits that are printed, is never reported.
Fail:
    Exports rose from 960 to 1,027 million, up 9%.
Fail:
    Belarus sold 77 of 168 vehicles, or 45%.
Pass:
    Exports rose from 960 to 1,027 million, up 7%. Belarus sold 77 of 168 vehicles, or 46%.
Fix:
    Correct the percentage or the numbers beside it. Written as “[46%]{=77 / 168}”, it is checked against its own
    expression ever after.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from issuekit.checks.arithmetic.changes import changes, steps, told_after
from issuekit.checks.arithmetic.grammar import DOWN
from issuekit.checks.arithmetic.margins import HUNDRED, Margin, exactly, margin, margins, scalings
from issuekit.checks.arithmetic.quantity import Kind
from issuekit.checks.arithmetic.shares import shares
from issuekit.checks.arithmetic.statements import Verdict, accounts, findings
from issuekit.checks.arithmetic.wording import correction, elsewhere, figure, phrase, shown
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from issuekit.checks.arithmetic.changes import Change, Step
    from issuekit.checks.arithmetic.quantity import Quantity
    from issuekit.checks.arithmetic.shares import Share
    from issuekit.checks.arithmetic.statements import Account, Statement
    from issuekit.diagnostics import Finding
    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK208", "percentage", Severity.ERROR, __doc__)

NEAR = 5  # percentage points within which a share that reaches back is surely the one meant


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Percentages that can't come from the numbers beside them."""
    return findings(verdicts(scored))


def verdicts(scored: ScoredIssue) -> Iterator[Verdict]:
    """Every percentage that was compared with the numbers it comes from."""
    for account in accounts(scored):
        if any(quantity.kind is Kind.PERCENT for quantity in account.quantities):
            before: Statement | None = None
            for statement in account.statements:
                yield from _in_sentence(statement, before)
                before = statement
            for share in shares(account):
                yield _of_share(share)


def _in_sentence(statement: Statement, before: Statement | None) -> Iterator[Verdict]:
    for change in changes(statement):
        if change.stated.kind is Kind.PERCENT:
            yield _of_change(change)
    for step in steps(statement):
        yield _of_step(step)
    told = None if before is None else told_after(statement, before)
    if told is not None:
        yield _of_change(told)


def _of_change(change: Change) -> Verdict:
    account, stated = change.account, change.stated
    first, second = next(scalings(change.before, change.after))
    before, after = change.before.amount * first, change.after.amount * second
    fall = after < before or (after == before and change.direction == DOWN)
    right = abs(after - before) / before * HUNDRED if before else Fraction(0)
    explanation = (
        f"from {shown(change.before, account)} to {shown(change.after, account)} is a {'fall' if fall else 'rise'} of"
    )
    return _verdict(
        account, stated, (change.before, change.after), right, explanation,
        tight=_can_grow(change, beside=True), loose=_can_grow(change, beside=False),
    )


def _can_grow(change: Change, *, beside: bool) -> bool:
    told = _size(change.stated)
    for factors in scalings(change.before, change.after):
        before, after = margins((change.before, change.after), factors, beside=beside)
        difference = after - before
        growth = difference.per(before)
        if growth is None or _size_meets(growth * HUNDRED, told):
            return True  # what begins at nothing has no rate of growth
        if change.before.kind is Kind.PERCENT and _size_meets(difference, told):
            return True  # percentage points, loosely called per cent
    return False


def _of_step(step: Step) -> Verdict:
    account = step.statement.account
    first, second = next(scalings(step.after, step.difference))
    after, difference = step.after.amount * first, step.difference.amount * second
    sign = DOWN if step.direction == DOWN else 1
    more, rise = ("less", "fall") if sign == DOWN else ("more", "rise")
    explanation = f"{shown(step.difference, account)} {more}, to {shown(step.after, account)}, is a {rise} of"
    possible = []
    for beside in (True, False):
        end, change = margins((step.after, step.difference), (first, second), beside=beside)
        growth = change.per(end - change * sign)
        possible.append(growth is None or (growth * HUNDRED).meets(_size(step.stated)))
    return _verdict(
        account, step.stated, (step.after, step.difference), difference / (after - sign * difference) * HUNDRED,
        explanation, tight=possible[0], loose=possible[1],
    )


def _of_share(share: Share) -> Verdict:
    factors = next(scalings(*share.parts, share.whole))
    part = sum((quantity.amount * by for quantity, by in zip(share.parts, factors, strict=False)), Fraction(0))
    whole = share.whole.amount * factors[-1] - sum((quantity.amount for quantity in share.without), Fraction(0))
    account = share.account
    right = part / whole * HUNDRED if whole else Fraction(0)
    possible = any(_can_be(share, parts) for parts in (share.parts, *share.choices))
    certain = share.certain or abs(right - abs(share.stated.value)) <= NEAR
    return _verdict(
        account, share.stated, (*share.parts, share.whole, *share.without), right,
        f"{_sum(share.parts, '+', account)} of {_sum((share.whole, *share.without), '−', account)} is",
        tight=possible, loose=possible or not certain,
    )


def _sum(quantities: Sequence[Quantity], sign: str, account: Account) -> str:
    """``77 (29 + 44 + 4)``, or just the number where there is one."""
    first, *others = quantities
    if not others:
        return shown(first, account)
    rest = sum((quantity.amount for quantity in others), Fraction(0))
    result = first.amount + rest if sign == "+" else first.amount - rest
    return f"{figure(result)} ({f' {sign} '.join(figure(quantity.amount) for quantity in quantities)})"


def _can_be(share: Share, parts: Sequence[Quantity]) -> bool:
    """Whether the share can be right. Parts of a whole are counted, so whole numbers are exact."""
    told = _size(share.stated)
    for factors in scalings(*parts, share.whole):
        whole = margin(share.whole, counts=True) * factors[-1]
        for quantity in share.without:
            whole = whole - margin(quantity, counts=True)
        part = exactly(0)
        for quantity, factor in zip(parts, factors, strict=False):
            part = part + margin(quantity, counts=True) * factor
        portion = part.per(whole)
        if portion is None or (portion * HUNDRED).meets(told):
            return True
    return False


def _size(stated: Quantity) -> Margin:
    told = margin(stated)
    return told * -1 if stated.value < 0 else told


def _size_meets(difference: Margin, told: Margin) -> bool:
    return difference.meets(told) or (difference * -1).meets(told)


def _verdict(
    account: Account, stated: Quantity, others: Sequence[Quantity], right: Fraction, explanation: str,
    *, tight: bool, loose: bool,
) -> Verdict:
    numbers = (*others, stated)
    if tight or account.is_claimed(stated):
        return Verdict(account, numbers)
    span = account.span(stated)
    return Verdict(account, numbers, RULE.at(
        span,
        f"{explanation} {phrase(stated, right, account)}, not {shown(stated, account)}",
        "correct the percentage, or the numbers that it comes from",
        elsewhere(account, span, others, "one of the numbers that it comes from"),
        fix=correction(stated, right, account),
        severity=Severity.WARNING if loose else Severity.ERROR,
    ))
