"""Numbers of English prose as quantities: value, unit, what is hedged about them, and which are no amounts.

``more than USD 1.5 billion`` is one quantity: 1.5 with a step of 0.1, times a billion, in dollars, hedged.
Years, days of the month, ordinals, parts of names (``Su-30SM``) and labels (``Table 1``) are told apart, because
nothing can be computed from them. What stands around the digits is looked up word by word: that is faster than
patterns, and every number of an issue comes through here.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING

from issuekit.checks.arithmetic import numerals
from issuekit.checks.arithmetic.quantity import COUNTED, Hedge, Kind, Quantity
from issuekit.checks.arithmetic.surroundings import (
    LABELS,
    MONTHS_AS_PRINTED,
    PRONOUN_AFTER,
    PRONOUN_BEFORE,
    YEAR_BEFORE,
    begins_sentence,
    dressing,
    hedging,
    is_name,
    word_after,
    word_before,
)
from issuekit.checks.patterns import lazily

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGITS = lazily(r"[0-9][0-9]*+(?P<groups>(?:[,\u00a0\u202f ]\d{3}(?!\d))*+)(?P<decimals>\.\d++)?+")
_GLUED = frozenset(".,/_:")  # before digits, these make them a part of something else
_SIGNS = frozenset("+−–-")
_ORDINALS = frozenset(("st", "nd", "rd", "th"))
_ORDINAL_ENDS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_JOINS_DATE = lazily(r"\s?[-–—/]\s?|\s(?:and|to|or|until)\s|,\s")
_DASH = lazily(r"\s?[-–—]\s?")
ONE = Fraction(1)
DAYS, YEARS, YEAR_DIGITS, LONG_AGO = 31, (1900, 2100), 4, 1000
MOST = 400  # numbers of a paragraph: with more, it is a pasted table
LONGEST = 24  # characters of a number
GROUP = 3  # digits that a separator of thousands parts


def read_quantities(plain: str) -> list[Quantity]:
    """Every number of a text, in order, dates and names among them; none where there are more than prose can have."""
    spans = list(islice(_digits(plain), MOST + 1))
    words = list(islice(numerals.find(plain), MOST + 1))
    if len(spans) + len(words) > MOST:
        return []
    found = [quantity for span in spans if (quantity := _printed(plain, *span)) is not None]
    spelled = [quantity for span in words if (quantity := _spelled(plain, *span)) is not None]
    if spelled:
        found = sorted([*found, *spelled], key=lambda quantity: quantity.start)
    return _join_ranges(plain, _join_dates(plain, found)) if len(found) > 1 else found


def _digits(plain: str) -> Iterator[tuple[int, int, str]]:
    """Where numbers in digits begin and end, with their decimals."""
    position = 0
    while match := _DIGITS.search(plain, position):
        start, end = match.span()
        decimals = match["decimals"] or ""
        if match["groups"] and match.start("groups") - start > GROUP:
            end, decimals = match.start("groups"), ""  # “in 2019 500 men”
        if end - start <= LONGEST:
            yield start, end, decimals[1:]
        position = end


def _spelled(plain: str, start: int, end: int) -> Quantity | None:
    text = plain[start:end].lower()
    if plain[start - 1:start] in ("-", "–") or (plain[end:end + 1] == "-" and (
        not plain[end + 1:end + 2].isalnum() or plain.startswith(_ORDINAL_ENDS, end + 1)
    )):
        return None
    if text == "one" and (word_before(plain, start) in PRONOUN_BEFORE or _is_pronoun(plain, end)):
        return None
    named = plain[start].isupper() and not begins_sentence(plain, start)  # the Normandy Four
    bare = Quantity(
        start, end, (start, end), Kind.NAME if named else Kind.AMOUNT, numerals.value_of(text), ONE, spelled=True,
    )
    return bare if named else _dressed(plain, bare)


def _is_pronoun(plain: str, end: int) -> bool:
    following = plain[end:end + 1]
    return word_after(plain, end) in PRONOUN_AFTER if following.isspace() else following != "-"


def _printed(plain: str, start: int, end: int, decimals: str) -> Quantity | None:
    previous = plain[start - 1:start]
    if previous.isalnum() or previous in _GLUED:
        return None
    first = start
    if previous in _SIGNS and not (plain[start - 2:start - 1].isalnum() or plain[start - 2:start - 1] in _GLUED):
        first -= 1
    printed = plain[start:end]
    bare = printed.isdigit()
    step = Fraction(1, 10 ** len(decimals)) if decimals else ONE
    value = Fraction(int(printed)) if bare else int("".join(filter(str.isdigit, printed))) * step
    kind = _part_of_more(plain, start, end, bare=bare)
    if kind is None:
        negative = first < start and previous != "+"
        quantity = _dressed(plain, Quantity(
            first, end, (first, end), Kind.AMOUNT, -value if negative else value, step, signed=first < start,
        ))
        plainly = bare and quantity.start == start and quantity.end == end and not quantity.attributive
        kind = _alone(plain, start, end) if plainly else None
        if kind is None:
            return quantity
    return Quantity(start, end, (start, end), kind, value, step)


def _part_of_more(plain: str, start: int, end: int, *, bare: bool) -> Kind | None:
    """What a number is that is a part of a date, a name, an ordinal or a label; None for others."""
    following, second = plain[end:end + 1], plain[end + 1:end + 2]
    if plain[start - 1:start] in ("-", "–") and plain[start - 2:start - 1].isalpha():
        return Kind.NAME  # Su-30
    if following.isalpha():
        if plain[end:end + 2] in _ORDINALS and not plain[end + 2:end + 3].isalnum():
            return Kind.DATE if word_after(plain, end + 2) in MONTHS_AS_PRINTED else Kind.ORDINAL
        if not dressing(plain, end):
            return Kind.YEAR if following == "s" and not second.isalpha() else Kind.NAME  # the 1990s; 5G
    elif following in _GLUED and second.isdigit():
        return Kind.NAME  # a fraction, a time, a decimal comma, a date in figures
    return _day_or_label(plain, start, end) if bare else None


def _day_or_label(plain: str, start: int, end: int) -> Kind | None:
    before = word_before(plain, start)
    if end - start <= 2 and int(plain[start:end]) <= DAYS and (  # noqa: PLR2004 - digits of a day
        before in MONTHS_AS_PRINTED or _month_follows(plain, end)
    ):
        return Kind.DATE
    return Kind.LABEL if before.lower() in LABELS or _enumerates(plain, start, end) else None


def _alone(plain: str, start: int, end: int) -> Kind | None:
    """Whether a whole number with nothing around it is a year or belongs to a name."""
    value = int(plain[start:end])
    if end - start == YEAR_DIGITS and (
        YEARS[0] <= value <= YEARS[1]
        or (LONG_AGO <= value < YEARS[0] and word_before(plain, start).lower() in YEAR_BEFORE)
    ):
        return Kind.YEAR
    return Kind.NAME if is_name(plain, start) else None


def _month_follows(plain: str, end: int) -> bool:
    word = word_after(plain, end)
    if word == "of":
        word = word_after(plain, end + len(" of"))
    return word in MONTHS_AS_PRINTED


def _enumerates(plain: str, start: int, end: int) -> bool:
    """Whether a number only counts the items of an enumeration: ``1.`` at the beginning, ``(2)``, ``3)``."""
    if end - start > 2:  # noqa: PLR2004 - enumerations with three digits are rare
        return False
    if plain[end:end + 1] == ")" and plain[start - 1:start] in ("(", " ", ""):
        number = int(plain[start:end])
        opened = "(" if plain[start - 1:start] == "(" else " "
        return number == 1 or f"{opened}{number - 1})" in plain
    return plain[end:end + 1] in (".", ")") and plain[end + 1:end + 2] in (" ", "") and not plain[:start].strip()


def _dressed(plain: str, bare: Quantity) -> Quantity:
    """The quantity with what stands around its digits: hedge and currency before, scale and unit after."""
    start, end = bare.digits
    left, right = hedging(plain, start), dressing(plain, end)
    kind, scale, unit = bare.kind, 1, ""
    if right is not None:
        end, scale, unit = right.end, right.scale, right.unit
        kind = Kind.POINTS if right.points else Kind.PERCENT if right.percent else kind
    attributive = plain[end:end + 1] == "-" and plain[end + 1:end + 2].isalpha()
    if left is None and right is None and not attributive:
        return bare
    if attributive and not unit:
        unit = word_after(plain, end, "-").lower()
    return Quantity(
        start if left is None else left.start, end, bare.digits, kind, bare.value, bare.step, scale,
        "" if left is None else left.currency, unit, Hedge.NONE if left is None else left.hedge,
        bare.spelled, bare.signed, attributive,
    )


def _join_dates(plain: str, found: list[Quantity]) -> list[Quantity]:
    """``4-5 November``, ``17 to 19 December``, ``November 18 and 20``: the numbers beside a day are days too."""
    for place in range(len(found) - 2, -1, -1):
        first, second = found[place], found[place + 1]
        if second.kind is Kind.DATE and _bare_day(first) and _JOINS_DATE.fullmatch(plain, first.end, second.start):
            found[place] = _as(first, Kind.DATE)
    for place in range(1, len(found)):
        first, second = found[place - 1], found[place]
        if first.kind is Kind.DATE and _bare_day(second) and _DASH.fullmatch(plain, first.end, second.start):
            if word_before(plain, first.start) in MONTHS_AS_PRINTED:
                found[place] = _as(second, Kind.DATE)
        elif first.kind is Kind.YEAR and second.kind is Kind.AMOUNT and plain[first.end:second.start] in "-–—/":
            found[place] = _as(second, Kind.YEAR)  # 2019/20
    return found


def _bare_day(quantity: Quantity) -> bool:
    return (
        quantity.kind is Kind.AMOUNT and quantity.step == 1 and 0 < abs(quantity.value) <= DAYS
        and quantity.scale == 1 and not (quantity.currency or quantity.unit or quantity.spelled)
    )


def _as(quantity: Quantity, kind: Kind) -> Quantity:
    start, end = quantity.digits
    return Quantity(start, end, quantity.digits, kind, abs(quantity.value), quantity.step)


def _join_ranges(plain: str, found: list[Quantity]) -> list[Quantity]:
    """``70-90%``: one quantity that lies somewhere between its two numbers."""
    joined: list[Quantity] = []
    for quantity in found:
        first = joined[-1] if joined else None
        if (
            first is not None and first.top is None and first.kind is Kind.AMOUNT and quantity.kind in COUNTED
            and not (first.unit or first.scale > 1 or quantity.signed)
            and first.value < quantity.value and _DASH.fullmatch(plain, first.end, quantity.start)
        ):
            joined[-1] = replace(
                quantity, start=first.start, digits=(first.digits[0], quantity.digits[1]), value=first.value,
                top=quantity.value, hedge=first.hedge, currency=first.currency or quantity.currency,
            )
        else:
            joined.append(quantity)
    return joined
