"""No page is missing, empty or out of order, each is shown as it was printed, and only a draft says DRAFT."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from issuekit.diagnostics import Rule, Severity
from issuekit.proof.collation import Held
from issuekit.proof.printed import Box
from issuekit.proof.rules.links import LINK
from issuekit.proof.wording import letters, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.diagnostics import Finding
    from issuekit.proof.collation import Collation
    from issuekit.proof.printed import Annotation, Printed, View

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
VIEW = Rule(
    "IK821", "page-view", Severity.ERROR,
    """A page isn't shown as it was printed: it is cut, turned, of another size, or something lies over it.

    Why:
        What is cut off or covered stands in the file and is read by nobody. A comment, a stamp or a form field that was
        laid over a page looks as if it had been printed there.
    Fail:
        Page 6 is cropped to its lower half; on page 5, a comment that says +31 covers the index.
    Pass:
        All pages are of one size, whole and upright, and nothing but links lies on them.
    Fix:
        Publish the PDF as it was built; take comments, stamps and fields out again. A style prints all its pages in one
        size.
    """,
)
RULES: tuple[Rule, ...] = (EMPTY, STAMP, MISSING, VIEW)
AS_BUILT = "publish the PDF as “issuekit build” makes it"
NEARLY = 0.5  # points by which sizes may differ: programs round them
LEAST = 1.0  # points that a link measures at least either way: what is smaller nobody hits
LEADING = frozenset({"URI", "GoTo"})  # what a link may do


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
    spoiled = list(_views(collation))
    yield from spoiled
    yield from _links(collation)
    changed = {finding.span.line for finding in spoiled}
    yield Held("pages", sum(page.filled and page.number not in changed for page in printed.pages))


def _views(collation: Collation) -> Iterator[Finding]:
    """What a viewer shows otherwise than it was printed, page by page."""
    printed = collation.printed
    sheet = _sheet(printed)
    for page in printed.pages:
        for fault in _distortions(page.view, sheet):
            yield VIEW.at(collation.span(page.number), f"page {page.number} {fault}", AS_BUILT)
    for annotation in printed.annotations:
        if annotation.kind != "Link" or annotation.drawn:
            what = "a link with a picture of its own" if annotation.kind == "Link" else shown(annotation.kind) or "void"
            yield VIEW.at(
                collation.span(annotation.page),
                f"page {annotation.page} has something laid over it that was not printed ({what})", AS_BUILT,
            )


def _sheet(printed: Printed) -> Box:
    """The sheet that most pages are printed on."""
    sheets = Counter(page.view.media for page in printed.pages)
    return max(sheets, key=sheets.__getitem__, default=Box(0, 0, 0, 0))


def _distortions(view: View, sheet: Box) -> Iterator[str]:
    if not _alike(view.media, sheet):
        yield f"is a sheet of {_measures(view.media)}, and not of {_measures(sheet)} as others are"
    if view.crop is not None and not _alike(view.crop, view.media):
        yield f"is cut to {_size(view.crop)} of its {_size(view.media)}"
    if view.turned:
        yield f"is turned by {view.turned}°"
    if view.unit != 1:
        yield f"is shown {view.unit:g} times as large as it was printed"


def _alike(box: Box, other: Box) -> bool:
    return all(abs(one - two) <= NEARLY for one, two in (
        (box.left, other.left), (box.bottom, other.bottom), (box.right, other.right), (box.top, other.top),
    ))


def _size(box: Box) -> str:
    return f"{box.width:.0f} × {box.height:.0f} points"


def _measures(box: Box) -> str:
    return _size(box) + (f" from {box.left:.0f}, {box.bottom:.0f}" if box.left or box.bottom else "")


def _links(collation: Collation) -> Iterator[Finding]:
    """Links that nobody can follow, or that do something else, told once for each page."""
    sheet = _sheet(collation.printed)
    faults = Counter(
        (annotation.page, fault) for annotation in collation.printed.annotations
        if annotation.kind == "Link" and (fault := _fault(annotation, sheet))
    )
    for (page, fault), number in faults.items():
        links = "a link that" if number == 1 else f"{number} links, each of which"
        yield LINK.at(collation.span(page), f"page {page} has {links} {fault}", AS_BUILT)


def _fault(link: Annotation, sheet: Box) -> str:
    """What is wrong with a link wherever it leads, as the end of a sentence; empty for nothing."""
    if link.hidden:
        return "is hidden"
    box = link.box
    if box.right - box.left < LEAST or box.top - box.bottom < LEAST:
        return "has no area to be clicked on"
    if (
        box.right - sheet.left < LEAST or sheet.right - box.left < LEAST
        or box.top - sheet.bottom < LEAST or sheet.top - box.bottom < LEAST
    ):
        return "lies beside the page"
    if len(link.acts) > 1 or not LEADING.issuperset(link.acts):
        return f"does something else than lead to a place ({shown(', '.join(link.acts))})"
    return ""


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
