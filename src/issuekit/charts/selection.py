"""Which charts an issue has, and what each says in words. Nothing is drawn here: pages can be written meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from issuekit.charts import wording
from issuekit.frozen import dataclass
from issuekit.indices.history import earlier_value, standings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.indices.totals import ScoredIssue

Kind = Literal["chapter", "indices", "overview", "history", "timeline", "scale"]


@dataclass(frozen=True, slots=True)
class Selected:
    """A chart to be drawn: its name, its kind, the indices that it shows, and its text alternative.

    ``alt`` is plain text and states every number that the drawing shows.
    """

    name: str
    kind: Kind
    indices: tuple[str, ...]
    alt: str


def select(scored: ScoredIssue) -> list[Selected]:
    """Every chart of the issue, those of the chapters in its order first."""
    return [
        *_chapters(scored), *_overview(scored), *_history(scored), *_timeline(scored), *_scales(scored),
    ]


def alternatives(scored: ScoredIssue) -> dict[str, str]:
    """The text alternatives of the issue's charts by their names."""
    return {chart.name: chart.alt for chart in select(scored)}


def _chapters(scored: ScoredIssue) -> Iterator[Selected]:
    for chapter in scored.issue.chapters:
        names = tuple(index.id for index in chapter.plan.indices)
        if names:
            kind: Kind = "chapter" if len(names) == 1 else "indices"
            alt = wording.bars([scored.totals[name] for name in names], scored.issue.series.labels)
            yield Selected(f"{kind}-{chapter.id}", kind, names, alt)


def _overview(scored: ScoredIssue) -> Iterator[Selected]:
    series = scored.issue.series
    if series.overview is None:
        return
    names = tuple(index.id for index in series.overview.indices if index.id in scored.totals)
    if names:
        alt = wording.overview([scored.totals[name] for name in names], series.labels)
        yield Selected("overview", "overview", names, f"{series.overview.title}. {alt}")


def _history(scored: ScoredIssue) -> Iterator[Selected]:
    """Each index over the issues, in a series with an overview and where any issue before is known."""
    known = standings(scored)
    if scored.issue.series.overview is not None and any(len(entries) > 1 for entries in known.values()):
        labels = scored.issue.series.labels
        indices = {name: total.index for name, total in scored.totals.items()}
        alt = f"{labels.history}. {wording.history(indices, known, labels)}"
        yield Selected("history", "history", tuple(known), alt)


def _timeline(scored: ScoredIssue) -> Iterator[Selected]:
    """The events by date, in a series with an overview and where there is any event."""
    if scored.issue.series.overview is not None and any(total.events for total in scored.totals.values()):
        alt = f"{scored.issue.series.labels.timeline}. {wording.timeline(scored)}"
        yield Selected("timeline", "timeline", tuple(scored.totals), alt)


def _scales(scored: ScoredIssue) -> Iterator[Selected]:
    for name, total in scored.totals.items():
        scale = total.index.scale
        if scale is not None and scale.bands:
            alt = wording.scale(total, scale, earlier_value(scored, name))
            yield Selected(f"scale-{name}", "scale", (name,), alt)
