"""The house sans: its files, and how wide and high words are in it."""

from __future__ import annotations

from functools import cache
from typing import Literal

from matplotlib import font_manager
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from issuekit.model.resources import resource_folder

Weight = Literal["regular", "semibold"]

FAMILY = "Source Sans 3"
FOLDER = "fonts/source-sans"
FILES: dict[Weight, str] = {"regular": "SourceSans3-Regular.ttf", "semibold": "SourceSans3-Semibold.ttf"}

MM_PER_POINT = 25.4 / 72
CAP_HEIGHT = 0.66  # of the size; figures are as high as capitals
DESCENT = 0.22  # how far g and y reach below the base line
LINE = 1.15  # from base line to base line
SMALLEST = 5.0  # points: what doesn't fit at this size is cut short
STEP = 0.25

_MEASURED_AT = 100.0


@cache
def _family() -> str:
    """Make the files known to matplotlib, once."""
    folder = resource_folder("assets") / FOLDER
    for file in FILES.values():
        font_manager.fontManager.addfont(folder / file)
    return FAMILY


def face(weight: Weight, size: float) -> FontProperties:
    """The font at a weight and a size in points."""
    return FontProperties(family=[_family()], weight=weight, size=size)


def cap_height(size: float) -> float:
    """The height of capitals and figures at a size, in millimetres."""
    return CAP_HEIGHT * size * MM_PER_POINT


def line_height(size: float) -> float:
    """From one base line to the next, in millimetres."""
    return LINE * size * MM_PER_POINT


@cache
def _width_at_measure(words: str, weight: Weight) -> float:
    width, _, _ = text_to_path.get_text_width_height_descent(words, face(weight, _MEASURED_AT), ismath=False)
    return float(width)


def width_of(words: str, size: float, weight: Weight = "regular") -> float:
    """The width of a line of text at a size in points, in millimetres."""
    return _width_at_measure(words, weight) * size / _MEASURED_AT * MM_PER_POINT


def fit(words: str, width: float, size: float, weight: Weight = "regular", *, lines: int = 1) -> tuple[list[str], float]:
    """Set words within a width (mm) and a number of lines: the lines, and the size in points they had to shrink to.

    At the smallest legible size, what still doesn't fit ends in an ellipsis.
    """
    while True:
        broken = _broken(words, width, size, weight)
        if len(broken) <= lines and all(width_of(line, size, weight) <= width for line in broken):
            return broken, size
        if size <= SMALLEST:
            return _cut(broken, width, size, weight, lines), size
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
    return lines


def _cut(broken: list[str], width: float, size: float, weight: Weight, lines: int) -> list[str]:
    kept = [*broken[: lines - 1], " ".join(broken[lines - 1 :])]
    short = []
    for line in kept:
        shown = line
        while shown and width_of(shown, size, weight) > width:
            shown = shown.rstrip("…")[:-1].rstrip() + "…"
            if shown == "…":
                break
        short.append(shown)
    return short
