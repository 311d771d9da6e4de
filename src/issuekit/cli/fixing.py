"""``issuekit check --fix`` and ``--diff``: what is corrected, told in a line or two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from issuekit.cli.issues import use_color
from issuekit.desk.fix import ChangedMeanwhileError, Fixed, fix, save
from issuekit.reporting.paint import Paint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from issuekit.diagnostics import Finding
    from issuekit.reading.workspace import IssueFolder
    from issuekit.reporting.report import Report


def make(folders: Sequence[IssueFolder], wanted: Callable[[Finding], bool], *, unsafe: bool) -> list[Report]:
    """Correct issues on disk; the reports of what is left. What was done is told on the error stream.

    Raises:
        click.ClickException: a file was changed meanwhile, or can't be written.
    """
    reports = []
    for folder in folders:
        fixed = fix(folder, wanted, unsafe=unsafe)
        try:
            save(fixed)
        except (ChangedMeanwhileError, OSError) as error:
            raise click.ClickException(f"not corrected: {error}") from None
        for line in told(fixed, wanted, done=True, unsafe=unsafe):
            click.echo(line, err=True)
        reports.append(fixed.checked.report)
    return reports


def show(folders: Sequence[IssueFolder], wanted: Callable[[Finding], bool], *, unsafe: bool) -> int:
    """Print what would be corrected as a unified diff; 1 if there is anything, otherwise 0."""
    changes = False
    for folder in folders:
        fixed = fix(folder, wanted, unsafe=unsafe)
        changes = changes or bool(fixed.texts)
        if fixed.texts:
            click.echo(_painted(fixed.diff), nl=False)
        for line in told(fixed, wanted, done=False, unsafe=unsafe):
            click.echo(line, err=True)
    return int(changes)


def told(fixed: Fixed, wanted: Callable[[Finding], bool], *, done: bool, unsafe: bool) -> Iterator[str]:
    """``minsk-barometer/2019-11: corrected 12 findings in 3 files``, and what was left, with the reason."""
    issue = fixed.checked.report.issue
    number, files = len(fixed.made), len(fixed.texts)
    verb = "corrected" if done else "would correct"
    if number:
        yield f"{issue}: {verb} {_counted(number, 'finding')} in {_counted(files, 'file')}"
    else:
        yield f"{issue}: nothing to correct"
    for left in fixed.left:
        yield f"  {left.finding.span}: {left.finding.code} left: {left.reason}"
    if not unsafe:
        found = filter(wanted, fixed.checked.report.findings)
        more = sum(1 for finding in found if finding.fix and not finding.fix.safe)
        if more:
            yield f"  {_counted(more, 'correction')} more with --unsafe-fixes: look at each of them"


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _painted(diff: str) -> str:
    paint = Paint(use_color())
    styles = {"+": "green", "-": "red", "@": "blue"}
    lines = diff.split("\n")
    return "\n".join(paint(line, styles[line[0]]) if line[:1] in styles else line for line in lines)
