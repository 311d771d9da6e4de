"""Structure beyond the cases: fixes, and rules on any text."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import workshop
from issuekit.checks.registry import ROOMS as ALL_ROOMS
from issuekit.checks.structure import overlong_heading, placeholder, trend_count
from issuekit.checks.structure.outline import outlines
from issuekit.diagnostics import Finding, Severity

ROOMS = [room for room in ALL_ROOMS if room.RULE.code.startswith("IK13")]


def found(room: object, text: str, root: Path) -> list[Finding]:
    """What a rule finds in an example."""
    return workshop.findings(text, root, [room])  # type: ignore[list-item] # modules are rooms


def corrected(finding: Finding, root: Path) -> str:
    """The line of the file with the finding's fix made."""
    assert finding.fix is not None
    edit = finding.fix.edits[0]
    line = (root / edit.span.file).read_text(encoding="utf-8").splitlines()[edit.span.line - 1]
    return line[: edit.span.column - 1] + edit.text + line[edit.span.end_column - 1 :]


@pytest.mark.parametrize(("typed", "mended"), [
    ("- 1. Trade grew.", "- Trade grew."),
    ("- (2) Trade grew.", "- Trade grew."),
    ('- "3) [39%]{=39} grew."', '- "[39%]{=39} grew."'),
    ("- 4. “Trade” grew.", "- “Trade” grew."),
    ("- '• *Trade* grew.'", "- '*Trade* grew.'"),
])
def test_a_trend_s_number_is_deleted_and_nothing_else(typed: str, mended: str, tmp_path: Path) -> None:
    [finding] = found(trend_count, f"trends:\n  - Trade.\n  {typed}", tmp_path)
    assert corrected(finding, tmp_path).strip() == mended
    assert finding.fix is not None
    assert finding.fix.safe


@pytest.mark.parametrize("trend", [
    "- 1. *Trade* grew.",  # without its number, the text would begin with a sign that means something in YAML
    "- 1. - Trade grew.",
    "- |\n    1. Trade grew.\n    2. Tourism fell.",  # several trends in one
])
def test_no_fix_where_deleting_the_number_would_not_do(trend: str, tmp_path: Path) -> None:
    [finding] = found(trend_count, f"trends:\n  - Trade.\n  {trend}", tmp_path)
    assert finding.fix is None


@pytest.mark.parametrize(("typed", "mended"), [
    ("heading: Oil and gas.", "heading: Oil and gas"),
    ('heading: "Oil and gas,"', 'heading: "Oil and gas"'),
    ("heading: 'It''s gas;'", "heading: 'It''s gas'"),
])
def test_a_heading_s_stop_is_deleted(typed: str, mended: str, tmp_path: Path) -> None:
    [finding] = found(overlong_heading, f"developments:\n  - {typed}\n    text: Text.", tmp_path)
    assert corrected(finding, tmp_path).strip() == f"- {mended}"


def test_a_house_abbreviation_keeps_its_stop(tmp_path: Path) -> None:
    files = "--- names.yaml\nabbreviations: [EuropeAid.]\n--- partner.yaml\nchapter: partner\ndevelopments:\n"
    block = "  - {heading: News from EuropeAid., text: Text.}\n"
    assert found(overlong_heading, files + block, tmp_path) == []


def test_thirty_is_less_certain_a_placeholder_than_xxx(tmp_path: Path) -> None:
    text = "Mr. XXX came. The XXX session met."
    assert [finding.severity for finding in found(placeholder, text, tmp_path)] == [Severity.ERROR, Severity.WARNING]


def test_an_outline_has_every_level(tmp_path: Path) -> None:
    scored = workshop.scored(
        "developments:\n  - part: One\n  - heading: Two\n    text: |\n      ## Three\n\n      **Four.** Five.[^1]\n\n"
        "      [^1]: Not of the outline.\n  - table: t\n"
        "tables:\n  - {id: t, caption: T, columns: [A], rows: [[a]]}\n", tmp_path,
    )
    [(_, entries), *_] = outlines(scored)
    assert [(entry.level, entry.title) for entry in entries] == [
        (0, "One"), (1, "Two"), (3, "Three"), (8, "Four."), (9, ""), (9, ""),
    ]
    assert [entry.span.line for entry in entries] == [3, 4, 6, 8, 8, 11]


def test_a_text_of_nothing_but_placeholders_is_told_of_within_bounds(tmp_path: Path) -> None:
    findings = found(placeholder, "TODO " * 1900, tmp_path)
    assert len(findings) == placeholder.MOST


@settings(max_examples=60)
@given(st.text(alphabet=st.sampled_from("#*_-.[]()x?X%TODO \n1"), max_size=60))
def test_no_prose_breaks_a_rule(prose: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        text = f"x {prose}"
        if workshop.read(text, Path(folder)).issue is not None:
            findings = workshop.findings(text, Path(folder), ROOMS)
            assert [finding for finding in findings if finding.code == "IK199"] == []
