"""A year can't be meant: it lies far ahead in a text about the past, has a digit too many, or a range runs backwards.

Why:
    “The Great Patriotic War of 2041-2045” was printed. A wrong digit in a year escapes the eye, because a year
    looks like a year.
Fail:
    They discussed the anniversary of victory in the Great Patriotic War of 2041-2045.
Fail:
    Military assistance grew in 2019–2015.
Fail:
    The agreement was signed in 20119.
Pass:
    The General Staff sees no large-scale war in the period to 2050. The concept applies until 2030.
Pass:
    The contract of 2017 was for 2020–2021. In 209 cases the parties agreed.
Fix:
    Correct the year. Where a year far ahead is meant, say so: “by 2050”, “plans for 2050”.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby, islice
from typing import TYPE_CHECKING

from issuekit.checks.dates.sentences import sentence_at
from issuekit.checks.dates.years import (
    DOCUMENT,
    FUTURE,
    LEADS_ON,
    RANGE,
    WAR,
    YEAR_DIGITS,
    Number,
    groups_thousands,
    numbers,
    speaks_of_past,
    year_like,
)
from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.checks.sheet import sheet
from issuekit.diagnostics import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from issuekit.checks.sheet import Sheet
    from issuekit.indices.totals import ScoredIssue

    Fault = tuple[int, int, str, str, Severity]  # start, end, message, hint

RULE = Rule("IK304", "absurd-year", Severity.WARNING, __doc__)

CENTURY = 100
FAR = 30  # years ahead beyond which a text says that it speaks of the future
FARTHEST = 60  # years ahead beyond which only round years are meant, even of the future
MOST = 50  # findings in one passage
FROM_TO = lazily(r"from ((?:19|20)\d\d)(?<!\wfrom ....) (?:to|until|till) ((?:19|20)\d\d)\b", 0, ("from 19", "from 20"))
# What can lead from a later year to an earlier one.
BACKWARDS = lazily(
    r"\b(?:mov|brought|bring|shift|advanc|chang|revis|cut|reduc|lower|back|return|deadline|date|forward|compar|differ|down"
    r"|f[ae]ll|dropp|declin|decreas|correct|amend|put)\w*", re.IGNORECASE,
)
LEVELS = lazily(r"\s(?:level|price|figure|value|term|standard)s?\b")


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Years and ranges of years that can't be meant."""
    now = scored.issue.period.end.year
    words = sheet(scored)
    for line, found in groupby(numbers(words.text, now), lambda number: words.number(number.start)):
        begin = words.starts[line]
        here = [number.moved(-begin) for number in found]
        found_faults = faults(words.lines[line], here, now, lambda: groups_thousands(scored))
        for start, end, message, hint, severity in islice(found_faults, MOST):
            yield RULE.at(words.loci[line].passage.span(start, end), message, hint, severity=severity)
    yield from _backwards(words)


def faults(plain: str, found: list[Number], now: int, grouped: Callable[[], bool]) -> Iterator[Fault]:
    """The faults among the numbers of a text; ``grouped`` tells, if it is asked, whether thousands have a comma."""
    place = 0
    while place < len(found):
        year = found[place]
        after = found[place + 1] if place + 1 < len(found) else None
        if after and (year.plausible or after.plausible) and RANGE.fullmatch(plain, year.end, after.start):
            place += 2
            if year.plausible and after.plausible:
                yield from _range(plain, year, after, now)
            else:
                wrong, right = (after, year) if year.plausible else (year, after)
                yield from _slip(plain, wrong, right.value, grouped, sure=True)
            continue
        place += 1
        if year.digits != YEAR_DIGITS:
            yield from _slip(plain, year, now, grouped)
        elif year.value > now + 1:
            yield from _ahead(plain, year, now, grouped)


def _backwards(words: Sheet) -> Iterator[Finding]:
    """“from 2013 to 2009”, where nothing was put forward, cut or held against another year."""
    for match, spot in words.find(FROM_TO):
        before = spot.locus.passage.plain[max(0, spot.start - 70) : spot.start]
        if match[2] < match[1] and not BACKWARDS.search(before) and not LEVELS.match(words.text, match.end()):
            yield RULE.at(
                spot.span, f"“{match[0]}” runs backwards", f"write from {match[2]} to {match[1]}, or say what is meant",
                severity=Severity.WARNING,
            )


