"""The events of the period by their dates: one row an index, every event a block as high as its points.

A point is as much ink for every event. One that is dated by several days or a month has its block in the middle of
them, on a pale line from the first to the last; it lies outside those that have a day. What is dated by the whole
period has no place among its days, and stands in a column of its own beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from issuekit.charts.canvas import Canvas
from issuekit.charts.typeface import cap_height, fit, width_of
from issuekit.indices.scales import signed
from issuekit.indices.totals import events_of
from issuekit.model.when import MONTHS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from issuekit.charts.palette import Palette
    from issuekit.indices.totals import IndexTotal, ScoredIssue
    from issuekit.model.series import Labels
    from issuekit.model.when import Period

WIDTH = 168.0  # mm
HIGHEST = 96.0  # mm, all rows together
SIDE = 34.0  # mm, the names
NAME_SIZE = 8.5  # points
TOTAL_SIZE = 8.5
AXIS_SIZE = 7.0
KEY_SIZE = 8.0
KEY_HEIGHT = 7.0
KEY_SPAN = 7.0  # mm, the line in the key
AXIS_HEIGHT = 9.0  # mm under the rows: days, months
WHOLE = 15.0  # mm, the column of the whole period
WHOLE_GAP = 3.0  # mm between it and the days
LEAST_ROW = 10.0
ROW_GAP = 2.4  # mm between the highest block of a row and the row above it
MOST_UNIT = 1.7  # mm a point: few events aren't blown up
BETWEEN = 0.22  # mm between two blocks, as long as they are higher than that
LEAST_WIDTH = 0.6  # mm, of a block: the days of a long period are narrower
LEAST_HEIGHT = 0.25  # mm: one point among hundreds still shows on its side of the line
SPAN = 0.6  # mm, how thick the line over several days is at most
SPAN_SHARE = 0.4  # of the block's height
PALE = 0.55  # of the way from the color to the paper
DAYS_SHOWN = 125  # of a period so long or shorter, days are numbered; of a longer one, months only
DAYS = (1, 5, 10, 15, 20, 25)  # those that are numbered
MOST_YEAR = 14  # months: of a longer period, years are named instead


@dataclass(frozen=True, slots=True)
class Block:
    """An event's points on one index: its days from the period's first one (``end`` not included), its level.

    ``level`` is how many points stand between it and the zero line. ``whole``: its days are all of the period's.
    """

    start: int
    end: int
    points: int
    level: int
    whole: bool = False

    @property
    def middle(self) -> float:
        """The middle of its days."""
        return (self.start + self.end) / 2


def timeline_chart(scored: ScoredIssue, palette: Palette, labels: Labels) -> str:
    """The SVG of all events: a row for each index, from the period's first day to its last."""
    rows = {name: blocks_of(scored, total) for name, total in scored.totals.items()}
    unit, heights = _measures(list(rows.values()))
    canvas = Canvas(WIDTH, KEY_HEIGHT + sum(heights) + AXIS_HEIGHT)
    every = [block for blocks in rows.values() for block in blocks]
    whole = any(block.whole for block in every)
    axis = _Axis(canvas, palette, scored.issue.period, WIDTH - WHOLE - WHOLE_GAP if whole else WIDTH)
    top = canvas.height - KEY_HEIGHT
    axis.days(top)
    if whole:
        axis.whole(labels.whole_period)
    for (name, blocks), height in zip(rows.items(), heights, strict=True):
        above, below = _reaches(blocks)
        spare = height - ROW_GAP - (above + below) * unit
        zero = top - (ROW_GAP + spare) / 2 - above * unit
        row = _Row(canvas, palette, zero, unit, axis)
        row.draw(blocks, f"timeline-{name}")
        row.name(scored.totals[name])
        top -= height
    _key(canvas, palette, labels, lasting=any(block.end - block.start > 1 and not block.whole for block in every))
    return canvas.svg()


