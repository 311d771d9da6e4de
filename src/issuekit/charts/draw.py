"""All charts of an issue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.charts.font_list import no_font_search
from issuekit.charts.kept import keep, kept_charts

if TYPE_CHECKING:
    from pathlib import Path

    from issuekit.charts.chart import Chart
    from issuekit.indices.totals import ScoredIssue


def draw(scored: ScoredIssue, *, cache: Path | None = None) -> dict[str, Chart]:
    """The charts of an issue by name, the same bytes for the same numbers.

    ``chapter-<id>`` for a chapter that scores one index (62 by 42 mm) and ``indices-<id>`` for one that
    scores several (80 by 46 mm), all in one scale; ``overview`` (168 by 88 mm) where the series has one;
    ``history`` and ``timeline`` (168 mm wide) beside it, where earlier issues are known and there are events;
    ``scale-<index>`` (168 by 30 mm, or 24 where no earlier value is known) for an index with a scale.
    ``cache`` is a folder in which drawn charts are kept until something that they show changes.

    Raises:
        PaletteError: the issue's style has no usable palette.

    """
    charts = kept_charts(cache, scored)
    if charts is None:
        with no_font_search():
            # matplotlib takes a second to import: only a build pays it, and only where numbers changed.
            from issuekit.charts.artwork import charts_of  # noqa: PLC0415
        charts = charts_of(scored)
        keep(cache, scored, charts)
    return {chart.name: chart for chart in charts}
