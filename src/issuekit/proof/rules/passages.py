"""Every passage and heading of the issue is printed, word for word, and nothing else stands between them."""

from __future__ import annotations

import re
from dataclasses import astuple, dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from issuekit.diagnostics import Related, Rule, Severity
from issuekit.proof.collation import Held
from issuekit.proof.indexed import NUMBER
from issuekit.proof.printed import Figure, Words, page_at
from issuekit.proof.stream import Match, Stream
from issuekit.proof.whereabouts import OPENING, parts_of
from issuekit.proof.wording import SIMILAR, difference, letters, likeness, shown, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from issuekit.diagnostics import Finding
    from issuekit.model.issue import Chapter, Issue
    from issuekit.model.prose import Prose
    from issuekit.model.source import Text
    from issuekit.proof.collation import Collation
    from issuekit.proof.manuscript import Passage
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
KICKER = 24  # letters: so many that no file has may be the style's own, if it prints them in all chapters
AGAIN = "build the PDF again"
# What may stand around a passage in its paragraph: brackets, bullets, signs; before it, the mark of an item.
SIGNS = "\"'*†‡§¶•‣▪■◦○●□◆·|/,;:()[]…"
MARK = re.compile(r"[(\[]?(?:\d{1,3}[.)\]:]?|(?:[a-z]|[ivxl]+)[.)\]])")


@dataclass(frozen=True, slots=True)
class Label:
    """A fixed heading of a section, such as “Trends”, and whether the chapter has that section."""

    text: str
    wanted: bool


