"""Wholes with their parts: ``17 aircraft, including six A and two B``; ``24 men: 20 soldiers and four officers``.

Read over the shape of a sentence. The parts are the numbers that begin an item of the list, never those inside one.
"""

from __future__ import annotations

import re
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from issuekit.checks.arithmetic.grammar import A, Pattern
from issuekit.checks.arithmetic.margins import alike
from issuekit.checks.arithmetic.quantity import Kind
from issuekit.checks.patterns import lazily
from issuekit.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from issuekit.checks.arithmetic.quantity import Quantity
    from issuekit.checks.arithmetic.statements import Statement


class Opening(StrEnum):
    """How a list of parts is opened, which says what its sum can be."""

    INCLUDING = "including"  # some of the parts, mostly of the same things
    OF_WHICH = "of which"  # some of the parts, surely of the same things
    OF_THEM = "of them"  # the same, told of the first part
    ALL = "all"  # every part: a colon, a bracket, “comprising”
    TOTAL = "total"  # every part, and the text says that the whole is their total
    OUT_OF = "out of"  # “Of the 12 ministers, seven came, three sent deputies, and two stayed away”


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A whole and the parts that a sentence gives of it.

    ``items`` counts the items of the list, numbered or not; ``complete`` is whether there are several, each with a
    number that can be compared with the whole. ``same`` is whether the parts are surely of the same things as the
    whole: the same noun, or none (“17 aircraft, including six from Russia”).
    """

    statement: Statement
    opening: Opening
    whole: Quantity
    parts: Sequence[Quantity]
    items: int
    complete: bool
    same: bool


_HERE = r"(?:,\s|\s?\(|\s[–—]\s|\s)"
_SOON = r"(?=(?:only\s|just\s|another\s)?#)"
_OPENINGS = (
    (
        Opening.INCLUDING,
        Pattern(
            rf"{_HERE}(?:including|among\s(?:which|these|whom|them(?:\sare|\swere)?))\s{_SOON}",
            ("including ", "among "),
        ),
    ),
    (Opening.OF_WHICH, Pattern(rf"{_HERE}(?:out\s)?of\s(?:which|whom)\s{_SOON}", ("of which ", "of whom "))),
    (
        Opening.OF_THEM,
        Pattern(
            rf"[,;]\s(?:and\s)?(?={A}\s(?:\w+\s)?of\s(?:them|whom|which)\b)", ("of them", "of whom", "of which"),
        ),
    ),
    (
        Opening.ALL,
        Pattern(
            rf"(?:{_HERE}(?:compris(?:ing|ed|es)|consist(?:ing|ed|s)\sof|made\sup\sof|composed\sof|namely)\s|:\s|\s\()"
            rf"{_SOON}", (": ", " (", "compris", "consist", "made up of", "composed of", "namely "),
        ),
    ),
)
# Of its 150 deputies, 81 voted for it, 60 against it, and nine abstained; Three of the five are old, two are new.
_OUT_OF_ALL = Pattern(
    rf"(?:^|[:;]\s)(?:out\s)?of\s(?:(?:the|all|its|their|these|those|a\stotal\sof)\s){{0,2}}(?P<whole>{A})"
    rf"[^#%^;:(),]{{0,60}},\s{_SOON}", "of ", ", ",
)
_SOME_OF = Pattern(
    rf"(?:^|[:;]\s)(?={A}\sof\s(?:the|its|their|these|those)\s(?P<whole>{A})\s(?P<verb>[a-z]+)\b[^#%^;:()]{{0,90}}\s"
    rf"{A}\s(?P=verb))", (" of the #", " of its #", " of their #", " of these #", " of those #"),
)
_PART_OF_PART = lazily(r"\bof\s(?:them|these|those|whom|which)\b|\bincluding\b|\bamong\b|#~*\s(?:more|others?)\b")
_TOTAL_BEFORE = Pattern(
    r"\b(?:total(?:s|ed|ing|led|ling)?(?:\sof)?|sum\sof|altogether|combined|in\sall)\s$",
    ("total", "sum", "altogether", "combined", "in all"),
)
_TOTAL_AFTER = Pattern(
    r"^[^#,;:(]{0,25}?\b(?:in\s(?:total|all|sum)|altogether|all\stold|combined)\b",
    ("in total", "in all", "in sum", "altogether", "all told", "combined"),
)
# Items are parted by commas and “and”; after a colon, by semicolons as well.
_BETWEEN = Pattern(r"[,;]\s(?:(?:and|as\swell\sas|plus|while)\s)?|\s(?:and|as\swell\sas|plus)\s")
NO_CHANGE = r"(?!\s(?:more|fewer|less|times|higher)\b)"
_ITEM = Pattern(rf"(?:(?:only|just|another|a\sfurther)\s)*(?P<part>{A}){NO_CHANGE}")
_ELLIPTIC = Pattern(
    r"\s?(?:$|[,.;:)]|(?:from|in|with|of|by|which|that|who|were|was|are|is|for|to|on|at|and|or|has|have|had|belong\w*"
    r"|among|under|between|during|against|near|abroad)\b)",
)
_WORDS = lazily(r"[^\W\d_]{3,}|[,.;:()#]")
_STEM, _NOUN_WORDS = 5, 5
MANY = 3  # numbered parts from which on a list is surely one of the whole’s parts
NEARLY = Fraction(11, 10)  # how much more than a whole its parts can come to by a slip
_FAR, _NEAR = 170, 110  # characters between a whole and the word or the colon that opens its parts


def enumerations(statement: Statement) -> Iterator[Enumeration]:
    """The wholes that a sentence gives parts of."""
    shape = statement.shape
    if not statement.has(2):  # a whole and a part
        return
    outside = ""
    for opening, pattern in _OPENINGS:
        for match in pattern.finditer(shape):
            outside = outside or _without_brackets(shape)
            whole = _whole(statement, outside, match, opening)
            if whole is not None:
                yield from _enumeration(statement, opening, whole, match)
    if shape.count("#") < MANY:
        return
    for match in (*_OUT_OF_ALL.finditer(shape), *_SOME_OF.finditer(shape)):
        whole = statement.get(match, "whole")
        if not (whole.attributive or _PART_OF_PART.search(shape, match.end())):
            for found in _enumeration(statement, Opening.OUT_OF, whole, match):
                if found.items > 1 and (found.same or all(part.amount <= whole.amount for part in found.parts)):
                    yield found


def _without_brackets(shape: str) -> str:
    """The shape with what stands in brackets blanked, for what is said around them."""
    return re.sub(r"\([^()]*\)", lambda match: " " * len(match.group()), shape)


def _whole(statement: Statement, outside: str, match: re.Match[str], opening: Opening) -> Quantity | None:
    """The last amount before the opening, in its clause."""
    start = max(outside.rfind(mark, 0, match.start()) for mark in ";:") + 1
    place = outside.rfind("#", start, match.start())
    reach = _NEAR if opening is Opening.ALL else _FAR
    if place < 0 or match.start() - place > reach:
        return None
    whole = statement.within(place, place + 1)[0]
    return whole if whole.kind is Kind.AMOUNT and not whole.attributive and not whole.signed else None


def _enumeration(
    statement: Statement, opening: Opening, whole: Quantity, match: re.Match[str],
) -> Iterator[Enumeration]:
    end = _list_end(statement.shape, match, opening)
    parts, items, complete = [], 0, True
    for start, stop, word in _items(statement.shape, match.end(), end):
        item = _ITEM.match(statement.shape, start, stop)
        part = None if item is None else statement.get(item, "part")
        if part is not None and _comparable(whole, part):
            parts.append(part)
            items += 1
        elif word != "and":  # “10 BMP-3 and BTR-80 carriers” is one item
            items += 1
            complete = False
    if parts and sum(part.amount for part in parts) > whole.amount:
        # “8,500 men from eleven countries, including 5,000 from Poland”
        earlier = _earlier_whole(statement, whole, parts)
        listed = opening is Opening.ALL and complete and len(parts) >= MANY
        if earlier is not None and not (listed and sum(part.amount for part in parts) * NEARLY >= earlier.amount):
            return
        whole = earlier or whole
    if parts:
        told = opening is Opening.ALL and _total_told(statement, whole)
        yield Enumeration(
            statement, Opening.TOTAL if told else opening, whole, parts, items,
            complete and len(parts) > 1, all(_same(statement, whole, part) for part in parts),
        )


def _earlier_whole(statement: Statement, whole: Quantity, parts: Sequence[Quantity]) -> Quantity | None:
    """The number before a whole that the parts are rather those of, because they are too many for it."""
    total = sum(part.amount for part in parts)
    for quantity in reversed(statement.quantities):
        if (
            quantity.start < whole.start and quantity.kind is Kind.AMOUNT and not quantity.attributive
            and quantity.amount * NEARLY >= total and all(_comparable(quantity, part) for part in parts)
        ):
            return quantity
    return None


def _items(shape: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The items of a list: where they begin and end, and what parts them from the item before."""
    word = ""
    for separator in _BETWEEN.finditer(shape, start, end):
        yield start, separator.start(), word
        start, word = separator.end(), separator.group().strip()
    yield start, end, word


