"""The events by date: each where its days are, as high as its points."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.drawn import issue_12, read
from issuekit.charts.draw import draw
from issuekit.charts.timeline import blocks_of
from issuekit.indices.totals import ScoredIssue, score
from issuekit.model.issue import Score
from issuekit.model.when import Period, parse, parse_period

if TYPE_CHECKING:
    from charts.drawn import Box


def with_events(*events: tuple[str, int], period: Period | None = None) -> ScoredIssue:
    """Issue 12 with only those events, by date and points, in the chapter on Russia; ``""`` is no date."""
    issue = issue_12().issue
    span = period or issue.period
    first, *rest = issue.chapters
    proto = first.events[0]
    made = tuple(
        replace(
            proto, when=parse(date, span) if date else None, date=None,
            scores=(Score("russia", points, proto.place),),
        )
        for date, points in events
    )
    chapters = (replace(first, events=made), *(replace(chapter, events=()) for chapter in rest))
    return score(replace(issue, chapters=chapters, period=span))


def blocks(scored: ScoredIssue) -> list[tuple[int, int, int, int]]:
    return [(block.start, block.end, block.points, block.level) for block in blocks_of(scored, scored.totals["russia"])]


def drawn(scored: ScoredIssue, index: str = "russia") -> dict[int, Box]:
    shapes = read(draw(scored)["timeline"].svg).shapes
    prefix = f"timeline-{index}-"
    return {int(name.removeprefix(prefix)): box for name, box in shapes.items() if name.startswith(prefix)}


def test_every_point_of_issue_12_is_drawn_on_its_side() -> None:
    scored = issue_12()
    svg = draw(scored)["timeline"].svg
    drawing = read(svg)
    for name, total in scored.totals.items():
        values = [value for _, event in scored.issue.events() for value in event.points(name) if value]
        fills = Counter(fill for shape, fill in drawing.fills.items() if shape.startswith(f"timeline-{name}-"))
        assert fills == Counter({"#1a4f68": sum(value > 0 for value in values),
                                 "#c8683a": sum(value < 0 for value in values)}) - Counter()
        found = blocks_of(scored, total)
        assert Counter(block.points for block in found) == Counter(values)


def test_a_day_stands_on_its_day_and_stacks_from_the_line() -> None:
    scored = with_events(("5 November", 1), ("5 November", 2), ("5 November", -3), ("6 November", 1))
    assert blocks(scored) == [(4, 5, -3, 0), (4, 5, 2, 0), (4, 5, 1, 2), (5, 6, 1, 0)]
    one = drawn(with_events(("1 November", 1)))[1]
    last = drawn(with_events(("31 December", 1)))[1]
    assert 34 <= one.left < one.right < 34 + 134 / 61
    assert 168 - 134 / 61 < last.left < last.right <= 168


def test_height_is_points_and_ink_is_the_same_for_every_date() -> None:
    shapes = drawn(with_events(("5 November", 3), ("9 November", 1), ("November-December", 3)))
    heights = {number: box.bottom - box.top for number, box in shapes.items()}
    widths = {round(box.right - box.left, 3) for box in shapes.values()}
    assert len(widths) == 1
    assert heights[1] == pytest.approx(heights[3], abs=1e-3)
    assert heights[1] > 2.8 * heights[2]


def test_events_of_several_days_stand_outside_those_of_one() -> None:
    scored = with_events(("November-December", 2), ("4-5 November", 1), ("5 November", 1))
    assert blocks(scored) == [(4, 5, 1, 0), (3, 5, 1, 1), (0, 61, 2, 0)]


def test_events_of_the_whole_period_stand_beside_its_days() -> None:
    """In the middle of the days, as they once were, they read like events of the day in the middle."""
    scored = with_events(("5 November", 1), ("November-December", 2), ("", -1), ("November-December", -3))
    assert [block.whole for block in blocks_of(scored, scored.totals["russia"])] == [False, True, True, True]
    drawing = read(draw(scored)["timeline"].svg)
    shapes = {name: box for name, box in drawing.shapes.items() if name.startswith("timeline-russia-")}
    assert [box.left > 168 - 15 for box in shapes.values()] == [False, True, True, True]
    assert {"Whole period", "December"} <= set(drawing.said)
    assert "Over several days" not in drawing.said
    days = read(draw(with_events(("4-5 November", 1)))["timeline"].svg).said
    assert "Over several days" in days
    assert "Whole period" not in days


def test_dates_outside_the_period_or_missing_stay_on_the_axis() -> None:
    scored = with_events(("28 October - 8 November", 1), ("3 January", 1), ("", -1), ("2 October", 1))
    spans = {(start, end) for start, end, _, _ in blocks(scored)}
    assert spans == {(0, 8), (60, 61), (0, 61), (0, 1)}
    alt = draw(scored)["timeline"].alt
    assert "Russia +2: 28 October – 8 November +1; 3 January +1; – −1; 2 October +1." in alt


def test_every_event_is_told_in_words() -> None:
    alt = draw(issue_12())["timeline"].alt
    assert alt.startswith("Events by date. Russia +13: 4–5 November +1; 5 November +1; ")
    assert "20 November +1, −1" in alt
    assert alt.count("; ") == sum(total.events for total in issue_12().totals.values()) - len(issue_12().totals)


dates = st.one_of(
    st.integers(0, 60).map(lambda day: f"{issue_12().issue.period.start + timedelta(days=day):%-d %B}"),
    st.sampled_from(["November", "Late December", "4-9 November", "28 November - 3 December", "November-December"]),
)


@settings(max_examples=6, deadline=None)
@given(st.lists(st.tuples(dates, st.sampled_from([-3, -2, -1, 1, 2, 3])), min_size=1, max_size=120))
def test_blocks_keep_to_the_sheet_and_never_cover_each_other(events: list[tuple[str, int]]) -> None:
    scored = with_events(*events)
    drawing = read(draw(scored)["timeline"].svg)
    boxes = [box for name, box in drawing.shapes.items() if name.startswith("timeline-")]
    assert len(boxes) == len(events)
    assert all(box.within(drawing.sheet) and box.bottom - box.top > 0.05 for box in boxes)
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    assert drawing.sheet.bottom < 118


def test_one_event_is_not_blown_up() -> None:
    box = drawn(with_events(("5 November", 1)))[1]
    assert box.bottom - box.top < 2


@pytest.mark.parametrize(("period", "said"), [
    ("2019-11", {"November", "1", "25"}),
    ("2019-10/2019-12", {"October", "November", "December", "15"}),
    ("2019-01/2019-12", {"Jan", "Jun", "Dec"}),
    ("2019-01/2021-12", {"2019", "2020", "2021"}),
])
def test_the_axis_names_what_the_period_needs(period: str, said: set[str]) -> None:
    span = parse_period(period)
    drawing = read(draw(with_events((f"{span.end:%-d %B %Y}", 1), period=span))["timeline"].svg)
    assert said <= set(drawing.said)
    for words in drawing.texts:
        assert words.box.within(drawing.sheet), words
    for one, other in combinations(drawing.texts, 2):
        assert not one.box.overlaps(other.box), (one.text, other.text)


def test_without_events_there_is_no_timeline() -> None:
    assert "timeline" not in draw(with_events())
