"""Cases as data: ``cases/*.yaml`` give an example each and the exact places where a rule must speak up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import workshop
from issuekit.checks.registry import ROOMS
from issuekit.checks.run import check
from issuekit.indices.totals import score

CASES = [
    pytest.param(case, id=f"{path.stem}-{number}-{case.get('name', case['rule'])}")
    for path in sorted(Path(__file__).with_name("cases").glob("*.yaml"))
    for number, case in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")) or [])
]


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    """``rule`` is the code under test, ``text`` the example, ``expect`` a list of “file:line:column” (empty:
    the rule must keep quiet), in the files of the tiny workspace.
    """
    reading = workshop.read(case["text"], tmp_path)
    found = list(reading.findings)
    if reading.issue is not None:
        rooms = [room for room in ROOMS if room.RULE.code == case["rule"]]
        found += check(score(reading.issue), rooms)
    places = [
        f"{finding.span.file.rpartition('/')[2]}:{finding.span.line}:{finding.span.column}"
        for finding in found if finding.code == case["rule"]
    ]
    assert places == case["expect"], [f"{finding.span} {finding.code}: {finding.message}" for finding in found]
