"""Scales against a reckoning that goes through the numbers one by one."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from issuekit.indices.scales import Flaw, band_of, flaws, holds, nearest, signed
from issuekit.model.series import Band, Scale
from issuekit.model.source import Place, Source, Text

NOWHERE = Place(Source(Path("series.yaml"), "series.yaml", ""), 0, 0)
REACH = 12  # bands of the generated scales end within −12 … +12
NUMBERS = range(-REACH - 3, REACH + 4)  # all that lies beyond is as its last number


def band(low: int | None, high: int | None, name: str = "Band") -> Band:
    return Band(Text(name, NOWHERE), "#ffffff", "#000000", low, high, Text("", NOWHERE), NOWHERE)


def scale(*ends: tuple[int | None, int | None]) -> Scale:
    bands = tuple(band(low, high, f"Band {number}") for number, (low, high) in enumerate(ends))
    return Scale("scale", Text("Scale", NOWHERE), bands, NOWHERE)


ENDS = st.one_of(st.none(), st.integers(-REACH, REACH))


def ordered(ends: tuple[int | None, int | None]) -> bool:
    low, high = ends
    return low is None or high is None or low <= high


BANDS = st.tuples(ENDS, ENDS).filter(ordered)


def covered(flaw: Flaw, number: int) -> bool:
    return (flaw.low is None or flaw.low <= number) and (flaw.high is None or number <= flaw.high)


def overlaps(flaw: Flaw) -> bool:
    """Whether the two bands of a flaw have a number in common; a gap's neighbours have none."""
    return len(flaw.bands) == 2 and any(all(holds(entry, number) for entry in flaw.bands) for number in NUMBERS)


@given(st.lists(BANDS, max_size=6))
@example([(None, None), (None, None)])
@example([(0, None), (None, -1)])
@example([(0, None), (None, -2)])
@example([(-5, 5), (-3, 3), (4, 8)])
def test_flaws_are_the_numbers_without_one_band(ends: list[tuple[int | None, int | None]]) -> None:
    found = flaws(scale(*ends))
    bands = scale(*ends).bands
    for number in NUMBERS:
        holding = sum(holds(entry, number) for entry in bands)
        in_gap = any(covered(flaw, number) for flaw in found if not overlaps(flaw))
        in_overlap = any(covered(flaw, number) for flaw in found if overlaps(flaw))
        assert (in_gap, in_overlap) == (holding == 0, holding > 1), (number, found)


@given(st.lists(BANDS, max_size=6))
def test_the_two_bands_of_an_overlap_hold_all_its_numbers(ends: list[tuple[int | None, int | None]]) -> None:
    for flaw in flaws(scale(*ends)):
        if overlaps(flaw):
            assert all(
                holds(entry, number) for entry in flaw.bands for number in NUMBERS if covered(flaw, number)
            ), flaw


@given(st.lists(BANDS, max_size=6), st.fractions(-20, 20, max_denominator=12))
def test_a_value_has_the_band_of_the_nearest_number(
    ends: list[tuple[int | None, int | None]], value: Fraction,
) -> None:
    chosen = scale(*ends)
    number = min(range(-21, 22), key=lambda whole: (abs(whole - value), -abs(whole)))
    found = band_of(value, chosen)
    candidates = [entry for entry in chosen.bands if holds(entry, number)]
    assert found == (candidates[0] if candidates else None)


def test_a_scale_without_flaws_has_none() -> None:
    assert flaws(scale((-1, None), (-6, -2), (-12, -7), (-17, -13), (None, -18))) == []


@pytest.mark.parametrize(("ends", "values"), [
    ([(0, None), (None, -2)], ["−1"]),
    ([(0, None), (None, -4)], ["from −3 to −1"]),
    ([(0, 5), (None, -1)], ["+6 and above"]),
    ([(0, None), (-5, -1)], ["−6 and below"]),
    ([(-1, None), (None, -1)], ["−1"]),
    ([(-3, None), (None, 2)], ["from −3 to +2"]),
    ([], ["all numbers"]),
    ([(0, 3)], ["−1 and below", "+4 and above"]),
])
def test_flaws_in_words(ends: list[tuple[int | None, int | None]], values: list[str]) -> None:
    assert [flaw.values for flaw in flaws(scale(*ends))] == values


def test_the_published_scale_left_minus_one_without_a_color() -> None:
    (flaw,) = flaws(scale((0, None), (-6, -2), (None, -7)))
    assert (flaw.low, flaw.high) == (-1, -1)
    assert [(entry.low, entry.high) for entry in flaw.bands] == [(-6, -2), (0, None)]


@pytest.mark.parametrize(("value", "printed"), [
    (13, "+13"), (0, "0"), (-9, "−9"),
    (Fraction(3, 2), "+1.5"), (Fraction(-3, 2), "−1.5"), (Fraction(1, 4), "+0.3"), (Fraction(-1, 4), "−0.3"),
    (Fraction(1, 20), "+0.1"), (Fraction(1, 25), "0.0"), (Fraction(-1, 25), "0.0"), (Fraction(1001, 100), "+10.0"),
])
def test_signed_numbers_as_printed(value: Fraction | int, printed: str) -> None:
    assert signed(value) == printed


@given(st.fractions(-1000, 1000, max_denominator=60), st.integers(0, 4))
def test_a_signed_number_is_within_half_a_digit(value: Fraction, decimals: int) -> None:
    printed = Fraction(signed(value, decimals).replace("−", "-"))
    assert abs(printed - value) <= Fraction(1, 2 * 10**decimals)
    assert signed(-value, decimals).lstrip("+−") == signed(value, decimals).lstrip("+−")


@given(st.fractions(-1000, 1000, max_denominator=30))
def test_halves_go_away_from_zero(value: Fraction) -> None:
    whole = nearest(value)
    assert abs(whole - value) <= Fraction(1, 2)
    if abs(whole - value) == Fraction(1, 2):
        assert abs(whole) > abs(value)
