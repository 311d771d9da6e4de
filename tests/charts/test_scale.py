"""The scale of colors: bands in order, and pointers where the values belong."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.drawn import issue_12, read, with_history, with_points
from issuekit.charts.bands import laid_out, limits, position
from issuekit.charts.draw import draw
from issuekit.indices.history import earlier_value
from issuekit.indices.scales import band_of
from issuekit.model.when import parse_period

if TYPE_CHECKING:
    from issuekit.model.series import Band, Scale

REGIONAL = issue_12().totals["regional"]


def tension() -> Scale:
    assert REGIONAL.index.scale is not None
    return REGIONAL.index.scale


def band(low: int | None, high: int | None) -> Band:
    return replace(tension().bands[0], low=low, high=high)


def middle(shape: str, svg: str) -> float:
    box = read(svg).shapes[shape]
    return (box.left + box.right) / 2


def test_bands_stand_from_low_to_high_in_the_colors_of_the_series() -> None:
    drawing = read(draw(issue_12())["scale-regional"].svg)
    bands = [f"scale-regional-band-{number}" for number in range(1, 6)]
    assert [drawing.fills[name] for name in bands] == ["#b3202c", "#e07b1f", "#f2c230", "#2f7a4b", "#ffffff"]
    edges = [(drawing.shapes[name].left, drawing.shapes[name].right) for name in bands]
    assert edges[0][0] < 1
    assert edges[-1][1] > 167
    assert all(one[1] == pytest.approx(other[0], abs=1e-4) for one, other in pairwise(edges))
    assert [drawing.words(name).box.within(drawing.shapes[shape]) for name, shape in
            zip(("Red", "Orange", "Yellow", "Green", "White"), bands, strict=True)] == [True] * 5


def test_the_pointer_stands_on_the_band_of_the_value_with_its_number_above() -> None:
    svg = draw(issue_12())["scale-regional"].svg
    drawing, x = read(svg), middle("scale-regional-present", svg)
    yellow = drawing.shapes["scale-regional-band-3"]
    # −9 is the fourth of the six numbers from −12 to −7.
    assert (x - yellow.left) / (yellow.right - yellow.left) == pytest.approx(3.5 / 6, abs=1e-4)
    number = drawing.words("−9").box
    assert (number.left + number.right) / 2 == pytest.approx(x, abs=0.3)
    assert number.bottom < drawing.shapes["scale-regional-present"].top


@given(st.fractions(min_value=-60, max_value=60))
def test_a_value_stands_on_its_band(value: Fraction) -> None:
    stretches = laid_out(tension().bands, 0, 168)
    x = position(value, stretches)
    own = band_of(value, tension())
    (stretch,) = (stretch for stretch in stretches if stretch.band is own)
    assert stretch.left - 1e-9 <= x <= stretch.left + stretch.width + 1e-9


@given(st.lists(st.integers(-40, 40), min_size=2, max_size=2))
def test_a_higher_value_never_stands_further_left(values: list[int]) -> None:
    stretches = laid_out(tension().bands, 0, 168)
    low, high = sorted(values)
    assert position(Fraction(low), stretches) <= position(Fraction(high), stretches)


def test_bands_follow_their_numbers_but_keep_room_for_a_name() -> None:
    narrow, wide, open_end = laid_out([band(0, 0), band(1, 99), band(100, None)], 0, 100)
    assert narrow.width > 15
    assert wide.width > open_end.width > narrow.width
    assert narrow.left + narrow.width == pytest.approx(wide.left)
    assert open_end.left + open_end.width == pytest.approx(100)


def test_a_value_in_a_gap_or_off_a_closed_scale_stands_at_the_nearest_edge() -> None:
    stretches = laid_out([band(-5, -2), band(2, 5)], 0, 80)
    assert position(Fraction(0), stretches) == pytest.approx(40)
    assert position(Fraction(-90), stretches) == pytest.approx(0)
    assert position(Fraction(90), stretches) == pytest.approx(80)


@pytest.mark.parametrize(("low", "high", "printed"), [
    (-17, -13, "−17 … −13"), (None, -18, "≤ −18"), (-1, None, "≥ −1"), (0, 0, "0"), (0, 3, "0 … +3"), (None, None, ""),
])
def test_limits_are_printed_with_real_signs(low: int | None, high: int | None, printed: str) -> None:
    assert limits(band(low, high)) == printed


def test_the_value_of_the_period_before_is_marked_hollow() -> None:
    scored = with_history(issue_12(), "regional", "2019-09/2019-10", -13)
    chart = draw(scored)["scale-regional"]
    drawing = read(chart.svg)
    assert drawing.fills["scale-regional-before"] == "#ffffff"
    orange = drawing.shapes["scale-regional-band-2"]
    assert orange.left < middle("scale-regional-before", chart.svg) < orange.right
    assert "September–October 2019: −13" in drawing.said
    assert chart.alt.endswith("Regional tension: −9 (Yellow); September–October 2019: −13.")


@pytest.mark.parametrize(("index", "period", "value"), [
    ("regional", "2019-07/2019-08", -13),  # a period is missing between
    ("regional", "2019-11/2019-12", -13),  # the issue's own
    ("regional", "2019-09/2019-10", None),  # only the band is known
    ("national", "2019-09/2019-10", -13),  # another index
])
def test_no_other_value_is_marked(index: str, period: str, value: int | None) -> None:
    chart = draw(with_history(issue_12(), index, period, value))["scale-regional"]
    assert "scale-regional-before" not in read(chart.svg).shapes
    assert chart.alt.endswith("(Yellow).")


def test_the_issue_before_counts_more_than_history() -> None:
    scored = with_history(issue_12(), "regional", "2019-09/2019-10", -13)
    previous = replace(scored.issue, period=parse_period("2019-09/2019-10"))
    following = replace(scored, issue=replace(scored.issue, before=lambda: previous))
    before = earlier_value(following, "regional")
    assert before is not None
    assert before.value == -9
    older = replace(previous, period=parse_period("2019-07/2019-08"))
    before = earlier_value(replace(scored, issue=replace(scored.issue, before=lambda: older)), "regional")
    assert before is not None
    assert before.value == -13


@pytest.mark.parametrize("value", [-200, -18, -9, 0, 200])
def test_pointers_stay_on_the_sheet_and_on_their_band(value: int) -> None:
    scored = with_points({"regional": (max(value, 0), min(value, 0))})
    drawing = read(draw(scored)["scale-regional"].svg)
    pointer = drawing.shapes["scale-regional-present"]
    own = {-200: 1, -18: 1, -9: 3, 0: 5, 200: 5}[value]
    band_box = drawing.shapes[f"scale-regional-band-{own}"]
    assert band_box.left < (pointer.left + pointer.right) / 2 < band_box.right
    assert pointer.within(drawing.sheet)
