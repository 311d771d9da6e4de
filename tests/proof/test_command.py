"""``issuekit proof`` and the proof within ``issuekit build``, on a copy of the sample workspace."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from issuekit import pipeline
from issuekit.cli.main import main
from issuekit.press import book
from issuekit.proof.prove import PROOF_RULES
from proof.tampering import page_of, reword, tampered

if TYPE_CHECKING:
    import pikepdf

    from proof.conftest import InPrint

TARGET = Path("build/minsk-barometer-2019-11.pdf")


def wrong_number(pdf: pikepdf.Pdf) -> None:
    reword(pdf, page_of(pdf, "russia"), "+13", "+31")


@pytest.fixture
def built(workspace: Path, issue12: InPrint, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The workspace as the working directory, with the issue's PDF in its place."""
    monkeypatch.chdir(workspace)
    TARGET.parent.mkdir()
    TARGET.write_bytes(issue12.pdf)
    return workspace


def run(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[object, str, str]:
    capfd.readouterr()
    with pytest.raises(SystemExit) as stopped:
        main(list(arguments))
    written = capfd.readouterr()
    return stopped.value.code, written.out, written.err


@pytest.fixture
def pressed(monkeypatch: pytest.MonkeyPatch, issue12: InPrint) -> list[bytes]:
    """What the press yields when it is called: the right PDF, unless a test puts another there."""
    prints = [issue12.pdf]

    def print_it(*_arguments: object, **_more: object) -> book.Book:
        return book.Book(prints[-1], 44, 15_000)

    monkeypatch.setattr(book.Printing, "book", print_it)
    return prints


@pytest.mark.usefixtures("built")
def test_a_good_pdf(capfd: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capfd, "proof")
    assert status == 0
    assert "nothing to complain of" in out
    assert "proof: 143 events, 7 indices, " in out
    assert "all found" in out


@pytest.mark.usefixtures("built")
def test_a_wrong_number(capfd: pytest.CaptureFixture[str], issue12: InPrint) -> None:
    Path("other.pdf").write_bytes(tampered(issue12.pdf, wrong_number))
    status, out, _ = run(capfd, "proof", "2019-11", "--pdf", "other.pdf")
    assert status == 1
    assert ": error IK803 index-number\n" in out
    assert "other.pdf, page " in out
    assert "prints “+31” where Russia, Aggregate index, is +13" in out
    assert "the catalogue from which it is counted" in out
    status, out, _ = run(capfd, "proof", "--pdf", "other.pdf", "--format", "json")
    (finding,) = json.loads(out)["findings"]
    assert (status, finding["code"], finding["file"], finding["column"]) == (1, "IK803", "other.pdf", 1)
    assert finding["message"].startswith(f"page {finding['line']}: ")
    assert run(capfd, "proof", "--pdf", "other.pdf", "--format", "github")[1].startswith("::error file=other.pdf,")


@pytest.mark.usefixtures("built")
def test_a_certificate(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(capfd, "proof", "--certificate", "proof.md")[0] == 0
    assert "| issues/minsk-barometer/2019-11/russia.yaml |" in Path("proof.md").read_text(encoding="utf-8")
    assert run(capfd, "proof", "--certificate", "proof.txt")[0] == 0
    assert Path("proof.txt").read_text(encoding="utf-8").startswith("Proof of Minsk Barometer")
    status, _, err = run(capfd, "proof", "--certificate", "proof.docx")
    assert status == 2
    assert "a certificate is .md or .markdown or .txt" in err


@pytest.mark.usefixtures("built")
def test_no_pdf(capfd: pytest.CaptureFixture[str]) -> None:
    TARGET.unlink()
    status, _, err = run(capfd, "proof")
    assert status == 2
    assert "“issuekit build” makes it" in err


@pytest.mark.usefixtures("built")
def test_the_series_may_switch_a_rule_off(capfd: pytest.CaptureFixture[str], issue12: InPrint) -> None:
    Path("other.pdf").write_bytes(tampered(issue12.pdf, lambda pdf: pdf.Root.__delitem__("/Metadata")))
    assert run(capfd, "proof", "--pdf", "other.pdf")[0] == 1
    series = Path("issues/minsk-barometer/series.yaml")
    rule = "rules:\n  - {code: IK812, severity: note, reason: The archive asks for none of it}\n"
    series.write_text(series.read_text(encoding="utf-8") + rule, encoding="utf-8")
    status, out, _ = run(capfd, "proof", "--pdf", "other.pdf")
    # The setting itself is another state of the series than the one that was printed.
    assert status == 1
    assert "note IK812" in out
    assert "error IK816" in out
    assert "error IK812" not in out
    rule = "  - {code: IK816, severity: off, reason: The series was changed after the print}\n"
    series.write_text(series.read_text(encoding="utf-8") + rule, encoding="utf-8")
    status, out, _ = run(capfd, "proof", "--pdf", "other.pdf")
    assert status == 0
    assert "IK816" not in out


@pytest.mark.usefixtures("built")
def test_a_pdf_that_holds_is_put_in_its_place(capfd: pytest.CaptureFixture[str], pressed: list[bytes]) -> None:
    TARGET.write_bytes(b"the last one")
    aside = pipeline.kept_aside(TARGET)
    aside.write_bytes(b"one that was rejected")
    status, out, _ = run(capfd, "build")
    assert status == 0
    assert TARGET.read_bytes() == pressed[-1]
    assert not aside.exists()
    assert "proof: 143 events" in out


@pytest.mark.usefixtures("built")
def test_a_pdf_that_fails_is_kept_aside(
    capfd: pytest.CaptureFixture[str], pressed: list[bytes], issue12: InPrint,
) -> None:
    pressed.append(tampered(issue12.pdf, wrong_number))
    TARGET.write_bytes(b"the last good one")
    status, _, err = run(capfd, "build")
    assert status == 1
    assert TARGET.read_bytes() == b"the last good one"
    assert pipeline.kept_aside(TARGET).read_bytes() == pressed[-1]
    assert "build/minsk-barometer-2019-11.rejected.pdf, page " in err
    assert "IK803" in err
    assert f"{TARGET} is as it was" in err


@pytest.mark.usefixtures("built")
def test_no_proof_when_none_is_wanted(
    capfd: pytest.CaptureFixture[str], pressed: list[bytes], issue12: InPrint,
) -> None:
    pressed.append(tampered(issue12.pdf, wrong_number))
    status, out, _ = run(capfd, "build", "--no-proof")
    assert status == 0
    assert TARGET.read_bytes() == pressed[-1]
    assert "proof" not in out


@pytest.mark.usefixtures("built")
def test_a_draft_is_put_in_its_place_whatever_the_proof_says(
    capfd: pytest.CaptureFixture[str], pressed: list[bytes],
) -> None:
    status, out, _ = run(capfd, "build", "--draft")  # the PDF says DRAFT on no page
    assert status == 0
    assert TARGET.read_bytes() == pressed[-1]
    assert "findings; “issuekit proof --draft” shows them" in out


def test_every_rule_explains_itself() -> None:
    assert len({rule.code for rule in PROOF_RULES}) == len(PROOF_RULES)
    for rule in PROOF_RULES:
        assert rule.code.startswith("IK8")
        assert rule.summary.endswith(".")
        assert all(len(rule.section(name)) == 1 for name in ("Why", "Fail", "Pass", "Fix")), rule.code
