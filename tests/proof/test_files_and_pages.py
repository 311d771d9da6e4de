"""What a PDF has besides its text: its files, how its pages are shown, what lies on them and what it does unasked."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, NameTree, String

from proof.tampering import attached, link_areas

if TYPE_CHECKING:
    from collections.abc import Callable

    from proof.conftest import InPrint

    # A change to a PDF, to the text of its catalogue, or to its data.
    Change = Callable[[pikepdf.Pdf], object]
    Rewriting = Callable[[str], str]
    Editing = Callable[[dict[str, Any]], object]

FILE, LINK, MARK, STATE, VIEW = "IK808", "IK806", "IK812", "IK816", "IK821"
PAGE = 3
SCRIPT = Dictionary(S=Name.JavaScript, JS=String('app.alert("The index is +31")'))
ELSEWHERE = Dictionary(S=Name.URI, URI=String("https://example.org/elsewhere"))


def found(printed: InPrint, change: Change) -> set[tuple[str, int]]:
    """What is found, but for text that a cut or a cover hides: that is another rule's."""
    return {
        (finding.code, finding.span.line) for finding in printed.proof(change).findings
        if finding.name != "unseen-text"
    }


def swapped(text: str, first: int, second: int) -> str:
    lines = text.split("\n")
    lines[first], lines[second] = lines[second], lines[first]
    return "\n".join(lines)


@pytest.mark.parametrize("rewrite", [
    lambda text: text.replace("12 November,2019-11-12", "12 November,2018-11-12"),
    lambda text: text.replace(",12 November,", ",21 November,"),
    lambda text: text.replace("partner,2,", "partner,7,"),
    lambda text: text.replace("A pipeline is closed", "A Pipeline is closed"),
    lambda text: swapped(text, 1, 2),
    lambda text: text + "partner,9,,,,A false event,,\n",
    lambda text: "\n".join(line and f"{line},-3" for line in text.split("\n")),
    lambda text: text.replace("chapter,number", "number,chapter"),
    lambda text: text.replace("index,points", "points,index"),
    lambda text: "\n".join(text.split("\n")[1:]),
    lambda text: text.split("\n", maxsplit=1)[0] + "\n",
    lambda _text: "",
], ids=[
    "a_day", "a_date", "a_number", "a_capital", "the_order", "an_unscored_event", "a_column_more", "columns_swapped",
    "names_swapped", "no_head", "no_events", "nothing",
])
def test_the_whole_catalogue_is_compared(small: InPrint, rewrite: Rewriting) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        stream = attached(pdf, "events.csv")
        old = stream.read_bytes().decode()
        new = rewrite(old)
        assert new != old
        stream.write(new.encode())

    assert found(small, change) == {(FILE, 1)}


def test_differences_of_the_catalogue_are_named(small: InPrint) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        stream = attached(pdf, "events.csv")
        stream.write(stream.read_bytes().replace(b"partner,3\n", b"partner,2\n"))

    line = "the line of “A contract on transit is signed” (partner, 4, 20 December, 2019-12-20, 2019-12-20, partner, "
    assert [finding.message for finding in small.proof(change).findings] == [
        f"events.csv has {line}2), which the catalogue doesn't have", f"events.csv lacks {line}3)",
    ]


def test_many_differences_are_counted(small: InPrint) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        stream = attached(pdf, "events.csv")
        stream.write(stream.read_bytes().replace(b"2019", b"2018"))

    messages = [finding.message for finding in small.proof(change).findings]
    assert len(messages) == 6
    assert [message for message in messages if message.startswith("events.csv differs from the issue in ")]


def every_event(data: dict[str, Any], **values: str) -> None:
    for chapter in data["chapters"]:
        for event in chapter["events"]:
            event.update(values)


