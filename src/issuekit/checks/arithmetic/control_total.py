"""A control total that was counted by hand disagrees with the catalogue.

Why:
    The editor counts the points once by hand and writes the result under “control:”. If the catalogue gives
    another number, either the count or the catalogue is wrong; one of the two would be printed.
Fail:
    events:
      - {date: 4 November, event: A visit, points: +2}
      - {date: 6 November, event: A quarrel, points: -1}
    control: {total: +2, positive: +2, negative: -1}
Pass:
    events:
      - {date: 4 November, event: A visit, points: +2}
      - {date: 6 November, event: A quarrel, points: -1}
    control: {total: +1, positive: +2, negative: -1}
Fix:
    Count the rows named in the message again. If a row is wrong or missing, mend it in “events:”; if the count
    was wrong, mend the number under “control:”. The printed numbers always come from the catalogue.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from typing import TYPE_CHECKING

from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Related, Severity
from issuekit.indices.scales import signed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from issuekit.indices.totals import IndexTotal, ScoredIssue
    from issuekit.model.issue import Chapter, ControlTotal, Event

RULE = Rule("IK201", "control-total", Severity.ERROR, __doc__)

WORDS = {"total": "total", "positive": "positive points", "negative": "negative points"}
MAX_SUSPECTS = 4  # rows named as a possible explanation; more would explain nothing


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """One finding for each index whose control totals disagree with the catalogue."""
    for chapter in scored.issue.chapters:
        for index, total in scored.totals.items():
            controls = [control for control in chapter.control if control.index == index]
            wrong = [control for control in controls if control.value != truth(total, control.kind)]
            if wrong and total.chapter == chapter.id:
                yield _finding(chapter, total, controls, wrong)


def truth(total: IndexTotal, kind: str) -> Fraction:
    """What the catalogue says: total, positive or negative points."""
    return {
        "total": total.total, "positive": Fraction(total.positive), "negative": Fraction(total.negative),
    }[kind]


def _finding(
    chapter: Chapter, total: IndexTotal, controls: Sequence[ControlTotal], wrong: Sequence[ControlTotal],
) -> Finding:
    name = total.index.label.value
    swapped = _swap(total, controls, wrong)
    if swapped:
        return RULE.at(
            wrong[0].place,
            f"control numbers of {name} are swapped: {swapped}",
            "put them in their places: "
            + ", ".join(f"{control.kind}: {signed(truth(total, control.kind))}" for control in wrong),
        )
    said = ", ".join(f"{WORDS[control.kind]} {signed(control.value)}" for control in wrong)
    found = ", ".join(f"{WORDS[control.kind]} {signed(truth(total, control.kind))}" for control in wrong)
    suspects = _suspects(chapter, total, wrong)
    hint = f"{total.events} events were counted; count again, and mend the control total or the catalogue"
    if suspects:
        hint = "the difference would be explained by " + (
            "the row shown below" if len(suspects) == 1 else "any of the rows shown below"
        ) + ": look whether it was left out or counted twice"
    related = [
        Related(event.place.first_line.span, f"{signed(sum(event.points(total.index.id)))}: {event.text.plain[:60]}")
        for event in suspects
    ]
    return RULE.at(wrong[0].place, f"{name} is given with {said}, but the catalogue makes {found}", hint, related)


def _swap(total: IndexTotal, controls: Sequence[ControlTotal], wrong: Sequence[ControlTotal]) -> str:
    """How the wrong numbers change places, if the right ones are all there, only under the wrong names."""
    if len(wrong) < 2:  # noqa: PLR2004 - a swap takes two
        return ""
    right = {control.kind: truth(total, control.kind) for control in controls}
    for arrangement in permutations(wrong):
        if all(right[control.kind] == other.value for control, other in zip(wrong, arrangement, strict=True)):
            return ", ".join(
                f"{signed(control.value)} stands for the {WORDS[control.kind]}, which are {signed(right[control.kind])}"
                if control.kind != "total"
                else f"{signed(control.value)} stands for the total, which is {signed(right['total'])}"
                for control in wrong
            )
    return ""


def _suspects(chapter: Chapter, total: IndexTotal, wrong: Sequence[ControlTotal]) -> list[Event]:
    """Rows whose points are just the difference: left out of the count, or counted twice, they explain it."""
    differences: dict[str, int] = {}
    for control in wrong:
        gap = truth(total, control.kind) - control.value
        if gap.denominator == 1:
            differences[control.kind] = abs(gap.numerator)
    sign = 1 if "positive" in differences else -1 if "negative" in differences else 0
    sizes = {differences[kind] for kind in differences if kind != "total" or not sign}
    if len(sizes) != 1:
        return []
    size = sizes.pop()
    rows = [
        event for event in chapter.events
        if any(abs(value) == size and (not sign or value * sign > 0) for value in event.points(total.index.id))
    ]
    return rows if len(rows) <= MAX_SUSPECTS else []
