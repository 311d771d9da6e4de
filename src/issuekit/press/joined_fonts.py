"""One font file for all fragments: each brings the letters that it needs, and the issue needs them once.

Fragments carry subsets of the same fonts, cut down by the page engine so that a glyph keeps its number. So the
union of two subsets has, glyph by glyph, the outline that either has. Without it the file has each font a dozen
times, under one name with different letters, which some programs that print or edit PDF mix up.
"""

from __future__ import annotations

import re
import struct
import sys
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pikepdf import Array, Name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pikepdf import Pdf

TRUETYPE = b"\x00\x01\x00\x00"
CHECKSUM = 0xB1B0AFBA  # what the checksum of a whole font file is subtracted from
# Places of numbers in the tables of a TrueType font.
LONG_OFFSETS, FONT_BOX, GLYPHS, METRICS = 50, 36, 4, 34
MAPPINGS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
MAPPED = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]+)>")
COMPONENTS = 10  # where the components of an outline begin; then their flags: another follows, offsets are words
MORE, WORDS = 0x20, 0x01
SCALES = ((0x08, 2), (0x40, 4), (0x80, 8))  # flags of a scale, two scales, a matrix, and their bytes
PLAINER = {b"2010": b"002d"}  # a hyphen at a line's end is the hyphen of the keyboard
BATCH = 100  # entries of a character map between two of its operators


@dataclass(frozen=True, slots=True)
class Subset:
    """A TrueType font with some of its glyphs: its tables, and what they say of each glyph by its number.

    ``offsets`` are where the outlines begin, and where the last one ends, each ``unit`` bytes; ``metrics`` has four
    bytes a glyph, its advance and its bearing.
    """

    tables: Mapping[str, bytes]
    offsets: array[int]
    unit: int
    metrics: bytes

    def outline(self, glyph: int) -> bytes:
        """The outline of a glyph; empty for one that was left out, or a space."""
        return self.tables["glyf"][self.offsets[glyph] * self.unit : self.offsets[glyph + 1] * self.unit]

    def advance(self, glyph: int) -> bytes:
        """Its advance and bearing; zeros for one that was left out."""
        return self.metrics[4 * glyph : 4 * glyph + 4]

    def present(self, last: int) -> list[int]:
        """The glyphs that weren't left out, up to the number ``last``."""
        ends, measures = self.offsets[1 : last + 2], array("I", self.metrics[: 4 * (last + 1)])
        glyphs = enumerate(zip(self.offsets, ends, measures, strict=False))
        return [glyph for glyph, (start, end, measure) in glyphs if start != end or measure]


def join_fonts(pdf: Pdf, font_lists: Iterable[Any]) -> None:
    """Let all lists of fonts name the same fonts. ``font_lists`` are the font dictionaries of pages' resources."""
    lists = list(font_lists)
    named: dict[str, dict[Any, Any]] = {}
    for fonts in lists:
        for key, font in fonts.items():
            if font.get("/Encoding") == Name("/Identity-H") and "/FontFile2" in _descriptor(font):
                named.setdefault(str(key), {})[font.objgen] = font
    for key, fonts in named.items():
        same = list(fonts.values())
        if len(same) > 1 and len({str(font.BaseFont) for font in same}) == 1:
            joined = _join(pdf, same)
            for listed in lists:
                if key in listed and listed[key].objgen in fonts:
                    listed[key] = joined


def _descriptor(font: Any) -> Any:
    return font.DescendantFonts[0].FontDescriptor


def _join(pdf: Pdf, fonts: Sequence[Any]) -> Any:
    """The first font, with the glyphs, widths and characters of all."""
    files: dict[Any, tuple[Any, int]] = {}
    for font in fonts:
        embedded = _descriptor(font).FontFile2
        _, last = files.get(embedded.objgen, (embedded, 0))
        files[embedded.objgen] = (embedded, max([last, *(int(glyph, 16) for glyph, _ in _mapped(font))]))
    first = fonts[0]
    content = union([(embedded.read_bytes(), last) for embedded, last in files.values()])
    file = pdf.make_stream(content)
    file.Length1 = len(content)
    boxes = [[float(side) for side in _descriptor(font).FontBBox] for font in fonts]
    _descriptor(first).FontFile2 = file
    _descriptor(first).FontBBox = Array([
        choose(box[side] for box in boxes) for side, choose in enumerate((min, min, max, max))
    ])
    first.DescendantFonts[0].W = _widths(fonts)
    first.ToUnicode = pdf.make_stream(_character_map(_characters(fonts)))
    return first