@pytest.mark.parametrize("edit", [
    lambda data: data.pop("sources"),
    lambda data: data.update(sources=None),
    lambda data: data.pop("columns"),
    lambda data: data.update(remark="withdrawn"),
    lambda data: data.update(version=2),
    lambda data: data.update(number=11),
    lambda data: data["series"].update(title="Another barometer"),
    lambda data: data["period"].update(start="2017-01-01"),
    lambda data: data["scoring"].update(counting="The points mean nothing."),
    lambda data: data["scoring"].update(highest=9),
    lambda data: data["indices"][0].update(title="Relationship with another"),
    lambda data: data["indices"][0].update(positive=99),
    lambda data: data["indices"][0].update(events=True),
    lambda data: data["indices"].append({**data["indices"][0], "id": "other"}),
    lambda data: data["indices"].insert(0, {**data["indices"][0], "total": 99}),
    lambda data: data["indices"].reverse(),
    lambda data: data["scales"].clear(),
    lambda data: data["scales"][0]["bands"][0].update(to=99),
    lambda data: data["chapters"].reverse(),
    lambda data: data["chapters"][0].update(title="X"),
    lambda data: data["chapters"][0]["events"].reverse(),
    lambda data: data["chapters"][0]["events"][0].update(event="The prime ministers quarrel"),
    lambda data: data["chapters"][0]["events"][0]["points"].clear(),
    lambda data: every_event(data, start="1999-01-01"),
    lambda data: every_event(data, date="1 January"),
])
def test_all_data_are_compared(small: InPrint, edit: Editing) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        stream = attached(pdf, "issue.json")
        data = json.loads(stream.read_bytes())
        edit(data)
        stream.write(json.dumps(data).encode())

    assert found(small, change) == {(FILE, 1)}


def test_a_place_in_the_data_is_named(small: InPrint) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        stream = attached(pdf, "issue.json")
        stream.write(stream.read_bytes().replace(b"12 November", b"21 November"))

    assert [finding.message for finding in small.proof(change).findings] == [
        "issue.json has “21 November” at “chapters, partner, events, 2, date”, the issue has “12 November”",
    ]


@pytest.mark.parametrize(("old", "new"), [
    (b'"number":', b'"number": 99, "number":'), (b"{", b"[" * 100_000), (b"{", b"\xff{"),
], ids=["a_key_twice", "too_deep", "no_text"])
def test_data_that_programs_read_differently(small: InPrint, old: bytes, new: bytes) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        stream = attached(pdf, "issue.json")
        stream.write(stream.read_bytes().replace(old, new, 1))

    proof = small.proof(change)
    assert [finding.code for finding in proof.findings] == [FILE]
    assert proof.findings[0].message.startswith("issue.json can't be read: ")


@pytest.mark.parametrize("edit", [
    lambda sources: sources.clear(),
    lambda sources: sources.update({"partner.yaml": "0" * 64}),
    lambda sources: sources.update({"other.yaml": "0" * 64}),
], ids=["none", "another", "one_more"])
def test_fingerprints_are_those_of_the_files(small: InPrint, edit: Editing) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        stream = attached(pdf, "issue.json")
        data = json.loads(stream.read_bytes())
        edit(data["sources"])
        stream.write(json.dumps(data).encode())

    assert found(small, change) == {(STATE, 1)}


def specification(pdf: pikepdf.Pdf) -> Any:
    return NameTree(pdf.Root.Names.EmbeddedFiles)["events.csv"]


def false_copy(pdf: pikepdf.Pdf) -> Any:
    """The catalogue once more, with other points."""
    file = specification(pdf)
    data = pdf.make_stream(file.EF.F.read_bytes().replace(b"partner,3\n", b"partner,-3\n"))
    return pdf.make_indirect(Dictionary({**dict(file.items()), "/EF": Dictionary(F=data, UF=data)}))


