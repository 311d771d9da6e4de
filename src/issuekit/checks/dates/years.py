"""Which numbers of a text are years, and how a sentence speaks of them: as past, or as still to come."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from issuekit.checks.patterns import lazily
from issuekit.checks.sheet import sheet
from issuekit.frozen import dataclass
from issuekit.model.when import MONTHS

if TYPE_CHECKING:
    from issuekit.indices.totals import ScoredIssue

YEAR_DIGITS = 4
LATEST = 2100  # from here on, “a total of 2100” is likelier than a year
MOST_NUMBERS = 40_000  # that an issue is looked through for
NUMBER = lazily(r"[0-9][0-9][0-9][0-9]?[0-9]?")
_MONTH = "|".join(MONTHS)
_TIME = r"(?:spring|summer|autumn|fall|winter|beginning|start|middle|end|half|quarter|months?|weeks?|days?|hours?)"
# What makes a number a year: a month, with or without a day, the first year of a range, or a stretch of time.
DATE_BEFORE = lazily(
    rf"(?:(?:{_MONTH})(?:\s\d{{1,2}}(?:st|nd|rd|th)?)?,?\s|(?<!\d)\d{{4}}\s?[–—-]\s?|(?<![^\W_]){_TIME}\sof\s)$",
)
# Words that years follow; those of the first line, hardly anything else.
SURELY_BEFORE = frozenset(("in", "since", "until", "during", "throughout", "early", "late", "mid", "year"))
YEAR_BEFORE = SURELY_BEFORE | frozenset((
    "till", "by", "from", "to", "of", "before", "after", "for", "and", "between", "through", "as", "that", "entered",
    "years", "(",
))
LEADS_ON = lazily(
    r"(?<![^\W_])(?:by|until|till|to|towards?|through|beyond|before|than)\s(?:the\s)?"
    rf"(?:(?:early|late|mid|year|{_TIME})[\s-](?:of\s)?)*$",
    re.IGNORECASE,
)
# A number before a lower-case word counts it, unless the word is one that goes on after a date, or a verb.
_AFTER = """
in at by and or to the a an when for as under with on that which who was were is are has had but onward onwards did does
do will would not so because than from into if it its this there their he she they we saw took went came drew brought
began became made while where until since before after during
"""
GOES_ON = frozenset(_AFTER.split())
COUNTS = lazily(r"\s[a-z]+s(?![^\W_])|\s(?:people|men|women|personnel|staff|troops|million|billion)(?![^\W_])")
# “Agenda 2063”, “Resolution 2202”, “page 2045” are names and numbers.
DESIGNATION = lazily(
    r"(?:(?<![.!?…]\s)(?<!^)(?<![^\W_])[A-Z][^\W\d_]+|(?<![^\W_])(?:no\.?|number|nos|page|pages|pp\.|line|room|unit|flight|bus|"
    r"train|model|type|version|resolution|decree|order|decision|regulation|act|law|article|section|paragraph|code|id)|№|#)\s$",
)
FUTURE = lazily(
    r"(?<![^\W_])(?:will|shall|would|may|might|could|can|should|ought|until|future|next|coming|upcoming|forthcoming|"
    r"ahead|due|long-term|medium-term|vision|agenda|deadline|scenario|outlook|perspective|prospect|horizon|tomorrow|"
    r"yet|decades|plans?|planned|planning|bids?|hopes?|hoped|set\sto|(?:expect|forecast|project|strateg|target|goal|"
    r"program|concept|schedul|aim|intend|extend|expir|valid|roadmap|predict|estimat|envisag|foresee|propos|promis)\w*)"
    r"(?![^\W_])",
    re.IGNORECASE,
)
# What can only be past: “the war of 2041”, “was signed in 2031”, “since 2027”, “dates from 2035”.
PAST_BEFORE = lazily(
    r"(?<![^\W_])(?:(?:wars?|battle|uprising|revolution|victory|occupation|famine|genocide|repressions?|events|protests|"
    r"crisis|coup|annexation|collapse)\s(?:of|in)|"
    r"(?<!would\shave\s)(?<!will\shave\s)(?:was|were|had\sbeen)\s(?!(?:plan|schedul|expect|due|set|slat|suppos|meant|forecast|"
    r"project|intend|to)\w*\s)(?:\w+\s)?(?:\w+\s)?(?:back\s)?(?:in|on)|since|dat(?:es|ed|ing)\s(?:back\s)?(?:from|to)|"
    r"back\sin|as\s(?:early|far\sback|long\sago)\sas|founded\sin|born\sin|ago,?\sin)\s"
    rf"(?:the\s)?(?:years?\s|early\s|late\s)?(?:\d{{1,2}}\s)?(?:(?:{_MONTH})\s(?:\d{{1,2}},?\s)?)?\(?$",
    re.IGNORECASE,
)
_PAST = """
war wars battle uprising revolution victory occupation famine genocide repression repressions event events protests
crisis coup annexation collapse was were had since dates dated dating back as founded born ago ago,
"""
PHRASE = 7  # words that the longest of these phrases has
PAST_WORDS = frozenset(_PAST.split())  # one of them stands in every phrase of the pattern above
WAR = lazily(
    r"(?<![^\W_])(?:war|victory|uprising|anniversary|battle|liberation|occupation|veterans?)(?![^\W_])", re.IGNORECASE,
)
RANGE = lazily(r"\s?[-–—]\s?")
# “Regulation 2019-1915” has a number, not years.
DOCUMENT = lazily(
    r"(?:\bnos?\.?|№|#|/|\b(?:regulation|decision|directive|resolution|law|order|decree))\s?$", re.IGNORECASE,
)
GROUPED = lazily(r"\d,\d{3}(?!\d)")
BARE = lazily(r"\d{4,}")
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


    def moved(self, by: int) -> Number:
        """The same number in a text that begins elsewhere."""
        return Number(self.start + by, self.end + by, self.value, self.digits)


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
        return number.digits == YEAR_DIGITS or bool(goes_on(plain, number.end))
    if grouped and number.digits >= YEAR_DIGITS:
        counts = COUNTS.match(plain, number.end) and not goes_on(plain, number.end)
        return not (DESIGNATION.search(before) or counts)
    surely = number.digits < YEAR_DIGITS or LATEST <= number.value < 10 * LATEST // 2
    lead = _word_before(before) in (SURELY_BEFORE if surely else YEAR_BEFORE) or speaks_of_past(before)
    return lead and goes_on(plain, number.end)


def goes_on(plain: str, end: int) -> bool:
    """Whether the text goes on after a number as it does after a year, rather than with what it counts."""
    after = plain[end : end + 16]
    if after[:1] != " ":
        return not after[:1].isalnum()
    word = re.match(r"[^\W\d_]*", after[1:])
    found = word[0] if word else ""
    return not found or found[0].isupper() or found in GOES_ON or found.endswith("ed")


def _word_before(before: str) -> str:
    """The word that stands right before a number, in small letters; “(” where the number is in brackets."""
    if before.endswith("("):
        return "("
    words = before[:-1].split() if before.endswith((" ", "-")) else []
    return words[-1].strip("(“‘").casefold() if words else ""


def speaks_of_past(before: str) -> bool:
    """Whether the words before a year can only speak of the past."""
    last = before.casefold().split()[-PHRASE:]
    return not PAST_WORDS.isdisjoint(last) and PAST_BEFORE.search(before) is not None


@lru_cache(maxsize=4)
def groups_thousands(scored: ScoredIssue) -> bool:
    """Whether an issue writes “17,500” rather than “17500”, with hardly an exception."""
    plain = sheet(scored).text
    grouped, bare = len(GROUPED.findall(plain)), 0
    for match in islice(BARE.finditer(plain), MOST_NUMBERS):
        earliest, latest = 1500, 2200
        year = earliest <= int(match[0][:YEAR_DIGITS]) <= latest
        bare += not year and COUNTS.match(plain, match.end()) is not None
    return grouped >= FEWEST_GROUPED and bare * SHARE <= grouped
