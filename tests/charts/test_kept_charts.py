"""Charts kept from build to build: drawn again when something that they show changes, and only then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from issuekit.charts import artwork
from issuekit.charts.draw import draw
from workshop import scored

if TYPE_CHECKING:
    from pathlib import Path

    from issuekit.charts.chart import Chart
    from issuekit.indices.totals import ScoredIssue

CHAPTER = """\
--- partner.yaml
chapter: partner
developments:
  - text: |
      Words of the chapter.
events:
  - {date: 4 November, event: A meeting, points: +1}
"""


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """One entry for each time that charts were really drawn."""
    times: list[str] = []
    real = artwork.charts_of

    def listening(issue: ScoredIssue) -> list[Chart]:
        times.append(issue.issue.name)
        return real(issue)

    monkeypatch.setattr(artwork, "charts_of", listening)
    return times


@pytest.mark.parametrize(("before", "after", "again"), [
    ("", "", False),
    ("Words of the", "Other words of that", False),  # running text is in no chart
    ("points: +1", "points: -1", True),
    ("A meeting", "A visit", True),
    ("4 November", "5 November", True),
    ("--- partner.yaml", "--- series.yaml\nlabels: {positive: Plus}\n--- partner.yaml", True),
])
def test_charts_are_drawn_again_when_they_change(
    tmp_path: Path, drawn: list[str], before: str, after: str, *, again: bool,
) -> None:
    kept = tmp_path / "kept"
    first = draw(scored(CHAPTER, tmp_path / "one"), cache=kept)
    changed = scored(CHAPTER.replace(before, after, 1), tmp_path / "two")
    second = draw(changed, cache=kept)
    assert len(drawn) == 1 + again
    assert second == draw(changed)
    assert again or first == second


def test_damaged_charts_are_drawn_anew(tmp_path: Path, drawn: list[str]) -> None:
    issue, kept = scored(CHAPTER, tmp_path), tmp_path / "kept"
    charts = draw(issue, cache=kept)
    (file,) = kept.iterdir()
    for damage in (b"", b"[{}]", b"\xff", file.read_bytes()[:-5]):
        file.write_bytes(damage)
        assert draw(issue, cache=kept) == charts
    assert len(drawn) == 5
    assert draw(issue, cache=kept) == charts
    assert len(drawn) == 5


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file in the folder's place", encoding="utf-8")
    assert draw(scored(CHAPTER, tmp_path), cache=tmp_path / "kept")
