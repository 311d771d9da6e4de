"""A second style that looks different: nothing of the page is wired into the program."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pikepdf
import pytest

from issuekit.charts.draw import draw
from issuekit.press.errors import PressError
from issuekit.press.style import Style
from issuekit.press.templates import Templates
from press.presswork import typeset
from press.test_reference_pages import ISSUE
from press.validators import failures
from workshop import scored

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[str, ...]]:
    """The small issue in the plain style, and what the press said of it."""
    folder = tmp_path_factory.mktemp("plain")
    issue = scored(ISSUE.replace("STYLE", "plain"), folder)
    path = folder / "issue.pdf"
    printed = typeset(issue, draw(issue))
    path.write_bytes(printed.pdf)
    return path, printed.warnings


def read(path: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    return done.stdout.replace("\u00a0", " ")


def test_it_is_printed_without_a_warning_and_with_everything(book: tuple[Path, tuple[str, ...]]) -> None:
    path, warnings = book
    assert not warnings
    text = read(path)
    for words in ("Letter from the editor", "Aggregate index", "+4", "Table 1", "Forecast", "An agreement on visas",
                  "The indices over time", "Events by date", "Appendix 2"):
        assert words in text, words


def test_only_its_fonts_and_all_of_them_embedded(book: tuple[Path, tuple[str, ...]]) -> None:
    done = subprocess.run(["pdffonts", book[0]], capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()[2:]
    assert lines
    for line in lines:
        assert re.match(r"[A-Z]{6}\+Source-(Sans-3|Serif-4)\b", line), line
        assert line.split()[-5:-2] == ["yes", "yes", "yes"], line


def test_its_links_lead_somewhere(book: tuple[Path, tuple[str, ...]]) -> None:
    with pikepdf.open(book[0]) as pdf:
        names = {str(name) for name in list(pdf.Root.Names.Dests.Names)[::2]}
        links = [note for page in pdf.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"]
        inner = [str(link.Dest) for link in links if "/Dest" in link]
    assert len(inner) > 10
    assert set(inner) <= names


def test_it_conforms(book: tuple[Path, tuple[str, ...]]) -> None:
    assert failures([book[0]]) == []


def test_a_template_takes_over_that_of_another_style(tmp_path: Path) -> None:
    home = tmp_path / "templates/house"
    home.mkdir(parents=True)
    (home / "page.html").write_text('{% extends "barometer/page.html" %}{% block a %}own{% endblock %}', "utf-8")
    with pytest.raises(PressError, match=r"has no template barometer/page\.html"):
        Templates(Style("house", tmp_path)).render("page.html", {})
    other = tmp_path / "templates/barometer"
    other.mkdir()
    (other / "page.html").write_text('{% include "part.html" %} {% block a %}other{% endblock %}', "utf-8")
    (other / "part.html").write_text("part of the other", "utf-8")
    with pytest.raises(PressError, match=r"has no template part\.html"):
        Templates(Style("house", tmp_path)).render("page.html", {})
    (home / "part.html").write_text("own part", "utf-8")
    assert Templates(Style("house", tmp_path)).render("page.html", {}) == "own part own"


@pytest.mark.parametrize("name", ["../secret.html", "/etc/hostname", "barometer/../../secret.html", "./page.html"])
def test_no_template_leaves_the_templates(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.html").write_text("secret", "utf-8")
    home = tmp_path / "templates/house"
    home.mkdir(parents=True)
    (home / "start.html").write_text(f'{{% include "{name}" %}}', "utf-8")
    with pytest.raises(PressError, match="no template"):
        Templates(Style("house", tmp_path)).render("start.html", {})
