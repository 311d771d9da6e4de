"""Each index over the issues: what is known of it, from the first issue to the present one, gaps left as gaps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from issuekit.indices.scales import band_of
from issuekit.indices.totals import score

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from issuekit.indices.totals import IndexTotal, ScoredIssue
    from issuekit.model.issue import Issue
    from issuekit.model.when import Period


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an index stood in an issue: its value, or None and the ``band`` where no more than that is known.

    ``band`` is the band's name, empty where the index has no scale.
    """

    issue: int
    period: Period
    value: Fraction | None
    band: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """The value of an index in the period just before."""

    period: Period
    value: Fraction


def standings(scored: ScoredIssue) -> Mapping[str, tuple[Standing, ...]]:
    """The standings of every index that the issue scores, oldest first, the issue's own last.

    Issues of the workspace count more than rows of ``history.csv``. What comes after the issue is left out, so
    that an old issue printed again says what it said.
    """
    issue = scored.issue
    found: dict[str, dict[int, Standing]] = {name: {} for name in scored.totals}
    for earlier in _before(issue):
        for name, total in score(earlier).totals.items():
            if name in found:
                found[name].setdefault(earlier.number, _standing(earlier, total))
    for row in issue.series.history:
        is_earlier = row.issue < issue.number and row.period.end < issue.period.start
        if is_earlier and row.index in found and (row.value is not None or row.band):
            scale = issue.series.indices[row.index].scale
            band = None if row.value is None or scale is None else band_of(row.value, scale)
            name = row.band or ("" if band is None else band.name.value)
            found[row.index].setdefault(row.issue, Standing(row.issue, row.period, row.value, name))
    return {
        name: (*(entries[number] for number in sorted(entries)), _standing(issue, scored.totals[name]))
        for name, entries in found.items()
    }


def earlier_value(scored: ScoredIssue, index: str) -> Earlier | None:
    """What the index came to in the period that ends on the eve of this one, if that is known."""
    issue = scored.issue
    eve = issue.period.start - timedelta(days=1)
    if issue.previous is not None and issue.previous.period.end == eve:
        before = score(issue.previous).totals.get(index)
        if before is not None:
            return Earlier(issue.previous.period, before.total)
    for row in issue.series.history:
        if row.index == index and row.period.end == eve and row.value is not None:
            return Earlier(row.period, row.value)
    return None


def _standing(issue: Issue, total: IndexTotal) -> Standing:
    return Standing(issue.number, issue.period, total.total, total.band_name or "")


def _before(issue: Issue) -> Iterator[Issue]:
    """The issues before this one in the workspace, the latest first, as far as they were read."""
    earlier = issue.previous
    while earlier is not None:
        if earlier.number < issue.number:
            yield earlier
        earlier = earlier.previous
