"""Sentences with their numbers made out: what every rule about numbers in prose reads.

Each sentence has a ``shape``: its own words in small letters, but with every amount written ``#~~~``, every percentage
``%~~``, percentage points ``^~~`` and every other number (a date, a name) ``@~~~``, character for character in the same
places. So a rule can say ``from # to #, up %`` in a pattern, and take the numbers from where it matched.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from issuekit.checks.arithmetic.grammar import AMOUNT, FILL, OTHER, PERCENT, POINTS, with_moves
from issuekit.checks.arithmetic.quantities import read_quantities
from issuekit.checks.arithmetic.quantity import COUNTED, Kind, Quantity
from issuekit.checks.loci import Locus, loci
from issuekit.checks.patterns import lazily, plainly
from issuekit.frozen import dataclass
from issuekit.indices.expressions import ExpressionError, evaluate, names_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from issuekit.diagnostics import Finding, Span
    from issuekit.indices.expressions import Names
    from issuekit.indices.totals import ScoredIssue
    from issuekit.model.prose import Passage

OBJECT = "\ufffc"  # stands in a passage's words for a computed value or a label
# What is longer than this is no sentence that anybody reads, and no paragraph: a pasted table, or an accident.
LONGEST_SENTENCE, LONGEST_PASSAGE = 1500, 20_000
LONGEST_WORD = 24  # characters before a full stop in which an abbreviation is looked for
MARKS = {Kind.AMOUNT: AMOUNT, Kind.PERCENT: PERCENT, Kind.POINTS: POINTS}
_START = attrgetter("start")
_NO_MARKS = {ord(mark): " " for mark in (*MARKS.values(), OTHER, FILL)} | {ord("\u00a0"): " ", ord("\u202f"): " "}
_SPECIAL = frozenset(map(chr, _NO_MARKS))
# Over a text with plain quotation marks and stops.
_ENDS = lazily(r"[.!?]['\")\]]*(?P<space>\s+)(?=[\"(\[]?[^\sa-z])")
_LAST_WORD = lazily(r"[\w.&]*$")
_ABBREVIATIONS = frozenset((
    "st", "mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "maj", "capt", "sgt", "no", "nos", "vs", "e.g", "i.e",
    "cf", "approx", "ca", "fig", "figs", "vol", "p", "pp", "co", "ltd", "inc", "jan", "feb", "mar", "apr", "jun",
    "jul", "aug", "sep", "sept", "oct", "nov", "dec",
))
_COMPUTED = lazily(r"\{=([^{}]*)\}$")
_LABELLED = lazily(r"\[\]\(#([^)\s]+)\)$")


@dataclass(frozen=True, eq=False)
class Statement:
    """One sentence of a passage: ``plain[start:end]``, its shape, and its quantities, in order."""

    account: Account
    start: int
    end: int
    shape: str
    quantities: Sequence[Quantity]

    @property
    def plain(self) -> str:
        """The words, place for place as in the shape."""
        return self.account.plain[self.start:self.end]

    @cached_property
    def _amounts(self) -> int:
        return sum(1 for quantity in self.quantities if quantity.kind in COUNTED)

    def has(self, count: int) -> bool:
        """Whether there are that many amounts and percentages."""
        return len(self.quantities) >= count and self._amounts >= count

    @cached_property
    def moves(self) -> str:
        """The shape with its words of change marked."""
        return with_moves(self.shape)

    def get(self, match: re.Match[str], group: str) -> Quantity:
        """The quantity that a group of a pattern over the shape has matched."""
        return self.quantities[bisect_left(self.quantities, self.start + match.start(group), key=_START)]

    def within(self, start: int, end: int) -> Sequence[Quantity]:
        """The quantities that begin between two places of the shape, in order."""
        return self.quantities[
            bisect_left(self.quantities, self.start + start, key=_START):
            bisect_left(self.quantities, self.start + end, key=_START)
        ]

    def words(self, quantity: Quantity) -> str:
        """The quantity as printed."""
        return " ".join(self.account.plain[quantity.start:quantity.end].split())

    def number(self, quantity: Quantity) -> str:
        """The quantity's number as printed, with its unit or scale word but without hedges."""
        return " ".join(self.account.plain[quantity.digits[0]:quantity.end].split())


