"""Corrections put into the files: from findings and sources to new texts, exact to the character.

An edit replaces what its span covers and nothing else: comments, order, layout and line ends stay. Before a
correction is accepted, the file is read again with it, and every key and every value has to be what it was, save
the values that were corrected, which have to be what the correction means. What would change anything else,
such as a colon that makes a plain text a mapping, is refused and told.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from dataclasses import dataclass, replace
from difflib import unified_diff
from typing import TYPE_CHECKING

from issuekit.checks.scalars import Entry, Layout, entries
from issuekit.model.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from issuekit.diagnostics import Edit, Finding
    from issuekit.reading.yaml_nodes import Node

    Read = Callable[[Source], Node | None]  # the tree that a YAML file holds; None where it can't be read

OVERLAP = "it overlaps with another correction"
SEVERAL_FILES = "it would change several files at once"
NO_FILE = "its file is not one of the issue’s"
UNREADABLE = "its file can’t be read"
OUTSIDE = "its place is not within a text of the file"
STRUCTURE = "with it the file would not be read as it is meant"


@dataclass(frozen=True, slots=True)
class Left:
    """A correction that was not made, and why."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """The new texts of the files that change, by name; what was corrected; and what was left."""

    texts: Mapping[str, str]
    made: tuple[Finding, ...]
    left: tuple[Left, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """An edit found its place: ``start`` up to ``end`` of the file becomes ``text``, and in the value of entry
    number ``entry``, ``first`` up to ``last`` becomes ``meant``.
    """

    start: int
    end: int
    text: str
    entry: int
    first: int
    last: int
    meant: str


@dataclass(frozen=True, slots=True)
class Plan:
    """All changes of one correction: they are made together or not at all."""

    finding: Finding
    changes: tuple[Change, ...]


def correct(
    findings: Iterable[Finding], sources: Mapping[str, Source], read: Read, *, unsafe: bool = False,
) -> Corrected:
    """Make the safe corrections of some findings, and with ``unsafe`` the others as well.

    Corrections are taken in the order of the findings; of two that overlap the first is made.
    """
    texts: dict[str, str] = {}
    made: list[Finding] = []
    left: list[Left] = []
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.fix is None or not finding.fix.edits or not (finding.fix.safe or unsafe):
            continue
        files = {edit.span.file for edit in finding.fix.edits}
        if len(files) > 1:
            left.append(Left(finding, SEVERAL_FILES))
        elif (name := files.pop()) in sources:
            by_file.setdefault(name, []).append(finding)
        else:
            left.append(Left(finding, NO_FILE))
    for name, wanted in by_file.items():
        page = _Page(sources[name], read)
        text, done = page.correct(wanted)
        made += done
        left += page.left
        if text != sources[name].text:
            texts[name] = text
    return Corrected(texts, tuple(made), tuple(left))


def diff(old: str, new: str, name: str) -> str:
    """What changed, as ``diff -u`` and ``git diff`` show it; empty where nothing did."""
    lines = unified_diff(_lines(old), _lines(new), f"a/{name}", f"b/{name}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    """The lines with their ends. Only a line feed ends one: other separators may stand within a text."""
    parts = text.split("\n")
    return [part + "\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


class _Page:
    """One file on its way to being corrected."""

    def __init__(self, source: Source, read: Read) -> None:
        self.source = source
        self.read = read
        self.left: list[Left] = []
        root = read(source)
        found = [] if root is None else list(entries(root))
        self.readable = root is not None
        self.entries = [entry for entry, _ in found]
        texts = [(scalar.place.start, number, scalar) for number, (_, scalar) in enumerate(found) if scalar is not None]
        texts.sort(key=lambda item: item[0])
        self.texts = texts
        self.starts = [start for start, _, _ in texts]
        self.layouts: dict[int, Layout] = {}

    def correct(self, findings: Sequence[Finding]) -> tuple[str, list[Finding]]:
        """The new text, and the findings whose corrections are in it."""
        plans = list(self._without_overlap(self._plans(findings)))
        accepted = self._accepted(plans, ())
        return self._text(accepted), [plan.finding for plan in accepted]

    def _plans(self, findings: Sequence[Finding]) -> Iterator[Plan]:
        for finding in findings:
            if not self.readable:
                self.left.append(Left(finding, UNREADABLE))
                continue
            changes = [self._change(edit) for edit in (finding.fix.edits if finding.fix else ())]
            placed = tuple(change for change in changes if change is not None)
            if len(placed) < len(changes):
                self.left.append(Left(finding, OUTSIDE))
            else:
                yield Plan(finding, placed)

    def _change(self, edit: Edit) -> Change | None:
        """The edit with its place in the file and in the value that stands there."""
        lines, span = self.source.line_starts, edit.span
        if not (1 <= span.line <= span.end_line <= len(lines)) or "\n" in edit.text or "\r" in edit.text:
            return None
        start, end = lines[span.line - 1] + span.column - 1, lines[span.end_line - 1] + span.end_column - 1
        if not 0 <= start <= end <= len(self.source.text):
            return None
        position = bisect_right(self.starts, start) - 1
        if position < 0:
            return None
        _, number, scalar = self.texts[position]
        if end > scalar.place.end:
            return None
        if number not in self.layouts:
            self.layouts[number] = Layout(scalar.text)
        layout = self.layouts[number]
        stretch = layout.stretch(start, end)
        if stretch is None:
            return None
        return Change(
            stretch.start, stretch.end, layout.written(edit.text), number, stretch.first, stretch.last, edit.text,
        )

    def _without_overlap(self, plans: Iterable[Plan]) -> Iterator[Plan]:
        taken: list[tuple[int, int]] = []  # sorted, none of them touching an insertion
        for plan in plans:
            if any(_clash(taken, change) for change in plan.changes) or _clash_inside(plan.changes):
                self.left.append(Left(plan.finding, OVERLAP))
                continue
            for change in plan.changes:
                place = (change.start, change.end)
                taken.insert(bisect_right(taken, place), place)
            yield plan

    def _accepted(self, plans: Sequence[Plan], before: Sequence[Plan]) -> tuple[Plan, ...]:
        """The plans that keep the file what it is, tried all at once and, where that fails, by halves."""
        if not plans or self._holds((*before, *plans)):
            return (*before, *plans)
        if len(plans) == 1:
            self.left.append(Left(plans[0].finding, STRUCTURE))
            return tuple(before)
        half = len(plans) // 2
        return self._accepted(plans[half:], self._accepted(plans[:half], before))

    def _holds(self, plans: Sequence[Plan]) -> bool:
        """Whether the corrected file reads as the old one with the corrected values."""
        corrected = Source(self.source.path, self.source.name, self._text(plans))
        root = self.read(corrected)
        if root is None:
            return False
        return [entry for entry, _ in entries(root)] == self._expected(plans)

    def _expected(self, plans: Sequence[Plan]) -> list[Entry]:
        expected = list(self.entries)
        for change in _backwards(plans):
            entry = expected[change.entry]
            value = str(entry.value)
            expected[change.entry] = replace(entry, value=value[: change.first] + change.meant + value[change.last :])
        return expected

    def _text(self, plans: Sequence[Plan]) -> str:
        pieces: list[str] = []
        text, stop = self.source.text, len(self.source.text)
        for change in _backwards(plans):
            pieces += [text[change.end : stop], change.text]
            stop = change.start
        pieces.append(text[:stop])
        return "".join(reversed(pieces))


def _backwards(plans: Sequence[Plan]) -> list[Change]:
    """All changes, the last in the file first, so that those before keep their places."""
    changes = [change for plan in plans for change in plan.changes]
    return sorted(changes, key=lambda change: (change.start, change.end), reverse=True)


def _clash(taken: Sequence[tuple[int, int]], change: Change) -> bool:
    """Whether a change meets one already taken. Two replacements may touch; an insertion may not touch any."""
    place = (change.start, change.end)
    position = bisect_right(taken, place)
    return any(_meet(place, taken[index]) for index in (position - 1, position) if 0 <= index < len(taken))


def _clash_inside(changes: Sequence[Change]) -> bool:
    places = sorted((change.start, change.end) for change in changes)
    return any(_meet(first, second) for first, second in itertools.pairwise(places))


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    insertion = one[0] == one[1] or other[0] == other[1]
    if insertion:
        return one[0] <= other[1] and other[0] <= one[1]
    return one[0] < other[1] and other[0] < one[1]
