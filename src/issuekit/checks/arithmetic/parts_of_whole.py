"""The parts of a whole come to more than the whole, or, where all are given, to another number.

Why:
    “Seventeen aircraft, including six A, nine B and five C” can’t be: the parts make 20. And where a sentence gives
    every part (“24 people: 20 soldiers and three officers”), they have to add up. Mostly one of the numbers was updated
    alone, or an item was lost.
Fail:
    Seventeen aircraft were supplied, including six fighters, nine helicopters and five transport planes.
Fail:
    A group of 24 people: 20 soldiers and three officers.
Fail:
    They disagreed on 36 of the 31 roadmaps.
Pass:
    Seventeen aircraft were supplied, including six fighters and two helicopters.
Pass:
    A group of 24 people: 20 soldiers and four officers.
Fix:
    Count again, and correct the whole or the part that is wrong. If only some of the parts are meant, say “including”.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from issuekit.checks.arithmetic.enumerations import MANY, Enumeration, Opening, enumerations
from issuekit.checks.arithmetic.margins import HUNDRED, Margin, exactly, margin, scalings
from issuekit.checks.arithmetic.portions import Remainder, portions, remainders, rest_after
from issuekit.checks.arithmetic.statements import Verdict, accounts, findings
from issuekit.checks.arithmetic.wording import elsewhere, figure, shown
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from issuekit.checks.arithmetic.quantity import Quantity
    from issuekit.checks.arithmetic.statements import Statement
    from issuekit.diagnostics import Finding
    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK207", "parts-of-whole", Severity.ERROR, __doc__)

HINT = "count again, and correct the whole or the part that is wrong"
OF_SAME = (Opening.OF_WHICH, Opening.OF_THEM, Opening.OUT_OF)


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Parts that can't be those of the whole that they are given for."""
    return findings(verdicts(scored))


def verdicts(scored: ScoredIssue) -> Iterator[Verdict]:
    """Every whole that was compared with its parts."""
    for account in accounts(scored):
        before: Statement | None = None
        for statement in account.statements:
            if before is not None and (rest := rest_after(statement, before)):
                yield _of_remainder(rest)
            before = statement
            for enumeration in enumerations(statement):
                if enumeration.opening is not Opening.TOTAL:
                    yield _of_enumeration(enumeration)
            for part, whole in portions(statement):
                yield _of_portion(statement, part, whole)
            for remainder in remainders(statement):
                yield _of_remainder(remainder)


def _of_enumeration(enumeration: Enumeration) -> Verdict:
    account = enumeration.statement.account
    numbers = (enumeration.whole, *enumeration.parts)
    severity = _severity(enumeration)
    if severity is None or account.is_claimed(enumeration.whole):
        return Verdict(account, numbers)
    total = sum((quantity.amount for quantity in enumeration.parts), Fraction(0))
    added = " + ".join(figure(quantity.amount) for quantity in enumeration.parts)
    whole = shown(enumeration.whole, account)
    if len(enumeration.parts) == 1:
        message = f"{shown(enumeration.parts[0], account)} can’t be a part of {whole}"
    elif total > enumeration.whole.amount:
        message = f"the parts come to {figure(total)} ({added}), more than the whole, {whole}"
    elif severity is Severity.NOTE:
        message = f"the parts that are named come to {figure(total)} ({added}) of {whole}"
    else:
        message = f"the parts come to {figure(total)} ({added}), not to {whole}"
    # The sum may be wrong in any of its numbers: the finding stretches over all of them.
    ordered = sorted(numbers, key=lambda quantity: quantity.start)
    span = account.locus.passage.span(ordered[0].digits[0], ordered[-1].digits[1])
    return Verdict(account, numbers, RULE.at(span, message, HINT, severity=severity))


def _severity(enumeration: Enumeration) -> Severity | None:
    """How certainly the parts are wrong; None where they can be right."""
    whole, parts = enumeration.whole, enumeration.parts
    sums = [
        (_sum(parts, factors[1:]), margin(whole, counts=True) * factors[0]) for factors in scalings(whole, *parts)
    ]
    if all(total.low > limit.high for total, limit in sums):
        return _too_much(enumeration)
    if enumeration.complete and not any(total.meets(limit) for total, limit in sums):
        if enumeration.opening is Opening.ALL:
            # “Three deals: 10 buses, 15 trolleybuses and four trams” lists three deals.
            return None if enumeration.items == whole.amount else Severity.WARNING
        nearly = 2 if enumeration.opening is Opening.INCLUDING else 4 / 3
        enough = len(parts) >= MANY or enumeration.opening in (Opening.OF_WHICH, Opening.OF_THEM)
        if enough and all(total.high * Fraction(nearly).limit_denominator(3) >= limit.high for total, limit in sums):
            return Severity.NOTE
    return None


def _too_much(enumeration: Enumeration) -> Severity | None:
    whole, parts = enumeration.whole, enumeration.parts
    larger = any(part.amount > whole.amount for part in parts)
    if enumeration.opening in OF_SAME:
        # “Of which 28 were used and 180 electric”: two such groups can overlap.
        alone = larger or len(parts) == 1
        return Severity.ERROR if alone and enumeration.opening is not Opening.OUT_OF else Severity.WARNING
    if enumeration.opening is Opening.ALL and (enumeration.items == whole.amount or not enumeration.complete):
        return None
    if not larger or enumeration.same or len(parts) >= MANY:
        return Severity.ERROR
    # “Two contracts, including 10 buses”: other things than the whole's.
    return Severity.WARNING if len(parts) > 1 and enumeration.opening is Opening.INCLUDING else None


def _sum(parts: Sequence[Quantity], factors: Sequence[int]) -> Margin:
    total = exactly(0)
    for part, factor in zip(parts, factors, strict=True):
        total = total + margin(part, counts=True) * factor
    return total


def _of_portion(statement: Statement, part: Quantity, whole: Quantity) -> Verdict:
    account = statement.account
    numbers = (part, whole)
    possible = any(
        (margin(part, counts=True) * first).low <= (margin(whole, counts=True) * second).high
        for first, second in scalings(part, whole)
    )
    if possible or account.is_claimed(part):
        return Verdict(account, numbers)
    span = account.span(part)
    return Verdict(account, numbers, RULE.at(
        span, f"{shown(part, account)} can’t be a part of {shown(whole, account)}", HINT,
        elsewhere(account, span, (whole,), "the whole"),
    ))


def _of_remainder(remainder: Remainder) -> Verdict:
    account = remainder.statement.account
    rest, parts = remainder.rest, remainder.parts
    numbers = (*parts, rest, *((remainder.whole,) if remainder.whole else ()))
    whole = exactly(HUNDRED) if remainder.whole is None else margin(remainder.whole, counts=True)
    if account.is_claimed(rest) or _sum((*parts, rest), [1] * (len(parts) + 1)).meets(whole) or _mixed(numbers):
        return Verdict(account, numbers)
    given = f"{HUNDRED}%" if remainder.whole is None else shown(remainder.whole, account)
    added = " + ".join(figure(quantity.amount) for quantity in (*parts, rest))
    total = sum((quantity.amount for quantity in (*parts, rest)), Fraction(0))
    span = account.span(rest)
    return Verdict(account, numbers, RULE.at(
        span, f"parts and rest come to {figure(total)} ({added}), not to {given}", HINT,
        elsewhere(account, span, numbers, "one of the numbers"),
        severity=Severity.ERROR if remainder.certain else Severity.WARNING,
    ))


def _mixed(numbers: Sequence[Quantity]) -> bool:
    return len({quantity.scale for quantity in numbers}) > 1


