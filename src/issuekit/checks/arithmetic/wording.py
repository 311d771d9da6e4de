"""Numbers in messages and corrections, written as the author has written theirs."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from issuekit.checks.arithmetic.numerals import in_words
from issuekit.diagnostics import Edit, Fix, Related
from issuekit.indices.claims import round_half_away

if TYPE_CHECKING:
    from collections.abc import Iterable

    from issuekit.checks.arithmetic.quantity import Quantity
    from issuekit.checks.arithmetic.statements import Account
    from issuekit.diagnostics import Span


def like(quantity: Quantity, value: Fraction | int, account: Account) -> str:
    """A value (scale word taken off) as this quantity is printed: its decimals, in words if it is in words."""
    printed = account.plain[quantity.digits[0]:quantity.digits[1]]
    rounded = round_half_away(Fraction(value), _decimals(quantity.step))
    if quantity.spelled and (words := in_words(rounded)):
        return words.capitalize() if printed[:1].isupper() else words
    number = f"{Decimal(abs(rounded).numerator) / Decimal(abs(rounded).denominator):,.{_decimals(quantity.step)}f}"
    if "," not in printed and len(number) <= len("9,999"):
        number = number.replace(",", "")
    sign = printed[:1] if printed[:1] in "+-−–" else ""
    if rounded < 0:
        return f"{sign if sign in '-−–' and sign else '−'}{number}"
    return f"+{number}" if sign == "+" and rounded > 0 else number


def phrase(quantity: Quantity, value: Fraction | int, account: Account) -> str:
    """A value with the unit, scale word or per cent sign of this quantity."""
    currency = f"{quantity.currency} " if quantity.currency.isalpha() else quantity.currency
    return f"{currency}{like(quantity, value, account)}{account.plain[quantity.digits[1]:quantity.end]}"


def shown(quantity: Quantity, account: Account) -> str:
    """The quantity as printed, on one line, without its hedge; a computed value as it will be printed."""
    if quantity.computed:
        return f"{quantity.value}"
    currency = f"{quantity.currency} " if quantity.currency.isalpha() else quantity.currency
    printed = " ".join(account.plain[quantity.digits[0]:quantity.end].split())
    return currency + (printed.lower() if quantity.spelled else printed)


def figure(value: Fraction | int) -> str:
    """A computed value in figures."""
    return f"{value.numerator:,}" if value.denominator == 1 else f"{float(value):,.4g}"


def elsewhere(account: Account, span: Span, quantities: Iterable[Quantity], message: str) -> tuple[Related, ...]:
    """The places of numbers that stand on other lines than the finding."""
    places = (account.span(quantity) for quantity in quantities if not quantity.computed)
    return tuple(Related(place, message) for place in places if not span.line <= place.line <= span.end_line)


def correction(quantity: Quantity, value: Fraction | int, account: Account) -> Fix | None:
    """Put the value in the quantity's place. Never safe: the other numbers may be the wrong ones."""
    span = account.span(quantity)
    if quantity.top is not None or quantity.computed or span.line != span.end_line:
        return None
    return Fix(
        f"print {phrase(quantity, value, account)}", (Edit(span, like(quantity, value, account)),), safe=False,
    )


def _decimals(step: Fraction) -> int:
    return len(str(step.denominator)) - 1