def _range(plain: str, first: Number, last: Number, now: int) -> Iterator[Fault]:
    printed = plain[first.start : last.end]
    if last.value < first.value:
        if not DOCUMENT.search(plain[max(0, first.start - 16) : first.start]):
            yield (first.start, last.end, f"the range “{printed}” runs backwards",
                   f"write {_meant(first.value, last.value, now)}", Severity.ERROR)
        return
    if last.value <= now + 1:
        return
    begin, end = sentence_at(plain, first.start)
    sentence = plain[begin : first.start] + " " + plain[last.end : end]
    before = plain[max(0, first.start - 40) : first.start]
    past = WAR.search(sentence) or (first.value > now + 1 and speaks_of_past(before))
    ahead = last.value - now
    if WAR.search(before[-16:]) or (ahead > FARTHEST and not _round(last.value, ahead)) or (
        (past or ahead > FAR) and not FUTURE.search(sentence)
    ):
        yield (first.start, last.end, f"“{printed}” is still to come, and nothing in the sentence says so",
               f"is {_meant(first.value, last.value, now)} meant?", Severity.WARNING)


def _meant(first: int, last: int, now: int) -> str:
    """The range that a slip of one digit probably made into this one."""
    if first > now and first - CENTURY < last <= now:
        return f"{first - CENTURY}–{last}"
    if last < first:
        return f"{last}–{first}"
    return f"{first - CENTURY}–{last - CENTURY}" if last - CENTURY <= now else "another year"


def _ahead(plain: str, year: Number, now: int, grouped: Callable[[], bool]) -> Iterator[Fault]:
    before = plain[max(0, year.start - 48) : year.start]
    past, ahead = speaks_of_past(before), year.value - now
    rounded = _round(year.value, ahead)
    if not past and (
        ahead <= FAR or (rounded and LEADS_ON.search(before)) or not _year_like(plain, year, grouped)
    ):
        return
    begin, end = sentence_at(plain, year.start)
    if past or not (FUTURE.search(plain[begin:end]) and (rounded or ahead <= FARTHEST)):
        yield (year.start, year.end, f"{year.value} is still to come, and nothing in the sentence says so",
               f"which year is meant? The issue covers {now}", Severity.WARNING)


def _round(year: int, ahead: int) -> bool:
    """Whether a year is one that a text about the far future would name: 2060, 2100."""
    step = 5 if ahead <= FARTHEST else 10 if ahead <= CENTURY - 10 else 50
    return year % step == 0


def _slip(
    plain: str, year: Number, now: int, grouped: Callable[[], bool], *, sure: bool = False,
) -> Iterator[Fault]:
    """“20119”, “209”: a year of the last or next decades with a digit too many or too few.

    ``sure`` where the number is of a range whose other end, ``now``, is a year.
    """
    text = plain[year.start : year.end]
    if not sure and year.digits < YEAR_DIGITS and plain[year.end : year.end + 2].lstrip()[:1].isupper():
        return  # “in 209 Oshkosh vehicles”
    meant = slip_of(text, now)
    if meant is None or not (sure or _year_like(plain, year, grouped)):
        return
    yield (year.start, year.end, f"“{text}” is no year", f"is {meant} meant?", Severity.WARNING)


def _year_like(plain: str, number: Number, grouped: Callable[[], bool]) -> bool:
    """Whether a number stands where years stand; how the issue writes its thousands is looked up if need be."""
    if year_like(plain, number, grouped=False):
        return True
    return number.digits >= YEAR_DIGITS and grouped() and year_like(plain, number, grouped=True)


@lru_cache(maxsize=1024)
def slip_of(text: str, now: int) -> int | None:
    """The year nearest to ``now`` that differs from a number by one digit left out or put in."""
    years = (year for ahead in range(FAR + 1) for year in (now - ahead, now + ahead))
    return next((year for year in years if _one_off(str(year), text)), None)


def _one_off(year: str, text: str) -> bool:
    """Whether one of the two is the other with one digit left out."""
    longer, shorter = (year, text) if len(year) > len(text) else (text, year)
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))
