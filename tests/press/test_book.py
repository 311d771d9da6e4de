"""How documents are laid out one after another: copyfitting, numbering, what is said on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from issuekit.press.book import Sheet, _Printing, typeset
from issuekit.press.notices import Notices
from issuekit.press.numbering import number
from press.presswork import drawings
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


@dataclass
class FakeLayout:
    """Stands in for a document that was laid out."""

    pages: int
    depth: float

    def reach(self, _anchor: str) -> float:
        return self.depth


@pytest.mark.parametrize(("loose", "tight", "chosen"), [
    (FakeLayout(5, 0.2), FakeLayout(4, 0.9), "tight"),  # a few lines on the last page are saved
    (FakeLayout(5, 0.2), FakeLayout(5, 0.15), "loose"),  # they can't be: then nothing is squeezed in vain
    (FakeLayout(5, 0.6), FakeLayout(4, 0.9), "loose"),  # more than a few lines are left where they are
    (FakeLayout(1, 0.2), FakeLayout(1, 0.2), "loose"),  # a short document is no runt
])
def test_a_last_page_with_a_few_lines_is_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loose: FakeLayout, tight: FakeLayout, chosen: str,
) -> None:
    issue = scored("Words.", tmp_path)
    printing = _Printing(issue, drawings(issue), Notices(lambda _: None, draft=False))
    monkeypatch.setattr(printing.style, "render", lambda _name, values: "tight" if values["tight"] else "loose")
    monkeypatch.setattr(printing.engine, "lay_out", lambda html, _label: {"tight": tight, "loose": loose}[html])
    done: object = printing._lay_out(Sheet("x", "chapter.html", {}), 1)
    assert done == {"tight": tight, "loose": loose}[chosen]


def test_a_chart_that_was_not_drawn_is_missed_aloud(tmp_path: Path) -> None:
    issue = scored("Words.", tmp_path)
    heard: list[str] = []
    charts = drawings(issue)
    del charts["chapter-partner"]
    typeset(issue, charts, progress=heard.append)
    assert [message for message in heard if message.startswith("warning")] == [
        "warning: there is no chart “chapter-partner”, and its place stays empty",
    ]
