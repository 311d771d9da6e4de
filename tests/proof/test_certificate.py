"""The certificate: what was found, the numbers, and fingerprints that anyone can check."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from issuekit import __version__
from issuekit.proof import certificate
from issuekit.reading.issue_file import read_issue
from issuekit.reading.workspace import find_issue
from proof.conftest import ROOT
from proof.tampering import page_of, reword

if TYPE_CHECKING:
    import pikepdf

    from issuekit.model.source import Source
    from proof.conftest import InPrint


def sources() -> dict[str, Source]:
    return read_issue(find_issue(None, ROOT)).sources


def test_it_says_what_was_found_and_of_which_files(issue12: InPrint) -> None:
    page = certificate.as_markdown(issue12.scored, issue12.proof(), sources())
    assert page.startswith("# Proof of Minsk Barometer, No 12, November–December 2019\n")
    assert "**The PDF says what the issue says.**" in page
    assert "143 events" in page
    assert "| Russia | +13 | +27 | −14 | 29 |  |" in page
    assert "| Regional tension | −9 | +11 | −20 | 31 | Yellow |" in page
    assert hashlib.sha256(issue12.pdf).hexdigest() in page
    for name, source in sources().items():
        assert f"| {name} | {hashlib.sha256(source.path.read_bytes()).hexdigest()} |" in page
    assert f"issuekit {__version__}" in page
    assert len(page.splitlines()) < 60  # one page


def test_it_is_the_same_at_any_time_and_place(issue12: InPrint) -> None:
    first = certificate.as_text(issue12.scored, issue12.proof(), sources())
    proof = issue12.proof()
    assert proof.printed is not None
    moved = replace(proof, printed=replace(proof.printed, name="elsewhere/issue.pdf"))
    assert certificate.as_text(issue12.scored, moved, sources()) == first
    assert str(ROOT) not in first
    assert all(len(line) < 130 for line in first.splitlines())


def test_it_doesnt_certify_what_doesnt_hold(issue12: InPrint) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        reword(pdf, page_of(pdf, "russia"), "+13", "+31")

    proof = issue12.proof(change)
    for page in (
        certificate.as_markdown(issue12.scored, proof, sources()),
        certificate.as_text(issue12.scored, proof, sources()),
    ):
        assert "not to be published" in page
        assert "IK803 index-number" in page
        assert "says what the issue says." not in page
