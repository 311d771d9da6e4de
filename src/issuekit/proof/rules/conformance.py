"""The PDF says what it is: PDF/A-3a and PDF/UA-1, its title and language, and that it is tagged; it does nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.diagnostics import Rule, Severity
from issuekit.proof.collation import Held
from issuekit.proof.wording import shown, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.diagnostics import Finding
    from issuekit.proof.collation import Collation

CONFORMANCE = Rule(
    "IK812", "conformance", Severity.ERROR,
    """The PDF doesn't say that it is PDF/A-3a and PDF/UA-1, lacks what both ask for first, or runs something.

    Why:
        Archives and readers with a screen reader go by these marks. A program that works on the PDF afterwards often
        takes them away, and the tags with them. A script that runs when the PDF is opened can show what it likes; no
        archive takes it.
    Fail:
        The metadata don't name PDF/UA-1; the document has no language; a script runs when page 5 is opened.
    Pass:
        Metadata name PDF/A-3A and PDF/UA-1; title and language are those of the issue; the document is tagged; and
        when it is opened, nothing happens.
    Fix:
        Publish the PDF as it was built; don't print it to a new PDF or pass it through another program.
    """,
)
RULES: tuple[Rule, ...] = (CONFORMANCE,)
STANDARDS = ("PDF/A-3A", "PDF/UA-1")
TO_A_PLACE = "GoTo"  # all that a PDF may do when it is opened
HINT = "publish the PDF as “issuekit build” makes it"


def check(collation: Collation) -> Iterator[Finding | Held]:
    """Standards, title, language, tags. Whether the PDF keeps the standards in full is a validator's to say."""
    faults = [*((1, fault) for fault in _faults(collation)), *_acts(collation)]
    for page, fault in faults:
        yield CONFORMANCE.at(collation.span(page), fault, HINT)
    yield Held("marks of conformance", len(STANDARDS) if not faults else 0)


def _acts(collation: Collation) -> Iterator[tuple[int, str]]:
    for page, act in collation.printed.imprint.acts:
        if act != TO_A_PLACE:
            yield page, f"page {page}: the PDF does something that nobody asked for ({shown(act) or 'no known action'})"


def _faults(collation: Collation) -> Iterator[str]:
    imprint, issue = collation.printed.imprint, collation.issue
    for standard in STANDARDS:
        if standard not in imprint.conformance:
            yield f"the PDF's metadata don't say that it is {standard}"
    if not imprint.tagged:
        yield "the PDF is not tagged: what is a heading, a table or a note can't be told"
    if not imprint.shows_title:
        yield "the PDF asks viewers to show its file name instead of its title"
    if not imprint.has_colors:
        yield "the PDF doesn't say how its colors are meant"
    if not imprint.language.lower().startswith(issue.series.language.lower()):
        yield f"the PDF's language is “{shown(imprint.language)}”, that of the series “{issue.series.language}”"
    wanted = (issue.series.title.value, str(issue.number), str(issue.period))
    if not imprint.titles:
        yield "the PDF has no title"
    for title in imprint.titles:
        if not all(squeezed(part) in squeezed(title) for part in wanted):
            yield f"the PDF's title is “{shown(title)}”, which is not that of the issue"