@dataclass(frozen=True, eq=False)
class Account:
    """A passage that has numbers: its words, its quantities, its sentences.

    ``labels`` are the targets of links that print a label (``see [](#exercises)``), by their place in ``plain``;
    ``claimed`` the stretches of ``plain`` that stand in ``[…]{=…}``, with the expression; ``computed`` how many
    values are computed.
    """

    locus: Locus
    plain: str
    quantities: Sequence[Quantity]
    labels: Mapping[int, str]
    claimed: Sequence[tuple[int, int, str]]
    computed: int

    @cached_property
    def lower(self) -> str:
        """The words in small letters, to look for words in; not place for place in rare alphabets."""
        return self.plain.lower()

    def span(self, quantity: Quantity) -> Span:
        """Where the quantity's digits or words stand in the file."""
        return self.locus.passage.span(*quantity.digits)

    def is_claimed(self, quantity: Quantity) -> bool:
        """Whether the author has given an expression for this number, which another rule checks."""
        return any(start <= quantity.digits[0] < end for start, end, _ in self.claimed)

    @cached_property
    def statements(self) -> Sequence[Statement]:
        """The sentences that have numbers, in order."""
        return tuple(_statements(self))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule has made of some numbers: they were checked, and this is the fault, if there is one."""

    account: Account
    numbers: Sequence[Quantity]
    finding: Finding | None = None


def findings(verdicts: Iterator[Verdict]) -> Iterator[Finding]:
    """The faults among the verdicts, each place once."""
    seen: set[tuple[Span, str]] = set()
    for verdict in verdicts:
        finding = verdict.finding
        if finding is not None and (finding.span, finding.code) not in seen:
            seen.add((finding.span, finding.code))
            yield finding


def accounts(scored: ScoredIssue) -> tuple[Account, ...]:
    """Every passage with numbers in it, in reading order. None for a series that is not in English."""
    return every_account(scored) if in_english(scored) else ()


def in_english(scored: ScoredIssue) -> bool:
    """Whether the patterns of this group, which are English, fit the issue."""
    return scored.issue.series.language.lower().startswith("en")


@lru_cache(maxsize=4)
def every_account(scored: ScoredIssue) -> tuple[Account, ...]:
    """Every passage with numbers in it, in any language; number words are read in English only."""
    names = names_of(scored)
    english = in_english(scored)
    found = []
    for locus in loci(scored):
        if locus.section not in ("head", "heading") and is_prose(locus.passage):
            account = _account(locus, names, english=english)
            if account.quantities or account.labels or account.computed:
                found.append(account)
    return tuple(found)


def is_prose(passage: Passage) -> bool:
    """Whether a passage is short enough to be a paragraph."""
    return len(passage.content) <= LONGEST_PASSAGE


def _account(locus: Locus, names: Names, *, english: bool) -> Account:
    plain = locus.passage.plain
    quantities = [quantity for quantity in read_quantities(plain) if english or not quantity.spelled]
    labels: dict[int, str] = {}
    computed = 0
    if OBJECT in plain:
        for place, source in _objects(locus, plain):
            if label := _LABELLED.match(source):
                labels[place] = label[1]
            elif expression := _COMPUTED.match(source):
                computed += 1
                value = _value(expression[1], names)
                if value is not None:
                    quantities.append(Quantity(
                        place, place + 1, (place, place + 1), Kind.AMOUNT, value, Fraction(1), computed=True,
                    ))
        quantities.sort(key=lambda quantity: quantity.start)
    return Account(locus, plain, quantities, labels, _claimed(locus), computed)


def _objects(locus: Locus, plain: str) -> Iterator[tuple[int, str]]:
    """Where something printed by the program stands in the words, and the Markdown that says what."""
    passage = locus.passage
    sources = [passage.content[start:end] for start, end, text in sorted(passage.cuts) if text == OBJECT]
    places = [match.start() for match in re.finditer(OBJECT, plain)]
    yield from zip(places, sources, strict=False)  # a text may hold the character itself


def _value(expression: str, names: Names) -> Fraction | None:
    try:
        value = evaluate(expression, names).value
    except ExpressionError:
        return None
    return value if isinstance(value, Fraction) else None


def _claimed(locus: Locus) -> list[tuple[int, int, str]]:
    prose = locus.prose
    if prose is None or not any(claim.printed for claim in prose.claims):
        return []
    cuts, content = locus.passage.cuts, locus.passage.content
    return [
        (_plain_index(locus, opening[1]), _plain_index(locus, closing[0]), content[closing[0] + 3:closing[1] - 1])
        for opening, closing in pairwise(cuts)
        # The opening bracket of a claim is cut out alone; its end is cut together with the expression.
        if content[opening[0]:opening[1]] == "[" and content[closing[0]:closing[0] + 3] == "]{="
    ]


def _plain_index(locus: Locus, content_index: int) -> int:
    content, starts = locus.passage.content, locus.passage.starts
    line = content.count("\n", 0, content_index)
    column = content_index - (content.rfind("\n", 0, content_index) + 1)
    return plain_index(locus.passage, starts[min(line, len(starts) - 1)] + column)


def plain_index(passage: Passage, index: int) -> int:
    """The index in a passage's words of a place in its Markdown (``text.value``).

    Found by halving, because the way back, :meth:`Passage.index`, is ascending.
    """
    low, high = 0, len(passage.plain)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if passage.index(middle) < index else (low, middle)
    return low


def sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text begin and end."""
    starts = [0]
    for match in _ENDS.finditer(plainly(text, "…“”’")):
        word = _LAST_WORD.search(text, max(0, match.start() - LONGEST_WORD), match.start())
        if word is None or not _abbreviated(word.group().lower().lstrip(".")):
            starts.append(match.end("space"))
    ends = [*starts[1:], len(text)]
    return [
        (place, min(place + LONGEST_SENTENCE, end)) for start, end in zip(starts, ends, strict=True)
        for place in range(start, max(end, start + 1), LONGEST_SENTENCE)
    ]