def _list_end(shape: str, match: re.Match[str], opening: Opening) -> int:
    words = match.group()
    marks = ")" if "(" in words else ".:(–—" if words.startswith(":") else ".;:)(–—"
    if opening is Opening.OF_THEM:
        marks += ","  # “94 of them in rebel areas, and 168 casualties”: a comma begins something else
    places = [place for mark in marks if (place := shape.find(mark, match.end())) >= 0]
    return min(places, default=len(shape))


def _comparable(whole: Quantity, part: Quantity) -> bool:
    if part.attributive or part.signed or not alike(whole, part):
        return False
    return not ((part.unit or part.currency) and not (whole.unit or whole.currency))


def _total_told(statement: Statement, whole: Quantity) -> bool:
    place = whole.start - statement.start
    return bool(
        _TOTAL_BEFORE.search(statement.shape[max(0, place - 20):place])
        or _TOTAL_AFTER.match(statement.shape[whole.end - statement.start:][:50])
        or "total" in statement.words(whole).lower()
    )


def _same(statement: Statement, whole: Quantity, part: Quantity) -> bool:
    after = statement.shape[part.end - statement.start:][:60]
    return bool(part.unit or part.currency or _ELLIPTIC.match(after)) or bool(
        _nouns(statement, whole) & _nouns(statement, part),
    )


def _nouns(statement: Statement, quantity: Quantity) -> set[str]:
    stems: set[str] = set()
    for word in _WORDS.findall(statement.shape[quantity.end - statement.start:][:80])[:_NOUN_WORDS]:
        if not word[0].isalpha():
            break
        stems.add(word[:_STEM].lower())
    return stems