def check(collation: Collation) -> Iterator[Finding | Held]:
    """The parts of the issue, the letter, then chapter by chapter; last, what is in none of its files."""
    for name, title in parts_of(collation.issue):
        yield from _part(collation, name, title)
    yield from _masthead(collation)
    fixed = Fixed(collation.issue)
    letter = _Collating(collation, "the letter", collation.opening, list(_running(collation, collation.issue.letter)))
    yield from letter.check(fixed)
    for part in letter.strays(fixed, letter.lettered()):
        yield _foreign(collation, letter.where, part)
    usual = _usual_labels(collation)
    chapters: list[_Extent] = []
    for chapter in collation.issue.chapters:
        stretch = collation.stretches.get(chapter.id)
        if stretch is not None:
            passages = list(_passages(collation, chapter))
            collating = _Collating(collation, f"the chapter {chapter.plan.label}", stretch, passages)
            yield from collating.check(fixed)
            yield from _headings(collation, chapter, stretch, usual)
            yield from _pictures(collation, chapter, stretch)
            strays = collating.strays(fixed, collating.whole())
            chapters.append(_Extent(collating.where, strays, _kind(collation, chapter)))
    yield from _in_none(collation, fixed, chapters)
    yield from _in_none(collation, fixed, list(_under_sources(collation, fixed)))
    yield from _in_titles(collation, fixed)


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
        self.found: Sequence[Match] = ()
        self.gaps: list[tuple[int, int]] = []  # where passages are lacking
        self.claimed: list[Words] = []  # what is taken for a changed form of a passage
        self.matched: set[int] = set()  # the words, counted from 0, that hold a passage or a part of one

    def check(self, fixed: Fixed) -> Iterator[Finding | Held]:
        """What is missing or changed, then what stands in a paragraph besides its passages."""
        found, lacking = self.stream.match(self.passages)
        yield Held("passages", len(found))
        self.found = list(self._settled(found))
        for passage, start, stop in lacking:
            part = self.stream.likeliest(passage, start, stop)
            if part is None:
                self.gaps.append((start, stop))
                yield self._absent(passage, start)
            else:
                self.claimed.append(part)
                yield self._changed(passage, part)
        yield from self._more(fixed)

    def _settled(self, found: Sequence[Match]) -> Iterator[Match]:
        """The matches, each in a paragraph that has its words only, if there is one: “Oil” may be in a heading too."""
        starts = self.stream.starts
        bounds = set(starts)
        for number, match in enumerate(found):
            if match.start in bounds and match.end in bounds:
                yield match
                continue
            low = found[number - 1].end if number else 0
            high = found[number + 1].start if number + 1 < len(found) else starts[-1]
            key = self.stream.text[match.start : match.end]
            own = next((
                place for place in self.stream.within(low, high)
                if low <= starts[place] and self.stream.text[starts[place] : starts[place + 1]] == key
            ), None)
            yield match if own is None else Match(match.passage, starts[own], starts[own + 1])

    def _more(self, fixed: Fixed) -> Iterator[Finding]:
        """Words before, between and after the passages of a paragraph."""
        starts, text = self.stream.starts, self.stream.text
        matches = sorted(self.found, key=lambda match: match.start)
        after = 0
        for place, part in enumerate(self.stream.words):
            start, stop = starts[place], starts[place + 1]
            while after < len(matches) and matches[after].end <= start:
                after += 1
            own, last = [], after
            while last < len(matches) and matches[last].start < stop:
                own.append(matches[last])
                last += 1
            if not own or start == stop:
                continue
            self.matched.add(place)
            edges = [start, *(edge for match in own for edge in (match.start, match.end)), stop]
            gaps = [(begin, end) for begin, end in zip(edges[::2], edges[1::2], strict=True) if begin < end]
            foreign = any(
                not fixed.around(text[begin:end], first=begin == start, last=end == stop, follower=text[end : end + 1])
                and not any(low <= begin and end <= high for low, high in self.gaps)
                and text[begin:end] not in self.described
                for begin, end in gaps
            )
            if foreign and part not in self.claimed:
                yield self._added(part, own)

    def _added(self, part: Words, own: Sequence[Match]) -> Finding:
        parting = difference(" ".join(match.passage.words for match in own), part.text)
        page = page_at(part.runs, parting.place)
        return SECTION.at(
            self.collation.span(page),
            f"page {page}: {self.where} prints “{parting.found}” where the issue has “{parting.wanted}”", AGAIN,
            [Related(own[0].passage.span, "the issue has it here")],
        )

    @cached_property
    def described(self) -> set[str]:
        """The authors' words for pictures, which a draft prints where the picture isn't there."""
        proses = {id(passage.prose): passage.prose for passage in self.passages}.values()
        return {squeezed(link.words) for prose in proses for link in prose.links if link.image}

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

    def whole(self) -> tuple[int, int]:
        """Where nothing but the issue's words may stand: from below the title to the end.

        Where a part of the issue was not found, what follows may be that part: from the first passage to the last.
        """
        if all(name in self.collation.stretches for name, _ in parts_of(self.collation.issue)):
            return self.stream.starts[min(1, len(self.stream.words))], len(self.stream.text)
        return self._running()

    def lettered(self) -> tuple[int, int]:
        """Where nothing but the letter may stand: from its salutation to its end, where the style prints these."""
        low, high = self._running()
        labels = self.collation.issue.series.labels
        salutation, closing = letters(labels.salutation), letters(labels.closing)
        for place, part in enumerate(self.stream.words if self.found else ()):
            start, stop = self.stream.starts[place : place + 2]
            if stop <= low and letters(part.text) == salutation:
                low = stop
            elif start >= high and letters(part.text) == closing:
                return low, start
        return low, high

    def _running(self) -> tuple[int, int]:
        """From the first passage to the last."""
        low = min((match.start for match in self.found), default=0)
        return low, max((match.end for match in self.found), default=0)

    def strays(self, fixed: Fixed, extent: tuple[int, int]) -> list[Words]:
        """Paragraphs and headings between two places with words that are in none of the issue's files."""
        titles = {_plain(text.value) for chapter in self.collation.issue.chapters for text in _titles(chapter)}
        printed = {_plain(part.text) for part in self.stream.words if part.level}
        changed = titles - printed  # that a heading is lacking is said elsewhere
        sources = self.collation.sources.values()
        listed = {id(self.collation.matter[entry.place]) for entries in sources for entry in entries}
        strays = []
        for place, part in enumerate(self.stream.words):
            start, stop = self.stream.starts[place : place + 2]
            if start == stop or start < extent[0] or stop > extent[1] or place in self.matched or id(part) in listed:
                continue
            heading = _plain(part.text)
            known = heading in titles or (part.level and any(likeness(title, heading) >= SIMILAR for title in changed))
            known = known or squeezed(part.text) in self.described
            if not known and part not in self.claimed and fixed.own(part.text):
                strays.append(part)
        return strays


def _foreign(collation: Collation, where: str, part: Words) -> Finding:
    what = f"{where} prints “{shown(part.text)}”, which the issue doesn't have"
    return SECTION.at(collation.span(part.page), f"page {part.page}: {what}", AGAIN)


@dataclass(frozen=True, slots=True)
class _Extent:
    """A chapter or a list of sources with words that no file has; ``kind`` is alike where a style prints alike."""

    where: str
    strays: Sequence[Words]
    kind: object


def _in_none(collation: Collation, fixed: Fixed, extents: Sequence[_Extent]) -> Iterator[Finding]:
    """Words that no file has, but for those few that a style prints in all chapters of a kind."""
    said = [{fixed.own(part.text) for part in extent.strays} for extent in extents]
    for extent in extents:
        alike = [words for other, words in zip(extents, said, strict=True) if other.kind == extent.kind]
        for part in extent.strays:
            own = fixed.own(part.text)
            if len(own) > KICKER or not all(own in words for words in alike):
                yield _foreign(collation, extent.where, part)


