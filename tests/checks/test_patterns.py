"""Patterns that are compiled when they are needed are patterns like others."""

from __future__ import annotations

import re
import sys

import pytest

from issuekit.checks import patterns
from issuekit.checks.registry import COVERAGE_ROOMS, ROOMS

LATER = [
    pytest.param(value, id=f"{name}.{constant}")
    for name, module in sorted(sys.modules.items())
    if name.startswith("issuekit.checks.") and (*ROOMS, *COVERAGE_ROOMS)
    for constant, value in vars(module).items()
    if type(value) is type(patterns.lazily(""))
]


@pytest.mark.parametrize("pattern", LATER)
def test_every_pattern_can_be_compiled(pattern: re.Pattern[str]) -> None:
    assert isinstance(pattern.groups, int)


def test_a_pattern_is_compiled_once_and_not_before_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []
    really = re.compile

    def counting(source: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(source)
        return really(source, flags)

    monkeypatch.setattr(re, "compile", counting)
    pattern = patterns.lazily("A+", re.IGNORECASE)
    assert compiled == []
    assert [bool(pattern.search(text)) for text in ("bab", "b")] == [True, False]
    assert compiled == ["A+"]
