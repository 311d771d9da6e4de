"""Which number an issue must have for its period, and which period for its number.

The first issue of the series and its cadence tell; the previous issue and the rows of ``history.csv`` bear
witness, each with one vote, since any single one of them may have a slip of its own.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from issuekit.checks.patterns import lazily
from issuekit.frozen import dataclass
from issuekit.model.source import Place
from issuekit.model.when import Period, month_length

if TYPE_CHECKING:
    from issuekit.model.issue import Issue
    from issuekit.model.series import Series

VALUE = lazily(r"\s*:[ \t]*[\"']?([^\s\"'#]+)")
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Numbering:
    """What number and period of an issue ought to be.

    ``number`` is the one that goes with the period, None where no issue begins with it; ``period`` the one
    that goes with the number. ``fits`` tells that the two go together, ``period_at_fault`` which of them is
    likelier to be wrong, ``from_previous`` that they follow from the previous issue, if not from the rest.
    """

    number: int | None
    period: Period
    fits: bool
    period_at_fault: bool
    from_previous: bool


def numbering(issue: Issue) -> Numbering:
    """What follows from the first issue, the cadence, the history and the previous issue."""
    series, months = issue.series, issue.series.months
    own = month_of(issue.period.start) - issue.number * months
    first = None if series.first is None else month_of(series.first.period.start) - series.first.number * months
    votes = Counter(() if first is None else (first,))
    seen = Counter((row.issue, row.period.key) for row in series.history if row.issue != issue.number)
    periods = {row.period.key: row.period for row in series.history}
    for number in {number for number, _ in seen}:
        _, key = max((count, key) for (other, key), count in seen.items() if other == number)
        votes[month_of(periods[key].start) - number * months] += 1
    previous = issue.previous
    before = None if previous is None else month_of(previous.period.start) - previous.number * months
    if before is not None:
        votes[before] += 1
    # Where nobody bears witness, an issue is right about itself.
    most = max(votes.values(), default=0)
    best = [start for start, count in votes.items() if count == most] or [own]
    right = first if first in best else max(best)
    ahead = month_of(issue.period.start) - right
    return Numbering(
        number=ahead // months if ahead % months == 0 else None,
        period=period_from(right + issue.number * months, usual_months(series)),
        fits=own == right,
        period_at_fault=ahead % months != 0 or _period_at_fault(issue, right),
        from_previous=own == before,
    )


def usual_months(series: Series) -> int:
    """How many months an issue covers as a rule."""
    return series.months if series.first is None else series.first.period.months


def true_number(issue: Issue) -> int:
    """The number that the issue has, or ought to have where the one it has is a slip."""
    right = numbering(issue)
    return issue.number if right.fits or right.period_at_fault or right.number is None else right.number


def _period_at_fault(issue: Issue, right: int) -> bool:
    """Whether more speaks for the number than for the period: the previous issue, and the folder's name."""
    for_number = for_period = 0
    if issue.previous is not None:
        for_number += issue.previous.number + 1 == issue.number
        for_period += month_of(issue.previous.period.end) + 1 == month_of(issue.period.start)
    for_number += issue.folder.name == f"{period_from(right + issue.number * issue.series.months, 1).start:%Y-%m}"
    for_period += issue.folder.name == f"{issue.period.start:%Y-%m}"
    return for_number > for_period


def month_of(day: date) -> int:
    """Months since the year 0."""
    return day.year * MONTHS + day.month - 1


def period_from(month: int, months: int) -> Period:
    """The period of some months that begins in a month, counted as :func:`month_of` counts.

    A number with a few digits too many would lead out of the calendar; the period then is the calendar's last.
    """
    month = max(MONTHS, min(month, date.max.year * MONTHS - months))
    last = month + months - 1
    year, number = last // MONTHS, last % MONTHS + 1
    end = date(year, number, month_length(number, year))
    return Period(date(month // MONTHS, month % MONTHS + 1, 1), end)


def value_place(key: Place) -> Place:
    """Where the value stands that belongs to a key on the same line."""
    text = key.source.text
    stop = text.find("\n", key.end)
    match = VALUE.match(text, key.end, len(text) if stop < 0 else stop)
    return Place(key.source, match.start(1), match.end(1)) if match else key
