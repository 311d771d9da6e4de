"""The house sans: its files, and how wide and high words are in it."""

from __future__ import annotations

from functools import cache
from typing import Literal

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from issuekit.model.resources import resource_folder

Weight = Literal["regular", "semibold"]

FAMILY = "Source Sans 3"
FOLDER = "fonts/source-sans"
FILES: dict[Weight, str] = {"regular": "SourceSans3-Regular.ttf", "semibold": "SourceSans3-Semibold.ttf"}

MM_PER_POINT = 25.4 / 72
CAP_HEIGHT = 0.66  # of the size; figures are as high as capitals
LINE = 1.15  # of the size, from base line to base line
SMALLEST = 5.0  # points: what doesn't fit at this size is cut short
STEP = 0.25

_MEASURED_AT = 100.0  # points: large, so that nothing is rounded off


def face(weight: Weight, size: float) -> FontProperties:
    """The font at a weight and a size in points.

    It names its file, so that matplotlib measures with it and with no namesake that the machine may have.
    """
    file = resource_folder("assets") / FOLDER / FILES[weight]
    return FontProperties(family=[FAMILY], weight=weight, size=size, fname=file)


def cap_height(size: float) -> float:
    """The height of capitals and figures at a size, in millimetres."""
    return CAP_HEIGHT * size * MM_PER_POINT


def line_height(size: float) -> float:
    """From one base line to the next, in millimetres."""
    return LINE * size * MM_PER_POINT


@cache
def _measured(words: str, weight: Weight) -> float:
    width, _, _ = text_to_path.get_text_width_height_descent(words, face(weight, _MEASURED_AT), ismath=False)
    return float(width)


def width_of(words: str, size: float, weight: Weight = "regular") -> float:
    """The width of a line of text at a size in points, in millimetres."""
    return _measured(words, weight) * size / _MEASURED_AT * MM_PER_POINT


def fit(
    words: str, width: float, size: float, weight: Weight = "regular", *, lines: int = 1,
) -> tuple[list[str], float]:
    """Set words within a width (mm) and a number of lines: the lines, and the size in points that does.

    At the smallest legible size, what still doesn't fit ends in an ellipsis.
    """
    while True:
        broken = _broken(words, width, size, weight)
        if len(broken) <= lines and all(width_of(line, size, weight) <= width for line in broken):
            return broken, size
        if size <= SMALLEST:
            kept = [*broken[: lines - 1], " ".join(broken[lines - 1 :])]
            return [_shortened(line, width, size, weight) for line in kept], size
        size = max(SMALLEST, size - STEP)


def _broken(words: str, width: float, size: float, weight: Weight) -> list[str]:
    """The words filled into as many lines as they need; a word too wide for a line stands alone in one."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, weight) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines or [""]


def _shortened(line: str, width: float, size: float, weight: Weight) -> str:
    """As many of the first characters as the width holds, with an ellipsis where some are missing."""
    if width_of(line, size, weight) <= width:
        return line
    fitting = (f"{line[:end].rstrip()}…" for end in range(len(line) - 1, 0, -1))
    return next((short for short in fitting if width_of(short, size, weight) <= width), "…")
