"""Points to totals: sums and means, several points an event, and the totals of the sample issue."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import workshop
from issuekit.indices.totals import IndexTotal, aggregate, score
from issuekit.model.series import Scoring
from issuekit.reading.issue_file import read_issue
from issuekit.reading.workspace import IssueFolder

ROOT = Path(__file__).parents[2]


def numbers(total: IndexTotal) -> tuple[object, ...]:
    return (total.positive, total.negative, total.total, total.events, total.band_name)


EVENTS = """\
--- partner.yaml
chapter: partner
trends: [One]
developments: [{text: One}]
forecast: One
events:
  - {date: 4 November, event: A, points: +2}
  - {date: 5 November, event: B, points: [+1, -1]}
  - {date: 6 November, event: C, points: [-3, -3, +1]}
  - {date: 7 November, event: D, points: 0}
--- security.yaml
chapter: security
events:
  - {date: 4 November, event: A, points: {national: 0, regional: -1}}
  - {date: 5 November, event: B, points: {national: [+1, +1], regional: [-3, -1]}}
"""


def test_every_point_counts_and_every_event_once(tmp_path: Path) -> None:
    totals = workshop.scored(EVENTS, tmp_path).totals
    assert list(totals) == ["partner", "neighbor", "national", "regional"]
    assert numbers(totals["partner"]) == (4, -7, -3, 4, None)
    assert numbers(totals["national"]) == (2, 0, 2, 2, None)
    assert numbers(totals["regional"]) == (0, -5, -5, 2, "Green")
    assert totals["regional"].chapter == "security"


def test_an_index_without_events_is_zero_and_has_a_band(tmp_path: Path) -> None:
    totals = workshop.scored("trends: [One]", tmp_path).totals
    assert numbers(totals["partner"]) == (0, 0, 0, 0, None)
    assert numbers(totals["regional"]) == (0, 0, 0, 0, "White")


MEAN = "--- series.yaml\nscoring: {lowest: -9, highest: 9, total: mean}\n"


def test_a_series_may_take_means_over_points(tmp_path: Path) -> None:
    totals = workshop.scored(MEAN + EVENTS, tmp_path).totals
    assert numbers(totals["partner"]) == (4, -7, Fraction(-3, 7), 4, None)
    assert numbers(totals["national"]) == (2, 0, Fraction(2, 3), 2, None)
    # −5/3 is nearest to −2, which is green; −1 is white.
    assert numbers(totals["regional"]) == (0, -5, Fraction(-5, 3), 2, "Green")


def test_the_mean_of_nothing_is_zero(tmp_path: Path) -> None:
    assert workshop.scored(MEAN, tmp_path).totals["partner"].total == 0


@given(st.lists(st.integers(-50, 50)))
def test_sum_and_mean_agree(points: list[int]) -> None:
    total = aggregate(iter(points), Scoring(total="sum"))
    mean = aggregate(iter(points), Scoring(total="mean"))
    assert total == sum(points)
    assert mean * len(points) == total
    assert not points or min(points) <= mean <= max(points)


@given(st.lists(st.lists(st.integers(-3, 3), min_size=1, max_size=3), max_size=12))
def test_positive_and_negative_make_the_total(catalogue: list[list[int]]) -> None:
    flat = [point for points in catalogue for point in points]
    total = aggregate(flat, Scoring())
    assert total == sum(point for point in flat if point > 0) + sum(point for point in flat if point < 0)


PUBLISHED_ARITHMETIC = {
    "russia": (27, -14, 13, 29, None),
    "eu": (32, -1, 31, 24, None),
    "china": (22, 0, 22, 18, None),
    "us": (9, -1, 8, 8, None),
    "ukraine": (25, -8, 17, 33, None),
    "national": (19, -13, 6, 31, None),
    "regional": (11, -20, -9, 31, "Yellow"),
}


@pytest.fixture(scope="module")
def sample() -> dict[str, IndexTotal]:
    folder = IssueFolder(ROOT, "minsk-barometer", ROOT / "issues/minsk-barometer/2019-11")
    reading = read_issue(folder)
    assert reading.issue is not None, reading.findings
    return dict(score(reading.issue).totals)


@pytest.mark.parametrize("index", PUBLISHED_ARITHMETIC)
def test_totals_of_the_sample_issue(index: str, sample: dict[str, IndexTotal]) -> None:
    assert numbers(sample[index]) == PUBLISHED_ARITHMETIC[index]


def test_the_sample_issue_has_no_other_index(sample: dict[str, IndexTotal]) -> None:
    assert list(sample) == list(PUBLISHED_ARITHMETIC)
