"""All charts of an issue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.charts.font_list import no_font_search

if TYPE_CHECKING:
    from issuekit.charts.chart import Chart
    from issuekit.indices.totals import ScoredIssue


def draw(scored: ScoredIssue) -> dict[str, Chart]:
    """The charts of an issue by name, the same bytes for the same numbers.

    ``chapter-<id>`` for a chapter that scores one index (62 by 42 mm) and ``indices-<id>`` for one that
    scores several (80 by 46 mm), all in one scale; ``overview`` (168 by 88 mm) where the series has one;
    ``scale-<index>`` (168 by 30 mm, or 24 where no earlier value is known) for an index with a scale.

    Raises:
        PaletteError: the issue's style has no usable palette.

    """
    with no_font_search():
        from issuekit.charts.artwork import charts_of  # noqa: PLC0415 - matplotlib takes a second: only a build pays it
    return {chart.name: chart for chart in charts_of(scored)}
