"""Issue 12, printed once for all tests."""

from __future__ import annotations

import fcntl
import json
from pathlib import Path

import pytest

from issuekit.indices.totals import ScoredIssue, score
from issuekit.reading.issue_file import read_issue
from issuekit.reading.workspace import find_issue
from press.presswork import Printed, print_to

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def sample() -> ScoredIssue:
    """Issue 12, read and scored."""
    issue = read_issue(find_issue("minsk-barometer/2019-11", ROOT)).issue
    assert issue is not None
    return score(issue)


@pytest.fixture(scope="session")
def printed(sample: ScoredIssue, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """Issue 12, printed by the first test process that needs it and shared by the others."""
    folder = tmp_path_factory.getbasetemp()
    if folder.name.startswith("popen-"):  # one folder for each process of a distributed run, in a common one
        folder = folder.parent
    path, notes = folder / "issue.pdf", folder / "issue.json"
    with (folder / "issue.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not notes.exists():
            made = print_to(path, sample)
            notes.write_text(json.dumps([made.pages, made.words, made.heard]), encoding="utf-8")
        pages, words, heard = json.loads(notes.read_text(encoding="utf-8"))
    return Printed(path, pages, words, tuple(heard))
