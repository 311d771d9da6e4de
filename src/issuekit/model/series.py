"""A series: all that is particular to one periodical, read from ``series.yaml`` and the files beside it."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from issuekit.frozen import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction
    from pathlib import Path

    from issuekit.diagnostics import Severity
    from issuekit.model.source import Place, Source, Text
    from issuekit.model.when import Period


@dataclass(frozen=True, slots=True)
class Scoring:
    """Which points an event may carry, and how they make an index: their ``sum`` or their ``mean``."""

    lowest: int = -3
    highest: int = 3
    total: str = "sum"


@dataclass(frozen=True, slots=True)
class Band:
    """A named stretch of a scale. ``low`` and ``high`` are the least and greatest value it holds, both
    included; None where it is open. ``color`` and ``ink`` (text on it) are ``#rrggbb``.
    """

    name: Text
    color: str
    ink: str
    low: int | None
    high: int | None
    interpretation: Text
    place: Place


@dataclass(frozen=True, slots=True)
class Scale:
    """The bands that give an index's value a name and a color."""

    id: str
    title: Text
    bands: tuple[Band, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Index:
    """One index of the series. ``scale`` is the scale whose bands name its values, or None."""

    id: str
    label: Text
    title: Text
    scale: Scale | None
    place: Place


@dataclass(frozen=True, slots=True)
class ChapterPlan:
    """What the series lays down for a chapter: its title, and the indices its events score."""

    id: str
    title: Text
    label: Text
    indices: tuple[Index, ...]
    required: tuple[str, ...]  # the sections a chapter must have: trends, developments, forecast, events
    place: Place


@dataclass(frozen=True, slots=True)
class Overview:
    """The page that compares indices side by side."""

    title: Text
    indices: tuple[Index, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Appendix:
    """An appendix: the catalogue of some chapters, or a scale. ``id`` is the anchor that links use."""

    id: str
    title: Text
    chapters: tuple[ChapterPlan, ...]
    scale: Scale | None
    place: Place


@dataclass(frozen=True, slots=True)
class Labels:
    """The fixed words of the printed page, in the language of the series."""

    contents: str = "Contents"
    letter: str = "Letter from the editor"
    salutation: str = "Dear readers!"
    closing: str = "Yours respectfully,"
    number: str = "No"
    trends: str = "Trends"
    developments: str = "Developments and processes"
    forecast: str = "Forecast"
    sources: str = "Sources"
    aggregate: str = "Aggregate index"
    positive: str = "Positive points"
    negative: str = "Negative points"
    indices: str = "Indices"
    date: str = "Date"
    event: str = "Event"
    point: str = "Point"
    total: str = "Total"
    table: str = "Table"
    appendix: str = "Appendix"
    color: str = "Color"
    value: str = "Value"
    interpretation: str = "Interpretation"
    events: str = "events"
    history: str = "The indices over time"
    timeline: str = "Events by date"
    several_days: str = "Over several days"
    whole_period: str = "Whole period"
    draft: str = "DRAFT"

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The keys that ``labels:`` in ``series.yaml`` may have."""
        return tuple(entry.name for entry in fields(cls))


@dataclass(frozen=True, slots=True)
class FirstIssue:
    """Number and period of the first issue: with the cadence they tell every later issue's."""

    number: int
    period: Period


@dataclass(frozen=True, slots=True)
class HistoryValue:
    """One row of ``history.csv``: what is known of an index in an issue before the toolkit."""

    issue: int
    period: Period
    index: str
    value: Fraction | None
    band: str
    known_from: str
    place: Place


@dataclass(frozen=True, slots=True)
class HouseForm:
    """A spelling that the house has decided: ``use`` this, never one of those."""

    use: Text
    never: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """``names.yaml``: the house spelling of names and terms, and abbreviations that need no explaining."""

    names: tuple[HouseForm, ...] = ()
    terms: tuple[HouseForm, ...] = ()
    abbreviations: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """The series' word on one rule: another severity, or None to switch it off, with the reason."""

    code: str
    severity: Severity | None
    reason: str
    place: Place


@dataclass(frozen=True)
class Series:
    """The definition of a periodical. Nothing of it is known to the program itself."""

    id: str
    folder: Path
    source: Source
    title: Text
    subtitle: Text
    running_head: Text
    publisher: Text
    website: str
    language: str
    spelling: str  # american or british
    style: str
    months: int  # the cadence: months from one issue to the next
    first: FirstIssue | None  # None where the series doesn't say
    scoring: Scoring
    indices: Mapping[str, Index]
    scales: Mapping[str, Scale]
    chapters: Mapping[str, ChapterPlan]
    overview: Overview | None
    appendices: tuple[Appendix, ...]
    labels: Labels
    history: tuple[HistoryValue, ...] = ()
    house: HouseStyle = field(default_factory=HouseStyle)
    rules: Mapping[str, RuleSetting] = field(default_factory=dict)
