"""Whatever is in a file: an issue or findings, every finding's place inside its file, and never a traceback.

The same cases by the thousand, with their times: ``benchmarks/bench_fuzz.py``.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reading import damage, hostile

if TYPE_CHECKING:
    from issuekit.reading.workspace import IssueFolder
    from issuekit.reporting.report import Report

CASES = 420
PARTS = 12  # so that a failing case is found near, and a slow machine shows that it gets on
# As a megabyte of text, of lines, of catalogue entries: one of each kind of thing that a parser or a rule looks for.
UNITS = ("[", "{", "*a ", "_", "[a](", "<!--", "`", "> ", "- a\n", "a\n\n", "\\", "[^1]: ", "{=1} ", "“", '"',
         "C:\\a\\b ", "the the ", "Name Surname ", "from 1 to 2, up 3% ", "eleven exercises, including two, three ",
         "4 November ", "Kraŭčanka ", "a-b ", "ABC (Abc) ", "colour color ", "Table 1 ", "\u0301", "漢")
MEMORY = 1_000_000_000  # bytes of address space, the interpreter's own and all libraries included


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> IssueFolder:
    return damage.small_workspace(tmp_path_factory.mktemp("fuzz"))


def examine(folder: IssueFolder, target: str, data: bytes) -> Report:
    """What came of a workspace in which one file is another; the file is put back."""
    path = folder.workspace / target
    original = path.read_bytes()
    path.write_bytes(data)
    try:
        return damage.examine(folder)
    finally:
        path.write_bytes(original)


def test_the_workspace_itself_is_read(folder: IssueFolder) -> None:
    assert not [finding for finding in damage.examine(folder).findings if finding.severity == "error"]


@pytest.fixture(scope="module")
def cases(folder: IssueFolder) -> list[tuple[str, str, bytes]]:
    originals = {target: (folder.workspace / target).read_bytes() for target in damage.TARGETS}
    return list(damage.cases(7, CASES, originals))


@pytest.mark.parametrize("part", range(PARTS))
def test_random_and_damaged_files(part: int, cases: list[tuple[str, str, bytes]], folder: IssueFolder) -> None:
    for kind, target, data in cases[part::PARTS]:
        try:
            examine(folder, target, data)
        except BaseException as error:
            error.add_note(f"{kind} as {target}: {data!r}")
            raise


def test_there_are_hundreds_of_cases(cases: list[tuple[str, str, bytes]]) -> None:
    assert len({data for _, _, data in cases}) > 300


@pytest.mark.parametrize("unit", UNITS)
def test_one_thing_again_and_again(unit: str, folder: IssueFolder) -> None:
    text, line = (examine(folder, damage.TARGETS[0], make(unit)) for make in (hostile.as_text, hostile.as_line))
    assert "IK120" in {finding.code for report in (text, line) for finding in report.findings}


EXPLODING = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]), int(sys.argv[2])))
from pathlib import Path
from reading import damage, hostile
folder = damage.small_workspace(Path(sys.argv[1]))
path = folder.workspace / damage.TARGETS[0]
for name, data in hostile.explosions().items():
    path.write_bytes(data)
    print(name, sorted({finding.code for finding in damage.examine(folder).findings}))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process can't be held to a size")
def test_what_means_to_explode_stays_small(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", EXPLODING, str(tmp_path), str(MEMORY)],
        cwd=Path(__file__).parents[1], capture_output=True, text=True, check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert len(ran.stdout.splitlines()) == len(hostile.explosions())
