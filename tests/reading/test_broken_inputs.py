"""A hundred broken inputs: each gives its finding at the right place, and never a traceback.

``broken.yaml`` holds the cases. ``text`` is an example as in the other tests; ``expect`` are the findings of
reading, “file:line:column code”, all of them and in order. ``bytes`` (hexadecimal) stand for a chapter's file
that YAML can't write.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import workshop
from issuekit.reading.issue_file import Reading, read_issue

CASES = yaml.safe_load(Path(__file__).with_name("broken.yaml").read_text(encoding="utf-8"))


def read(case: dict[str, Any], root: Path) -> Reading:
    folder = workshop.lay_out(str(case.get("text", "trends: [One]")), root)
    if "bytes" in case:
        (folder.path / "partner.yaml").write_bytes(bytes.fromhex(case["bytes"]))
    for name in case.get("without", ()):
        (folder.path.parent / name).unlink()
    return read_issue(folder)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_broken_input_gives_its_findings(case: dict[str, Any], tmp_path: Path) -> None:
    reading = read(case, tmp_path)
    places = [
        f"{finding.span.file.rpartition('/')[2]}:{finding.span.line}:{finding.span.column} {finding.code}"
        for finding in reading.findings
    ]
    assert places == case["expect"], [f"{finding.span} {finding.message}" for finding in reading.findings]
    assert reading.issue is None
    for finding in reading.findings:
        assert finding.message
        assert finding.hint, finding.message


def test_there_are_a_hundred() -> None:
    assert len(CASES) >= 100
    assert len({case["name"] for case in CASES}) == len(CASES)
