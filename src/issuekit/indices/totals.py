"""Points to totals: the arithmetic that every printed number comes from."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from issuekit.frozen import dataclass
from issuekit.indices.scales import band_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from issuekit.model.issue import Chapter, Event, Issue
    from issuekit.model.series import Band, Index, Scoring


@dataclass(frozen=True, slots=True)
class IndexTotal:
    """What the catalogue says of one index.

    ``positive`` and ``negative`` are the sums of the points above and below zero, ``total`` their sum (or,
    in a series that takes means, the mean of all points), ``events`` how many events score the index, and
    ``band`` the band of its scale that the total falls into, if it has one.
    """

    index: Index
    chapter: str
    positive: int
    negative: int
    total: Fraction
    events: int
    band: Band | None

    @property
    def band_name(self) -> str | None:
        """The band's name, or None where the index has no scale."""
        return None if self.band is None else self.band.name.value


@dataclass(frozen=True, eq=False)
class ScoredIssue:
    """An issue with its totals: what checks, charts and pages are made from."""

    issue: Issue
    totals: Mapping[str, IndexTotal]


def score(issue: Issue) -> ScoredIssue:
    """Compute every index that the issue's chapters score, in the order of the issue."""
    totals = {
        index.id: total_of(chapter, index, issue.series.scoring)
        for chapter in issue.chapters
        for index in chapter.plan.indices
    }
    return ScoredIssue(issue, totals)


def total_of(chapter: Chapter, index: Index, scoring: Scoring) -> IndexTotal:
    """One index of one chapter."""
    scored = [points for event in chapter.events if (points := event.points(index.id))]
    values = [value for points in scored for value in points]
    total = aggregate(values, scoring)
    return IndexTotal(
        index=index,
        chapter=chapter.id,
        positive=sum(value for value in values if value > 0),
        negative=sum(value for value in values if value < 0),
        total=total,
        events=len(scored),
        band=None if index.scale is None else band_of(total, index.scale),
    )


def events_of(issue: Issue, index: str) -> Iterator[tuple[Event, tuple[int, ...]]]:
    """The events that score an index, in the order of the catalogue, with their points on it."""
    for _, event in issue.events():
        points = event.points(index)
        if points:
            yield event, points


def aggregate(values: Iterable[int], scoring: Scoring) -> Fraction:
    """The index of a list of points: their sum or, where the series says so, their mean; 0 for none."""
    numbers = list(values)
    if not numbers:
        return Fraction(0)
    return Fraction(sum(numbers), len(numbers) if scoring.total == "mean" else 1)
