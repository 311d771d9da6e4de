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
    found: list[list[Run]] = []
    for run in runs:
        if found and _follows(found[-1], run):
            found[-1].append(run)
        else:
            found.append([run])
    return [Legend(_spaced(line), _around(run.box for run in line)) for line in found]


def _follows(line: Sequence[Run], run: Run) -> bool:
    """Whether a run goes on with the line: on its height, close to its end, and no number after a number."""
    last, height = line[-1], max(part.box.height for part in (*line, run))
    whole = _around(part.box for part in line)
    level = run.box.bottom < whole.top and run.box.top > whole.bottom
    gap = run.box.left - last.box.right
    if run.text[0] in SIGNS and last.text.strip()[-1:].isdigit():
        return False
    return level and -height / 2 < gap < WORD_GAP * height


def _spaced(line: Sequence[Run]) -> str:
    return "".join(run.text for run in line).strip()


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
