"""What “check --coverage” lists of text and catalogue: the rules' own examples, and one issue with both kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

import workshop
from issuekit.checks.between import COVERAGE_ROOMS
from issuekit.checks.registry import ROOMS

if TYPE_CHECKING:
    from pathlib import Path

    from issuekit.checks.rule import Room

ROOMS_OF_COVERAGE = cast("tuple[Room, ...]", COVERAGE_ROOMS)
FAILING = [(room, example) for room in ROOMS_OF_COVERAGE for example in room.RULE.section("Fail")]
PASSING = [(room, example) for room in ROOMS_OF_COVERAGE for example in room.RULE.section("Pass")]
ISSUE = """\
developments:
  - text: |
      On 11 November, Ukraine opened an honorary consulate in Viciebsk. The two prime ministers met in London.

      On 22 November, the Association of Belarusians held its fifth congress. On 14 December, Sluck was the venue of a
      meeting. On 20 June 2017, they had met, too. On 29 November, oil was dear.
events:
  - {date: 11 November, event: Honorary Consulate of Ukraine opens in Viciebsk, points: +1}
  - {date: 22 November, event: Rumas and Honcharuk meet in London, points: +1}
  - {date: 23 November, event: Ternopil buys BKM-made trolleybuses, points: +1}
"""


@pytest.mark.parametrize(("room", "example"), FAILING)
def test_failing_example_fails(room: Room, example: str, tmp_path: Path) -> None:
    found = workshop.findings(example, tmp_path, [room])
    assert {finding.code for finding in found} == {room.RULE.code}
    assert all(finding.hint for finding in found)


@pytest.mark.parametrize(("room", "example"), PASSING)
def test_passing_example_passes(room: Room, example: str, tmp_path: Path) -> None:
    assert workshop.findings(example, tmp_path, [room]) == []


def test_an_ordinary_check_lists_neither() -> None:
    assert not {room.RULE.code for room in ROOMS} & {room.RULE.code for room in ROOMS_OF_COVERAGE}


def test_both_lists(tmp_path: Path) -> None:
    found = workshop.findings(ISSUE, tmp_path, list(ROOMS_OF_COVERAGE))
    assert [(finding.code, finding.span.line, finding.span.column) for finding in found] == [
        ("IK608", 6, 10), ("IK608", 6, 82), ("IK607", 10, 32), ("IK607", 11, 32),
    ]
