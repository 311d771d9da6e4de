"""Rows of the catalogue, or of a table by date, don't follow their dates.

Why:
    The catalogue is read as a calendar. A row out of its place is overlooked by whoever looks the day up, and is
    often one whose date has a slip.
Fail:
    events:
      - {date: 8 November, event: A tender, points: +1}
      - {date: 5 November, event: A purchase, points: +1}
      - {date: 11 November, event: A consulate, points: +1}
Pass:
    events:
      - {date: November-December, event: No contract, points: -1}
      - {date: 5 November, event: A purchase, points: +1}
      - {date: Early November, event: A mission, points: +1}
      - {date: 8 November, event: A tender, points: +1}
      - {date: November, event: Four aircraft, points: +1}
Fix:
    Move the row, or correct its date. Only rows that are surely in the wrong place are named; those of the whole
    period may stand anywhere.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING

from issuekit.checks.dates.keywords import brief
from issuekit.checks.dates.rows import Row, catalogue, tables
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from issuekit.indices.totals import ScoredIssue
    from issuekit.model.when import Period

RULE = Rule("IK306", "catalogue-order", Severity.WARNING, __doc__)

Chain = tuple[int, "Chain"] | None  # a linked list of places
Choice = tuple[int, Chain]

MOST = 12  # rows of one list that are named: where more are misplaced, the list was never in order


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Rows that would have to be moved for the rest to be in order: as few as possible."""
    period = scored.issue.period
    for chapter in scored.issue.chapters:
        yield from _list(catalogue(chapter), period)
    for _, rows in tables(scored.issue):
        yield from _list(rows, period)


def _list(rows: Sequence[Row], period: Period) -> Iterator[Finding]:
    # A row that lies outside the period has been named for that; its place says nothing.
    placed = [
        row for row in rows
        if period.overlaps(row.start, row.end) and not (row.start <= period.start and row.end >= period.end)
    ]
    if _ascends(placed):
        return
    kept = in_order(placed)
    places = sorted(kept)
    order = [placed[place] for place in places]
    misplaced = (place for place in range(len(placed)) if place not in kept)
    for place in islice(misplaced, MOST):
        yield _misplaced(placed[place], order, bisect_left(places, place))


def _ascends(rows: Sequence[Row]) -> bool:
    latest = None
    for row in rows:
        if latest is not None and row.end < latest:
            return False
        latest = row.start if latest is None else max(latest, row.start)
    return True


def in_order(rows: Sequence[Row]) -> set[int]:
    """The places of as many rows as possible that are in order, the earlier in the file where it is a choice.

    Row by row, the best choice so far is kept for each day that its latest beginning can be: the work is the
    number of rows times the number of different days.
    """
    size = len(rows)
    # Latest beginning of a choice -> its worth, and its rows, the last first.
    best: dict[int, Choice] = {0: (0, None)}
    for place, row in enumerate(rows):
        worth = size * size + size - place
        updates: dict[int, Choice] = {}
        for latest, (value, chain) in best.items():
            if row.end.toordinal() >= latest:
                key = max(latest, row.start.toordinal())
                if key not in updates or updates[key][0] < value + worth:
                    updates[key] = (value + worth, (place, chain))
        for key, choice in updates.items():
            if key not in best or best[key][0] < choice[0]:
                best[key] = choice
    chain = max(best.values(), key=lambda choice: choice[0])[1]
    kept: set[int] = set()
    while chain is not None:
        kept.add(chain[0])
        chain = chain[1]
    return kept



def _misplaced(row: Row, order: Sequence[Row], above: int) -> Finding:
    """The finding, with the row that this one should follow. ``above`` of the ordered rows stand before it."""
    place = next((number for number, other in enumerate(order[:above]) if row.before(other)), above)
    if place < above:
        other = order[above - 1]
        message = f"“{row.printed}” stands after “{other.printed}”"
    else:
        earlier = [number for number in range(above, len(order)) if order[number].before(row)]
        place, other = earlier[-1] + 1, order[earlier[0]]
        message = f"“{row.printed}” stands before “{other.printed}”"
    if place:
        follows = order[place - 1]
        hint = f"move the row below that of {follows.printed}, or correct its date"
        related = [Related(follows.span, f"it should follow this: {brief(follows.words)}")]
    else:
        hint = "make the row the first, or correct its date"
        related = [Related(order[0].span, f"it should stand before this: {brief(order[0].words)}")]
    related.append(Related(other.span, "unless it is this date that is wrong"))
    return RULE.at(row.span, message, hint, related)
