"""Pages taken out of issue 12: the gap is found, and what stood there."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
import pytest

from proof.tampering import page_of

if TYPE_CHECKING:
    from proof.conftest import InPrint


@pytest.mark.parametrize(("anchor", "offset", "code"), [
    ("russia", 1, "IK804"),
    ("exercises", 1, "IK805"),
    ("russia-catalogue", 1, "IK801"),
])
def test_a_page_is_lost(issue12: InPrint, anchor: str, offset: int, code: str) -> None:
    with pikepdf.open(io.BytesIO(issue12.pdf)) as pdf:
        lost = page_of(pdf, anchor) + offset
    proof = issue12.proof(lambda pdf: pdf.pages.__delitem__(lost - 1))
    found = {(finding.code, finding.span.line) for finding in proof.findings}
    assert ("IK818", lost) in found
    assert {page for kind, page in found if kind == code} & {lost - 1, lost}


def test_pages_are_in_another_order(issue12: InPrint) -> None:
    def swapped(pdf: pikepdf.Pdf) -> None:
        number = page_of(pdf, "russia") + 1
        page = pdf.pages[number]
        del pdf.pages[number]
        pdf.pages.insert(number - 1, page)

    proof = issue12.proof(swapped)
    assert [finding.code for finding in proof.findings].count("IK818") == 3
