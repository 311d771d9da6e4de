"""Fonts of several documents joined to one: every letter as the font file itself has it."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from issuekit.model.resources import resource_folder
from issuekit.press.engine import PageEngine
from issuekit.press.fragment import Manuscript
from issuekit.press.joining import Joining, save
from issuekit.press.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from press.presswork import Printed

FILE = "fonts/source-sans/SourceSans3-Regular.ttf"
SHEET = f'@font-face {{ font-family: "Sans 3"; src: url("asset:{FILE}") }} body {{ font-family: "Sans 3" }}'
# Letters of one stroke, and letters put together of a base and dots or accents that stand far behind in the font.
TEXTS = ("aj i", "bj é ż", "Éў łi —", "x- ‐y long\u00adterm")


@pytest.fixture(scope="module")
def joined() -> Iterator[pikepdf.Pdf]:
    engine = PageEngine(SHEET, Shelf(styles=(), assets=(resource_folder("assets"),)))
    joining = Joining()
    for number, text in enumerate(TEXTS):
        html = f"<html lang=en><body><p>{text}</p></body></html>"
        joining.add(engine.fragment(Manuscript(f"m{number}", "M", html)))
    with pikepdf.open(BytesIO(save(joining.finish()))) as pdf:
        yield pdf


def font_of(page: pikepdf.Page) -> Any:
    (font,) = page.obj.Resources.Font.values()
    return font


def drawn(font: TTFont, name: str) -> list[Any]:
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(pen)
    return list(pen.value)


def test_all_pages_name_one_font(joined: pikepdf.Pdf) -> None:
    assert len({font_of(page).objgen for page in joined.pages}) == 1
    assert sum("/FontFile2" in entry for entry in joined.objects if isinstance(entry, pikepdf.Dictionary)) == 1


def test_every_letter_is_as_in_the_fonts_own_file(joined: pikepdf.Pdf) -> None:
    font = font_of(joined.pages[0])
    descendant = font.DescendantFonts[0]
    data = descendant.FontDescriptor.FontFile2.read_bytes()
    assert int(descendant.FontDescriptor.FontFile2.Length1) == len(data)
    made, own = TTFont(BytesIO(data), checkChecksums=2), TTFont(resource_folder("assets") / FILE)
    characters = own.getBestCmap()
    scale = 1000 / own["head"].unitsPerEm
    listed = list(descendant.W)
    widths = {
        glyph: float(width) for start, run in zip(listed[::2], listed[1::2], strict=True)
        for glyph, width in enumerate(run, start=int(start))
    }
    seen = set("".join(TEXTS)) - {"\u00ad", "‐"}
    for character in seen:
        name = characters[ord(character)]
        glyph = own.getGlyphID(name)
        assert drawn(made, made.getGlyphName(glyph)) == drawn(own, name), character
        assert made["hmtx"][made.getGlyphName(glyph)][0] == own["hmtx"][name][0]
        assert widths[glyph] == pytest.approx(own["hmtx"][name][0] * scale, abs=1)


def test_hyphens_are_read_as_hyphens(joined: pikepdf.Pdf) -> None:
    content = font_of(joined.pages[0]).ToUnicode.read_bytes().partition(b"endcodespacerange")[2]
    mapped = re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]+)>", content)
    assert b"ffff" not in {character for _, character in mapped}
    assert b"002d" in {character for _, character in mapped}
    assert b"2010" not in {character for _, character in mapped}
    assert len(mapped) == len({glyph for glyph, _ in mapped})


def test_the_issue_has_each_font_once(printed: Printed) -> None:
    with pikepdf.open(printed.path) as pdf:
        names = [
            str(entry.FontName) for entry in pdf.objects if isinstance(entry, pikepdf.Dictionary)
            and entry.get("/Type") == "/FontDescriptor"
        ]
    assert len(names) == len(set(names))
    assert len(names) >= 4
