"""A quotation mark or bracket is opened and not closed, closed and not opened, or badly nested.

Why:
    Without the closing mark a reader can't tell where the quoted words end and the author's begin.
Fail:
    Zas said that the “ice age would end.
Fail:
    The two (Minsk and Warsaw met.
Fail:
    “We hope that the so-called “ice age” will end,” he said.
Fail:
    The bank) lends again.
Pass:
    “We hope that the so-called ‘ice age’ will end,” he said (in Minsk’s name).

    “The first paragraph of a long quotation has no closing mark.

    “The last one has.”
Fix:
    Close what is open, or delete the stray mark. A quotation inside a quotation takes ‘ and ’. A quotation of
    several paragraphs is opened anew in each and closed in the last.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.checks.sheet import sheet, shown
from issuekit.checks.typography.endings import ends_a_sentence
from issuekit.diagnostics import Finding, Related, Severity, Span
from issuekit.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.checks.sheet import Sheet
    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK535", "unbalanced-quotes", Severity.WARNING, __doc__)

MARKS = lazily(r"[“”„()\[\]«»‘’\"]")
CLOSING = {"”": "“„", ")": "(", "]": "[", "»": "«"}
LABEL = lazily(r"(?:^|[\s(;,])(?:\d{1,2}|[A-Za-z]|[ivx]{1,4})$")  # “a)”, “2)”: labels of a list within a sentence
FACE = lazily(r"[:;]-?$")
MOST = 1000  # marks in one passage: with more it is no prose
REACH = 3  # paragraphs over which a passage that was torn apart may close


class Kind(Enum):
    """What is wrong with a mark."""

    UNCLOSED = "is opened and not closed"
    UNOPENED = "closes what was never opened"
    NESTED = "is opened within another of its kind"
    CROSSED = "is closed only after what was opened before it"


@dataclass(frozen=True, slots=True)
class Fault:
    """A mark of a passage that has no partner, or the wrong place."""

    index: int
    mark: str
    kind: Kind


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Marks without their partner in the same passage."""
    page = sheet(scored)
    faults: dict[int, list[Fault]] = {}
    for number, line in enumerate(page.lines):
        found = examine(line)
        if found:
            faults[number] = found
    for number, found in faults.items():
        for fault in found:
            yield from _report(page, number, fault, faults)


def examine(line: str) -> list[Fault]:
    """The faults of one passage, in order."""
    marks = [(match.start(), match[0]) for match in MARKS.finditer(line)]
    if not marks or len(marks) > MOST:
        return []
    balanced = sum(mark in "“„" for _, mark in marks) <= sum(mark == "”" for _, mark in marks)
    walk = _Walk(line, balanced=balanced)
    for index, mark in marks:
        walk.step(index, mark)
    return walk.end()


