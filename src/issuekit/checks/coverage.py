"""How many of the numbers in the prose are computed, verified, or left to the author's care."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from issuekit.checks.arithmetic import (
    claim_operands,
    difference,
    index_in_words,
    parts_of_whole,
    percentage,
    stated_count,
    sum_mismatch,
)
from issuekit.checks.arithmetic.quantity import COUNTED
from issuekit.checks.arithmetic.statements import every_account
from issuekit.checks.patterns import lazily

if TYPE_CHECKING:
    from collections.abc import Mapping

    from issuekit.checks.arithmetic.quantity import Quantity
    from issuekit.checks.arithmetic.statements import Account
    from issuekit.diagnostics import Span
    from issuekit.indices.totals import ScoredIssue

LETTER = "letter"  # how the letter is named among the chapters


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers of running text, by who answers for them.

    ``computed`` are printed by the program (``{=…}``); ``verified`` are held against an expression (``[…]{=…}``) or
    were compared with other numbers by a rule; ``unchecked`` rest on the author alone.
    """

    computed: int = 0
    verified: int = 0
    unchecked: int = 0

    @property
    def total(self) -> int:
        """All numbers."""
        return self.computed + self.verified + self.unchecked

    @property
    def share(self) -> float:
        """The part of the numbers that something answers for, from 0 to 1; 1 where there are none."""
        return 1 - self.unchecked / self.total if self.total else 1.0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.computed + other.computed, self.verified + other.verified, self.unchecked + other.unchecked,
        )


@dataclass(frozen=True, slots=True)
class UncheckedNumber:
    """A number that nothing was held against: where it stands, as printed, in which chapter (or ``letter``)."""

    span: Span
    printed: str
    chapter: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """The numbers of an issue's running text: of all of it, and by chapter (and ``letter``) in the issue's order.

    Years, days, ordinals, numbers of tables and sections, and numbers in names such as “S-400” are not counted.
    """

    whole: Tally
    chapters: Mapping[str, Tally]
    unchecked: tuple[UncheckedNumber, ...]


def coverage(scored: ScoredIssue) -> Coverage:
    """Count the numbers of the letter and of every chapter's trends, developments and forecast."""
    checked = _checked(scored)
    chapters = {LETTER: Tally()} | {chapter.id: Tally() for chapter in scored.issue.chapters}
    unchecked: list[UncheckedNumber] = []
    for account in every_account(scored):
        if not account.locus.running:
            continue
        name = LETTER if account.locus.chapter is None else account.locus.chapter.id
        numbers = [quantity for quantity in account.quantities if _counts(account, quantity)]
        open_ones = [
            quantity for quantity in numbers
            if not account.is_claimed(quantity) and (id(account.locus.passage), quantity.digits[0]) not in checked
        ]
        claimed = sum(1 for quantity in numbers if account.is_claimed(quantity))
        verified = len(numbers) - len(open_ones) - claimed + max(claimed, len(account.claimed))
        chapters[name] += Tally(account.computed, verified, len(open_ones))
        unchecked += [
            UncheckedNumber(account.locus.passage.span(quantity.start, quantity.end), _printed(account, quantity), name)
            for quantity in open_ones
        ]
    return Coverage(sum(chapters.values(), Tally()), chapters, tuple(unchecked))


def _checked(scored: ScoredIssue) -> set[tuple[int, int]]:
    """The numbers that rules have compared with others, as their passage and where they begin in its words."""
    checked = {
        (id(verdict.account.locus.passage), quantity.digits[0])
        for rule in (stated_count, parts_of_whole, percentage, difference, sum_mismatch, claim_operands)
        for verdict in rule.verdicts(scored) for quantity in verdict.numbers
    }
    for figures, _ in index_in_words.examined(scored):
        for figure in figures:
            # The sign belongs to the figure here, to the number there: both places are noted.
            printed = figure.printed
            blank = len(printed) - len(printed.lstrip())
            checked |= {(id(figure.locus.passage), figure.start + offset) for offset in range(blank, blank + 3)}
    return checked


_KNOWN = lazily(r"\b(?:the|these|those|both|its|their|his|her|our|other)\s(?:\w+\s)?$", re.IGNORECASE)


def _counts(account: Account, quantity: Quantity) -> bool:
    """Whether it is a number that can be right or wrong; “one” and “the two countries” mostly tell no count."""
    if quantity.kind not in COUNTED or quantity.computed:
        return False
    small = quantity.spelled and quantity.value in (1, 2)
    return not (small and (
        quantity.value == 1 or _KNOWN.search(account.plain[max(0, quantity.start - 30):quantity.start])
    ))


def _printed(account: Account, quantity: Quantity) -> str:
    return " ".join(account.plain[quantity.start:quantity.end].split())

