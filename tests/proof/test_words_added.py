"""Words that no file has: found wherever they are added, and left alone where a style may have them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

import workshop
from issuekit.charts.draw import draw
from issuekit.model.resources import resource_folder
from issuekit.proof.printed import Cell, Row, Run, Table
from issuekit.proof.prove import prove
from press.presswork import typeset
from proof.small_issue import EXAMPLE
from proof.tampering import Alphabet, elements, kids, marks, said

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from issuekit.proof.prove import Proof
    from proof.conftest import InPrint

    Change = Callable[[pikepdf.Pdf], tuple[str, int]]

FREE = 900  # from here on, numbers of marks that no page has
SENTENCE = "It is not so."


def page_with(pdf: pikepdf.Pdf, element: Any) -> int:
    """The page, counted from 1, on which a tag's words begin."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    return pages[next(iter(marks(element)))[0].objgen]


def printed(pdf: pikepdf.Pdf, page: int, words: str) -> int:
    """Print words at the foot of a page; the number of their mark."""
    holder = pdf.pages[page - 1]
    for name, entry in holder.obj.Resources.Font.items():
        alphabet = Alphabet.of(entry)
        try:
            codes = b"".join(alphabet.code(letter) for letter in words).hex()
        except LookupError:
            continue
        mark = FREE + len(holder.obj.Contents) if isinstance(holder.obj.Contents, Array) else FREE
        text = f"/Span <</MCID {mark}>> BDC q BT 1 0 0 1 60 40 Tm {name} 9 Tf <{codes}> Tj ET Q EMC"
        holder.contents_add(pdf.make_stream(text.encode()))
        return mark
    raise LookupError(f"no font of page {page} has all letters of “{words}”")


def put_in(element: Any, place: int, kid: Any) -> None:
    held = list(kids(element))
    held.insert(place if place >= 0 else len(held), kid)
    element.K = Array(held)


def more(pdf: pikepdf.Pdf, element: Any, words: str, place: int) -> int:
    """Words within a tag; the page."""
    page = page_with(pdf, element)
    mark = printed(pdf, page, words)
    put_in(element, place, Dictionary(Type=Name.MCR, Pg=pdf.pages[page - 1].obj, MCID=mark))
    return page


def tag(pdf: pikepdf.Pdf, parent: Any, place: int, page: int, own: tuple[str, str]) -> Any:
    """A tag of its own: its role, and its words if it has any."""
    role, words = own
    held = [printed(pdf, page, words)] if words else []
    element = pdf.make_indirect(Dictionary(
        Type=Name.StructElem, S=Name(f"/{role}"), P=parent, Pg=pdf.pages[page - 1].obj, K=Array(held),
    ))
    put_in(parent, place, element)
    return element


def row(pdf: pikepdf.Pdf, beside: Any, place: int, role: str, cells: tuple[str, ...]) -> int:
    page = page_with(pdf, beside)
    new = tag(pdf, beside.P, place, page, ("TR", ""))
    for cell in cells:
        tag(pdf, new, -1, page, (role, cell))
    return page


def before_a_paragraph(pdf: pikepdf.Pdf) -> tuple[str, int]:
    return "IK804", more(pdf, said(pdf, "P", "The talks on oil"), "It is not so that", 0)


def after_a_paragraph(pdf: pikepdf.Pdf) -> tuple[str, int]:
    return "IK804", more(pdf, said(pdf, "P", "The talks on oil"), "The opposite is true.", -1)


def a_no_before_a_paragraph(pdf: pikepdf.Pdf) -> tuple[str, int]:
    return "IK804", more(pdf, said(pdf, "P", "The talks on oil"), "No.", 0)


def after_a_paragraph_of_the_letter(pdf: pikepdf.Pdf) -> tuple[str, int]:
    return "IK804", more(pdf, said(pdf, "P", "We present"), SENTENCE, -1)


def a_paragraph(pdf: pikepdf.Pdf, beside: Any, place: int) -> tuple[str, int]:
    page = page_with(pdf, beside)
    tag(pdf, beside.P, place, page, ("P", SENTENCE))
    return "IK804", page


def a_short_paragraph_among_developments(pdf: pikepdf.Pdf) -> tuple[str, int]:
    return a_paragraph(pdf, said(pdf, "P", "Trade reached"), 1)


def a_paragraph_before_the_trends(pdf: pikepdf.Pdf) -> tuple[str, int]:
    return a_paragraph(pdf, said(pdf, "H1", "Relationship with the neighbor"), 1)


def a_paragraph_after_the_forecast(pdf: pikepdf.Pdf) -> tuple[str, int]:
    return a_paragraph(pdf, said(pdf, "P", "Prices will hardly"), -1)


def a_paragraph_of_the_letter(pdf: pikepdf.Pdf) -> tuple[str, int]:
    return a_paragraph(pdf, said(pdf, "P", "We present"), 2)


def a_paragraph_under_sources(pdf: pikepdf.Pdf) -> tuple[str, int]:
    heading = said(pdf, "H2", "Sources")
    return a_paragraph(pdf, heading, -1)


def a_subheading(pdf: pikepdf.Pdf) -> tuple[str, int]:
    beside = said(pdf, "P", "Trade reached")
    page = page_with(pdf, beside)
    tag(pdf, beside.P, 0, page, ("H4", "Not so"))
    return "IK804", page


def before_a_title(pdf: pikepdf.Pdf) -> tuple[str, int]:
    return "IK804", more(pdf, said(pdf, "H1", "Relationship with the neighbor"), "No", 0)