def blocks_of(scored: ScoredIssue, total: IndexTotal) -> list[Block]:
    """The blocks of an index. Those of one day stand at the zero line, longer ones outside the shorter.

    Those of the whole period stand for themselves, at the line again. An event without a date may have been on any
    day of the period. One that is dated outside it stands at the period's nearest end.
    """
    period = scored.issue.period
    length = (period.end - period.start).days + 1
    spans = []
    for event, points in events_of(scored.issue, total.index.id):
        start, end = 0, length
        if event.when is not None:
            start = min(max((event.when.start - period.start).days, 0), length - 1)
            end = min(max((event.when.end - period.start).days + 1, start + 1), length)
        spans += [(start, end, value) for value in points if value]
    blocks = []
    levels = {(side, whole): [0] * length for side in (True, False) for whole in (True, False)}
    for start, end, value in sorted(spans, key=lambda span: (span[1] - span[0], span[0], -abs(span[2]))):
        whole = end - start == length > 1
        days = levels[value > 0, whole]
        level = max(days[start:end])
        days[start:end] = [level + abs(value)] * (end - start)
        blocks.append(Block(start, end, value, level, whole))
    return blocks


def _reaches(blocks: Sequence[Block]) -> tuple[int, int]:
    """How many points a row goes up and down."""
    above = max((block.level + block.points for block in blocks if block.points > 0), default=0)
    below = max((block.level - block.points for block in blocks if block.points < 0), default=0)
    return above, below


def _measures(rows: Sequence[Sequence[Block]]) -> tuple[float, list[float]]:
    """How high a point is, and each row (mm): one scale for all rows, in which they keep to the sheet."""
    reaches = [sum(_reaches(blocks)) for blocks in rows]
    least = min(LEAST_ROW, HIGHEST / len(rows))
    unit = MOST_UNIT
    while True:
        heights = [max(ROW_GAP + points * unit, least) for points in reaches]
        # The last step: rows share the sheet equally where even their gaps take more than it has.
        if sum(heights) <= HIGHEST + 1e-6 or unit < MOST_UNIT / 200:
            return unit, heights
        unit *= 0.97


def _mixed(color: str, paper: str) -> str:
    """A color on its way to that of the paper: paler, and no less opaque."""
    pairs = [(int(color[place : place + 2], 16), int(paper[place : place + 2], 16)) for place in (1, 3, 5)]
    return "#" + "".join(f"{round(one + (other - one) * PALE):02x}" for one, other in pairs)


@dataclass(frozen=True, slots=True)
class _Axis:
    """The days of the period across the sheet."""

    canvas: Canvas
    palette: Palette
    period: Period
    right: float  # mm, where the last day ends

    @property
    def length(self) -> int:
        return (self.period.end - self.period.start).days + 1

    def x(self, day: float) -> float:
        """Where a day begins (mm), counted from the period's first."""
        return SIDE + (self.right - SIDE) * day / self.length

    def days(self, top: float) -> None:
        """The names of months and, where there is room, numbers of days; a line where a month begins."""
        foot = AXIS_HEIGHT
        first = self.period.start
        numbered = self.length <= DAYS_SHOWN
        end = 0.0
        month = first.replace(day=1)
        while month <= self.period.end:
            following = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
            left, right = self.x(max((month - first).days, 0)), self.x(min((following - first).days, self.length))
            self.canvas.line((left, foot), (left, top), color=self.palette.rule)
            name = self._named(month)
            if name and left >= end and width_of(name, AXIS_SIZE) < max(right - left, self.right - left):
                self.canvas.text((left, 0.9), name, size=AXIS_SIZE, color=self.palette.ink, anchor="left")
                end = left + width_of(name, AXIS_SIZE) + 2
            if numbered:
                self._numbers(month, foot)
            month = following
        self.canvas.line((SIDE, foot), (self.right, foot), color=self.palette.rule)

    def whole(self, words: str) -> None:
        """The foot of the column of the whole period, and what it is called."""
        self.canvas.line((WIDTH - WHOLE, AXIS_HEIGHT), (WIDTH, AXIS_HEIGHT), color=self.palette.rule)
        lines, size = fit(words, WHOLE, AXIS_SIZE, lines=2)
        bases = (AXIS_HEIGHT - 1.7 - cap_height(AXIS_SIZE), 0.9)
        for line, base in zip(lines, bases, strict=False):
            middle = WIDTH - WHOLE / 2
            self.canvas.text((middle, base), line, size=size, color=self.palette.ink)

    def _named(self, month: date) -> str:
        """A month's name, as long as all of them have room, else short; over many months, the year of a January."""
        if self.length > MOST_YEAR * 31:
            return f"{month.year}" if month.month == 1 else ""
        name = MONTHS[month.month - 1]
        room = (self.right - SIDE) / self.length * 28 - 2
        return name if max(width_of(name, AXIS_SIZE) for name in MONTHS) < room else name[:3]

    def _numbers(self, month: date, foot: float) -> None:
        for number in DAYS:
            place = (month.replace(day=number) - self.period.start).days
            if 0 <= place < self.length:
                middle = (self.x(place) + self.x(place + 1)) / 2
                self.canvas.line((middle, foot), (middle, foot - 0.9), color=self.palette.muted)
                at = (middle, foot - 1.7 - cap_height(AXIS_SIZE))
                self.canvas.text(at, str(number), size=AXIS_SIZE, color=self.palette.muted)


