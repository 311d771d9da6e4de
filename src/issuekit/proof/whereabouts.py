"""Where in the printed matter each part of the issue stands: its overview, chapters and appendices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from issuekit.proof.printed import Words
from issuekit.proof.wording import SIMILAR, likeness, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from issuekit.model.issue import Issue
    from issuekit.proof.printed import Matter

OVERVIEW = "overview"
OPENING = ""  # the name of what stands before all the rest


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of the matter from ``start`` up to ``stop``. ``title`` is what its heading says in print."""

    start: int
    stop: int
    title: str
    page: int

    def __contains__(self, place: int) -> bool:
        return self.start <= place < self.stop

    def of(self, matter: Sequence[Matter]) -> Sequence[Matter]:
        """The matter in it."""
        return matter[self.start : self.stop]


def parts_of(issue: Issue) -> Iterator[tuple[str, str]]:
    """The parts of an issue in the order in which they are printed, with their titles."""
    if issue.series.overview is not None:
        yield OVERVIEW, issue.series.overview.title.value
    for chapter in issue.chapters:
        yield chapter.id, chapter.plan.title.value
    for appendix in issue.series.appendices:
        yield appendix.id, appendix.title.value


def whereabouts(issue: Issue, matter: Sequence[Matter]) -> Mapping[str, Stretch]:
    """The stretch of every part that is found. What stands before the first is the :data:`OPENING`.

    A part begins at a heading of the highest level that any title has. A title that was printed otherwise than
    the issue says is still found where it stands between its neighbors.
    """
    parts = [(name, squeezed(title)) for name, title in parts_of(issue)]
    headings = [
        (place, part, squeezed(part.text))
        for place, part in enumerate(matter) if isinstance(part, Words) and part.level
    ]
    titles = {title for _, title in parts}
    levels = [part.level for _, part, text in headings if text in titles]
    level = min(levels, default=1)
    tops = [(place, part, text) for place, part, text in headings if part.level == level]
    found = _matched([title for _, title in parts], [text for _, _, text in tops])
    starts = {name: tops[found[number]] for number, (name, _) in enumerate(parts) if number in found}
    ends = [place for place, _, _ in tops]
    stretches = {
        name: Stretch(place, min((end for end in ends if end > place), default=len(matter)), words.text, words.page)
        for name, (place, words, _) in starts.items()
    }
    first = min((stretch.start for stretch in stretches.values()), default=len(matter))
    stretches[OPENING] = Stretch(0, first, "", 1)
    return stretches


def _matched(titles: Sequence[str], printed: Sequence[str]) -> dict[int, int]:
    """Which printed heading is which title, both counted from 0, in order."""
    found: dict[int, int] = {}
    after = 0
    for number, title in enumerate(titles):
        # An appendix has its number before its title, within the same heading.
        place = next((spot for spot in range(after, len(printed)) if printed[spot].endswith(title)), None)
        if place is not None:
            found[number] = place
            after = place + 1
    for number, title in enumerate(titles):
        if number not in found:
            low = max((found[other] for other in found if other < number), default=-1)
            high = min((found[other] for other in found if other > number), default=len(printed))
            free = [spot for spot in range(low + 1, high) if spot not in found.values()]
            best = max(free, key=lambda spot: likeness(title, printed[spot]), default=None)
            if best is not None and likeness(title, printed[best]) >= SIMILAR:
                found[number] = best
    return found
