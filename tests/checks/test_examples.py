"""Every rule's own examples: the failing ones fail for this rule, the passing ones pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import workshop
from issuekit.checks.registry import ROOMS

if TYPE_CHECKING:
    from pathlib import Path

    from issuekit.checks.rule import Room

FAILING = [(room, example) for room in ROOMS for example in room.RULE.section("Fail")]
PASSING = [(room, example) for room in ROOMS for example in room.RULE.section("Pass")]


def name(value: object) -> str:
    rule = getattr(value, "RULE", None)
    return f"{rule.code}" if rule else "example"


@pytest.mark.parametrize("room", ROOMS, ids=name)
def test_a_rule_explains_itself(room: Room) -> None:
    assert room.RULE.summary.endswith(".")
    assert len(room.RULE.section("Why")) == 1
    assert len(room.RULE.section("Fix")) == 1
    assert room.RULE.section("Fail")
    assert room.RULE.section("Pass")


@pytest.mark.parametrize(("room", "example"), FAILING, ids=name)
def test_failing_example_fails(room: Room, example: str, tmp_path: Path) -> None:
    found = workshop.findings(example, tmp_path, [room])
    assert {finding.code for finding in found} == {room.RULE.code}
    assert all(finding.hint for finding in found)


@pytest.mark.parametrize(("room", "example"), PASSING, ids=name)
def test_passing_example_passes(room: Room, example: str, tmp_path: Path) -> None:
    assert workshop.findings(example, tmp_path, [room]) == []


def test_codes_and_names_are_used_once() -> None:
    codes = [room.RULE.code for room in ROOMS]
    names = [room.RULE.name for room in ROOMS]
    assert len(set(codes)) == len(codes) == len(set(names))
