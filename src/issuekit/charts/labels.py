"""Labels beside marks: each on the side of its mark where there is room, or left out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from issuekit.charts.typeface import cap_height, width_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from issuekit.charts.canvas import Canvas
    from issuekit.charts.typeface import Weight

APART = 0.5  # mm kept free around a label
THICKNESS = 0.2  # mm, half that of a line with what is kept free around it

Box = tuple[float, float, float, float]  # left, foot, right, top, in millimetres


@dataclass(frozen=True, slots=True)
class Label:
    """Words to stand above a mark or below it: ``over`` and ``under`` are the middles of the base lines (mm)."""

    words: str
    over: tuple[float, float]
    under: tuple[float, float]
    size: float
    weight: Weight
    color: str
    upward: bool
    needed: bool = False  # set even where it covers something

    def draw(self, canvas: Canvas) -> None:
        """Set the words on the side that ``upward`` says."""
        start = self.over if self.upward else self.under
        canvas.text(start, self.words, size=self.size, color=self.color, weight=self.weight)

    def box(self) -> Box:
        """What the words cover, with room for letters under the base line."""
        x, y = self.over if self.upward else self.under
        half = width_of(self.words, self.size, self.weight) / 2
        return x - half, y - 0.25 * cap_height(self.size), x + half, y + cap_height(self.size)


def placed(labels: Iterable[Label], taken: Sequence[Box], limits: tuple[float, float]) -> Iterator[Label]:
    """Those labels that find room, the first ones first: on the side they wish for, else on the other.

    ``taken`` are boxes that no label may cover; ``limits`` (mm) are left and right, into which labels are moved.
    """
    boxes = list(taken)
    for label in labels:
        for side in (label.upward, not label.upward):
            moved = _within(label, limits, upward=side)
            box = moved.box()
            if (label.needed and side is not label.upward) or not any(_meet(box, other) for other in boxes):
                boxes.append(box)
                yield moved
                break


def along(start: tuple[float, float], end: tuple[float, float]) -> list[Box]:
    """Small boxes along a line (mm), which together cover it."""
    (x, y), (across, up) = start, (end[0] - start[0], end[1] - start[1])
    steps = max(int(max(abs(across), abs(up)) / (2 * THICKNESS)), 1)
    middles = [(x + across * step / steps, y + up * step / steps) for step in range(steps + 1)]
    return [(x - THICKNESS, y - THICKNESS, x + THICKNESS, y + THICKNESS) for x, y in middles]


def _within(label: Label, limits: tuple[float, float], *, upward: bool) -> Label:
    half = width_of(label.words, label.size, label.weight) / 2
    x = min(max(label.over[0], limits[0] + half), limits[1] - half)
    return replace(label, over=(x, label.over[1]), under=(x, label.under[1]), upward=upward)


def _meet(one: Box, other: Box) -> bool:
    return (
        one[0] < other[2] + APART and other[0] < one[2] + APART and one[1] < other[3] and other[1] < one[3]
    )
