"""The indices over the issues: what is known is drawn, what isn't stays empty."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from charts.drawn import issue_12, read, with_points
from issuekit.charts.draw import draw
from issuekit.indices.history import standings
from issuekit.indices.totals import ScoredIssue
from issuekit.model.series import HistoryValue
from issuekit.model.when import parse_period

if TYPE_CHECKING:
    from collections.abc import Mapping

    from charts.drawn import Drawing


def period_of(number: int) -> str:
    """Two months an issue, from January 2018, as the series has it."""
    year, first = 2018 + (number - 1) // 6, (number - 1) % 6 * 2 + 1
    return f"{year}-{first:02}/{year}-{first + 1:02}"


def with_rows(*rows: tuple[int, str, int | None, str]) -> ScoredIssue:
    """Issue 12 with that history and no other: issue, index, value, band."""
    scored = issue_12()
    history = tuple(
        HistoryValue(
            issue, parse_period(period_of(issue)), index, None if value is None else Fraction(value), band, "",
            scored.issue.number_place,
        )
        for issue, index, value, band in rows
    )
    series = replace(scored.issue.series, history=history)
    return ScoredIssue(replace(scored.issue, series=series), scored.totals)


def known(scored: ScoredIssue) -> Mapping[str, list[tuple[int, int | None, str]]]:
    return {
        name: [(entry.issue, None if entry.value is None else int(entry.value), entry.band) for entry in entries]
        for name, entries in standings(scored).items()
    }


def joined(drawing: Drawing) -> list[str]:
    """The lines that are neither axes, zero lines nor ticks: those that slope or join two marks."""
    return [name for name, box in drawing.shapes.items() if name.startswith("line2d") and box.bottom - box.top > 1.5]


def test_what_is_known_of_issue_12() -> None:
    found = known(issue_12())
    assert found["russia"] == [(3, 25, ""), (8, -9, ""), (12, 13, "")]
    assert found["national"] == [(5, 0, ""), (12, 6, "")]
    assert found["regional"] == [(3, None, "Green"), (5, None, "Yellow"), (12, -9, "Yellow")]


def test_later_issues_are_not_shown() -> None:
    assert any(row.issue == 20 for row in issue_12().issue.series.history)
    drawing = read(draw(issue_12())["history"].svg)
    assert not {"−31", "+36", "14", "20", "2020", "2021"} & set(drawing.said)
    assert max(int(name.split("-")[2]) for name in drawing.shapes if name.startswith("history-")) == 12


def test_the_issue_before_in_the_workspace_counts_more_than_history() -> None:
    scored = with_rows((11, "russia", 3, ""), (11, "eu", 4, ""))
    chapters = tuple(chapter for chapter in scored.issue.chapters if chapter.id == "russia")
    earlier = replace(scored.issue, number=11, period=parse_period(period_of(11)), chapters=chapters)
    earliest = replace(earlier, number=10, period=parse_period(period_of(10)))
    previous = replace(earlier, before=lambda: earliest)
    found = known(ScoredIssue(replace(scored.issue, before=lambda: previous), scored.totals))
    assert found["russia"] == [(10, 13, ""), (11, 13, ""), (12, 13, "")]
    assert found["eu"] == [(11, 4, ""), (12, 31, "")]


def test_only_issues_that_follow_each_other_are_joined() -> None:
    assert joined(read(draw(issue_12())["history"].svg)) == []
    rows = [(number, "russia", 20, "") for number in (2, 3, 4, 7, 9, 11)]
    drawing = read(draw(with_rows(*rows, (10, "russia", None, "Green")))["history"].svg)
    # 11 to 12 slopes from +20 to +13; 2, 3 and 4 lie level, so that their lines are as thin as an axis.
    assert len(joined(drawing)) == 1
    slope = drawing.shapes[joined(drawing)[0]]
    present = drawing.shapes["history-russia-12"]
    assert slope.right == pytest.approx((present.left + present.right) / 2, abs=0.01)
    sloping = [(number, "russia", number * 5, "") for number in (2, 3, 4, 7, 9)]
    assert len(joined(read(draw(with_rows(*sloping))["history"].svg))) == 2


def test_panels_share_one_scale_and_one_axis() -> None:
    drawing = read(draw(issue_12())["history"].svg)

    def middle(name: str) -> float:
        box = drawing.shapes[f"history-{name}"]
        return (box.top + box.bottom) / 2

    # Russia, the European Union and China stand in one row: a point is as high in each.
    unit = (middle("russia-8") - middle("russia-3")) / 34
    assert (middle("russia-12") - middle("eu-12")) / 18 == pytest.approx(unit, rel=1e-3)
    assert (middle("china-12") - middle("china-3")) / 9 == pytest.approx(unit, rel=1e-3)
    panels = [drawing.shapes[f"history-{name}-12"].left - drawing.shapes[f"history-{name}-3"].left
              for name in ("russia", "eu", "china")]
    assert panels[0] == pytest.approx(panels[1], abs=0.5)
    assert panels[1] == pytest.approx(panels[2], abs=1e-3)


def test_a_band_alone_is_a_patch_in_its_color_without_a_number() -> None:
    chart = draw(issue_12())["history"]
    drawing = read(chart.svg)
    assert drawing.fills["history-regional-3-band"] == "#2f7a4b"
    assert drawing.fills["history-regional-5-band"] == "#f2c230"
    assert "history-regional-3" not in drawing.shapes
    assert "No 3 (May–June 2018) Green, No 5 (September–October 2018) Yellow, No 12" in chart.alt
    green, yellow = (drawing.shapes[f"history-regional-{number}-band"] for number in (3, 5))
    assert green.top < yellow.top


def test_an_unknown_band_is_hollow() -> None:
    drawing = read(draw(with_rows((9, "russia", None, "Cordial")))["history"].svg)
    assert drawing.fills["history-russia-9-band"] == "#ffffff"
    assert "Cordial" in drawing.said


def test_every_value_is_told_in_words() -> None:
    chart = draw(issue_12())["history"]
    assert chart.alt.startswith(
        "The indices over time. Russia: No 3 (May–June 2018) +25, No 8 (March–April 2019) −9, "
        "No 12 (November–December 2019) +13. European Union: ",
    )


def test_the_present_value_is_always_labelled_and_set_apart() -> None:
    rows = [(number, name, value, "") for number in range(1, 12) for name, value in (("russia", 13), ("eu", 0))]
    drawing = read(draw(with_rows(*rows))["history"].svg)
    assert drawing.words("+31").weight == 600
    assert drawing.words("+6").weight == 600


def test_without_an_earlier_issue_there_is_no_history() -> None:
    assert "history" not in draw(with_rows())
    later = with_rows((13, "russia", 4, ""), (12, "russia", 5, ""))
    assert "history" not in draw(later)
    assert "timeline" in draw(later)


def test_a_series_without_an_overview_has_neither() -> None:
    scored = with_points({})
    series = replace(scored.issue.series, overview=None)
    charts = draw(ScoredIssue(replace(scored.issue, series=series), scored.totals))
    assert {"history", "timeline", "overview"}.isdisjoint(charts)
