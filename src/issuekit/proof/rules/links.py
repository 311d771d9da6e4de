"""Every link of the issue can be followed on the page, and every link on the page leads somewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from issuekit.diagnostics import Related, Rule, Severity
from issuekit.proof.collation import Held
from issuekit.proof.manuscript import labels_of
from issuekit.proof.printed import Table, Words
from issuekit.proof.wording import letters, shown, spelled, squeezed

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
    groups: dict[tuple[str, str, str], list[Pointer]] = {}
    faulty: set[tuple[str, str]] = set()
    for home, pointer in collation.pointers:
        finding = _looked_up(collation, pointer, home, targets)
        if finding is None:
            groups.setdefault((home, letters(pointer.words), pointer.target), []).append(pointer)
        else:
            faulty.add((home, letters(pointer.words)))
            yield finding
    known = _addresses(collation)
    listed = {entry.place for entries in collation.sources.values() for entry in entries}
    for link in collation.printed.links:
        # What is wrong with the address of a source, or of words that the issue links, is said there.
        said = link.matter in listed or (
            bool(faulty) and (collation.part_at(link.matter), letters(link.words)) in faulty
        )
        yield from _followed(collation, link, targets, None if said else known)
    for (home, _, _), pointers in groups.items():
        yield from _counted(collation, pointers, home, targets)


def _targets(collation: Collation) -> Mapping[str, range]:
    """The pages of every place of the issue that has a name in print: chapters, appendices, tables, parts."""
    labels = labels_of(collation.issue)
    known = {letters(label): squeezed(label) for label in labels.values()}
    pages: dict[str, range] = {}
    for name, stretch in collation.stretches.items():
        if name in labels:
            found = [stretch.page, *(part.page for part in stretch.of(collation.matter))]
            pages[squeezed(labels[name])] = range(min(found), max(found) + 1)
    for part in collation.matter:
        if isinstance(part, Table):
            numbered = NUMBERED.match(letters(part.caption))  # “Table 1” of “Table 1. Exercises in the region”
            if numbered is not None and numbered[0] in known:
                found = [part.page, *(row.page for row in part.rows)]
                pages.setdefault(known[numbered[0]], range(min(found), max(found) + 1))
        elif isinstance(part, Words) and part.level and letters(part.text) in known:
            pages.setdefault(known[letters(part.text)], range(part.page, part.page + 1))
    return pages


def _addresses(collation: Collation) -> frozenset[tuple[str, ...]]:
    """Every address to which a link may lead: those of the issue, and the website of the series."""
    prose = (link.target for part in collation.issue.all_prose() for link in part.links if not link.image)
    return frozenset(map(canonical, {*prose, collation.issue.series.website}))


def _followed(
    collation: Collation, link: Link, targets: Mapping[str, range], known: frozenset[tuple[str, ...]] | None,
) -> Iterator[Finding | Held]:
    words = f"the link “{shown(link.words, 50)}”" if link.words.strip() else "a link without words"
    if link.address or link.target:
        pages = targets.get(squeezed(link.words)) if link.target else None
        if pages is not None and link.target not in pages:
            yield LINK.at(
                collation.span(link.page),
                f"page {link.page}: {words} leads to page {link.target}, and what it names stands on page {pages[0]}",
                AGAIN,
            )
        elif link.address and known is not None and canonical(link.address) not in known and not _says_itself(link):
            what = f"{words} leads to {shown(link.address)}, where no link of the issue leads"
            yield LINK.at(collation.span(link.page), f"page {link.page}: {what}", AGAIN)
        else:
            yield Held("links")
    else:
        place = f": “{link.place}” is on no page" if link.place else ""
        yield LINK.at(collation.span(link.page), f"page {link.page}: {words} leads nowhere{place}", AGAIN)


def _says_itself(link: Link) -> bool:
    """Whether a link reads as the address to which it leads: a style may have one of its own, to a license say."""
    return link.matter >= 0 and spelled(link.words) == spelled(link.address)


def _looked_up(
    collation: Collation, pointer: Pointer, home: str, targets: Mapping[str, range],
) -> Finding | None:
    """What is wrong with a link of the issue, if anything. Its words are compared without their marks of emphasis."""
    printed, wanted = collation.links.get(home, ()), letters(pointer.words)
    same_words = [link for link in printed if letters(link.words) == wanted]
    pages = targets.get(squeezed(collation.manuscript.label(pointer.target)), range(0))
    if any(_leads(link, pointer.target, pages) for link in same_words):
        return None
    same_target = [link for link in printed if _leads(link, pointer.target, pages)]
    others = [link for link in same_words if link.address or not _followable(link, targets)]
    if others:
        link = others[0]
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
    page = _page_of(collation, wanted, home, printed) if link is None else link.page
    return LINK.at(
        collation.span(page), f"page {page}: {what}", AGAIN, [Related(pointer.span, "the issue has it here")],
    )


def _followable(link: Link, targets: Mapping[str, range]) -> bool:
    """Whether a link within the PDF leads to the page of what it names: then it is another one than that sought."""
    return link.target in targets.get(squeezed(link.words), ())


def _counted(
    collation: Collation, pointers: Sequence[Pointer], home: str, targets: Mapping[str, range],
) -> Iterator[Finding | Held]:
    """Links of one part with the same words and target: as many are in print as in the issue.

    One that is broken over lines is several in print, so that there may be more of them.
    """
    first, wanted = pointers[0], letters(pointers[0].words)
    printed: Sequence[Link] = ()
    if len(pointers) > 1:
        pages = targets.get(squeezed(collation.manuscript.label(first.target)), range(0))
        printed = [
            link for link in collation.links.get(home, ())
            if letters(link.words) == wanted and _leads(link, first.target, pages)
        ]
        if len(printed) < len(pointers):
            page = _page_of(collation, wanted, home, printed)
            yield LINK.at(
                collation.span(page),
                f"page {page}: “{shown(first.words, 50)}” leads to {shown(first.target)} {len(printed)} times in "
                f"print, and {len(pointers)} times in the issue", AGAIN,
                [Related(pointer.span, "the issue has it here") for pointer in pointers],
            )
    yield Held("source links", min(len(pointers), len(printed) or 1))


def _leads(link: Link, target: str, pages: range) -> bool:
    """Whether a link leads to a target; one within the PDF that has lost the name of its place, to its page."""
    if target.startswith("#"):
        return link.target > 0 and (link.place == unquote(target[1:]) if link.place else link.target in pages)
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


def _page_of(collation: Collation, wanted: str, home: str, printed: Sequence[Link]) -> int:
    """The page on which the words of a link stand without one; where they aren't found, that of their part.

    ``printed`` are links that are none of those sought: words in the same paragraph are taken only if no others are.
    """
    stretch = collation.stretches[home]
    linked = {link.matter for link in printed if letters(link.words) == wanted}
    found = [
        (place in linked, place) for place in range(stretch.start, stretch.stop)
        if isinstance(part := collation.matter[place], Words) and wanted in letters(part.text)
    ]
    return collation.matter[min(found)[1]].page if found else stretch.page
