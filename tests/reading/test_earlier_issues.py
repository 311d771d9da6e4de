"""The issues before one in the workspace: read when they are asked for, one after the other, back to the first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import workshop
from issuekit.indices.history import standings
from issuekit.indices.totals import score
from issuekit.reading import issue_file
from issuekit.reading.issue_file import read_issue

if TYPE_CHECKING:
    from pathlib import Path

    from issuekit.reading.workspace import IssueFolder

EARLIER = {"2019-05": (9, "2019-05/2019-06", "3 May"), "2019-07": (10, "2019-07/2019-08", "3 July"),
           "2019-09": (11, "2019-09/2019-10", "3 October")}
CHAPTER = "chapter: partner\nevents:\n  - {{date: {}, event: A visit, points: +{}}}\n"


@pytest.fixture
def folder(tmp_path: Path) -> IssueFolder:
    """Four issues in a row; the index “partner” stands at +1, +2, +3 in the first three."""
    files = "--- partner.yaml\n" + CHAPTER.format("4 November", 2)
    newest = workshop.lay_out(files, tmp_path)
    issue = (newest.path / "issue.yaml").read_text(encoding="utf-8")
    for points, (name, (number, period, date)) in enumerate(EARLIER.items(), start=1):
        home = newest.path.parent / name
        home.mkdir()
        text = re.sub(r"(?m)^number: .*", f"number: {number}", issue)
        text = re.sub(r"(?m)^period: .*", f"period: {period}", text)
        text = re.sub(r"(?m)^chapters: .*", "chapters: [partner]", text)
        (home / "issue.yaml").write_text(text, encoding="utf-8")
        (home / "partner.yaml").write_text(CHAPTER.format(date, points), encoding="utf-8")
    return newest


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the issues that were read."""
    names: list[str] = []
    really = issue_file.read_issue

    def listening(folder: IssueFolder) -> issue_file.Reading:
        names.append(folder.path.name)
        return really(folder)

    monkeypatch.setattr(issue_file, "read_issue", listening)
    return names


def test_an_index_stands_where_all_earlier_issues_put_it(folder: IssueFolder, reads: list[str]) -> None:
    issue = read_issue(folder).issue
    assert issue is not None
    assert reads == []
    assert issue.previous is issue.previous
    assert reads == ["2019-09"]
    found = standings(score(issue))["partner"]
    assert [(standing.issue, int(standing.value or 0)) for standing in found][:3] == [(9, 1), (10, 2), (11, 3)]
    assert found[-1].issue == issue.number
    assert reads == ["2019-09", "2019-07", "2019-05"]


def test_one_that_cannot_be_read_ends_the_row(folder: IssueFolder) -> None:
    (folder.path.parent / "2019-07/partner.yaml").write_text("chapter: partner\nzebra: 1\n", encoding="utf-8")
    issue = read_issue(folder).issue
    assert issue is not None
    assert [standing.issue for standing in standings(score(issue))["partner"]] == [11, issue.number]
