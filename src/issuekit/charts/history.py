"""Each index over the issues: one panel an index, all in one scale and on one axis of time.

Only what is known is drawn. A line joins issues that follow each other and nothing else; a lone value is a mark by
itself, and an issue of which no more than the band is known is a patch over all that the band holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import ceil, inf
from typing import TYPE_CHECKING

from issuekit.charts.canvas import Canvas
from issuekit.charts.labels import THICKNESS, Label, along, placed
from issuekit.charts.plot import LEAST_REACH, reach
from issuekit.charts.typeface import cap_height, fit, width_of
from issuekit.indices.scales import signed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from issuekit.charts.palette import Palette
    from issuekit.indices.history import Standing
    from issuekit.model.series import Band, Index, Labels

WIDTH = 168.0  # mm
HIGHEST = 128.0  # mm: with the heading over it, half a page and a little
PANEL_HEIGHT = 42.0
COLUMNS = 4
GUTTER = 7.0  # mm between two panels
ROW_GAP = 5.0
MARGIN = 3.6  # mm before the first issue and after the last: half a number
NAME_SIZE = 8.5  # points
NUMBER_SIZE = 7.5
PRESENT_SIZE = 9.5
AXIS_SIZE = 6.5
AXIS_HEIGHT = 7.6  # mm under the plot: numbers of issues, years
HEAD = 6.0  # mm over the plot: the name
LINE = 0.9  # points
MARK, PRESENT_MARK = 0.85, 1.3  # mm, half a diagonal
PATCH = 2.6  # mm, the width of a band's patch
PATCH_SHARE, MARK_SHARE = 0.8, 0.45  # of the way from one issue to the next, where issues stand close
LEAST_PATCH = 1.8
LABEL_GAP = 0.7  # mm between a mark and its number


@dataclass(frozen=True, slots=True)
class Frame:
    """Where things stand in every panel: days across, points upwards, in millimetres from a panel's corner."""

    first: int  # the day in the middle of the first issue's period
    last: int
    width: float
    unit: float
    zero: float
    step: int  # days from one issue to the next, where they follow each other closest

    @property
    def room(self) -> float:
        """From one issue to the next, at the closest."""
        return inf if self.last == self.first else (self.width - 2 * MARGIN) * self.step / (self.last - self.first)

    @property
    def patch(self) -> float:
        """The width of a band's patch."""
        return min(PATCH, PATCH_SHARE * self.room)

    def mark(self, *, present: bool) -> float:
        """Half a diagonal of an issue's mark."""
        return min(PRESENT_MARK if present else MARK, MARK_SHARE * self.room * (1.5 if present else 1))

    def x(self, standing: Standing) -> float:
        """The middle of the issue's period."""
        room = self.width - 2 * MARGIN
        if self.last == self.first:
            return self.width / 2
        return MARGIN + room * (_day(standing) - self.first) / (self.last - self.first)

    def y(self, value: float) -> float:
        """The height of a value over the foot of the panel."""
        return self.zero + value * self.unit


