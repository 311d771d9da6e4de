"""Libraries that are fetched only when they are called: then they are themselves."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
from io import BytesIO

from issuekit.press.equipment import _fetch_engine

_fetch_engine()
from weasyprint.pdf import fonts

print("fontTools.subset" in sys.modules, "fontTools.varLib.instancer" in sys.modules)

from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

builder = FontBuilder(1000)
builder.setupGlyphOrder([".notdef", "a"])
builder.setupCharacterMap({97: "a"})
builder.setupGlyf({".notdef": Glyph(), "a": Glyph()})
builder.setupHorizontalMetrics({".notdef": (500, 0), "a": (600, 0)})
builder.setupHorizontalHeader(ascent=800, descent=-200)
builder.setupNameTable({"familyName": "Trial", "styleName": "Regular"})
builder.setupOS2()
builder.setupPost()
builder.setupFvar([("wght", 100, 400, 900, "Weight")], [])
builder.setupGvar({})
builder.save(made := BytesIO())

fixed = fonts.instantiateVariableFont(TTFont(BytesIO(made.getvalue())), {"wght": 400}, static=True)
print("fvar" in fixed)
subsetter = fonts.subset.Subsetter(fonts.subset.Options())
subsetter.populate(gids=[0])
subsetter.subset(fixed)
print(fixed.getGlyphOrder())
print("fontTools.subset" in sys.modules, "fontTools.varLib.instancer" in sys.modules)
"""


def test_the_engine_calls_what_was_put_off() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["False False", "False", "['.notdef']", "True True"]
