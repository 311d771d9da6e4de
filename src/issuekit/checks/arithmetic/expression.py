"""An expression in the prose can't be computed.

Why:
    “{=partner.total}” is replaced by the value when the page is made. An expression that names an index that
    doesn't exist, or is no arithmetic, would leave a hole in the sentence.
Fail:
    The index closed at {=partner.totl}.
Fail:
    The share is {=1 / 0}.
Fail:
    The index closed at {=partner.total
Pass:
    The index closed at {=partner.total}.
Fix:
    Write numbers, + - * / and brackets, an index with one of its fields (partner.total, .positive, .negative,
    .events, .band), rows('table') or rows('table', 'Column', 'beginning'), sum, min, max or abs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Severity
from issuekit.indices.expressions import ExpressionError, evaluate, names_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK203", "expression", Severity.ERROR, __doc__)


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Every expression that can't be computed, and every “{=” that begins none."""
    names = names_of(scored)
    for prose in scored.issue.all_prose():
        covered = []
        for claim in prose.claims:
            covered.append((claim.start, claim.end))
            try:
                evaluate(claim.expression, names)
            except ExpressionError as error:
                yield RULE.at(prose.text.span(claim.start, claim.end), str(error), RULE.section("Fix")[0])
        position = prose.text.value.find("{=")
        while position >= 0:
            if not any(start <= position < end for start, end in covered):
                yield RULE.at(
                    prose.text.span(position, position + 2), "“{=” begins an expression that is never closed",
                    "close it with “}” on the same line, or write “\\{=” for the characters themselves",
                )
            position = prose.text.value.find("{=", position + 2)
