"""Every passage and heading of the issue is printed, word for word, and nothing else stands between them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from issuekit.diagnostics import Related, Rule, Severity
from issuekit.proof.collation import Held
from issuekit.proof.indexed import NUMBER
from issuekit.proof.printed import Figure, Words, page_at
from issuekit.proof.stream import Stream
from issuekit.proof.whereabouts import parts_of
from issuekit.proof.wording import difference, letters, shown, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from issuekit.diagnostics import Finding
    from issuekit.model.issue import Chapter
    from issuekit.model.prose import Prose
    from issuekit.model.source import Text
    from issuekit.proof.collation import Collation
    from issuekit.proof.manuscript import Passage
    from issuekit.proof.stream import Match
    from issuekit.proof.whereabouts import Stretch

SECTION = Rule(
    "IK804", "section-missing", Severity.ERROR,
    """A chapter, heading, trend or paragraph is not printed, or with other words than the issue has.

    Why:
        A passage can be lost between the files and the page: a template leaves a section out, a page is taken away,
        somebody corrects the PDF and not the issue. Then the file that is published and the file that is archived
        say different things.
    Fail:
        The issue has “spending is to rise to 1.5% of GDP”, and page 24 prints “to 1.6% of GDP”.
    Pass:
        Every passage stands on its page word for word; line ends, hyphens, dashes and quotation marks may differ.
    Fix:
        Make the change in the chapter's file, not in the PDF, and build the PDF again. If the finding stays, the
        style's chapter.html leaves something out or adds something.
    """,
)
RULES: tuple[Rule, ...] = (SECTION,)
LEFT_OVER = 24  # characters: shorter words that no file has are the style's own
AGAIN = "build the PDF again"


@dataclass(frozen=True, slots=True)
class Label:
    """A fixed heading of a section, such as “Trends”, and whether the chapter has that section."""

    text: str
    wanted: bool


def check(collation: Collation) -> Iterator[Finding | Held]:
    """The parts of the issue, the letter, then chapter by chapter."""
    for name, title in parts_of(collation.issue):
        yield from _part(collation, name, title)
    yield from _masthead(collation)
    letter = list(_running(collation, collation.issue.letter))
    yield from _Collating(collation, "the letter", collation.opening, letter).check()
    usual = _usual_labels(collation)
    for chapter in collation.issue.chapters:
        stretch = collation.stretches.get(chapter.id)
        if stretch is not None:
            passages = list(_passages(collation, chapter))
            yield from _Collating(collation, f"the chapter {chapter.plan.label}", stretch, passages).check()
            yield from _headings(collation, chapter, stretch, usual)
            yield from _pictures(collation, chapter, stretch)


def _part(collation: Collation, name: str, title: str) -> Iterator[Finding | Held]:
    stretch = collation.stretches.get(name)
    if stretch is None:
        yield SECTION.at(
            collation.span(len(collation.printed.pages)), f"“{shown(title)}” is nowhere in the PDF", AGAIN,
        )
    elif not squeezed(stretch.title).endswith(squeezed(title)):
        yield SECTION.at(
            collation.span(stretch.page),
            f"page {stretch.page}: the heading reads “{shown(stretch.title)}”, and the title is “{shown(title)}”",
            AGAIN,
        )
    else:
        yield Held("parts")


def _masthead(collation: Collation) -> Iterator[Finding]:
    issue = collation.issue
    text = Stream(collation.opening.of(collation.matter)).text
    number = f"{issue.series.labels.number} {issue.number}"
    named = (issue.series.title.value, number, str(issue.period), issue.editor.name.value)
    for wanted in named:
        if squeezed(wanted) not in text:
            message = f"page 1: the issue's beginning doesn't say “{shown(wanted)}”"
            yield SECTION.at(collation.span(1), message, AGAIN)


def _running(collation: Collation, prose: Prose) -> Iterator[Passage]:
    return (passage for passage in collation.manuscript.passages(prose) if not passage.note)


def _passages(collation: Collation, chapter: Chapter) -> Iterator[Passage]:
    """The running text of a chapter with its own headings, in the order of the file."""
    for trend in chapter.trends:
        yield from _running(collation, trend)
    for block in chapter.developments:
        if block.text is not None:
            yield from _running(collation, block.text)
    if chapter.forecast is not None:
        yield from _running(collation, chapter.forecast)


class _Collating:
    """The passages of one part of the issue against its running text."""

    def __init__(self, collation: Collation, where: str, stretch: Stretch, passages: Sequence[Passage]) -> None:
        self.collation = collation
        self.where = where
        self.stretch = stretch
        self.passages = passages
        self.stream = Stream(stretch.of(collation.matter))
        self.claimed: list[Words] = []  # what is taken for a changed form of a passage

    def check(self) -> Iterator[Finding | Held]:
        """What is missing or changed, then what is there without being in the issue."""
        found, lacking = self.stream.match(self.passages)
        yield Held("passages", len(found))
        for passage, start, stop in lacking:
            part = self.stream.likeliest(passage, start, stop)
            if part is None:
                yield self._absent(passage, start)
            else:
                self.claimed.append(part)
                yield self._changed(passage, part)
        yield from self._left_over(found)

    def _absent(self, passage: Passage, start: int) -> Finding:
        before = self.stream.within(max(start - 1, 0), start)
        page = self.stream.words[before[-1]].runs[-1].page if before else self.stretch.page
        return SECTION.at(
            self.collation.span(page),
            f"page {page}: {self.where} lacks “{shown(passage.words)}”", AGAIN,
            [Related(passage.span, "the issue has it here")],
        )

    def _changed(self, passage: Passage, part: Words) -> Finding:
        parting = difference(passage.words, part.text)
        page = page_at(part.runs, parting.place)
        computed = any(parting.start < end and parting.end > start for start, end in passage.computed)
        return (NUMBER if computed else SECTION).at(
            self.collation.span(page),
            f"page {page}: {self.where} prints “{parting.found}” where the issue has “{parting.wanted}”", AGAIN,
            [Related(passage.span, "the issue has it here")],
        )

    def _left_over(self, found: Sequence[Match]) -> Iterator[Finding]:
        """Paragraphs between two passages of the issue that are in none of its files."""
        titles = {letters(text.value) for chapter in self.collation.issue.chapters for text in _titles(chapter)}
        sources = self.collation.sources.values()
        listed = {id(self.collation.matter[entry.place]) for entries in sources for entry in entries}
        for first, second in pairwise(sorted(found, key=lambda match: match.start)):
            for place in self.stream.within(first.end, second.start):
                part, start, end = self.stream.words[place], *self.stream.starts[place : place + 2]
                inside = first.end <= start and end <= second.start and end - start > LEFT_OVER
                inside = inside and id(part) not in listed
                if inside and not part.level and part not in self.claimed and letters(part.text) not in titles:
                    what = f"{self.where} prints “{shown(part.text)}”, which the issue doesn't have"
                    yield SECTION.at(self.collation.span(part.page), f"page {part.page}: {what}", AGAIN)


def _titles(chapter: Chapter) -> Iterator[Text]:
    for block in chapter.developments:
        yield from (text for text in (block.part, block.heading) if text is not None)


def _labels(collation: Collation, chapter: Chapter) -> Iterator[Label]:
    labels = collation.issue.series.labels
    in_parts = bool(chapter.developments) and chapter.developments[0].part is not None
    yield Label(labels.trends, bool(chapter.trends))
    yield Label(labels.developments, bool(chapter.developments) and not in_parts)
    yield Label(labels.forecast, chapter.forecast is not None)


def _usual_labels(collation: Collation) -> set[str]:
    """The fixed headings that the style prints at all: it may do without one, but not in one chapter only."""
    printed = {squeezed(part.text) for part in collation.matter if isinstance(part, Words) and part.level}
    return {
        label.text for chapter in collation.issue.chapters for label in _labels(collation, chapter)
        if squeezed(label.text) in printed
    }


def _headings(
    collation: Collation, chapter: Chapter, stretch: Stretch, usual: set[str],
) -> Iterator[Finding | Held]:
    """The headings of a chapter are headings in print too, each as often as the chapter has it."""
    printed = [part for part in stretch.of(collation.matter)[1:] if isinstance(part, Words) and part.level]
    free = [letters(part.text) for part in printed]
    where = f"the chapter {chapter.plan.label}"
    titles = [(title.value, [Related(title.span(), "the issue has it here")]) for title in _titles(chapter)]
    fixed: list[tuple[str, list[Related]]] = [
        (label.text, []) for label in _labels(collation, chapter) if label.wanted and label.text in usual
    ]
    right = 0
    for title, related in [*fixed, *titles]:
        wanted = letters(title)
        # A part has its number before its title.
        same = next((text for text in free if text == wanted or text.lstrip("0123456789") == wanted), None)
        if same is not None:
            free.remove(same)
            right += 1
        else:
            yield SECTION.at(
                collation.span(stretch.page),
                f"page {stretch.page}: {where} lacks the heading “{shown(title)}”", AGAIN, related,
            )
    yield Held("headings", right)


def _pictures(collation: Collation, chapter: Chapter, stretch: Stretch) -> Iterator[Finding | Held]:
    """A picture in the text is a figure with the author's description."""
    said = [squeezed(part.alt) for part in stretch.of(collation.matter) if isinstance(part, Figure)]
    for prose in chapter.prose():
        for link in prose.links:
            if link.image and squeezed(link.words) in said:
                yield Held("pictures")
            elif link.image:
                what = f"the chapter {chapter.plan.label} lacks the picture “{shown(link.words)}”"
                yield SECTION.at(
                    collation.span(stretch.page), f"page {stretch.page}: {what}", AGAIN,
                    [Related(prose.text.span(link.start, link.end), "the issue has it here")],
                )
