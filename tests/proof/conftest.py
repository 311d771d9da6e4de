"""Two issues as the pipeline prints them, charts and all, printed once for all tests: No 12, and a small one."""

from __future__ import annotations

import fcntl
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import workshop
from issuekit.charts.draw import draw
from issuekit.indices.totals import ScoredIssue, score
from issuekit.proof.prove import Proof, prove
from issuekit.reading.issue_file import read_issue
from issuekit.reading.workspace import find_issue
from press.presswork import typeset
from proof.small_issue import EXAMPLE
from proof.tampering import tampered

if TYPE_CHECKING:
    from collections.abc import Callable

    import pikepdf

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class InPrint:
    """An issue and the bytes of its PDF."""

    scored: ScoredIssue = field(repr=False)
    pdf: bytes = field(repr=False)

    def proof(self, change: Callable[[pikepdf.Pdf], object] | None = None) -> Proof:
        """The proof of the PDF, after a change to it."""
        return prove(self.scored, tampered(self.pdf, change) if change else self.pdf, "issue.pdf")


def scored_at(root: Path) -> ScoredIssue:
    """The issue of a workspace that has one."""
    issue = read_issue(find_issue(None, root)).issue
    assert issue is not None
    return score(issue)


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all test processes share: laid-out chapters are kept there, so that each is laid out once."""
    folder = tmp_path_factory.getbasetemp()
    if folder.name.startswith("popen-"):  # one folder for each process of a distributed run, in a common one
        folder = folder.parent
    shared = folder / "proof"
    shared.mkdir(exist_ok=True)
    return shared


def print_once(scored: ScoredIssue, kept: Path, name: str) -> InPrint:
    """The issue's PDF, made by the first process that needs it."""
    path = kept / name
    with (kept / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            data = typeset(scored, draw(scored), cache=kept / "cache").pdf
            path.with_suffix(".part").write_bytes(data)
            path.with_suffix(".part").replace(path)
    return InPrint(scored, path.read_bytes())


@pytest.fixture(scope="session")
def issue12(kept: Path) -> InPrint:
    """Issue 12."""
    return print_once(scored_at(ROOT), kept, "issue12.pdf")


@pytest.fixture(scope="session")
def small(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> InPrint:
    """The small issue."""
    return print_once(workshop.scored(EXAMPLE, tmp_path_factory.mktemp("small")), kept, "small.pdf")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace of its own with issue 12, to be changed at will."""
    shutil.copytree(ROOT / "issues", tmp_path / "issues")
    return tmp_path
