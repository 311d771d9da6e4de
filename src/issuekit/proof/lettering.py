"""The words and numbers in a picture, put together from the letters that it is drawn with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from issuekit.proof.printed import Box
from issuekit.proof.wording import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from issuekit.proof.printed import Run

NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
SIGNS = "+-\u2212"
WORD_GAP = 0.75  # of the height of the letters: a wider gap parts two legends
LINE_GAP = 1.2  # of the same: how far apart the lines of one name stand
ASIDE = 3.0  # points by which the middles of such lines may differ


@dataclass(frozen=True, slots=True)
class Legend:
    """A line of words in a picture, or a number."""

    text: str
    box: Box

    @property
    def plain(self) -> str:
        """The text in the form in which print is compared."""
        return squeezed(self.text)

    @property
    def number(self) -> bool:
        """Whether it is a number and nothing else."""
        return bool(NUMBER.fullmatch(self.plain))


def legends(runs: Iterable[Run]) -> list[Legend]:
    """The lines of a picture, in the order in which they are drawn."""
    found: list[_Line] = []
    for run in runs:
        if found and found[-1].goes_on_with(run):
            found[-1].add(run)
        else:
            found.append(_Line(run))
    return [Legend("".join(line.texts).strip(), line.box) for line in found]


class _Line:
    """Runs that follow each other, and what they take of the picture."""

    def __init__(self, first: Run) -> None:
        self.texts = [first.text]
        self.box = self.last = first.box
        self.height = first.box.height  # of its highest part

    def add(self, run: Run) -> None:
        self.texts.append(run.text)
        self.last = run.box
        self.box = _around((self.box, run.box))
        self.height = max(self.height, run.box.height)

    def goes_on_with(self, run: Run) -> bool:
        """Whether a run stands on its height, close to its end, and is no number after a number."""
        if run.text[0] in SIGNS and self.texts[-1].strip()[-1:].isdigit():
            return False
        level = run.box.bottom < self.box.top and run.box.top > self.box.bottom
        height = max(self.height, run.box.height)
        return level and -height / 2 < run.box.left - self.last.right < WORD_GAP * height


def _around(boxes: Iterable[Box]) -> Box:
    lefts, bottoms, rights, tops = zip(*((box.left, box.bottom, box.right, box.top) for box in boxes), strict=True)
    return Box(min(lefts), min(bottoms), max(rights), max(tops))


def named(name: str, lines: Sequence[Legend]) -> Box | None:
    """Where a picture has a name: on one line, or on several, one under the other."""
    wanted = squeezed(name)
    for line in lines:
        if line.plain and wanted.startswith(line.plain):
            found = _completed(wanted, line, lines)
            if found is not None:
                return found
    return None


def _completed(wanted: str, first: Legend, lines: Sequence[Legend]) -> Box | None:
    text, boxes = first.plain, [first.box]
    while text != wanted:
        below = next((line for line in _under(boxes[-1], lines) if wanted.startswith(text + line.plain)), None)
        if below is None:
            return None
        text += below.plain
        boxes.append(below.box)
    return _around(boxes)


def _under(box: Box, lines: Sequence[Legend]) -> Iterator[Legend]:
    for line in lines:
        below = 0 <= box.bottom - line.box.top < LINE_GAP * box.height
        if line.plain and below and abs(line.box.middle[0] - box.middle[0]) < ASIDE:
            yield line
