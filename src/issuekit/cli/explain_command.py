"""``issuekit explain``: what a finding means and what to do about it."""

from __future__ import annotations

import click

from issuekit.cli.issues import use_color
from issuekit.reporting import explanation
from issuekit.rulebook import explanations


@click.command("explain", short_help="Explain a finding: why, an example, how to fix it.")
@click.argument("code", required=False)
@click.option("--markdown", is_flag=True, help="Print all explanations as Markdown: the text of docs/checks.md.")
def command(code: str | None, markdown: bool) -> int:
    """Explain a finding's CODE (IK201) or name (control-total); without one, list them all."""
    known = explanations()
    if markdown:
        click.echo(explanation.as_markdown(known), nl=False)
        return 0
    if code is None:
        click.echo(explanation.listing(known, color=use_color()))
        return 0
    wanted = code.strip().lower()
    for entry in known:
        if wanted in (entry.code.lower(), entry.name):
            click.echo(explanation.as_text(entry, color=use_color()))
            return 0
    from difflib import get_close_matches  # noqa: PLC0415 - on the way to a message only

    forms = [form for entry in known for form in (entry.code.lower(), entry.name)]
    begun = [form for form in forms if wanted and form.startswith(wanted)]  # “IK20”
    close = begun or get_close_matches(wanted, forms, n=1)
    hint = f"did you mean {close[0].upper() if close[0].startswith('ik') else close[0]}?" if close else ""
    raise click.UsageError(f"there is no finding “{code}”; {hint or '“issuekit explain” lists them all'}")
