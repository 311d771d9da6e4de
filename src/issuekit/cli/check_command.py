"""``issuekit check``: what is wrong in an issue, before it is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from issuekit import pipeline
from issuekit.cli.issues import resolve, terminal_width, use_color
from issuekit.reporting import text
from issuekit.reporting.report import Report

if TYPE_CHECKING:
    from collections.abc import Callable

    from issuekit.diagnostics import Finding


@click.command("check", short_help="Find what is wrong in an issue before it is printed.")
@click.argument("issues", nargs=-1, metavar="[ISSUE]...")
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif", "github"]), default="text",
              help="How to show the findings.  [default: text]")
@click.option("--select", metavar="CODES", default="", help="Only these codes, such as IK2 or IK201,IK301.")
@click.option("--ignore", metavar="CODES", default="", help="All but these codes.")
@click.option("--strict", is_flag=True, help="Fail on warnings as well as on errors.")
@click.option("--fix", "fixing", is_flag=True, help="Make the safe corrections in the files, then report what is left.")
@click.option("--diff", "diffing", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--unsafe-fixes", "unsafe", is_flag=True,
              help="With --fix or --diff: make also corrections that may change what the text says.")
@click.option("--coverage", "covering", is_flag=True,
              help="Also tell how many numbers of the text are held by something, and what text and catalogue have "
                   "without the other.")
@click.option("--online", is_flag=True, help="Also ask the servers whether the linked pages are there.")
def command(
    issues: tuple[str, ...], form: str, select: str, ignore: str, strict: bool,
    *, covering: bool, online: bool, fixing: bool, diffing: bool, unsafe: bool,
) -> int:
    """Check issues and say what is wrong, where, and what to do.

    Exit status: 0 if there is no error (with --strict: no warning either), 1 if there is, 2 if the command
    was not understood, 3 for a fault of issuekit itself. With --diff: 1 if there is something to correct.
    """
    if unsafe and not (fixing or diffing):
        raise click.UsageError("--unsafe-fixes goes with --fix or --diff")
    wanted = selection(select, ignore)
    folders = resolve(issues)
    if fixing or diffing:
        # Correcting is imported only where it is asked for: a mere check has to start fast.
        from issuekit.cli import fixing as corrections  # noqa: PLC0415

        if diffing:
            return corrections.show(folders, wanted, unsafe=unsafe)
        whole = corrections.make(folders, wanted, unsafe=unsafe)
    else:
        whole = [
            pipeline.check(folder, covering=covering, online=online).report if covering or online
            else pipeline.report(folder)
            for folder in folders
        ]
    reports = [
        Report(report.issue, tuple(filter(wanted, report.findings)), report.sources, report.coverage, report.partly)
        for report in whole
    ]
    if form == "text":
        for report in reports:
            for line in text.render(report, color=use_color(), width=terminal_width()):
                click.echo(line)
    else:
        from issuekit.reporting import machine  # noqa: PLC0415 - a report in words needs none of it

        shown = {"json": machine.as_json, "sarif": machine.as_sarif, "github": machine.as_github}[form](reports)
        if shown:
            click.echo(shown)
    return int(any(report.fails(strict=strict) for report in reports))


def selection(select: str, ignore: str) -> Callable[[Finding], bool]:
    """Whether a finding is among the selected codes and none of the ignored ones.

    A code's beginning stands for all that begin so.

    Raises:
        click.UsageError: something in the lists can't be a code.
    """
    wanted, unwanted = split_codes(select), split_codes(ignore)

    def selected(finding: Finding) -> bool:
        if unwanted and finding.code.startswith(unwanted):
            return False
        return not wanted or finding.code.startswith(wanted)

    return selected


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
