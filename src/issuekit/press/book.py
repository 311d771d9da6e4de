"""Typesetting a whole issue: each chapter a document of its own, all of them joined into one PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from issuekit.model.resources import resource_folder
from issuekit.press.composing import IssueComposer
from issuekit.press.layout import LaidOut, PageEngine, page_of_anchors
from issuekit.press.notices import Notices
from issuekit.press.shelf import Shelf
from issuekit.press.style import Style

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from issuekit.indices.totals import ScoredIssue
    from issuekit.press.picture import Picture

MOST_ROUNDS = 4  # of laying everything out until the opening keeps its number of pages
RUNT = 0.3  # a last page whose text ends above this share of its height could well be saved


@dataclass(frozen=True, slots=True)
class Book:
    """A printed issue. ``words`` counts those of all pages, running heads left out."""

    pdf: bytes
    pages: int
    words: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document to be laid out: its template, what it shows, and its name for progress."""

    label: str
    template: str
    values: Mapping[str, object]


def _silent(_message: str) -> None:
    """Progress that nobody wants to hear."""


def typeset(
    scored: ScoredIssue, charts: Mapping[str, Picture], *, draft: bool = False,
    progress: Callable[[str], None] = _silent,
) -> Book:
    """Print an issue.

    ``charts`` are the drawn charts by name. ``progress`` hears the title of each document that is laid out,
    and warnings. A ``draft`` says so on every page, and is printed even where something is missing.

    Raises:
        PressError: a template, a picture, a font or a link is at fault.
    """
    return _Printing(scored, charts, Notices(progress, draft=draft)).book()


class _Printing:
    """One issue on its way through the press."""

    def __init__(self, scored: ScoredIssue, charts: Mapping[str, Picture], notices: Notices) -> None:
        issue, workspace = scored.issue, scored.issue.workspace
        own: Sequence[Path] = () if workspace is None else (workspace,)
        self.notices = notices
        self.style = Style(issue.series.style, workspace)
        shelf = Shelf(
            charts,
            styles=self.style.folders,
            assets=(*(folder / "assets" for folder in own), resource_folder("assets")),
            images=(issue.folder, *own),
            workspace=workspace,
        )
        self.composer = IssueComposer(scored, charts, shelf, notices)
        self.engine = PageEngine(self.style.sheet(), shelf, notices)
        self.shared = {"issue": self.composer.issue_view(), "palette": self.style.palette()}
        self.letter = self.composer.letter()
        self.overview = self.composer.overview()
        self.chapters = [self.composer.chapter(chapter) for chapter in issue.chapters]
        self.appendices = [self.composer.appendix(appendix) for appendix in issue.series.appendices]

    def book(self) -> Book:
        # The opening is laid out first, without page numbers, to learn how many pages it takes; and again,
        # with them, when all other documents have told theirs. It is short, the others are not.
        opening = self._lay_out(self._opening({}), first_page=1)
        documents = [opening]
        for _ in range(MOST_ROUNDS):
            pages = opening.pages
            rest = self._lay_out_all(self._sheets(), first_page=pages + 1)
            opening = self._lay_out(self._opening(page_of_anchors([opening, *rest])), first_page=1)
            documents = [opening, *rest]
            if opening.pages == pages:
                break
        else:
            self.notices.fault("the opening takes more or fewer pages each time its page numbers are filled in")
        pdf = self.engine.join(documents)
        return Book(pdf, sum(document.pages for document in documents), sum(document.words for document in documents))

    def _opening(self, pages: Mapping[str, int]) -> Sheet:
        issue = self.composer.issue
        return Sheet(issue.series.title.value, "opening.html", {
            "letter": self.letter,
            "contents": self.composer.contents(self.overview, self.chapters, self.appendices, pages),
            "indices": self.composer.indices(list(self.composer.scored.totals)),
            "overview": self.overview,
        })

    def _sheets(self) -> list[Sheet]:
        sheets = []
        if self.overview is not None:
            sheets.append(Sheet(self.overview.title, "overview.html", {"overview": self.overview}))
        sheets += [Sheet(chapter.label, "chapter.html", {"chapter": chapter}) for chapter in self.chapters]
        sheets += [Sheet(appendix.label, "appendix.html", {"appendix": appendix}) for appendix in self.appendices]
        return sheets

    def _lay_out_all(self, sheets: Sequence[Sheet], first_page: int) -> list[LaidOut]:
        documents: list[LaidOut] = []
        for sheet in sheets:
            documents.append(self._lay_out(sheet, first_page))
            first_page += documents[-1].pages
        return documents

    def _lay_out(self, sheet: Sheet, first_page: int) -> LaidOut:
        label = sheet.label.unescape() if isinstance(sheet.label, Markup) else sheet.label
        self.notices.progress(label)
        end = f"end-{first_page}"

        def lay_out(*, tight: bool) -> LaidOut:
            values = {**self.shared, **sheet.values, "first_page": first_page, "end": end, "tight": tight}
            return self.engine.lay_out(self.style.render(sheet.template, values), label)

        laid_out = lay_out(tight=False)
        if laid_out.pages > 1 and laid_out.reach(end) < RUNT:
            tighter = lay_out(tight=True)
            if tighter.pages < laid_out.pages:
                return tighter
        return laid_out
