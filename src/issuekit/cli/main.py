"""``issuekit``: the group of commands. A command's module is imported only when it is called."""

from __future__ import annotations

import gc
import io
import os
import sys
from importlib import import_module
from typing import Any

import click

from issuekit import __version__

COMMANDS = {
    "check": "Find what is wrong in an issue before it is printed.",
    "totals": "Show the indices computed from the catalogue.",
    "build": "Check an issue and make its PDF.",
    "proof": "Hold the finished PDF against the issue.",
    "explain": "Explain a finding: why, an example, how to fix it.",
}
YOUNG = 50_000  # new objects after which the collector looks for those that keep one another alive
OUR_FAULT = 3  # the exit status of a bug of issuekit's


class LazyGroup(click.Group):
    """A group that knows its commands' names and summaries without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names, in the order of an editor's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the command's module and take the command from it."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"issuekit.cli.{cmd_name}_command")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str],
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with a suggestion for a misspelled name."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches  # noqa: PLC0415 - on the way to a message only

            close = get_close_matches(args[0], COMMANDS, n=1) if args else []
            if close:
                raise click.UsageError(f"{error.message} Did you mean “{close[0]}”?", ctx) from None
            raise

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list of commands in the help, from the table above: nothing needs importing for it."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="issuekit")
def cli() -> None:
    """Write an issue as YAML, check its arithmetic, print it as a PDF.

    An ISSUE is named by its folder, by “series/2019-11”, by “2019-11” or by its number; without one, the
    newest issue of the workspace is meant.

    \b
    Examples:
      issuekit check              check the newest issue
      issuekit totals 12          the indices of issue No 12
      issuekit build 2019-11      make its PDF in build/
      issuekit explain IK201      what a finding means
    """  # noqa: D301 - \b is the sign to click that the lines below it are not to be filled


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; exit 0 well, 1 findings, 2 usage, 3 a fault of issuekit's own.

    Also 1 where the reader of a pipe (head, less) has seen enough: what it didn't see may have been an error.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Where the terminal's or the pipe's encoding has no “ or −, a question mark has to do.
            stream.reconfigure(errors="replace")
    # An issue's objects live as long as the process: to look through them every 700 times costs 3% and frees nothing.
    gc.set_threshold(YOUNG)
    try:
        # “color”, because otherwise click takes the colors away again that FORCE_COLOR asked for.
        status: Any = cli.main(arguments, prog_name="issuekit", standalone_mode=False, color=True)
    except click.exceptions.Abort:
        click.echo("\nstopped", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except Exception as error:  # noqa: BLE001 - the last line of defence: an editor never sees a traceback
        _report_fault(error)
        sys.exit(OUR_FAULT)
    finally:
        # On its way out Python looks through all objects for garbage: a quarter of a second after a build, for nothing.
        gc.freeze()
    sys.exit(status if isinstance(status, int) else 0)


def _report_fault(error: Exception) -> None:
    if os.environ.get("ISSUEKIT_TRACEBACK"):
        import traceback  # noqa: PLC0415 - slow to import, and hardly ever needed

        traceback.print_exception(error)
        return
    click.echo(
        f"issuekit: a fault of its own, not of your files: {type(error).__name__}: {error}\n"
        "Please report it. With ISSUEKIT_TRACEBACK=1 in the environment the report gets the details.",
        err=True,
    )
