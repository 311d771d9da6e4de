"""What a print is checked and drawn for in the background is what it would be in the foreground."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from issuekit import background, examination, pipeline
from issuekit.charts.draw import draw
from issuekit.press import compositors
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
    assert checked.begun is not None
    assert checked.begun.drawing.result() == draw(alone.scored)
    checked.begun.drop()


@pytest.mark.usefixtures("_second_process")
def test_the_rules_are_not_gone_through_again(folder: IssueFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    known = pipeline.report(folder)
    monkeypatch.setattr(examination, "examine", None)  # whoever calls it breaks down
    checked = pipeline.check_to_print(folder)
    assert checked.report.findings == known.findings
    assert checked.begun is not None
    checked.begun.drop()


@pytest.mark.usefixtures("_second_process")
def test_what_cannot_be_read_begins_nothing(folder: IssueFolder) -> None:
    (folder.path / "russia.yaml").write_text("chapter: russia\nzebra: 1\n", encoding="utf-8")
    checked = pipeline.check_to_print(folder)
    assert checked.scored is None
    assert checked.begun is None
    assert "IK106" in {finding.code for finding in checked.report.findings}


def test_a_fault_leaves_no_process_behind(folder: IssueFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []
    fork = os.fork

    def counted() -> int:
        begun.append(fork())
        return begun[-1]

    def fail(*_: object) -> None:
        raise LookupError("no page can be begun")

    monkeypatch.setattr(background, "can_copy", lambda: True)
    monkeypatch.setattr(compositors, "can_copy", lambda: True)
    monkeypatch.setattr(os, "fork", counted)
    monkeypatch.setattr(pipeline, "_begin_pages", fail)
    with pytest.raises(LookupError):
        pipeline.check_to_print(folder)
    assert len(begun) == 3  # one that draws, one that checks, one that gets ready to lay out
    for process in begun:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


# --- an issue that can't be read as a whole

def spoil(folder: IssueFolder, chapter: str, *slips: tuple[str, str]) -> None:
    path = folder.path / f"{chapter}.yaml"
    text = path.read_text(encoding="utf-8")
    for right, wrong in slips:
        assert right in text
        text = text.replace(right, wrong, 1)
    path.write_text(text, encoding="utf-8")


BAD_DATE, BAD_NAME = ("date: 4-5 November", "date: 31 November"), ("Lukashenka", "Lukashenko")


def test_one_bad_date_hides_no_finding_about_the_texts(folder: IssueFolder) -> None:
    spoil(folder, "russia", BAD_DATE, BAD_NAME)
    checked = pipeline.check(folder)
    assert checked.scored is None
    assert checked.report.partly
    assert {finding.code for finding in checked.report.findings} == {"IK301", "IK502"}
    assert pipeline.report(folder).partly
    assert pipeline.report(folder).findings == checked.report.findings  # remembered, and still not the whole


def test_what_was_not_looked_at_is_not_said_to_be_missing(folder: IssueFolder) -> None:
    """A silence of a rule that wasn't run silences something, as far as anyone knows."""
    spoil(folder, "russia", BAD_DATE)
    spoil(folder, "us", ("chapter: us", "chapter: us  # issuekit: ignore IK201 counted again by hand"))
    assert [finding.code for finding in pipeline.check(folder).report.findings] == ["IK301"]


def test_without_a_chapter_the_texts_are_not_looked_at(folder: IssueFolder) -> None:
    """An abbreviation may be spelled out in the chapter that is lacking."""
    spoil(folder, "russia", BAD_NAME)
    (folder.path / "us.yaml").unlink()
    checked = pipeline.check(folder)
    assert checked.report.partly
    assert {finding.code for finding in checked.report.findings} == {"IK101"}