def _mapped(font: Any) -> Iterator[tuple[bytes, bytes]]:
    """Glyphs and their characters, both as hexadecimal digits, as the engine maps them."""
    for block in MAPPINGS.findall(font.ToUnicode.read_bytes()):
        yield from MAPPED.findall(block)


def _characters(fonts: Iterable[Any]) -> dict[bytes, bytes]:
    """Characters by glyph. Where one glyph stands for two, the plainer one is taken.

    The engine notes for each glyph the character that it first met: the hyphen of “long-term”, or the one
    that it put at a line's end itself, which no reader searches for.
    """
    characters: dict[bytes, bytes] = {}
    for font in fonts:
        for glyph, character in _mapped(font):
            plain = PLAINER.get(character, character)
            characters[glyph] = min(characters.get(glyph, plain), plain)
    return characters


def _widths(fonts: Sequence[Any]) -> Array:
    """Widths by glyph, as runs of a first glyph and the widths from there on."""
    widths: dict[int, Any] = {}
    for font in fonts:
        listed = list(font.DescendantFonts[0].W)
        for start, run in zip(listed[::2], listed[1::2], strict=True):
            widths.update(enumerate(run, start=int(start)))
    runs: list[Any] = []
    for glyph in sorted(widths):
        if glyph - 1 not in widths:
            runs += [glyph, Array()]
        runs[-1].append(widths[glyph])
    return Array(runs)


def _character_map(characters: Mapping[bytes, bytes]) -> bytes:
    """Which characters each glyph stands for."""
    lines = [
        b"/CIDInit /ProcSet findresource begin", b"12 dict begin", b"begincmap",
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        b"/CMapName /Adobe-Identity-UCS def", b"/CMapType 2 def",
        b"1 begincodespacerange", b"<0000> <ffff>", b"endcodespacerange",
    ]
    glyphs = sorted(characters)
    for start in range(0, len(glyphs), BATCH):
        batch = glyphs[start : start + BATCH]
        lines.append(b"%d beginbfchar" % len(batch))
        lines += [b"<%s> <%s>" % (glyph, characters[glyph]) for glyph in batch]
        lines.append(b"endbfchar")
    return b"\n".join([*lines, b"endcmap", b"CMapName currentdict /CMap defineresource pop", b"end", b"end"])


def union(files: Sequence[tuple[bytes, int]]) -> bytes:
    """The TrueType font with the glyphs of all subsets of one font.

    Each subset comes with its last glyph that texts use. Up to it the numbers are those of the whole font;
    behind it stand parts of glyphs, such as the dot of a j, numbered anew in each subset.
    """
    subsets = [_read(data) for data, _ in files]
    last = max(last for _, last in files)
    glyphs = _Glyphs(last)
    for subset, (_, used) in zip(subsets, files, strict=True):
        glyphs.add(subset, used)
    count = len(glyphs.outlines)
    tables = dict(subsets[0].tables)
    offsets = array("I", [0])
    for outline in glyphs.outlines:
        offsets.append(offsets[-1] + len(outline))
    tables["glyf"] = b"".join(glyphs.outlines)
    tables["loca"] = struct.pack(f">{count + 1}I", *offsets)
    tables["hmtx"] = b"".join(glyphs.advances)
    tables["head"] = _head([subset.tables["head"] for subset in subsets])
    # In these two, every number is a most or a count; those that are neither are the same in all.
    tables["maxp"] = _largest([subset.tables["maxp"] for subset in subsets], "H", GLYPHS, count)
    tables["hhea"] = _largest([subset.tables["hhea"] for subset in subsets], "h", METRICS, count)
    return _written(tables)


