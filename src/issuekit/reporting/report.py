"""What a run of the checks hands on to be shown."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from issuekit.diagnostics import Finding, Severity
from issuekit.frozen import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from issuekit.model.source import Source
    from issuekit.reporting.coverage import Coverage


@dataclass(frozen=True, slots=True)
class Report:
    """The findings on one issue. ``sources`` are its files by the names that findings use.

    ``coverage`` counts the numbers of the text that something holds, where that was asked for. ``partly``: the issue
    can't be read as a whole, so that no more than its texts were looked at.
    """

    issue: str
    findings: tuple[Finding, ...]
    sources: Mapping[str, Source] = field(default_factory=dict)
    coverage: Coverage | None = None
    partly: bool = False

    def count(self, severity: Severity) -> int:
        """How many findings have a severity."""
        return Counter(finding.severity for finding in self.findings)[severity]

    def fails(self, *, strict: bool) -> bool:
        """Whether the issue is not to be published: any error or, if ``strict``, any warning."""
        return bool(self.count(Severity.ERROR)) or (strict and bool(self.count(Severity.WARNING)))
