"""Setting words in the room there is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from charts.drawn import FONTS
from issuekit.charts.plot import reach
from issuekit.charts.typeface import FILES, SMALLEST, Weight, fit, width_of


@pytest.mark.parametrize("weight", list(FILES))
@pytest.mark.parametrize("words", ["Positive points", "−14", "Vyšehrad, Łacinka ŭ", "Ўкраіна"])
def test_widths_are_those_of_the_font_file(words: str, weight: Weight) -> None:
    font = ImageFont.truetype(str(FONTS / FILES[weight]), 1000)
    # Kerning is left out of neither measure; what remains is rounding.
    assert width_of(words, 10, weight) == pytest.approx(font.getlength(words) / 100 * 25.4 / 72, rel=0.02)


def test_words_that_fit_are_left_as_they_are() -> None:
    assert fit("Positive points", 40, 7.5) == (["Positive points"], 7.5)


def test_words_are_broken_before_they_are_set_smaller() -> None:
    assert fit("Positive points", 12, 7.5, lines=2) == (["Positive", "points"], 7.5)
    lines, size = fit("Positive points", 12, 7.5)
    assert lines == ["Positive points"]
    assert size < 7.5


def test_what_never_fits_ends_in_an_ellipsis() -> None:
    lines, size = fit("Donaudampfschifffahrtsgesellschaft", 12, 9, lines=2)
    assert size == SMALLEST
    assert lines[0].startswith("Donau")
    assert lines[0].endswith("…")


LATIN = st.text(st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=60)


@given(LATIN, st.floats(4, 60), st.integers(1, 3))
def test_lines_keep_to_the_width(words: str, width: float, lines: int) -> None:
    broken, size = fit(words, width, 9, lines=lines)
    assert len(broken) <= lines
    assert all(width_of(line, size) <= width or line == "…" for line in broken)


@pytest.mark.parametrize(("points", "round_number"), [
    (0, 0), (1, 1), (7, 7), (9, 10), (20, 20), (32, 35), (101, 120), (200, 200),
])
def test_scales_end_at_round_numbers(points: int, round_number: int) -> None:
    assert reach(points) == pytest.approx(round_number)


@given(st.integers(1, 100_000))
def test_no_bar_is_longer_than_its_scale(points: int) -> None:
    assert points <= reach(points) <= points * 1.35 + 1