@dataclass(frozen=True, slots=True)
class _Row:
    """One index: blocks over and under its zero line."""

    canvas: Canvas
    palette: Palette
    zero: float
    unit: float
    axis: _Axis

    def draw(self, blocks: Sequence[Block], name: str) -> None:
        gap = min(BETWEEN, self.unit / 5)
        width = max((self.axis.right - SIDE) / self.axis.length - 2 * gap, LEAST_WIDTH)
        colors = {True: self.palette.positive, False: self.palette.negative}
        for number, block in enumerate(blocks, start=1):
            color = colors[block.points > 0]
            left, right, middle = (self.axis.x(day) for day in (block.start, block.end, block.middle))
            if block.whole:
                middle = WIDTH - WHOLE / 2
            height = max(abs(block.points) * self.unit - gap, LEAST_HEIGHT)
            near = block.level * self.unit + gap
            low = self.zero + near if block.points > 0 else self.zero - near - height
            if block.end - block.start > 1 and not block.whole:
                line = min(SPAN, height * SPAN_SHARE)
                self.canvas.rectangle(
                    (left + gap, low + (height - line) / 2), right - left - 2 * gap, line,
                    fill=_mixed(color, self.palette.paper),
                )
            self.canvas.rectangle((middle - width / 2, low), width, height, fill=color, name=f"{name}-{number}")
        self.canvas.line((SIDE, self.zero), (self.axis.right, self.zero), color=self.palette.ink)
        if self.axis.right < WIDTH:
            self.canvas.line((WIDTH - WHOLE, self.zero), (WIDTH, self.zero), color=self.palette.ink)

    def name(self, total: IndexTotal) -> None:
        """The index's name and value, before its zero line."""
        words = signed(total.total)
        room = SIDE - 4.0 - width_of(words, TOTAL_SIZE) - 2
        lines, size = fit(total.index.label.value, room, NAME_SIZE, "semibold")
        base = self.zero - cap_height(NAME_SIZE) / 2
        self.canvas.text((0, base), lines[0], size=size, color=self.palette.ink, weight="semibold", anchor="left")
        self.canvas.text((SIDE - 4.0, base), words, size=TOTAL_SIZE, color=self.palette.ink, anchor="right")


def _key(canvas: Canvas, palette: Palette, labels: Labels, *, lasting: bool) -> None:
    """What the two colors are and, where there are any, the pale lines: in one line at the top."""
    side = cap_height(KEY_SIZE)
    left, base = SIDE, canvas.height - 0.8 - side
    entries = [(labels.positive, palette.positive), (labels.negative, palette.negative)]
    if lasting:
        entries.append((labels.several_days, palette.muted))
    for words, color in entries:
        start = left
        if color == palette.muted:
            line = _mixed(color, palette.paper)
            canvas.rectangle((left, base + (side - SPAN) / 2), KEY_SPAN, SPAN, fill=line)
            start += (KEY_SPAN - side) / 2
        canvas.rectangle((start, base), side, side, fill=color)
        left = start + side + (left + KEY_SPAN - start - side if color == palette.muted else 0) + 1.4
        lines, size = fit(words, (WIDTH - SIDE) / len(entries) - 12, KEY_SIZE)
        canvas.text((left, base), lines[0], size=size, color=palette.muted, anchor="left")
        left += width_of(lines[0], size) + 7
