"""Numbers of English prose as quantities: value, unit, what is hedged about them, and which are no amounts.

``more than USD 1.5 billion`` is one quantity: 1.5 with a step of 0.1, times a billion, in dollars, hedged.
Years, days of the month, ordinals, parts of names (``Su-30SM``) and labels (``Table 1``) are told apart, because
nothing can be computed from them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from issuekit.checks.arithmetic import numerals
from issuekit.checks.arithmetic.quantity import COUNTED, Hedge, Kind, Quantity
from issuekit.model.when import MONTHS

SCALES = {
    "thousand": 10**3, "million": 10**6, "mln": 10**6, "mn": 10**6, "billion": 10**9, "bln": 10**9, "bn": 10**9,
    "trillion": 10**12,
}
_UNITS = (
    r"(?:square|cubic|sq|cu)\.?\s(?:kilo)?(?:met(?:er|re)s?|km|m|feet|miles?)|(?:kilo|centi|milli)?met(?:er|re)s?"
    r"|tonn?es?|tons?|kilograms?|grams?|barrels?|lit(?:er|re)s?|gallons?|hectares?|acres?|miles?|feet"
    r"|kilowatts?|megawatts?|gigawatts?|[kMGT]Wh?|kg|km|mm|cm|ha|m|h|hours?|minutes?|seconds?|days?|weeks?|months?"
    r"|years?|decades?|dollars|euros?|rubles?|roubles?|zloty(?:s|ch)?|hryvnias?|yuan|pounds?|degrees?|times|fold"
)
_HEDGES = {
    Hedge.OVER: "more than|over|above|in excess of|upwards? of|beyond|exceeding",
    Hedge.UNDER: "almost|nearly|close to|just under|under|below|less than|fewer than|not quite",
    Hedge.ABOUT: "about|around|some|approximately|roughly|circa|ca\\.|an estimated",
    Hedge.LEAST: "at least|no less than|no fewer than|not less than|a minimum of|minimum",
    Hedge.MOST: "up to|at most|no more than|not more than|as much as|a maximum of|at the most",
}
_HEDGE_OF = {words.replace("\\", ""): hedge for hedge, texts in _HEDGES.items() for words in texts.split("|")}
_CURRENCY = r"USD|EUR|GBP|PLN|RMB|CNY|RUB|BYN|BYR|UAH|CHF|SEK|NOK|DKK|CZK|JPY|CAD|AUD|TRY|KZT|INR|(?:US|C|A)?\$|[€£¥₽₴]"
_MONTH = "|".join((*MONTHS, *(f"{month[:3]}\\." for month in MONTHS), "Sept\\."))

NUMBER = re.compile(
    r"(?<![A-Za-zÀ-ž\d.,/_:])(?P<sign>[+−–-])?(?P<digits>\d{1,3}(?:[,\u00a0\u202f ]\d{3}(?!\d))++|\d++)"
    r"(?P<decimals>\.\d++)?+"
    rf"|(?<![\w'’])(?P<words>{numerals.PATTERN})(?![\w'’])",
    re.IGNORECASE,
)
# “Handed over four” and “added up to 1,000” hedge nothing.
_NO_HEDGE = "".join(
    rf"(?<!{word}\s)"
    for word in ("hand", "handed", "take", "taken", "took", "turned", "passed", "add", "adds", "added")
)
_BEFORE = re.compile(
    rf"(?:\b{_NO_HEDGE}(?P<hedge>{'|'.join(_HEDGES.values())})\s(?:a\stotal\sof\s)?)?"
    rf"(?:(?<!\w)(?P<currency>{_CURRENCY})[\s\u00a0]?)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?P<points>[\s\u00a0-]?(?:percentage[\s-]points?\b|p\.\s?p\.|pp\b))"
    r"|(?P<percent>[\s\u00a0\u202f]?%|[\s-]per\s?cents?\b)"
    rf"|(?:[\s\u00a0](?P<scale>{'|'.join(SCALES)})\b|(?P<glued>mln|bln|mn|bn)\b)?"
    rf"(?:[\s\u00a0\u202f](?P<unit>{_UNITS})\b|(?P<glue>km|kg|mm|cm|m|ha|[kMGT]Wh?|h)\b|-(?P<fold>fold)\b)?",
)
_MONTH_AFTER = re.compile(rf"(?:st|nd|rd|th)?\s(?:of\s)?(?:(?:early|mid|late)[\s-])?(?:{_MONTH})\b")
_MONTH_BEFORE = re.compile(rf"(?:{_MONTH})\s$")
_JOINS_DATE = re.compile(r"\s?[-–—/]\s?|\s(?:and|to|or|until)\s|,\s")
_LABEL = re.compile(
    r"\b(?:tables?|figs?\.?|figures?|charts?|appendix|appendices|annex|sections?|chapters?|parts?|nos?\.?|issues?"
    r"|pages?|pp?\.|paragraphs?|articles?|items?|notes?|footnotes?|phases?|stages?|resolutions?|version|№)\s$",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?P<word>(?:[A-ZÀ-Ž][\w&.’'-]*))\s$")
_PRONOUN_BEFORE = re.compile(
    r"\b(?:no|any|some|every|each|this|that|the|which|another|other|only|as|not)\s$", re.IGNORECASE,
)
_PRONOUN_AFTER = re.compile(
    r"\s(?:of|another|that|which|who|is|was|can|should|may|might|must|could|would|has|does|by|and)\b|[^\w\s-]|$",
)
_SENTENCE = re.compile(r"(?:^|[.!?:…]['\"”’)]*\s|[“\"(]|[-–—•]\s)$")
_YEAR_BEFORE = re.compile(
    r"\b(?:in|of|since|year|from|by|until|till|before|after|during|early|late|mid|to)[\s-]$", re.IGNORECASE,
)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_NO_NUMBER_AFTER = re.compile(r"-(?:\W|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)")
_COMPOUND = re.compile(r"-([A-Za-z]\w*)")
_RANGE = re.compile(r"\s?[-–—]\s?")
DAYS, YEARS, YEAR_DIGITS, LONG_AGO = 31, (1900, 2100), 4, 1000
_LOOK_BACK = 40


def read_quantities(plain: str) -> list[Quantity]:
    """Every number of a text, in order, dates and names among them."""
    found = [
        quantity for match in NUMBER.finditer(plain)
        if (quantity := _spelled(plain, match) if match["words"] else _printed(plain, match)) is not None
    ]
    return _join_ranges(plain, _join_dates(plain, found))


def _spelled(plain: str, match: re.Match[str]) -> Quantity | None:
    start, end = match.span()
    text = match["words"].lower()
    before = plain[max(0, start - _LOOK_BACK):start]
    if before[-1:] in ("-", "–") or _NO_NUMBER_AFTER.match(plain, end):
        return None
    if text == "one" and (_PRONOUN_BEFORE.search(before) or _PRONOUN_AFTER.match(plain, end)):
        return None
    named = plain[start].isupper() and not _SENTENCE.search(before)  # the Normandy Four
    kind = Kind.NAME if named else Kind.AMOUNT
    bare = Quantity(start, end, (start, end), kind, numerals.value_of(text), Fraction(1), spelled=True)
    return bare if named else _dressed(plain, before, bare)


def _printed(plain: str, match: re.Match[str]) -> Quantity | None:
    start, end = match.span()
    number = match.start("digits")
    decimals = (match["decimals"] or "")[1:]
    before = plain[max(0, start - _LOOK_BACK):start]
    step = Fraction(1, 10 ** len(decimals))
    value = int(re.sub(r"\D", "", match["digits"]) + decimals) * step
    kind = _kind(plain, (number, end), before, match)
    if kind is not Kind.AMOUNT:
        return Quantity(number, end, (number, end), kind, value, step)
    negative = match["sign"] is not None and match["sign"] != "+"
    return _dressed(plain, before, Quantity(
        start, end, (start, end), kind, -value if negative else value, step, signed=bool(match["sign"]),
    ))


def _kind(  # noqa: PLR0911 - one way out for each kind of number, in the order in which they exclude each other
    plain: str, digits: tuple[int, int], before: str, match: re.Match[str],
) -> Kind:
    start, end = digits
    following = plain[end:end + 2]
    bare = not match["decimals"] and match["digits"].isdigit()
    if before[-1:] in ("-", "–") and before[-2:-1].isalpha():
        return Kind.NAME  # Su-30
    if _ORDINAL.match(plain, end):
        return Kind.DATE if _MONTH_AFTER.match(plain, end) else Kind.ORDINAL
    dressing = _AFTER.match(plain, end)
    dressed = bool(dressing and dressing.group())
    if following[:1].isalpha() and not dressed:
        return Kind.YEAR if following[0] == "s" and not following[1:].isalpha() else Kind.NAME  # the 1990s; 5G
    if following[:1] in ("/", ":", ",", ".") and following[1:].isdigit():
        return Kind.NAME  # a fraction, a time, a decimal comma, a date in figures
    if not bare:
        return Kind.AMOUNT
    value = int(match["digits"])
    if value <= DAYS and (_MONTH_AFTER.match(plain, end) or _MONTH_BEFORE.search(before)):
        return Kind.DATE
    if _enumerates(plain, start, end) or _LABEL.search(before):
        return Kind.LABEL
    hedging = _BEFORE.search(before)
    if dressed or (hedging and hedging.group()) or match["sign"]:
        return Kind.AMOUNT
    if len(match["digits"]) == YEAR_DIGITS and (
        YEARS[0] <= value <= YEARS[1] or (LONG_AGO <= value < YEARS[0] and _YEAR_BEFORE.search(before))
    ):
        return Kind.YEAR
    named = _NAMED.search(before)
    return Kind.NAME if named and not _SENTENCE.search(before[:named.start()]) else Kind.AMOUNT


def _enumerates(plain: str, start: int, end: int) -> bool:
    """Whether a number only counts the items of an enumeration: ``1.`` at the beginning, ``(2)``, ``3)``."""
    if end - start > 2:  # noqa: PLR2004 - enumerations with three digits are rare
        return False
    if plain[end:end + 1] == ")" and plain[start - 1:start] in ("(", " ", ""):
        number = int(plain[start:end])
        opened = "(" if plain[start - 1:start] == "(" else " "
        return number == 1 or f"{opened}{number - 1})" in plain
    return not plain[:start].strip() and plain[end:end + 1] in (".", ")") and plain[end + 1:end + 2] in (" ", "")


def _dressed(plain: str, before: str, bare: Quantity) -> Quantity:
    """The quantity with what stands around its digits: hedge and currency before, scale and unit after."""
    start, end = bare.digits
    kind, scale, unit, hedge, currency = bare.kind, 1, "", Hedge.NONE, ""
    left, right = _BEFORE.search(before), _AFTER.match(plain, end)
    if left and left.group():
        start -= len(left.group())
        hedge = _HEDGE_OF.get(" ".join((left["hedge"] or "").lower().split()), Hedge.NONE)
        currency = (left["currency"] or "").upper()
    if right and right.group():
        end = right.end()
        kind = Kind.POINTS if right["points"] else Kind.PERCENT if right["percent"] else kind
        scale = SCALES.get(right["scale"] or right["glued"] or "", 1)
        unit = _unit(right["unit"] or right["glue"] or right["fold"] or "")
    compound = _COMPOUND.match(plain, end)
    if compound:
        unit = unit or _unit(compound[1])
    return replace(
        bare, start=start, end=end, kind=kind, scale=scale, unit=unit, hedge=hedge, currency=currency,
        attributive=compound is not None,
    )


def _unit(printed: str) -> str:
    unit = printed.lower().replace("metre", "meter").replace("litre", "liter").replace("\u00a0", " ")
    return {"kilometers": "km", "kilometer": "km", "meters": "m", "meter": "m", "kilograms": "kg", "tonnes": "tonne",
            "tons": "ton"}.get(unit, unit[:-1] if unit.endswith("s") and len(unit) > 3 else unit)  # noqa: PLR2004


def _join_dates(plain: str, found: list[Quantity]) -> list[Quantity]:
    """``4-5 November``, ``17 to 19 December``, ``November 18 and 20``: the numbers beside a day are days too."""
    for place in range(len(found) - 2, -1, -1):
        first, second = found[place], found[place + 1]
        if second.kind is Kind.DATE and _bare_day(first) and _JOINS_DATE.fullmatch(plain, first.end, second.start):
            found[place] = _as(first, Kind.DATE)
    for place in range(1, len(found)):
        first, second = found[place - 1], found[place]
        gap = plain[first.end:second.start]
        after_month = _MONTH_BEFORE.search(plain[max(0, first.start - _LOOK_BACK):first.start])
        if first.kind is Kind.DATE and after_month and _bare_day(second) and re.fullmatch(r"\s?[-–—]\s?", gap):
            found[place] = _as(second, Kind.DATE)
        if first.kind is Kind.YEAR and second.kind is Kind.AMOUNT and re.fullmatch(r"[-–—/]", gap):
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
            and first.value < quantity.value and _RANGE.fullmatch(plain, first.end, quantity.start)
        ):
            joined[-1] = replace(
                quantity, start=first.start, digits=(first.digits[0], quantity.digits[1]), value=first.value,
                top=quantity.value, hedge=first.hedge, currency=first.currency or quantity.currency,
            )
        else:
            joined.append(quantity)
    return joined
