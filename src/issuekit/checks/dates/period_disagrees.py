"""The prose speaks of other months as those under review than the issue's own.

Why:
    “The two months of September and October” in the issue for November and December is left over from the issue
    before: the letter was written over the old one.
Fail:
    --- issue.yaml
    letter: |
      This twelfth issue reviews the foreign policy of the country in September and October 2019.
Fail:
    trends:
      - The two months of September and October brought few meetings.
Pass:
    --- issue.yaml
    letter: |
      This twelfth issue reviews the foreign policy of the country in November and December 2019. There were
      more meetings than in September and October.
Fix:
    Write the months that the issue covers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from issuekit.checks.dates.mentions import Mention, dated
from issuekit.checks.dates.sentences import sentence_at
from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.checks.loci import Locus
    from issuekit.indices.totals import ScoredIssue
    from issuekit.model.when import Period

RULE = Rule("IK310", "period-disagrees", Severity.WARNING, __doc__)

MANY = 4  # places that agree with each other rather than with the period: then the period is in doubt
SHOWN = 3
YEAR = 12  # months; an issue from further back leaves nothing over
# A sentence that says what the issue is about.
REVIEW = lazily(
    r"(?<![^\W_])(?:(?:this|our|the\s(?:present|new|current|latest|\w+(?:st|nd|rd|th)))\s(?:\w+\s)?(?:issue|edition|number|"
    r"review|report|digest|monitor)|(?:under|in)\s(?:review|question)|reporting\speriod|review\speriod|we\spresent|"
    r"(?:reviews?|covers?|analy[sz]es?|surveys?|monitors?|summari[sz]es?)\s)",
    re.IGNORECASE,
    (
        "issue", "edition", "number", "review", "report", "digest", "monitor", "question", "present", "cover", "analy",
        "survey", "summari",
    ),
)
# “The two months of …”, “the months of …”, “the final two months of the year, … and …”.
MONTHS_OF = lazily(r"(?<![^\W_])months?\s(?:of|–|—|-|,|:)\s?(?:the\syear,?\s)?$", re.IGNORECASE)
# The sentence begins with the months, or with a few words and a comma before them.
OPENING = lazily(
    r"(?:[^,;]{1,40},\s|what\s(?:took\splace|happened)\s)?(?:(?:in|over|during|for|throughout)\s)?(?:the\smonths\sof\s)?",
    re.IGNORECASE,
)
# “The agreement signed in October”, but not “what happened in October”.
DONE_IN = lazily(r"\b(?!happened|occurred|witnessed)\w+(?:ed|en|ld|nt|de)\s(?:in|on|of)\s$")
# What is held against the period, or came before it, has other months by right.
OTHER = lazily(
    r"(?<![^\W_])(?:than|since|compar\w+|unlike|previous\w*|preceding|earlier|before|last|from|until|till|by|after|contrast|"
    r"against|already|back|same|next|following|coming|will|had|ago|forecast|expect\w*|began|begun|started|planned)(?![^\W_])",
    re.IGNORECASE,
)


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Spans of months as long as the period that are taken for it, and aren't it."""
    period = scored.issue.period
    found = list(_disagreements(scored, period))
    if len(found) >= MANY:
        yield RULE.at(
            scored.issue.period_place,
            f"the period is {period}, but {len(found)} places of the text speak of another",
            "is the period right?", [Related(finding.span, finding.message) for finding in found[:SHOWN]],
        )
    else:
        yield from found


def _disagreements(scored: ScoredIssue, period: Period) -> Iterator[Finding]:
    for entry in dated(scored):
        locus = entry.locus
        if not locus.running:
            continue
        for mention in entry.mentions:
            if not mention.exact and _as_long(mention, period) and _other(mention, period):
                start, end = sentence_at(locus.passage.plain, mention.start)
                if _taken_for_period(locus, mention, start, end, period):
                    printed = locus.passage.plain[mention.start : mention.end]
                    months = period.typeset_months.replace("-", " and " if period.months == 2 else " to ")  # noqa: PLR2004 - two
                    yield RULE.at(
                        locus.passage.span(mention.start, mention.end),
                        f"“{printed}” is spoken of as the period, but the issue covers {period}",
                        f"write {months}, or say what the other months have to do with it",
                    )


def _as_long(mention: Mention, period: Period) -> bool:
    first, last = mention.points[0], mention.points[-1]
    if first.part or last.part:
        return False
    return (last.month - first.month) % YEAR + 1 == period.months


def _other(mention: Mention, period: Period) -> bool:
    first, last = mention.points[0], mention.points[-1]
    if first.month != period.start.month or last.month != period.end.month:
        return True
    return last.year is not None and last.year != period.end.year


def _back(mention: Mention, period: Period) -> int:
    """How many months before the period the mention begins; negative where it begins after."""
    interval = mention.interval(period)
    if interval is None:
        return 0
    return (period.start.year - interval[0].year) * YEAR + period.start.month - interval[0].month


def _taken_for_period(locus: Locus, mention: Mention, start: int, end: int, period: Period) -> bool:
    """Whether the sentence means the period under review."""
    plain = locus.passage.plain
    before, after = plain[start : mention.start], plain[mention.end : end]
    review = REVIEW.search(before)
    if review and not OTHER.search(before[review.end() :].removesuffix("from ")) and not DONE_IN.search(before):
        return locus.section == "letter" or period.months > 1
    back = _back(mention, period)
    if period.months == 1 or back % period.months or not 0 < back <= YEAR or OTHER.search(before + after):
        return False
    if MONTHS_OF.search(before) or REVIEW.search(after):
        return True
    return bool(OPENING.fullmatch(before)) and (
        locus.section in ("letter", "trends") or mention.points[-1].year is not None
    )
