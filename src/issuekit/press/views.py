"""What a page template sees: frozen, typeset, free of anything that would let it reach further.

All texts are either :class:`markupsafe.Markup`, ready to print, or plain strings, which templates escape.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class BandView:
    """A band of a scale. ``interval`` is its values in signs: ``−12 … −7``, ``≤ −18``."""

    name: str
    color: str
    ink: str
    interval: str
    interpretation: Markup


@dataclass(frozen=True, slots=True)
class IndexView:
    """An index's numbers as printed, with sign; ``events`` is a count, ``scale`` the chart of its scale."""

    id: str
    label: str
    title: str
    aggregate: str
    positive: str
    negative: str
    events: int
    band: BandView | None
    chapter: str
    scale: PictureView | None


@dataclass(frozen=True, slots=True)
class PictureView:
    """A chart: the address for ``src``, and its numbers in words."""

    source: str
    alt: str


@dataclass(frozen=True, slots=True)
class TableView:
    """A table of a chapter. ``columns`` are heads with widths in per cent of the measure."""

    id: str
    label: str
    caption: Markup
    columns: tuple[tuple[Markup, float], ...]
    rows: tuple[tuple[Markup, ...], ...]


@dataclass(frozen=True, slots=True)
class PassageView:
    """A stretch of a chapter: exactly one of ``part``, ``heading``, ``text``, ``table`` is there.

    ``number`` counts parts; ``anchor`` is where links to a part or heading lead; ``level`` is the level of
    the heading, 2 for a part.
    """

    part: Markup | None = None
    heading: Markup | None = None
    text: Markup | None = None
    table: TableView | None = None
    number: int = 0
    anchor: str = ""
    level: int = 2


@dataclass(frozen=True, slots=True)
class SourceView:
    """A line of the list of sources: where the link with its number leads.

    ``anchor`` is the place of the line, ``cited`` that of the first link with the number, which is set on
    ``words``. ``text`` is the address as it is printed, with the places at which a line may end.
    """

    number: int
    anchor: str
    cited: str
    address: str
    text: Markup
    words: str


@dataclass(frozen=True, slots=True)
class ChapterView:
    """A chapter. ``chart`` shows its only index, ``indices_chart`` several side by side."""

    id: str
    title: Markup
    label: str
    indices: tuple[IndexView, ...]
    events: int
    chart: PictureView | None
    trends: tuple[Markup, ...]
    passages: tuple[PassageView, ...]
    forecast: Markup | None
    appendix: ReferenceView | None
    sources: tuple[SourceView, ...] = ()

    @property
    def in_parts(self) -> bool:
        """Whether the developments begin with a part, whose title then stands in their heading's place."""
        return bool(self.passages) and self.passages[0].part is not None


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """A place in the issue to which a page refers."""

    anchor: str
    label: str


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of the catalogue: ``points`` has one text for each index, ``+1, −1`` where there are several."""

    date: Markup
    event: Markup
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CatalogueView:
    """The catalogue of one chapter. ``totals`` are the aggregates, with the band's name where there is one."""

    anchor: str
    chapter: str
    title: Markup
    indices: tuple[IndexView, ...]
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class ScaleView:
    """A scale with its bands, and the indices of the issue that are read on it."""

    title: Markup
    bands: tuple[BandView, ...]
    indices: tuple[IndexView, ...]


@dataclass(frozen=True, slots=True)
class AppendixView:
    """An appendix: catalogues, a scale, or both."""

    id: str
    label: str
    title: Markup
    catalogues: tuple[CatalogueView, ...]
    scale: ScaleView | None
    sources: tuple[SourceView, ...] = ()


@dataclass(frozen=True, slots=True)
class OverviewView:
    """The page that compares indices. ``others`` are the issue's indices that the overview doesn't list.

    ``history`` and ``timeline`` are charts of all indices, where there is something to show.
    """

    anchor: str
    title: Markup
    chart: PictureView | None
    indices: tuple[IndexView, ...]
    others: tuple[IndexView, ...]
    history: PictureView | None = None
    timeline: PictureView | None = None


@dataclass(frozen=True, slots=True)
class LetterView:
    """The editor's letter and who signs it."""

    text: Markup
    name: str
    roles: tuple[str, ...]
    sources: tuple[SourceView, ...] = ()


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents. ``level`` 1 is a document of its own; ``page`` is empty until it is known.

    ``label`` is the number of a part or an appendix: ``1``, ``Appendix 1``.
    """

    anchor: str
    label: str
    title: Markup
    level: int
    page: str
    kind: str  # overview, history, timeline, chapter, part, heading or appendix


@dataclass(frozen=True, slots=True)
class IssueView:
    """What every page may say about the issue."""

    series: str
    title: Markup
    subtitle: Markup
    running_head: Markup
    publisher: Markup
    website: str
    language: str
    number: int
    period: Markup
    date: str
    metadata_date: str  # empty where the date is none that PDF metadata can hold
    authors: tuple[str, ...]
    keywords: tuple[str, ...]
    draft: bool
    labels: Mapping[str, str]
