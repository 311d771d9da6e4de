"""A number in the prose is not what the author's own expression comes to.

Why:
    “[39%]{=77 / 196}” says how the number was reached, so that it can be held against the facts in every later
    edit. A claim that no longer holds is a misprint that a reader with a pencil would find.
Fail:
    MAZ and its kits hold [45%]{=77 / 196} of the market.
Fail:
    The index closed at [+10]{=partner.total}.
Pass:
    MAZ and its kits hold [39%]{=77 / 196} of the market.
Fix:
    Correct the printed number, or the expression. A number agrees when the result, rounded to the digits that
    are printed, is that number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Severity
from issuekit.indices.claims import agrees, display
from issuekit.indices.expressions import ExpressionError, evaluate, names_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK202", "claim", Severity.ERROR, __doc__)


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Every claim with a printed number that disagrees, or with no number to compare."""
    names = names_of(scored)
    for prose in scored.issue.all_prose():
        for claim in prose.claims:
            if claim.printed is None:
                continue
            try:
                result = evaluate(claim.expression, names)
            except ExpressionError:
                continue  # the rule on expressions has said so
            verdict = agrees(claim.printed, result)
            if verdict:
                continue
            right = display(result, claim.printed)
            span = prose.text.span(claim.start, claim.end)
            if verdict is None:
                yield RULE.at(
                    span, f"“{claim.printed}” holds no number that could be checked",
                    f"the expression comes to {right}; put the number inside the brackets",
                )
            else:
                yield RULE.at(
                    span, f"“{claim.printed}” is printed, but {claim.expression} comes to {right}",
                    f"print {right}, or correct the expression",
                )
