"""Every chart of an issue drawn, each by the module of its kind."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from issuekit.charts import bars, history, overview, scale, timeline
from issuekit.charts.canvas import house_settings
from issuekit.charts.chart import Chart
from issuekit.charts.palette import palette_of
from issuekit.charts.selection import select
from issuekit.indices.history import earlier_value, standings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from issuekit.charts.palette import Palette
    from issuekit.charts.plot import BarScale
    from issuekit.charts.selection import Selected
    from issuekit.indices.totals import IndexTotal, ScoredIssue

BARS = ("chapter", "indices")  # the kinds of charts that share one scale


def charts_of(scored: ScoredIssue) -> list[Chart]:
    """Every chart of the issue, those of the chapters in its order first."""
    selected = select(scored)
    artist = _Artist(scored, palette_of(scored.issue), selected)
    with house_settings():
        return [Chart(chart.name, artist.draw(chart), chart.alt) for chart in selected]


class _Artist:
    """Draws what was selected."""

    def __init__(self, scored: ScoredIssue, palette: Palette, selected: Sequence[Selected]) -> None:
        self.scored = scored
        self.palette = palette
        self.selected = selected

    def draw(self, chart: Selected) -> str:
        """The SVG of a chart."""
        totals, palette, labels = self._totals(chart), self.palette, self.scored.issue.series.labels
        match chart.kind:
            case "chapter":
                return bars.chapter_chart(chart.name, totals[0], self._bar_scale, palette, labels)
            case "indices":
                return bars.indices_chart(chart.name, totals, self._bar_scale, palette, labels)
            case "overview":
                return overview.overview_chart(totals, palette, labels)
            case "history":
                indices = {total.index.id: total.index for total in totals}
                return history.history_chart(indices, standings(self.scored), palette, labels)
            case "timeline":
                return timeline.timeline_chart(self.scored, palette, labels)
            case "scale":
                earlier = earlier_value(self.scored, totals[0].index.id)
                return scale.scale_chart(chart.name, totals[0], earlier, palette)

    def _totals(self, chart: Selected) -> list[IndexTotal]:
        return [self.scored.totals[name] for name in chart.indices]

    @cached_property
    def _bar_scale(self) -> BarScale:
        groups = {kind: [self._totals(chart) for chart in self.selected if chart.kind == kind] for kind in BARS}
        return bars.shared_scale([totals[0] for totals in groups["chapter"]], groups["indices"])
