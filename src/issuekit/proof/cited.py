"""The links of each part of the issue, and the list that says on paper where they lead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from issuekit.proof.printed import Words
from issuekit.proof.whereabouts import OPENING
from issuekit.proof.wording import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from issuekit.proof.collation import Collation
    from issuekit.proof.manuscript import Pointer
    from issuekit.proof.printed import Link


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list of sources: its ``number`` and address as printed, and the links in it.

    ``place`` is its index in the matter.
    """

    number: str
    text: str
    page: int
    place: int
    links: tuple[Link, ...]


def pointers(collation: Collation) -> Iterator[tuple[str, Pointer]]:
    """Every link of the issue that is printed, with the part in which it is: that of its text, or of its catalogue."""
    for pointer in collation.manuscript.links(collation.issue.letter):
        yield OPENING, pointer
    catalogues = {
        plan.id: appendix.id for appendix in collation.issue.series.appendices for plan in appendix.chapters
    }
    for chapter in collation.issue.chapters:
        if chapter.id not in collation.stretches:
            continue
        events = {id(event.text) for event in chapter.events}
        for prose in chapter.all_prose():
            home = catalogues.get(chapter.id) if id(prose) in events else chapter.id
            if home is not None and prose.links and home in collation.stretches:
                yield from ((home, pointer) for pointer in collation.manuscript.links(prose))


def by_part(collation: Collation) -> Mapping[str, Sequence[Link]]:
    """The printed links of each part, those of its list of sources left out."""
    listed = {entry.place for entries in collation.sources.values() for entry in entries}
    found: dict[str, list[Link]] = {}
    for link in collation.printed.links:
        if link.matter not in listed:
            home = collation.part_at(link.matter) if link.matter >= 0 else OPENING
            found.setdefault(home, []).append(link)
    return found


def lists_of_sources(collation: Collation) -> Mapping[str, Sequence[Entry]]:
    """The list of sources of each part that has one: the numbered lines under the last heading that says so."""
    title = squeezed(collation.issue.series.labels.sources)
    links: dict[int, list[Link]] = {}
    for link in collation.printed.links:
        links.setdefault(link.matter, []).append(link)
    lists: dict[str, Sequence[Entry]] = {}
    for name, stretch in collation.stretches.items():
        heads = [
            place for place in range(stretch.start, stretch.stop)
            if isinstance(part := collation.matter[place], Words) and part.level and squeezed(part.text) == title
        ]
        entries = list(_entries(collation, heads[-1] + 1, stretch.stop, links)) if heads else []
        # Authors may have a section of that name, and a numbered list in it.
        if any(link.address for entry in entries for link in entry.links):
            lists[name] = entries
    return lists


def _entries(
    collation: Collation, start: int, stop: int, links: Mapping[int, Sequence[Link]],
) -> Iterator[Entry]:
    for place in range(start, stop):
        part = collation.matter[place]
        if not isinstance(part, Words) or part.level:
            return
        if part.label.isdecimal():
            yield Entry(part.label, part.text, part.page, place, tuple(links.get(place, ())))
