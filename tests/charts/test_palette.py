"""The palette is a style's own data, and a workspace may have another."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from charts.drawn import ROOT, issue_12, read
from issuekit.charts.draw import draw
from issuekit.charts.palette import PaletteError, palette_of, read_palette

if TYPE_CHECKING:
    from pathlib import Path

PACKAGED = ROOT / "templates/barometer/palette.json"


def entries() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(PACKAGED.read_text(encoding="utf-8"))
    return loaded


def lightness(color: str) -> float:
    """CIE L*, from 0 to 100: what is left of a color in grey print."""
    channels = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return float(116 * (0.2126 * red + 0.7152 * green + 0.0722 * blue) ** (1 / 3) - 16)


def test_bars_take_their_colors_from_the_palette() -> None:
    fills = read(draw(issue_12())["chapter-russia"].svg).fills
    assert fills["chapter-russia-positive"] == entries()["positive"]
    assert fills["chapter-russia-negative"] == entries()["negative"]


def test_positive_and_negative_differ_in_grey_print_and_from_the_paper() -> None:
    palette = palette_of(issue_12().issue)
    assert abs(lightness(palette.positive) - lightness(palette.negative)) > 20
    assert lightness(palette.paper) - lightness(palette.negative) > 35


def test_the_workspace_shadows_the_packaged_palette(tmp_path: Path) -> None:
    folder = tmp_path / "templates/barometer"
    folder.mkdir(parents=True)
    (folder / "palette.json").write_text(json.dumps({**entries(), "positive": "#0A0B0C"}), encoding="utf-8")
    scored = issue_12()
    shadowed = replace(scored, issue=replace(scored.issue, workspace=tmp_path))
    assert read(draw(shadowed)["chapter-eu"].svg).fills["chapter-eu-positive"] == "#0a0b0c"


def test_a_style_without_a_palette_is_named(tmp_path: Path) -> None:
    issue = issue_12().issue
    other = replace(issue, workspace=tmp_path, series=replace(issue.series, style="gazette"))
    with pytest.raises(PaletteError, match=r"“gazette” has no palette\.json: expected templates/gazette/palette\.json"):
        palette_of(other)


@pytest.mark.parametrize(("text", "message"), [
    ("{", "barometer/palette.json can't be read"),
    ("[]", "is not a list of colors"),
    ("{}", "needs a color “ink”"),
    (json.dumps({**entries(), "negative": "brick"}), "needs a color “negative”"),
    (json.dumps({**entries(), "rule": 7}), "needs a color “rule”"),
    ("\ufeff", "can't be read"),
])
def test_a_broken_palette_says_what_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "templates/barometer/palette.json"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PaletteError, match=message):
        read_palette(path)


def test_keys_for_the_templates_alone_are_let_pass(tmp_path: Path) -> None:
    path = tmp_path / "palette.json"
    path.write_text(json.dumps({**entries(), "link": "#112233"}), encoding="utf-8")
    assert read_palette(path) == read_palette(PACKAGED)
