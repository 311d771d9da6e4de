"""``issuekit check``: what is wrong in an issue, before it is printed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from issuekit import pipeline
from issuekit.cli.issues import resolve, terminal_width, use_color
from issuekit.reporting import machine, text

if TYPE_CHECKING:
    from issuekit.reporting.report import Report


@click.command("check", short_help="Find what is wrong in an issue before it is printed.")
@click.argument("issues", nargs=-1, metavar="[ISSUE]...")
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif", "github"]), default="text",
              help="How to show the findings.  [default: text]")
@click.option("--select", metavar="CODES", default="", help="Only these codes, such as IK2 or IK201,IK301.")
@click.option("--ignore", metavar="CODES", default="", help="All but these codes.")
@click.option("--strict", is_flag=True, help="Fail on warnings as well as on errors.")
def command(issues: tuple[str, ...], form: str, select: str, ignore: str, strict: bool) -> int:
    """Check issues and say what is wrong, where, and what to do.

    Exit status: 0 if there is no error (with --strict: no warning either), 1 if there is, 2 if the command
    was not understood, 3 for a fault of issuekit itself.
    """
    reports = [narrowed(pipeline.check(folder).report, select, ignore) for folder in resolve(issues)]
    if form == "text":
        for report in reports:
            for line in text.render(report, color=use_color(), width=terminal_width()):
                click.echo(line)
    else:
        shown = {"json": machine.as_json, "sarif": machine.as_sarif, "github": machine.as_github}[form](reports)
        if shown:
            click.echo(shown)
    return int(any(report.fails(strict=strict) for report in reports))


def narrowed(report: Report, select: str, ignore: str) -> Report:
    """The report with the selected codes only; a code's beginning stands for all that begin so."""
    wanted, unwanted = split_codes(select), split_codes(ignore)
    return replace(report, findings=tuple(
        finding for finding in report.findings
        if (not wanted or finding.code.startswith(wanted)) and not (unwanted and finding.code.startswith(unwanted))
    ))


def split_codes(codes: str) -> tuple[str, ...]:
    """``IK2,IK301`` as a tuple.

    Raises:
        click.UsageError: something in the list can't be a code.
    """
    parts = tuple(part.strip().upper() for part in codes.split(",") if part.strip())
    for part in parts:
        if not part.startswith("IK") or not (part[2:].isdigit() or part == "IK"):
            raise click.UsageError(f"“{part}” is not a code: write IK201, or IK2 for all of arithmetic")
    return parts
