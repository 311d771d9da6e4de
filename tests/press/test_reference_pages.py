"""Pages as they look: a small issue in both styles, held against reference pictures with a tolerance.

To renew the pictures after a change that is meant to be seen, look at the new ones, then commit them::

    RENEW_REFERENCE=1 python -m pytest tests/press/test_reference_pages.py
"""

from __future__ import annotations

import math
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from issuekit.charts.draw import draw
from press.presswork import typeset
from workshop import scored

if TYPE_CHECKING:
    from collections.abc import Mapping

REFERENCE = Path(__file__).with_name("reference")
RENEW = "RENEW_REFERENCE" in os.environ
RESOLUTION = 40  # dots an inch: heads, tables and bars are told apart, single letters aren't
# Of the ink of the page, after a blur by a dot: letters may stand a hair apart on another machine.
TOLERANCE = 0.15
PAGES = ("partner", "partner-source-1", "appendix-scale", "overview-history")

WORDS = "The visit confirmed what both sides had said in spring, and the talks went on at the level of ministers. "
ISSUE = f"""\
--- series.yaml
style: STYLE
overview: {{title: Indices side by side, indices: [partner, neighbor]}}
--- history.csv
issue,period,index,value,band,known_from
10,2019-07/2019-08,partner,-2,,an earlier issue
11,2019-09/2019-10,partner,3,,an earlier issue
11,2019-09/2019-10,regional,,Green,an earlier issue
--- partner.yaml
chapter: partner
trends: [Trade recovered over the year., Talks on terms went on without a result.]
developments:
  - heading: Politics
    text: |
      {WORDS * 12}The gas company [had said so](https://example.org/news/2019/12/gas-company-statement), and the
      ministry [denied it](https://www.example.by/ru/news/view/ministry-denies-what-the-gas-company-had-said-94706/).
      {WORDS * 4}

      {WORDS * 9}
  - table: exercises
forecast: |
  {WORDS * 2}
tables:
  - id: exercises
    caption: Exercises in the region
    columns: [Date, Place, Subject]
    rows:
      - [4-5 November, Partner, A staff exercise of both ministries of defense]
      - [12 November, Neighbor, "Air defense, with some 300 military personnel from four countries taking part"]
      - [Late December, Border, Mine clearance]
events:
  - {{date: 4-5 November, event: A meeting of the presidents, points: +3}}
  - {{date: 12 November, event: A dispute about the price of gas, points: -1}}
  - {{date: 18 December, event: An agreement on visas, points: +2}}
--- neighbor.yaml
chapter: neighbor
events:
  - {{date: November, event: Trade grew, points: +1}}
--- security.yaml
chapter: security
events:
  - {{date: 20 November, event: A large exercise, points: {{national: +1, regional: -3}}}}
"""


def rendered(style: str, folder: Path) -> Mapping[str, Image.Image]:
    """The pages on which the places stand, in grey, by place."""
    issue = scored(ISSUE.replace("STYLE", style), folder)
    path = folder / "issue.pdf"
    path.write_bytes(typeset(issue, draw(issue)).pdf)
    with pikepdf.open(path) as pdf:
        pages: dict[object, int] = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        names: list[Any] = list(pdf.Root.Names.Dests.Names)
        places = {str(name): pages[place[0].objgen] for name, place in zip(names[::2], names[1::2], strict=True)}
    found = {}
    for name in PAGES:
        number = str(places[name])
        command = ["pdftoppm", "-r", str(RESOLUTION), "-gray", "-singlefile", "-png", "-f", number, "-l", number]
        subprocess.run([*command, path, folder / name], check=True)
        with Image.open(folder / f"{name}.png") as picture:
            found[name] = picture.convert("L")
    return found


def difference(one: Image.Image, other: Image.Image) -> float:
    """Mean absolute difference of two pictures, as a share of the mean ink of the first; infinite between two sizes."""
    if one.size != other.size:
        return math.inf
    blurred = [picture.filter(ImageFilter.GaussianBlur(1)) for picture in (one, other)]
    ink = ImageStat.Stat(ImageChops.invert(one)).mean[0]
    return float(ImageStat.Stat(ImageChops.difference(*blurred)).mean[0]) / ink


@pytest.mark.parametrize("style", ["barometer", "plain"])
def test_pages_look_as_they_did(style: str, tmp_path: Path) -> None:
    for name, picture in rendered(style, tmp_path).items():
        path = REFERENCE / f"{style}-{name}.png"
        if RENEW:
            REFERENCE.mkdir(exist_ok=True)
            picture.quantize(16).save(path, optimize=True)
        with Image.open(path) as kept:
            assert difference(picture, kept.convert("L")) < TOLERANCE, f"{path.name}: the page looks different"


def test_the_styles_differ_by_far_more_than_the_tolerance() -> None:
    for name in PAGES:
        with Image.open(REFERENCE / f"barometer-{name}.png") as one, Image.open(REFERENCE / f"plain-{name}.png") as two:
            assert difference(one.convert("L"), two.convert("L")) > 4 * TOLERANCE, name


def test_a_shift_of_a_line_is_seen() -> None:
    """The tolerance is no blank cheque: a page moved by the height of a line fails."""
    for name in PAGES:
        with Image.open(REFERENCE / f"barometer-{name}.png") as kept:
            page = kept.convert("L")
        moved = ImageChops.offset(page, 0, round(14 / 72 * RESOLUTION))
        assert difference(page, moved) > 3 * TOLERANCE, name
