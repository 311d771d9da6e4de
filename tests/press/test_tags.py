"""The tags of a document, as a reader who listens to it meets them: each mend with a page that needs it."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from issuekit.press.engine import PageEngine
from issuekit.press.fragment import Fragment, Manuscript, restore
from issuekit.press.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator

SHEET = """
@page { size: 300px 200px; margin: 10px }
body { margin: 0; font-size: 8px; line-height: 10px }
p, table, ul, ol { margin: 0 }
.footnote { float: footnote }
"""


def fragment(body: str) -> Fragment:
    engine = PageEngine(SHEET, Shelf(styles=(), assets=()))
    return engine.fragment(Manuscript("x", "X", f"<html lang=en><body>{body}</body></html>"))


class Tagged:
    """The tag tree of a fragment, read by another library."""

    def __init__(self, body: str) -> None:
        self.fragment = fragment(body)
        self.pdf = pikepdf.open(BytesIO(self.fragment.pdf))
        self.root = self.pdf.Root.StructTreeRoot

    def elements(self, role: str = "") -> list[Any]:
        return [element for element in walk(self.root.K[0]) if role in ("", str(element.S)[1:])]

    def shape(self, element: Any = None) -> str:
        """Roles and how they nest: ``L(LI(Lbl LBody))``; marked content is left out."""
        element = self.root.K[0] if element is None else element
        below = " ".join(self.shape(kid) for kid in kids(element) if is_element(kid))
        return str(element.S)[1:] + (f"({below})" if below else "")

    def owners(self) -> dict[int, Any]:
        numbers = list(self.root.ParentTree.Nums)
        return dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))


def kids(element: Any) -> list[Any]:
    return list(element.get("/K", ()))


def is_element(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def walk(element: Any) -> Iterator[Any]:
    yield element
    for kid in kids(element):
        if is_element(kid):
            yield from walk(kid)


def test_text_stands_in_its_paragraph_and_every_mark_has_its_owner() -> None:
    tagged = Tagged("<p>one <em>two</em> <strong>three</strong></p><pre>code</pre><div><p>x</p></div>")
    assert tagged.shape() == "Part(P P Div(P))"
    for element in tagged.elements():
        for kid in kids(element):
            if isinstance(kid, int):
                assert tagged.owners()[0][kid].objgen == element.objgen
    page = tagged.pdf.pages[0]
    assert len(tagged.owners()[0]) == page.Contents.read_bytes().count(b"/MCID")


def test_a_paragraph_over_two_pages_is_one() -> None:
    tagged = Tagged("<p>one</p><p>" + "two<br>" * 30 + "</p><p>three</p>")
    assert len(tagged.pdf.pages) == 2
    assert tagged.shape() == "Part(P P P)"
    long = tagged.elements("P")[1]
    elsewhere = [kid for kid in kids(long) if isinstance(kid, pikepdf.Dictionary)]
    assert {str(kid.Type) for kid in elsewhere} == {"/MCR"}
    assert {kid.Pg.objgen for kid in elsewhere} == {tagged.pdf.pages[1].obj.objgen}
    assert all(tagged.owners()[1][int(kid.MCID)].objgen == long.objgen for kid in elsewhere)


TABLE = (
    "<table><thead><tr><th scope=col>A</th><th scope=col>B</th></tr></thead><tbody>"
    + "<tr><th scope=row>x</th><td>y</td></tr>" * 30 + "</tbody></table>"
)


def test_a_table_over_two_pages_is_one_and_its_repeated_head_is_decoration() -> None:
    tagged = Tagged(TABLE)
    assert len(tagged.pdf.pages) > 1
    assert tagged.shape().startswith("Part(Table(THead(TR(TH TH)) TBody(TR(TH TD) ")
    assert len(tagged.elements("TR")) == 31
    assert b"/Artifact\n<</Type /Pagination>>\nBDC" in tagged.pdf.pages[1].Contents.read_bytes()
    heads = {bytes(element.ID) for element in tagged.elements("TH")}
    for cell in tagged.elements("TD"):
        assert {bytes(head) for head in cell.A.Headers} <= heads
        assert len(cell.A.Headers) == 2
    assert len(heads) == 32


def test_head_cells_say_which_way_they_head() -> None:
    tagged = Tagged(TABLE)
    assert [str(cell.A.Scope) for cell in tagged.elements("TH")] == ["/Column"] * 2 + ["/Row"] * 30
    named = list(tagged.root.IDTree.Names)
    assert [bytes(name) for name in named[::2]] == sorted(bytes(element.ID) for element in tagged.elements("TH"))
    assert all(bytes(name).startswith(b"x-") for name in named[::2])  # the document's: unique in the issue


def test_cells_without_heads_have_no_empty_list_of_them() -> None:
    tagged = Tagged("<table><tr><td>a<td colspan=2>b</table>")
    assert ["/A" in cell for cell in tagged.elements("TD")] == [False, True]
    assert "/Headers" not in tagged.elements("TD")[1].A


@pytest.mark.parametrize(("body", "shape", "numbering"), [
    ("<ul><li>a<li>b</ul>", "L(LI(Lbl LBody) LI(Lbl LBody))", "/Disc"),
    ("<ol><li>a</ol>", "L(LI(Lbl LBody))", "/Decimal"),
    ("<ol style='list-style-type: upper-roman'><li>a</ol>", "L(LI(Lbl LBody))", "/UpperRoman"),
    ("<ul style='list-style-type: \"– \"'><li>a</ul>", "L(LI(Lbl LBody))", "/Disc"),
    ("<ul style='list-style: none'><li>a</ul>", "L(LI(LBody))", "/None"),
    ("<ul><li><p>a</p><p>b</p></ul>", "L(LI(Lbl LBody(P P)))", "/Disc"),
    ("<ul style='list-style-position: inside'><li>a</ul>", "L(LI(Lbl LBody))", "/Disc"),
    ("<ul><li>a<ol><li>b</ol><li>c</ul>", "L(LI(Lbl LBody(L(LI(Lbl LBody)))) LI(Lbl LBody))", "/Disc"),
])
def test_lists_hold_items_and_say_how_they_are_marked(body: str, shape: str, numbering: str) -> None:
    tagged = Tagged(body)
    assert tagged.shape() == f"Part({shape})"
    assert str(tagged.elements("L")[0].A.ListNumbering) == numbering


def test_a_heading_with_a_rule_above_it_is_one_heading() -> None:
    tagged = Tagged("<style>h1::before { content: ''; display: block; border-top: 1px solid }</style><h1>a</h1>")
    assert tagged.shape() == "Part(H1)"


def test_notes_follow_their_calls() -> None:
    tagged = Tagged("<p>one<span class=footnote>a note</span> two</p><p>three<span class=footnote>another</span></p>")
    assert tagged.shape() == "Part(P(Reference Note(Lbl)) P(Reference Note(Lbl)))"
    assert [str(note.ID) for note in tagged.elements("Note")] == ["x-note-1", "x-note-2"]


def test_passages_say_their_language() -> None:
    tagged = Tagged("<p>The <span lang=be>Звязда</span> wrote</p><p lang=be>Так</p>")
    assert tagged.shape() == "Part(P(Span) P)"
    assert {str(element.S): str(element.Lang) for element in tagged.elements() if "/Lang" in element} == {
        "/Span": "be", "/P": "be",
    }


def test_a_link_is_one_and_says_where_it_leads() -> None:
    long = "words " * 40
    tagged = Tagged(f"<p>a <a href='https://example.org/'>the <em>long</em> {long}</a></p>")
    assert tagged.shape() == "Part(P(Link))"
    areas = list(tagged.pdf.pages[0].Annots)
    assert len(areas) > 1  # one for each line, none for the emphasis
    held = [kid.Obj.objgen for kid in kids(tagged.elements("Link")[0]) if isinstance(kid, pikepdf.Dictionary)]
    assert sorted(held) == sorted(area.objgen for area in areas)
    for area in areas:
        assert str(area.Contents) == f"the long {long}".strip()
        assert int(area.F) == 4
        assert area.Rect[1] < area.Rect[3]
        assert tagged.owners()[int(area.StructParent)].objgen == tagged.elements("Link")[0].objgen


def test_links_to_other_documents_wait_for_them() -> None:
    tagged = Tagged("<p id=here><a href='#there'>there</a> <a href='#here'>here</a> <a href='#a%20b'>c</a></p>")
    assert tagged.fragment.targets == ("a b", "here", "there")
    assert not [notice for notice in tagged.fragment.notices if "anchor" in notice.message]
    assert [str(area.Dest) for area in tagged.pdf.pages[0].Annots] == ["there", "here", "a b"]


def test_figures_are_measured_in_points_from_the_foot() -> None:
    svg = "<svg xmlns='http://www.w3.org/2000/svg' width='80' height='40'><title>A chart</title></svg>"
    tagged = Tagged(f"<div style='height: 20px'>x</div><p>{svg}</p>")
    box = tagged.elements("Figure")[0].A.BBox
    left, bottom, right, top = (float(value) for value in box)
    assert (left, right - left, top - bottom) == (7.5, 60, 30)
    assert top < 150 - (10 + 20) * 0.75 + 1


def test_what_is_empty_is_not_announced() -> None:
    assert Tagged("<div></div><p></p><p>a</p><table><tr><td></td><td>b</td></tr></table>").shape() == (
        "Part(P Table(TBody(TR(TD TD))))"
    )


def test_a_fragment_has_no_margins_but_tells_their_strings() -> None:
    told = fragment(
        "<style>@page { @top-left { content: string(head) } } h1 { string-set: head content() }</style>"
        "<h1>One</h1><h1>Two</h1><p style='break-before: page'>x</p>",
    )
    assert told.strings == ({"head": ("One", "Two")}, {})
    with pikepdf.open(BytesIO(told.pdf)) as pdf:
        assert pdf.pages[1].Contents.read_bytes().count(b" TJ") == 1


def test_a_fragment_is_stored_and_restored() -> None:
    made = fragment("<h1 id=é>One</h1><h2>Two</h2><p><a href='#z'>x</a></p>")
    stored = made.store()
    assert restore(stored) == made
    assert made.outline[0].children[0].title == "Two"
    for damaged in (b"", stored[:-1], stored.replace(b"One", b"Two", 1), b"0" + stored[1:]):
        assert restore(damaged) is None
