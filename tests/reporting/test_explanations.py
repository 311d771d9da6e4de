"""The page of all findings is made from the rules, and is never behind them."""

from __future__ import annotations

from pathlib import Path

from issuekit.reporting import explanation
from issuekit.rulebook import explanations, known_codes

ROOT = Path(__file__).parents[2]


def test_docs_are_not_stale() -> None:
    written = (ROOT / "docs/checks.md").read_text(encoding="utf-8")
    assert written == explanation.as_markdown(explanations()), "run “make docs” and commit docs/checks.md"


def test_every_code_is_explained_once() -> None:
    codes = [entry.code for entry in explanations()]
    assert len(codes) == len(set(codes))
    assert set(codes) == known_codes()
    names = [entry.name for entry in explanations()]
    assert len(names) == len(set(names))


def test_every_explanation_says_why_and_shows_both() -> None:
    for entry in explanations():
        assert entry.summary, entry.code
        assert entry.why, entry.code
        if entry.name != "rule-crashed":  # what breaks down can't be shown
            assert entry.wrong, entry.code
            assert entry.right, entry.code


def test_every_code_has_a_group_in_the_docs() -> None:
    for entry in explanations():
        assert entry.code[:3] in explanation.GROUPS
