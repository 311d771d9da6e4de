"""Laid-out documents kept from build to build, and laid out in several processes: always the same book."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from issuekit.press import compositors
from issuekit.press.compositors import Compositors
from issuekit.press.errors import PressError
from issuekit.press.kept import MOST_KEPT, Kept
from issuekit.press.shelf import Shelf
from issuekit.press.style import Style
from press.presswork import drawings, typeset
from workshop import scored

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from issuekit.press.fragment import Manuscript

WORDS = "Words of the chapter."


@pytest.fixture
def laid_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of all documents that were really laid out."""
    names: list[str] = []

    order = Compositors.order

    def listening(own: Compositors, manuscripts: Sequence[Manuscript]) -> None:
        names.extend(manuscript.name for manuscript in manuscripts)
        order(own, manuscripts)

    monkeypatch.setattr(Compositors, "order", listening)
    return names


def pages(prose: str, root: Path, kept: Path | None) -> bytes:
    issue = scored(prose, root)
    return typeset(issue, drawings(issue), cache=kept).pdf


def test_only_what_changed_is_laid_out_again(tmp_path: Path, laid_out: list[str]) -> None:
    kept = tmp_path / "kept"
    first = pages(WORDS, tmp_path / "one", kept)
    assert len(laid_out) == len(set(laid_out)) == 7
    laid_out.clear()
    assert pages(WORDS, tmp_path / "one", kept) == first
    assert laid_out == []
    changed = pages(WORDS.replace("Words", "Texts"), tmp_path / "one", kept)
    assert laid_out == ["chapter.partner"]
    assert changed != first
    assert changed == pages(WORDS.replace("Words", "Texts"), tmp_path / "two", None)


def test_more_pages_change_the_contents_and_the_margins(tmp_path: Path, laid_out: list[str]) -> None:
    kept = tmp_path / "kept"
    pages(WORDS, tmp_path / "one", kept)
    laid_out.clear()
    longer = pages((WORDS + "\n\n") * 100, tmp_path / "one", kept)
    assert laid_out == ["chapter.partner", "opening", "margins.1"]
    assert longer == pages((WORDS + "\n\n") * 100, tmp_path / "two", None)


def test_pictures_and_styles_are_part_of_what_is_kept(tmp_path: Path, laid_out: list[str]) -> None:
    kept, root = tmp_path / "kept", tmp_path / "one"
    issue = scored(WORDS, root)
    typeset(issue, drawings(issue), cache=kept)
    laid_out.clear()
    charts = drawings(issue)
    chart = charts["chapter-partner"]
    charts["chapter-partner"] = type(chart)(chart.name, chart.svg.replace("#dde3e8", "#000000"), chart.alt)
    typeset(issue, charts, cache=kept)
    assert laid_out == ["chapter.partner"]
    laid_out.clear()
    home = root / "templates/barometer"
    home.mkdir(parents=True)
    style = Style("barometer", None).read("style.css")
    (home / "style.css").write_text(style + "\np { color: black }", encoding="utf-8")
    typeset(issue, drawings(issue), cache=kept)
    assert len(laid_out) == 7


def test_damaged_pages_are_laid_out_anew(tmp_path: Path, laid_out: list[str]) -> None:
    kept = tmp_path / "kept"
    first = pages(WORDS, tmp_path, kept)
    files = sorted(kept.iterdir())
    files[0].write_bytes(files[0].read_bytes()[:-1])
    files[1].write_bytes(b"")
    laid_out.clear()
    assert pages(WORDS, tmp_path, kept) == first
    assert len(laid_out) == 2


def test_a_fault_is_told_again_from_what_was_kept(tmp_path: Path, laid_out: list[str]) -> None:
    """A draft keeps pages with faults; a final build that takes them has to refuse them all the same."""
    issue = scored("Words \u0e01.", tmp_path)
    typeset(issue, drawings(issue), draft=True, cache=tmp_path / "kept")
    for _ in range(2):
        with pytest.raises(PressError, match=r"U\+0E01"):
            typeset(issue, drawings(issue), cache=tmp_path / "kept")
    assert laid_out.count("chapter.partner") == 2  # once for each of draft and final


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file in the folder's place", encoding="utf-8")
    assert pages(WORDS, tmp_path, tmp_path / "kept")


def test_old_pages_go(tmp_path: Path) -> None:
    for number in range(MOST_KEPT + 3):
        (tmp_path / f"{number}.fragment").touch()
    (tmp_path / "other.txt").touch()
    Kept(tmp_path, Shelf(styles=(), assets=()), "").prune()
    assert len(list(tmp_path.iterdir())) == MOST_KEPT + 1


@pytest.mark.parametrize("method", ["one", "fork", "spawn"])
def test_processes_lay_out_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    alone = _typeset_with(monkeypatch, tmp_path, processors=1)
    if method == "spawn":
        monkeypatch.setattr(sys, "platform", "another")
    assert _typeset_with(monkeypatch, tmp_path, processors=1 if method == "one" else 2) == alone


def _typeset_with(monkeypatch: pytest.MonkeyPatch, root: Path, *, processors: int) -> bytes:
    monkeypatch.setattr(compositors, "processors", lambda: processors)
    return pages(WORDS, root, None)
