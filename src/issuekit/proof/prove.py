"""The proof: every rule on one PDF, nothing lost, and what was found counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from issuekit.diagnostics import Finding, Rule, Severity, Span
from issuekit.proof.collation import Collation, Held, counted
from issuekit.proof.printed import Printed, UnreadablePdfError
from issuekit.proof.rules import (
    attachments,
    charts,
    conformance,
    contents,
    events,
    fonts,
    footnotes,
    images,
    links,
    pages,
    passages,
    sources,
    tables,
    tables_of_indices,
    unreadable,
    visible,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from issuekit.indices.totals import ScoredIssue
    from issuekit.proof.collation import Room

# What the rules of the first go by are the tags; those of the second need none.
OF_MATTER: tuple[Room, ...] = (
    events, tables_of_indices, charts, passages, tables, footnotes, links, sources, contents,
)
SUMMARY = ("events", "indices", "passages", "tables", "footnotes", "source links", "listed sources")
OF_THE_FILE: tuple[Room, ...] = (attachments, fonts, images, visible, conformance, pages)

CRASH = Rule(
    "IK899", "proof-crashed", Severity.ERROR,
    """A rule of the proof broke down while it looked at this PDF.

    Why:
        This is a fault of issuekit, or the PDF is of a form that nobody thought of. The other rules have run.
    Fail:
        (What breaks a rule down isn't known beforehand.)
    Pass:
        Every rule comes to its end.
    Fix:
        Report it with the text of the finding. Until it is mended, build with “--no-proof”.
    """,
)
PROOF_RULES: tuple[Rule, ...] = tuple(sorted(
    (*unreadable.RULES, *(rule for room in (*OF_MATTER, *OF_THE_FILE) for rule in room.RULES), CRASH),
    key=lambda rule: rule.code,
))


@dataclass(frozen=True)
class Proof:
    """What came of a proof: all findings in the order of the pages, and how much of what was found as it should be.

    ``printed`` is None where the PDF couldn't be read.
    """

    findings: tuple[Finding, ...]
    held: Mapping[str, int]
    printed: Printed | None

    @property
    def holds(self) -> bool:
        """Whether the PDF says what the issue says: no error was found."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def summary(self) -> str:
        """In one line what was found: ``143 events, 7 indices, 198 passages … on 44 pages: all found``."""
        counts = [counted(self.held[thing], thing) for thing in SUMMARY if self.held.get(thing)]
        pages = counted(0 if self.printed is None else len(self.printed.pages), "pages")
        found = f"{', '.join(counts) or 'nothing'} on {pages}"
        if not self.findings:
            return f"{found}: all found"
        return f"{found} as in the issue; {counted(len(self.findings), 'findings')}"


def prove(scored: ScoredIssue, data: bytes, name: str, *, draft: bool = False) -> Proof:
    """Read a PDF back and hold it against its issue.

    ``name`` is what findings call the file; ``draft`` whether it is meant to be one.
    """
    from issuekit.proof.readback.reader import read_printed  # noqa: PLC0415 - the rules are explained without it

    try:
        printed = read_printed(data, name)
    except UnreadablePdfError as error:
        finding = unreadable.UNREADABLE.at(
            Span(name, 1, 1, 1, 1), f"the PDF can't be read: {error}", "build the PDF again",
        )
        return Proof((finding,), {}, None)
    return hold(Collation(scored, printed, draft))


def hold(collation: Collation) -> Proof:
    """Run every rule. Without tags there is no telling what a text on a page is, and the rules of matter don't run."""
    findings: list[Finding] = []
    held: Counter[str] = Counter()
    for room in (*(OF_MATTER if collation.matter else ()), *OF_THE_FILE):
        for said in _run(room, collation):
            if isinstance(said, Held):
                held[said.thing] += said.number
            else:
                findings.append(said)
    findings.sort(key=lambda finding: finding.sort_key)
    return Proof(tuple(dict.fromkeys(findings)), held, collation.printed)


def _run(room: Room, collation: Collation) -> Iterator[Finding | Held]:
    try:
        yield from room.check(collation)
    except Exception as error:  # noqa: BLE001 - a rule that breaks down is reported, and the others still run
        yield CRASH.at(
            collation.span(1), f"a rule of the proof broke down: {type(error).__name__}: {error}",
            "this is a fault of issuekit: report it; the other rules have run",
        )