def _abbreviated(word: str) -> bool:
    """Whether a full stop after a word is the word's own: “St.”, a person's initial, “U.S.”."""
    return word in _ABBREVIATIONS or (word[-1:].isalpha() and (len(word) == 1 or word[-2] == "."))


def _statements(account: Account) -> Iterator[Statement]:
    shape = _shape(account)
    lower = shape.lower()
    if len(lower) != len(shape):
        lower = shape  # a rare capital that takes two small letters
    for start, end in sentences(shape):
        first, last = (bisect_left(account.quantities, place, key=_START) for place in (start, end))
        if first < last:
            text = lower[start:end].rstrip()
            # Full stops inside a sentence end nothing, so that patterns may run up to the next one.
            text = text[:-1].replace(".", "·") + text[-1:]
            yield Statement(account, start, start + len(text), text, account.quantities[first:last])


def _shape(account: Account) -> str:
    plain = account.plain
    if not _SPECIAL.isdisjoint(plain):
        plain = plain.translate(_NO_MARKS)
    pieces, position = [], 0
    for quantity in account.quantities:
        pieces.append(plain[position:quantity.start])
        size = quantity.end - quantity.start
        pieces.append((MARKS.get(quantity.kind, OTHER) + FILL * size)[:size])
        position = quantity.end
    pieces.append(plain[position:])
    return "".join(pieces)
