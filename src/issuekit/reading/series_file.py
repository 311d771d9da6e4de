"""``series.yaml``: what is particular to one periodical."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from issuekit.diagnostics import Finding, Related, Severity
from issuekit.model.series import (
    Appendix,
    Band,
    ChapterPlan,
    FirstIssue,
    Index,
    Labels,
    Overview,
    RuleSetting,
    Scale,
    Scoring,
    Series,
)
from issuekit.model.source import Place, Source, Text
from issuekit.model.when import Period, UnreadableDateError, parse_period
from issuekit.reading import codes
from issuekit.reading.decode import Fields, did_you_mean
from issuekit.reading.history_file import read_history
from issuekit.reading.names_file import read_names
from issuekit.reading.yaml_nodes import parse as parse_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

T = TypeVar("T")

ID = re.compile(r"[a-z][a-z0-9_]*")
ANCHOR = re.compile(r"[a-z][a-z0-9_-]*")
COLOR = re.compile(r"#[0-9a-fA-F]{6}")
SECTIONS = ("trends", "developments", "forecast", "events")
SEVERITIES = {"error": Severity.ERROR, "warning": Severity.WARNING, "note": Severity.NOTE, "off": None}
# Words that expressions in prose use themselves, so that no index can be called by them.
RESERVED = frozenset({"rows", "sum", "abs", "round", "min", "max", "issue", "previous", "events"})


def read_series(source: Source, folder: Path, findings: list[Finding]) -> Series | None:
    """The series that ``series.yaml`` defines, with its history and house style; None where it can't stand."""
    root, found = parse_yaml(source)
    findings.extend(found)
    if root is None:
        return None
    fields = Fields(root, "the series", findings)
    reader = _SeriesReader(fields, findings)
    series = reader.series(source, folder)
    fields.done()
    return series


