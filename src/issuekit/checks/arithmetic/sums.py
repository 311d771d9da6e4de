"""Sums written out in prose: ``24 + 14 = 38``, ``six, two and nine, 17 in all``; the total of a pasted catalogue."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from issuekit.checks.arithmetic.grammar import A, Pattern, gap
from issuekit.checks.arithmetic.index_claims import value_of
from issuekit.checks.arithmetic.margins import alike, is_count
from issuekit.checks.arithmetic.quantity import Kind
from issuekit.checks.loci import loci
from issuekit.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from issuekit.checks.arithmetic.quantity import Quantity
    from issuekit.checks.arithmetic.statements import Account, Statement
    from issuekit.indices.totals import ScoredIssue
    from issuekit.model.prose import Passage


@dataclass(frozen=True, slots=True)
class Equation:
    """``24 + 14 = 38``: whether it is right, to the digits printed, and what its left side makes."""

    words: str
    start: int
    end: int
    numbers: Sequence[Quantity]
    result: Fraction
    right: bool


_NUMBER = r"(?:\d{1,3}(?:[,\u00a0\u202f]\d{3})+|\d{1,12})(?:\.\d{1,6})?"
_EQUATION = Pattern(
    rf"(?<![\w.,/=+*×-])(?P<left>[+−–-]?\s?{_NUMBER}(?:\s?%)?(?:\s?(?:[+×*]|[−–-])\s?{_NUMBER}(?:\s?%)?){{1,12}})\s?="
    rf"\s?(?P<right>[+−–-]?\s?{_NUMBER})(?![\d/]|\.\d)",
)
_TERM = Pattern(rf"(?P<sign>[+×*−–-]?)\s?(?P<number>{_NUMBER})")


def equations(account: Account) -> Iterator[Equation]:
    """Equations in figures. Products are taken before sums."""
    if "=" not in account.plain:
        return
    for match in _EQUATION.finditer(account.plain):
        result, step = _evaluate(match["left"])
        told = value_of(match["right"].strip())
        decimals = len(match["right"].partition(".")[2])
        numbers = [
            quantity for quantity in account.quantities
            if match.start() <= quantity.digits[0] < match.end()
        ]
        # Terms printed to fewer digits than the result leave room for rounding.
        room = max(Fraction(1, 10**decimals) / 2 if step < Fraction(1, 10**decimals) else Fraction(0), Fraction(0))
        if numbers:
            yield Equation(
                " ".join(match.group().split()), match.start(), match.end(), numbers, result,
                abs(result - told) <= room,
            )


def _evaluate(left: str) -> tuple[Fraction, Fraction]:
    """What a row of terms makes, and the finest step that one of them is printed to."""
    total, product, finest = Fraction(0), Fraction(0), Fraction(1)
    for term in _TERM.finditer(left):
        value = Fraction(re.sub(r"[^\d.]", "", term["number"]))
        finest = min(finest, Fraction(1, 10 ** len(term["number"].partition(".")[2])))
        if term["sign"] in ("×", "*"):
            product *= value
            finest = Fraction(0)
        else:
            total += product
            product = -value if term["sign"] in ("−", "–", "-") and term["sign"] else value
    return total + product, finest


@dataclass(frozen=True, slots=True)
class Total:
    """Parts, and the total that is told after them. ``certain`` if the sentence has no other numbers."""

    whole: Quantity
    parts: Sequence[Quantity]
    certain: bool


_GAP = gap(45, commas=False)
_SERIES = rf"(?P<parts>{A}(?:{_GAP}(?:,\s(?:and\s)?|\sand\s|\splus\s)(?:another\s)?{A})+){_GAP}"
_MAKING = r"(?:,|\s[–—-]|\s?\()\s?(?:(?:for|making|or|thus|which\smakes|giving|i·e·)\s)?"
_AFTER = (
    # six fighters, two helicopters and nine planes, a total of 17; …, or 17 in all
    Pattern(
        rf"{_SERIES}{_MAKING}(?:a\stotal\sof|in\s(?:all|total),?|altogether,?|totall?ing|together)\s(?P<whole>{A})",
        ("total", "in all", "altogether", "together"),
    ),
    Pattern(
        rf"{_SERIES}{_MAKING}(?P<whole>{A}){gap(25, commas=False)}\s(?:in\s(?:all|total)|altogether|all\stold)\b",
        ("in all", "in total", "altogether", "all told"),
    ),
    # 20 plus four makes 24
    Pattern(
        rf"(?P<parts>{A}{_GAP}\splus\s{A}){_GAP}\s(?:makes?|equals?|gives?|is)\s(?P<whole>{A})", " plus ",
    ),
)


def totals_after(statement: Statement) -> Iterator[Total]:
    """Totals that a sentence tells after their parts."""
    if not statement.has(3) or statement.shape.count("#") < 3:  # noqa: PLR2004 - two parts and a total
        return
    if "###" not in "".join(filter("#%^".__contains__, statement.shape)):
        return  # one number right after the other
    for pattern in _AFTER:
        for match in pattern.finditer(statement.shape):
            parts = statement.within(match.start("parts"), match.end("parts"))
            whole = statement.get(match, "whole")
            # A number earlier in the same item makes it doubtful which one is the part: “29 of one make, 44 …”.
            earlier = re.split(r"[,;:(]", statement.shape[:match.start("parts")])[-1]
            if "#" not in earlier and alike(whole, *parts) and not any(part.attributive for part in parts):
                yield Total(whole, parts, certain=len(statement.quantities) == len(parts) + 1)


@dataclass(frozen=True, slots=True)
class Price:
    """So many pieces at a price each, and what they cost together."""

    pieces: Quantity
    each: Quantity
    together: Quantity


_EACH = Pattern(
    rf"(?P<each>{A})\s(?:each|apiece|a\spiece|per\s(?:unit|piece|item))\b", (" each", " apiece", " a piece", " per "),
)


def prices(statement: Statement) -> Iterator[Price]:
    """``Four helicopters at USD 20 million apiece, USD 80 million in all``; the sentence has no other amounts."""
    for match in _EACH.finditer(statement.shape) if statement.has(3) else ():
        each = statement.get(match, "each")
        others = [
            quantity for quantity in statement.quantities
            if quantity.kind is Kind.AMOUNT and quantity is not each and not quantity.attributive
        ]
        pieces = [quantity for quantity in others if is_count(quantity)]
        together = [quantity for quantity in others if quantity.currency and quantity.currency == each.currency]
        if len(others) == 2 and len(pieces) == len(together) == 1:  # noqa: PLR2004 - pieces, and their price
            yield Price(pieces[0], each, together[0])


def fair_parts(statement: Statement) -> Iterator[tuple[Quantity, Quantity]]:
    """``EUR 45 million, EUR 15 million each``: a sum and the part of everyone, where no other amounts are told."""
    for match in _EACH.finditer(statement.shape) if statement.has(2) else ():  # the sum and the part
        each = statement.get(match, "each")
        sums = [
            quantity for quantity in statement.quantities
            if quantity.kind is Kind.AMOUNT and quantity is not each and quantity.currency == each.currency
            and not quantity.attributive and quantity.end <= each.start
        ]
        others = [quantity for quantity in statement.quantities if quantity.kind is Kind.AMOUNT]
        if each.currency and len(sums) == 1 and len(others) == 2 and alike(each, *sums):  # noqa: PLR2004 - as above
            yield sums[0], each


@dataclass(frozen=True, slots=True)
class CatalogueTotal:
    """The total under a catalogue that is printed as text, and what the rows above it add up to."""

    passage: Passage
    start: int
    end: int
    told: int
    added: int
    rows: int


_POINT = Pattern(r"(?:^|(?<=\s))(?P<point>[+−–-]\s?\d{1,2}|0)$")
_ROWS = 3  # rows from which on lines that end in points are a catalogue


def catalogue_totals(scored: ScoredIssue) -> Iterator[CatalogueTotal]:
    """Catalogues that were pasted into the text: lines that end in points, under “Date Event Point”, and a total."""
    labels = scored.issue.series.labels
    head = re.compile(
        r"\s*" + r"\W+".join(map(re.escape, (labels.date, labels.event, labels.point))) + r"s?\s*", re.IGNORECASE,
    )
    foot = re.compile(rf"\s*{re.escape(labels.total)}\W*?(?P<told>[+−–-]\s?\d{{1,3}}|\b0)\s*", re.IGNORECASE)
    added = rows = 0
    reading = False
    for locus in loci(scored):
        if not locus.running or not (reading or labels.point.lower() in locus.passage.content.lower()):
            continue
        position = 0
        for line in locus.passage.content.split("\n"):
            if head.fullmatch(line):
                added, rows = (added, rows) if reading else (0, 0)
                reading = True
            elif reading and (match := foot.fullmatch(line)):
                if rows >= _ROWS:
                    start = _plain_start(locus.passage, position + match.start("told"))
                    yield CatalogueTotal(
                        locus.passage, start, start + len(match["told"]), int(value_of(match["told"])), added, rows,
                    )
                reading = False
            elif reading and (match := _POINT.search(line.rstrip())):
                added += int(value_of(match["point"]))
                rows += 1
            position += len(line) + 1


def _plain_start(passage: Passage, content_index: int) -> int:
    """The place in the words; catalogue lines have no markup but backslashes before their marks."""
    return content_index - passage.content.count("\\", 0, content_index)
