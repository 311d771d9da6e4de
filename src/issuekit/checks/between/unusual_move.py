"""An index moved more than it usually does from issue to issue.

Why:
    A jump may be the news of the issue, or a row with the wrong sign. Whoever publishes it should have looked
    twice. Nothing is said while fewer than four earlier or later values are known.
Fail:
    --- history.csv
    issue,period,index,value,band,known_from
    7,2019-01/2019-02,partner,4,,print
    8,2019-03/2019-04,partner,5,,print
    9,2019-05/2019-06,partner,3,,print
    10,2019-07/2019-08,partner,4,,print
    11,2019-09/2019-10,partner,5,,print
    --- partner.yaml
    chapter: partner
    events:
      - {date: 4 November, event: A quarrel, points: -3}
      - {date: 5 November, event: Another quarrel, points: -3}
      - {date: 6 November, event: A third quarrel, points: -3}
Pass:
    --- history.csv
    issue,period,index,value,band,known_from
    3,2018-05/2018-06,partner,25,,print
    5,2018-09/2018-10,partner,3,,print
    8,2019-03/2019-04,partner,-9,,print
    11,2019-09/2019-10,partner,5,,print
    --- partner.yaml
    chapter: partner
    events:
      - {date: 4 November, event: A quarrel, points: -3}
      - {date: 5 November, event: Another quarrel, points: -3}
Fix:
    Look the points of the chapter through once more. If they are right, nothing needs to be done.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from issuekit.checks.dates.keywords import brief
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Related, Severity
from issuekit.indices.scales import signed
from issuekit.indices.totals import score

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from issuekit.indices.totals import IndexTotal, ScoredIssue
    from issuekit.model.issue import Chapter, Event, Issue

RULE = Rule("IK605", "unusual-move", Severity.NOTE, __doc__)

FEWEST = 4  # known values below which nothing is usual
TIMES = 3  # the usual move
LEAST = 0.5  # of the highest points of one event, for an index that has hardly moved at all
SHOWN = 3  # rows with the most points that are shown


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """One note for each index whose move from its last known value is out of proportion."""
    issue = scored.issue
    known = _known(issue)
    least = LEAST * max(abs(issue.series.scoring.lowest), abs(issue.series.scoring.highest))
    for chapter in issue.chapters:
        for index in chapter.plan.indices:
            total = scored.totals.get(index.id)
            values = known.get(index.id, {})
            earlier = [number for number in values if number < issue.number]
            if total is None or not earlier or len(values) < FEWEST:
                continue
            last, steps = max(earlier), _steps(values)
            moved = abs(float(total.total - values[last])) / (issue.number - last) ** 0.5
            if moved > max(TIMES * _middle(steps), least, *steps):
                yield _finding(chapter, total, values, issue.number)


def _known(issue: Issue) -> dict[str, dict[int, Fraction]]:
    """The values of each index by the number of the issue, the issue's own left out."""
    values: dict[str, dict[int, Fraction]] = {}
    for row in issue.series.history:
        if row.value is not None and row.issue != issue.number:
            values.setdefault(row.index, {})[row.issue] = row.value
    if issue.previous is not None and issue.previous.number != issue.number:
        for name, total in score(issue.previous).totals.items():
            values.setdefault(name, {})[issue.previous.number] = total.total
    return values


def _steps(values: dict[int, Fraction]) -> list[float]:
    """The moves between known values, ascending.

    Where issues between two values are not known, the move is that of several issues: as with any drift, it is
    taken to grow with the square root of their number.
    """
    return sorted(
        abs(float(values[after] - values[before])) / (after - before) ** 0.5
        for before, after in pairwise(sorted(values))
    )


def _middle(steps: list[float]) -> float:
    """The median; it doesn't mind a single great move."""
    return (steps[(len(steps) - 1) // 2] + steps[len(steps) // 2]) / 2


def _finding(chapter: Chapter, total: IndexTotal, values: dict[int, Fraction], number: int) -> Finding:
    last = max(known for known in values if known < number)
    moved, usual = total.total - values[last], _middle(_steps(values))
    over = f"issue {last}" if number - last == 1 else f"issue {last}, the last that is known"
    earlier = [*sorted(known for known in values if known < number), number]
    unknown = sum(after - before - 1 for before, after in pairwise(earlier))
    hint = "look the points through once more; if they are right, nothing needs to be done"
    if unknown:
        hint += f" (the values of {unknown} issues before it are not known)"
    return RULE.at(
        chapter.place,
        f"{total.index.label} moved by {signed(moved)}, from {signed(values[last])} in {over}, to "
        f"{signed(total.total)}; from issue to issue it mostly moves by about {max(1, round(usual))}",
        hint, [_related(event, total) for event in _heaviest(chapter, total, moved)],
    )


def _heaviest(chapter: Chapter, total: IndexTotal, moved: Fraction) -> list[Event]:
    """The rows that did most to move the index that way."""
    sign = 1 if moved > 0 else -1
    rows = [(sign * sum(event.points(total.index.id)), event) for event in chapter.events]
    rows = [row for row in rows if row[0] > 0]
    return [event for _, event in sorted(rows, key=lambda row: -row[0])[:SHOWN]]


def _related(event: Event, total: IndexTotal) -> Related:
    points = signed(sum(event.points(total.index.id)))
    return Related(event.place.first_line.span, f"{points}: {brief(event.text.plain)}")
