"""Which charts an issue has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.charts import bars, history, overview, scale, timeline
from issuekit.charts.canvas import house_settings
from issuekit.charts.chart import Chart
from issuekit.charts.palette import palette_of
from issuekit.indices.history import standings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.charts.palette import Palette
    from issuekit.indices.totals import ScoredIssue


def charts_of(scored: ScoredIssue) -> list[Chart]:
    """Every chart of the issue, those of the chapters in its order first."""
    palette = palette_of(scored.issue)
    with house_settings():
        return [
            *_chapters(scored, palette), *_overview(scored, palette), *_history(scored, palette),
            *_timeline(scored, palette), *_scales(scored, palette),
        ]


def _chapters(scored: ScoredIssue, palette: Palette) -> Iterator[Chart]:
    labels = scored.issue.series.labels
    totals = {
        chapter.id: [scored.totals[index.id] for index in chapter.plan.indices]
        for chapter in scored.issue.chapters if chapter.plan.indices
    }
    if not totals:
        return
    shared = bars.shared_scale(
        [group[0] for group in totals.values() if len(group) == 1],
        [group for group in totals.values() if len(group) > 1],
    )
    for chapter, group in totals.items():
        if len(group) == 1:
            name = f"chapter-{chapter}"
            svg = bars.chapter_chart(name, group[0], shared, palette, labels)
        else:
            name = f"indices-{chapter}"
            svg = bars.indices_chart(name, group, shared, palette, labels)
        yield Chart(name, svg, bars.alternative(group, labels))


def _overview(scored: ScoredIssue, palette: Palette) -> Iterator[Chart]:
    series = scored.issue.series
    if series.overview is None:
        return
    totals = [scored.totals[index.id] for index in series.overview.indices if index.id in scored.totals]
    if totals:
        svg = overview.overview_chart(totals, palette, series.labels)
        alt = f"{series.overview.title}. {overview.alternative(totals, series.labels)}"
        yield Chart("overview", svg, alt)


def _history(scored: ScoredIssue, palette: Palette) -> Iterator[Chart]:
    """Each index over the issues, in a series with an overview and where any issue before is known."""
    known = standings(scored)
    if scored.issue.series.overview is not None and any(len(entries) > 1 for entries in known.values()):
        labels = scored.issue.series.labels
        indices = {name: total.index for name, total in scored.totals.items()}
        svg = history.history_chart(indices, known, palette, labels)
        yield Chart("history", svg, f"{labels.history}. {history.alternative(indices, known, labels)}")


def _timeline(scored: ScoredIssue, palette: Palette) -> Iterator[Chart]:
    """The events by date, in a series with an overview and where there is any event."""
    if scored.issue.series.overview is not None and any(total.events for total in scored.totals.values()):
        labels = scored.issue.series.labels
        svg = timeline.timeline_chart(scored, palette, labels)
        yield Chart("timeline", svg, f"{labels.timeline}. {timeline.alternative(scored)}")


def _scales(scored: ScoredIssue, palette: Palette) -> Iterator[Chart]:
    for total in scored.totals.values():
        bands = total.index.scale
        if bands is not None and bands.bands:
            earlier = scale.earlier_value(scored, total.index.id)
            name = f"scale-{total.index.id}"
            svg = scale.scale_chart(name, total, bands, earlier, palette)
            yield Chart(name, svg, scale.alternative(total, bands, earlier))
