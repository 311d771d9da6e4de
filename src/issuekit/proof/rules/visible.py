"""What is read from the file can be seen on its page."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from issuekit.diagnostics import Rule, Severity
from issuekit.proof.collation import Held
from issuekit.proof.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.diagnostics import Finding
    from issuekit.proof.collation import Collation

UNSEEN = Rule(
    "IK824", "unseen-text", Severity.ERROR,
    """Text is in the PDF and can't be seen on its page.

    Why:
        It is read aloud, searched and copied, and every other rule of the proof finds it in its place; but who looks at
        the page doesn't see it: it is white on white, cut off, beside the page, under something or as good as nothing
        in size.
    Fail:
        A style sheet of the workspace has “td { text-indent: -3000mm }”, and a row of a table is empty on paper.
    Pass:
        Every line of text leaves a trace where it stands.
    Fix:
        Look at the page; then at what the workspace's own style says of colors, sizes and what is cut off.
    """,
)
RULES: tuple[Rule, ...] = (UNSEEN,)


def check(collation: Collation) -> Iterator[Finding | Held]:
    """One finding for each page with lines that leave no trace."""
    unseen = collation.printed.unseen
    for page, runs in groupby(unseen, key=lambda run: run.page):
        first, *others = runs
        rest = f" and {len(others)} more lines" if len(others) > 1 else " and one more line" if others else ""
        yield UNSEEN.at(
            collation.span(page), f"page {page}: “{shown(first.text)}”{rest} can't be seen on the page",
            "look at the page, then at the style's colors, sizes and what it cuts off",
        )
    if not unseen:
        yield Held("pages with all their text seen", len(collation.printed.pages))
