"""Changes that prose tells with their numbers: ``from 960 to 1,027 million, up 7%``, ``60, 10 more than the 50``.

Read over the shape of a sentence with its words of change marked. Every pattern names the number before (``a``), the
number after (``b``) and what the text calls the change (``m``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.checks.arithmetic.grammar import (
    CHANGE,
    DOWN,
    MORE,
    UPDOWN,
    WENT,
    A,
    M,
    P,
    Pattern,
    Q,
    direction,
    gap,
)
from issuekit.checks.arithmetic.margins import alike
from issuekit.checks.arithmetic.quantity import Kind
from issuekit.frozen import dataclass

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from issuekit.checks.arithmetic.quantity import Quantity
    from issuekit.checks.arithmetic.statements import Account, Statement

MULTIPLES = frozenset({"time", "fold"})  # units of “three times” and “3.5-fold”
NUMBERS = 3  # before, after, and the change


@dataclass(frozen=True, slots=True)
class Change:
    """From ``before`` to ``after``, which the text calls a change by ``stated``.

    ``direction`` is that of the words: up, down, or 0 where they don't say.
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
SHORT = gap(22, commas=False)
FROM_TO = rf"\bfrom\s{SHORT}(?P<a>{Q}){gap(55)}\s(?:{UPDOWN}\s)?to\s{SHORT}(?P<b>{Q})"
AGAINST = rf"(?:(?:as\s)?against|(?:as\s)?compared\s(?:with|to)|in\scomparison\s(?:with|to)|versus|vs·?|{UPDOWN}\sfrom)"
AGAINST_WORDS = ("against", "compar", "versus", "vs", "△", "▽")  # “from” only behind one of the two marks
_LINK = (
    rf"{gap(45)}(?:,\s|\s?\(|\s[–—-]\s|\s(?=(?:by|or|{UPDOWN})\s))"
    rf"(?P<link>(?:(?:{_SMALL}|{WENT})[\s,]+){{0,7}})(?P<m>{M})(?P<tail>[^#%^;:()]{{0,22}})"
)
WENT_MARKS = tuple("↑↓⇑⇓△▽")
_BY = rf"(?:by\s|{UPDOWN}\s)?"
_THEN = rf"(?:(?:,|\s[–—-])?\s?\(?\s?(?:or|i·e·,?|that is,?)\s{_BY}(?P<m2>{P}))?"
_BY_OF = r"(?:(?:\w+ly\s)?(?:by\s|of\s)?|[^#%^;:(),]{1,30}?\sby\s)"
_WENT = rf"(?P<move>{WENT})\s{_BY_OF}(?P<m>{M})"
_STOPS = r"(?:,|\s?\(|\s[–—-])"
PATTERNS = (
    # increased by 20% from around 500 in 2018 to over 600; an increase of 5 from 18 to 24
    Pattern(rf"{_WENT}(?!\s?(?:of|in)\s[#%]){gap(55)}\b{FROM_TO}", "from ", " to ", WENT_MARKS),
    # a 20% increase from 50 to 60
    Pattern(rf"(?P<m>[%^]~*+)\s(?P<move>{CHANGE}){gap(45)}\b{FROM_TO}", "from ", " to ", ("⇑", "⇓"), ("%", "^")),
    # from 960 to 1,027 million, up 7%; from 18 to 24 (or by 33%)
    Pattern(rf"{FROM_TO}{_LINK}{_THEN}", "from ", " to "),
    # 60, up 20% from 50
    Pattern(
        rf"(?P<b>{Q}){gap(45)}{_STOPS}?\s(?:which\s(?:is|was)\s)?(?P<move>{UPDOWN})\s(?:by\s)?(?P<m>{M})\s?{gap(12)}"
        rf"\s(?:from|on|≫~*+|{AGAINST})\s{SHORT}(?P<a>{Q})(?!{gap(40)}\sto\s{SHORT}{Q})", ("△", "▽"),
    ),
    # EUR 400 million, EUR 40 million above the record of EUR 360 million
    Pattern(
        rf"(?P<b>{Q}){gap(60)}{_STOPS}\s?(?:(?:{_SMALL})\s){{0,4}}(?P<m>{M})\s(?:\w+\s)?(?P<move>{MORE})\s"
        rf"(?:than\s)?(?:(?:{BASE})\s\(?){{0,7}}(?P<a>{Q})", ("≫", "≪", "△", "▽"),
    ),
    # rose by 20% to 60 from 50
    Pattern(rf"{_WENT},?\sto\s{SHORT}(?P<b>{Q}){gap(40)}\bfrom\s{SHORT}(?P<a>{Q})", "from ", " to ", WENT_MARKS),
    # increased by 51% (65 cases against 43 in 2018); by 22, to 65 against 43
    Pattern(
        rf"{_WENT}{gap(30)}(?:\(\s?|,\s(?:to\s)?|\sto\s|[–—-]\s)(?P<b>{Q}){gap(40)}\s{AGAINST}\s{SHORT}(?P<a>{Q})",
        AGAINST_WORDS, WENT_MARKS,
    ),
    # USD 1.5 billion, a 25% increase from USD 1.2 billion; a 6 million rise to 24 million from 18 million
    Pattern(
        rf"(?P<b>{Q}){gap(45)},?\s(?:an?\s)?(?P<m>{M})\s(?P<move>{CHANGE})\s(?:from|on|≫~*+|{AGAINST})\s"
        rf"{SHORT}(?P<a>{Q})", ("⇑", "⇓"),
    ),
    # USD 184 million, an increase of 46% over the USD 126 million of 2002
    Pattern(
        rf"(?P<b>{Q}){gap(75)},?\s(?:an?\s)?(?P<move>{CHANGE})\s(?:of|by)\s(?P<m>{M})\s(?:from|on|≫~*+|{AGAINST})\s"
        rf"{SHORT}(?P<a>{Q})", ("⇑", "⇓"),
    ),
    Pattern(
        rf"(?P<m>{M})\s(?P<move>{CHANGE})\sto\s{SHORT}(?P<b>{Q}){gap(40)}\s(?:from|{AGAINST})\s{SHORT}(?P<a>{Q})",
        ("⇑", "⇓"), " to ",
    ),
    # between 18 and 24, a difference of 6
    Pattern(
        rf"\bbetween\s{SHORT}(?P<a>{Q}){gap(45)}\sand\s{SHORT}(?P<b>{Q}){gap(20)},\s"
        rf"(?P<move>a\s(?:difference|gap)\sof)\s(?P<m>{M})", "between ", ("difference", "gap"),
    ),
    # 65 against 43 in 2018, up 51%
    Pattern(rf"(?P<b>{Q}){gap(75)},?\s{AGAINST}\s{SHORT}(?P<a>{Q}){_LINK}{_THEN}", AGAINST_WORDS),
)


