"""Dates as they stand in prose: found in the words of a passage, whatever their order, and kept as printed.

“19 November”, “November 19, 2019”, “19th of November”, “4–5 November”, “28 October to 8 November”, “Late
November”, “November and December 2019”, “2019-11-19”, “19.11.2019”. A date found here may be impossible:
whether the calendar has it is for the rules to ask. The way is from the name of a month outwards, a few dozen
characters to each side, so that the time grows with the text and no faster.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from issuekit.checks.patterns import lazily
from issuekit.checks.sheet import sheet
from issuekit.frozen import dataclass
from issuekit.model.when import MONTH_NUMBER, MONTHS, PART_DAYS, WEEKDAYS, Part, Period, Point, month_length

if TYPE_CHECKING:
    from collections.abc import Sequence

    from issuekit.checks.loci import Locus
    from issuekit.indices.totals import ScoredIssue


class Form(StrEnum):
    """How a date is written. ``BARE`` is a month, or a part of one, without a day."""

    DAY_FIRST = "19 November"
    MONTH_FIRST = "November 19"
    NUMERIC = "19.11.2019"
    BARE = "November"


@dataclass(frozen=True, slots=True)
class Mention:
    """A date in ``plain[start:end]`` of a passage.

    ``points`` are all days (or months) printed, in their order; in a numeric date the month may be 0 or 13,
    and a day may be one that its month doesn't have. ``separate`` tells that they are single days (“5 and 6
    November”) rather than the ends of a stretch. ``weekday`` (0 is Monday) is printed in
    ``plain[weekday_at[0]:weekday_at[1]]``.
    """

    start: int
    end: int
    points: tuple[Point, ...]
    form: Form
    separate: bool = False
    ordinal: bool = False
    abbreviated: bool = False
    weekday: int | None = None
    weekday_at: tuple[int, int] = (0, 0)

    @property
    def exact(self) -> bool:
        """Whether days are named, rather than months or parts of them."""
        return self.form is not Form.BARE

    def interval(self, period: Period) -> tuple[date, date] | None:
        """First and last day meant; None where the calendar has no such stretch.

        The year, unless printed, is the one that brings the date closest to the period.
        """
        first, last = self.points[0], self.points[-1]
        end_year = last.year or closest_year(last.month, period)
        first_year = first.year or (end_year if first.month <= last.month else end_year - 1)
        start, end = day_of(first, first_year), day_of(last, end_year, at_end=True)
        return None if start is None or end is None or end < start else (start, end)


ABBREVIATED = {name[:3]: number for number, name in enumerate(MONTHS, start=1) if name != "May"} | {"Sept": 9}
MONTH_OF = MONTH_NUMBER | {name.lower(): number for name, number in ABBREVIATED.items()}
PARTS = {
    "early": Part.EARLY, "beginning of": Part.EARLY, "start of": Part.EARLY,
    "mid": Part.MID, "middle of": Part.MID, "late": Part.LATE, "end of": Part.LATE,
}

_LONG, _SHORT = "|".join(MONTHS), "|".join(sorted(ABBREVIATED, key=len, reverse=True))
MONTH = lazily(rf"(?<![^\W_])(?:({_LONG}|{_LONG.upper()})|({_SHORT})(?![^\W\d_])\.?)(?![^\W\d_])")
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DASH = r"\s?[-–—]\s?"
_JOIN = rf"(?:{_DASH}|\s(?:to|until|till|through|and|or|&)\s|,\s(?:and\s)?|/)"
_YEAR = r"(\d{4})(?![\d%])(?![.,]\d)(?!\s?%)"
LEFT = lazily(rf"(?<![\d.,:/])({_DAY}(?:{_JOIN}{_DAY})*)(?:\s(?:of\s)?|-)$|(?<=[.,:/]\s)({_DAY})\s$")
LEFT_SIGN = lazily(r"(?:\d|\d(?:st|nd|rd|th))(?:\sof)?[\s-]$")  # a cheap sign that a day stands before a month
LEFT_PART = lazily(rf"(?<![^\W\d_])({'|'.join(PARTS)})(?:\s|\s?-\s?)$", re.IGNORECASE)
RIGHT = lazily(
    rf"\s(?:the\s)?({_DAY}(?:{_JOIN}{_DAY})*)(?![\d%])(?!\s?%)(?![.:/]\d)(?!,\d(?!\d{{3}}(?!\d)))"
    rf"(?!-[a-z])(?:,?\s{_YEAR}|,{_YEAR})?",
)
YEAR = lazily(rf",?\s(?:of\s)?{_YEAR}")
LISTED = lazily(r"\s(?:and|or|&)\s")
FIGURES = lazily(r"\d+")
STRETCH = lazily(r"\s?[-–—]\s?|\s(?:to|until|till|through)\s")
MONTHS_JOINED = lazily(r"\s?[-–—/]\s?|\s(?:to|and|through|&)\s")
# Cheap signs that a month's name, or a date in figures, may stand here: most of a text has neither.
MONTH_SIGN = lazily(
    r"[JFMASOND](?:an|eb|ar|pr|ay|un|ul|ug|ep|ct|ov|ec|AN|EB|AR|PR|AY|UN|UL|UG|EP|CT|OV|EC)",
)
NUMERIC_SIGN = lazily(r"[-.]\d{1,2}[-.]\d")
ISO = lazily(r"(?<![\w/.–-])(\d{4})-(\d{2})-(\d{2})(?![\w/-])")
DOTTED = lazily(r"(?<![\w.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\w)(?!\.\d)")
_WEEKDAY = rf"({'|'.join(WEEKDAYS)}|(?:{'|'.join(name[:3] for name in WEEKDAYS)})\b\.?)"
_WEEKDAY_SIGNS = tuple(name[:3] for name in WEEKDAYS)
WEEKDAY_LEFT = lazily(rf"(?<![^\W\d_]){_WEEKDAY},?\s(?:the\s|\()?$", 0, _WEEKDAY_SIGNS)
WEEKDAY_RIGHT = lazily(rf"(?:,\s|\s\((?:a\s)?){_WEEKDAY}(?=[,.;:)]|$)", 0, _WEEKDAY_SIGNS)
# What makes a number before a month no day: “No 12 November–December 2019”, “Su-30 November”, “2019-11 November”.
NUMBERED = lazily(
    r"(?:\bnos?\.?|№|#|\b(?:table|figure|fig\.|article|chapter|appendix|issue|group|item)|[^\W_][-–—])\s?$",
    re.IGNORECASE,
)
AFTER_MONTH = lazily(rf"(?:{_LONG}|(?:{_SHORT})\.?)(?:,?\s\d{{4}})?\s?[-–—]\s?$")
# What makes a number after a month count what follows: “in November 31 people”, “in late November 20 ships”.
COUNTING = lazily(r"\b(?:in|early|mid|late)[\s-]$", re.IGNORECASE)
REACH = 56  # characters to each side of a month that can belong to its date
MOST = 4000  # dates that one passage is looked through for
SIGN_REACH = 8  # “19th of ”
PART_REACH = 14  # “beginning of ”


def day_of(point: Point, year: int, *, at_end: bool = False) -> date | None:
    """The first or last day that a printed point can mean in a year, or None where the calendar has none."""
    if not (1 <= point.month <= len(MONTHS) and date.min.year <= year <= date.max.year):
        return None
    length = month_length(point.month, year)
    if point.day is not None:
        return date(year, point.month, point.day) if 1 <= point.day <= length else None
    low, high = PART_DAYS[point.part] if point.part else (1, 31)
    return date(year, point.month, min(high, length) if at_end else low)


def closest_year(month: int, period: Period) -> int:
    """The year that brings a month closest to the middle of the period."""
    middle = period.start.year * 12 + period.start.month + (period.months - 1) / 2
    years = (period.start.year - 1, period.start.year, period.end.year, period.end.year + 1)
    return min(years, key=lambda year: abs(year * 12 + month - middle))


@dataclass(frozen=True, slots=True)
class Dated:
    """A passage with the dates that stand in it, in their order; there is at least one."""

    locus: Locus
    mentions: tuple[Mention, ...]


@lru_cache(maxsize=4)
def dated(scored: ScoredIssue) -> tuple[Dated, ...]:
    """All passages of an issue that name a date, in reading order."""
    words = sheet(scored)
    signs = (match.start() for sign in (MONTH_SIGN, NUMERIC_SIGN) for match in sign.finditer(words.text))
    return tuple(
        Dated(words.loci[number], tuple(mentions))
        for number in sorted(set(map(words.number, signs))) if (mentions := find(words.lines[number]))
    )


def find(plain: str) -> list[Mention]:
    """The dates of a text, in their order; of a text with thousands of them, which is none, the first."""
    found: list[Mention] = []
    for sign in islice(MONTH_SIGN.finditer(plain), MOST):
        match = MONTH.match(plain, sign.start())
        mention = None if match is None else _around(plain, match)
        if mention is None:
            continue
        before = found[-1] if found else None
        joined = None if before is None else _join(before, mention, plain[before.end : mention.start])
        if joined is None:
            found.append(mention)
        else:
            found[-1] = joined
    if NUMERIC_SIGN.search(plain):
        found = sorted([*found, *_numeric(plain)], key=lambda mention: mention.start)
    return [_with_weekday(plain, mention) for mention in found]


def _around(plain: str, match: re.Match[str]) -> Mention | None:
    """The date that a month's name is part of."""
    month, short = MONTH_OF[(match[1] or match[2]).rstrip(".").lower()], match[2] is not None
    left = plain[max(0, match.start() - REACH) : match.start()]
    right = plain[match.end() : match.end() + REACH]
    origin = match.start() - len(left)
    before = LEFT.search(left) if LEFT_SIGN.search(left[-SIGN_REACH:]) else None
    if before is not None:
        words = before[1] or before[2]
        head = left[max(0, before.start() - 24) : before.start()]
        if not _no_days(head):
            year = YEAR.match(right)
            skip, days, separate = _days(words)
            return Mention(
                origin + before.start() + skip, match.end() + (year.end() if year else 0),
                _points(month, days, year[1] if year else None), Form.DAY_FIRST,
                separate, words[-1].isalpha(), short,
            )
    after = RIGHT.match(right) if right[1:2].isdigit() or right[1:4] == "the" else None
    if after is not None:
        skip, days, separate = _days(after[1])
        year_text = after[2] or after[3]
        if not skip and (year_text or not COUNTING.search(left[-SIGN_REACH:])):
            return Mention(
                match.start(), match.end() + after.end(), _points(month, days, year_text), Form.MONTH_FIRST,
                separate, after[1][-1].isalpha(), short,
            )
        if skip and not COUNTING.search(left[-SIGN_REACH:]):  # “On November 4, 11 exercises began”: a day, a number
            first = after[1][: after[1].index(",")]
            return Mention(
                match.start(), match.end() + after.start(1) + len(first), _points(month, _days(first)[1], None),
                Form.MONTH_FIRST, abbreviated=short,
            )
    return _bare(match, month, left, right, short=short)


