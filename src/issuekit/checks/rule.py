"""What a rule is: a code, a name, a severity, and a docstring that explains it to an editor."""

from __future__ import annotations

import re
from dataclasses import dataclass
from inspect import cleandoc
from textwrap import dedent
from typing import TYPE_CHECKING

from issuekit.diagnostics import Finding, Fix, Related, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Protocol

    from issuekit.indices.totals import ScoredIssue
    from issuekit.model.source import Place

    class Room(Protocol):
        """A module that holds one rule: ``RULE``, and ``check``, which yields what it finds."""

        RULE: Rule

        @staticmethod
        def check(scored: ScoredIssue) -> Iterator[Finding]:
            """Everything the rule has to say about an issue."""


# A docstring is a summary, then these sections, each with its name alone on a line and its text indented.
SECTIONS = ("Why", "Fail", "Pass", "Fix")


@dataclass(frozen=True, slots=True)
class Rule:
    """The identity of a rule. ``doc`` is its module's docstring: a summary and the :data:`SECTIONS`."""

    code: str
    name: str
    severity: Severity
    doc: str

    def at(
        self,
        where: Place | Span,
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
