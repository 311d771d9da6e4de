"""A whole issue: ``issue.yaml``, its series and its chapters, read with every finding at once."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from issuekit.diagnostics import Finding, Related, Severity, first_ones
from issuekit.frozen import dataclass, field
from issuekit.model.issue import Chapter, Editor, Issue
from issuekit.reading import codes
from issuekit.reading.chapter_file import read_chapter
from issuekit.reading.decode import Fields, did_you_mean
from issuekit.reading.files import decode, file_span, load
from issuekit.reading.markdown import read_prose
from issuekit.reading.series_file import read_period, read_series
from issuekit.reading.workspace import IssueFolder
from issuekit.reading.yaml_nodes import parse as parse_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from issuekit.model.series import Series
    from issuekit.model.source import Source, Text
    from issuekit.model.when import Period


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading: the issue, unless a finding is in its way, and all findings.

    ``sources`` are the files that were read, by the name findings give them: for showing lines. ``readable``: where
    a finding is in the way, as much of the issue as could be read, if that is something of every chapter. Its
    texts can be looked at; its numbers may lack what couldn't be read.
    """

    issue: Issue | None
    findings: tuple[Finding, ...]
    sources: dict[str, Source] = field(default_factory=dict)
    readable: Issue | None = None


def read_issue(
    folder: IssueFolder, *, drafts: Mapping[str, str] = MappingProxyType({}),
) -> Reading:
    """Read an issue and everything it is made of.

    The issue is None where any finding is an error: half an issue is never handed on. ``drafts`` are texts to be
    read instead of the files of these names, as they would be after a correction.
    """
    return _IssueReader(folder, drafts).read()


