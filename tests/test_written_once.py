"""A number is written once: one point changed in one event changes it everywhere it is printed."""

from __future__ import annotations

import re
import shutil
import subprocess
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from issuekit import pipeline
from issuekit.charts.draw import draw
from issuekit.reading.workspace import IssueFolder
from press.presswork import typeset

if TYPE_CHECKING:
    from issuekit.indices.totals import ScoredIssue

ROOT = Path(__file__).parents[1]


def printed(root: Path, scored: ScoredIssue) -> str:
    target = root / "issue.pdf"
    target.write_bytes(typeset(scored, draw(scored)).pdf)
    done = subprocess.run(["pdftotext", "-layout", target, "-"], capture_output=True, text=True, check=True)
    return done.stdout


def checked(root: Path) -> ScoredIssue:
    result = pipeline.check(IssueFolder(root, "minsk-barometer", root / "issues/minsk-barometer/2019-11"))
    assert result.scored is not None
    return result.scored


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "issues", tmp_path / "issues")
    return tmp_path


def test_one_point_changes_every_place(workspace: Path) -> None:
    """The event's +3 becomes +1, and Russia's +13 (+27 −14) becomes +11 (+25 −14)."""
    scored = checked(workspace)
    before = printed(workspace, scored)
    charts_before = draw(scored)
    path = workspace / "issues/minsk-barometer/2019-11/russia.yaml"
    text = path.read_text(encoding="utf-8")
    start = text.index("Rumas and Medvedev", text.index("events:"))
    place = text.index("points: +3", start)
    path.write_text(text[:place] + "points: +1" + text[place + len("points: +3") :], encoding="utf-8")

    scored = checked(workspace)
    assert scored.totals["russia"].total == Fraction(11)
    assert scored.totals["russia"].positive == 25
    after = printed(workspace, scored)
    charts_after = draw(scored)

    # The letter, the index block, the overview's table, the chapter's text and the appendix.
    assert before.count("+13") >= 5
    assert after.count("+13") == 0
    assert after.count("+11") - before.count("+11") == before.count("+13")
    assert after.count("+27") == 0
    assert after.count("+25") - before.count("+25") == before.count("+27")
    # The charts that show Russia, and no others.
    changed = {name for name in charts_before if charts_before[name].svg != charts_after[name].svg}
    assert {"chapter-russia", "overview"} <= changed
    assert not re.search(r"\+27", charts_after["chapter-russia"].svg)
    assert "25" in charts_after["chapter-russia"].svg
    assert charts_after["chapter-russia"].alt != charts_before["chapter-russia"].alt
