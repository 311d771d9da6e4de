"""``issuekit proof``: the finished PDF read back and held against the issue."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from issuekit import pipeline
from issuekit.cli.issues import resolve, shown, terminal_width, use_color
from issuekit.reporting import machine, text
from issuekit.writing import write

if TYPE_CHECKING:
    from issuekit.indices.totals import ScoredIssue
    from issuekit.proof.prove import Proof
    from issuekit.reporting.report import Report

CERTIFICATES = {".md": True, ".markdown": True, ".txt": False}  # whether the file is Markdown
PATH = click.Path(dir_okay=False, path_type=Path)


@click.command("proof", short_help="Hold the finished PDF against the issue.")
@click.argument("issue", required=False)
@click.option("--pdf", "pdf", type=PATH, help="The PDF.  [default: build/<series>-<issue>.pdf]")
@click.option("--certificate", type=PATH, metavar="FILE",
              help="Also write a page that says what was proved, with fingerprints: FILE.md or FILE.txt.")
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif", "github"]), default="text",
              help="How to show the findings.  [default: text]")
@click.option("--draft", is_flag=True, help="The PDF is a draft, and has to say so.")
def command(issue: str | None, pdf: Path | None, certificate: Path | None, form: str, *, draft: bool) -> int:
    """Read a finished PDF back and say where it differs from the issue.

    Every event with its points, every number of an index, every passage, table, footnote and link, contents,
    attachments, fonts, and what the PDF says of itself. Exit status: 0 if all is as in the issue, 1 if not.
    """
    if certificate is not None and certificate.suffix.lower() not in CERTIFICATES:
        raise click.UsageError(f"a certificate is {' or '.join(CERTIFICATES)}; “{certificate}” is neither")
    (folder,) = resolve([issue] if issue else [])
    read = pipeline.read(folder)
    if read.scored is None:
        _show(read.report, form)
        click.echo("what can't be read can't be proved", err=True)
        return 1
    path = pdf or folder.workspace / "build" / f"{read.scored.issue.slug}.pdf"
    try:
        proof = pipeline.prove(read.scored, path, name=shown(path), draft=draft)
    except OSError as error:
        hint = "" if pdf else ": “issuekit build” makes it"
        raise click.UsageError(f"{shown(path)} can't be read ({error.strerror}){hint}") from None
    _show(replace(read.report, findings=proof.findings), form)
    if form == "text":
        click.echo(f"proof: {proof.summary}")
    if certificate is not None:
        _certify(certificate, read.scored, proof, read.report)
    return int(not proof.holds)


def _show(report: Report, form: str) -> None:
    if form == "text":
        for line in text.render(report, color=use_color(), width=terminal_width()):
            click.echo(line)
        return
    shown_as = {"json": machine.as_json, "sarif": machine.as_sarif, "github": machine.as_github}[form]([report])
    if shown_as:
        click.echo(shown_as)


def _certify(path: Path, scored: ScoredIssue, proof: Proof, report: Report) -> None:
    words = pipeline.certificate(scored, proof, report.sources, markdown=CERTIFICATES[path.suffix.lower()])
    try:
        write(path, words.encode())
    except OSError as error:
        raise click.UsageError(f"{shown(path)} can't be written: {error.strerror}") from None
