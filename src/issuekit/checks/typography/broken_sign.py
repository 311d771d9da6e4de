"""A plus or minus sign is torn from its number.

Why:
    “- 1” can be read as a dash before 1, and a line may end between the two. Points and indices are what
    readers of the catalogue look for.
Fail:
    The index fell to - 9 in December.
Fail:
    events:
      - {date: 4 November, event: "A visit (+ 3 points)", points: +3}
Pass:
    The index fell to −9 in December; 12 - 4 = 8, Latvian units + 500 foreign troops, and the year – 2019 – ended.
Fix:
    Delete the space. “check --fix” does it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.checks.sheet import OBJECT, correction, english, sheet
from issuekit.diagnostics import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.checks.sheet import Spot
    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK532", "broken-sign", Severity.WARNING, __doc__)

TORN = lazily(rf"[-+−–±][ \u00a0\u202f]+(?=\d|{OBJECT}(?!{OBJECT}))(?<![^\s(\[“/][-+−–±][ \u00a0])")
# After these words comes a number, not a dash.
EXPECTING = lazily(
    r"\b(?:above|added|adds|at|below|between|brings|brought|by|costs?|equals|from|gave|gives|got|index|is|minus|of|plus|reached|reaches|scored|scores|stands|stood|sum|than|to|"
    r"totals?|value|was|were|with|yield(?:s|ed)?)[ \u00a0]$",
)
POINTS = lazily(r"\d+(?:\.\d+)?[ \u00a0]points?\b")
AT_THE_END = lazily(r"\d+(?:\.\d+)?(?:[ \u00a0]+[-+−]?\d+)*\s*$")  # as in a row of points


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Signs with a space behind them, where neither a subtraction nor a dash can be meant."""
    page, in_english = sheet(scored), english(scored)
    for match, spot in page.find(TORN):
        line = page.lines[page.number(match.start())]
        before, after = line[: spot.start], line[spot.end :]
        if _sign(match[0][0], before, after, in_english=in_english):
            yield _finding(spot, match[0], after)


def _sign(sign: str, before: str, after: str, *, in_english: bool) -> bool:
    """Whether the sign belongs to the number that follows."""
    if before.rstrip()[-1:].isdigit() or before.rstrip()[-1:] in (OBJECT, "%"):
        return False  # a subtraction, a sum, or a range
    if not before.strip() or before.rstrip()[-1:] in "([“/:=":
        return True
    if sign == "±":
        return True
    if not in_english:
        return sign == "−"
    if sign == "−" or EXPECTING.search(before[-20:]):
        return True
    return sign in "+-" and bool(POINTS.match(after) or AT_THE_END.match(after))


def _finding(spot: Spot, torn: str, after: str) -> Finding:
    number = re.match(r"[\d.,]*\d|.", after)
    shown = number[0] if number else ""
    shown = "its number" if shown == OBJECT else shown
    gap = spot.part(1, len(torn))
    return RULE.at(
        spot.span, f"the sign “{torn[0]}” is torn from {shown}", "delete the space between them",
        fix=correction("delete the space", gap.becomes("")) if spot.on_one_line else None,
    )
