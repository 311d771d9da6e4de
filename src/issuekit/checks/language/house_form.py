"""A name or term stands in a spelling that the house refuses.

Why:
    The house has decided once how a name or term is spelled; names.yaml lists the form to use and the ones never
    to print. A reader who meets Lukashenko after Lukashenka wonders whether there are two.
Fail:
    --- names.yaml
    names:
      - {use: Lukashenka, never: [Lukashenko]}
    --- partner.yaml
    chapter: partner
    forecast: Much depends on Lukashenko’s next step.
Fail:
    --- names.yaml
    terms:
      - {use: anti-tank, never: [antitank]}
    --- partner.yaml
    chapter: partner
    events:
      - {date: 4 November, event: Antitank missiles supplied, points: 0}
Pass:
    --- names.yaml
    names:
      - {use: Lukashenka, never: [Lukashenko]}
    terms:
      - {use: roadmap, never: [road map]}
    --- partner.yaml
    chapter: partner
    forecast: Lukashenka’s roadmap, [a source](https://example.org/lukashenko/) says, is ready.
Fix:
    Print the form that the house uses; “issuekit check --fix” does. Where the other spelling has to stand, as in
    the title of a book, silence the line with the reason, or add the whole title as a form to use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.checks.language.corrections import replacement
from issuekit.checks.language.refused import refusals
from issuekit.checks.language.words import words
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK502", "house-form", Severity.WARNING, __doc__)


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Every place with a spelling that names.yaml refuses."""
    for refusal in refusals(scored):
        spot = words(scored).sheet.spot(refusal.start, refusal.end)
        decided = refusal.form.use
        yield RULE.at(
            spot.span, f"the house writes “{refusal.use}”, not “{refusal.printed}”",
            f"print “{refusal.use}”",
            (Related(decided.span(), "decided here"),),
            fix=replacement(spot, refusal.printed, refusal.use),
        )
