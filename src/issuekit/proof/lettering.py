"""The words and numbers in a picture, put together from the letters that it is drawn with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
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
SHORTENED = "..."  # the form of “…” in which print is compared: a chart ends so what it has no room for


@dataclass(frozen=True)
class Legend:
    """A line of words in a picture, or a number."""

    text: str
    box: Box

    @cached_property
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


def meant(drawn: str, names: Iterable[str]) -> list[str]:
    """Which names a drawn one may stand for: itself or, where it was shortened, all that begin as it does."""
    names = list(names)
    if not drawn.endswith(SHORTENED) or drawn in names:
        return [name for name in names if name == drawn]
    beginning = drawn.removesuffix(SHORTENED)
    return [name for name in names if beginning and name.startswith(beginning)]


def shortened(name: str, lines: Sequence[Legend]) -> tuple[Box, re.Pattern[str]] | None:
    """Where a picture has a name of which lines end in “…”, and what names read so."""
    wanted = squeezed(name)
    found = [_gathered(wanted, first, lines) for first in lines if first.plain and _reads(wanted, [first], whole=False)]
    found = [
        name_lines for name_lines in found
        if any(line.plain.endswith(SHORTENED) for line in name_lines) and _reads(wanted, name_lines, whole=True)
    ]
    if not found:
        return None
    best = max(found, key=len)  # names that begin alike may differ on a later line
    return _around(line.box for line in best), _pattern(best)


def _gathered(wanted: str, first: Legend, lines: Sequence[Legend]) -> list[Legend]:
    """A line, and those under it with which a name goes on."""
    found = [first]
    while True:
        below = _under(found[-1].box, lines)
        following = next((line for line in below if _reads(wanted, [*found, line], whole=False)), None)
        if following is None:
            return found
        found.append(following)


def _reads(wanted: str, lines: Sequence[Legend], *, whole: bool) -> bool:
    """Whether a name reads so on these lines, or begins so."""
    pattern = _pattern(lines)
    return bool(pattern.fullmatch(wanted) if whole else pattern.match(wanted))


def _pattern(lines: Sequence[Legend]) -> re.Pattern[str]:
    """Each line as it is; where one was shortened, letters stand before the next."""
    return re.compile("".join(
        re.escape(line.plain.removesuffix(SHORTENED)) + (".+" if line.plain.endswith(SHORTENED) else "")
        for line in lines
    ))


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
