"""Text that is in the file and not to be seen: every other rule finds it in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from issuekit.proof.collation import Collation
from issuekit.proof.prove import hold
from issuekit.proof.readback.reader import read_printed
from proof.tampering import page_of

if TYPE_CHECKING:
    import pikepdf

    from proof.conftest import InPrint


def before(pdf: pikepdf.Pdf, page: int, instructions: bytes) -> None:
    """Put instructions before all that a page draws."""
    pdf.pages[page - 1].contents_add(instructions, prepend=True)


def no_render_mode(pdf: pikepdf.Pdf, page: int) -> None:
    before(pdf, page, b"3 Tr")


def clipped(pdf: pikepdf.Pdf, page: int) -> None:
    before(pdf, page, b"0 0 10 10 re W n")


def under_a_sheet(pdf: pikepdf.Pdf, page: int) -> None:
    pdf.pages[page - 1].contents_add(b"Q Q Q 1 g 0 0 10000 10000 re f", prepend=False)


def beside_the_page(pdf: pikepdf.Pdf, page: int) -> None:
    before(pdf, page, b"1 0 0 1 5000 0 cm")


def too_small(pdf: pikepdf.Pdf, page: int) -> None:
    before(pdf, page, b".001 0 0 .001 300 400 cm")


WAYS = [no_render_mode, clipped, under_a_sheet, beside_the_page, too_small]


@pytest.mark.parametrize("hide", WAYS, ids=lambda way: way.__name__)
def test_text_that_is_not_seen_is_found_on_its_page(small: InPrint, hide: object) -> None:
    assert callable(hide)
    pages: list[int] = []

    def spoil(pdf: pikepdf.Pdf) -> None:
        pages.append(page_of(pdf, "partner"))
        hide(pdf, pages[0])

    found = [finding for finding in small.proof(spoil).findings if finding.code == "IK824"]
    assert [finding.span.line for finding in found] == pages


def test_all_text_of_an_issue_is_seen(issue12: InPrint) -> None:
    printed = read_printed(issue12.pdf, "issue.pdf")
    assert printed.unseen == ()
    assert len(printed.pages) == hold(Collation(issue12.scored, printed)).held["pages with all their text seen"]
