"""From the scored issue to what templates see: every number from the totals, every text typeset."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING

from issuekit.indices.expressions import names_of
from issuekit.indices.scales import signed
from issuekit.press.columns import widths
from issuekit.press.markup import Composer, web_address
from issuekit.press.numbering import OVERVIEW, Numbering, number
from issuekit.press.passages import passages
from issuekit.press.views import (
    AppendixView,
    BandView,
    CatalogueView,
    ChapterView,
    ContentsEntry,
    IndexView,
    IssueView,
    LetterView,
    OverviewView,
    PictureView,
    ReferenceView,
    RowView,
    ScaleView,
    TableView,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from issuekit.indices.totals import IndexTotal, ScoredIssue
    from issuekit.model.issue import Chapter, Event, Table
    from issuekit.model.series import Appendix, Band, Scale
    from issuekit.press.notices import Notices
    from issuekit.press.shelf import Shelf

# A date of the form that PDF metadata can hold: 2020, 2020-01 or 2020-01-31.
METADATA_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


# The region whose spelling a language is written in: it decides how words are hyphenated.
REGIONS = {"american": "US", "british": "GB"}


def language_tag(language: str, spelling: str) -> str:
    """``en`` in American spelling is ``en-US``; a language that already names its region is left alone."""
    return f"{language}-{REGIONS[spelling]}" if language == "en" and spelling in REGIONS else language


class IssueComposer:
    """Makes the views of one issue's documents."""

    def __init__(
        self, scored: ScoredIssue, alternatives: Mapping[str, str], shelf: Shelf, notices: Notices,
    ) -> None:
        self.scored = scored
        self.issue = scored.issue
        self.alternatives = alternatives  # of charts by name; those without one aren't drawn
        self.shelf = shelf
        self.notices = notices
        self.missing: set[str] = set()  # charts that a page has asked for in vain
        self.names = names_of(scored)
        self.numbering: Numbering = number(scored.issue)
        self.plain = self.composer()

    def composer(self, name: str = "") -> Composer:
        """Sets the prose of the document ``name``: its footnotes and sources are counted from 1."""
        return Composer(
            language=self.issue.series.language, names=self.names, labels=self.numbering.labels,
            shelf=self.shelf, notices=self.notices, name=name,
        )

    def issue_view(self) -> IssueView:
        """What every page may say about the issue."""
        issue, series, words = self.issue, self.issue.series, self.plain.words
        covered = [chapter.plan.label.value for chapter in issue.chapters]
        return IssueView(
            series=series.id,
            title=words(series.title.value),
            subtitle=words(series.subtitle.value),
            running_head=words(series.running_head.value),
            publisher=words(series.publisher.value),
            website=series.website if web_address(series.website) else "",
            language=language_tag(series.language, series.spelling),
            number=issue.number,
            period=words(str(issue.period)),
            date=issue.date.value,
            metadata_date=issue.date.value if METADATA_DATE.fullmatch(issue.date.value) else "",
            authors=tuple(name for name in (issue.editor.name.value, series.publisher.value) if name),
            keywords=(series.title.value, *covered),
            draft=self.notices.draft,
            labels={name: str(value) for name, value in asdict(series.labels).items()},
        )

    def picture(self, name: str) -> PictureView | None:
        """The chart of that name, or None and a word about it where none was drawn."""
        alternative = self.alternatives.get(name)
        if alternative is None:
            if name not in self.missing:
                self.missing.add(name)
                self.notices.warn(f"there is no chart “{name}”, and its place stays empty")
            return None
        return PictureView(f"chart:{name}", alternative)

    def drawn(self, name: str) -> PictureView | None:
        """The chart of that name, if the issue has what it would show."""
        return self.picture(name) if name in self.alternatives else None

    def index(self, total: IndexTotal) -> IndexView:
        """An index's numbers as printed."""
        return IndexView(
            id=total.index.id,
            label=total.index.label.value,
            title=total.index.title.value,
            aggregate=signed(total.total),
            positive=signed(total.positive),
            negative=signed(total.negative),
            events=total.events,
            band=None if total.band is None else self.band(total.band),
            chapter=total.chapter,
            scale=None if total.index.scale is None else self.picture(f"scale-{total.index.id}"),
        )

    def band(self, band: Band) -> BandView:
        """A band, its interval written in signs that need no language."""
        low, high = band.low, band.high
        if low is not None and high is not None:
            interval = signed(low) if low == high else f"{signed(low)} … {signed(high)}"
        elif low is not None:
            interval = f"≥ {signed(low)}"
        else:
            interval = "…" if high is None else f"≤ {signed(high)}"
        return BandView(band.name.value, band.color, band.ink, interval, self.plain.words(band.interpretation.value))

    def indices(self, names: Sequence[str]) -> tuple[IndexView, ...]:
        """Those of the named indices that the issue scores."""
        return tuple(self.index(self.scored.totals[name]) for name in names if name in self.scored.totals)

    def letter(self) -> LetterView:
        """The editor's letter."""
        editor, composer = self.issue.editor, self.composer("letter")
        text = composer.block(self.issue.letter)
        roles = tuple(role.value for role in editor.roles)
        return LetterView(text, editor.name.value, roles, composer.sources.listed())

    def overview(self) -> OverviewView | None:
        """The page that compares indices, where the series has one."""
        plan = self.issue.series.overview
        if plan is None:
            return None
        listed = [index.id for index in plan.indices if index.id in self.scored.totals]
        others = [name for name in self.scored.totals if name not in listed]
        return OverviewView(
            OVERVIEW, self.plain.words(plan.title.value), self.picture("overview") if listed else None,
            self.indices(listed), self.indices(others), self.drawn("history"), self.drawn("timeline"),
        )

    def chapter(self, chapter: Chapter) -> ChapterView:
        """A chapter in the order of its page, in which footnotes and sources count: trends, developments, forecast."""
        composer = self.composer(chapter.id)
        names = [index.id for index in chapter.plan.indices]
        trends = tuple(composer.line(trend) for trend in chapter.trends)
        developments = tuple(passages(chapter, composer, lambda table: self.table(chapter, table, composer)))
        composer.heading = 3  # the forecast's own is 2
        forecast = None if chapter.forecast is None else composer.block(chapter.forecast)
        return ChapterView(
            id=chapter.id,
            title=composer.words(chapter.plan.title.value),
            label=chapter.plan.label.value,
            indices=self.indices(names),
            events=len(chapter.events),
            chart=self.picture(f"{'chapter' if len(names) == 1 else 'indices'}-{chapter.id}") if names else None,
            trends=trends,
            passages=developments,
            forecast=forecast,
            appendix=self._appendix_of(chapter),
            sources=composer.sources.listed(),
        )

    def _appendix_of(self, chapter: Chapter) -> ReferenceView | None:
        for appendix in self.issue.series.appendices:
            if chapter.events and any(plan.id == chapter.id for plan in appendix.chapters):
                return ReferenceView(catalogue_anchor(chapter), self.numbering.labels[appendix.id])
        return None

    def table(self, chapter: Chapter, table: Table, composer: Composer) -> TableView:
        """A table with its number and the widths of its columns."""
        texts = [column.value for column in table.columns]
        shares: Sequence[float] = table.widths or widths(texts, [[cell.plain for cell in row] for row in table.rows])
        heads = tuple(composer.words(text) for text in texts)
        return TableView(
            id=table.id,
            label=self.numbering.tables[chapter.id, table.id],
            caption=composer.line(table.caption),
            columns=tuple(zip(heads, shares, strict=True)),
            rows=tuple(tuple(composer.line(cell) for cell in row) for row in table.rows),
        )

    def appendix(self, appendix: Appendix) -> AppendixView:
        """An appendix: the catalogues of its chapters, its scale."""
        composer = self.composer(appendix.id)
        plans = {plan.id for plan in appendix.chapters}
        chapters = [chapter for chapter in self.issue.chapters if chapter.id in plans]
        catalogues = tuple(self.catalogue(chapter, composer) for chapter in chapters)
        return AppendixView(
            id=appendix.id,
            label=self.numbering.labels[appendix.id],
            title=composer.words(appendix.title.value),
            catalogues=catalogues,
            scale=None if appendix.scale is None else self.scale(appendix.scale, composer),
            sources=composer.sources.listed(),
        )

    def catalogue(self, chapter: Chapter, composer: Composer) -> CatalogueView:
        """The events of a chapter with their points."""
        names = [index.id for index in chapter.plan.indices]
        return CatalogueView(
            anchor=catalogue_anchor(chapter),
            chapter=chapter.id,
            title=composer.words(chapter.plan.title.value),
            indices=self.indices(names),
            rows=tuple(self._row(event, names, composer) for event in chapter.events),
        )

    def _row(self, event: Event, names: Sequence[str], composer: Composer) -> RowView:
        date = event.when.typeset if event.when else event.date.value if event.date else "–"
        points = tuple(", ".join(signed(value) for value in event.points(name)) for name in names)
        return RowView(composer.words(date), composer.line(event.text), points)

    def scale(self, scale: Scale, composer: Composer) -> ScaleView:
        """A scale, and the indices that are read on it."""
        read = [name for name, total in self.scored.totals.items() if total.index.scale is scale]
        bands = tuple(self.band(band) for band in scale.bands)
        return ScaleView(composer.words(scale.title.value), bands, self.indices(read))

    def contents(
        self, overview: OverviewView | None, chapters: Sequence[ChapterView], appendices: Sequence[AppendixView],
        pages: Mapping[str, int],
    ) -> tuple[ContentsEntry, ...]:
        """The lines of the contents; ``pages`` gives the page of every anchor that is known already."""
        lines: list[ContentsEntry] = []

        def add(anchor: str, title: Markup, level: int, kind: str, label: str = "") -> None:
            lines.append(ContentsEntry(anchor, label, title, level, str(pages.get(anchor, "")), kind))

        if overview is not None:
            add(overview.anchor, overview.title, 1, "overview")
            for name, picture in (("history", overview.history), ("timeline", overview.timeline)):
                if picture is not None:
                    title = self.plain.words(getattr(self.issue.series.labels, name))
                    add(f"{overview.anchor}-{name}", title, 2, name)
        for chapter in chapters:
            add(chapter.id, chapter.title, 1, "chapter")
            for passage in chapter.passages:
                if passage.part is not None:
                    add(passage.anchor, passage.part, 2, "part", str(passage.number))
                elif passage.heading is not None:
                    add(passage.anchor, passage.heading, 3 if chapter.in_parts else 2, "heading")
        for appendix in appendices:
            add(appendix.id, appendix.title, 1, "appendix", appendix.label)
        return tuple(lines)


def catalogue_anchor(chapter: Chapter) -> str:
    """Where the catalogue of a chapter stands in its appendix."""
    return f"{chapter.id}-catalogue"