def _kind(collation: Collation, chapter: Chapter) -> tuple[bool, ...]:
    """Of what a chapter consists: a style prints the same few words of its own in all of one kind."""
    listed = any(chapter.plan in appendix.chapters for appendix in collation.issue.series.appendices)
    return bool(chapter.plan.indices), listed, bool(chapter.trends), bool(chapter.forecast)


def _under_sources(collation: Collation, fixed: Fixed) -> Iterator[_Extent]:
    """What stands in the lists of sources of appendices, and below them; and within that of the letter."""
    chapters = {chapter.id for chapter in collation.issue.chapters}
    for name, entries in collation.sources.items():
        if name not in chapters:
            listed = {entry.place for entry in entries}
            stop = max(listed) if name == OPENING else collation.stretches[name].stop
            strays = [
                part for place in range(min(listed), stop)
                if place not in listed and isinstance(part := collation.matter[place], Words) and fixed.own(part.text)
            ]
            yield _Extent("the list of sources", strays, "sources")


def _in_titles(collation: Collation, fixed: Fixed) -> Iterator[Finding]:
    """Words before the title of a part, within its heading: a number and the like, the same before all of a kind."""
    before: dict[str, list[tuple[Stretch, str]]] = {}
    chapters = {chapter.id for chapter in collation.issue.chapters}
    for name, title in parts_of(collation.issue):
        stretch = collation.stretches.get(name)
        if stretch is not None and letters(stretch.title).endswith(letters(title)):
            words = fixed.own(letters(stretch.title).removesuffix(letters(title)))
            before.setdefault("chapter" if name in chapters else "other", []).append((stretch, words))
    for headings in before.values():
        alike = len({words for _, words in headings}) == 1
        for stretch, words in headings:
            if words and not (alike and len(words) <= KICKER):
                yield SECTION.at(
                    collation.span(stretch.page),
                    f"page {stretch.page}: the heading reads “{shown(stretch.title)}”, which is more than the title",
                    AGAIN,
                )


class Fixed:
    """The words that a style may print besides the issue's prose: labels, names, titles, numbers of the series."""

    def __init__(self, issue: Issue) -> None:
        self.issue = issue
        self.rests: dict[str, str] = {}

    @cached_property
    def phrases(self) -> Sequence[str]:
        """All of them, the longest first, as :func:`letters`."""
        series, editor, labels = self.issue.series, self.issue.editor, self.issue.series.labels
        texts = [text.value for text in (
            series.title, series.subtitle, series.running_head, series.publisher, editor.name, *editor.roles,
            self.issue.date, *(text for plan in series.chapters.values() for text in (plan.title, plan.label)),
            *(text for index in series.indices.values() for text in (index.title, index.label)),
            *(text for scale in series.scales.values() for text in (scale.title, *(band.name for band in scale.bands))),
        )]
        texts += [title for _, title in parts_of(self.issue)]
        texts += [series.website, str(self.issue.period), f"{labels.number} {self.issue.number}"]
        # The word for “No” would be one of denial before a paragraph.
        texts += [text for text in astuple(labels) if text != labels.number]
        return sorted({letters(text) for text in texts} - {""}, key=len, reverse=True)

    @cached_property
    def heads(self) -> Mapping[str, None]:
        """What may stand before a passage in its paragraph, as a head that runs in."""
        labels = self.issue.series.labels
        usual = (labels.trends, labels.developments, labels.forecast, labels.salutation, labels.closing)
        return dict.fromkeys(letters(text) for text in usual)

    def own(self, text: str) -> str:
        """What is left of a text without all that, and without numbers: the words that the style would have to own."""
        rest = self.rests.get(text)
        if rest is None:
            rest = letters(text)
            for phrase in self.phrases if rest and not rest.isdigit() else ():
                rest = rest.replace(phrase, " ")
            rest = self.rests[text] = "".join(sign for sign in rest if sign.isalpha())
        return rest

    def around(self, text: str, *, first: bool, last: bool, follower: str) -> bool:
        """Whether a squeezed text may stand about a passage in its paragraph: a sign, the mark of an item, a head."""
        bare = text.strip(SIGNS)
        if not bare or (bare == "-" and last):  # only before a number is a dash anything
            return True
        marks = MARK.fullmatch(text.strip()) is not None and not follower.isdigit()
        return first and (marks or letters(text) in self.heads)


def _plain(heading: str) -> str:
    """A heading without the number before it, or after it in the contents."""
    return letters(heading).strip("0123456789")


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
