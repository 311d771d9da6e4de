"""Whether two rows of the catalogue are one event: by their telling words, their names, and their days."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from issuekit.checks.dates.recognition import Catalogue, Clause
    from issuekit.model.when import When

ALIKE = 0.85  # of the weight of both rows' words, shared
ALIKE_SAME_DAY = 0.7  # is enough where the rows have the very same days
INSIDE, INSIDE_ALIKE, INSIDE_WORDS = 0.95, 0.6, 4  # where one row says what the other says, and more
IDENTICAL, IDENTICAL_WORDS = 0.99, 5


def share(rows: Catalogue, one: Clause, other: Clause) -> tuple[float, float]:
    """How much of both rows' weight is shared, and how much of the lighter one's; 0 where names keep them apart.

    Two rows are of different events when each has a name or a number that the other hasn't.
    """
    if not one.words or not other.words or (one.names - other.words and other.names - one.words):
        return 0.0, 0.0
    shared, first, second = rows.weigh(one.words & other.words), rows.weigh(one.words), rows.weigh(other.words)
    return 2 * shared / (first + second), shared / min(first, second)


def same_words(rows: Catalogue, one: Clause, other: Clause, *, same_day: bool = False) -> bool:
    """Whether two rows say the same in nearly the same words."""
    both, lighter = share(rows, one, other)
    if both >= (ALIKE_SAME_DAY if same_day else ALIKE):
        return True
    fewest = min(len(one.words), len(other.words))
    return both >= INSIDE_ALIKE and lighter >= INSIDE and fewest >= INSIDE_WORDS


def identical(rows: Catalogue, one: Clause, other: Clause) -> bool:
    """Whether two rows of several words have all of them in common."""
    return len(one.words & other.words) >= IDENTICAL_WORDS and share(rows, one, other)[0] >= IDENTICAL


def overlap(one: When, other: When) -> bool:
    """Whether two dates have a day in common."""
    return one.start <= other.end and other.start <= one.end


def same_day(one: When, other: When) -> bool:
    """Whether two dates name the very same days."""
    return one.exact and other.exact and (one.start, one.end) == (other.start, other.end)


def days_apart(one: When, other: When) -> int:
    """How many days lie between two dates; 0 where they overlap."""
    return max(0, (other.start - one.end).days, (one.start - other.end).days)
