"""A small addition to the page engine: arrays of characters are passed to the font library without a new C type.

For each font of each document the engine asks for two arrays of exactly so many characters, and every new length
is a new C type, whose declaration is parsed for some milliseconds: a tenth of the time of an issue in many
documents. An array of a length that its content gives is the same array, and one type for all.
"""

from __future__ import annotations

import re
from typing import Any

from weasyprint.pdf import fonts
from weasyprint.text.ffi import ffi

COUNTED = re.compile(r"(hb_codepoint_t|hb_tag_t)\[\d+\]")


class _OneType:
    """The engine's bridge to C; what it does itself is one thing only."""

    def __getattr__(self, name: str) -> Any:
        return getattr(ffi, name)

    def new(self, kind: str, content: Any = None) -> Any:
        if content is not None and COUNTED.fullmatch(kind):
            kind = f"{kind.partition('[')[0]}[]"
        return ffi.new(kind, content)


fonts.ffi = _OneType()
