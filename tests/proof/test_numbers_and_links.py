"""Numbers outside of the catalogues, and links that another one of the same words would hide: all are found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from pikepdf import Array, Dictionary, Name, String

import workshop
from issuekit.proof.lettering import Legend, meant, shortened
from issuekit.proof.printed import Box, Figure
from proof.conftest import print_once
from proof.small_issue import EXAMPLE
from proof.tampering import Sheet, elements, erase, instructions, link_areas, page_of, reword, said
from workshop import INDICES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pikepdf

    from proof.conftest import InPrint

    # What is done to a PDF, and what is then to be found: code and page.
    Change = Callable[[pikepdf.Pdf], set[tuple[str, int]]]


def drawn(pdf: pikepdf.Pdf, page: int, old: str, new: str) -> None:
    """Other letters in the first drawing on a page that says a text and nothing else."""
    holder = pdf.pages[page - 1]
    names = [str(operands[0]) for operands, operator in instructions(holder) if str(operator) == "Do"]
    pictures = [holder.obj.Resources.XObject[name] for name in names]
    forms = (picture for picture in pictures if picture.Subtype == "/Form")
    drawings = (Sheet(form, form.get("/Resources", holder.obj.Resources)) for form in forms)
    sheet = next(drawing for drawing in drawings if re.sub(r"\s", "", drawing.text) == old)
    start = sheet.text.index(old[0])
    sheet.replace(start, lambda offset, alphabet: alphabet.code(new[offset]), len(old))
    sheet.put_back(pdf)


def described(pdf: pikepdf.Pdf, beginning: str, old: str, new: str) -> None:
    """Other words for a chart."""
    figure = next(figure for figure in elements(pdf, "Figure") if str(figure.get("/Alt", "")).startswith(beginning))
    assert old in str(figure.Alt)
    figure.Alt = String(str(figure.Alt).replace(old, new))


def the_number_of_events(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    reword(pdf, page_of(pdf, "russia"), "29 events", "92 events")
    return {("IK803", page_of(pdf, "russia"))}


def a_limit_of_the_scale(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "appendix-scale")
    reword(pdf, page, "−18", "−12")
    return {("IK805", page)}


def the_end_of_a_band(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "appendix-scale")
    reword(pdf, page, "… −7", "… −2")
    return {("IK805", page)}


def a_word_of_an_interpretation(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "appendix-scale")
    reword(pdf, page, "threatens no one", "threatens us one")
    return {("IK805", page)}


def a_band_of_the_scale(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    return {("IK805", erase(pdf, said(pdf, "TR", "Orange")))}


def the_value_in_the_scale(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "appendix-scale")
    reword(pdf, page, "Regional tension −9", "Regional tension −6")
    return {("IK803", page)}


def the_index_under_another_band(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "appendix-scale")
    first, second = said(pdf, "TR", "Yellow"), said(pdf, "TR", "Green")
    one, other = list(first.K), list(second.K)
    first.K, second.K = Array([one[0], *other[1:]]), Array([other[0], *one[1:]])
    return {("IK803", page), ("IK805", page)}


def a_link_that_the_style_has_as_well(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    """“Appendix 1” in the text of China, which its block has too, with another place in the same appendix."""
    page = next(
        number for number, link in link_areas(pdf)
        if str(link.get("/Dest", "")) == "appendix-relations" and number > page_of(pdf, "china")
    )
    holder = pdf.pages[page - 1].obj
    holder.Annots = Array([link for link in holder.Annots if str(link.get("/Dest", "")) != "appendix-relations"])
    return {("IK806", page)}


def the_address_of_the_series(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page, link = next((page, link) for page, link in link_areas(pdf) if "minskdialogue" in str(link.get("/A", {})))
    link.A.URI = String("https://example.org/other")
    return {("IK806", page)}


def a_link_over_a_page(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "russia")
    pdf.pages[page - 1].obj.Annots.append(pdf.make_indirect(Dictionary(
        Type=Name.Annot, Subtype=Name.Link, F=4, Rect=Array([100, 300, 200, 400]),
        A=Dictionary(S=Name.URI, URI=String("https://example.org/other")),
    )))
    return {("IK806", page)}


def a_section_in_the_contents(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    return {("IK807", erase(pdf, said(pdf, "LI", "Oil and gas")))}


def a_chart_in_the_contents(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    return {("IK807", erase(pdf, said(pdf, "LI", "Events by date")))}


def a_part_in_the_contents(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    return {("IK807", erase(pdf, said(pdf, "LI", "2. Regional security")))}


def a_limit_in_the_chart(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "overview")
    drawn(pdf, page, "≤−18", "≤−12")
    return {("IK803", page)}


def the_value_over_the_scale(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "overview")
    drawn(pdf, page, "−9", "−1")
    return {("IK803", page)}


def a_limit_in_words(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    described(pdf, "Color scale", "≤ −18", "≤ −8")
    return {("IK803", page_of(pdf, "overview"))}


def the_present_in_the_history(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    """Changed places with the number of an earlier issue."""
    described(pdf, "The indices over time", "+35, No 12 (November–December 2019) +31", "+31, No 12 (November 2019) +35")
    return {("IK803", page_of(pdf, "overview-history"))}


def the_present_drawn_in_the_history(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "overview-history")
    drawn(pdf, page, "+35", "+53")
    drawn(pdf, page, "+31", "+35")
    drawn(pdf, page, "+53", "+31")
    return {("IK803", page)}


CHANGES = (
    the_number_of_events, a_limit_of_the_scale, the_end_of_a_band, a_word_of_an_interpretation, a_band_of_the_scale,
    the_value_in_the_scale, the_index_under_another_band, a_link_that_the_style_has_as_well,
    the_address_of_the_series, a_link_over_a_page, a_section_in_the_contents, a_chart_in_the_contents,
    a_part_in_the_contents, a_limit_in_the_chart, the_value_over_the_scale, a_limit_in_words,
    the_present_in_the_history, the_present_drawn_in_the_history,
)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_is_found(issue12: InPrint, change: Change) -> None:
    expected: set[tuple[str, int]] = set()
    proof = issue12.proof(lambda pdf: expected.update(change(pdf)))
    ours = {"IK803", "IK805", "IK806", "IK807", "IK899"}  # other rules may have something to say of it as well
    assert {(finding.code, finding.span.line) for finding in proof.findings if finding.code in ours} == expected


def test_tags_in_the_wrong_order_break_nothing(issue12: InPrint) -> None:
    def reverse(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Pages.Kids = Array(list(reversed(list(pdf.Root.Pages.Kids))))

    assert "IK899" not in {finding.code for finding in issue12.proof(reverse).findings}


def legend(text: str, top: float = 10) -> Legend:
    return Legend(text, Box(0, top - 8, 50, top))


def test_a_shortened_name_is_found_by_its_beginning() -> None:
    found = shortened("Relations with Ukraine", [legend("+3"), legend("Relations wi…")])
    assert found is not None
    assert found[1].fullmatch("relationswithukraine")
    assert found[1].fullmatch("relationswithpoland")
    assert shortened("Relations with Ukraine", [legend("Relations of…")]) is None
    assert shortened("Relations with Ukraine", [legend("Relations")]) is None


def test_a_line_of_a_name_may_be_shortened() -> None:
    lines = [legend("Wirtschaftsbe…", 30), legend("mit Polen", 20), legend("+3", 10)]
    found = shortened("Wirtschaftsbeziehungen mit Polen", lines)
    assert found is not None
    assert found[0] == Box(0, 12, 50, 30)
    aside = Legend("Wirtschaftsbe…", Box(80, 22, 130, 30)), Legend("mit Litauen", Box(80, 12, 130, 20))
    found = shortened("Wirtschaftsbeziehungen mit Litauen", [*lines, *aside])
    assert found is not None
    assert found[0] == Box(80, 12, 130, 30)
    assert found[1].fullmatch("wirtschaftsbeziehungenmitpolen") is None


def test_a_shortened_name_means_all_that_begin_so() -> None:
    assert meant("rela...", ["relationone", "relationtwo", "other"]) == ["relationone", "relationtwo"]
    assert meant("relationo...", ["relationone", "relationtwo"]) == ["relationone"]
    assert meant("rela...", ["rela...", "relations"]) == ["rela..."]
    assert meant("...", ["relationone"]) == []


@pytest.mark.parametrize(("name", "some"), [
    ("{}withanamethatisonelongwordandgoesonandon", ("Partner", "Neighbor", "National security", "Regional tension")),
    ("Withanamethatisonelongwordandgoesonand{}", ("Partner", "Neighbor", "National security", "Regional tension")),
    ("{}withanamethatisonelongwordandgoesonandon", ("Neighbor", "Regional tension")),
], ids=["told apart", "all alike", "some"])
def test_names_too_long_for_a_chart_prove(
    kept: Path, tmp_path: Path, request: pytest.FixtureRequest, name: str, some: tuple[str, ...],
) -> None:
    labels = INDICES
    for label in some:
        labels = labels.replace(f"label: {label}", "label: " + name.format(label.replace(" ", "")))
    example = EXAMPLE.replace("--- series.yaml\n", f"--- series.yaml\n{labels}", 1)
    scored = workshop.scored(example, tmp_path)
    proof = print_once(scored, kept, f"{request.node.callspec.id}.pdf").proof()
    assert proof.printed is not None
    assert any("…" in run.text for part in proof.printed.matter if isinstance(part, Figure) for run in part.runs)
    assert proof.findings == ()
