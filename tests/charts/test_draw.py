"""What every chart of an issue has to keep to, whatever its numbers."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.drawn import NUMBER, issue_12, read, with_history, with_points, with_totals
from issuekit.charts.draw import draw
from issuekit.indices.scales import signed
from issuekit.model.source import Text

if TYPE_CHECKING:
    from issuekit.charts.chart import Chart
    from issuekit.indices.totals import ScoredIssue

def without(scored: ScoredIssue, *chapters: str) -> ScoredIssue:
    issue = scored.issue
    kept = tuple(chapter for chapter in issue.chapters if chapter.id not in chapters)
    totals = {name: total for name, total in scored.totals.items() if total.chapter not in chapters}
    return replace(scored, issue=replace(issue, chapters=kept), totals=totals)


NAMES = tuple(issue_12().totals)
AXIS = ("12", "No 3", "5", "8", "2019", "2018")  # under each panel of the history, the last first
DAYS = ("1", "5", "10", "15", "20", "25")
CHARTS = {
    "chapter-russia": ["+27", "−14"],
    "chapter-eu": ["+32", "−1"],
    "chapter-china": ["+22", "0"],
    "chapter-us": ["+9", "−1"],
    "chapter-ukraine": ["+25", "−8"],
    "indices-security": ["+19", "−13", "+11", "−20"],
    "overview": [
        "+27", "−14", "+13", "+32", "−1", "+31", "+22", "0", "+22", "+9", "−1", "+8", "+25", "−8", "+17",
    ],
    "history": [
        *AXIS, "+13", "−9", "+25", *AXIS, "+31", "+35", *AXIS, "+22", "+31", *AXIS, "+8", "+5", *AXIS, "+17", "+23",
        *AXIS, "+6", "0", *AXIS, "−9",
    ],
    "timeline": [*DAYS, *DAYS, "+13", "+31", "+22", "+8", "+17", "+6", "−9"],
    "scale-regional": ["≤ −18", "−17 … −13", "−12 … −7", "−6 … −2", "≥ −1", "−9"],
}
SIZES = {
    "chapter": (62, 42), "indices": (80, 46), "overview": (168, 88), "scale": (168, 24),
    "history": (168, 89), "timeline": (168, 110.32),
}
OVER_TIME = {"history", "timeline"}  # they tell more in words than fits in figures
LONG = (
    "Commonwealth of Independent States and its successors", "Donaudampfschifffahrtsgesellschaft",
    "Ўзаемадзеянне з суседзямі", "$5 and $6 & <b>", "EU", "Relations (all)", "Regional tension in the wider area",
)
MANY = {"russia": (200, -180), "eu": (3, -190), "us": (0, -7), "ukraine": (150, 0), "national": (120, -1),
        "regional": (0, -200)}
CASES = {
    "issue 12": issue_12(),
    "nothing at all": with_points({}),
    "one event": with_points({"russia": (1, 0)}),
    "one bad event": with_points({"china": (0, -1)}),
    "totals of two hundred": with_points(MANY),
    "no chapter of several indices": without(with_points({"russia": (40, 0), "us": (3, -40)}), "security"),
    "no chapter of one index": without(issue_12(), "russia", "eu", "china", "us", "ukraine"),
    "an earlier value at the other end": with_history(
        with_points({"regional": (40, 0)}), "regional", "2019-09/2019-10", -40,
    ),
}


def numbers(texts: list[str]) -> list[str]:
    return [text for text in texts if NUMBER.search(text)]


def stated(text: str) -> list[str]:
    return NUMBER.findall(text)


def assert_legible(chart: Chart) -> None:
    """No text leaves the sheet, none is set too small to read, and no two stand in the same place."""
    drawing = read(chart.svg)
    for words in drawing.texts:
        assert words.box.within(drawing.sheet), f"{chart.name}: “{words.text}” is clipped"
        assert words.size >= 5, f"{chart.name}: “{words.text}” is too small"
    for one, other in combinations(drawing.texts, 2):
        assert not one.box.overlaps(other.box), f"{chart.name}: “{one.text}” covers “{other.text}”"
    for name, shape in drawing.shapes.items():
        assert shape.within(drawing.sheet), f"{chart.name}: {name} is clipped"
        if name.endswith(("-positive", "-negative", "-aggregate", "-present", "-before")):
            for words in drawing.texts:
                assert not words.box.overlaps(shape), f"{chart.name}: “{words.text}” stands on {name}"


def test_an_issue_has_a_chart_for_each_chapter_the_overview_and_the_scale() -> None:
    charts = draw(issue_12())
    assert list(charts) == list(CHARTS)
    assert all(chart.name == name for name, chart in charts.items())


@pytest.mark.parametrize("name", CHARTS)
def test_numbers_of_issue_12_stand_in_the_chart_as_text(name: str) -> None:
    assert numbers(read(draw(issue_12())[name].svg).said) == CHARTS[name]


@pytest.mark.parametrize("name", CHARTS)
def test_charts_have_the_size_they_are_printed_at(name: str) -> None:
    sheet = read(draw(issue_12())[name].svg).sheet
    assert (sheet.right, sheet.bottom) == pytest.approx(SIZES[name.partition("-")[0]], abs=0.05)


@pytest.mark.parametrize("case", CASES)
def test_no_text_is_clipped_or_covered(case: str) -> None:
    for chart in draw(CASES[case]).values():
        assert_legible(chart)


points = st.integers(0, 250)


@settings(max_examples=25, deadline=None)
@given(st.tuples(*[st.tuples(points, points)] * len(NAMES)), st.none() | st.integers(-300, 300))
def test_any_numbers_are_legible_and_told_in_words(values: tuple[tuple[int, int], ...], before: int | None) -> None:
    scored = with_points({name: (up, -down) for name, (up, down) in zip(NAMES, values, strict=True)})
    for chart in draw(with_history(scored, "regional", "2019-09/2019-10", before)).values():
        assert_legible(chart)
        if chart.name in OVER_TIME:
            continue
        shown = [number for text in read(chart.svg).said for number in stated(text)]
        assert sorted(shown) == sorted(stated(chart.alt)), chart.name


def test_long_names_are_set_smaller_and_over_lines() -> None:
    totals = [
        replace(total, index=replace(total.index, label=Text(label, total.index.label.place)))
        for total, label in zip(issue_12().totals.values(), LONG, strict=True)
    ]
    charts = draw(with_totals(totals))
    for chart in charts.values():
        assert_legible(chart)
    said = " ".join(read(charts["overview"].svg).said)
    assert "Commonwealth of Independent States and its successors" in said
    assert "$5 and $6 & <b>" in said


def test_zero_is_a_tick_on_the_line_and_a_number() -> None:
    drawing = read(draw(issue_12())["chapter-china"].svg)
    mark, zero = drawing.shapes["chapter-china-negative"], drawing.shapes["line2d_1"]
    assert mark.right - mark.left < 1  # no bar
    assert mark.top < zero.top < mark.bottom
    assert 0.3 < mark.bottom - mark.top < 1.4
    assert drawing.words("0").box.top > mark.bottom


@pytest.mark.parametrize("case", ["issue 12", "totals of two hundred"])
def test_bars_of_all_chapters_are_in_one_scale(case: str) -> None:
    scored = CASES[case]
    charts = draw(scored)
    units = {}
    for name, total in scored.totals.items():
        several = total.chapter == "security"
        drawing = read(charts["indices-security" if several else f"chapter-{total.chapter}"].svg)
        prefix = f"indices-security-{name}" if several else f"chapter-{total.chapter}"
        line = drawing.shapes["line2d_1"].top
        for side, value in (("positive", total.positive), ("negative", -total.negative)):
            bar = drawing.shapes[f"{prefix}-{side}"]
            if value:
                assert (bar.bottom if side == "positive" else bar.top) == pytest.approx(line)
            if value >= 5:
                units[f"{name} {side}"] = (bar.bottom - bar.top) / value
    assert len(units) > 5
    assert max(units.values()) == pytest.approx(min(units.values()), rel=1e-4), units


def test_one_point_among_hundreds_still_shows() -> None:
    drawing = read(draw(with_points({"russia": (200, -1)}))["chapter-russia"].svg)
    bar = drawing.shapes["chapter-russia-negative"]
    assert bar.bottom - bar.top > 0.4
    assert bar.top == pytest.approx(drawing.shapes["line2d_1"].top)


def test_one_event_is_not_blown_up() -> None:
    drawing = read(draw(with_points({"russia": (1, 0)}))["chapter-russia"].svg)
    bar = drawing.shapes["chapter-russia-positive"]
    assert bar.bottom - bar.top < 42 / 4


def test_the_overview_keeps_the_order_of_the_series_and_one_scale() -> None:
    scored = issue_12()
    drawing = read(draw(scored)["overview"].svg)
    assert scored.issue.series.overview is not None
    indices = scored.issue.series.overview.indices
    places = [drawing.words(index.label.value).box.left for index in indices]
    assert places == sorted(places)
    line = drawing.shapes["overview-russia-positive"].bottom
    units = set()
    for index in indices:
        total = scored.totals[index.id]
        mark = drawing.shapes[f"overview-{index.id}-aggregate"]
        units.add(round((line - (mark.top + mark.bottom) / 2) / float(total.total), 3))
        bar = drawing.shapes[f"overview-{index.id}-positive"]
        units.add(round((line - bar.top) / total.positive, 3))
    assert len(units) == 1
    aggregate = next(words for words in drawing.texts if words.text == "+31")
    assert aggregate.weight == 600


def test_a_mean_is_drawn_and_told_with_its_decimal() -> None:
    totals = dict(issue_12().totals)
    totals["eu"] = replace(totals["eu"], total=Fraction(3, 2))
    chart = draw(with_totals(list(totals.values())))["overview"]
    assert signed(Fraction(3, 2)) == "+1.5"
    assert "+1.5" in read(chart.svg).said
    assert "+1.5" in chart.alt


def test_alternative_texts_of_issue_12() -> None:
    charts = draw(issue_12())
    assert charts["chapter-russia"].alt == "Russia: Positive points +27, Negative points −14."
    assert charts["overview"].alt.startswith(
        "Relations development indices. Russia: Aggregate index +13, Positive points +27, Negative points −14; ",
    )
    assert charts["scale-regional"].alt == (
        "Color scale of regional security tensions: Red ≤ −18, Orange −17 … −13, Yellow −12 … −7, "
        "Green −6 … −2, White ≥ −1. Regional tension: −9 (Yellow)."
    )


def test_an_issue_without_some_chapters_has_their_charts_left_out() -> None:
    charts = draw(without(issue_12(), "china", "security"))
    assert list(charts) == [
        "chapter-russia", "chapter-eu", "chapter-us", "chapter-ukraine", "overview", "history", "timeline",
    ]
    assert "China" not in charts["overview"].alt


def test_a_series_without_indices_has_no_charts() -> None:
    assert draw(without(issue_12(), "russia", "eu", "china", "us", "ukraine", "security")) == {}
