"""A scale leaves a value without a band, or gives it two.

Why:
    A scale says how every value of its index reads. In a published issue, −1 had no color: “higher than −1”
    was white and “from −2” was green. A gap is an error, because the next issue's value may fall into it.
Fail:
    --- series.yaml
    scales:
      - id: tension
        title: Color scale
        bands:
          - {name: White, color: "#ffffff", from: 0, interpretation: Calm}
          - {name: Green, color: "#00aa55", to: -2, interpretation: Watchful}
Pass:
    --- series.yaml
    scales:
      - id: tension
        title: Color scale
        bands:
          - {name: White, color: "#ffffff", from: -1, interpretation: Calm}
          - {name: Green, color: "#00aa55", to: -2, interpretation: Watchful}
Fix:
    Let each band begin where the one below it ends, one number higher, and leave the lowest band without “from:”
    and the highest without “to:”.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Related, Severity
from issuekit.indices.scales import Flaw, flaws

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK204", "scale-bands", Severity.ERROR, __doc__)


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Gaps and overlaps of every scale of the series."""
    for scale in scored.issue.series.scales.values():
        for flaw in flaws(scale):
            yield _finding(flaw, scale.title.value) if flaw.bands else RULE.at(
                scale.place, f"the scale “{scale.title}” has no bands", "give each band a name and its numbers",
            )


def _finding(flaw: Flaw, scale: str) -> Finding:
    first, *others = flaw.bands
    related = [Related(band.name.place.span, f"the band “{band.name}”") for band in others]
    overlap = len(flaw.bands) == 2 and (  # noqa: PLR2004 - a gap at an open end has one neighbour
        first.high is None or (flaw.low is None) or (first.high >= flaw.low)
    )
    if overlap:
        return RULE.at(
            first.name.place, f"{flaw.values} {'has' if flaw.low == flaw.high else 'have'} two bands, "
            f"“{first.name}” and “{others[0].name}”", "let one band end where the other begins", related,
        )
    return RULE.at(
        first.name.place, f"{flaw.values} {'has' if flaw.low == flaw.high else 'have'} no band in “{scale}”",
        f"extend “{first.name}” or its neighbour", related,
    )