def a_third_file(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["events-corrected.csv"] = b"chapter,event,index,points\n"


def a_second_catalogue(pdf: pikepdf.Pdf) -> None:
    NameTree(pdf.Root.Names.EmbeddedFiles)["a.csv"] = false_copy(pdf)


def another_catalogue_with_the_text(pdf: pikepdf.Pdf) -> None:
    copy = false_copy(pdf)
    pdf.Root.AF = Array([copy if str(file.UF) == "events.csv" else file for file in pdf.Root.AF])


def the_old_place_of_a_file(pdf: pikepdf.Pdf) -> None:
    specification(pdf).EF.F = false_copy(pdf).EF.F


def the_new_place_of_a_file(pdf: pikepdf.Pdf) -> None:
    specification(pdf).EF.UF = false_copy(pdf).EF.UF


def the_old_name_of_a_file(pdf: pikepdf.Pdf) -> None:
    specification(pdf).F = String("events-old.csv")


def what_a_file_is(pdf: pikepdf.Pdf) -> None:
    specification(pdf).AFRelationship = Name.Alternative


def the_description_of_a_file(pdf: pikepdf.Pdf) -> None:
    specification(pdf).Desc = String("Catalogue of another issue")


def the_list_of_files(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Names["/EmbeddedFiles"]


def the_files_of_the_text(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/AF"]


@pytest.mark.parametrize("change", [
    a_third_file, a_second_catalogue, another_catalogue_with_the_text, the_old_place_of_a_file,
    the_new_place_of_a_file, the_old_name_of_a_file, what_a_file_is, the_description_of_a_file, the_list_of_files,
    the_files_of_the_text,
])
def test_every_program_finds_the_same_files(small: InPrint, change: Change) -> None:
    assert found(small, change) == {(FILE, 1)}


def show(**keys: object) -> Change:
    """Have a viewer show a page in another way."""
    def change(pdf: pikepdf.Pdf) -> None:
        for key, value in keys.items():
            pdf.pages[PAGE - 1].obj[f"/{key}"] = value

    return change


@pytest.mark.parametrize("change", [
    show(CropBox=Array([0, 421, 595, 842])), show(MediaBox=Array([0, 421, 595, 842])),
    show(MediaBox=Array([300, 0, 895, 842])), show(Rotate=180), show(Rotate=-90), show(UserUnit=5),
], ids=["cut", "half", "moved", "turned", "on_its_side", "enlarged"])
def test_a_page_is_shown_as_it_was_printed(small: InPrint, change: Change) -> None:
    assert found(small, change) == {(VIEW, PAGE)}


def test_what_a_node_above_the_pages_says(small: InPrint) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Pages.Rotate = 90
        pdf.Root.Pages.CropBox = Array([0, 0, 595, 421])

    with pikepdf.open(BytesIO(small.pdf)) as pdf:
        pages = len(pdf.pages)
    assert found(small, change) == {(VIEW, page) for page in range(1, pages + 1)}


def test_a_page_that_is_cut_to_all_of_it_or_turned_all_around(small: InPrint) -> None:
    assert found(small, show(CropBox=Array([0, 0, 595.28, 841.89]), Rotate=360, UserUnit=1)) == set()


def lay(pdf: pikepdf.Pdf, kind: str) -> None:
    """Lay something over a page."""
    annotation = pdf.make_indirect(Dictionary(Type=Name.Annot, F=4, Rect=Array([100, 300, 400, 500])))
    if kind:
        annotation.Subtype = Name(f"/{kind}")
    if kind == "Widget":
        pdf.Root.AcroForm = Dictionary(Fields=Array([annotation]))
    page = pdf.pages[PAGE - 1].obj
    page.Annots = Array([*page.get("/Annots", ()), annotation])


@pytest.mark.parametrize("kind", ["FreeText", "Widget", "Stamp", "Text", "FileAttachment", "Square", ""])
def test_nothing_but_links_lies_on_a_page(small: InPrint, kind: str) -> None:
    assert found(small, lambda pdf: lay(pdf, kind)) == {(VIEW, PAGE)}


def test_a_link_that_draws(small: InPrint) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        page, link = next(link_areas(pdf))
        link.AP = Dictionary(N=pdf.make_stream(b"1 g 0 0 90 90 re f", Type=Name.XObject, Subtype=Name.Form))
        pages.add(page)

    pages: set[int] = set()
    assert found(small, change) == {(VIEW, page) for page in pages}


@pytest.mark.parametrize("key", [
    ("F", 2), ("F", 4 + 32), ("OC", Dictionary()), ("Rect", Array([0, 0, 0, 0])), ("Rect", Array([90, 90, 200, 90.5])),
    ("Rect", Array([700, 90, 800, 110])), ("Rect", Array([90, -50, 200, -9])), ("Rect", Array([90, 90])),
    ("AA", Dictionary(E=SCRIPT)),
], ids=["hidden", "not_viewed", "of_a_layer", "empty", "flat", "beside", "below", "half", "script"])
def test_a_link_can_be_followed(small: InPrint, key: tuple[str, object]) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        for page, link in link_areas(pdf):
            if "/A" in link:
                link[f"/{key[0]}"] = key[1]
                pages.add(page)

    pages: set[int] = set()
    assert found(small, change) == {(LINK, page) for page in pages}
    assert pages


@pytest.mark.parametrize("action", [
    {"S": Name.Launch, "F": String("other.exe")}, {"S": Name.JavaScript, "JS": SCRIPT.JS}, {"Next": ELSEWHERE},
    {"Next": Array([ELSEWHERE, SCRIPT])},
], ids=["launch", "script", "another_address", "several"])
def test_a_link_leads_to_its_place_and_does_nothing_else(small: InPrint, action: dict[str, object]) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        page, link = next((page, link) for page, link in link_areas(pdf) if "/A" in link)
        for key, value in action.items():
            link.A[f"/{key}"] = value
        pages.add(page)

    pages: set[int] = set()
    assert found(small, change) == {(LINK, page) for page in pages}


def test_actions_that_go_round_in_a_circle(small: InPrint) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        action = pdf.make_indirect(Dictionary(S=Name.GoTo))
        action.Next = action
        pdf.Root.OpenAction = action

    assert found(small, change) == set()


def opening_a_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[PAGE - 1].obj.AA = Dictionary(O=SCRIPT)


def a_script_of_the_document(pdf: pikepdf.Pdf) -> None:
    NameTree(pdf.Root.Names.get("/JavaScript") or _scripts(pdf))["run"] = SCRIPT


def _scripts(pdf: pikepdf.Pdf) -> Any:
    pdf.Root.Names.JavaScript = NameTree.new(pdf).obj
    return pdf.Root.Names.JavaScript


@pytest.mark.parametrize(("change", "page"), [
    (lambda pdf: setattr(pdf.Root, "OpenAction", SCRIPT), 1),
    (lambda pdf: setattr(pdf.Root, "OpenAction", ELSEWHERE), 1),
    (lambda pdf: setattr(pdf.Root, "OpenAction", Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]), Next=SCRIPT)), 1),
    (lambda pdf: setattr(pdf.Root, "AA", Dictionary(WC=SCRIPT)), 1),
    (a_script_of_the_document, 1), (opening_a_page, PAGE),
], ids=["script", "address", "second_action", "closing", "document", "page"])
def test_a_pdf_does_nothing_unasked(small: InPrint, change: Change, page: int) -> None:
    assert found(small, change) == {(MARK, page)}


def test_a_pdf_may_open_at_a_page(small: InPrint) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])

    assert found(small, change) == set()


def test_an_untouched_pdf_has_none_of_it(small: InPrint) -> None:
    proof = small.proof()
    assert proof.findings == ()
    assert proof.held["attachments"] == 2
    assert proof.printed is not None
    assert proof.held["pages"] == len(proof.printed.pages)
    assert {annotation.kind for annotation in proof.printed.annotations} == {"Link"}
