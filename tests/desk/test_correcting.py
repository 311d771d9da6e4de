"""``check --fix``: the whole way from planted slips to the files as they were, and nothing else touched."""

from __future__ import annotations

import random
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

import workshop
from issuekit import pipeline
from issuekit.cli.main import cli
from issuekit.desk import fix as desk
from issuekit.diagnostics import Edit, Finding, Fix, Severity
from issuekit.reading.workspace import IssueFolder, find_issue

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
SLIPS = """\
--- partner.yaml
chapter: partner  # the author's own comment -- with  slips , in it
developments:
  - heading: "Oil  and gas"
    text: |
      The price ,as agreed in 2020-2021,, was “fair” and Poland's own.

      Nothing - at all - came of it..
events:
  - {date: 4-5 November, event: 'It''s a “visit” ( of - 2 days)', points: +1}"""
MENDED = """\
chapter: partner  # the author's own comment -- with  slips , in it
developments:
  - heading: "Oil and gas"
    text: |
      The price, as agreed in 2020–2021, was “fair” and Poland’s own.

      Nothing – at all – came of it.
events:
  - {date: 4-5 November, event: 'It’s a “visit” (of −2 days)', points: +1}
"""


def typography(finding: Finding) -> bool:
    return finding.code in {f"IK{number}" for number in range(530, 542)}


def test_slips_are_mended_and_all_else_stays(tmp_path: Path) -> None:
    folder = workshop.lay_out(SLIPS, tmp_path)
    fixed = desk.fix(folder, typography)
    (name,) = fixed.texts
    assert name.endswith("partner.yaml")
    assert fixed.texts[name] == MENDED
    assert (folder.path / "partner.yaml").read_text(encoding="utf-8") != MENDED  # nothing is written yet
    assert desk.save(fixed) == [folder.path / "partner.yaml"]
    assert (folder.path / "partner.yaml").read_text(encoding="utf-8") == MENDED
    assert desk.fix(folder, typography).texts == {}


@pytest.mark.parametrize("form", ["crlf", "bom", "crlf and bom"])
def test_bytes_elsewhere_stay(form: str, tmp_path: Path) -> None:
    folder = workshop.lay_out(SLIPS, tmp_path)
    path = folder.path / "partner.yaml"

    def dressed(text: str) -> bytes:
        text = text.replace("\n", "\r\n") if "crlf" in form else text
        return (("\ufeff" if "bom" in form else "") + text).encode()

    path.write_bytes(dressed(path.read_text(encoding="utf-8")))
    desk.save(desk.fix(folder, typography))
    assert path.read_bytes() == dressed(MENDED)


def test_only_what_is_wanted(tmp_path: Path) -> None:
    folder = workshop.lay_out(SLIPS, tmp_path)
    fixed = desk.fix(folder, lambda finding: finding.code == "IK534")
    (text,) = fixed.texts.values()
    assert text == (folder.path / "partner.yaml").read_text(encoding="utf-8").replace(
        "Poland's", "Poland’s").replace("It''s", "It’s")


def test_a_file_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    folder = workshop.lay_out(SLIPS, tmp_path)
    fixed = desk.fix(folder, typography)
    path = folder.path / "partner.yaml"
    path.write_text("chapter: partner\n", encoding="utf-8")
    with pytest.raises(desk.ChangedMeanwhileError, match=r"partner\.yaml was changed"):
        desk.save(fixed)
    assert path.read_text(encoding="utf-8") == "chapter: partner\n"


def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    folder = workshop.lay_out(SLIPS, tmp_path)
    path, elsewhere = folder.path / "partner.yaml", tmp_path / "elsewhere.yaml"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    desk.save(desk.fix(folder, typography))
    assert path.is_symlink()
    assert elsewhere.read_text(encoding="utf-8") == MENDED


def test_a_correction_that_makes_the_issue_unreadable_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = workshop.lay_out("events:\n  - {date: 4 November, event: A visit, points: +1}\n", tmp_path)
    real = pipeline.check

    def with_a_bad_correction(folder: IssueFolder, drafts: dict[str, str]) -> pipeline.Checked:
        checked = real(folder, drafts)
        if checked.scored is None or drafts:
            return checked
        place = checked.scored.issue.chapters[0].events[0].scores[0].place.span
        bad = Finding("IK530", "x", Severity.WARNING, place, "", "", (), Fix("break it", (Edit(place, "many"),)))
        return pipeline.Checked(replace(checked.report, findings=(bad,)), checked.scored)

    monkeypatch.setattr(pipeline, "check", lambda folder, drafts=None: with_a_bad_correction(folder, drafts or {}))
    fixed = desk.fix(folder, lambda _finding: True)
    assert fixed.texts == {}
    assert [left.reason for left in fixed.left] == [desk.UNREADABLE]


