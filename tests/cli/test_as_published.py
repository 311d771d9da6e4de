"""The figures as the published issue printed them, on the real catalogue: exactly two findings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from cli import commands

if TYPE_CHECKING:
    from pathlib import Path

    from cli.commands import Run


def grave(run: Run) -> list[dict[str, Any]]:
    """The findings above a note."""
    findings = json.loads(run("check", "--format", "json").out)["findings"]
    return [finding for finding in findings if finding["severity"] != "note"]


def test_the_published_figures_give_exactly_two_findings(run: Run, workspace: Path) -> None:
    assert grave(run) == []
    russia_line, us_line = commands.publish_as_printed(workspace)
    russia, us = grave(run)
    for finding, name, line, printed in (
        (russia, "russia", russia_line, commands.CONTROL_RUSSIA), (us, "us", us_line, commands.CONTROL_US),
    ):
        assert (finding["code"], finding["severity"]) == ("IK201", "error")
        assert finding["file"] == f"{commands.ISSUE.as_posix()}/{name}.yaml"
        assert finding["line"] == line
        assert printed[finding["column"] - 1 :].startswith({"russia": "+10", "us": "+9"}[name])
    for number in ("+10", "+24", "+13", "+27"):
        assert number in russia["message"]
    assert "swapped" not in russia["message"]
    assert "-14" not in russia["message"].replace("−", "-")  # the negative points were right
    assert "swapped" in us["message"]
    for words in ("+9 stands for the total, which is +8", "+8 stands for the positive points, which are +9"):
        assert words in us["message"]
    assert us["hint"] == "put them in their places: total: +8, positive: +9"
    # the three points that are missing from Russia's count are a row of three, if the catalogue has one
    for related in russia["related"]:
        assert related["message"].startswith("+3: ")


def test_the_right_figures_give_none(run: Run, workspace: Path) -> None:
    commands.append(workspace / commands.ISSUE / "russia.yaml", "control: {total: +13, positive: +27, negative: -14}\n")
    commands.append(workspace / commands.ISSUE / "us.yaml", "control: {total: +8, positive: +9, negative: -1}\n")
    commands.append(workspace / commands.ISSUE / "security.yaml", (
        "control: {national: {total: +6, positive: +19, negative: -13}, regional: {total: −9}}\n"
    ))
    assert grave(run) == []


@pytest.mark.parametrize(("control", "index"), [
    ("{national: {total: +5}, regional: {total: -9}}", "National security"),
    ("{national: {total: +6}, regional: {total: +9}}", "Regional tension"),
])
def test_a_chapter_with_two_indices_has_two_counts(
    run: Run, workspace: Path, control: str, index: str,
) -> None:
    commands.append(workspace / commands.ISSUE / "security.yaml", f"control: {control}\n")
    (finding,) = grave(run)
    assert finding["code"] == "IK201"
    assert finding["message"].startswith(index)


def test_one_point_more_is_found_by_every_count(run: Run, workspace: Path) -> None:
    """One event's points changed: the count by hand no longer fits, and the totals follow the catalogue."""
    us = workspace / commands.ISSUE / "us.yaml"
    commands.append(us, "control: {total: +8, positive: +9, negative: -1}\n")
    commands.replace(us, "Open Skies agreement\n    points: +2\n", "Open Skies agreement\n    points: +3\n")
    (finding,) = grave(run)
    assert "total +8, positive points +9" in finding["message"]
    assert "total +9, positive points +10" in finding["message"]
    assert json.loads(run("totals", "--format", "json").out)["indices"]["us"]["total"] == 9