def _no_days(head: str) -> bool:
    """Whether what stands before a number keeps it from being a day of the month that follows."""
    if not head or head[-1] not in " -–—.#№":
        return False
    words = head.split()
    if head[-1] == " " and words and words[-1].rstrip(".").lower() in MONTH_OF:
        return True  # “October 28-November 8”: the 28th is October's
    return bool(NUMBERED.search(head)) and not (head.rstrip()[-1:] in "-–—" and AFTER_MONTH.search(head))


def _bare(match: re.Match[str], month: int, left: str, right: str, *, short: bool) -> Mention | None:
    """A month, or a part of one, without a day. A shortened name alone is no month: “Jan”, “Mar”."""
    year, part = YEAR.match(right), LEFT_PART.search(left, max(0, len(left) - PART_REACH))
    if short and year is None:
        return None
    start = match.start() - (len(left) - part.start() if part else 0)
    point = Point(month, None, PARTS[part[1].lower()] if part else None, int(year[1]) if year else None)
    return Mention(start, match.end() + (year.end() if year else 0), (point,), Form.BARE, abbreviated=short)


def _days(words: str) -> tuple[int, list[int], bool]:
    """Where the days of a list begin, which they are, and whether they are single days.

    A comma alone makes no list (“of 11, 12 November”): only “4, 5 and 6 November” does.
    """
    if words.isdigit():
        return 0, [int(words)], False
    listed = LISTED.search(words) is not None
    skip = words.rindex(", ") + 2 if "," in words and not listed else 0
    return skip, [int(digits) for digits in FIGURES.findall(words, skip)], listed or "/" in words


