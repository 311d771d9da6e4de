"""Typesetting a whole issue: each chapter a document of its own, all of them joined into one PDF.

What a document's pages show depends on nothing outside it, so documents are laid out at once in several
processes, and those that didn't change are not laid out again. Page numbers come last: the contents, which
print those of the others, and the margins, which are laid over the joined pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING
from urllib.parse import unquote

from markupsafe import Markup

from issuekit.press.composing import IssueComposer
from issuekit.press.equipment import Equipment, places_of, shelf_at
from issuekit.press.fragment import END, Manuscript
from issuekit.press.kept import Kept
from issuekit.press.notices import Notices
from issuekit.press.typography import NO_BREAK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from issuekit.indices.totals import ScoredIssue
    from issuekit.model.prose import Prose
    from issuekit.press.attachments import Attachment
    from issuekit.press.compositors import Compositors
    from issuekit.press.fragment import Fragment
    from issuekit.press.picture import Picture
    from issuekit.press.templates import Templates

MOST_ROUNDS = 4  # of laying the opening out until it keeps its number of pages
OPENING = "opening.html"
# A chart's address as pages and style sheets write it.
CHART = re.compile(r"""chart:([^\s"'<>()]+)""")
MARGINS = 24  # pages whose margins are one document
OPENING_PAGES = 2  # what an opening takes as a rule, before it is laid out


@dataclass(frozen=True, slots=True)
class Book:
    """A printed issue.

    ``words`` counts those of all pages, running heads left out; ``warnings`` are what an editor should know of it.
    """

    pdf: bytes
    pages: int
    words: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document to be laid out: a name unlike any other's, a label for messages, its template and what it shows."""

    name: str
    label: str
    template: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Leaf:
    """What the margins of a page may show: of which kind of document it is a page, and the running heads.

    ``strings`` are the named strings of the style sheet as they stand on the page.
    """

    kind: str
    first: bool
    strings: Mapping[str, str]


def _silent(_message: str) -> None:
    """Progress that nobody wants to hear."""


def _wait() -> None:
    """Nothing to do while others work."""


def compose(
    scored: ScoredIssue, alternatives: Mapping[str, str], equipment: Equipment, *, draft: bool = False,
    cache: Path | None = None,
) -> Printing:
    """Get an issue ready for the press: everything but laying it out.

    ``alternatives`` are the words for each chart that is drawn, by its name; ``equipment`` is what is printed with. A
    ``draft`` says so on every page, and is printed even where something is missing. ``cache`` is a folder in which
    laid-out documents are kept for the next time; it may be deleted at any time.

    Raises:
        PressError: a template or a link is at fault.
    """
    templates = equipment.choose(places_of(scored)).templates
    printing = Printing(scored, alternatives, Notices(draft=draft), templates, cache=cache)
    _ = printing.manuscripts
    return printing


class Printing:
    """One issue on its way through the press."""

    def __init__(
        self, scored: ScoredIssue, alternatives: Mapping[str, str], notices: Notices, templates: Templates, *,
        cache: Path | None = None,
    ) -> None:
        """Compose all pages' contents; nothing is laid out yet."""
        issue = scored.issue
        self.notices = notices
        self.said: set[str] = set()  # what the engine has said of a document, to be told once
        self.templates = templates
        self.style = templates.style
        self.shelf = shelf_at(places_of(scored))
        self.composer = IssueComposer(scored, alternatives, self.shelf, notices)
        self.sheet = self.style.sheet()
        self.kept = Kept(cache, self.shelf, self.sheet)
        self.view = self.composer.issue_view()
        self.shared = {"issue": self.view, "palette": self.style.palette(), "first_page": 1, "end": END}
        self.letter = self.composer.letter()
        self.overview = self.composer.overview()
        self.chapters = [self.composer.chapter(chapter) for chapter in issue.chapters]
        self.appendices = [self.composer.appendix(appendix) for appendix in issue.series.appendices]
        self._charts: Mapping[str, Picture] = {}
        self._begun: dict[str, Manuscript] = {}  # by name: those that were ordered or had been kept
        self._fragments: dict[str, Fragment] = {}

    def begin(self, compositors: Compositors) -> None:
        """Have the documents laid out that show no chart, while charts are drawn."""
        self._order(compositors, [
            manuscript for manuscript in self.manuscripts if not self._charts_on(manuscript)
        ])

    def illustrate(self, compositors: Compositors, charts: Mapping[str, Picture]) -> None:
        """Have the other documents laid out; ``charts`` are the drawn charts by name."""
        self._charts = charts
        self._order(compositors, [
            manuscript for manuscript in self.manuscripts if manuscript.name not in self._begun
        ])

    def book(
        self, compositors: Compositors, progress: Callable[[str], None] = _silent,
        meanwhile: Callable[[], None] = _wait,
    ) -> Book:
        """Number and join what is laid out, waiting for it if need be.

        ``progress`` hears the title of each document that is laid out; ``meanwhile`` is done here while other
        processes lay out, where they do.

        Raises:
            PressError: a picture, a font or a link is at fault.
        """
        self._prepare(meanwhile)
        rest = self._laid_out(compositors, progress, self.manuscripts)
        opening, margins = self._lay_out_last(partial(self._lay_out, compositors, progress), rest)
        compositors.close()
        fragments = [opening, *rest]
        from issuekit.press.bindery import bind, imprint_of  # noqa: PLC0415 - fetched while others laid out

        pdf = bind(
            fragments, margins, attachments=self.attachments, imprint=imprint_of(self.view, self.composer.issue),
            notices=self.notices,
        )
        pages, words = (sum(counts) for counts in zip(*((one.pages, one.words) for one in fragments), strict=True))
        return Book(pdf, pages, words, tuple(self.notices.warnings))

    def _prepare(self, meanwhile: Callable[[], None]) -> None:
        """What takes its time and can be done while others lay out: importing what binds the book, and its data."""
        import issuekit.press.bindery  # noqa: F401, PLC0415

        _ = self.attachments
        meanwhile()

    @cached_property
    def attachments(self) -> Sequence[Attachment]:
        """The catalogue and the issue's data, to be attached to the PDF."""
        from issuekit.press.attachments import attachments_of  # noqa: PLC0415 - with what binds the book

        return attachments_of(self.composer.scored, self._words)

    def _lay_out_last(
        self, lay_out: Callable[[Sequence[Manuscript]], list[Fragment]], rest: Sequence[Fragment],
    ) -> tuple[Fragment, list[Fragment]]:
        """The opening, and the margins of all pages.

        The contents name the pages of the others, which depend on how many pages the opening takes; so do the
        margins. Both begin at once from what an opening is as a rule, and again where it turns out otherwise.
        """
        strings: Sequence[Mapping[str, tuple[str, ...]]] = ({},) * OPENING_PAGES
        templates = [sheet.template for sheet in self.sheets]
        done: dict[Manuscript, Fragment] = {}
        for _ in range(MOST_ROUNDS):
            leaves = _leaves([OPENING, *templates], [strings, *(fragment.strings for fragment in rest)])
            wanted = (
                self.manuscript(self.opening(_page_of_anchors(rest, len(strings) + 1))), *self._margins(list(leaves)),
            )
            new = [manuscript for manuscript in wanted if manuscript not in done]
            done.update(zip(new, lay_out(new), strict=True))
            opening, *margins = (done[manuscript] for manuscript in wanted)
            if list(opening.strings) == list(strings):
                break
            strings = opening.strings
        else:
            self.notices.fault("the opening takes more or fewer pages each time its page numbers are filled in")
        return opening, margins

    def _margins(self, leaves: Sequence[Leaf]) -> Iterator[Manuscript]:
        """Running heads, feet and page numbers of all pages, as documents of some pages each: they take their time."""
        for number, start in enumerate(range(0, len(leaves), MARGINS), start=1):
            values = {**self.shared, "first_page": start + 1, "leaves": leaves[start:start + MARGINS]}
            html = self.templates.render("furniture.html", values)
            yield Manuscript(f"margins.{number}", self.style.name, html, margins=True)

    def opening(self, pages: Mapping[str, int]) -> Sheet:
        """Masthead, letter and contents; ``pages`` has the page of every anchor that is known already."""
        issue = self.composer.issue
        return Sheet("opening", issue.series.title.value, OPENING, {
            "letter": self.letter,
            "contents": self.composer.contents(self.overview, self.chapters, self.appendices, pages),
            "indices": self.composer.indices(list(self.composer.scored.totals)),
            "overview": self.overview,
        })

    @cached_property
    def manuscripts(self) -> list[Manuscript]:
        """All documents after the opening, as HTML."""
        return [self.manuscript(sheet) for sheet in self.sheets]

    @cached_property
    def sheets(self) -> list[Sheet]:
        """All documents after the opening, in their order."""
        sheets: list[Sheet] = []
        if self.overview is not None:
            overview = self.overview
            sheets.append(Sheet("overview", overview.title, "overview.html", {"overview": overview}))
        for kind, entries in (("chapter", self.chapters), ("appendix", self.appendices)):
            sheets += [Sheet(f"{kind}.{entry.id}", entry.label, f"{kind}.html", {kind: entry}) for entry in entries]
        return sheets

    def manuscript(self, sheet: Sheet) -> Manuscript:
        """A document as HTML."""
        label = sheet.label.unescape() if isinstance(sheet.label, Markup) else sheet.label
        return Manuscript(sheet.name, label, self.templates.render(sheet.template, {**self.shared, **sheet.values}))

    def _charts_on(self, manuscript: Manuscript) -> list[str]:
        """The names of the charts that a document shows."""
        addresses = (*CHART.findall(manuscript.html), *CHART.findall(self.sheet))
        return sorted({unquote(address) for address in addresses})

    def _order(self, compositors: Compositors, manuscripts: Sequence[Manuscript]) -> None:
        """Have those laid out that weren't kept."""
        lacking = []
        for manuscript in manuscripts:
            charts = [(name, self._charts[name].svg) for name in self._charts_on(manuscript) if name in self._charts]
            whole = replace(manuscript, charts=tuple(charts))
            self._begun[whole.name] = whole
            fragment = self.kept.get(whole)
            if fragment is None:
                lacking.append(whole)
            else:
                self._fragments[whole.name] = fragment
        if lacking:
            compositors.order(lacking)

    def _laid_out(
        self, compositors: Compositors, progress: Callable[[str], None], manuscripts: Sequence[Manuscript],
    ) -> list[Fragment]:
        """The fragments of documents that were ordered, or had been kept."""
        new = False
        for fragment in compositors.fragments():
            manuscript, new = self._begun[fragment.name], True
            if not manuscript.margins:
                progress(manuscript.label)
            self.kept.put(manuscript, fragment)
            self._fragments[fragment.name] = fragment
        if new:
            self.kept.prune()
        for manuscript in manuscripts:
            for notice in self._fragments[manuscript.name].notices:
                if notice.message not in self.said:
                    self.said.add(notice.message)
                    say = self.notices.fault if notice.lost else self.notices.warn
                    say(f"{manuscript.label}: {notice.message}")
        return [self._fragments[manuscript.name] for manuscript in manuscripts]

    def _lay_out(
        self, compositors: Compositors, progress: Callable[[str], None], manuscripts: Sequence[Manuscript],
    ) -> list[Fragment]:
        self._order(compositors, manuscripts)
        return self._laid_out(compositors, progress, manuscripts)

    def _words(self, prose: Prose) -> str:
        """A prose as it is printed, with plain spaces for those that hold words together."""
        return self.composer.composer().line(prose).striptags().replace(NO_BREAK, " ")


def _page_of_anchors(fragments: Sequence[Fragment], first_page: int) -> dict[str, int]:
    """The page on which each anchor first stands, if the fragments begin on the page ``first_page``."""
    found: dict[str, int] = {}
    for fragment in fragments:
        for name, spot in fragment.anchors.items():
            found.setdefault(name, first_page + spot.page)
        first_page += fragment.pages
    return found


def _leaves(
    templates: Sequence[str], documents: Sequence[Sequence[Mapping[str, tuple[str, ...]]]],
) -> Iterator[Leaf]:
    """A leaf for every page of documents, given by their named strings on each page.

    A named string keeps its last value until a page gives it another.
    """
    last: dict[str, str] = {}
    for template, pages in zip(templates, documents, strict=True):
        for page, strings in enumerate(pages):
            shown = last | {name: values[0] for name, values in strings.items()}
            last |= {name: values[-1] for name, values in strings.items()}
            yield Leaf(template.removesuffix(".html"), page == 0, shown)
