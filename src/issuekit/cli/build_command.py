"""``issuekit build``: check an issue, then make its PDF."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from issuekit import pipeline
from issuekit.cli.issues import resolve, shown, terminal_width, use_color
from issuekit.diagnostics import Severity
from issuekit.reporting import text
from issuekit.reporting.paint import Paint

if TYPE_CHECKING:
    from issuekit.pipeline import Built
    from issuekit.reading.workspace import IssueFolder
    from issuekit.reporting.report import Report

LEAST_SHARE = 0.01  # of a build's time that a step takes to be told; charts are mostly drawn beside other steps


@click.command("build", short_help="Check an issue and make its PDF.")
@click.argument("issues", nargs=-1, metavar="[ISSUE]...")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path),
              help="Where to write the PDF.  [default: build/<series>-<issue>.pdf]")
@click.option("--draft", is_flag=True, help="Build in spite of errors; every page says DRAFT.")
@click.option("--proof/--no-proof", "proving", default=True,
              help="Read the PDF back and hold it against the issue before it is put in its place.  [default: on]")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what is wrong.")
def command(issues: tuple[str, ...], output: Path | None, *, draft: bool, proving: bool, quiet: bool) -> int:
    """Check issues and write each as a PDF into build/.

    An issue with errors is not built: the last good PDF stays. What can't be read at all can't be built as a
    draft either. The finished PDF is read back; if it doesn't say what the issue says, it is kept aside as
    <name>.rejected.pdf, and the last good PDF stays.
    """
    folders = resolve(issues)
    if output is not None and len(folders) > 1:
        raise click.UsageError("--output names one file; build one issue at a time, or leave it out")
    return max(_build(folder, output, draft=draft, proving=proving, quiet=quiet) for folder in folders)


def _build(folder: IssueFolder, output: Path | None, *, draft: bool, proving: bool, quiet: bool) -> int:
    show = _Progress(quiet=quiet)
    show("read and check", folder.name)
    started = time.perf_counter()
    with pipeline.check_to_print(folder, draft=draft) as checked:
        spent = time.perf_counter() - started
        report = checked.report
        grave = replace(report, findings=tuple(
            finding for finding in report.findings if finding.severity is not Severity.NOTE
        ))
        if grave.findings:
            show.clear()
            _tell(grave)
        if checked.scored is None or (report.fails(strict=False) and not draft):
            unread = "what can't be read can't be printed"
            reason = unread if checked.scored is None else "--draft builds all the same"
            click.echo(f"not built: mend the errors first ({reason})", err=True)
            return 1
        target = output or folder.workspace / "build" / f"{checked.scored.issue.slug}.pdf"
        try:
            built = pipeline.build(
                checked.scored, target, draft=draft, proving=proving, progress=show,
                before={"read and check": spent}, begun=checked.begun,
            )
        except (pipeline.BuildError, OSError) as error:
            show.clear()
            click.echo(f"not built: {error}", err=True)
            return 1
    show.clear()
    paint = Paint(use_color(sys.stderr))
    for warning in built.warnings:
        click.echo(f"{paint('warning', 'yellow')}: {warning}", err=True)
    if built.proof is not None and built.proof.findings and not draft:
        _tell(replace(report, findings=built.proof.findings))
    if built.rejected:
        click.echo(
            f"not put in its place: the PDF doesn't say what the issue says. It is kept as {shown(built.path)}; "
            f"{shown(target)} {'is as it was' if target.exists() else 'was not made'}", err=True,
        )
        return 1
    if not quiet:
        _conclude(built, draft=draft)
    return 0


def _conclude(built: Built, *, draft: bool) -> None:
    paint = Paint(use_color())
    click.echo(_closing(built, paint))
    if built.proof is not None:
        click.echo(f"{paint('proof', 'bold')}: {built.proof.summary}" + (
            "; “issuekit proof --draft” shows them" if draft and built.proof.findings else ""
        ))


def _tell(report: Report) -> None:
    """A report on the error stream."""
    for line in text.render(report, color=use_color(sys.stderr), width=terminal_width()):
        click.echo(line, err=True)


def _closing(built: Built, paint: Paint) -> str:
    """``build/x.pdf  41 pages, 15,120 words, 1.2 MB in 6.1 s (read and check 3%, …)``; steps that took time."""
    whole = sum(built.seconds.values())
    shares = ", ".join(
        f"{step} {seconds / whole:.0%}" for step, seconds in built.seconds.items() if seconds >= LEAST_SHARE * whole
    )
    return (
        f"{paint(shown(built.path), 'bold')}  {built.pages} pages, {built.words:,} words, {built.size / 1e6:.1f} MB "
        f"in {whole:.1f} s " + paint(f"({shares})", "dim")
    )


class _Progress:
    """One line that is written over, on a terminal; nothing in a pipe or a log."""

    def __init__(self, *, quiet: bool) -> None:
        self.on = not quiet and sys.stderr.isatty()

    def __call__(self, step: str, detail: str) -> None:
        if self.on:
            click.echo(f"\r\033[K  {step}  {detail}"[: terminal_width()], nl=False, err=True)

    def clear(self) -> None:
        if self.on:
            click.echo("\r\033[K", nl=False, err=True)
