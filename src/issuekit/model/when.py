"""Dates as a periodical prints them, kept as printed and understood as intervals.

``4-5 November``, ``28 October - 8 November``, ``Early December``, ``Mid-November``, ``November``,
``November-December`` and ``Around 20 November - 5 December`` all name a stretch of days near the
issue's period. The year is not printed; it is the one that brings the date closest to the period.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from issuekit.frozen import dataclass

# Written out, because the standard library's names are those of the system's language.
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NUMBER = {name.lower(): number for number, name in enumerate(MONTHS, start=1)}


class Part(StrEnum):
    """A third of a month: days 1-10, 11-20, and 21 to the end."""

    EARLY = "Early"
    MID = "Mid"
    LATE = "Late"


PART_DAYS = {Part.EARLY: (1, 10), Part.MID: (11, 20), Part.LATE: (21, 31)}


@dataclass(frozen=True, slots=True)
class Point:
    """One end of a date: a month with, at most, a day or a part of the month, and a year if printed."""

    month: int
    day: int | None = None
    part: Part | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """The months an issue covers, both ends included: first day and last day."""

    start: date
    end: date

    def __str__(self) -> str:
        first, last = MONTHS[self.start.month - 1], MONTHS[self.end.month - 1]
        if self.start.year != self.end.year:
            return f"{first} {self.start.year} – {last} {self.end.year}"
        if first == last:
            return f"{first} {self.end.year}"
        return f"{first}–{last} {self.end.year}"

    @property
    def months(self) -> int:
        """How many months the period has."""
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1

    @property
    def key(self) -> str:
        """The period as files write it: ``2019-11/2019-12``, or ``2019-11`` for one month."""
        first, last = f"{self.start:%Y-%m}", f"{self.end:%Y-%m}"
        return first if first == last else f"{first}/{last}"

    @property
    def typeset_months(self) -> str:
        """The months without a year: ``November-December``, as an event of the whole period is dated."""
        first, last = MONTHS[self.start.month - 1], MONTHS[self.end.month - 1]
        return first if first == last else f"{first}-{last}"

    def overlaps(self, start: date, end: date) -> bool:
        """Whether any day of the interval falls into the period."""
        return start <= self.end and end >= self.start


@dataclass(frozen=True, slots=True)
class When:
    """A printed date: ``start`` and ``end`` are the first and last day it can mean, both included."""

    printed: str
    start: date
    end: date
    first: Point
    last: Point
    around: bool = False

    def __str__(self) -> str:
        return self.printed

    @property
    def exact(self) -> bool:
        """Whether the date names its days, rather than a month or a part of one."""
        return self.first.day is not None and self.last.day is not None and not self.around

    @property
    def typeset(self) -> str:
        """The date with an en dash for its range: closed up between days or months, spaced otherwise."""
        return write(self.first, self.last, around=self.around)


class UnreadableDateError(ValueError):
    """A text that names no date; the message says why, in an editor's words."""


_AROUND = re.compile(r"around\s+")
_POINT = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?(?:(early|mid|late)[\s-]+)?([a-z]+)(?:\s+(\d{4}))?")
_DASH = re.compile(r"\s*[-–—]\s*")
_DAY_AND_DASH = re.compile(rf"(\d{{1,2}}){_DASH.pattern}")


def parse_period(text: str) -> Period:
    """Read ``2019-11`` or ``2019-11/2019-12``.

    Raises:
        UnreadableDateError: the text is not one or two months, or they are in the wrong order.
    """
    match = re.fullmatch(r"(\d{4})-(\d{2})(?:/(\d{4})-(\d{2}))?", text.strip())
    if not match:
        raise UnreadableDateError("a period is written as its first and last month, 2019-11/2019-12")
    first_year, first_month = int(match[1]), int(match[2])
    last_year, last_month = int(match[3] or first_year), int(match[4] or first_month)
    if not (1 <= first_month <= len(MONTHS) and 1 <= last_month <= len(MONTHS) and first_year and last_year):
        raise UnreadableDateError("a month is a number from 01 to 12")
    start = date(first_year, first_month, 1)
    end = date(last_year, last_month, month_length(last_month, last_year))
    if end < start:
        raise UnreadableDateError("the period ends before it begins")
    return Period(start, end)