class _Walk:
    """Goes over the marks of a passage with a stack of those that are open."""

    def __init__(self, line: str, *, balanced: bool) -> None:
        self.line = line
        self.balanced = balanced  # as many double quotes are closed as opened
        self.open: list[tuple[int, str]] = []
        self.faults: list[Fault] = []
        self.overtaken: list[tuple[int, str]] = []  # given up by a closing mark of another kind

    def step(self, index: int, mark: str) -> None:
        before, after = self.line[index - 1 : index] if index else "", self.line[index + 1 : index + 2]
        if mark == '"':
            self._straight(index, before, after)
        elif mark == "“" and self.open and self.open[-1][1] == "„":
            self.open.pop()  # „so“
        elif mark in "“„([«":
            self._opening(index, mark)
        elif mark == "‘":
            if not after.isdigit():  # ‘90s is a wrong apostrophe, not a quotation
                self.open.append((index, mark))
        elif mark == "’":
            if not after.isalpha():
                self._close_single()
        else:
            self._closing(index, mark)

    def _opening(self, index: int, mark: str) -> None:
        if mark in "“«":
            earlier = [place for place in self.open if place[1] == mark]
            if earlier and (self.balanced or mark == "«"):
                if mark == "“":
                    self.faults.append(Fault(index, mark, Kind.NESTED))
            elif earlier:
                while self.open[-1] != earlier[-1]:
                    self._give_up(Kind.UNCLOSED)
                self._give_up(Kind.UNCLOSED)
        self.open.append((index, mark))

    def _closing(self, index: int, mark: str) -> None:
        partners = CLOSING[mark]
        if not any(place[1] in partners for place in self.open):
            for place in self.overtaken:
                if place[1] in partners:
                    self.overtaken.remove(place)
                    self.faults.append(Fault(place[0], place[1], Kind.CROSSED))
                    return
            before = self.line[max(0, index - 8) : index]
            if mark == ")" and (LABEL.search(before) or FACE.search(before)):
                return
            self.faults.append(Fault(index, mark, Kind.UNOPENED))
            return
        while self.open[-1][1] not in partners:
            self.overtaken.append(self.open.pop())
        self.open.pop()

    def _close_single(self) -> None:
        if self.open and self.open[-1][1] == "‘":
            self.open.pop()

    def _straight(self, index: int, before: str, after: str) -> None:
        if any(mark == '"' for _, mark in self.open):
            while self.open[-1][1] != '"':
                self.overtaken.append(self.open.pop())
            self.open.pop()
        elif not before.isdigit() and (after.isalnum() or after in "([“‘'…."):  # otherwise inches, or a closing mark
            self.open.append((index, '"'))

    def _give_up(self, kind: Kind) -> None:
        index, mark = self.open.pop()
        if mark != "‘":
            self.faults.append(Fault(index, mark, kind))

    def end(self) -> list[Fault]:
        for index, mark in (*self.open, *self.overtaken):
            if mark != "‘" or self._lone(index):
                self.faults.append(Fault(index, mark, Kind.UNCLOSED))
        return sorted(self.faults, key=lambda fault: fault.index)

    def _lone(self, index: int) -> bool:
        """Whether a single quotation mark has no apostrophe behind it that could close it."""
        return "’" not in self.line[index:]


def _report(page: Sheet, number: int, fault: Fault, faults: dict[int, list[Fault]]) -> Iterator[Finding]:
    spot = page.spot(page.starts[number] + fault.index, page.starts[number] + fault.index + 1)
    severity = None
    hint = {
        Kind.UNCLOSED: "close it, or delete it",
        Kind.UNOPENED: "type its opening mark, or delete it",
        Kind.NESTED: "use ‘ and ’ for a quotation inside a quotation; or close the outer one before it",
        Kind.CROSSED: "close the inner one first",
    }[fault.kind]
    related = []
    if fault.kind is Kind.UNCLOSED and fault.mark in '“"' and _goes_on(page, number, fault.mark):
        return
    if fault.kind in (Kind.UNCLOSED, Kind.UNOPENED):
        partner = _partner(page, number, fault, faults)
        if partner is not None:
            if fault.kind is Kind.UNOPENED:
                return
            severity, hint = Severity.NOTE, "close it before the paragraph ends; a quotation is opened anew in the next"
            related = [Related(partner, "it is closed here, in another paragraph")]
    yield RULE.at(
        spot.span, f"“{fault.mark}” {fault.kind.value}: {_around(page.lines[number], fault.index)}", hint, related,
        severity=severity,
    )


def _goes_on(page: Sheet, number: int, mark: str) -> bool:
    """Whether the next paragraph of the same text opens the quotation anew."""
    following = number + 1
    return (
        following < len(page.lines)
        and page.loci[following].prose is page.loci[number].prose is not None
        and page.lines[following].startswith(mark)
    )


def _partner(page: Sheet, number: int, fault: Fault, faults: dict[int, list[Fault]]) -> Span | None:
    """The place of the mark that closes it, or that it closes, where one sentence was torn into paragraphs."""
    unclosed = fault.kind is Kind.UNCLOSED
    wanted = Kind.UNOPENED if unclosed else Kind.UNCLOSED
    for distance in range(1, REACH + 1):
        other = number + distance if unclosed else number - distance
        if not 0 <= other < len(page.loci) or page.loci[other].prose is not page.loci[number].prose:
            return None
        if ends_a_sentence(page.lines[other - 1 if unclosed else other]):
            return None
        for candidate in faults.get(other, ()):
            opening, closing = (fault.mark, candidate.mark) if unclosed else (candidate.mark, fault.mark)
            if candidate.kind is wanted and opening in CLOSING.get(closing, ""):
                return page.spot(page.starts[other] + candidate.index, page.starts[other] + candidate.index + 1).span
    return None


def _around(line: str, index: int) -> str:
    return shown(line[max(0, index - 15) : index + 25].strip())
