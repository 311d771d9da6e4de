"""A chart's SVG read back as texts and shapes in millimetres, and issue 12 with other numbers in it.

Text is measured by Pillow from the committed font files, and not by what drew the chart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from PIL import ImageFont

from issuekit.indices.scales import band_of
from issuekit.indices.totals import IndexTotal, ScoredIssue, score
from issuekit.model.series import HistoryValue
from issuekit.model.when import parse_period
from issuekit.reading.issue_file import read_issue
from issuekit.reading.workspace import find_issue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "assets/fonts/source-sans"
SVG = "{http://www.w3.org/2000/svg}"
MM = 25.4 / 72
NUMBER = re.compile(r"[+−]?\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Box:
    """A rectangle in millimetres; y grows downwards, as in SVG."""

    left: float
    top: float
    right: float
    bottom: float

    def within(self, other: Box, slack: float = 0.02) -> bool:
        return (
            self.left >= other.left - slack and self.right <= other.right + slack
            and self.top >= other.top - slack and self.bottom <= other.bottom + slack
        )

    def overlaps(self, other: Box, slack: float = 0.02) -> bool:
        return (
            self.left < other.right - slack and other.left < self.right - slack
            and self.top < other.bottom - slack and other.top < self.bottom - slack
        )


@dataclass(frozen=True)
class Words:
    """A text of a chart: what it says, the box its ink fills, and its size in points."""

    text: str
    box: Box
    size: float
    weight: int


@dataclass(frozen=True)
class Drawing:
    """What is on a chart: its sheet, its texts, and its shapes by the ids they have."""

    sheet: Box
    texts: tuple[Words, ...]
    shapes: Mapping[str, Box]
    fills: Mapping[str, str]

    @property
    def said(self) -> list[str]:
        return [words.text for words in self.texts]

    def words(self, text: str) -> Words:
        (found,) = (words for words in self.texts if words.text == text)
        return found


def read(svg: str) -> Drawing:
    root = ET.fromstring(svg)  # noqa: S314 - reads what the tests have just drawn
    _, _, width, height = (float(number) * MM for number in root.attrib["viewBox"].split())
    shapes, fills = {}, {}
    for group in root.iter(f"{SVG}g"):
        path = group.find(f"{SVG}path")
        if path is not None:
            name = group.attrib["id"]
            shapes[name] = _bounds(path.attrib["d"])
            fills[name] = _style(path.attrib["style"]).get("fill", "")
    return Drawing(Box(0, 0, width, height), tuple(map(_words, root.iter(f"{SVG}text"))), shapes, fills)


def _style(style: str) -> dict[str, str]:
    return {key.strip(): value.strip() for key, _, value in (part.partition(":") for part in style.split(";"))}


def _bounds(path: str) -> Box:
    pairs = re.findall(r"[ML] (-?[\d.]+) (-?[\d.]+)", path)
    across = [float(x) * MM for x, _ in pairs]
    down = [float(y) * MM for _, y in pairs]
    return Box(min(across), min(down), max(across), max(down))


@cache
def _font(weight: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / f"SourceSans3-{'Semibold' if weight == 600 else 'Regular'}.ttf"), 1000)


def _words(element: ET.Element) -> Words:
    style = _style(element.attrib["style"])
    assert style["font-family"] == "'Source Sans 3'"
    size, weight = float(style["font-size"].removesuffix("px")), int(style.get("font-weight", "400"))
    assert weight in {400, 600}
    text = element.text or ""
    anchor = {"start": "ls", "middle": "ms", "end": "rs"}[style["text-anchor"]]
    ink = [edge * size / 1000 * MM for edge in _font(weight).getbbox(text, anchor=anchor)]
    x, y = float(element.attrib["x"]) * MM, float(element.attrib["y"]) * MM
    return Words(text, Box(x + ink[0], y + ink[1], x + ink[2], y + ink[3]), size, weight)


@cache
def issue_12() -> ScoredIssue:
    issue = read_issue(find_issue("minsk-barometer/2019-11", ROOT)).issue
    assert issue is not None
    return score(issue)


def with_points(points: Mapping[str, tuple[int, int]]) -> ScoredIssue:
    """Issue 12 with other sums of points; indices that aren't named have none."""
    return with_totals([
        replace(
            total, positive=positive, negative=negative, total=Fraction(positive + negative),
            band=band_of(positive + negative, total.index.scale) if total.index.scale else None,
        )
        for name, total in issue_12().totals.items()
        for positive, negative in (points.get(name, (0, 0)),)
    ])


def with_totals(totals: Sequence[IndexTotal]) -> ScoredIssue:
    return ScoredIssue(issue_12().issue, {total.index.id: total for total in totals})


def with_history(scored: ScoredIssue, index: str, period: str, value: int | None) -> ScoredIssue:
    """The same with one row of history and no other."""
    issue = scored.issue
    row = HistoryValue(
        issue.number - 1, parse_period(period), index, None if value is None else Fraction(value), "", "",
        issue.number_place,
    )
    series = replace(issue.series, history=(row,))
    return ScoredIssue(replace(issue, series=series), scored.totals)
