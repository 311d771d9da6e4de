"""What a hyphen stands for, judged from what is on its two sides."""

from __future__ import annotations

import re
from enum import Enum

from issuekit.checks.patterns import lazily
from issuekit.checks.sheet import OBJECT
from issuekit.model.when import MONTHS

MONTH = "|".join(MONTHS)
NUMBER = r"\d{1,3}(?:,\d{3})+|\d+"
MEASURES = "percent|per cent|thousand|million|billion|trillion|km|kg|hours|minutes|days|weeks|months|years"

DATE_BEFORE = lazily(
    rf"\b(?:{MONTH})$|\b(?:{MONTH})[ \u00a0]\d{{1,2}}$|\b(?:{MONTH})[ \u00a0](?:19|20)\d\d$", 0, MONTHS,
)
DAY_BEFORE = lazily(r"(?<![\w.,/:–−-])\d{1,2}$")
DAY_MONTH = lazily(rf"\d{{1,2}}[ \u00a0](?:{MONTH})\b")
DATE_AFTER = lazily(rf"(?:\d{{1,2}}[ \u00a0])?(?:{MONTH})\b|(?:19|20)\d\d(?![\w/-])")
SECOND_DAY = lazily(rf"\d{{1,2}}(?![\w/:-]|\.\d)|(?:{MONTH})\b")
YEAR_BEFORE = lazily(r"(?<![\w.,/–−-])(1[5-9]\d\d|20\d\d)$")
YEAR_AFTER = lazily(r"(1[5-9]\d\d|20\d\d|\d\d)(?![\w/–−-])(?!\.\d)")
NUMBER_BEFORE = lazily(rf"(?:^|([^\W\d_]\w*)|\W)[ \u00a0(]?(?<![\w.,/:–−+-])((?:{NUMBER})(?:\.\d+)?)$")
NUMBER_AFTER = lazily(
    rf"((?:{NUMBER})(?:\.\d+)?)(?![\d/:–−-])(?:[ \u00a0]?(%)|[ \u00a0]({MEASURES})\b|[ \u00a0]([a-z]+)(?!\w))?",
)
PLACES = lazily(
    r"\b(?:(?i:pp?|pages?|paras?|paragraphs|nos?|numbers|items|articles|sections|lines)|[A-Z]{3})\.?[ \u00a0]$",
)
LONGEST = 60  # characters on each side that are looked at

# Small words after “3-1” show that no number of things is meant.
_NO_COUNTED_THINGS = (
    "a about after against among an and as at before by during for from had has have if in into is it its of on or "
    "over since than that the their they through to under until was were when where which while who will with defeat "
    "loss victory vote win "
)
SMALL = frozenset(_NO_COUNTED_THINGS.split())
OPENERS = ("About", "Around", "From", "In", "Only", "Over", "Some", "These", "The", "Those", "Within")
SUSPENDED = lazily(r"(?:and|or|to|nor|but|as|through|und|oder|bis|y|et|ou|и|или|и/или)\b|and/or")
NAMING = lazily(r"\b(?:suffix|ending|prefix|option|flag|switch)[ \u00a0]$")


class Use(Enum):
    """What a hyphen was typed for."""

    MINUS = "minus"
    RANGE = "range"
    DASH = "dash"
    TORN = "torn"  # a hyphen with a space on one side: “anti- tank”


def use_of(before: str, after: str) -> Use | None:
    """What the hyphen between two stretches of text stands for; None where it may well be a hyphen.

    ``before`` and ``after`` are of one passage, up to :data:`LONGEST` characters each.
    """
    left, right = before[-1:], after[:1]
    if left.isalpha() and right.isalpha():
        if right.isupper() and DATE_BEFORE.search(before) and DATE_AFTER.match(after):
            return Use.RANGE
        return None
    if left.isdigit() and right.isdigit():
        return Use.RANGE if _range(before, after) else None
    if left.isalnum() and right.isalnum():
        dated = (DATE_BEFORE.search(before) or YEAR_BEFORE.search(before)) and DATE_AFTER.match(after)
        return Use.RANGE if dated else None
    if right.isdigit() and (not left or left in " \u00a0([“/|"):
        return _minus(before, after)
    return _spaced(before, after)


