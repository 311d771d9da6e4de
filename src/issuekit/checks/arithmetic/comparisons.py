"""Comparisons without a stated difference: ``doubled from 18 to 36``, ``fell from 24 to 18``, ``leaves eight``.

Patterns over the shape of sentences, as in the module on changes.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from issuekit.checks.arithmetic import numerals
from issuekit.checks.arithmetic.changes import AGAINST, AGAINST_WORDS, BASE, FROM_TO, MULTIPLES, SHORT, Change
from issuekit.checks.arithmetic.grammar import DOWN, UP, UPDOWN, WENT, A, Pattern, Q, direction, gap
from issuekit.checks.arithmetic.margins import FAR, Margin, alike, margin
from issuekit.checks.arithmetic.quantity import Hedge, Kind
from issuekit.checks.patterns import lazily
from issuekit.frozen import dataclass

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from issuekit.checks.arithmetic.quantity import Quantity
    from issuekit.checks.arithmetic.statements import Statement


@dataclass(frozen=True, slots=True)
class Multiple:
    """``after`` is told to be a multiple of ``before``: a ratio within one of ``allowed``.

    ``words`` are what tells it, ``shape[start:end]``; ``stated`` is its number, where it is not a word such as
    “doubled”.
    """

    statement: Statement
    before: Quantity
    after: Quantity
    allowed: Sequence[Margin]
    start: int
    end: int
    words: str
    stated: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Movement:
    """The text says that a number went up or down from ``before`` to ``after``."""

    statement: Statement
    before: Quantity
    after: Quantity
    direction: int
    words: str


_PAIRS = (
    (rf"{gap(50)}(?:,\s)?{FROM_TO}", ("from ",)),
    (
        rf"{gap(30)}(?:\(\s?|,\s(?:to\s)?|\sto\s)(?P<b>{Q}){gap(45)}\s(?:{AGAINST}|from)\s{SHORT}(?P<a>{Q})",
        (*AGAINST_WORDS, "from"),
    ),
)
_HEDGED = (
    r"(?:(?<!\w)(?P<hedge>≫~*+\sthan|≫~*+|almost|nearly|about|roughly|practically|virtually|some|approximately)\s)?"
)
_FACTORS = {
    "doubl": Fraction(2), "tripl": Fraction(3), "trebl": Fraction(3), "quadr": Fraction(4), "quint": Fraction(5),
    "halv": Fraction(1, 2),
}
_BECAME = tuple(
    Pattern(
        rf"{_HEDGED}(?<!\w)(?P<word>(?:doubl|tripl|trebl|quadrupl|quintupl|halv)(?:ed|es|ing)|{WENT}\s(?:by\s)?"
        rf"(?P<fold>two|three|four|five|six|seven|eight|nine|ten)fold)\b{pair}", (*_FACTORS, "fold"), words,
    ) for pair, words in _PAIRS
)
# fell by a third from 60 to 40; from 60 to 40, or by a third
_FRACTIONS = {
    "half": Fraction(1, 2), "a third": Fraction(1, 3), "one third": Fraction(1, 3), "one-third": Fraction(1, 3),
    "two thirds": Fraction(2, 3), "two-thirds": Fraction(2, 3), "a quarter": Fraction(1, 4),
    "one quarter": Fraction(1, 4), "one-quarter": Fraction(1, 4), "three quarters": Fraction(3, 4),
    "three-quarters": Fraction(3, 4), "a fifth": Fraction(1, 5), "one fifth": Fraction(1, 5),
}
_FRACTION = rf"{_HEDGED}(?P<fraction>#~*+\s(?:third|quarter|fifth)s?|{'|'.join(_FRACTIONS)})\b"
_FRACTION_WORDS = ("half", "third", "quarter", "fifth")
_BY_FRACTION = (
    *(
        Pattern(rf"(?P<move>{WENT})\s(?:\w+ly\s)?by\s{_FRACTION}{pair}", _FRACTION_WORDS, words)
        for pair, words in _PAIRS
    ),
    Pattern(rf"(?P<move>)\b{FROM_TO}{gap(30)},\s(?:or\s|that\sis,?\s)by\s{_FRACTION}", _FRACTION_WORDS, "from "),
)
# 60, twice the 30 of 2018; 60, three times more than the 20 of 2018; 10, half as many as the 20 of 2018
_TIMES = Pattern(
    rf"(?P<b>{Q}){gap(45)}(?:,|\s?\(|\s[–—-])\s?(?:(?:or|which\sis|that\sis|i·e·,?)\s)?{_HEDGED}"
    rf"(?P<word>twice|double|triple|half|(?P<m>{A}))\s(?P<more>≫~*+)?"
    rf"(?:as\s(?:many|much|long|high|large|big|great))?\s?(?:as|than|of)?\s?(?:(?:{BASE})\s\(?){{1,7}}(?P<a>{Q})",
    ("twice", "double", "triple", "half", "≫", " as "),
)
_WORD_FACTORS = {"twice": Fraction(2), "double": Fraction(2), "triple": Fraction(3), "half": Fraction(1, 2)}


def multiples(statement: Statement) -> Iterator[Multiple]:
    """Multiples told with both of their numbers."""
    if not statement.has(_PAIR):
        return
    shape = statement.moves
    for pattern in _BECAME:
        for match in pattern.finditer(shape):
            before, after = statement.get(match, "a"), statement.get(match, "b")
            if alike(before, after):
                start, end = match.start(), match.end("word")
                yield Multiple(
                    statement, before, after, [_allowed(_factor(match["word"], match["fold"]), match["hedge"])],
                    start, end, statement.plain[start:end],
                )
    for pattern in _BY_FRACTION:
        for match in pattern.finditer(shape):
            yield from _fraction(statement, match)
    told = any(word in shape for word in _WORD_FACTORS) or any(
        quantity.unit in MULTIPLES for quantity in statement.quantities
    )
    for match in _TIMES.finditer(shape) if told else ():
        yield from _times(statement, match)


def _factor(word: str, fold: str | None) -> Fraction:
    if fold:
        return numerals.value_of(fold)
    return next(factor for beginning, factor in _FACTORS.items() if word.lower().startswith(beginning))


def _allowed(factor: Fraction, hedge: str | None) -> Margin:
    """The ratios that a word such as “doubled” or “almost halved” can stand for: loosely used, but not at will."""
    match (hedge or "")[:1], hedge or "":
        case "≫", _:
            return Margin(factor, FAR) if factor > 1 else Margin(Fraction(0), factor)
        case _, ("almost" | "nearly" | "practically" | "virtually"):
            return Margin(factor * 3 / 4, factor) if factor > 1 else Margin(factor, factor * 4 / 3)
    return Margin(factor * 7 / 8, factor * 5 / 4)


def _fraction(statement: Statement, match: re.Match[str]) -> Iterator[Multiple]:
    """“By a third”, up or down: a ratio of four thirds or of two thirds, loosely."""
    words = statement.plain[slice(*match.span("fraction"))].lower()
    fraction = _FRACTIONS.get(words)
    before, after = statement.get(match, "a"), statement.get(match, "b")
    if fraction is None or not alike(before, after):
        return
    way = direction(match["move"]) or (UP if after.amount > before.amount else DOWN)
    told = _allowed_part(fraction, match["hedge"])
    ratio = Margin(1 + told.low, 1 + told.high) if way == UP else Margin(1 - told.high, 1 - told.low)
    yield Multiple(statement, before, after, [ratio], match.start("fraction"), match.end("fraction"), f"by {words}")


def _allowed_part(fraction: Fraction, hedge: str | None) -> Margin:
    """What “a third”, “more than a third” or “almost a third” can stand for."""
    if (hedge or "")[:1] == "≫":
        return Margin(fraction, fraction * 3 / 2)
    if hedge in ("almost", "nearly", "practically", "virtually"):
        return Margin(fraction * 3 / 4, fraction)
    return Margin(fraction * 4 / 5, fraction * 6 / 5)


def _times(statement: Statement, match: re.Match[str]) -> Iterator[Multiple]:
    before, after = statement.get(match, "a"), statement.get(match, "b")
    stated = statement.get(match, "m") if match["m"] else None
    if not alike(before, after) or (stated is not None and stated.unit not in MULTIPLES):
        return
    if stated is None:
        allowed = [_allowed(_WORD_FACTORS[match["word"]], match["hedge"])]
    else:
        allowed = _told_times(stated, more=bool(match["more"]))
    yield Multiple(statement, before, after, allowed, match.start("word"), match.end("word"),
                   statement.words(stated) if stated else match["word"], stated)


def _told_times(stated: Quantity, *, more: bool) -> list[Margin]:
    """“Three times more” is used for three times as much and for four times as much."""
    told = margin(stated)
    if stated.hedge is Hedge.NONE and stated.step == 1:
        told = Margin(stated.value * 7 / 8, max(stated.value * 9 / 8, stated.value + Fraction(1, 2)))
    return [told, told + Margin(Fraction(1), Fraction(1))] if more else [told]


def as_multiple(change: Change) -> Multiple:
    """A change by “3.5-fold” or “three times” as the multiple that it is."""
    statement, stated = change.statement, change.stated
    return Multiple(
        statement, change.before, change.after, _told_times(stated, more=True),
        stated.start - statement.start, stated.end - statement.start, statement.words(stated), stated,
    )


# Forms that only ever say which way a number went; “growth fell” shows that nouns do not.
_MOVES = Pattern(WENT)
_FROM_TO = Pattern(FROM_TO, "from ", " to ")
_AGAINST = Pattern(rf"(?:\(\s?|\sto\s{SHORT})(?P<b>{Q}){gap(45)}\s{AGAINST}\s{SHORT}(?P<a>{Q})", AGAINST_WORDS)
_TO_FROM = Pattern(rf"\sto\s{SHORT}(?P<b>{Q}){gap(30)},?\sfrom\s{SHORT}(?P<a>{Q})(?!{gap(40)}\sto\s)", " to ", "from ")
_UP_FROM = Pattern(
    rf"(?P<b>{Q}){gap(45)},?\s(?P<move>{UPDOWN})\sfrom\s{SHORT}(?P<a>{Q})(?!{gap(40)}\sto\s)", ("△", "▽"), " from ",
)
_EXCEEDS = Pattern(
    rf"(?P<b>{Q}){gap(45)},?\s(?P<move>exceed(?:ing|ed|s)|surpass(?:ing|ed|es)|beating|topping)\s"
    rf"(?:(?:{BASE})\s){{1,7}}(?P<a>{Q})", ("exceed", "surpass", "beating", "topping"),
)
_NEW_CLAUSE = lazily(r"[;:()]|\sfrom\s")
_PAIR = 2
_REACH = 70  # characters between the word that tells the direction and the numbers


def movements(statement: Statement) -> Iterator[Movement]:
    """Numbers that the sentence says to have gone up or down."""
    if not statement.has(_PAIR):
        return
    shape = statement.moves
    for pattern in (_FROM_TO, _AGAINST, _TO_FROM):
        for match in pattern.finditer(shape):
            moves = list(_MOVES.finditer(shape, max(0, match.start() - _REACH), match.start()))
            # The last word before the numbers tells the direction, unless a new clause begins after it.
            if moves and not _NEW_CLAUSE.search(shape, moves[-1].end(), match.start()):
                yield from _movement(statement, match, moves[-1].span())
    for pattern in (_UP_FROM, _EXCEEDS):
        for match in pattern.finditer(shape):
            yield from _movement(statement, match, match.span("move"))


def _movement(statement: Statement, match: re.Match[str], move: tuple[int, int]) -> Iterator[Movement]:
    before, after = statement.get(match, "a"), statement.get(match, "b")
    mark = match.string[move[0]]
    way = UP if mark in "↑△" or mark.isalpha() else DOWN if mark in "↓▽" else 0
    plain = not (before.attributive or after.attributive or before.signed or after.signed)
    if way and plain and alike(before, after):
        yield Movement(statement, before, after, way, statement.plain[slice(*move)])


_LEAVES = Pattern(rf"\s(?:which\s)?(?:leaves|leaving|left)\s(?P<m>{A})", ("leaves ", "leaving ", "left "))


def leavings(statement: Statement, earlier: Statement | None) -> Iterator[Change]:
    """``Of 12 aircraft, four were delivered, leaving eight``; the first two may be in two sentences."""
    for match in _LEAVES.finditer(statement.shape):
        left = statement.get(match, "m")
        numbers = [
            quantity for source in (earlier, statement) if source is not None for quantity in source.quantities
            if quantity.kind is Kind.AMOUNT and not quantity.attributive and quantity.start < left.start
        ]
        if len(numbers) == _PAIR and alike(*numbers, left):
            low, high = sorted(numbers, key=lambda quantity: quantity.amount)
            yield Change(statement, low, high, left, 0)
