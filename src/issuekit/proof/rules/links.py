"""Every link of the issue can be followed on the page, and every link on the page leads somewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from issuekit.diagnostics import Related, Rule, Severity
from issuekit.proof.collation import Held
from issuekit.proof.manuscript import labels_of
from issuekit.proof.printed import Table, Words
from issuekit.proof.wording import letters, shown, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from issuekit.diagnostics import Finding
    from issuekit.proof.collation import Collation
    from issuekit.proof.manuscript import Pointer
    from issuekit.proof.printed import Link

LINK = Rule(
    "IK806", "link", Severity.ERROR,
    """A link of the issue is no link in print, or a printed link leads nowhere or to another place.

    Why:
        Sources are the authors' evidence. A link that was lost on the way, or that leads to another address than the
        author gave, takes it away.
    Fail:
        “told a seminar” leads to https://www.mil.by/ in the chapter's file, and in print it is words only.
    Pass:
        The words are a link in print, and it leads to the author's address, or to the page of the table it names.
    Fix:
        Build the PDF again. If the finding stays, look at the template or at whatever worked on the PDF afterwards.
    """,
)
RULES: tuple[Rule, ...] = (LINK,)
AGAIN = "build the PDF again"
NUMBERED = re.compile(r"\D+\d+")


def check(collation: Collation) -> Iterator[Finding | Held]:
    """Every link in print, then every link of the issue."""
    targets = _targets(collation)
    for link in collation.printed.links:
        yield from _followed(collation, link, targets)
    for home, pointer in collation.pointers:
        finding = _looked_up(collation, pointer, collation.links.get(home, ()))
        yield Held("source links") if finding is None else finding


def _targets(collation: Collation) -> Mapping[str, range]:
    """The pages of every place of the issue that has a name in print: chapters, appendices, tables, parts."""
    labels = labels_of(collation.issue)
    known = {letters(label): squeezed(label) for label in labels.values()}
    pages: dict[str, range] = {}
    for name, stretch in collation.stretches.items():
        if name in labels:
            last = max(part.page for part in stretch.of(collation.matter))
            pages[squeezed(labels[name])] = range(stretch.page, last + 1)
    for part in collation.matter:
        if isinstance(part, Table):
            numbered = NUMBERED.match(letters(part.caption))  # “Table 1” of “Table 1. Exercises in the region”
            if numbered is not None and numbered[0] in known:
                pages.setdefault(known[numbered[0]], range(part.page, part.rows[-1].page + 1))
        elif isinstance(part, Words) and part.level and letters(part.text) in known:
            pages.setdefault(known[letters(part.text)], range(part.page, part.page + 1))
    return pages


def _followed(collation: Collation, link: Link, targets: Mapping[str, range]) -> Iterator[Finding | Held]:
    words = f"the link “{shown(link.words, 50)}”" if link.words.strip() else "a link without words"
    if link.address or link.target:
        pages = targets.get(squeezed(link.words)) if link.target else None
        if pages is not None and link.target not in pages:
            yield LINK.at(
                collation.span(link.page),
                f"page {link.page}: {words} leads to page {link.target}, and what it names stands on page {pages[0]}",
                AGAIN,
            )
        else:
            yield Held("links")
    else:
        place = f": “{link.place}” is on no page" if link.place else ""
        yield LINK.at(collation.span(link.page), f"page {link.page}: {words} leads nowhere{place}", AGAIN)


def _looked_up(collation: Collation, pointer: Pointer, printed: Sequence[Link]) -> Finding | None:
    """What is wrong with a link of the issue, if anything. Its words are compared without their marks of emphasis."""
    wanted = letters(pointer.words)
    same_words = [link for link in printed if letters(link.words) == wanted]
    if any(_leads(link, pointer.target) for link in same_words):
        return None
    same_target = [link for link in printed if _leads(link, pointer.target)]
    if same_words:
        link = same_words[0]
        if not link.address and (not link.target or wanted == letters(collation.manuscript.label(pointer.target))):
            return None  # that it leads nowhere, or not to what it names, was said of the link itself
        what = (
            f"“{shown(pointer.words, 50)}” leads to {shown(link.address or f'page {link.target}')} in print, and to "
            f"{shown(pointer.target)} in the issue"
        )
    elif same_target:
        link = same_target[0]
        what = (
            f"the link to {shown(pointer.target)} is set on “{shown(link.words, 50)}” in print, and on "
            f"“{shown(pointer.words, 50)}” in the issue"
        )
    else:
        what = f"“{shown(pointer.words, 50)}” is no link in print; in the issue it leads to {shown(pointer.target)}"
        link = None
    page = _page_of(collation, pointer) if link is None else link.page
    return LINK.at(
        collation.span(page), f"page {page}: {what}", AGAIN, [Related(pointer.span, "the issue has it here")],
    )


def _leads(link: Link, target: str) -> bool:
    if target.startswith("#"):
        return link.target > 0 and link.place == unquote(target[1:])
    return bool(link.address) and canonical(link.address) == canonical(target)


def canonical(address: str) -> tuple[str, ...]:
    """An address in the form in which two of the same page are equal: escapes, case of the server, last slash."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return (address,)
    return (
        parts.scheme.lower(), parts.netloc.lower(), unquote(parts.path).rstrip("/"), unquote(parts.query),
        unquote(parts.fragment),
    )


def _page_of(collation: Collation, pointer: Pointer) -> int:
    """The page on which the words of a link stand, 1 where they are not found."""
    wanted = letters(pointer.words)
    return next(
        (part.page for part in collation.matter if isinstance(part, Words) and wanted in letters(part.text)), 1,
    )