# What an author mistypes, each by a pattern and what it becomes; the rules' corrections are the way back.
PLANTS: tuple[tuple[str, str, Callable[[re.Match[str]], str]], ...] = (
    ("space before a comma", r"[a-z]{3}, [a-z]{3}", lambda match: match[0].replace(",", " ,")),
    ("comma without its space", r"[a-z]{3}, [a-z]{3}", lambda match: match[0].replace(", ", ",")),
    ("stop without its space", r"[a-z]{4}\. [A-Z][a-z]{3} ", lambda match: match[0].replace(". ", ".")),
    ("two spaces", r"[a-z]{3} [a-z]{3}", lambda match: match[0].replace(" ", "  ")),
    ("a tab", r"[a-z]{3} [a-z]{3}", lambda match: match[0].replace(" ", "\t")),
    ("soft hyphen", r"[a-z]{8}", lambda match: match[0][:4] + "\u00ad" + match[0][4:]),
    ("straight apostrophe", r"[a-z]’s ", lambda match: match[0].replace("’", "'")),
    ("straight quotes", r"(?<= )“[a-z ]+”(?= )", lambda match: match[0].replace("“", '"').replace("”", '"')),
    ("hyphen in a range", r"20\d\d–20\d\d", lambda match: match[0].replace("–", "-")),
    ("hyphen for a dash", r"[a-z]{3} – [a-z]{3}", lambda match: match[0].replace("–", "-")),
    ("Cyrillic letter", r"\b[A-Z][a-z]+o[a-z]+", lambda match: match[0].replace("o", "о", 1)),
    ("two commas", r"[a-z]{3}, [a-z]{3}", lambda match: match[0].replace(",", ",,")),
    ("two stops", r"[a-z]{4}\. [A-Z]", lambda match: match[0].replace(".", "..")),
    ("space in a bracket", r" \([a-z]{3}", lambda match: match[0].replace("(", "( ")),
    ("torn percentage", r"\d% [a-z]{3}", lambda match: match[0].replace("%", " %")),
    ("glued currency", r"\b(?:USD|EUR) \d", lambda match: match[0].replace(" ", "")),
)
MARKED = re.compile(r"https?:|\]\(|\{=|^\s*#|^\s*- ?\w+:|^\s*\w+:|^\s*- [\[A-Z]")  # lines in which a slip may be none


def planted(text: str, chance: random.Random, kinds: set[str]) -> str:
    """The text with a slip in one of six lines or so, no two in one paragraph."""
    lines = text.split("\n")
    last = -9
    for number, line in enumerate(lines):
        if number - last < 5 or MARKED.search(line) or chance.random() > 0.5:
            continue
        name, pattern, slip = chance.choice(PLANTS)
        found = list(re.finditer(pattern, line))
        if found:
            match = chance.choice(found)
            lines[number] = line[: match.start()] + slip(match) + line[match.end() :]
            last = number
            kinds.add(name)
    return "\n".join(lines)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("seed", range(3))
def test_the_sample_issue_is_restored_to_the_byte(seed: int, line_end: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "issues", tmp_path / "issues")
    folder = find_issue(None, tmp_path)
    chance, kinds = random.Random(seed), set[str]()  # noqa: S311 - a repeatable choice, no secret
    good: dict[Path, bytes] = {}
    for path in sorted(folder.path.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        bad = planted(text, chance, kinds)
        good[path] = text.replace("\n", line_end).encode()
        path.write_bytes(bad.replace("\n", line_end).encode())
    fixed = desk.fix(folder, typography)
    desk.save(fixed)
    assert len(kinds) > 8
    assert len(fixed.made) > 40
    for path, wanted in good.items():
        assert path.read_bytes() == wanted, path.name
    assert desk.fix(folder, typography).texts == {}


def run(root: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> tuple[int, str, str]:
    monkeypatch.chdir(root)
    monkeypatch.setenv("NO_COLOR", "1")
    result = CliRunner().invoke(cli, ["check", *arguments], standalone_mode=False)
    status = result.return_value if isinstance(result.return_value, int) else result.exit_code
    return status, result.stdout, result.stderr


def test_diff_shows_and_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = workshop.lay_out(SLIPS, tmp_path)
    before = (folder.path / "partner.yaml").read_bytes()
    status, shown, told = run(tmp_path, monkeypatch, "--diff", "--fix", "--select", "IK53,IK54")
    assert status == 1
    assert shown.startswith("--- a/issues/barometer/2019-11/partner.yaml\n+++ b/issues/")
    assert "+      The price, as agreed in 2020–2021, was “fair” and Poland’s own.\n" in shown
    assert "would correct" in told
    assert (folder.path / "partner.yaml").read_bytes() == before


def test_fix_writes_and_reports_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = workshop.lay_out(SLIPS, tmp_path)
    status, shown, told = run(tmp_path, monkeypatch, "--fix", "--select", "IK53,IK54")
    assert (status, told.count("corrected")) == (0, 1)
    assert "nothing to complain of" in shown
    assert (folder.path / "partner.yaml").read_text(encoding="utf-8") == MENDED
    assert run(tmp_path, monkeypatch, "--diff", "--select", "IK53,IK54")[:2] == (0, "")


def test_unsafe_corrections_are_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = workshop.lay_out("They talked for long. then they left.", tmp_path)
    path = folder.path / "partner.yaml"
    _, _, told = run(tmp_path, monkeypatch, "--fix", "--select", "IK539")
    assert "1 correction more with --unsafe-fixes" in told
    assert "long. then" in path.read_text(encoding="utf-8")
    run(tmp_path, monkeypatch, "--fix", "--unsafe-fixes", "--select", "IK539")
    assert "long. Then" in path.read_text(encoding="utf-8")


def test_unsafe_alone_is_a_misunderstanding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop.lay_out("Text.", tmp_path)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, ["check", "--unsafe-fixes"])
    assert result.exit_code == 2
    assert "--unsafe-fixes goes with" in result.stderr
