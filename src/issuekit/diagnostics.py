"""What is said to an editor about a place in a file: plain frozen data, complete at birth.

Everything that reads, checks or proves an issue yields :class:`Finding` values; nothing in this
module knows what an issue is. Lines and columns count from 1, columns in characters.
"""

from __future__ import annotations

import re
from dataclasses import replace
from enum import StrEnum
from inspect import cleandoc
from textwrap import dedent
from typing import TYPE_CHECKING, Any, Protocol

from issuekit.frozen import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# A rule's docstring is a summary, then these sections, each with its name alone on a line and its text indented.
SECTIONS = ("Why", "Fail", "Pass", "Fix")

MOST = 200  # findings of one kind in one file; nobody mends more at one sitting, and a broken file can hold 100,000


class Severity(StrEnum):
    """How certain a finding is: provably wrong, probably wrong, or worth a look."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for a note: sorts the gravest first."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text in a file: ``file`` as shown to the editor, the end is exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that explains a finding, such as "first spelled so here"."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the text of ``span`` by ``text``. An edit is exact: nothing outside the span moves."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A correction that a program can make. ``safe`` when it cannot change what the text says."""

    description: str
    edits: tuple[Edit, ...]
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to tell the editor.

    ``code`` is the stable identifier (``IK201``), ``name`` its readable twin (``index-total``);
    ``message`` says what is wrong in an editor's words and ``hint`` what to do about it.
    """

    code: str
    name: str
    severity: Severity
    span: Span
    message: str
    hint: str = ""
    related: tuple[Related, ...] = field(default=())
    fix: Fix | None = None

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """File, then place, then code: the order in which an editor works through a file."""
        return (self.span.file, self.span.line, self.span.column, self.code, self.message)


def first_ones(findings: Iterable[Finding], *, whole: bool = True) -> Iterator[Finding]:
    """Of each kind in each file the first findings only, and a last one, the gravest left out, that counts the others.

    Not ``whole`` where there are more findings than are given, and so more than can be counted.
    """
    counts: dict[tuple[str, str], int] = {}
    closing: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        kind = finding.code, finding.span.file
        counts[kind] = count = counts.get(kind, 0) + 1
        if count <= MOST:
            yield finding
        elif kind not in closing or finding.severity.rank < closing[kind].severity.rank:
            closing[kind] = finding
    for kind, finding in closing.items():
        more = counts[kind] - MOST - 1
        if not more:
            yield finding
            continue
        number = f"{more:,}" if whole else f"at least {more:,}"
        yield replace(
            finding, message=f"{finding.message} (and {number} more findings of this kind in the file)",
            hint=f"only the first {MOST} are shown one by one; mend those and check again",
        )


def as_plain(finding: Finding) -> dict[str, Any]:
    """A finding as JSON can hold it, for :func:`from_plain`."""
    fix = finding.fix
    return {
        "code": finding.code, "name": finding.name, "severity": finding.severity.value,
        "span": _numbers(finding.span), "message": finding.message, "hint": finding.hint,
        "related": [[_numbers(related.span), related.message] for related in finding.related],
        "fix": None if fix is None else [
            fix.description, [[_numbers(edit.span), edit.text] for edit in fix.edits], fix.safe,
        ],
    }


def _numbers(span: Span) -> list[str | int]:
    return [span.file, span.line, span.column, span.end_line, span.end_column]


def from_plain(plain: dict[str, Any]) -> Finding:
    """The finding that :func:`as_plain` was given.

    Raises:
        KeyError, TypeError, ValueError: it isn't of that form.
    """
    fix = None
    if plain["fix"] is not None:
        description, edits, safe = plain["fix"]
        fix = Fix(description, tuple(Edit(Span(*span), text) for span, text in edits), safe)
    return Finding(
        plain["code"], plain["name"], Severity(plain["severity"]), Span(*plain["span"]),
        plain["message"], plain["hint"],
        tuple(Related(Span(*span), message) for span, message in plain["related"]), fix,
    )


class Placed(Protocol):
    """What stands somewhere in a file: :class:`issuekit.model.source.Place`, of which nothing is known here."""

    @property
    def first_line(self) -> Placed:
        """The part of it that stands on its first line."""

    @property
    def span(self) -> Span:
        """Where it stands, as line and column."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The identity of a rule. ``doc`` is its module's docstring: a summary and the :data:`SECTIONS`."""

    code: str
    name: str
    severity: Severity
    doc: str

    def at(
        self,
        where: Placed | Span,
        message: str,
        hint: str = "",
        related: Iterable[Related] = (),
        *,
        fix: Fix | None = None,
        severity: Severity | None = None,
    ) -> Finding:
        """A finding of this rule at a place. ``severity`` only where a case is more or less certain than usual."""
        span = where if isinstance(where, Span) else where.first_line.span
        return Finding(self.code, self.name, severity or self.severity, span, message, hint, tuple(related), fix)

    @property
    def summary(self) -> str:
        """The first paragraph of the docstring."""
        return " ".join(self.doc.strip().split("\n\n")[0].split())

    def section(self, name: str) -> list[str]:
        """The texts of a section; ``Fail`` and ``Pass`` may occur several times."""
        pattern = rf"^{name}:\n((?:[ \t]+.*\n|[ \t]*\n)+)"
        return [dedent(match).strip("\n") for match in re.findall(pattern, cleandoc(self.doc) + "\n", re.MULTILINE)]
