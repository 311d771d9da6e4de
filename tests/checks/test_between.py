"""Numbers, periods and ordinals from issue to issue, over more issues than a case file could list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import workshop
from issuekit.checks.between.numbering import month_of, numbering, period_from
from issuekit.checks.between.ordinals import number_of
from issuekit.checks.registry import ROOMS
from issuekit.model.series import FirstIssue

if TYPE_CHECKING:
    from pathlib import Path

    from issuekit.model.issue import Issue


@pytest.fixture(scope="module")
def issue(tmp_path_factory: pytest.TempPathFactory) -> Issue:
    return workshop.scored("Nothing happened.", tmp_path_factory.mktemp("series")).issue


Start = tuple[int, int, int, int]  # the cadence in months, the first issue's number and month, and how many follow


def of_series(issue: Issue, start: Start) -> Issue:
    """An issue so many after the first of a series that begins in a month counted from the year 0."""
    months, first, begin, after = start
    series = replace(issue.series, months=months, first=FirstIssue(first, period_from(begin, months)))
    period = period_from(begin + after * months, months)
    folder = issue.folder.with_name(f"{period.start:%Y-%m}")
    return replace(issue, series=series, number=first + after, period=period, folder=folder)


STARTS = st.tuples(
    st.sampled_from([1, 2, 3, 6, 12]), st.integers(1, 300), st.integers(1990 * 12, 2040 * 12), st.integers(0, 200),
)
FIXTURE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@FIXTURE
@given(start=STARTS)
def test_a_series_that_names_no_first_issue_takes_none_for_granted(issue: Issue, start: Start) -> None:
    sound = of_series(issue, start)
    alone = replace(sound, series=replace(sound.series, first=None, history=()))
    assert numbering(alone).fits
    assert numbering(alone).period == sound.period


@FIXTURE
@given(start=STARTS)
def test_an_issue_in_its_place_fits(issue: Issue, start: Start) -> None:
    sound = of_series(issue, start)
    right = numbering(sound)
    assert right.fits
    assert right.number == sound.number


@FIXTURE
@given(start=STARTS, slip=st.integers(-20, 20).filter(bool))
def test_a_wrong_number_is_known_by_the_folder(issue: Issue, start: Start, slip: int) -> None:
    sound = of_series(issue, start)
    right = numbering(replace(sound, number=sound.number + slip))
    assert not right.fits
    assert not right.period_at_fault
    assert right.number == sound.number


@FIXTURE
@given(start=STARTS, slip=st.integers(-5, 5).filter(bool))
def test_a_wrong_period_is_known_by_the_folder(issue: Issue, start: Start, slip: int) -> None:
    sound = of_series(issue, start)
    right = numbering(replace(sound, period=period_from(month_of(sound.period.start) + slip, start[0])))
    assert not right.fits
    assert right.period_at_fault
    assert right.period == sound.period


@FIXTURE
@given(number=st.integers(0, 10**12))
def test_a_number_of_any_size_has_a_period(issue: Issue, number: int) -> None:
    assert numbering(replace(issue, number=number)).number == 12


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("first", 1), ("twelfth", 12), ("Twentieth", 20), ("twenty-first", 21), ("twenty first", 21), ("12th", 12),
        ("ninety-ninth", 99), ("hundredth", 100), ("103rd", 103), ("new twelfth", 12), ("month", None), ("best", None),
        ("", None),
    ],
)
def test_ordinals_are_numbers(words: str, number: int | None) -> None:
    assert number_of(words) == number


def test_the_finding_offers_the_right_value(tmp_path: Path) -> None:
    example = '--- issue.yaml\nnumber: 13 # once too often\nperiod: "2019-11/2019-12"\n'
    room = next(room for room in ROOMS if room.RULE.code == "IK603")
    [finding] = workshop.findings(example, tmp_path, [room])
    assert finding.fix is not None
    [edit] = finding.fix.edits
    assert (edit.text, edit.span.column, edit.span.end_column) == ("12", 9, 11)
