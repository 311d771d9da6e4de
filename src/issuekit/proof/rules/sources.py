"""Where a link leads can be read on paper: a number after its words, and under it in the list the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.diagnostics import Related, Rule, Severity
from issuekit.proof.collation import Held
from issuekit.proof.wording import letters, shown, spelled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from issuekit.diagnostics import Finding
    from issuekit.proof.cited import Entry
    from issuekit.proof.collation import Collation
    from issuekit.proof.manuscript import Pointer
    from issuekit.proof.printed import Link

SOURCE = Rule(
    "IK820", "source-list", Severity.ERROR,
    """A link has no number in print, or the list of sources doesn't give its address under that number.

    Why:
        On paper a link can't be followed. What its words rest on can only be looked up by the number after them and
        by the address that the list has under it.
    Fail:
        “told a seminar³” leads to https://www.mil.by/ru/news/94706, and the list has another address under 3.
    Pass:
        The list has “3 mil.by/ru/news/94706”: the whole address, but for “https://”, “www.” and a last slash.
    Fix:
        Build the PDF again. If the finding stays, the style's templates don't print the list where it belongs.
    """,
)
RULES: tuple[Rule, ...] = (SOURCE,)
AGAIN = "build the PDF again"


def check(collation: Collation) -> Iterator[Finding | Held]:
    """Part by part; nothing where the style prints neither numbers nor lists."""
    numbered = any(link.number for links in collation.links.values() for link in links)
    if not numbered and not collation.sources:
        return
    wanted: dict[str, list[Pointer]] = {}
    for home, pointer in collation.pointers:
        if not pointer.target.startswith("#"):
            wanted.setdefault(home, []).append(pointer)
    for home in collation.stretches:
        links, entries = collation.links.get(home, ()), collation.sources.get(home, ())
        yield from _Listed(collation, links, entries).check(wanted.get(home, ()))


class _Listed:
    """The sources of one part of the issue."""

    def __init__(self, collation: Collation, links: Sequence[Link], entries: Sequence[Entry]) -> None:
        self.collation = collation
        self.links = links
        self.entries = entries
        self.by_number: Mapping[str, Entry] = {entry.number: entry for entry in entries}
        self.faulty: set[str] = set()  # entries of which something has been said

    def check(self, pointers: Sequence[Pointer]) -> Iterator[Finding | Held]:
        """The links of the issue in print, then the numbers and the list as such."""
        seen = set()
        for pointer in pointers:
            address = spelled(pointer.target)
            for link in self.links:
                # That a link has other words or another address in print is said by another rule.
                if link.address and spelled(link.address) == address and letters(link.words) == letters(pointer.words):
                    spot = (link.matter, link.words, link.number, address)
                    if spot not in seen:
                        seen.add(spot)
                        yield from self._looked_up(link, pointer)
        yield from self._calls()
        yield from self._list()
        yield Held("listed sources", len(self.entries) - len(self.faulty))

    def _looked_up(self, link: Link, pointer: Pointer) -> Iterator[Finding]:
        """A link's number, and what the list has under it."""
        words, address = f"“{shown(link.words, 50)}”", spelled(pointer.target)
        related = [Related(pointer.span, "the issue has it here")]
        entry = self.by_number.get(link.number)
        if not link.number:
            if spelled(link.words) != address:
                yield self._at(link.page, f"{words} has no number that leads to its address", related)
        elif entry is None:
            yield self._at(link.page, f"{words} has the number {link.number}, which the list of sources lacks", related)
        elif spelled(entry.text) != address and not self._said(entry):
            right = next((other.number for other in self.entries if spelled(other.text) == address), "")
            if right:
                self.faulty.add(right)
            yield self._at(
                link.page if right else entry.page,
                f"the list of sources has “{shown(entry.text)}” under {entry.number}, and {words} leads to "
                f"{shown(pointer.target)}" + (f", which stands under {right}" if right else ""), related,
            )
        elif address not in {spelled(target.address) for target in entry.links} and not self._said(entry):
            yield self._at(entry.page, f"the address under {entry.number} is no link to itself", related)

    def _calls(self) -> Iterator[Finding]:
        """The numbers in the text lead to their lines, and the lines back to the text."""
        pages: dict[str, set[int]] = {}
        for link in self.links:
            if link.number:
                pages.setdefault(link.number, set()).add(link.page)
            entry = self.by_number.get(link.number)
            if link.number and not link.address and entry is not None and link.target not in (0, entry.page):
                yield self._at(
                    link.page, f"the number {link.number} leads to page {link.target}, and its source stands on page "
                    f"{entry.page}",
                )
        for entry in self.entries:
            for link in entry.links:
                called = pages.get(entry.number, set())
                if not link.address and link.target and called and link.target not in called and not self._said(entry):
                    yield self._at(
                        entry.page, f"source {entry.number} leads back to page {link.target}, where it isn't cited",
                    )

    def _list(self) -> Iterator[Finding]:
        """The list counts from 1 without a gap, and nothing is in it that the text doesn't cite."""
        cited = {link.number for link in self.links}
        for place, entry in enumerate(self.entries, start=1):
            if entry.number != str(place) and not self._said(entry):
                yield self._at(entry.page, f"the list of sources has {entry.number} in the place of {place}")
                return
        for entry in self.entries:
            if entry.number not in cited and not self._said(entry):
                yield self._at(entry.page, f"nothing in the text has the number of source {entry.number}")

    def _said(self, entry: Entry) -> bool:
        """Whether something has been said of an entry; it has from now on."""
        known = entry.number in self.faulty
        self.faulty.add(entry.number)
        return known

    def _at(self, page: int, message: str, related: Sequence[Related] = ()) -> Finding:
        return SOURCE.at(self.collation.span(page), f"page {page}: {message}", AGAIN, list(related))