def history_chart(
    indices: Mapping[str, Index], standings: Mapping[str, Sequence[Standing]], palette: Palette, labels: Labels,
) -> str:
    """The SVG of all indices over the issues, in the order given."""
    columns = min(len(standings), max(COLUMNS, ceil(len(standings) / 5)))
    rows = ceil(len(standings) / columns)
    height = min(PANEL_HEIGHT, (HIGHEST - ROW_GAP * (rows - 1)) / rows)
    width = (WIDTH - GUTTER * (columns - 1)) / columns
    canvas = Canvas(WIDTH, rows * height + (rows - 1) * ROW_GAP)
    frame = _frame(indices, standings, width, height)
    known = _issues(standings)
    for place, (name, entries) in enumerate(standings.items()):
        left = place % columns * (width + GUTTER)
        foot = canvas.height - (place // columns + 1) * height - place // columns * ROW_GAP
        panel = _Panel(canvas, palette, frame, (left, foot))
        panel.head(indices[name].label.value, height)
        panel.axis(known, labels)
        panel.draw(indices[name], entries)
    return canvas.svg()


def _day(standing: Standing) -> int:
    return (standing.period.start.toordinal() + standing.period.end.toordinal()) // 2


def _issues(standings: Mapping[str, Sequence[Standing]]) -> list[Standing]:
    """One standing for every issue of which anything is known, oldest first."""
    found = {entry.issue: entry for entries in standings.values() for entry in entries}
    return [found[number] for number in sorted(found)]


def _frame(
    indices: Mapping[str, Index], standings: Mapping[str, Sequence[Standing]], width: float, height: float,
) -> Frame:
    values = [0.0]
    for name, entries in standings.items():
        for entry in entries:
            values += [float(entry.value)] if entry.value is not None else _limits(_band(indices[name], entry))
    days = [_day(entry) for entries in standings.values() for entry in entries]
    above, below = max(reach(max(values)), LEAST_REACH), max(reach(-min(values)), LEAST_REACH)
    labels = PRESENT_MARK + LABEL_GAP + cap_height(PRESENT_SIZE)  # a number over the highest, under the lowest
    unit = (height - HEAD - AXIS_HEIGHT - 2 * labels) / (above + below)
    stops = sorted(set(days))
    step = min((later - day for day, later in pairwise(stops)), default=1)
    return Frame(min(days), max(days), width, unit, AXIS_HEIGHT + labels + below * unit, step)


def _band(index: Index, entry: Standing) -> Band | None:
    bands = () if index.scale is None else index.scale.bands
    return next((band for band in bands if band.name.value.casefold() == entry.band.casefold()), None)


def _limits(band: Band | None) -> list[float]:
    """The ends of a band that has them; of an open one, the end that it has."""
    return [] if band is None else [float(end) for end in (band.low, band.high) if end is not None]


@dataclass(frozen=True, slots=True)
class _Panel:
    """One index: its corner is the lower left one, in millimetres."""

    canvas: Canvas
    palette: Palette
    frame: Frame
    corner: tuple[float, float]

    def head(self, name: str, height: float) -> None:
        words, size = fit(name, self.frame.width, NAME_SIZE, "semibold")
        base = self.corner[1] + height - 0.6 - cap_height(size)
        self.canvas.text(
            (self.corner[0], base), words[0], size=size, color=self.palette.ink, weight="semibold", anchor="left",
        )

    def axis(self, known: Sequence[Standing], labels: Labels) -> None:
        """The zero line, and a tick with its number for every issue of which anything is known."""
        left, foot = self.corner
        right, zero = left + self.frame.width, foot + self.frame.y(0)
        base = foot + AXIS_HEIGHT
        self.canvas.line((left, zero), (right, zero), color=self.palette.ink)
        self.canvas.line((left, base), (right, base), color=self.palette.rule)
        for entry in known:
            x = left + self.frame.x(entry)
            self.canvas.line((x, base), (x, base - 0.9), color=self.palette.muted)
        numbers = [f"{labels.number} {known[0].issue}", *(str(entry.issue) for entry in known[1:])]
        years = [str(entry.period.start.year) for entry in known]
        firsts = [place for place, year in enumerate(years) if year not in years[:place]]
        places = [self.frame.x(entry) for entry in known]
        self._line(base - 1.7 - cap_height(AXIS_SIZE), list(zip(numbers, places, strict=True)))
        self._line(base - 4.7 - cap_height(AXIS_SIZE), [(years[place], places[place]) for place in firsts])

    def _line(self, base: float, words: Sequence[tuple[str, float]]) -> None:
        """Words on the axis, each at its middle from the panel's left: the last, and of the others those with room."""
        free = self.frame.width + 1.0
        kept: list[tuple[float, float]] = []
        for text, middle in (words[-1], *words[:-1]):
            half = width_of(text, AXIS_SIZE) / 2
            at = min(max(middle, half), self.frame.width - half)
            left = max((right for right, _ in kept[1:]), default=-1.0)
            if not kept:
                free = at - half
            elif at - half < left + 0.9 or at + half > free - 0.9:
                continue
            kept.append((at + half, at))
            self.canvas.text((self.corner[0] + at, base), text, size=AXIS_SIZE, color=self.palette.muted)

    def draw(self, index: Index, entries: Sequence[Standing]) -> None:
        """Patches, lines, marks, and as many numbers as stand free: the present one and its neighbor first."""
        left, zero = self.corner[0], self.corner[1] + self.frame.y(0)
        right = left + self.frame.width
        taken = [(left, zero - THICKNESS, right, zero + THICKNESS)]
        for entry in entries:
            if entry.value is None:
                low, high = self._patch(index, entry)
                middle = left + self.frame.x(entry)
                taken.append((middle - self.frame.patch / 2, low, middle + self.frame.patch / 2, high))
        for one, other in pairwise(entries):
            if other.issue == one.issue + 1 and one.value is not None and other.value is not None:
                self.canvas.line(self._at(one), self._at(other), color=self.palette.aggregate, weight=LINE)
                taken += along(self._at(one), self._at(other))
        for entry in entries:
            if entry.value is not None:
                x, y = self._at(entry)
                half = self.frame.mark(present=entry is entries[-1])
                name = f"history-{index.id}-{entry.issue}"
                self.canvas.polygon(
                    [(x - half, y), (x, y + half), (x + half, y), (x, y - half)], fill=self.palette.aggregate,
                    outline=self.palette.paper, weight=0.4, name=name,
                )
                taken.append((x - half, y - half, x + half, y + half))
        edges = max(left - 1.5, 0), min(right + 1.5, self.canvas.width)
        for label in placed(self._labels(index, entries), taken, edges):
            label.draw(self.canvas)

    def _labels(self, index: Index, entries: Sequence[Standing]) -> Iterator[Label]:
        """Numbers and names of bands, the most telling first."""
        present = entries[-1]
        valued = [entry for entry in entries if entry.value is not None]
        extremes = [max(valued, key=_value), min(valued, key=_value)]
        for entry in dict.fromkeys([present, *entries[-2:-1], *extremes, *entries[:1], *reversed(entries)]):
            if entry.value is None:
                yield self._name(index, entry)
                continue
            x, y = self._at(entry)
            half = self.frame.mark(present=entry is present)
            size = PRESENT_SIZE if entry is present else NUMBER_SIZE
            yield Label(
                signed(entry.value), (x, y + half + LABEL_GAP), (x, y - half - LABEL_GAP - cap_height(size)),
                size, "semibold" if entry is present else "regular", self.palette.ink, upward=entry.value >= 0,
                needed=entry is present,
            )

    def _name(self, index: Index, entry: Standing) -> Label:
        low, high = self._stretch(index, entry)
        x = self.corner[0] + self.frame.x(entry)
        return Label(
            entry.band, (x, high + LABEL_GAP), (x, low - LABEL_GAP - cap_height(AXIS_SIZE)), AXIS_SIZE, "regular",
            self.palette.muted, upward=False,
        )

    def _patch(self, index: Index, entry: Standing) -> tuple[float, float]:
        """All that a band holds: the value stood somewhere in it. A band that no scale has is a hollow patch.

        Its foot and its top are returned.
        """
        low, high = self._stretch(index, entry)
        band = _band(index, entry)
        x, width = self.corner[0] + self.frame.x(entry), self.frame.patch
        self.canvas.rectangle(
            (x - width / 2, low), width, high - low, fill=self.palette.paper if band is None else band.color,
            outline=self.palette.muted, name=f"history-{index.id}-{entry.issue}-band",
        )
        return low, high

    def _stretch(self, index: Index, entry: Standing) -> tuple[float, float]:
        """The foot and the top of a band's patch (mm); an open band is drawn as far as the least patch goes."""
        foot = self.corner[1]
        ends = _limits(_band(index, entry)) or [0.0]
        low, high = foot + self.frame.y(min(ends) - 0.5), foot + self.frame.y(max(ends) + 0.5)
        lack = max(LEAST_PATCH - (high - low), 0) / 2
        return low - lack, high + lack

    def _at(self, entry: Standing) -> tuple[float, float]:
        return self.corner[0] + self.frame.x(entry), self.corner[1] + self.frame.y(_value(entry))


def _value(entry: Standing) -> float:
    return 0.0 if entry.value is None else float(entry.value)