def _points(month: int, days: Sequence[int], year: str | None) -> tuple[Point, ...]:
    return tuple(Point(month, day, None, int(year) if year else None) for day in days)


def _join(before: Mention, after: Mention, between: str) -> Mention | None:
    """“28 October” and “8 November” with a dash between them are one date, and so are two months."""
    if before.exact != after.exact:
        return None
    months = not before.exact and all(mention.points[0].part is None for mention in (before, after))
    following = before.points[-1].month % len(MONTHS) + 1 == after.points[0].month
    listed = months and following and between in (", ", ", and ")  # “April, May and June”
    if not listed and not (MONTHS_JOINED if months else STRETCH).fullmatch(between):
        return None
    return replace(
        before, end=after.end, points=(*before.points, *after.points), abbreviated=before.abbreviated,
        separate=listed or " and " in between or " & " in between,
    )


def _numeric(plain: str) -> list[Mention]:
    found = [
        Mention(match.start(), match.end(), (Point(int(match[2]), int(match[3]), None, int(match[1])),), Form.NUMERIC)
        for match in islice(ISO.finditer(plain), MOST)
    ]
    for match in islice(DOTTED.finditer(plain), MOST):
        day, month = int(match[1]), int(match[2])
        if month > len(MONTHS) >= day:  # written in the American order
            day, month = month, day
        found.append(Mention(match.start(), match.end(), (Point(month, day, None, int(match[3])),), Form.NUMERIC))
    return found


def _with_weekday(plain: str, mention: Mention) -> Mention:
    """The mention with the day of the week that is printed before or after it."""
    offset = max(0, mention.start - len("Wednesday, the ("))
    match = WEEKDAY_LEFT.search(plain[offset : mention.start])
    if match is None:
        offset = mention.end
        match = WEEKDAY_RIGHT.match(plain[offset : offset + 20])
    if match is None or not mention.exact:
        return mention
    weekday = next(number for number, name in enumerate(WEEKDAYS) if name.startswith(match[1][:3]))
    return replace(mention, weekday=weekday, weekday_at=(offset + match.start(1), offset + match.end(1)))