def parse(text: str, period: Period) -> When:
    """Read a printed date; its year, unless printed, is the one closest to ``period``.

    Raises:
        UnreadableDateError: the text has none of the forms, or names a day that doesn't exist.
    """
    printed = text.strip()
    lower = printed.lower()
    around = _AROUND.match(lower)
    begin = around.end() if around else 0
    if whole := _POINT.fullmatch(lower, begin):
        first = last = _point(whole, printed)
    elif (day := _DAY_AND_DASH.match(lower, begin)) and (match := _POINT.fullmatch(lower, day.end())):
        last = _point(match, printed)
        first = Point(last.month, int(day[1]), None, last.year)
    elif (
        (start := _POINT.match(lower, begin)) and (dash := _DASH.match(lower, start.end()))
        and (match := _POINT.fullmatch(lower, dash.end()))
    ):
        first, last = _point(start, printed), _point(match, printed)
    else:
        raise UnreadableDateError(f"“{printed}” is not a date that can be read")
    return _interval(printed, first, last, period, around=around is not None)


def _point(match: re.Match[str], printed: str) -> Point:
    day, part, name, year = match.groups()
    month = MONTH_NUMBER.get(name)
    if month is None:
        raise UnreadableDateError(f"“{printed[slice(*match.span(3))]}” is not the name of a month")
    if day and part:
        raise UnreadableDateError("a date has either a day or a part of the month, not both")
    return Point(month, int(day) if day else None, Part(part.capitalize()) if part else None,
                 None if year is None else int(year))


def _interval(printed: str, first: Point, last: Point, period: Period, *, around: bool) -> When:
    # The end is placed by the period, the beginning by the end: "28 December - 3 January" spans New Year.
    end_year = _closest_year(last.month, period) if last.year is None else last.year
    start_year = first.year
    if start_year is None:
        start_year = end_year if first.month <= last.month else end_year - 1
    start, end = _day(first, start_year, at_end=False), _day(last, end_year, at_end=True)
    if end < start:
        raise UnreadableDateError("the date ends before it begins")
    return When(printed, start, end, first, last, around)


def _closest_year(month: int, period: Period) -> int:
    middle = period.start.year * 12 + period.start.month + (period.months - 1) / 2
    return min(
        (period.start.year - 1, period.start.year, period.end.year, period.end.year + 1),
        key=lambda year: abs(year * 12 + month - middle),
    )


def _day(point: Point, year: int, *, at_end: bool) -> date:
    if not date.min.year <= year <= date.max.year:
        raise UnreadableDateError(f"{year} is not a year of the calendar")
    length = month_length(point.month, year)
    if point.day is not None:
        if not 1 <= point.day <= length:
            name = MONTHS[point.month - 1]
            raise UnreadableDateError(f"{name} {year} has {length} days, there is no {point.day} {name}")
        return date(year, point.month, point.day)
    low, high = PART_DAYS[point.part] if point.part else (1, 31)
    return date(year, point.month, min(high, length) if at_end else low)


_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def month_length(month: int, year: int) -> int:
    """How many days a month has in a year."""
    february = 2
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _LENGTHS[month - 1] + (leap and month == february)


def write(first: Point, last: Point, *, around: bool = False) -> str:
    """The date as a periodical sets it, from its two ends; :func:`parse` reads it back to the same."""
    prefix = "Around " if around else ""
    if first == last:
        return prefix + _write_point(first)
    if (first.month, first.year) == (last.month, last.year) and first.day and last.day:
        return f"{prefix}{first.day}–{_write_point(last)}"
    bare = all(point.day is None and point.part is None and point.year is None for point in (first, last))
    return prefix + ("–" if bare else " – ").join((_write_point(first), _write_point(last)))


def _write_point(point: Point) -> str:
    month = MONTHS[point.month - 1]
    if point.part:
        month = f"Mid-{month}" if point.part is Part.MID else f"{point.part} {month}"
    elif point.day:
        month = f"{point.day} {month}"
    return month if point.year is None else f"{month} {point.year:04}"
