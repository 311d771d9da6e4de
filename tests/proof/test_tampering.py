"""Proving the prover: whatever is changed in a finished PDF is found, on its page, and nothing else is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Array, Name, String

from proof import tampering
from proof.tampering import attached, elements, erase, link_areas, page_of, reword, said

if TYPE_CHECKING:
    from collections.abc import Callable

    from issuekit.proof.prove import Proof
    from proof.conftest import InPrint

    # What is done to a PDF, and what is then to be found: code and page, several for a change with several effects.
    Change = Callable[[pikepdf.Pdf], set[tuple[str, int]]]


def places(proof: Proof) -> set[tuple[str, int]]:
    return {(finding.code, finding.span.line) for finding in proof.findings}


def test_what_the_press_prints_holds(issue12: InPrint, small: InPrint) -> None:
    for printed in (issue12, small):
        proof = printed.proof()
        assert proof.findings == ()
        assert proof.held["events"] == sum(len(chapter.events) for chapter in printed.scored.issue.chapters)
        assert proof.held["tables"] == sum(len(chapter.tables) for chapter in printed.scored.issue.chapters)
        assert proof.held["footnotes"] == 1
        assert proof.held["attachments"] == 2
        assert proof.summary.endswith("all found")


def test_saving_again_is_no_change(small: InPrint) -> None:
    assert small.proof(lambda _pdf: None).findings == ()


def a_point(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "partner-catalogue")
    reword(pdf, page, "+3", "+2")
    return {("IK802", page)}


def the_sign_of_a_point(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "neighbor-catalogue")
    reword(pdf, page, "home−2", "home+2")
    return {("IK802", page)}


def a_point_of_the_second_index(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "appendix-security")
    reword(pdf, page, "+2−3", "+2−2")
    return {("IK802", page)}


def a_word_of_an_event(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "partner-catalogue")
    reword(pdf, page, "pipeline", "pipelane")
    return {("IK801", page)}


def the_date_of_an_event(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "partner-catalogue")
    reword(pdf, page, "12 Nov", "21 Nov")
    return {("IK801", page)}


def a_row_of_the_catalogue(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    return {("IK801", erase(pdf, said(pdf, "TR", "12")))}


def a_row_twice(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    row = said(pdf, "TR", "12")
    row.P.K.append(row)
    return {("IK801", page_of(pdf, "partner-catalogue"))}


def a_row_in_the_table_of_another_chapter(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    row, other = said(pdf, "TR", "12"), said(pdf, "TR", "1 December")
    row.P.K = Array([kid for kid in row.P.K if kid.objgen != row.objgen])
    other.P.K.insert(0, row)
    row.P = other.P
    return {("IK801", page_of(pdf, "partner-catalogue"))}


def a_number_in_a_block(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "partner")
    reword(pdf, page, "−2", "−4")
    return {("IK803", page)}


def two_numbers_of_a_block(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "security")
    reword(pdf, page, "+2+1", "+1+2")
    return {("IK803", page)}


def the_band_in_a_block(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "appendix-security")
    reword(pdf, page, "Green −4", "Green −1")
    return {("IK803", page)}


def a_number_in_the_overview(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "overview")
    reword(pdf, page, "−1+1", "−1+2")
    return {("IK803", page)}


def a_number_of_the_masthead(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    reword(pdf, 1, "+4−1+1", "+4−4+1")
    return {("IK803", 1)}


def a_number_of_the_letter(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    reword(pdf, 1, "closed at +4", "closed at +1")
    return {("IK803", 1)}


def a_number_in_a_chart(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "partner")
    reword(pdf, page, "+6", "−6", picture=True)
    return {("IK803", page)}


def a_number_in_the_chart_of_the_overview(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "overview")
    reword(pdf, page, "+4", "+6", picture=True)
    return {("IK803", page)}


def a_number_on_the_scale(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "security")
    reword(pdf, page, "−4", "−2", picture=True)
    return {("IK803", page)}


def the_description_of_a_chart(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "partner")
    figure = next(entry for entry in elements(pdf, "Figure") if str(entry.Alt).startswith("Partner: "))
    figure.Alt = String(str(figure.Alt).replace("+6", "+9"))
    return {("IK803", page)}


def a_chart(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    figure = next(entry for entry in elements(pdf, "Figure") if str(entry.Alt).startswith("Neighbor: "))
    return {("IK803", erase(pdf, figure))}


def a_digit_of_the_prose(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "partner")
    reword(pdf, page, "61.5", "16.5")
    return {("IK804", page)}


def a_trend(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    return {("IK804", erase(pdf, said(pdf, "LI", "2. The second trend")))}


def a_fixed_heading(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    return {("IK804", erase(pdf, said(pdf, "H2", "Trends")))}


def a_heading(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = erase(pdf, said(pdf, "H3", "Trade"))
    return {("IK804", page), ("IK807", page_of(pdf, "contents"))}


def a_title(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "neighbor")
    reword(pdf, page, "Relationship", "Relationshop")
    contents = page_of(pdf, "contents")
    return {("IK804", page), ("IK807", contents), ("IK819", page)}


def a_picture(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    erase(pdf, next(entry for entry in elements(pdf, "Figure") if str(entry.Alt) == "Plan of the pipeline"))
    return {("IK804", page_of(pdf, "partner"))}


def a_row_of_a_table(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    erase(pdf, said(pdf, "TR", "Timber"))
    # The row that now stands in its place is the first on the next page.
    return {("IK805", page_of(pdf, "goods") + 1)}


def a_cell_of_a_table(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "goods")
    reword(pdf, page, "41%", "14%")
    return {("IK805", page)}


def the_caption_of_a_table(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "goods")
    reword(pdf, page, "crossed", "crassed")
    return {("IK805", page)}


def a_column_head(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "goods")
    reword(pdf, page, "Share in 2019", "Share in 2091")
    return {("IK805", page)}


def the_address_of_a_link(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    for page, link in link_areas(pdf):
        if "/A" in link and "oil-report" in str(link.A.URI):
            link.A.URI = String("https://example.org/oil-report?year=2018")
            return {("IK806", page)}
    raise LookupError


def a_link(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    for page, link in link_areas(pdf):
        if "/A" in link and "oil-report" in str(link.A.URI):
            holder = pdf.pages[page - 1].obj
            holder.Annots = Array([entry for entry in holder.Annots if entry.objgen != link.objgen])
            return {("IK806", page)}
    raise LookupError


def a_link_to_nowhere(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page, link = next((page, link) for page, link in link_areas(pdf) if str(link.get("/Dest")) == "goods")
    link.Dest = String("nowhere")
    return {("IK806", page)}


def a_link_to_another_place(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page, link = next((page, link) for page, link in link_areas(pdf) if str(link.get("/Dest")) == "goods")
    link.Dest = String("security")
    return {("IK806", page)}


def a_source(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "partner-cited-1")
    erase(pdf, said(pdf, "LI", "1example"))
    return {("IK820", page), ("IK820", page_of(pdf, "partner-source-1"))}


def a_letter_of_a_source(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "partner-source-1")
    reword(pdf, page, "oil-report", "oil-repart")
    return {("IK820", page)}


def a_capital_of_a_source(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "partner-source-2")
    reword(pdf, page, "example.org/road", "example.org/Road")
    return {("IK820", page)}


def two_numbers_of_the_list(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "partner-source-1")
    reword(pdf, page, "1example", "2example")
    reword(pdf, page, "2example", "1example", occurrence=1)
    return {("IK820", page_of(pdf, "partner-cited-1"))}


def the_number_of_a_link(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "partner-cited-1")
    reword(pdf, page, "ministry\u202f1", "ministry\u202f2")
    return {("IK820", page)}


def a_number_of_no_source(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "partner-cited-1")
    reword(pdf, page, "ministry\u202f1", "ministry\u202f9")
    return {("IK820", page), ("IK820", page_of(pdf, "partner-source-1"))}


def a_number_after_a_link(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "partner-cited-1")
    erase(pdf, said(pdf, "Reference", "\u202f1"))
    return {("IK820", page), ("IK820", page_of(pdf, "partner-source-1"))}


def where_a_number_leads(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page, link = next((page, link) for page, link in link_areas(pdf) if str(link.get("/Dest")) == "partner-source-1")
    link.Dest = String("security")
    return {("IK820", page)}


def where_a_source_leads_back(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page, link = next((page, link) for page, link in link_areas(pdf) if str(link.get("/Dest")) == "partner-cited-1")
    link.Dest = String("security")
    return {("IK820", page)}


def the_link_of_a_source(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    areas = [(page, link) for page, link in link_areas(pdf) if "/A" in link and "oil-report" in str(link.A.URI)]
    page, link = areas[-1]
    link.A.URI = String("https://example.org/other")
    return {("IK820", page)}


def the_whole_list_of_sources(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    erase(pdf, said(pdf, "LI", "1example").P)
    return {("IK820", page_of(pdf, f"partner-cited-{number}")) for number in (1, 2)}


def a_page_number_of_the_contents(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "contents")
    right = page_of(pdf, "security-part-1")
    wrong = page_of(pdf, "neighbor")
    reword(pdf, page, f"Army training{right}", f"Army training{wrong}")
    return {("IK807", page)}


def a_line_of_the_contents(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    return {("IK807", erase(pdf, said(pdf, "LI", "Relationship with the neighbor")))}


def where_a_line_of_the_contents_leads(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    contents = page_of(pdf, "contents")
    link = next(link for page, link in link_areas(pdf) if page == contents and str(link.Dest) == "partner-2")
    link.Dest = String("neighbor")
    return {("IK807", contents)}


def a_point_in_the_attached_catalogue(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    stream = attached(pdf, "events.csv")
    stream.write(stream.read_bytes().replace(b"partner,3\n", b"partner,2\n"))
    return {("IK808", 1)}


def a_total_in_the_attached_data(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    stream = attached(pdf, "issue.json")
    stream.write(stream.read_bytes().replace(b'"total": 4', b'"total": 5'))
    return {("IK808", 1)}


def an_attachment(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    del pdf.attachments["issue.json"]
    pdf.Root.AF = Array([file for file in pdf.Root.AF if str(file.UF) != "issue.json"])
    return {("IK808", 1)}


def an_attachment_that_is_none(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    attached(pdf, "issue.json").write(b"[1, 2")
    return {("IK808", 1)}


def the_file_of_a_font(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    del tampering.font(pdf, 1, "Serif").DescendantFonts[0].FontDescriptor["/FontFile2"]
    return {("IK809", 1)}


def the_name_of_a_font(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    entry = tampering.font(pdf, 1, "Serif")
    entry.BaseFont = Name("/ABCDEF+DejaVu-Sans")
    entry.DescendantFonts[0].FontDescriptor.FontFamily = String("DejaVu Sans")
    return {("IK809", 1)}


def a_glyph(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "neighbor")
    tampering.unglyph(pdf, page, "buys none")
    return {("IK804", page), ("IK810", page)}


def a_letter_of_a_font(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    """The only q of the text is in “quarrel”, on the second page of its chapter."""
    page = page_of(pdf, "partner") + 1
    table = tampering.font(pdf, page, "Serif").ToUnicode
    table.write(re.sub(rb"<[0-9a-f]{4}> <0071>", b"<fffe> <0071>", table.read_bytes()))
    return {("IK804", page), ("IK810", page)}


def a_coarse_picture(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    tampering.put_picture(pdf, 1, dots=100, points=200)
    return {("IK811", 1)}


def a_fine_picture(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    tampering.put_picture(pdf, 1, dots=600, points=200)
    return set()


def the_metadata(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    del pdf.Root["/Metadata"]
    return {("IK812", 1)}


def the_language(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    pdf.Root.Lang = String("de")
    return {("IK812", 1)}


def the_title_of_the_document(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    pdf.docinfo["/Title"] = "Barometer, No 11, November–December 2019"
    return {("IK812", 1)}


def the_tags(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    del pdf.Root["/StructTreeRoot"]
    return {("IK812", 1)}


def an_empty_page(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    pdf.add_blank_page(page_size=(595, 842))
    return {("IK813", len(pdf.pages))}


def a_word_of_a_footnote(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "partner")
    reword(pdf, page, "newspapers", "newspapirs")
    return {("IK814", page)}


def the_number_of_a_footnote(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "partner")
    note = next(elements(pdf, "Reference"))
    erase(pdf, note)
    return {("IK814", page)}


def a_footnote(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    erase(pdf, next(elements(pdf, "Note")))
    return {("IK814", page_of(pdf, "partner"))}


def a_bookmark(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    with pdf.open_outline() as outline:
        partner = next(item for item in outline.root if item.title == "Relationship with the partner")
        partner.title = "Relationship with a partner"
    return {("IK819", page_of(pdf, "partner"))}


def where_a_bookmark_leads(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    with pdf.open_outline() as outline:
        partner = next(item for item in outline.root if item.title == "Relationship with the partner")
        partner.destination = Array([pdf.pages[0].obj, Name.Fit])
    return {("IK819", page_of(pdf, "partner"))}


def a_page_number(pdf: pikepdf.Pdf) -> set[tuple[str, int]]:
    page = page_of(pdf, "appendix-security")
    reword(pdf, page, str(page), "21", picture=True)
    return {("IK818", page), ("IK818", page + 1), ("IK807", page_of(pdf, "contents"))}


CHANGES: list[Change] = [
    a_point, the_sign_of_a_point, a_point_of_the_second_index, a_word_of_an_event, the_date_of_an_event,
    a_row_of_the_catalogue, a_row_twice, a_row_in_the_table_of_another_chapter,
    a_number_in_a_block, two_numbers_of_a_block, the_band_in_a_block, a_number_in_the_overview,
    a_number_of_the_masthead, a_number_of_the_letter, a_number_in_a_chart, a_number_in_the_chart_of_the_overview,
    a_number_on_the_scale, the_description_of_a_chart, a_chart,
    a_digit_of_the_prose, a_trend, a_fixed_heading, a_heading, a_title, a_picture,
    a_row_of_a_table, a_cell_of_a_table, the_caption_of_a_table, a_column_head,
    the_address_of_a_link, a_link, a_link_to_nowhere, a_link_to_another_place,
    a_source, a_letter_of_a_source, a_capital_of_a_source, two_numbers_of_the_list, the_number_of_a_link,
    a_number_of_no_source, a_number_after_a_link, where_a_number_leads, where_a_source_leads_back,
    the_link_of_a_source, the_whole_list_of_sources,
    a_page_number_of_the_contents, a_line_of_the_contents, where_a_line_of_the_contents_leads,
    a_point_in_the_attached_catalogue, a_total_in_the_attached_data, an_attachment, an_attachment_that_is_none,
    the_file_of_a_font, the_name_of_a_font, a_glyph, a_letter_of_a_font, a_coarse_picture, a_fine_picture,
    the_metadata, the_language, the_title_of_the_document, the_tags, an_empty_page,
    a_word_of_a_footnote, the_number_of_a_footnote, a_footnote, a_bookmark, where_a_bookmark_leads, a_page_number,
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_change_is_found_on_its_page(small: InPrint, change: Change) -> None:
    expected: set[tuple[str, int]] = set()
    proof = small.proof(lambda pdf: expected.update(change(pdf)))
    assert places(proof) == expected, [finding.message for finding in proof.findings]
    assert all(finding.hint for finding in proof.findings)
