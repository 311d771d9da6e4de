"""A chapter has the same heading twice.

Why:
    In the contents the two can't be told apart. Mostly a section was pasted twice, or its heading never changed.
Fail:
    developments:
      - heading: Trade
        text: Trade grew.
      - heading: Trade
        text: Tourism fell.
Pass:
    developments:
      - part: Russia
      - heading: Trade
        text: Trade grew.
      - part: China
      - heading: Trade
        text: Trade fell.
Fix:
    Say in each heading what only its section is about, or join the two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.checks.rule import Rule
from issuekit.checks.structure.outline import CONTENT, Entry, outlines
from issuekit.diagnostics import Finding, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK135", "duplicate-heading", Severity.WARNING, __doc__)


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Headings that their part, or their heading, has had before."""
    for _, entries in outlines(scored):
        seen: dict[tuple[int, str], Entry] = {}
        for entry in entries:
            if entry.level == CONTENT:
                continue
            # What stands under another heading begins anew.
            seen = {key: first for key, first in seen.items() if key[0] <= entry.level}
            title = entry.title.casefold().rstrip(" .:")
            first = seen.setdefault((entry.level, title), entry)
            if first is not entry and title:
                yield RULE.at(
                    entry.span, f"the {entry.kind} “{entry.title}” stands here a second time",
                    "say what only this section is about, or join the two", (Related(first.span, "first given here"),),
                )
