"""How documents are laid out one after another: copyfitting, numbering, what is said on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from issuekit.press.engine import PageEngine
from issuekit.press.fragment import END, Manuscript
from issuekit.press.numbering import number
from issuekit.press.shelf import Shelf
from press.presswork import drawings, typeset
from workshop import scored

if TYPE_CHECKING:
    from pathlib import Path

TABLES = """\
--- partner.yaml
chapter: partner
developments:
  - part: One
  - table: second
  - part: Two
tables:
  - {id: first, caption: A, columns: [X], rows: [[x]]}
  - {id: second, caption: B, columns: [X], rows: [[x]]}
--- neighbor.yaml
chapter: neighbor
tables:
  - {id: first, caption: C, columns: [X], rows: [[x]]}
"""


def test_tables_parts_and_appendices_are_numbered(tmp_path: Path) -> None:
    numbering = number(scored(TABLES, tmp_path).issue)
    assert {key: label.replace("\u00a0", " ") for key, label in numbering.tables.items()} == {
        ("partner", "second"): "Table 1", ("partner", "first"): "Table 2", ("neighbor", "first"): "Table 3",
    }
    labels = {name: label.replace("\u00a0", " ") for name, label in numbering.labels.items()}
    assert labels["first"] == "Table 2"
    assert labels["partner-part-2"] == "2. Two"
    assert labels["appendix-scale"] == "Appendix 2"
    assert labels["security"] == "Security"


def lines(loose: int, tight: int) -> str:
    """A document of so many lines, of which ten fill a page; it has fewer where it is set tight."""
    text = "<p>x</p>" * tight + "<p class=loose>x</p>" * (loose - tight)
    return f"<html lang=en><body class=kind>{text}<div id={END}></div></body></html>"


@pytest.mark.parametrize(("loose", "tight", "pages"), [
    (52, 50, 5),  # a few lines on the last page are saved
    (52, 51, 6),  # they can't be: then nothing is squeezed in vain
    (56, 50, 6),  # more than a few lines are left where they are
    (2, 1, 1),  # a short document is no runt
])
def test_a_last_page_with_a_few_lines_is_saved(loose: int, tight: int, pages: int) -> None:
    sheet = (
        "@page { size: 100px; margin: 0 } body { margin: 0 } p { margin: 0; font-size: 8px; line-height: 10px }"
        ".kind.tight .loose { display: none }"
    )
    engine = PageEngine(sheet, Shelf(styles=(), assets=()))
    assert engine.fragment(Manuscript("x", "X", lines(loose, tight))).pages == pages


@pytest.mark.parametrize(("margins", "kinds"), [(False, ["", "tight"]), (True, [""])])
def test_margins_have_no_last_page_to_be_saved(
    monkeypatch: pytest.MonkeyPatch, kinds: list[str], *, margins: bool,
) -> None:
    """They were laid out twice, for nothing: their pages are empty but for what stands around the text."""
    laid_out: list[str] = []
    render = PageEngine._render

    def listening(engine: PageEngine, manuscript: Manuscript, kind: str = "") -> Any:
        laid_out.append(kind)
        return render(engine, manuscript, kind)

    monkeypatch.setattr(PageEngine, "_render", listening)
    sheet = "@page { size: 100px; margin: 0 } p { break-after: page }"
    html = f'<html lang=en><body><p>x</p><div id="{END}"></div></body></html>'
    PageEngine(sheet, Shelf(styles=(), assets=())).fragment(Manuscript("x", "X", html, margins=margins))
    assert laid_out == kinds


def test_a_chart_that_was_not_drawn_is_missed_aloud(tmp_path: Path) -> None:
    issue = scored("Words.", tmp_path)
    charts = drawings(issue)
    del charts["chapter-partner"]
    assert list(typeset(issue, charts).warnings) == [
        "there is no chart “chapter-partner”, and its place stays empty",
    ]
