"""Finished PDFs held against the validators of PDF/A-3a and PDF/UA-1, and what validators don't look at."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
from PIL import Image

from issuekit.charts.draw import draw
from issuekit.press.errors import PressError
from press.presswork import Printed, drawings, typeset
from press.test_tags import walk
from press.validators import by_page_validation, failures
from workshop import FOLDER, scored

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]

# Everything that a chapter can hold: parts, headings, lists in lists, notes, quotations, code, pictures, long tables.
RICH = """\
--- partner.yaml
chapter: partner
trends: ["A trend with [*words* to **press**](https://example.org/a), see [](#places).", Two.]
developments:
  - part: One
  - heading: A head
    text: |
      Words[^a] and more[^b]. [Back](#appendix-relations), and [a very long link that takes at least
      two lines, however wide the column may be, because nobody can say a thing in few words](https://example.org/).

      **Run-in.** Text with `code` and {=partner.total}.

      - one

        still one
      - two
        1. nested
        2. again

      > Said.

      ![A map of the region](map.png)

      [^a]: The first *note*, with [a link](https://example.org/note).
      [^b]: The second note.
  - table: places
forecast: |
  The outlook.
tables:
  - id: places
    caption: Places[^c]
    columns: [Place, Note]
    rows:
ROWS
events:
EVENTS
"""
ROWS = "\n".join(f"      - [Place {number}, A note on this place that says rather little]" for number in range(80))
EVENTS = "\n".join(f"  - {{date: {day} November, event: Event {day}, points: {-day % 3}}}" for day in range(1, 31))
BARE = """\
--- series.yaml
indices: []
appendices: []
chapters:
  - {id: partner, title: Foreign policy}
--- issue.yaml
chapters: [partner]
--- partner.yaml
chapter: partner
developments:
  - text: |
      A review without numbers.
"""


def print_with_charts(example: str, root: Path, *, draft: bool = False) -> Path:
    """A small issue with the charts that a build draws."""
    folder = root / FOLDER
    folder.mkdir(parents=True)
    Image.new("RGB", (300, 200), "#4477aa").save(folder / "map.png")
    issue = scored(example, root)
    path = root / "issue.pdf"
    path.write_bytes(typeset(issue, draw(issue), draft=draft).pdf)
    return path


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    example = RICH.replace("ROWS", ROWS).replace("EVENTS", EVENTS).replace("[^c]", "")
    return print_with_charts(example, tmp_path_factory.mktemp("rich"))


@pytest.fixture(scope="module")
def opened(rich: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(rich) as pdf:
        yield pdf


def test_no_rule_of_either_profile_fails(printed: Printed, rich: Path, tmp_path: Path) -> None:
    """The issue itself, a small issue with everything, a draft, and an issue of one chapter without indices."""
    bare = print_with_charts(BARE, tmp_path / "bare")
    draft = print_with_charts(BARE.replace("A review", "A [review](#nowhere)"), tmp_path / "draft", draft=True)
    assert failures([printed.path, rich, bare, draft]) == []


def test_a_validator_that_finds_nothing_wrong_can_find_something(rich: Path, tmp_path: Path) -> None:
    path = tmp_path / "spoiled.pdf"
    with pikepdf.open(rich) as pdf:
        del pdf.Root.StructTreeRoot.K[0].K[0].P
        del pdf.Root.OutputIntents
        for element in walk(pdf.Root.StructTreeRoot.K[0]):
            if "/Alt" in element:
                del element.Alt
        pdf.save(path)
    assert {failure.validator for failure in by_page_validation([path])} == {
        "page-validation 3a", "page-validation ua1",
    }


def test_margins_are_decoration(printed: Printed) -> None:
    """Running heads and page numbers are on every page but the first, and in no element."""
    with pikepdf.open(printed.path) as pdf:
        assert "/Margins" not in pdf.pages[0].Resources.XObject
        for page in pdf.pages[1:]:
            assert page.Contents[-1].read_bytes() == b"Q q /Artifact <</Type /Pagination>> BDC /Margins Do EMC Q"
            form = page.Resources.XObject.Margins.read_bytes()
            assert form.count(b" TJ") >= 3
            assert b"MCID" not in form
            assert b"Margins" not in page.Contents[1].read_bytes()


def test_every_mark_has_one_owner_and_every_owner_is_in_the_tree(opened: pikepdf.Pdf) -> None:
    root = opened.Root.StructTreeRoot
    numbers = list(root.ParentTree.Nums)
    owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    assert list(owners) == sorted(owners)
    assert int(root.ParentTreeNextKey) == max(owners) + 1
    reached = {element.objgen for element in walk(root.K[0])}
    keys = set()
    for page in opened.pages:
        marks = owners[int(page.obj.StructParents)]
        keys.add(int(page.obj.StructParents))
        assert {owner.objgen for owner in marks if owner is not None} <= reached
        for annotation in page.obj.get("/Annots", ()):
            keys.add(int(annotation.StructParent))
            assert owners[int(annotation.StructParent)].S == "/Link"
        assert str(page.obj.Tabs) == "/S"
    assert keys == set(owners)
    assert [str(part.S) for part in root.K[0].K] == ["/Part"] * len(root.K[0].K)
    names = [bytes(name) for name in list(root.IDTree.Names)[::2]]
    assert names == sorted(set(names))
    assert len(names) == sum("/ID" in element for element in walk(root.K[0]))


def test_a_catalogue_over_pages_is_one_table(opened: pikepdf.Pdf) -> None:
    tables = [element for element in walk(opened.Root.StructTreeRoot.K[0]) if element.S == "/Table"]
    rows = [sum(element.S == "/TR" for element in walk(table)) for table in tables]
    assert 30 + 2 in rows  # the events, the head and the total
    assert 80 + 1 in rows


def test_pictures_are_not_smoothed(opened: pikepdf.Pdf) -> None:
    pictures = [entry for entry in opened.objects if isinstance(entry, pikepdf.Stream) and "/Width" in entry]
    assert pictures
    assert not [picture for picture in pictures if "/Interpolate" in picture]


def test_the_catalog_tells_viewers_what_to_show(opened: pikepdf.Pdf) -> None:
    root = opened.Root
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert bool(root.MarkInfo.Marked)
    assert str(root.PageLabels.Nums[1].S) == "/D"
    assert str(root.Lang) == "en-US"
    assert str(root.PageMode) == "/UseOutlines"


def test_a_draft_prints_the_words_of_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    home = tmp_path / "templates/barometer"
    home.mkdir(parents=True)
    (home / "appendix.html").write_text(
        '{% extends "base.html" %}{% block body %}<h1 id="{{ appendix.id }}">Appendix</h1>'
        '<p><a href="#none">nowhere</a> <a href="#partner">somewhere</a></p>{% endblock %}', encoding="utf-8",
    )
    issue = scored("Words.", tmp_path)
    with pytest.raises(PressError, match="No anchor #"):
        typeset(issue, drawings(issue))
    book = typeset(issue, drawings(issue), draft=True)
    data = book.pdf
    assert any("No anchor #none" in message for message in book.warnings)
    with pikepdf.open(BytesIO(data)) as pdf:
        targets = {str(link.Dest) for page in pdf.pages for link in page.obj.get("/Annots", ()) if "/Dest" in link}
        assert "none" not in targets
        assert "partner" in targets
    path = tmp_path / "draft.pdf"
    path.write_bytes(data)
    assert by_page_validation([path]) == []


PROGRAM = """
import hashlib, sys
from pathlib import Path
sys.path.insert(0, "tests")
from press.presswork import drawings
from workshop import scored
from press.presswork import typeset
issue = scored("Words of the chapter.", Path(sys.argv[1]))
print(hashlib.sha256(typeset(issue, drawings(issue)).pdf).hexdigest())
"""


def test_two_processes_print_the_same_bytes(tmp_path: Path) -> None:
    prints = set()
    for seed, name in (("1", "a"), ("2", "b")):
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, str(tmp_path / name)], cwd=ROOT, check=True, capture_output=True,
            text=True, env={"PYTHONPATH": "src", "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo" if seed == "2" else "UTC"},
        )
        prints.add(done.stdout)
    assert len(prints) == 1