def _minus(before: str, after: str) -> Use | None:
    """“ -9”: a minus, unless a number before it makes it a range or a subtraction."""
    last = before.rstrip(" \u00a0")[-1:]
    if last.isdigit() or last in (OBJECT, "%") or re.match(r"\d+-", after):
        return None
    return Use.MINUS


def _range(before: str, after: str) -> bool:
    """Whether two numbers are the ends of a range: days, years, or an ascending number of things."""
    if DAY_BEFORE.search(before) and DAY_MONTH.match(after):
        return True
    if DATE_BEFORE.search(before):
        return bool(SECOND_DAY.match(after))
    first, second = YEAR_BEFORE.search(before), YEAR_AFTER.match(after)
    if first and second:
        short = len(second[1]) == 2  # noqa: PLR2004 - “1939-45”
        if not short:
            return int(first[1]) < int(second[1])
        return int(second[1]) > max(12, int(first[1][2:]))  # up to 12 it may be a month
    return _counted(before, after)


def _counted(before: str, after: str) -> bool:
    low, high = NUMBER_BEFORE.search(before), NUMBER_AFTER.match(after)
    if low is None or high is None:
        return False
    small, large = (float(number.replace(",", "")) for number in (low[2], high[1]))
    if small >= large:
        return False
    if high[2] or high[3]:
        return True
    if PLACES.search(before[: low.start(2)]):
        return True
    # “Boeing 737-800 jets”: a name, where “Some 10-15 jets” begins a sentence.
    named = low[1] is not None and low[1][0].isupper() and len(low[1]) > 1 and low[1] not in OPENERS
    return high[4] is not None and high[4] not in SMALL and not named


def _spaced(before: str, after: str) -> Use | None:
    """A hyphen with a space on one side or both."""
    space_before, space_after = before[-1:] in (" ", "\u00a0"), after[:1] in (" ", "\u00a0")
    left, right = before.rstrip(" \u00a0")[-1:], after.lstrip(" \u00a0")[:1]
    if not left or not right:
        return None
    if space_before and space_after:
        return _dash(before.rstrip(" \u00a0"), after.lstrip(" \u00a0"), left, right)
    if space_after and left.isalnum():
        rest = after[1:]
        if DATE_BEFORE.search(before) and DATE_AFTER.match(rest):
            return Use.RANGE
        torn = before[-2:].isalpha() and rest[:2].isalpha() and rest[:1].islower() and not SUSPENDED.match(rest)
        return Use.TORN if torn else None
    if space_before and before[-3:-1].isalpha() and len(after) > 3 and after[:4].isalpha():  # noqa: PLR2004
        return Use.TORN if after[:4].islower() and before[-2:-1].islower() and not NAMING.search(before) else None
    return None


def _dash(before: str, after: str, left: str, right: str) -> Use | None:
    """“word - word”; between numbers it may be a subtraction, before a number a torn minus."""
    if DATE_BEFORE.search(before) and DATE_AFTER.match(after):
        return Use.RANGE
    if right.isdigit():
        years = YEAR_BEFORE.search(before) and YEAR_AFTER.match(after)
        # “11 - 12 May”; “11 - 12” alone may be a subtraction.
        days = DAY_BEFORE.search(before) and DAY_MONTH.match(after)
        return Use.RANGE if years or days or (left.isdigit() and _counted(before, after)) else None
    opens = right.isalpha() or right in f"“‘({OBJECT}"
    closes = left.isalnum() or left in f"”’).,;:!?%{OBJECT}"
    return Use.DASH if opens and closes else None
