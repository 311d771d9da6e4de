"""Changes that prose tells with their numbers: ``from 960 to 1,027 million, up 7%``, ``60, 10 more than the 50``.

Read over the shape of a sentence, where ``#`` is an amount, ``%`` a percentage and ``^`` percentage points. Every
pattern names the number before (``a``), the number after (``b``) and what the text calls the change (``m``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from issuekit.checks.arithmetic.margins import alike
from issuekit.checks.arithmetic.quantity import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.checks.arithmetic.quantity import Quantity
    from issuekit.checks.arithmetic.statements import Account, Statement

UP, DOWN = 1, -1
MULTIPLES = frozenset({"time", "fold"})  # units of “three times” and “3.5-fold”


@dataclass(frozen=True, slots=True)
class Change:
    """From ``before`` to ``after``, which the text calls a change by ``stated``.

    ``direction`` is :data:`UP`, :data:`DOWN`, or 0 where the text doesn't say.
    """

    statement: Statement
    before: Quantity
    after: Quantity
    stated: Quantity
    direction: int

    @property
    def account(self) -> Account:
        """The passage."""
        return self.statement.account


# A number is taken whole: what follows it never begins inside it.
Q, M = "[#%]~*+", "[#%^]~*+"
RISES = (
    "rose|risen|ris(?:es?|ing)|gr(?:ew|own?|ows|owing)|increas(?:e[ds]?|ing)|climb(?:ed|s|ing)?|jump(?:ed|s|ing)?"
    "|surg(?:e[ds]?|ing)|soar(?:ed|s|ing)?|gain(?:ed|s|ing)?|expan(?:ded|ds?|ding|sion)|rais(?:e[ds]?|ing)|growth|up"
)
FALLS = (
    "f(?:ell|allen|alls?|alling)|drop(?:ped|s|ping)?|declin(?:e[ds]?|ing)|decreas(?:e[ds]?|ing)"
    "|shr(?:ank|unk|inks?|inking)|plung(?:e[ds]?|ing)|reduc(?:e[ds]?|ing|tion)|slump(?:ed|s)?|contract(?:ed|ion)"
    "|cut|slid|dwindl(?:e[ds]?|ing)|diminish(?:e[ds]|ing)?|down"
)
MOVES = f"{RISES}|{FALLS}"
NOUNS = (
    "increase|rise|growth|gain|jump|surge|climb|expansion|decrease|fall|drop|decline|reduction|cut|loss|slump"
    "|contraction"
)
MORE = "more|higher|larger|bigger|longer|greater|above|over|taller|heavier|stronger|up"
LESS = "less|lower|fewer|smaller|shorter|below|under|lighter|weaker|down"
_OR_SO = r"(?:(?:,|\s[–—-])?\s?\(?\s?(?:or|i·e·,?|that is,?)\s|\s?\()(?:by\s|up\s|down\s|or\s)?"
_DOWN = re.compile(rf"\b(?:{FALLS}|{LESS}|loss)\b", re.IGNORECASE)
_UP = re.compile(rf"\b(?:{RISES}|{MORE})\b", re.IGNORECASE)
_SMALL = (
    "or|i·e·|that|this|it|is|was|which|thus|so|makes?|made|making|meaning|means|meant|marks?|marking|represents?"
    "|representing|equals?|equal|equivalent|to|amount(?:s|ed|ing)|an?|the|of|by|in|all|total|only|just|even|full|whole"
    "|record|sharp|slight|further|year-on-year|went|has|have|had|been|difference|change"
)
# Words that can stand between “than” and the number that is compared with.
BASE = (
    "the|its|his|their|an?|last|previous|present|current|record|peak|figure|level|value|total|sum|of|for|years?|year['’]s"
    "|first|former|earlier|original|initial|existing|planned|old|high|low|then|that|@~*|in @~*|\\w+['’]s"
)


def gap(length: int, *, commas: bool = True) -> str:
    """Some words, without a number among them and within one clause, up to ``length`` characters."""
    return rf"[^#%^;:(){'' if commas else ','}]{{0,{length}}}?"


SHORT = gap(22, commas=False)
_LINK = (
    rf"{gap(45)}(?:,\s|\s?\(|\s[–—-]\s|\s(?=(?:by|or|up|down)\b))"
    rf"(?P<link>(?:(?:{_SMALL}|{MOVES}|{NOUNS})[\s,]+){{0,7}})(?P<m>{M})(?P<tail>[^#%^;:()]{{0,22}})"
)
_THEN = r"(?:(?:,|\s[–—-])?\s?\(?\s?(?:or|i·e·,?|that is,?)\s(?:by\s|up\s|down\s)?(?P<m2>%~*+))?"
FROM_TO = rf"\bfrom\s{SHORT}(?P<a>{Q}){gap(55)}\s(?:up\s|down\s)?to\s{SHORT}(?P<b>{Q})"
AGAINST = r"(?:(?:as\s)?against|(?:as\s)?compared\s(?:with|to)|versus|vs·?|up\sfrom|down\sfrom)"

_WENT = rf"\b(?P<move>{MOVES})\s(?:\w+ly\s)?(?:by\s|of\s)?(?P<m>{M})"
_STOPS = r"(?:,|\s?\(|\s[–—-])"
PATTERNS = tuple(re.compile(pattern, re.IGNORECASE) for pattern in (
    # increased by 20% from around 500 in 2018 to over 600; an increase of 5 from 18 to 24
    rf"{_WENT}(?!\s?(?:of|in)\s[#%]){gap(55)}\b{FROM_TO}",
    # a 20% increase from 50 to 60
    rf"(?P<m>[%^]~*+)\s(?P<move>{NOUNS})\b{gap(45)}\b{FROM_TO}",
    # from 960 to 1,027 million, up 7%; from 18 to 24 (or by 33%)
    rf"{FROM_TO}{_LINK}{_THEN}",
    # 60, up 20% from 50
    (
        rf"(?P<b>{Q}){gap(45)}{_STOPS}?\s(?:which\s(?:is|was)\s)?(?P<move>up|down)\s(?:by\s)?(?P<m>{M})\s?{gap(12)}"
        rf"\s(?:from|on|over|{AGAINST})\s{SHORT}(?P<a>{Q})(?!{gap(40)}\sto\s{SHORT}{Q})"
    ),
    # EUR 400 million, EUR 40 million above the record of EUR 360 million
    (
        rf"(?P<b>{Q}){gap(60)}{_STOPS}\s?(?:(?:{_SMALL})\s){{0,4}}(?P<m>{M})\s(?:\w+\s)?(?P<move>{MORE}|{LESS})\s"
        rf"(?:than\s)?(?:(?:{BASE})\s\(?){{0,7}}(?P<a>{Q})"
    ),
    # rose by 20% to 60 from 50
    rf"{_WENT},?\sto\s{SHORT}(?P<b>{Q}){gap(40)}\bfrom\s{SHORT}(?P<a>{Q})",
    # increased by 51% (65 cases against 43 in 2018); by 22, to 65 against 43
    (
        rf"{_WENT}{gap(30)}(?:\(\s?|,\s(?:to\s)?|\sto\s|[–—-]\s)(?P<b>{Q}){gap(40)}\s{AGAINST}\s{SHORT}(?P<a>{Q})"
    ),
    # USD 1.5 billion, a 25% increase from USD 1.2 billion; a 6 million rise to 24 million from 18 million
    (
        rf"(?P<b>{Q}){gap(45)},?\s(?:an?\s)?(?P<m>{M})\s(?P<move>{NOUNS})\s(?:from|on|over|{AGAINST})\s"
        rf"{SHORT}(?P<a>{Q})"
    ),
    rf"(?P<m>{M})\s(?P<move>{NOUNS})\sto\s{SHORT}(?P<b>{Q}){gap(40)}\s(?:from|{AGAINST})\s{SHORT}(?P<a>{Q})",
    # between 18 and 24, a difference of 6
    (
        rf"\bbetween\s{SHORT}(?P<a>{Q}){gap(45)}\sand\s{SHORT}(?P<b>{Q}){gap(20)},\s"
        rf"(?P<move>a\s(?:difference|gap)\sof)\s(?P<m>{M})"
    ),
    # 65 against 43 in 2018, up 51%
    rf"(?P<b>{Q}){gap(45)},?\s{AGAINST}\s{SHORT}(?P<a>{Q}){_LINK}{_THEN}",
))
# What a percentage has to be followed by to be no growth: “from 50 to 60, 20% of which are new”.
_SHARE = re.compile(r"\s?of\b", re.IGNORECASE)
_NUMBERS = 3  # before, after, and the change


def changes(statement: Statement) -> Iterator[Change]:
    """The changes that a sentence tells with all three numbers."""
    shape = statement.shape
    if sum(shape.count(mark) for mark in "#%^") < _NUMBERS:
        return
    seen = set()
    for pattern in PATTERNS:
        for match in pattern.finditer(shape):
            for group in ("m", "m2"):
                if (change := _change(statement, match, group)) and change.stated.start not in seen:
                    seen.add(change.stated.start)
                    yield change


def _change(statement: Statement, match: re.Match[str], group: str) -> Change | None:
    groups = match.groupdict()
    if not groups.get(group):
        return None
    before, after, stated = (statement.get(match, name) for name in ("a", "b", group))
    words = f"{groups.get('move') or ''} {groups.get('link') or ''}"
    next_word = (groups.get("tail") or "").strip().partition(" ")[0]
    if not _fit(before, after, stated) or (group == "m" and "link" in groups and not _told(match, stated)):
        return None
    return Change(statement, before, after, stated, _moved(words) or _moved(next_word))


def _fit(before: Quantity, after: Quantity, stated: Quantity) -> bool:
    """Whether the three are of kinds that a change can have: 5 tonnes from 18 to 24 tonnes, 7% from 51% to 48%."""
    if before.attributive or after.attributive or not alike(before, after):
        return False
    if stated.kind is Kind.POINTS:
        return before.kind is Kind.PERCENT
    return stated.kind is Kind.PERCENT or stated.unit in MULTIPLES or alike(before, stated)


def _told(match: re.Match[str], stated: Quantity) -> bool:
    """Whether the words between the pair and the third number say that it is their change."""
    link, tail = match["link"], match["tail"]
    if _moved(link) or "difference" in link:
        return True
    if stated.kind is Kind.PERCENT and _SHARE.match(tail):
        return False
    if _moved(tail.strip().partition(" ")[0]):
        return True
    bracketed = match.string[match.start("link") - 1] == "(" and not tail.strip()
    return stated.kind is not Kind.AMOUNT and (bool(link.strip()) or bracketed)


@dataclass(frozen=True, slots=True)
class Step:
    """A change by ``difference`` to ``after``, which the text calls a change by ``stated`` per cent."""

    statement: Statement
    after: Quantity
    difference: Quantity
    stated: Quantity
    direction: int


_STEPS = tuple(re.compile(pattern, re.IGNORECASE) for pattern in (
    # a 6 million rise to 24 million (or 33%)
    rf"(?P<d>#~*+)\s(?P<move>{NOUNS})\sto\s{SHORT}(?P<b>#~*+){gap(45)}{_OR_SO}(?P<m>%~*+)",
    # rose by 6 million to 24 million, or 33%
    rf"\b(?P<move>{MOVES})\s(?:by|of)?\s?(?P<d>#~*+),?\sto\s{SHORT}(?P<b>#~*+){gap(45)}{_OR_SO}(?P<m>%~*+)",
    # 24 million tonnes, an increase of 6 million tonnes (33%); 24 million, up 6 million, or 33%
    (
        rf"(?P<b>#~*+){gap(45)},\s(?:an?\s)?(?:\w+\s)?(?P<move>{NOUNS}|up|down)\s(?:of|by)?\s?(?P<d>#~*+){gap(45)}"
        rf"{_OR_SO}(?P<m>%~*+)"
    ),
    # 24 million tonnes, 6 million tonnes (33%) more than …; 6 million tonnes or 33% more
    rf"(?P<b>#~*+){gap(45)},\s(?P<d>#~*+){_OR_SO}(?P<m>%~*+)\)?,?\s(?P<move>{MORE}|{LESS})\b",
))


def steps(statement: Statement) -> Iterator[Step]:
    """The changes that a sentence tells by what was added, what came of it, and a percentage."""
    if "%" in statement.shape and statement.shape.count("#") > 1:
        for pattern in _STEPS:
            for match in pattern.finditer(statement.shape):
                after, difference, stated = (statement.get(match, name) for name in ("b", "d", "m"))
                if alike(after, difference) and after.amount > abs(difference.amount):
                    yield Step(statement, after, difference, stated, _moved(match["move"]))


_THIS_IS = re.compile(
    r"^(?:This|That|It|Which)\s(?:is|was|ma(?:kes|de)|means|meant|represent(?:s|ed)|amount(?:s|ed)\sto|mark(?:s|ed))"
    rf"\s(?:(?:an?|the|just|only)\s)*(?:(?P<m1>%~*+)\s)?(?P<move>{NOUNS})(?:\s(?:of|by)\s(?P<m2>%~*+))?",
    re.IGNORECASE,
)


def told_after(statement: Statement, before: Statement) -> Change | None:
    """``500 events took place in 2018, and 600 in 2019. This makes an increase of 20%.``"""
    match = _THIS_IS.match(statement.shape)
    group = "" if match is None else "m1" if match["m1"] else "m2" if match["m2"] else ""
    if match is None or not group:
        return None
    groups: dict[tuple[str, str], list[Quantity]] = {}
    for quantity in before.quantities:
        if quantity.kind is Kind.AMOUNT and not quantity.attributive:
            groups.setdefault((quantity.unit, quantity.currency), []).append(quantity)
    pairs = [pair for pair in groups.values() if len(pair) == 2]  # noqa: PLR2004 - a change needs two numbers
    if len(pairs) != 1:
        return None
    low, high = sorted(pairs[0], key=lambda quantity: quantity.amount)
    direction = _moved(match["move"])
    first, last = (high, low) if direction == DOWN else (low, high)
    return Change(statement, first, last, statement.get(match, group), direction)


def _moved(words: str) -> int:
    return DOWN if _DOWN.search(words) else UP if _UP.search(words) else 0
