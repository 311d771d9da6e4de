"""Which numbers of a text are years, and how a sentence speaks of them: as past, or as still to come."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from issuekit.checks.loci import loci
from issuekit.model.when import MONTHS

if TYPE_CHECKING:
    from issuekit.indices.totals import ScoredIssue

YEAR_DIGITS = 4
LATEST = 2100  # from here on, “a total of 2100” is likelier than a year
MOST_NUMBERS = 20_000  # that one passage is looked through for
NUMBER = re.compile(r"\d{3,5}")
_MONTH = "|".join(MONTHS)
_TIME = r"(?:spring|summer|autumn|fall|winter|beginning|start|middle|end|half|quarter|months?|weeks?|days?|hours?)"
# What makes a number a year: a month, with or without a day, the first year of a range, or a word before it.
DATE_BEFORE = re.compile(
    rf"(?:(?:{_MONTH})(?:\s\d{{1,2}}(?:st|nd|rd|th)?)?,?\s|(?<!\d)\d{{4}}\s?[–—-]\s?|(?<![^\W_]){_TIME}\sof\s)$",
    re.IGNORECASE,
)
SURELY_BEFORE = re.compile(
    r"(?<![^\W_])(?:in|since|until|during|throughout|(?:early|late|mid)|(?:the\s)?year)[\s-]$", re.IGNORECASE,
)
YEAR_BEFORE = re.compile(
    r"(?<![^\W_])(?:in|since|until|till|by|from|to|of|during|throughout|before|after|for|and|between|through|as|that|"
    r"entered|(?:the\s)?years?|(?:early|late|mid)[\s-])\s?$|\($",
    re.IGNORECASE,
)
LEADS_ON = re.compile(
    r"(?<![^\W_])(?:by|until|till|to|towards?|through|beyond|before|than)\s(?:the\s)?"
    rf"(?:(?:early|late|mid|year|{_TIME})[\s-](?:of\s)?)*$",
    re.IGNORECASE,
)
# A number before a lower-case word counts it, unless the word is one that goes on after a date, or a verb.
GOES_ON = re.compile(
    r"\s?(?:$|[^\w\s]|[A-Z]|(?:in|at|by|and|or|to|the|a|an|when|for|as|under|with|on|that|which|who|was|were|is|are|has|had|but|"
    r"onwards?|did|does|do|will|would|not|so|because|than|from|into|if|it|its|this|there|their|he|she|they|we|saw|took|"
    r"went|came|drew|brought|began|became|made|as|while|where|until|since|before|after|during|\w+ed)(?![^\W_]))",
)
COUNTS = re.compile(r"\s[a-z]+s(?![^\W_])|\s(?:people|men|women|personnel|staff|troops|million|billion)(?![^\W_])")
# “Agenda 2063”, “Resolution 2202”, “page 2045” are names and numbers.
DESIGNATION = re.compile(
    r"(?:(?<![.!?…]\s)(?<!^)(?<![^\W_])[A-Z][^\W\d_]+|(?<![^\W_])(?:no\.?|number|nos|page|pages|pp\.|line|room|unit|flight|bus|"
    r"train|model|type|version|resolution|decree|order|decision|regulation|act|law|article|section|paragraph|code|id)|№|#)\s$",
)
FUTURE = re.compile(
    r"(?<![^\W_])(?:will|shall|would|may|might|could|can|should|ought|until|future|next|coming|upcoming|forthcoming|"
    r"ahead|due|long-term|medium-term|vision|agenda|deadline|scenario|outlook|perspective|prospect|horizon|tomorrow|"
    r"yet|decades|plans?|planned|planning|bids?|hopes?|hoped|set\sto|(?:expect|forecast|project|strateg|target|goal|"
    r"program|concept|schedul|aim|intend|extend|expir|valid|roadmap|predict|estimat|envisag|foresee|propos|promis)\w*)"
    r"(?![^\W_])",
    re.IGNORECASE,
)
# What can only be past: “the war of 2041”, “was signed in 2031”, “since 2027”, “dates from 2035”.
PAST_BEFORE = re.compile(
    r"(?<![^\W_])(?:(?:wars?|battle|uprising|revolution|victory|occupation|famine|genocide|repressions?|events|protests|"
    r"crisis|coup|annexation|collapse)\s(?:of|in)|"
    r"(?<!would\shave\s)(?<!will\shave\s)(?:was|were|had\sbeen)\s(?!(?:plan|schedul|expect|due|set|slat|suppos|meant|forecast|"
    r"project|intend|to)\w*\s)(?:\w+\s)?(?:\w+\s)?(?:back\s)?(?:in|on)|since|dat(?:es|ed|ing)\s(?:back\s)?(?:from|to)|"
    r"back\sin|as\s(?:early|far\sback|long\sago)\sas|founded\sin|born\sin|ago,?\sin)\s"
    rf"(?:the\s)?(?:years?\s|early\s|late\s)?(?:\d{{1,2}}\s)?(?:(?:{_MONTH})\s(?:\d{{1,2}},?\s)?)?\(?$",
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
GROUPED = re.compile(r"\d,\d{3}(?!\d)")
BARE = re.compile(r"\d{4,}")
FEWEST_GROUPED, SHARE = 3, 5


@dataclass(frozen=True, slots=True)
class Number:
    """A number of three to five digits, ``plain[start:end]``."""

    start: int
    end: int
    value: int
    digits: int

    @property
    def plausible(self) -> bool:
        """Whether it can be a year that a text speaks of."""
        earliest, latest = 1000, 3000
        return self.digits == YEAR_DIGITS and earliest <= self.value < latest


def numbers(plain: str, now: int) -> list[Number]:
    """The numbers of a text that may be faulty years: those that are no year up to now, or are of a range."""
    return [
        Number(match.start(), match.end(), int(match[0]), len(match[0]))
        for match in islice(NUMBER.finditer(plain), MOST_NUMBERS)
        if _matters(plain, match, now) and _stands_alone(plain, match)
    ]


def _matters(plain: str, match: re.Match[str], now: int) -> bool:
    if match.end() - match.start() != YEAR_DIGITS or int(match[0]) > now + 1:
        return True
    around = plain[max(0, match.start() - 2) : match.start()] + plain[match.end() : match.end() + 2]
    return "-" in around or "–" in around or "—" in around


def _stands_alone(plain: str, match: re.Match[str]) -> bool:
    """Whether the digits are no part of an amount, a designation or a share."""
    before, after = plain[max(0, match.start() - 2) : match.start()], plain[match.end() : match.end() + 2]
    if before and (before[-1].isalnum() or before[-1] in "%$€£+/_" or re.search(r"\d[.,:]$|[^\W\d_][-–.]$", before)):
        return False
    return not (after and (after[0].isalnum() or after[0] in "%/_" or re.match(r"[.,:]\d|-[^\W\d_]", after)))


def year_like(plain: str, number: Number, *, grouped: bool) -> bool:
    """Whether a number stands where years stand.

    ``grouped`` tells that the text writes thousands with a comma, so that a number without one is hardly an amount.
    """
    before = plain[max(0, number.start - 48) : number.start]
    if DATE_BEFORE.search(before):
        return number.digits == YEAR_DIGITS or bool(GOES_ON.match(plain, number.end))
    if grouped and number.digits >= YEAR_DIGITS:
        counts = COUNTS.match(plain, number.end) and not GOES_ON.match(plain, number.end)
        return not (DESIGNATION.search(before) or counts)
    surely = number.digits < YEAR_DIGITS or LATEST <= number.value < 10 * LATEST // 2
    lead = (SURELY_BEFORE if surely else YEAR_BEFORE).search(before) or PAST_BEFORE.search(before)
    return bool(lead and GOES_ON.match(plain, number.end))


@lru_cache(maxsize=4)
def groups_thousands(scored: ScoredIssue) -> bool:
    """Whether an issue writes “17,500” rather than “17500”, with hardly an exception."""
    grouped = bare = 0
    for locus in loci(scored):
        plain = locus.passage.plain
        if "," in plain:
            grouped += len(GROUPED.findall(plain))
        for match in islice(BARE.finditer(plain), MOST_NUMBERS):
            earliest, latest = 1500, 2200
            year = earliest <= int(match[0][:YEAR_DIGITS]) <= latest
            bare += not year and COUNTS.match(plain, match.end()) is not None
    return grouped >= FEWEST_GROUPED and bare * SHARE <= grouped
