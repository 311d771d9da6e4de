"""A superlative about an index is contradicted by the series' own history.

Why:
    “A record high”, “an all-time low”, “the highest since issue 5”: such words are written from memory. The history of
    the series and its earlier issues say whether they are true. Where values are missing, nobody can know, and an
    editor should soften the words or complete the history.
Fail:
    --- history.csv
    issue,period,index,value,band,known_from
    5,2018-09/2018-10,partner,23,,publisher's summary
    --- partner.yaml
    chapter: partner
    developments:
      - text: The index of relations with the partner is at a record high.
    events:
      - {date: 4 November, event: A visit, points: +3}
Fail:
    --- history.csv
    issue,period,index,value,band,known_from
    9,2019-05/2019-06,partner,1,,publisher's summary
    --- partner.yaml
    chapter: partner
    developments:
      - text: The index stands at +3, the lowest since issue 8.
    events:
      - {date: 4 November, event: A visit, points: +3}
Pass:
    --- series.yaml
    first: {number: 11, period: 2019-09/2019-10}
    --- history.csv
    issue,period,index,value,band,known_from
    11,2019-09/2019-10,partner,2,,publisher's summary
    --- partner.yaml
    chapter: partner
    developments:
      - text: The index of relations with the partner is at a record high.
    events:
      - {date: 4 November, event: A visit, points: +3}
Fix:
    Correct the claim, or the value in history.csv. Where the history has gaps, say “the highest value known”, or fill
    them in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.checks.arithmetic.records import HIGH, superlatives
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Related, Severity
from issuekit.indices.scales import signed
from issuekit.indices.totals import score

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from fractions import Fraction

    from issuekit.checks.arithmetic.records import Superlative
    from issuekit.diagnostics import Finding, Span
    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK210", "superlative", Severity.ERROR, __doc__)

NAMED = 6  # issues without a value that a message names


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Superlatives that history contradicts, and those that it has too many gaps to confirm."""
    known: dict[str, Mapping[int, tuple[Fraction, Span]]] = {}
    for superlative in superlatives(scored):
        name = superlative.index.index.id
        if name not in known:
            known[name] = history(name, scored)
        finding = _finding(superlative, known[name], scored)
        if finding is not None:
            yield finding


def history(index: str, scored: ScoredIssue) -> dict[int, tuple[Fraction, Span]]:
    """What is known of an index in the issues before this one: number of the issue -> value, and where it stands."""
    issue = scored.issue
    found = {
        row.issue: (row.value, row.place.first_line.span) for row in issue.series.history
        if row.index == index and row.value is not None and row.issue < issue.number
    }
    previous = issue.previous
    while previous is not None:
        total = score(previous).totals.get(index)
        if total is not None and total.events and previous.number < issue.number:
            found[previous.number] = (total.total, previous.number_place.first_line.span)
        previous = previous.previous
    return found


def _finding(
    superlative: Superlative, known: Mapping[int, tuple[Fraction, Span]], scored: ScoredIssue,
) -> Finding | None:
    value, name = superlative.index.total, superlative.index.index.label.value
    first = scored.issue.series.first
    begun = 1 if first is None else first.number
    since = begun if superlative.since is None else superlative.since + 1
    earlier = range(since, scored.issue.number)
    sign = 1 if superlative.direction == HIGH else -1
    beaten = [number for number in earlier if number in known and (known[number][0] - value) * sign > 0]
    equal = [number for number in earlier if number in known and known[number][0] == value]
    if superlative.either and not _beaten_both_ways(value, known, earlier):
        beaten = []
    said = f"“{superlative.words}” is said of “{name}” at {signed(value)}"
    related = [
        Related(known[number][1], f"issue {number}: {signed(known[number][0])}") for number in (beaten or equal)[:3]
    ]
    if beaten:
        worst = max(beaten, key=lambda number: known[number][0] * sign)
        return RULE.at(
            superlative.span, f"{said}, but issue {worst} had {signed(known[worst][0])}",
            "correct the claim, or the history", related,
        )
    if equal and superlative.since is None:
        return RULE.at(
            superlative.span, f"{said}, but issue {equal[0]} had the same", "say that it equals the record", related,
            severity=Severity.WARNING,
        )
    missing = [number for number in earlier if number not in known]
    if missing:
        return RULE.at(
            superlative.span, f"{said}, which can’t be confirmed: the history has no value for {_issues(missing)}",
            "soften the claim, or complete history.csv", severity=Severity.NOTE,
        )
    return None


def _beaten_both_ways(value: Fraction, known: Mapping[int, tuple[Fraction, Span]], issues: Sequence[int]) -> bool:
    values = [known[number][0] for number in issues if number in known]
    return bool(values) and max(values) > value > min(values)


def _issues(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"issue {numbers[0]}"
    if len(numbers) > NAMED:
        return f"{len(numbers)} issues"
    return f"issues {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"
