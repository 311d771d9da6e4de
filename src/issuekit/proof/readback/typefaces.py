"""The fonts of a PDF, and the codes that its pages print in them."""

from __future__ import annotations

import re
import sys
from array import array
from collections import Counter
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from pikepdf import Array

from issuekit.proof.printed import Font

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pikepdf import Pdf

# What a page's instructions say about text: a font that comes next, a picture that is drawn, and strings, in
# either way of writing them.
STEP = re.compile(rb"/([^\s/<>\[\]()]+)\s+(?:[-+.\d]+\s+Tf|(Do))\b")
DIGITS = re.compile(rb"<([0-9A-Fa-f\s]+)>")
LITERAL = re.compile(rb"\(((?:[^()\\]|\\.)*)\)", re.DOTALL)
INLINE_PICTURE = re.compile(rb"\sBI\s.*?\sEI\s", re.DOTALL)
ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
# The part of a font that says which character a code means: single codes, and stretches of them.
SINGLE = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
STRETCH = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f\s]*)>")
RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<|\[)")
PREFIX = re.compile(r"[A-Z]{6}\+")
FILES = ("/FontFile", "/FontFile2", "/FontFile3")


class Typefaces:
    """Collects the fonts of all pages, of the pictures on them, and of what is laid over them."""

    def __init__(self) -> None:
        self.fonts: dict[tuple[int, int], Any] = {}
        self.texts: dict[tuple[int, int], dict[int, list[bytes]]] = {}  # the strings in each font, by page

    def read(self, pdf: Pdf) -> Iterator[Font]:
        """Every font that is used, by its name."""
        for number, page in enumerate(pdf.pages, start=1):
            contents = page.obj.get("/Contents")
            parts = contents if isinstance(contents, Array) else () if contents is None else (contents,)
            data = b"\n".join(part.read_bytes() for part in parts)
            self._stream(data, page.obj.get("/Resources", {}), number, frozenset())
        fonts = [self._font(font, self.texts[key]) for key, font in self.fonts.items()]
        yield from sorted(fonts, key=lambda font: (font.page, font.name))

    def _stream(self, data: bytes, resources: Any, page: int, around: frozenset[tuple[int, int]]) -> None:
        """Take the strings of a page, or of a picture; ``around`` are the pictures in which it stands."""
        fonts, pictures = resources.get("/Font", {}), resources.get("/XObject", {})
        if b" BI" in data or b"\nBI" in data:
            data = INLINE_PICTURE.sub(b" ", data)
        strings: list[bytes] = []
        steps = list(STEP.finditer(data))
        for step, follower in zip_longest(steps, steps[1:]):
            name = "/" + step[1].decode("latin-1")
            if step[2]:
                drawn = pictures.get(name)
                if drawn is not None and drawn.get("/Subtype") == "/Form" and drawn.objgen not in around:
                    inner = drawn.get("/Resources", resources)
                    self._stream(drawn.read_bytes(), inner, page, around | {drawn.objgen})
            else:
                font = fonts.get(name)
                strings = [] if font is None else self._strings(font, page)
            stretch = data[step.end() : follower.start() if follower else len(data)]
            strings.append(_bytes(b"".join(DIGITS.findall(stretch))))
            if b"(" in stretch:
                strings += map(_literal, LITERAL.findall(stretch))

    def _strings(self, font: Any, page: int) -> list[bytes]:
        key = font.objgen
        self.fonts.setdefault(key, font)
        return self.texts.setdefault(key, {}).setdefault(page, [])

    @staticmethod
    def _font(font: Any, texts: Mapping[int, list[bytes]]) -> Font:
        composite = font.get("/Subtype") == "/Type0"
        holder = font.DescendantFonts[0] if composite else font
        descriptor = holder.get("/FontDescriptor", {})
        known = _mapped(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else None
        unmapped: dict[int, int] = {}
        missing: dict[int, int] = {}
        for page, strings in texts.items():
            codes = Counter(_wide(strings)) if composite else Counter(b"".join(strings))
            if composite and codes[0]:
                missing[page] = codes.pop(0)
            # Without a table, a simple font has an encoding of its own; a composite one means nothing.
            lost = codes.keys() - known if known is not None else codes.keys() if composite else ()
            if lost:
                unmapped[page] = sum(codes[code] for code in lost)
        name = PREFIX.sub("", str(font.get("/BaseFont", "/unnamed"))[1:]).rstrip(",")
        embedded = font.get("/Subtype") == "/Type3" or any(file in descriptor for file in FILES)
        return Font(name, str(descriptor.get("/FontFamily", "")), embedded, min(texts), unmapped, missing)


def _wide(strings: Iterable[bytes]) -> array[int]:
    """The codes of strings in a font whose codes take two bytes."""
    codes = array("H", b"".join(string[: len(string) & ~1] for string in strings))
    if sys.byteorder == "little":
        codes.byteswap()
    return codes


def _bytes(digits: bytes) -> bytes:
    clean = b"".join(digits.split())
    return bytes.fromhex((clean + b"0" * (len(clean) % 2)).decode("ascii"))


def _literal(text: bytes) -> bytes:
    """A string in brackets, its escapes resolved."""
    if b"\\" not in text:
        return text

    def plain(match: re.Match[bytes]) -> bytes:
        sign = match[1]
        return bytes([int(sign, 8) & 255]) if sign[:1].isdigit() else ESCAPED.get(sign, sign)

    return ESCAPE.sub(plain, text)


def _mapped(table: bytes) -> set[int]:
    """The codes that a font's table gives a character for."""
    codes: set[int] = set()
    for part in SINGLE.findall(table):
        codes |= {int(code, 16) for code, character in PAIR.findall(part) if character.strip()}
    for part in STRETCH.findall(table):
        for first, last in RANGE.findall(part):
            codes |= set(range(int(first, 16), min(int(last, 16), 0xFFFF) + 1))
    return codes
