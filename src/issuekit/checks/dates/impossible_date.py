"""A date names a day that the calendar doesn't have, or ends before it begins.

Why:
    November has no 31st day. Such a date is a typing slip for another one, and a reader who wants to look the
    event up finds nothing.
Fail:
    On 31 November, the ministers met in Brussels.
Fail:
    The fee rises on February 29, 2019.
Fail:
    The exercise took place on 22–19 November.
Pass:
    On 30 November, the ministers met in Brussels. In November 31 people were invited.
Pass:
    The fee rises on 29 February 2020; the exercise took place on 28 October – 8 November.
Fix:
    Look the date up in the source.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from issuekit.checks.dates.mentions import Form, Mention, closest_year, dated, day_of
from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Severity
from issuekit.model.when import MONTHS, Period, Point, month_length

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK303", "impossible-date", Severity.ERROR, __doc__)

MOST = 50  # findings in one passage: there won't be more, unless the text is none
LEAP = 4  # years from one leap year to the next, as a rule
# “November 31” is surely a date after “on” and before a comma; “since November 31 ships” may be a count.
SURE_BEFORE = lazily(r"\b(?:on|from|between|dated)\s(?:the\s|about\s|around\s)?$", re.IGNORECASE)
SURE_AFTER = lazily(r"\s*(?:[,.;:)\]!?–—]|$|(?:in|at|by|with|and|to|the|when|for|as|under)\b)")


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Every date in prose, cells, captions, headings and events that can't be."""
    period = scored.issue.period
    for entry in dated(scored):
        plain = entry.locus.passage.plain
        faults = ((mention, _fault(mention, period)) for mention in entry.mentions)
        sure = ((mention, fault) for mention, fault in faults if fault and _is_date(plain, mention))
        for mention, fault in islice(sure, MOST):
            yield RULE.at(
                entry.locus.passage.span(mention.start, mention.end),
                f"“{plain[mention.start : mention.end]}” can’t be: {fault}", "look the date up in its source",
            )


def _fault(mention: Mention, period: Period) -> str:
    """Why the date can't be, in an editor's words; nothing where it can."""
    for point in mention.points:
        fault = _no_such_day(point, mention, period)
        if fault:
            return fault
    first, last = mention.points[0], mention.points[-1]
    if mention.separate or not mention.exact:
        return ""
    if (first.month, first.year) == (last.month, last.year) and (first.day or 0) > (last.day or 0):
        return "it ends before it begins"
    if first.year and last.year and (first.year, first.month) > (last.year, last.month):
        return "it ends before it begins"
    return ""


def _no_such_day(point: Point, mention: Mention, period: Period) -> str:
    if not 1 <= point.month <= len(MONTHS):
        return f"there is no month {point.month}"
    if point.day is None:
        return ""
    year = point.year or mention.points[-1].year
    name = MONTHS[point.month - 1]
    longest = month_length(point.month, LEAP)
    if not 1 <= point.day <= longest:
        return f"{name} has {longest} days"
    if point.day == longest and name == "February" and day_of(point, year or _sure_year(period)) is None:
        return f"{year or _sure_year(period)} is no leap year, its February has {longest - 1} days"
    return ""


def _sure_year(period: Period) -> int:
    """The year of a February that has none printed: that of the period if it has one, else any leap year."""
    february = 2
    year = closest_year(february, period)
    inside = (period.start.year, period.start.month) <= (year, february) <= (period.end.year, period.end.month)
    return year if inside else LEAP


def _is_date(plain: str, mention: Mention) -> bool:
    """Whether the words are a date for sure: a number after a month might count what follows."""
    if mention.form is not Form.MONTH_FIRST or mention.points[-1].year or len(mention.points) > 1:
        return True
    before, after = plain[max(0, mention.start - 16) : mention.start], plain[mention.end : mention.end + 8]
    return bool(SURE_BEFORE.search(before) or SURE_AFTER.match(after))
