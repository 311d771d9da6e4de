"""A sum that is written out, or the total of a table, is not the sum of its parts.

Why:
    “24 + 14 = 36”, “a total of 24 people: 20 soldiers and three officers” and a row of totals are checked by readers
    with a pencil. A row added to a table after its total was computed makes the total wrong.
Fail:
    Together that makes 24 + 14 = 36 vehicles.
Fail:
    A total of 24 people came: 20 soldiers and three officers.
Fail:
    Exports amounted to USD 396 million and imports to USD 308 million, so that there was a surplus of USD 78 million.
Fail:
    tables:
      - id: deliveries
        caption: Deliveries
        columns: [Customer, Vehicles]
        rows: [[Kyiv, "15"], [Lviv, "10"], [Total, "26"]]
Pass:
    Together that makes 24 + 14 = 38 vehicles. A total of 24 people came: 20 soldiers and four officers.
Pass:
    tables:
      - id: deliveries
        caption: Deliveries
        columns: [Customer, Vehicles]
        rows: [[Kyiv, "15"], [Lviv, "10"], [Total, "25"]]
Fix:
    Add up again, and correct the total or the part that is wrong.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from issuekit.checks.arithmetic.enumerations import Opening, enumerations
from issuekit.checks.arithmetic.margins import exactly, margin, scalings
from issuekit.checks.arithmetic.statements import Verdict, accounts, findings
from issuekit.checks.arithmetic.sums import catalogue_totals, equations, fair_parts, prices, totals_after
from issuekit.checks.arithmetic.table_totals import table_totals
from issuekit.checks.arithmetic.trade import balances
from issuekit.checks.arithmetic.wording import elsewhere, figure, phrase, shown
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Severity
from issuekit.indices.scales import signed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from issuekit.checks.arithmetic.quantity import Quantity
    from issuekit.checks.arithmetic.statements import Account, Statement
    from issuekit.checks.arithmetic.sums import Price
    from issuekit.checks.arithmetic.trade import Balance
    from issuekit.diagnostics import Finding
    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK212", "sum-mismatch", Severity.ERROR, __doc__)

HINT = "add up again, and correct the total or the part that is wrong"


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Sums in the prose, and totals of tables, that aren't the sum of their parts."""
    yield from findings(verdicts(scored))
    yield from _in_tables(scored)
    yield from _in_printed_catalogues(scored)


def verdicts(scored: ScoredIssue) -> Iterator[Verdict]:
    """Every sum in the prose that was added up."""
    for account in accounts(scored):
        for equation in equations(account):
            numbers = equation.numbers
            finding = None
            if not equation.right and not account.is_claimed(numbers[-1]):
                finding = RULE.at(
                    account.locus.passage.span(equation.start, equation.end),
                    f"{equation.words} is wrong: it makes {figure(equation.result)}", HINT,
                )
            yield Verdict(account, numbers, finding)
        for statement in account.statements:
            yield from _in_sentence(account, statement)


def _in_sentence(account: Account, statement: Statement) -> Iterator[Verdict]:
    for enumeration in enumerations(statement):
        if enumeration.opening is Opening.TOTAL and enumeration.complete:
            yield _of_total(account, enumeration.whole, enumeration.parts, certain=True)
    for total in totals_after(statement):
        yield _of_total(account, total.whole, total.parts, certain=total.certain)
    for price in prices(statement):
        yield _of_price(account, price)
    for whole, each in fair_parts(statement):
        yield _of_each(account, whole, each)
    for balance in balances(statement):
        yield _of_balance(account, balance)


def _of_total(account: Account, whole: Quantity, parts: Sequence[Quantity], *, certain: bool) -> Verdict:
    numbers = (whole, *parts)
    for first, *factors in scalings(whole, *parts):
        added = exactly(0)
        for part, factor in zip(parts, factors, strict=True):
            added = added + margin(part, counts=True) * factor
        if added.meets(margin(whole, counts=True) * first):
            return Verdict(account, numbers)
    if account.is_claimed(whole):
        return Verdict(account, numbers)
    total = sum((part.amount for part in parts), Fraction(0))
    span = account.span(whole)
    return Verdict(account, numbers, RULE.at(
        span,
        f"{' + '.join(figure(part.amount) for part in parts)} makes {figure(total)}, not {shown(whole, account)}", HINT,
        elsewhere(account, span, parts, "one of the parts"),
        severity=Severity.ERROR if certain else Severity.WARNING,
    ))


def _of_price(account: Account, price: Price) -> Verdict:
    numbers = (price.pieces, price.each, price.together)
    pieces = price.pieces.value
    if (margin(price.each) * pieces).meets(margin(price.together)) or account.is_claimed(price.together):
        return Verdict(account, numbers)
    span = account.span(price.together)
    return Verdict(account, numbers, RULE.at(
        span,
        f"{figure(pieces)} at {shown(price.each, account)} each come to "
        f"{phrase(price.together, pieces * price.each.amount / price.together.scale, account)}, "
        f"not {shown(price.together, account)}", HINT,
        elsewhere(account, span, numbers, "one of the numbers"),
    ))


def _of_each(account: Account, whole: Quantity, each: Quantity) -> Verdict:
    """A sum of parts that are all the same has to be some number of them."""
    for first, second in scalings(whole, each):
        parts = max(1, round(whole.amount * first / (each.amount * second)))
        if (margin(each) * second * parts).meets(margin(whole) * first):
            return Verdict(account, (whole, each))
    span = account.span(each)
    return Verdict(account, (whole, each), RULE.at(
        span, f"{shown(whole, account)} can’t be parted into {shown(each, account)} each", HINT,
        elsewhere(account, span, (whole,), "the sum"), severity=Severity.WARNING,
    ))


def _of_balance(account: Account, balance: Balance) -> Verdict:
    exports, imports, told = balance.exports, balance.imports, balance.told
    numbers = (exports, imports, told)
    for first, second, third in scalings(*numbers):
        apart, size = margin(exports) * first - margin(imports) * second, margin(told) * third
        if apart.meets(size) or (apart * -1).meets(size) or account.is_claimed(told):
            return Verdict(account, numbers)
    span = account.span(told)
    right = abs(exports.amount - imports.amount)
    return Verdict(account, numbers, RULE.at(
        span,
        f"exports of {shown(exports, account)} and imports of {shown(imports, account)} are "
        f"{phrase(told, right / told.scale, account)} apart, not {shown(told, account)}", HINT,
        elsewhere(account, span, numbers, "one of the numbers"),
    ))


def _in_tables(scored: ScoredIssue) -> Iterator[Finding]:
    for _, table in scored.issue.tables():
        for total in table_totals(table, scored.issue.series.labels.total):
            if not total.right:
                yield RULE.at(
                    total.cell.text.place,
                    f"{total.what} of the table “{table.id}” is given as {total.cell.plain.strip()}, but "
                    f"{total.how} {figure(total.added)}", HINT,
                )


def _in_printed_catalogues(scored: ScoredIssue) -> Iterator[Finding]:
    for total in catalogue_totals(scored):
        if total.added != total.told:
            yield RULE.at(
                total.passage.span(total.start, total.end),
                f"the total is given as {signed(total.told)}, but the {total.rows} rows above it add up to "
                f"{signed(total.added)}", HINT,
            )
