"""``issuekit totals``: the indices computed from the catalogue."""

from __future__ import annotations

import click

from issuekit import pipeline
from issuekit.cli.issues import resolve, terminal_width, use_color
from issuekit.reporting import text, totals


@click.command("totals", short_help="Show the indices computed from the catalogue.")
@click.argument("issue", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text",
              help="How to show the totals.  [default: text]")
def command(issue: str | None, form: str) -> int:
    """Show each index of an issue: positive and negative points, total, number of events, band."""
    (folder,) = resolve([issue] if issue else [])
    checked = pipeline.read(folder)
    if checked.scored is None:
        for line in text.render(checked.report, color=use_color(), width=terminal_width()):
            click.echo(line, err=True)
        return 1
    match form:
        case "json":
            click.echo(totals.as_json(checked.scored))
        case "csv":
            click.echo(totals.as_csv(checked.scored))
        case _:
            click.echo(totals.as_text(checked.scored, color=use_color()))
    return 0
