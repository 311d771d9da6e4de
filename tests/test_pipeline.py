"""What a print is checked and drawn for in the background is what it would be in the foreground."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from issuekit import background, pipeline
from issuekit.charts.draw import draw
from issuekit.reading.workspace import IssueFolder

ROOT = Path(__file__).parents[1]
SERIES = "issues/minsk-barometer"


@pytest.fixture
def folder(tmp_path: Path) -> IssueFolder:
    shutil.copytree(ROOT / SERIES, tmp_path / SERIES)
    return IssueFolder(tmp_path, "minsk-barometer", tmp_path / SERIES / "2019-11")


@pytest.fixture(params=[True, False], ids=["in the background", "one after the other"])
def _second_process(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "can_copy", lambda: bool(request.param))


@pytest.mark.usefixtures("_second_process")
def test_the_same_findings_and_charts(folder: IssueFolder) -> None:
    with (folder.path / "russia.yaml").open("a", encoding="utf-8") as russia:
        russia.write("control: {total: +10, positive: +24, negative: -14}\n")
    alone, checked = pipeline.check(folder), pipeline.check_to_print(folder)
    assert any(finding.code == "IK201" for finding in checked.report.findings)
    assert checked.report.findings == alone.report.findings
    assert checked.report.sources.keys() == alone.report.sources.keys()
    assert alone.scored is not None
    assert checked.drawing is not None
    assert checked.drawing.result() == draw(alone.scored)


@pytest.mark.usefixtures("_second_process")
def test_the_rules_are_not_gone_through_again(folder: IssueFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    known = pipeline.report(folder)
    monkeypatch.setattr(pipeline, "_report", None)  # whoever calls it breaks down
    checked = pipeline.check_to_print(folder)
    assert checked.report.findings == known.findings
    assert checked.drawing is not None
    checked.drawing.drop()


@pytest.mark.usefixtures("_second_process")
def test_what_cannot_be_read_begins_nothing(folder: IssueFolder) -> None:
    (folder.path / "russia.yaml").write_text("chapter: russia\nzebra: 1\n", encoding="utf-8")
    checked = pipeline.check_to_print(folder)
    assert checked.scored is None
    assert checked.drawing is None
    assert "IK106" in {finding.code for finding in checked.report.findings}


def test_a_fault_leaves_no_process_behind(folder: IssueFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []
    fork = os.fork

    def counted() -> int:
        begun.append(fork())
        return begun[-1]

    def fail() -> None:
        raise LookupError("the press can't be fetched")

    monkeypatch.setattr(background, "can_copy", lambda: True)
    monkeypatch.setattr(os, "fork", counted)
    monkeypatch.setattr(pipeline, "_fetch_press", fail)
    with pytest.raises(LookupError):
        pipeline.check_to_print(folder)
    assert len(begun) == 2
    for process in begun:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)