class _Glyphs:
    """The glyphs of a union: first those that texts use, by their numbers, then parts of them."""

    def __init__(self, last: int) -> None:
        self.outlines = [b""] * (last + 1)
        self.advances = [bytes(4)] * (last + 1)
        self.parts: dict[tuple[bytes, bytes], int] = {}

    def add(self, subset: Subset, used: int) -> None:
        for glyph in subset.present(used):
            if not self.outlines[glyph]:
                self.outlines[glyph] = self._renumbered(subset, glyph, used)
            self.advances[glyph] = max(self.advances[glyph], subset.advance(glyph))

    def _number(self, subset: Subset, glyph: int, used: int) -> int:
        if glyph <= used:
            return glyph
        part = (self._renumbered(subset, glyph, used), subset.advance(glyph))
        if part not in self.parts:
            self.parts[part] = len(self.outlines)
            self.outlines.append(part[0])
            self.advances.append(part[1])
        return self.parts[part]

    def _renumbered(self, subset: Subset, glyph: int, used: int) -> bytes:
        """An outline; one that is put together of others names them by their numbers in the union."""
        outline = bytearray(subset.outline(glyph))
        if not outline or struct.unpack_from(">h", outline)[0] >= 0:
            return bytes(outline)
        place, more = COMPONENTS, MORE
        while more & MORE:
            more, component = struct.unpack_from(">HH", outline, place)
            struct.pack_into(">H", outline, place + 2, self._number(subset, component, used))
            place += 4 + (4 if more & WORDS else 2)
            place += next((size for flag, size in SCALES if more & flag), 0)
        return bytes(outline)


def _read(data: bytes) -> Subset:
    if data[:4] != TRUETYPE:
        raise ValueError("not a TrueType font")
    (number,) = struct.unpack_from(">H", data, 4)
    tables = {}
    for place in range(number):
        tag, _, offset, length = struct.unpack_from(">4sIII", data, 12 + 16 * place)
        tables[tag.decode("ascii")] = data[offset : offset + length]
    (count,) = struct.unpack_from(">H", tables["maxp"], GLYPHS)
    (is_long,) = struct.unpack_from(">h", tables["head"], LONG_OFFSETS)
    offsets = array("I" if is_long else "H", tables["loca"])
    if sys.byteorder == "little":
        offsets.byteswap()
    (whole,) = struct.unpack_from(">H", tables["hhea"], METRICS)
    metrics = tables["hmtx"]
    # The glyphs after those share the last advance and have only a bearing of their own.
    shared, bearings = metrics[4 * whole - 4 : 4 * whole - 2], metrics[4 * whole : 4 * whole + 2 * (count - whole)]
    rest = b"".join(shared + bearings[place : place + 2] for place in range(0, len(bearings), 2))
    return Subset(tables, offsets, 1 if is_long else 2, metrics[: 4 * whole] + rest)


def _head(heads: Sequence[bytes]) -> bytes:
    """The head with the box around all glyphs, long offsets, and no checksum yet."""
    head = bytearray(heads[0])
    boxes = [struct.unpack_from(">4h", entry, FONT_BOX) for entry in heads]
    box = (choose(sides) for choose, sides in zip((min, min, max, max), zip(*boxes, strict=True), strict=True))
    struct.pack_into(">4h", head, FONT_BOX, *box)
    struct.pack_into(">h", head, LONG_OFFSETS, 1)
    struct.pack_into(">I", head, 8, 0)
    return bytes(head)


def _largest(tables: Sequence[bytes], kind: str, place: int, count: int) -> bytes:
    """A table of numbers of two bytes after its version: the largest of each, and the count of glyphs in its place."""
    form = f">{(len(tables[0]) - 4) // 2}{kind}"
    rows = [struct.unpack_from(form, table, 4) for table in tables]
    merged = bytearray(tables[0])
    struct.pack_into(form, merged, 4, *(max(column) for column in zip(*rows, strict=True)))
    struct.pack_into(">H", merged, place, count)
    return bytes(merged)


def _written(tables: Mapping[str, bytes]) -> bytes:
    """A font file of tables, with its checksums."""
    number = len(tables)
    power = number.bit_length() - 1
    directory = TRUETYPE + struct.pack(">4H", number, 16 << power, power, 16 * number - (16 << power))
    body, offset, head = b"", 12 + 16 * number, 0
    for tag in sorted(tables):
        table = tables[tag]
        padded = table + bytes(-len(table) % 4)
        if tag == "head":
            head = offset
        directory += struct.pack(">4sIII", tag.encode("ascii"), _checksum(padded), offset, len(table))
        body += padded
        offset += len(padded)
    whole = bytearray(directory + body)
    struct.pack_into(">I", whole, head + 8, (CHECKSUM - _checksum(bytes(whole))) & 0xFFFFFFFF)
    return bytes(whole)


def _checksum(data: bytes) -> int:
    total: int = sum(struct.unpack(f">{len(data) // 4}I", data))
    return total & 0xFFFFFFFF
