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
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from issuekit.checks.dates.sentences import sentence_at
from issuekit.checks.loci import loci
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Severity
from issuekit.model.when import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK304", "absurd-year", Severity.WARNING, __doc__)

ROUND = 5  # years far ahead that are meant are round ones
LATEST = 2100  # from here on, “a total of 2100” is likelier than a year
MOST = 50  # findings in one passage
MOST_NUMBERS = 20_000  # that one passage is looked through for
FAR = 30  # years ahead beyond which a text says that it speaks of the future
NUMBER = re.compile(r"\d{3,5}")
_MONTH = "|".join(MONTHS)
# What makes a number a year: a month, with or without a day, or one of these words before it.
MONTH_BEFORE = re.compile(rf"(?:{_MONTH})(?:\s\d{{1,2}}(?:st|nd|rd|th)?)?,?\s$")
YEAR_BEFORE = re.compile(
    r"(?<![^\W_])(?:in|since|until|till|by|from|to|of|during|before|after|for|and|between|through|(?:the\s)?years?|"
    r"(?:early|late|mid)[\s-]|(?:spring|summer|autumn|fall|winter|beginning|middle|end|half|quarter)\s(?:of)?)\s?$|\($",
    re.IGNORECASE,
)
SURELY_BEFORE = re.compile(
    r"(?<![^\W_])(?:in|since|until|during|(?:early|late|mid)|(?:the\s)?year)[\s-]$", re.IGNORECASE,
)
LEADS_ON = re.compile(
    r"(?<![^\W_])(?:by|until|till|to|towards?|through|beyond|before|than)\s(?:the\s)?"
    r"(?:(?:early|late|mid|year|end|beginning|start|middle|spring|summer|autumn|winter)[\s-](?:of\s)?)*$",
    re.IGNORECASE,
)
# A number before a lower-case word counts it, unless the word is one that goes on after a date.
GOES_ON = re.compile(
    r"\s?(?:$|[^\w\s]|[A-Z]|(?:in|at|by|and|or|to|the|a|when|for|as|under|with|on|that|which|was|were|is|are|has|had|but)\b)",
)
FUTURE = re.compile(
    r"(?<![^\W_])(?:will|shall|would|may|might|could|can|should|ought|until|future|next|coming|upcoming|forthcoming|ahead|due|"
    r"long-term|medium-term|vision|agenda|deadline|scenario|outlook|perspective|prospect|horizon|tomorrow|yet|decades|"
    r"(?:plan|expect|forecast|project|strateg|target|goal|program|concept|schedul|aim|intend|draft|extend|expir|valid|"
    r"roadmap|predict|estimat|envisag|foresee|propos|promis|hope|bid|want|set to)\w*)(?![^\W_])",
    re.IGNORECASE,
)
# What can only be past: “the war of 2041”, “was signed in 2031”, “since 2027”, “dates from 2035”.
PAST_BEFORE = re.compile(
    r"(?<![^\W_])(?:(?:war|wars|battle|uprising|revolution|victory|occupation|famine|genocide|repressions?|events|protests|"
    r"crisis|coup|annexation|collapse|treaty|agreement|constitution|elections?|referendum|census)\s(?:of|in)|"
    r"(?:was|were|been|being|had)\s\w+(?:\s\w+)?\s(?:back\s)?(?:in|on)|since|dat(?:es|ed|ing)\s(?:back\s)?(?:from|to)|"
    r"back\sin|as\searly\sas|as\slong\sago\sas|founded\sin|born\sin|ago,?\sin)\s(?:the\s)?(?:years?\s|early\s|late\s)?"
    rf"(?:\d{{1,2}}\s)?(?:(?:{_MONTH})\s(?:\d{{1,2}},?\s)?)?\(?$",
    re.IGNORECASE,
)
WAR = re.compile(
    r"(?<![^\W_])(?:war|victory|uprising|anniversary|battle|liberation|occupation|veterans?)(?![^\W_])", re.IGNORECASE,
)
RANGE = re.compile(r"\s?[-–—]\s?")
# “Regulation 2019-1915” has a number, not years.
DOCUMENT = re.compile(
    r"(?:\bnos?\.?|№|#|/|\b(?:regulation|decision|directive|resolution|law|order|decree))\s?$", re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Year:
    start: int
    end: int
    value: int
    digits: int


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Years and ranges of years that can't be meant."""
    now = scored.issue.period.end.year
    for locus in loci(scored):
        plain = locus.passage.plain
        for start, end, message, hint, severity in islice(_faults(plain, now), MOST):
            yield RULE.at(locus.passage.span(start, end), message, hint, severity=severity)


def _faults(plain: str, now: int) -> Iterator[tuple[int, int, str, str, Severity]]:
    numbers = [
        _Year(match.start(), match.end(), int(match[0]), len(match[0]))
        for match in islice(NUMBER.finditer(plain), MOST_NUMBERS)
        if _matters(plain, match, now) and _stands_alone(plain, match)
    ]
    position = 0
    while position < len(numbers):
        year = numbers[position]
        after = numbers[position + 1] if position + 1 < len(numbers) else None
        if after and _plausible(year) and _plausible(after) and RANGE.fullmatch(plain, year.end, after.start):
            position += 2
            yield from _range(plain, year, after, now)
            continue
        position += 1
        if year.digits != 4:  # noqa: PLR2004 - a year has four digits
            yield from _slip(plain, year, now)
        elif year.value > now + 1:
            yield from _ahead(plain, year, now)


def _matters(plain: str, match: re.Match[str], now: int) -> bool:
    """Whether the number could be a fault: a year up to now is none, unless it belongs to a range."""
    if match.end() - match.start() != 4 or int(match[0]) > now + 1:  # noqa: PLR2004 - a year has four digits
        return True
    around = plain[max(0, match.start() - 2) : match.start()] + plain[match.end() : match.end() + 2]
    return "-" in around or "–" in around or "—" in around


def _stands_alone(plain: str, match: re.Match[str]) -> bool:
    """Whether the digits are no part of an amount, a designation or a share."""
    before, after = plain[max(0, match.start() - 2) : match.start()], plain[match.end() : match.end() + 2]
    if before and (before[-1].isalnum() or before[-1] in "%$€£+/_" or re.search(r"\d[.,:]$|[^\W\d_][-–.]$", before)):
        return False
    return not (after and (after[0].isalnum() or after[0] in "%/_" or re.match(r"[.,:]\d|-[^\W\d_]", after)))


def _plausible(year: _Year) -> bool:
    return year.digits == 4 and 1000 <= year.value < 3000  # noqa: PLR2004 - the years that a text can speak of


def _range(plain: str, first: _Year, last: _Year, now: int) -> Iterator[tuple[int, int, str, str, Severity]]:
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
    past = first.value > now and (
        PAST_BEFORE.search(plain[max(0, first.start - 40) : first.start]) or WAR.search(sentence)
    )
    if not FUTURE.search(sentence) and (past or last.value > now + FAR):
        yield (first.start, last.end, f"“{printed}” lies in the future, and the sentence does not",
               f"is {_meant(first.value, last.value, now)} meant?", Severity.WARNING)


def _meant(first: int, last: int, now: int) -> str:
    """The range that a slip of one digit probably made into this one."""
    century = 100
    if first > now and first - century < last <= now:
        return f"{first - century}–{last}"
    if last < first:
        return f"{last}–{first}"
    return f"{first - century}–{last - century}" if last - century <= now else "another year"


def _ahead(plain: str, year: _Year, now: int) -> Iterator[tuple[int, int, str, str, Severity]]:
    before = plain[max(0, year.start - 48) : year.start]
    past = PAST_BEFORE.search(before)
    if not past and (year.value <= now + FAR or not _year_like(plain, year, before)):
        return
    if not past and LEADS_ON.search(before) and year.value % ROUND == 0 and year.value <= now + 4 * FAR:
        return  # “by 2060”
    begin, end = sentence_at(plain, year.start)
    if FUTURE.search(plain[begin:end]):
        return
    yield (year.start, year.end, f"{year.value} lies in the future, and the sentence does not",
           f"which year is meant? The issue covers {now}", Severity.WARNING)


def _year_like(plain: str, year: _Year, before: str) -> bool:
    if MONTH_BEFORE.search(before):
        return True
    lead = YEAR_BEFORE.search(before) if year.value < LATEST else SURELY_BEFORE.search(before)
    return bool(lead and GOES_ON.match(plain, year.end))


def _slip(plain: str, year: _Year, now: int) -> Iterator[tuple[int, int, str, str, Severity]]:
    """“20119”, “209”: a year of the last or next decades with a digit too many or too few."""
    before = plain[max(0, year.start - 48) : year.start]
    if not (MONTH_BEFORE.search(before) or SURELY_BEFORE.search(before)) or not GOES_ON.match(plain, year.end):
        return
    if re.match(r"\s?[A-Z]", plain[year.end : year.end + 2]):
        return  # “in 209 Oshkosh vehicles”
    text = plain[year.start : year.end]
    meant = sorted(
        (abs(candidate - now), candidate) for candidate in range(now - FAR, now + FAR + 1)
        if _one_off(str(candidate), text)
    )
    if meant:
        yield (year.start, year.end, f"“{text}” is no year", f"is {meant[0][1]} meant?", Severity.WARNING)


def _one_off(year: str, text: str) -> bool:
    """Whether one of the two is the other with one digit left out."""
    longer, shorter = (year, text) if len(year) > len(text) else (text, year)
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))
