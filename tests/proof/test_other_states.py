"""A PDF held against another state of its issue: what was changed in the files after it was made."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest

from issuekit.proof.prove import prove
from proof.conftest import scored_at
from proof.tampering import page_of

if TYPE_CHECKING:
    from issuekit.proof.prove import Proof
    from proof.conftest import InPrint

FOLDER = Path("issues/minsk-barometer/2019-11")


def changed(workspace: Path, name: str, old: str, new: str) -> None:
    path = workspace / FOLDER / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, old
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def proved(workspace: Path, issue12: InPrint) -> Proof:
    return prove(scored_at(workspace), issue12.pdf, "issue.pdf")


def codes(proof: Proof) -> set[str]:
    """What is found besides that a file was changed, which is always found."""
    found = {finding.code for finding in proof.findings}
    assert "IK816" in found
    return found - {"IK816"}


def pages(issue12: InPrint, *anchors: str) -> list[int]:
    with pikepdf.open(io.BytesIO(issue12.pdf)) as pdf:
        return [page_of(pdf, anchor) for anchor in anchors]


def test_the_workspace_is_that_of_the_pdf(workspace: Path, issue12: InPrint) -> None:
    assert proved(workspace, issue12).findings == ()


def test_points_are_changed(workspace: Path, issue12: InPrint) -> None:
    path = workspace / FOLDER / "russia.yaml"
    text = path.read_text(encoding="utf-8")
    start = text.index("\nevents:")
    path.write_text(text[:start] + re.sub(r"points: \+1\b", "points: +2", text[start:], count=1), encoding="utf-8")
    proof = proved(workspace, issue12)
    chapter, catalogue = pages(issue12, "russia", "russia-catalogue")
    found = {(finding.code, finding.span.line) for finding in proof.findings}
    # The point itself; masthead, letter, block and the total under the catalogue; what is attached.
    assert ("IK802", catalogue) in found
    assert {("IK803", 1), ("IK803", chapter)} <= found
    assert any(code == "IK803" and page > catalogue - 1 for code, page in found)
    assert ("IK808", 1) in found
    assert codes(proof) == {"IK802", "IK803", "IK808"}


def test_an_event_is_taken_out(workspace: Path, issue12: InPrint) -> None:
    path = workspace / FOLDER / "china.yaml"
    text = path.read_text(encoding="utf-8")
    first = text.index("\n  - ", text.index("\nevents:"))
    second = text.index("\n  - ", first + 1)
    path.write_text(text[:first] + text[second:], encoding="utf-8")
    proof = proved(workspace, issue12)
    (catalogue,) = pages(issue12, "china-catalogue")
    assert ("IK801", catalogue) in {(finding.code, finding.span.line) for finding in proof.findings}
    assert [finding.message for finding in proof.findings if "is no event of the catalogue" in finding.message]
    assert {"IK801", "IK803", "IK808"} <= codes(proof)


def test_an_event_is_added(workspace: Path, issue12: InPrint) -> None:
    changed(workspace, "us.yaml", "\nevents:\n", "\nevents:\n  - {date: 2 November, event: A treaty, points: 0}\n")
    proof = proved(workspace, issue12)
    missing = [finding for finding in proof.findings if finding.code == "IK801"]
    assert ["“A treaty” of U.S. (2 November) has no row" in finding.message for finding in missing] == [True]
    assert missing[0].related[0].span.file.endswith("us.yaml")


def test_a_chapter_is_dropped_from_the_print(workspace: Path, issue12: InPrint) -> None:
    """The PDF of an issue of five chapters, held against the same issue with six."""
    changed(workspace, "issue.yaml", "ukraine, security]", "security]")
    five = scored_at(workspace)
    assert len(five.issue.chapters) == 5
    with pikepdf.open(io.BytesIO(issue12.pdf)) as pdf:
        first, last = page_of(pdf, "ukraine"), page_of(pdf, "security")
        del pdf.pages[first - 1 : last - 1]
        target = io.BytesIO()
        pdf.save(target)
    proof = prove(issue12.scored, target.getvalue(), "issue.pdf")
    messages = [finding.message for finding in proof.findings]
    assert "“Relationship with Ukraine” is nowhere in the PDF" in messages
    assert "IK818" in {finding.code for finding in proof.findings}
    # Nothing is said of its trends and paragraphs one by one.
    assert not [message for message in messages if "the chapter Ukraine lacks" in message]


def test_a_chapter_is_in_print_that_the_issue_has_no_more(workspace: Path, issue12: InPrint) -> None:
    changed(workspace, "issue.yaml", "us, ukraine,", "us,")
    text = (workspace / FOLDER / "issue.yaml").read_text(encoding="utf-8")
    (workspace / FOLDER / "issue.yaml").write_text(text.replace("{=ukraine.total}", "+17"), encoding="utf-8")
    proof = proved(workspace, issue12)
    assert "IK808" in codes(proof)  # what is attached has its events


@pytest.mark.parametrize(("change", "code", "place"), [
    (("from 51% at the spring draft", "from 52% at the spring draft"), "IK804", ("security-part-1", "51%")),
    (("part: Regional security", "part: Security of the region"), "IK804", ("security", "Security of the region")),
    (("heading: Army training", "heading: Training the army"), "IK804", ("security", "Training the army")),
    (("https://www.mil.by/ru/news/94706/", "https://www.mil.by/ru/news/9/"), "IK806", ("security-part-1", "news/9/")),
])
def test_a_change_in_a_chapter(
    workspace: Path, issue12: InPrint, change: tuple[str, str], code: str, place: tuple[str, str],
) -> None:
    anchor, words = place
    changed(workspace, "security.yaml", *change)
    proof = proved(workspace, issue12)
    (first,) = pages(issue12, anchor)
    assert [
        finding for finding in proof.findings
        if finding.code == code and words in finding.message and first <= finding.span.line < first + 4
    ]


def test_a_row_is_added_to_a_table(workspace: Path, issue12: InPrint) -> None:
    path = workspace / FOLDER / "security.yaml"
    text = path.read_text(encoding="utf-8")
    rows = text.index("    rows:\n") + len("    rows:\n")
    first = text[rows : text.index("\n", rows) + 1]
    width = scored_at(workspace).issue.chapters[-1].tables[0].columns
    cells = ", ".join(f'"new {number}"' for number, _ in enumerate(width))
    indent = first[: len(first) - len(first.lstrip())]
    path.write_text(text[:rows] + f"{indent}- [{cells}]\n" + text[rows:], encoding="utf-8")
    proof = proved(workspace, issue12)
    assert codes(proof) == {"IK805"}
    assert [finding for finding in proof.findings if "lacks row 1, “new 0" in finding.message]


def test_a_paragraph_is_taken_out_of_the_file(workspace: Path, issue12: InPrint) -> None:
    """What the PDF has and the issue has not, is found as well."""
    path = workspace / FOLDER / "eu.yaml"
    text = path.read_text(encoding="utf-8")
    paragraphs = text[text.index("text: |\n") :].split("\n\n")
    middle = next(part for part in paragraphs[1:6] if "[" not in part and not part.strip().startswith("-"))
    path.write_text(text.replace(f"\n\n{middle}", "", 1), encoding="utf-8")
    proof = proved(workspace, issue12)
    assert codes(proof) == {"IK804"}
    beginning = " ".join(middle.split())[:20]
    assert [finding for finding in proof.findings if beginning in finding.message]
    rest = [finding.message for finding in proof.findings if finding.code != "IK816"]
    assert all("which the issue doesn't have" in message for message in rest)


def test_the_number_of_the_issue_is_another(workspace: Path, issue12: InPrint) -> None:
    changed(workspace, "issue.yaml", "number: 12", "number: 13")
    proof = proved(workspace, issue12)
    assert {"IK804", "IK808", "IK812"} <= codes(proof)


def test_a_remark_is_changed_that_no_page_shows(workspace: Path, issue12: InPrint) -> None:
    changed(workspace, "russia.yaml", "chapter: russia\n", "chapter: russia  # a remark\n")
    proof = proved(workspace, issue12)
    assert [finding.code for finding in proof.findings] == ["IK816"]
    assert "russia.yaml is not as it was when the PDF was made" in proof.findings[0].message
