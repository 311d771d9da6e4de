"""No page is missing, empty or out of order, and only a draft says DRAFT."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from issuekit.diagnostics import Rule, Severity
from issuekit.proof.collation import Held
from issuekit.proof.wording import letters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.diagnostics import Finding
    from issuekit.proof.collation import Collation

EMPTY = Rule(
    "IK813", "page-empty", Severity.ERROR,
    """A page has nothing on it but its number and running head.

    Why:
        An empty page between two others is a fault of the layout that nobody meant.
    Fail:
        Page 22 has a running head and nothing else.
    Pass:
        Every page has text, a table or a picture.
    Fix:
        Look for a forced page break in the style sheet, or for a picture that is too large for its page.
    """,
)
STAMP = Rule(
    "IK817", "draft-stamp", Severity.ERROR,
    """A final PDF says DRAFT, or a draft doesn't.

    Why:
        A draft is printed in spite of errors. It must not be mistaken for the issue, nor the issue for a draft.
    Fail:
        The PDF that is to be published says DRAFT on every page.
    Pass:
        A draft says so on every page, a final PDF on none.
    Fix:
        Mend the errors and build without “--draft”.
    """,
)
MISSING = Rule(
    "IK818", "page-missing", Severity.ERROR,
    """The printed page numbers skip or repeat one.

    Why:
        Then a page was lost or came in twice: the text breaks off in the middle of a sentence, and every reference to
        a later page is wrong.
    Fail:
        The page after page 11 is numbered 13.
    Pass:
        Page numbers go up by one from page to page.
    Fix:
        Build the PDF again; don't take out or add pages afterwards.
    """,
)
RULES: tuple[Rule, ...] = (EMPTY, STAMP, MISSING)


def check(collation: Collation) -> Iterator[Finding | Held]:
    """Page by page."""
    printed = collation.printed
    stamp = letters(collation.issue.series.labels.draft)
    stamped = {
        page.number for page in printed.pages
        if any(letters(run.text) == stamp or letters(run.text).startswith(stamp) for run in page.margins)
    } if stamp else set()
    for page in printed.pages:
        if not page.filled:
            yield EMPTY.at(
                collation.span(page.number), f"page {page.number} is empty", "look for a page break that nobody wants",
            )
    numbered = sorted(printed.numbered)
    for before, after in pairwise(numbered):
        step = printed.folios[after] - printed.folios[before]
        if step != after - before:
            yield MISSING.at(
                collation.span(after),
                f"page {after} of the PDF has the number {printed.folios[after]}, and page {before} has "
                f"{printed.folios[before]}", "build the PDF again",
            )
    yield from _stamps(collation, stamped)
    yield Held("pages", sum(page.filled for page in printed.pages))


def _stamps(collation: Collation, stamped: set[int]) -> Iterator[Finding]:
    word = collation.issue.series.labels.draft
    if collation.draft:
        for page in collation.printed.pages:
            if page.number not in stamped:
                yield STAMP.at(
                    collation.span(page.number), f"page {page.number} of a draft doesn't say {word}",
                    "look at the margins of the style's pages",
                )
    elif stamped:
        first = min(stamped)
        yield STAMP.at(
            collation.span(first), f"page {first} says {word}: this PDF is not to be published",
            "mend the errors and build without “--draft”",
        )