def an_event_of_head_cells(pdf: pikepdf.Pdf) -> tuple[str, int]:
    return "IK801", row(pdf, said(pdf, "TR", "12 November"), 0, "TH", ("12 November", "A pipeline is closed", "−1"))


def a_row_of_head_cells(pdf: pikepdf.Pdf) -> tuple[str, int]:
    return "IK805", row(pdf, said(pdf, "TR", "Timber"), 2, "TH", ("Timber", "22%", "By pipeline"))


def a_second_total(pdf: pikepdf.Pdf) -> tuple[str, int]:
    return "IK801", row(pdf, said(pdf, "TR", "12 November"), -1, "TD", ("Total", "+3"))


def before_a_footnote(pdf: pikepdf.Pdf) -> tuple[str, int]:
    return "IK814", more(pdf, next(elements(pdf, "Note")), "It is not so that", 1)


def another_footnote(pdf: pikepdf.Pdf) -> tuple[str, int]:
    note = next(elements(pdf, "Note"))
    page = page_with(pdf, note)
    tag(pdf, note.P, -1, page, ("Note", SENTENCE))
    return "IK814", page


def after_a_caption(pdf: pikepdf.Pdf) -> tuple[str, int]:
    return "IK805", more(pdf, next(elements(pdf, "Caption")), "not so", -1)


def before_a_caption(pdf: pikepdf.Pdf) -> tuple[str, int]:
    return "IK805", more(pdf, next(elements(pdf, "Caption")), "Not", 0)


CHANGES: list[Change] = [
    before_a_paragraph, after_a_paragraph, a_no_before_a_paragraph, after_a_paragraph_of_the_letter,
    a_short_paragraph_among_developments, a_paragraph_before_the_trends, a_paragraph_after_the_forecast,
    a_paragraph_of_the_letter, a_paragraph_under_sources, a_subheading, before_a_title,
    an_event_of_head_cells, a_row_of_head_cells, a_second_total, before_a_footnote, another_footnote,
    after_a_caption, before_a_caption,
]
OF_HEADINGS = {"IK807", "IK819"}  # contents and outline, which know nothing of a heading that was changed


def found(proof: Proof) -> set[tuple[str, int]]:
    return {(finding.code, finding.span.line) for finding in proof.findings if finding.code not in OF_HEADINGS}


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_what_is_added_is_found_on_its_page(small: InPrint, change: Change) -> None:
    expected: list[tuple[str, int]] = []
    proof = small.proof(lambda pdf: expected.append(change(pdf)))
    assert found(proof) == set(expected), [finding.message for finding in proof.findings]


def test_a_row_without_cells_breaks_nothing_down(small: InPrint) -> None:
    def emptied(pdf: pikepdf.Pdf) -> None:
        said(pdf, "TR", "12 November").K = Array([])

    assert {code for code, _ in found(small.proof(emptied))} == {"IK801"}


def table(*rows: tuple[bool, tuple[str, ...]]) -> Table:
    return Table("", tuple(
        Row(tuple(Cell((Run(1, word, None, 1),), head) for word in words), 1, place)  # type: ignore[arg-type]
        for place, (head, words) in enumerate(rows, start=1)
    ), 1)


def test_heads_stand_at_the_beginning_and_are_repeated() -> None:
    names, event, false = ("Date", "Event"), ("1 May", "A meeting"), ("2 May", "Another")
    repeated = table((True, names), (False, event), (True, ("Da te", "Event")), (True, false))
    assert repeated.heads == names
    assert [row.place for row in repeated.body] == [2, 4]
    assert [row.place for row in table((True, ("A title",)), (True, names), (False, event)).body] == [1, 3]
    late = table((False, event), (True, false))
    assert (late.heads, len(late.body)) == ((), 2)


KICKER = '<p class="kicker">How it stands</p>'
KNOWN = "<p>{{ issue.title }}, {{ issue.labels.number }}&nbsp;{{ issue.number }}, {{ issue.period }}</p>"
LONG = "<p>The numbers below have been corrected by hand.</p>"
GENERATED = '.forecast p::after { content: " Not so." }'


def in_a_style_of_ones_own(tmp_path: Path, line: str = "", sheet: str = "") -> Proof:
    """The small issue in a style that prints a line below every chapter's title."""
    scored = workshop.scored(EXAMPLE, tmp_path)
    home, origin = tmp_path / "templates/barometer", resource_folder("templates") / "barometer"
    home.mkdir(parents=True)
    chapter = (origin / "chapter.html").read_text(encoding="utf-8")
    (home / "chapter.html").write_text(chapter.replace("</h1>", f"</h1>{line}", 1), encoding="utf-8")
    (home / "style.css").write_text((origin / "style.css").read_text(encoding="utf-8") + sheet, encoding="utf-8")
    return prove(scored, typeset(scored, draw(scored)).pdf, "issue.pdf")


def test_a_style_may_have_a_few_words_of_its_own(tmp_path: Path) -> None:
    proof = in_a_style_of_ones_own(tmp_path, KICKER + KNOWN)
    assert [finding.message for finding in proof.findings] == []


def test_but_no_sentence_and_none_in_a_paragraph(tmp_path: Path) -> None:
    proof = in_a_style_of_ones_own(tmp_path, LONG, GENERATED)
    assert {finding.code for finding in proof.findings} == {"IK804"}
    assert len([finding for finding in proof.findings if "corrected by hand" in finding.message]) == 3
    assert len([finding for finding in proof.findings if "Not so." in finding.message]) == 3