class _SeriesReader:
    """Reads the parts of a series in the order in which one needs the other."""

    def __init__(self, fields: Fields, findings: list[Finding]) -> None:
        self.fields = fields
        self.findings = findings

    def series(self, source: Source, folder: Path) -> Series | None:
        fields = self.fields
        before = len(self.findings)
        nothing = Text("", Place(source, 0, 0))
        title = fields.text("title", required=True)
        scales = self._scales()
        indices = self._indices(scales)
        chapters = self._chapters(indices)
        months, first = self._cadence()
        series = Series(
            id=folder.name,
            folder=folder,
            source=source,
            title=title or nothing,
            subtitle=fields.text("subtitle") or nothing,
            running_head=fields.text("running_head") or title or nothing,
            publisher=fields.text("publisher") or nothing,
            website=fields.word("website"),
            language=fields.word("language", default="en"),
            spelling=fields.word("spelling", default="american", choices=("american", "british")),
            style=fields.word("style", default="barometer"),
            months=months,
            first=first,
            scoring=self._scoring(),
            indices=indices,
            scales=scales,
            chapters=chapters,
            overview=self._overview(indices),
            appendices=self._appendices(chapters, scales),
            labels=self._labels(),
            history=read_history(folder / "history.csv", source, tuple(indices), self.findings),
            house=read_names(folder / "names.yaml", source, self.findings),
            rules=self._rules(),
        )
        faults = [finding for finding in self.findings[before:] if finding.severity is Severity.ERROR]
        return None if faults else series

    def _unique(self, name: Text | None, seen: Mapping[str, object], what: str) -> str | None:
        """The id, if it is a new and a well-formed one."""
        if name is None:
            return None
        if not ID.fullmatch(name.value) or name.value in RESERVED:
            hint = "use small letters, digits and underscores, a letter first"
            if name.value in RESERVED:
                hint = f"choose another: “{name.value}” means something in {{=expressions}}"
            self.findings.append(codes.BAD_VALUE.at(name.place, f"“{name.value}” can't be the id of {what}", hint))
            return None
        if name.value in seen:
            self.findings.append(codes.DUPLICATE_ID.at(
                name.place, f"the id “{name.value}” is taken: {what} with it stands above", "rename one of them",
            ))
            return None
        return name.value

    def _scoring(self) -> Scoring:
        fields = self.fields.fields("scoring")
        if fields is None:
            return Scoring()
        scoring = Scoring(
            fields.integer("lowest", default=-3),
            fields.integer("highest", default=3),
            fields.word("total", default="sum", choices=("sum", "mean")),
        )
        fields.done()
        if scoring.lowest > scoring.highest:
            self.findings.append(codes.BAD_VALUE.at(
                fields.place, "the lowest points are above the highest", "swap the two numbers",
            ))
        return scoring

    def _scales(self) -> dict[str, Scale]:
        scales: dict[str, Scale] = {}
        for fields in self.fields.records("scales", "a scale"):
            name = self._unique(fields.text("id", required=True), scales, "a scale")
            title = fields.text("title", required=True)
            bands = tuple(
                band for entry in fields.records("bands", "a band", required=True)
                if (band := self._band(entry)) is not None
            )
            fields.done()
            if name is not None and title is not None:
                scales[name] = Scale(name, title, bands, fields.place)
        return scales

    def _band(self, fields: Fields) -> Band | None:
        name = fields.text("name", required=True)
        color, ink = (self._color(fields, key, default) for key, default in (("color", None), ("ink", "#000000")))
        low, high = fields.integer("from"), fields.integer("to")
        interpretation = fields.text("interpretation", required=True)
        fields.done()
        if low is not None and high is not None and low > high:
            self.findings.append(codes.BAD_VALUE.at(
                fields.place, f"the band runs from {low} to {high}: its beginning is above its end",
                "write the lesser number after “from”",
            ))
            return None
        if name is None or color is None or ink is None or interpretation is None:
            return None
        return Band(name, color, ink, low, high, interpretation, fields.place)

    def _color(self, fields: Fields, key: str, default: str | None) -> str | None:
        text = fields.text(key, required=default is None)
        if text is None:
            return default
        if COLOR.fullmatch(text.value):
            return text.value.lower()
        self.findings.append(codes.BAD_VALUE.at(
            text.place, f"“{text.value}” is not a color", 'write it as "#ffcc00", in quotes',
        ))
        return None

    def _indices(self, scales: Mapping[str, Scale]) -> dict[str, Index]:
        indices: dict[str, Index] = {}
        for fields in self.fields.records("indices", "an index"):
            name = self._unique(fields.text("id", required=True), indices, "an index")
            label = fields.text("label", required=True)
            title = fields.text("title") or label
            scale = self._named(fields.text("scale"), scales, "scale")
            fields.done()
            if name is not None and label is not None and title is not None:
                indices[name] = Index(name, label, title, scale, fields.place)
        return indices

    def _named(self, name: Text | None, known: Mapping[str, T], what: str) -> T | None:
        if name is None:
            return None
        if name.value not in known:
            self.findings.append(codes.UNKNOWN_NAME.at(
                name.place, f"the series defines no {what} “{name.value}”", did_you_mean(name.value, known),
            ))
            return None
        return known[name.value]

    def _all_named(self, names: tuple[Text, ...], known: Mapping[str, T], what: str) -> tuple[T, ...]:
        found = (self._named(name, known, what) for name in names)
        return tuple(entry for entry in found if entry is not None)

    def _chapters(self, indices: Mapping[str, Index]) -> dict[str, ChapterPlan]:
        chapters: dict[str, ChapterPlan] = {}
        used: dict[str, Text] = {}
        for fields in self.fields.records("chapters", "a chapter of the series", required=True):
            name = self._unique(fields.text("id", required=True), chapters, "a chapter")
            title = fields.text("title", required=True)
            label = fields.text("label") or title
            names = fields.texts("indices")
            required = fields.texts("required")
            for entry in names:
                if entry.value in used:
                    self.findings.append(codes.DUPLICATE_ID.at(
                        entry.place, f"the index “{entry.value}” is scored by two chapters",
                        "an index belongs to one chapter, or its points would be counted from two catalogues",
                        (Related(used[entry.value].place.span, "scored here as well"),),
                    ))
                used.setdefault(entry.value, entry)
            for entry in required:
                if entry.value not in SECTIONS:
                    self.findings.append(codes.BAD_VALUE.at(
                        entry.place, f"“{entry.value}” is no section", did_you_mean(entry.value, SECTIONS),
                    ))
            fields.done()
            if name is not None and title is not None and label is not None:
                chapters[name] = ChapterPlan(
                    name, title, label, self._all_named(names, indices, "index"),
                    tuple(entry.value for entry in required), fields.place,
                )
        return chapters

    def _overview(self, indices: Mapping[str, Index]) -> Overview | None:
        fields = self.fields.fields("overview")
        if fields is None:
            return None
        title = fields.text("title", required=True)
        named = self._all_named(fields.texts("indices", required=True), indices, "index")
        fields.done()
        return None if title is None else Overview(title, named, fields.place)

    def _appendices(
        self, chapters: Mapping[str, ChapterPlan], scales: Mapping[str, Scale],
    ) -> tuple[Appendix, ...]:
        appendices: dict[str, Appendix] = {}
        for fields in self.fields.records("appendices", "an appendix"):
            name = fields.text("id", required=True)
            title = fields.text("title", required=True)
            catalogue = self._all_named(fields.texts("catalogue"), chapters, "chapter")
            scale = self._named(fields.text("scale"), scales, "scale")
            fields.done()
            if name is None or title is None:
                continue
            if not ANCHOR.fullmatch(name.value) or name.value in appendices or name.value in chapters:
                self.findings.append(codes.DUPLICATE_ID.at(
                    name.place, f"“{name.value}” can't be the id of an appendix",
                    "use small letters, digits and hyphens, and an id that nothing else has",
                ))
                continue
            if bool(catalogue) == (scale is not None):
                self.findings.append(codes.MISSING_KEY.at(
                    fields.place, "an appendix holds a catalogue or a scale",
                    "give either “catalogue: [chapters …]” or “scale: …”",
                ))
                continue
            appendices[name.value] = Appendix(name.value, title, catalogue, scale, name.place)
        return tuple(appendices.values())

    def _labels(self) -> Labels:
        fields = self.fields.fields("labels")
        if fields is None:
            return Labels()
        given = {name: text.value for name in Labels.names() if (text := fields.text(name)) is not None}
        fields.done()
        return Labels(**given)

    def _cadence(self) -> tuple[int, FirstIssue | None]:
        months = self.fields.integer("months", required=True, default=1)
        if not 1 <= months <= 12:  # noqa: PLR2004 - a year has twelve
            self.findings.append(codes.BAD_VALUE.at(
                self.fields.place, f"an issue can't cover {months} months", "write 1, 2, 3, 6 or 12",
            ))
            months = 1
        fields = self.fields.fields("first")
        if fields is None:
            return months, None
        number = fields.integer("number", default=1)
        period = read_period(fields, self.findings)
        fields.done()
        return months, None if period is None else FirstIssue(number, period)

    def _rules(self) -> dict[str, RuleSetting]:
        """``rules: [{code: IK503, severity: off, reason: …}]``."""
        rules: dict[str, RuleSetting] = {}
        for fields in self.fields.records("rules", "a rule setting"):
            code = fields.word("code", required=True)
            severity = fields.word("severity", required=True, default="off", choices=SEVERITIES)
            reason = fields.word("reason", required=True)
            fields.done()
            if code:
                rules[code] = RuleSetting(code, SEVERITIES[severity], reason, fields.place)
        return rules


def read_period(fields: Fields, findings: list[Finding]) -> Period | None:
    """The value of ``period``, ``2019-11/2019-12``."""
    text = fields.text("period", required=True)
    if text is None:
        return None
    try:
        return parse_period(text.value)
    except UnreadableDateError as error:
        findings.append(codes.BAD_DATE.at(text.place, f"“{text.value}” is no period: {error}", "write 2019-11/2019-12"))
        return None