class _IssueReader:
    def __init__(self, folder: IssueFolder, drafts: Mapping[str, str]) -> None:
        self.folder = folder
        self.drafts = drafts
        self.findings: list[Finding] = []
        self.sources: dict[str, Source] = {}
        self.listed = 0  # chapters of the issue

    def read(self) -> Reading:
        series = self._series()
        issue = readable = self._issue(series)
        if any(finding.severity is Severity.ERROR for finding in self.findings):
            issue = None
        if issue is not None or (readable is not None and len(readable.chapters) < self.listed):
            readable = None
        findings = first_ones(self.findings)
        return Reading(issue, tuple(sorted(findings, key=lambda finding: finding.sort_key)), self.sources, readable)

    def _load(self, path: Path) -> Source | None:
        workspace = self.folder.workspace
        name = path.relative_to(workspace).as_posix() if path.is_relative_to(workspace) else path.name
        draft = self.drafts.get(name)
        source, found = load(path, name) if draft is None else decode(draft.encode(), path, name)
        self.findings.extend(found)
        if source is not None:
            self.sources[name] = source
        return source

    def _series(self) -> Series | None:
        folder = self.folder.path.parent
        source = self._load(folder / "series.yaml")
        if source is None:
            return None
        series = read_series(source, folder, self.findings)
        for extra in ("names.yaml", "history.csv"):
            if (folder / extra).exists():
                name = f"{source.name.rpartition('/')[0]}/{extra}"
                loaded, _ = load(folder / extra, name)
                if loaded is not None:
                    self.sources[name] = loaded
        return series

    def _issue(self, series: Series | None) -> Issue | None:
        source = self._load(self.folder.path / "issue.yaml")
        if source is None:
            return None
        root, found = parse_yaml(source)
        self.findings.extend(found)
        if root is None:
            return None
        fields = Fields(root, "the issue", self.findings)
        number = fields.integer("number", required=True)
        period = read_period(fields, self.findings)
        date = fields.text("date", required=True)
        editor = self._editor(fields)
        letter = fields.text("letter", required=True)
        names = fields.texts("chapters", required=True)
        self.listed = len(names)
        fields.done()
        prose = None if letter is None else read_prose(letter, self.findings)
        chapters = self._chapters(names, series, period, source)
        if number is None or period is None or date is None or editor is None or prose is None or series is None:
            return None
        return Issue(
            series=series,
            folder=self.folder.path,
            source=source,
            number=number,
            number_place=fields.key_place("number"),
            period=period,
            period_place=fields.key_place("period"),
            date=date,
            editor=editor,
            letter=prose,
            chapters=chapters,
            before=cache(self._previous),
            workspace=self.folder.workspace,
        )

    def _editor(self, fields: Fields) -> Editor | None:
        entry = fields.fields("editor", required=True)
        if entry is None:
            return None
        name, roles = entry.text("name", required=True), entry.texts("roles")
        entry.done()
        return None if name is None else Editor(name, roles)

    def _chapters(
        self, names: tuple[Text, ...], series: Series | None, period: Period | None, issue: Source,
    ) -> tuple[Chapter, ...]:
        """The chapters in the order of ``issue.yaml``. Files are read even where the series is at fault."""
        chapters: list[Chapter] = []
        seen: dict[str, Text] = {}
        for name in names:
            if name.value in seen:
                self.findings.append(codes.WRONG_CHAPTER.at(
                    name.place, f"the chapter “{name.value}” is listed twice", "delete one of the two",
                    (Related(seen[name.value].place.span, "first listed here"),),
                ))
                continue
            seen[name.value] = name
            if series is not None and name.value not in series.chapters:
                self.findings.append(codes.UNKNOWN_NAME.at(
                    name.place, f"the series has no chapter “{name.value}”",
                    did_you_mean(name.value, series.chapters),
                ))
                continue
            chapter = self._chapter(name, series, period)
            if chapter is not None:
                chapters.append(chapter)
        self._unlisted(seen, series, issue)
        return tuple(chapters)

    def _chapter(self, name: Text, series: Series | None, period: Period | None) -> Chapter | None:
        if not _is_plain_name(name.value):
            self.findings.append(codes.BAD_VALUE.at(
                name.place, f"“{name.value}” can't be a chapter's name", "use small letters, digits and underscores",
            ))
            return None
        path = self.folder.path / f"{name.value}.yaml"
        if not path.exists():
            before = len(self.findings)
            self._load(path)
            # The place to mend is the list, so the finding about the missing file is given there.
            for finding in self.findings[before:]:
                self.findings[self.findings.index(finding)] = codes.FILE_MISSING.at(
                    name.place, finding.message, finding.hint,
                )
            return None
        source = self._load(path)
        if source is None:
            return None
        if series is None or period is None:
            _, found = parse_yaml(source)
            self.findings.extend(found)
            return None
        return read_chapter(source, series.chapters[name.value], series, period, self.findings)

    def _unlisted(self, listed: dict[str, Text], series: Series | None, issue: Source) -> None:
        """A chapter's file that the issue doesn't list would be left out of the print without a word."""
        if series is None:
            return
        for path in sorted(self.folder.path.glob("*.yaml")):
            if path.stem in series.chapters and path.stem not in listed:
                name = path.relative_to(self.folder.workspace).as_posix()
                self.findings.append(codes.UNLISTED.at(
                    file_span(name), f"{path.name} is a chapter of the series, but the issue doesn't list it",
                    f"add “{path.stem}” to “chapters:” in {issue.name}, or delete the file",
                ))

    def _previous(self) -> Issue | None:
        """The issue before this one in the workspace, if it can be read; its faults are its own."""
        folders = sorted(entry.parent for entry in self.folder.path.parent.glob("*/issue.yaml"))
        earlier = [folder for folder in folders if folder.name < self.folder.path.name]
        if not earlier:
            return None
        folder = IssueFolder(self.folder.workspace, self.folder.series, earlier[-1])
        return read_issue(folder).issue


def _is_plain_name(name: str) -> bool:
    return name.replace("_", "").replace("-", "").isalnum() and name.isascii()

