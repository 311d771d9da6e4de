"""A value of an index that is typed into the text disagrees with the catalogue, or with the numbers beside it.

Why:
    In a published issue, two of five index blocks were printed wrong: one had the sum of an older catalogue, in the
    other two numbers were swapped. A value that is typed is a value that stays behind when the catalogue changes.
Fail:
    --- partner.yaml
    chapter: partner
    developments:
      - text: The index closed at +1.
    events:
      - {date: 4 November, event: A visit, points: +3}
      - {date: 6 November, event: A quarrel, points: -1}
Fail:
    Aggregate index: +9

    Positive points: +8

    Negative points: -1
Pass:
    --- partner.yaml
    chapter: partner
    developments:
      - text: "The index closed at +2 (positive points: +3, negative points: -1)."
    events:
      - {date: 4 November, event: A visit, points: +3}
      - {date: 6 November, event: A quarrel, points: -1}
Fix:
    Let the program print the value: {=partner.total}, {=partner.positive}, {=partner.negative}.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from typing import TYPE_CHECKING

from issuekit.checks.arithmetic.index_claims import KINDS, blocks, labelled, told
from issuekit.checks.arithmetic.statements import accounts
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Edit, Fix, Related, Severity
from issuekit.indices.scales import signed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from issuekit.checks.arithmetic.index_claims import Figure
    from issuekit.diagnostics import Finding, Span
    from issuekit.indices.totals import IndexTotal, ScoredIssue

RULE = Rule("IK211", "index-in-words", Severity.ERROR, __doc__)

WORDS = {"total": "the aggregate index", "positive": "the positive points", "negative": "the negative points"}
HALF = Fraction(1, 2)


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Typed values that the catalogue, or the arithmetic of their block, contradicts."""
    seen: set[Span] = set()
    for _, finding in examined(scored):
        if finding is not None and finding.span not in seen:
            seen.add(finding.span)
            yield finding


def examined(scored: ScoredIssue) -> Iterator[tuple[Sequence[Figure], Finding | None]]:
    """The typed values that could be compared, with the fault that was found."""
    for block in blocks(scored):
        if all(figure.index for figure in block):
            for figure in block:
                yield (figure,), _against_catalogue(figure)
        elif scored.issue.series.scoring.total == "sum" and {figure.kind for figure in block} == set(KINDS):
            yield block, _against_each_other(block)
    claims: dict[tuple[int, int], Figure] = {}
    for figure in (*labelled(scored), *told(scored, accounts(scored))):
        claims.setdefault((id(figure.locus.passage), figure.start), figure)
    for figure in claims.values():
        yield (figure,), _against_catalogue(figure)


def truth(total: IndexTotal, kind: str) -> Fraction:
    """What the catalogue says: total, positive or negative points."""
    return {
        "total": total.total, "positive": Fraction(total.positive), "negative": Fraction(total.negative),
    }[kind]


def _against_catalogue(figure: Figure) -> Finding | None:
    if figure.index is None or figure.claimed:
        return None
    right = truth(figure.index, figure.kind)
    decimals = len(figure.printed.partition(".")[2])
    if figure.value == right or (right.denominator > 1 and abs(figure.value - right) <= HALF / 10**decimals):
        return None
    name = figure.index.index.label.value
    other = next(
        (WORDS[kind] for kind in KINDS if kind != figure.kind and truth(figure.index, kind) == figure.value != 0), "",
    )
    computed = f"{{={figure.index.index.id}.{figure.kind}}}"
    are = "is" if figure.kind == "total" else "are"
    return RULE.at(
        figure.span,
        f"{WORDS[figure.kind]} of “{name}” {are} given as {signed(figure.value)}, but the catalogue makes "
        + signed(right)
        + (f"; {signed(figure.value)} is what {other} come to" if other else ""),
        f"let the program print it: {computed}",
        fix=Fix(f"print the computed value, {signed(right)}", (Edit(figure.span, computed),), safe=False),
    )


def _against_each_other(block: Sequence[Figure]) -> Finding | None:
    values = {figure.kind: figure.value for figure in block}
    total, positive, negative = (values[kind] for kind in KINDS)
    if positive + negative == total:
        return None
    first, *others = block
    related = [Related(figure.span, f"{WORDS[figure.kind]}: {signed(figure.value)}") for figure in others]
    message = (
        f"the positive points {signed(positive)} and the negative points {signed(negative)} make "
        f"{signed(positive + negative)}, not {signed(total)}"
    )
    for arrangement in permutations((total, positive, negative)):
        right = dict(zip(KINDS, arrangement, strict=True))
        if right["positive"] >= 0 >= right["negative"] and right["positive"] + right["negative"] == right["total"]:
            wrong = [kind for kind in KINDS if right[kind] != values[kind]]
            message = f"{' and '.join(WORDS[kind] for kind in wrong)} are swapped: {message}"
            break
    return RULE.at(first.span, message, "correct the wrong number, or let the program print all three", related)
