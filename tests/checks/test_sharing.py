"""Two processes find what one finds; a broken one costs time only; a flood of findings is counted."""

from __future__ import annotations

import os
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

import workshop
from issuekit import background
from issuekit.checks import run, sharing
from issuekit.checks.rule import Rule
from issuekit.diagnostics import MOST, Edit, Finding, Fix, Related, Severity, Span, as_plain, from_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK998", "flood", Severity.NOTE, "A flood.")


@pytest.fixture
def scored(tmp_path: Path) -> ScoredIssue:
    return workshop.scored("trends: [The the talks go on , they say.]", tmp_path)


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    if not hasattr(os, "fork"):
        pytest.skip("no second process on this system")
    monkeypatch.setattr(sharing, "WORTH_IT", 0)
    monkeypatch.setattr(sharing, "_can_share", lambda: True)
    monkeypatch.setattr(background, "can_copy", lambda: True)


def finding(line: int = 1, severity: Severity = Severity.NOTE) -> Finding:
    place = Span("a.yaml", line, 1, line, 2)
    return Finding("IK998", "flood", severity, place, "wrong – “ы”", "mend", (Related(place, "here"),),
                   Fix("so", (Edit(place, "ü"),), safe=False))


def test_a_finding_survives_being_kept() -> None:
    assert from_plain(as_plain(finding())) == finding()


@pytest.mark.usefixtures("two")
def test_two_processes_find_what_one_finds(scored: ScoredIssue, monkeypatch: pytest.MonkeyPatch) -> None:
    together = run.check(scored)
    monkeypatch.setattr(sharing, "_can_share", lambda: False)
    assert together == run.check(scored)
    assert together


@pytest.mark.usefixtures("two")
def test_the_second_part_is_done_elsewhere(scored: ScoredIssue) -> None:
    done: list[str] = []

    def part(name: str) -> Callable[[], list[Finding]]:
        return lambda: done.append(name) or [finding(len(name))]  # type: ignore[func-returns-value]

    assert sharing.shared(scored, part("first"), part("second")) == [finding(5), finding(6)]
    assert done == ["first"]


@pytest.mark.usefixtures("two")
def test_a_process_that_dies_costs_no_finding(scored: ScoredIssue) -> None:
    here = os.getpid()

    def second() -> list[Finding]:
        if os.getpid() != here:
            raise MemoryError
        return [finding(2)]

    assert sharing.shared(scored, lambda: [finding(1)], second) == [finding(1), finding(2)]


def flooding(count: int) -> Any:
    def check(_: ScoredIssue) -> Iterator[Finding]:
        for line in range(1, count + 1):
            yield finding(line, Severity.ERROR if line == count else Severity.NOTE)

    return SimpleNamespace(RULE=RULE, check=check)


@pytest.mark.parametrize(("count", "more"), [(MOST, None), (MOST + 1, ""), (MOST + 700, "(and 699 more")])
def test_a_flood_is_counted_and_its_gravest_kept(scored: ScoredIssue, count: int, more: str | None) -> None:
    found = run.check(scored, [flooding(count)])
    assert len(found) == min(count, MOST + 1)
    assert any(entry.severity is Severity.ERROR for entry in found)
    if more is not None:
        assert more in found[-1].message


def test_a_rule_that_finds_something_everywhere_is_stopped(scored: ScoredIssue) -> None:
    found = run.check(scored, [flooding(run.ENOUGH * 1000)])
    assert len(found) == MOST + 1
    assert f"(and at least {run.ENOUGH - MOST - 1:,} more" in found[-1].message


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the work isn't shared")
@pytest.mark.parametrize(("processors", "load", "shared"), [
    (1, 0.0, False), (2, 0.5, True), (2, 2.5, False), (8, 2.5, True),
])
def test_the_work_is_shared_where_a_processor_is_free(
    monkeypatch: pytest.MonkeyPatch, processors: int, load: float, *, shared: bool,
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(processors)))
    monkeypatch.setattr(os, "getloadavg", lambda: (load, 0.0, 0.0))
    monkeypatch.setitem(sys.modules, "threading", None)
    assert sharing._can_share() is shared
