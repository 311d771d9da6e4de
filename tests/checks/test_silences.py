"""Silences: beside the line, above it, over a block; with a reason, and only where there is a finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from issuekit.checks.silences import silenced
from issuekit.diagnostics import Finding, Severity, Span
from issuekit.model.source import Source

KNOWN = frozenset({"IK503", "IK202"})


def finding(line: int, code: str = "IK503") -> Finding:
    return Finding(code, "x", Severity.ERROR, Span("a.yaml", line, 3, line, 4), "wrong", "mend")


def left(text: str, *findings: Finding) -> list[tuple[str, int]]:
    source = Source(Path("a.yaml"), "a.yaml", text)
    return [(entry.code, entry.span.line) for entry in silenced(findings, [source], KNOWN)]


@pytest.mark.parametrize("text", [
    "heading: The the  # issuekit: ignore IK503 a film's title\n",
    "# issuekit: ignore IK503 - a film's title\nheading: The the\n",
    "text: |  # issuekit: ignore IK503, IK202 quoted as it stands\n  one\n\n  the the\n",
    "# issuekit: ignore IK503 quoted\ntext: >-\n  one\n  the the\nheading: x\n",
])
def test_a_silence_with_a_reason_silences(text: str) -> None:
    line = next(number for number, entry in enumerate(text.splitlines(), 1) if "the the" in entry.lower())
    assert left(text, finding(line)) == []


def test_only_the_named_code_is_silenced() -> None:
    text = "heading: The the  # issuekit: ignore IK503 title\n"
    assert left(text, finding(1, "IK202"), finding(1)) == [("IK202", 1)]


def test_a_block_ends_where_its_indentation_ends() -> None:
    text = "text: |  # issuekit: ignore IK503 quoted\n  the the\nheading: the the\n"
    assert left(text, finding(2), finding(3)) == [("IK503", 3)]


def test_a_silence_without_a_reason_is_a_finding() -> None:
    assert left("heading: The the  # issuekit: ignore IK503\n", finding(1)) == [("IK190", 1)]


def test_a_silence_that_silences_nothing_is_a_finding() -> None:
    assert left("a: b\n# issuekit: ignore IK503 a film\nheading: The film\n") == [("IK191", 2)]


@pytest.mark.parametrize("words", ["IK999 whatever", "doubled-word a film"])
def test_an_unknown_code_is_a_finding(words: str) -> None:
    assert left(f"heading: The the  # issuekit: ignore {words}\n", finding(1)) == [("IK503", 1), ("IK192", 1)]


def test_text_in_a_block_is_no_comment() -> None:
    text = "text: |\n  the the # issuekit: ignore IK503 looks like one\n"
    assert left(text, finding(2)) == [("IK503", 2)]
