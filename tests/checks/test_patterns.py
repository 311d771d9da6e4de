"""Patterns that are compiled when they are needed are patterns like others."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest

from issuekit.checks import patterns
from issuekit.checks.registry import COVERAGE_ROOMS, ROOMS

LATER = [
    pytest.param(value, id=f"{name}.{constant}")
    for name, module in sorted(sys.modules.items())
    if name.startswith("issuekit.checks.") and (*ROOMS, *COVERAGE_ROOMS)
    for constant, value in vars(module).items()
    if isinstance(value, patterns._Later)
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


NEEDY = [pattern for pattern in LATER if getattr(pattern.values[0], "_needs", ())]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """All lines of the rules' examples and of the cases: most patterns find something in some of them."""
    rules = [room.RULE for room in (*ROOMS, *COVERAGE_ROOMS)]
    examples = [
        line for rule in rules for section in ("Fail", "Pass") for text in rule.section(section)
        for line in (text, *text.split("\n"))
    ]
    cases = [
        line for path in sorted(Path(__file__).with_name("cases").glob("*.yaml"))
        for line in path.read_text(encoding="utf-8").split("\n")
    ]
    return [*examples, *cases, "\n".join(cases)]


@pytest.mark.parametrize("pattern", NEEDY)
def test_what_a_pattern_finds_has_what_it_needs(pattern: Any, texts: list[str]) -> None:
    really = re.compile(pattern._source, pattern._flags)
    for text in texts:
        for match in really.finditer(text):
            # What was found stands alone, with as much around it as a pattern may look at.
            around = text[max(0, match.start() - 60) : match.end() + 60]
            fresh: Any = patterns.lazily(pattern._source, pattern._flags, *pattern._needs)
            found = [other.span() for other in fresh.finditer(around)]
            assert found == [other.span() for other in really.finditer(around)]


def test_a_pattern_is_not_compiled_for_a_text_without_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    pattern = patterns.lazily("a+ B|b+ c", re.IGNORECASE, ("a", "b"), ("b", "c"))
    with monkeypatch.context() as patch:
        patch.setattr(re, "compile", lambda *_: pytest.fail("not needed"))
        for text in ("", "a", "x C", "A D"):
            assert not pattern.search(text)
            assert not pattern.match(text)
            assert not pattern.fullmatch(text)
            assert not list(pattern.finditer(text))
    assert pattern.fullmatch("AA b")
    assert pattern.search(" b C")
    assert pattern.match("x b c", 2)
    assert [match[0] for match in pattern.finditer("a bb c")] == ["a b", "b c"]
