"""PDFs that are none, are damaged or locked: one finding that says so, and never a breakdown."""

from __future__ import annotations

import io
import random
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from issuekit.proof.prove import prove
from issuekit.proof.rules import links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.diagnostics import Finding
    from issuekit.proof.collation import Collation
    from proof.conftest import InPrint


@pytest.mark.parametrize("data", [b"", b"a text", b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf(small: InPrint, data: bytes) -> None:
    proof = prove(small.scored, data, "issue.pdf")
    assert [finding.code for finding in proof.findings] == ["IK815"]
    assert "no PDF, or is damaged" in proof.findings[0].message
    assert not proof.holds
    assert proof.printed is None


def test_a_pdf_cut_short(small: InPrint) -> None:
    assert not prove(small.scored, small.pdf[: len(small.pdf) // 2], "issue.pdf").holds


def test_a_locked_pdf(small: InPrint) -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(small.pdf)) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(owner="owner", user="user"))
    proof = prove(small.scored, target.getvalue(), "issue.pdf")
    assert [finding.message for finding in proof.findings] == ["the PDF can't be read: it wants a password"]


def test_a_pdf_without_pages_or_tags(small: InPrint) -> None:
    target = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(target)
    proof = prove(small.scored, target.getvalue(), "issue.pdf")
    assert {finding.code for finding in proof.findings} == {"IK808", "IK812", "IK813"}


def test_tags_that_go_round_in_a_circle(small: InPrint) -> None:
    def circle(pdf: pikepdf.Pdf) -> None:
        root = pdf.Root.StructTreeRoot
        element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Sect, P=root))
        element.K = Array([element])
        root.K.append(element)

    assert [finding.code for finding in small.proof(circle).findings] == ["IK815"]


def test_damage_anywhere_is_a_finding_or_nothing(small: InPrint) -> None:
    """Bytes of the objects are changed at random places: whatever comes of it, the proof comes to its end."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(small.pdf)) as pdf:  # uncompressed, so that damage gets into names and numbers
        pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    whole = target.getvalue()
    chance = random.Random(7)  # noqa: S311 - the same places on every run
    for _ in range(25):
        data = bytearray(whole)
        for _ in range(40):
            data[chance.randrange(len(data))] = chance.randrange(256)
        proof = prove(small.scored, bytes(data), "issue.pdf")
        assert not [finding for finding in proof.findings if finding.code == "IK899"], proof.findings


def test_a_rule_that_breaks_down_is_a_finding(small: InPrint, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_collation: Collation) -> Iterator[Finding]:
        raise ZeroDivisionError("by chance")

    monkeypatch.setattr(links, "check", broken)
    proof = small.proof()
    assert [(finding.code, "by chance" in finding.message) for finding in proof.findings] == [("IK899", True)]
    assert proof.held["events"] == 9