def changes(statement: Statement) -> Iterator[Change]:
    """The changes that a sentence tells with all three numbers."""
    if not statement.has(NUMBERS):
        return
    shape = statement.moves
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
    return Change(statement, before, after, stated, direction(words) or direction(next_word))


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
    if direction(link) or "difference" in link:
        return True
    if stated.kind is Kind.PERCENT and tail.lstrip().startswith("of "):
        return False  # “from 50 to 60, 20% of which are new”
    if direction(tail.strip().partition(" ")[0]):
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


_OR_SO = rf"(?:(?:,|\s[–—-])?\s?\(?\s?(?:or|i·e·,?|that is,?)\s|\s?\()(?:by\s|{UPDOWN}\s|or\s)?"
_STEPS = (
    # a 6 million rise to 24 million (or 33%)
    Pattern(rf"(?P<d>{A})\s(?P<move>{CHANGE})\sto\s{SHORT}(?P<b>{A}){gap(45)}{_OR_SO}(?P<m>{P})", ("⇑", "⇓"), " to "),
    # rose by 6 million to 24 million, or 33%; cut the budget by 20 million to 180 million (10%)
    Pattern(
        rf"(?P<move>{WENT})\s{_BY_OF}(?P<d>{A}),?\sto\s{SHORT}(?P<b>{A}){gap(45)}{_OR_SO}(?P<m>{P})",
        " to ", WENT_MARKS,
    ),
    # totaled 30 billion and fell by 20% (or 7.5 billion); fell by 20%, or 7.5 billion, to 30 billion
    Pattern(
        rf"(?P<b>{A}){gap(40)}\s(?P<move>{WENT})\s{_BY_OF}(?P<m>{P}){_OR_SO}(?P<d>{A})",
        ("(", " or ", "i·e·", "that is"), WENT_MARKS,
    ),
    Pattern(
        rf"(?P<move>{WENT})\s{_BY_OF}(?P<m>{P}){_OR_SO}(?P<d>{A})\)?,?\sto\s{SHORT}(?P<b>{A})", " to ", WENT_MARKS,
    ),
    # 24 million tonnes, an increase of 6 million tonnes (33%); 24 million, up 6 million, or 33%
    Pattern(
        rf"(?P<b>{A}){gap(45)},\s(?:an?\s)?(?:\w+\s)?(?P<move>{CHANGE}|{UPDOWN})\s(?:of|by)?\s?(?P<d>{A}){gap(45)}"
        rf"{_OR_SO}(?P<m>{P})", ("⇑", "⇓", "△", "▽"),
    ),
    # 24 million tonnes, 6 million tonnes (33%) more than …; 6 million tonnes or 33% more
    Pattern(rf"(?P<b>{A}){gap(45)},\s(?P<d>{A}){_OR_SO}(?P<m>{P})\)?,?\s(?P<move>{MORE})", ("≫", "≪", "△", "▽")),
)


def steps(statement: Statement) -> Iterator[Step]:
    """The changes that a sentence tells by what was added, what came of it, and a percentage."""
    if "%" in statement.shape and statement.shape.count("#") > 1:
        for pattern in _STEPS:
            for match in pattern.finditer(statement.moves):
                after, difference, stated = (statement.get(match, name) for name in ("b", "d", "m"))
                if alike(after, difference) and after.amount > abs(difference.amount):
                    yield Step(statement, after, difference, stated, direction(match["move"]))


_THIS_IS = Pattern(
    r"(?:this|that|it|which)\s(?:is|was|ma(?:kes|de)|means|meant|represent(?:s|ed)|amount(?:s|ed)\sto|mark(?:s|ed))"
    rf"\s(?:(?:an?|the|just|only)\s)*(?:(?P<m1>{P})\s)?(?P<move>{CHANGE})(?:\s(?:of|by)\s(?P<m2>{P}))?",
    ("this", "that", "it", "which"), ("⇑", "⇓"),
)


def told_after(statement: Statement, before: Statement) -> Change | None:
    """``500 events took place in 2018, and 600 in 2019. This makes an increase of 20%.``"""
    match = _THIS_IS.match(statement.moves) if "%" in statement.shape else None
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
    way = direction(match["move"])
    first, last = (high, low) if way == DOWN else (low, high)
    return Change(statement, first, last, statement.get(match, group), way)
