"""The prose dates an event otherwise than the catalogue does.

Why:
    The text says that they spoke on 14 November, the catalogue has them speak on the 15th. A reader who finds
    both believes neither.
Fail:
    developments:
      - text: On 14 November, Lukashenka, Lappo, and Zas discussed the protection of the border.
    events:
      - {date: 15 November, event: "Lukashenka, Lappo, and Zas on border protection", points: -1}
      - {date: 18 November, event: "Lavrov congratulates on the elections", points: +1}
Pass:
    developments:
      - text: On 15 November, Lukashenka, Lappo, and Zas discussed the protection of the border.
    events:
      - {date: 15 November, event: "Lukashenka, Lappo, and Zas on border protection", points: -1}
      - {date: 18 November, event: "Lavrov congratulates on the elections", points: +1}
Fix:
    Find out which of the two is right, and mend the other. If they are two events, say what sets them apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.checks.dates.keywords import brief
from issuekit.checks.dates.recognition import Entry, Likeness, Told, catalogue, told
from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Related, Severity
from issuekit.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from issuekit.checks.dates.mentions import Mention
    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK307", "date-disagrees", Severity.WARNING, __doc__)

# What a sentence must have of a row to tell of it beyond doubt, measured on published issues: see Likeness. Less
# is enough where the two dates are a few days apart, as after a slip.
SCORE, WEIGHT, COVER, NAMES = 9.0, 12.0, 0.5, 0.5
NEAR = 3  # days
NEAR_SCORE, NEAR_WEIGHT, NEAR_NAMES = 6.5, 8.0, 0.8
ELSEWHERE = 1.5  # times the score, for a row of another chapter
RIVAL = 0.5  # share of the best score that another row, or another sentence, must not reach
FAR = 45  # days; an event that is told with a date further off is another of its kind
# “On 9 December, it became known that …” dates the news, and “the 17 November elections” the elections.
NEWS = lazily(
    r"(?<![^\W_])(?:reported|known|announced|emerged|published|according|reports|disclosed|revealed)(?![^\W_])",
)
ATTRIBUTE = lazily(r"\s[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Doubt:
    told: Told
    mention: Mention
    likeness: Likeness


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Sentences that surely tell of a row, and have a day that the row hasn't."""
    rows, period = catalogue(scored), scored.issue.period
    doubts: list[_Doubt] = []
    agreed: dict[int, float] = {}  # the best score of a sentence that agrees with the row, by the row's id
    for sentence in told(scored):
        dates = [(mention, interval) for mention in sentence.mentions if (interval := mention.interval(period))]
        likenesses = rows.likest(sentence.words) if dates else []
        for likeness in likenesses:
            if any(_distance(mention, interval, likeness.entry) == 0 for mention, interval in dates):
                key = id(likeness.entry)
                agreed[key] = max(agreed.get(key, 0.0), likeness.score)
        doubt = _doubt(sentence, dates, likenesses)
        if doubt is not None:
            doubts.append(doubt)
    for doubt in doubts:
        if agreed.get(id(doubt.likeness.entry), 0.0) < RIVAL * doubt.likeness.score:
            yield _finding(doubt)


def _doubt(
    sentence: Told, dates: Sequence[tuple[Mention, tuple[date, date]]], likenesses: Sequence[Likeness],
) -> _Doubt | None:
    if not likenesses or likenesses[0].score < NEAR_SCORE:
        return None
    best = likenesses[0]
    rivals = [likeness for likeness in likenesses[1:] if likeness.score > RIVAL * best.score]
    if not all(_same_days(rival.entry, best.entry) for rival in rivals):
        return None
    distances = [
        (distance, mention) for mention, interval in dates
        if (distance := _distance(mention, interval, best.entry)) is not None
    ]
    if not distances or min(distances, key=lambda pair: pair[0])[0] == 0:
        return None
    distances = [pair for pair in distances if _says_when(sentence, pair[1])]
    if not distances:
        return None
    distance, mention = min(distances, key=lambda pair: pair[0])
    return _Doubt(sentence, mention, best) if _sure(best, sentence, distance) else None


def _sure(best: Likeness, sentence: Told, distance: int) -> bool:
    """Whether the sentence tells of the row beyond doubt."""
    if best.cover < COVER or distance > FAR:
        return False
    factor = 1.0 if best.entry.chapter is sentence.locus.chapter else ELSEWHERE
    if best.score >= SCORE * factor and best.weight >= WEIGHT and best.names >= NAMES:
        return True
    return (
        distance <= NEAR and factor == 1 and bool(best.entry.names)
        and best.score >= NEAR_SCORE and best.weight >= NEAR_WEIGHT and best.names >= NEAR_NAMES
    )


def _says_when(sentence: Told, mention: Mention) -> bool:
    """Whether the date is that of what the sentence tells, not of the news or of something it names."""
    plain = sentence.locus.passage.plain
    if plain[max(0, mention.start - 4) : mention.start].lower() == "the " and ATTRIBUTE.match(plain, mention.end):
        return False
    return not NEWS.search(plain, max(sentence.start, mention.start - 40), min(sentence.end, mention.end + 40))


def _interval(entry: Entry) -> tuple[date, date] | None:
    when = entry.event.when
    return None if when is None else (when.start, when.end)


def _same_days(one: Entry, other: Entry) -> bool:
    """Whether two rows may be of one event, which two chapters score."""
    first, second = _interval(one), _interval(other)
    return first is not None and second is not None and first[0] <= second[1] and second[0] <= first[1]


def _distance(mention: Mention, said: tuple[date, date], entry: Entry) -> int | None:
    """How many days lie between a date and that of a row; 0 where they agree, None where the row has none.

    A day of a longer event agrees with it. Two stretches of days do not if neither holds the other, or if they begin
    or end together and are not the same.
    """
    has, when = _interval(entry), entry.event.when
    if has is None or when is None:
        return None
    apart = max(0, (has[0] - said[1]).days, (said[0] - has[1]).days)
    within = (said[0] >= has[0] and said[1] <= has[1]) or (has[0] >= said[0] and has[1] <= said[1])
    stretches = said[0] < said[1] and has[0] < has[1] and (said[0] == has[0]) != (said[1] == has[1])
    if apart or mention.separate or not (when.exact and mention.exact):
        return apart
    return int(not within or stretches)


def _finding(doubt: _Doubt) -> Finding:
    entry, passage = doubt.likeness.entry, doubt.told.locus.passage
    printed = passage.plain[doubt.mention.start : doubt.mention.end]
    date, shown = entry.event.date, brief(entry.event.text.plain)
    own = entry.chapter is doubt.told.locus.chapter
    where = "the catalogue" if own else f"the catalogue of “{entry.chapter.plan.label}”"
    related = [Related(date.span(), f"here it is {date}: {shown}")] if date is not None else []
    return RULE.at(
        passage.span(doubt.mention.start, doubt.mention.end),
        f"the text says {printed}, {where} {date} for what seems to be the same event: “{shown}”",
        "find out which is right and mend the other; if they are two events, say what sets them apart", related,
    )
