"""A day of the week doesn't go with its date.

Why:
    “Monday, 5 November 2019” names two different days. One of the two is wrong, and readers who have a diary
    see it at once.
Fail:
    On Monday, 5 November, the ministers met.
Fail:
    The ministers met on November 5, 2019 (Wednesday).
Pass:
    On Tuesday, 5 November, the ministers met.
Fix:
    Look the date up in the source. Where no year is printed, the year is that of the issue's period.
"""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from issuekit.checks.dates.mentions import Mention, closest_year, dated, day_of
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Edit, Finding, Fix, Severity
from issuekit.model.when import MONTHS, WEEKDAYS, Point

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.checks.loci import Locus
    from issuekit.indices.totals import ScoredIssue
    from issuekit.model.when import Period

RULE = Rule("IK308", "weekday", Severity.ERROR, __doc__)

MOST = 50  # findings in one passage


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Every date with a day of the week that it didn't fall on."""
    period = scored.issue.period
    for entry in dated(scored):
        found = (
            (mention, mention.weekday, day) for mention in entry.mentions
            if mention.weekday is not None and (day := _wrong(mention, mention.weekday, period)) is not None
        )
        for mention, weekday, day in islice(found, MOST):
            yield _finding(entry.locus, mention, weekday, day)


def _wrong(mention: Mention, weekday: int, period: Period) -> date | None:
    """The day that is meant, if it is none of that weekday; None where all is well or nothing is certain.

    A date outside the period that has no year may be of the year before or after.
    """
    days = [day for point in mention.points if (day := day_of(point, _year(mention, point, period)))]
    if not days:
        return None
    sure = mention.points[-1].year is not None or all(period.overlaps(day, day) for day in days)
    for day in days:
        years = (day.year,) if sure else (day.year - 1, day.year, day.year + 1)
        points = [day_of(Point(day.month, day.day), year) for year in years]
        if any(point is not None and point.weekday() == weekday for point in points):
            return None
    return days[0]


def _year(mention: Mention, point: Point, period: Period) -> int:
    last = mention.points[-1]
    year = last.year or closest_year(last.month, period)
    return point.year or (year if point.month <= last.month else year - 1)


def _finding(locus: Locus, mention: Mention, weekday: int, day: date) -> Finding:
    start, end = mention.weekday_at
    right = WEEKDAYS[day.weekday()]
    week = len(WEEKDAYS)
    shift = (weekday - day.weekday()) % week
    shift -= week if 2 * shift > week and day.toordinal() > week else 0  # there is nothing before the year 1
    near = date.fromordinal(min(day.toordinal() + shift, date.max.toordinal()))
    span = locus.passage.span(start, end)
    printed = locus.passage.plain[start:end]
    return RULE.at(
        span, f"{day.day} {MONTHS[day.month - 1]} {day.year} was a {right}, not a {WEEKDAYS[weekday]}",
        f"write {right}, or correct the date: the nearest {WEEKDAYS[weekday]} was {near.day} {MONTHS[near.month - 1]}",
        fix=Fix(f"write {right}", (Edit(span, right),), safe=False) if printed == WEEKDAYS[weekday] else None,
    )
