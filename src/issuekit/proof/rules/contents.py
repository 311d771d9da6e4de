"""The contents and the outline: every line leads to the page on which its heading really stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from issuekit.diagnostics import Rule, Severity
from issuekit.proof.collation import Held
from issuekit.proof.printed import Words
from issuekit.proof.whereabouts import parts_of
from issuekit.proof.wording import letters, shown, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.diagnostics import Finding
    from issuekit.proof.collation import Collation
    from issuekit.proof.printed import Bookmark, Link

CONTENTS = Rule(
    "IK807", "contents-page", Severity.ERROR,
    """A line of the contents names another page than that of its heading, or leads to another, or is missing.

    Why:
        The contents are what a reader turns to first; page numbers are filled in last, when everything else is laid
        out, and are wrong as soon as a page moves.
    Fail:
        The contents say “Oil and gas … 7”, and the heading stands on the page with the number 6.
    Pass:
        The number in the contents is the one printed on the page of the heading, and the link opens that page.
    Fix:
        Build the PDF again; don't take out or add pages afterwards.
    """,
)
BOOKMARK = Rule(
    "IK819", "bookmark", Severity.ERROR,
    """A heading is not in the PDF's outline, or its line there opens another page.

    Why:
        On a screen the outline is how readers find their way; and PDF/UA asks for one that is right.
    Fail:
        The outline has “Oil and gaz”, and no line “Oil and gas”.
    Pass:
        Every title, part and heading is in the outline in order, and opens the page on which it stands.
    Fix:
        Build the PDF again. If the finding stays, the style sheet sets “bookmark-level: none” or another label.
    """,
)
RULES: tuple[Rule, ...] = (CONTENTS, BOOKMARK)
AGAIN = "build the PDF again"
LAST_NUMBER = re.compile(r"(\d+)\s*$")
NUMBERED = re.compile(r"^\d+(?=[^\d])")


def check(collation: Collation) -> Iterator[Finding | Held]:
    """The contents first, then the outline."""
    headings = [
        (place, part) for place, part in enumerate(collation.matter) if isinstance(part, Words) and part.level
    ]
    yield from _contents(collation, [part for place, part in headings if place not in collation.opening])
    yield from _outline(collation, [part for _, part in headings])


def _contents(collation: Collation, headings: list[Words]) -> Iterator[Finding | Held]:
    title = collation.issue.series.labels.contents
    lines = _lines(collation)
    if lines is None:
        yield CONTENTS.at(collation.span(1), f"the issue's beginning has no heading “{title}”", AGAIN)
        return
    listed: set[str] = set()
    met: set[int] = set()  # the headings that have a line
    after = 0
    for line, entry, number, link in lines:
        listed.add(letters(entry))
        if link is None or link.address:
            what = f"the line “{shown(line.text)}” of the contents is no link"
            yield CONTENTS.at(collation.span(line.page), f"page {line.page}: {what}", AGAIN)
        # In order: two chapters may well have headings that read the same.
        spots = [*range(after, len(headings)), *range(after)]
        found = next((spot for spot in spots if _same(entry, headings[spot].text)), None)
        if found is None:
            what = f"the contents list “{shown(entry)}”, and no heading says so"
            yield CONTENTS.at(collation.span(line.page), f"page {line.page}: {what}", AGAIN)
            continue
        after = found + 1
        met.add(found)
        yield from _line(collation, line, number, headings[found], link)
    page = lines[0][0].page if lines else 1
    for _, name in parts_of(collation.issue):
        if not any(entry.endswith(letters(name)) for entry in listed):
            yield CONTENTS.at(collation.span(page), f"page {page}: the contents don't list “{shown(name)}”", AGAIN)
    yield from _left_out(collation, headings, met, page)


def _left_out(collation: Collation, headings: list[Words], met: set[int], page: int) -> Iterator[Finding]:
    """Headings below the titles: a style may list none of a kind, but if it lists one, it lists them all."""
    for texts in _kinds(collation):
        levels: dict[int, list[int]] = {}
        for spot, heading in enumerate(headings):
            if heading.level > 1 and texts & {letters(heading.text), NUMBERED.sub("", letters(heading.text))}:
                levels.setdefault(heading.level, []).append(spot)
        for spots in levels.values():
            for spot in spots if met.intersection(spots) else ():
                if spot not in met:
                    what = f"the contents don't list “{shown(headings[spot].text)}”"
                    yield CONTENTS.at(collation.span(page), f"page {page}: {what}", AGAIN)


def _kinds(collation: Collation) -> tuple[set[str], ...]:
    """What headings of each kind say: of parts, of sections within them, of the charts of the overview."""
    labels = collation.issue.series.labels
    blocks = [block for chapter in collation.issue.chapters for block in chapter.developments]
    return (
        {letters(block.part.value) for block in blocks if block.part is not None},
        {letters(block.heading.value) for block in blocks if block.heading is not None},
        {letters(labels.history), letters(labels.timeline)},
    )


def _lines(collation: Collation) -> list[tuple[Words, str, int, Link | None]] | None:
    """The lines of the contents, each with its entry, its page number and its link; None where there are none."""
    opening = collation.opening.of(collation.matter)
    title = squeezed(collation.issue.series.labels.contents)
    places = [
        place for place, part in enumerate(opening)
        if isinstance(part, Words) and part.level and squeezed(part.text) == title
    ]
    if not places:
        return None
    links: dict[int, Link] = {}
    for link in collation.printed.links:
        links.setdefault(link.matter, link)
    lines: list[tuple[Words, str, int, Link | None]] = []
    for place in range(places[0] + 1, len(opening)):
        line = opening[place]
        if isinstance(line, Words):
            if line.level:
                break
            number = LAST_NUMBER.search(line.text)
            if number is not None:
                entry = line.text[: number.start()]
                lines.append((line, entry, int(number[1]), links.get(collation.opening.start + place)))
    return lines


def _same(entry: str, heading: str) -> bool:
    """Whether a line of the contents is that of a heading; either may do without the number that the other has."""
    wanted, found = letters(entry), letters(heading)
    return wanted in (found, NUMBERED.sub("", found)) or NUMBERED.sub("", wanted) == found


def _line(
    collation: Collation, line: Words, number: int, heading: Words, link: Link | None,
) -> Iterator[Finding | Held]:
    folio = collation.printed.folios[heading.page]
    if number != folio:
        what = f"the contents say page {number} for “{shown(heading.text)}”, which stands on page {folio}"
        yield CONTENTS.at(collation.span(line.page), f"page {line.page}: {what}", AGAIN)
    elif link is not None and not link.address and link.target and link.target != heading.page:
        yield CONTENTS.at(
            collation.span(line.page),
            f"page {line.page}: the line “{shown(heading.text)}” of the contents opens page {link.target}, and the "
            f"heading stands on page {heading.page}", AGAIN,
        )
    else:
        yield Held("lines of the contents")


def _outline(collation: Collation, headings: list[Words]) -> Iterator[Finding | Held]:
    """Headings with their lines: first those that open the right page, then those that open another."""
    free: dict[str, list[Bookmark]] = {}
    for bookmark in collation.printed.bookmarks:
        free.setdefault(letters(bookmark.title), []).append(bookmark)
    lacking, levels = [], set()
    for heading in headings:
        same = free.get(letters(heading.text), [])
        right = next((bookmark for bookmark in same if bookmark.page == heading.page), None)
        if right is None:
            lacking.append(heading)
        else:
            same.remove(right)
            levels.add(heading.level)
            yield Held("bookmarks")
    wanted = _outlined(collation)
    for heading in lacking:
        same = free.get(letters(heading.text), [])
        if same:
            opened = same.pop(0).page
            what = f"the line “{shown(heading.text)}” of the outline " + (
                f"opens page {opened}" if opened else "leads nowhere"
            )
            yield BOOKMARK.at(collation.span(heading.page), f"page {heading.page}: {what}", AGAIN)
        elif heading.level in levels or NUMBERED.sub("", letters(heading.text)) in wanted:
            # A style may leave out a whole level, but no single heading of one.
            what = f"the heading “{shown(heading.text)}” is not in the outline"
            yield BOOKMARK.at(collation.span(heading.page), f"page {heading.page}: {what}", AGAIN)
    for bookmark in [bookmark for rest in free.values() for bookmark in rest if not bookmark.page]:
        yield BOOKMARK.at(collation.span(1), f"the line “{shown(bookmark.title)}” of the outline leads nowhere", AGAIN)


def _outlined(collation: Collation) -> set[str]:
    """The headings that have to be in the outline: of the issue's parts, and those that authors give."""
    wanted = {NUMBERED.sub("", letters(stretch.title)) for name, stretch in collation.stretches.items() if name}
    for chapter in collation.issue.chapters:
        for block in chapter.developments:
            wanted |= {letters(text.value) for text in (block.part, block.heading) if text is not None}
    return wanted
