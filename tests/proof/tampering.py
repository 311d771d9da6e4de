"""Ways to spoil a PDF: what is printed is changed where it stands, glyph by glyph, and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, String

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

PAIR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


def tampered(data: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    """The PDF after a change."""
    with pikepdf.open(BytesIO(data)) as pdf:
        change(pdf)
        target = BytesIO()
        pdf.save(target, deterministic_id=True)
    return target.getvalue()


@dataclass
class Alphabet:
    """A font's codes: two bytes a letter."""

    letters: dict[bytes, str]

    @classmethod
    def of(cls, font: Any) -> Alphabet:
        pairs = PAIR.findall(font.ToUnicode.read_bytes().partition(b"beginbfchar")[2])
        return cls({
            bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs
        })

    def code(self, letter: str) -> bytes:
        """The code of a letter that the document prints in this font."""
        for code, known in self.letters.items():
            if known == letter:
                return code
        raise LookupError(f"the document prints no “{letter}” in this font")


def instructions(holder: Any) -> list[tuple[Any, Operator]]:
    """What a page or a picture is drawn with: operands and operators."""
    return [(part.operands, part.operator) for part in pikepdf.parse_content_stream(holder)]


class Sheet:
    """The instructions of a page, or of a picture on it, with every letter that they print."""

    def __init__(self, holder: Any, resources: Any) -> None:
        self.holder = holder
        self.instructions = instructions(holder)
        self.fonts = {str(name): Alphabet.of(font) for name, font in resources.get("/Font", {}).items()}
        self.letters: list[tuple[str, str, int, int, int]] = []  # letter, font, instruction, string, byte
        font = ""
        for number, (operands, operator) in enumerate(self.instructions):
            if operator == Operator("Tf"):
                font = str(operands[0])
            elif operator in (Operator("Tj"), Operator("TJ")):
                self._collect(number, operands, font)

    def _collect(self, number: int, operands: Any, font: str) -> None:
        strings = list(operands[0]) if isinstance(operands[0], Array) else [operands[0]]
        for place, string in enumerate(strings):
            if isinstance(string, String):
                codes = bytes(string)
                for byte in range(0, len(codes), 2):
                    letter = self.fonts[font].letters.get(codes[byte : byte + 2], "\ufffd")
                    self.letters += [(part, font, number, place, byte) for part in letter]

    @property
    def text(self) -> str:
        return "".join(letter for letter, *_ in self.letters)

    def replace(self, start: int, codes: Callable[[int, Alphabet], bytes], length: int) -> None:
        """Other codes for letters from ``start`` on."""
        for offset in range(length):
            _, font, number, place, byte = self.letters[start + offset]
            operands, operator = self.instructions[number]
            strings = list(operands[0]) if isinstance(operands[0], Array) else [operands[0]]
            old = bytes(strings[place])
            strings[place] = String(old[:byte] + codes(offset, self.fonts[font]) + old[byte + 2 :])
            shown = Array(strings) if isinstance(operands[0], Array) else strings[0]
            self.instructions[number] = ([shown], operator)

    def put_back(self, pdf: pikepdf.Pdf) -> None:
        data = pikepdf.unparse_content_stream(self.instructions)
        if isinstance(self.holder, pikepdf.Page):
            self.holder.obj.Contents = pdf.make_stream(data)
        else:
            self.holder.write(data)


def sheets(pdf: pikepdf.Pdf, page: int) -> Iterator[Sheet]:
    """A page, counted from 1, and the pictures on it."""
    holder = pdf.pages[page - 1]
    yield Sheet(holder, holder.obj.Resources)
    drawn = {str(operands[0]) for operands, operator in instructions(holder) if operator == Operator("Do")}
    for name, picture in holder.obj.Resources.get("/XObject", {}).items():
        if name in drawn and picture.Subtype == "/Form":
            yield Sheet(picture, picture.get("/Resources", holder.obj.Resources))


def reword(pdf: pikepdf.Pdf, page: int, old: str, new: str, *, occurrence: int = 0, picture: bool = False) -> None:
    """Print other letters in the place of some on a page; ``picture``: in a drawing rather than in the text."""
    assert len(old) == len(new)
    for sheet in list(sheets(pdf, page))[picture:]:
        starts = [match.start() for match in re.finditer(re.escape(old), sheet.text)]
        if len(starts) > occurrence:
            sheet.replace(starts[occurrence], lambda offset, alphabet: alphabet.code(new[offset]), len(old))
            sheet.put_back(pdf)
            return
        occurrence -= len(starts)
    raise LookupError(f"{old!r} is not on page {page}")


def unglyph(pdf: pikepdf.Pdf, page: int, old: str) -> None:
    """Print the sign for a missing glyph in the place of each letter of a text."""
    sheet = next(sheets(pdf, page))
    sheet.replace(sheet.text.index(old), lambda _offset, _alphabet: b"\0\0", len(old))
    sheet.put_back(pdf)


def elements(pdf: pikepdf.Pdf, *roles: str) -> Iterator[Any]:
    """The tags of some roles, in reading order."""
    def walk(element: Any) -> Iterator[Any]:
        for kid in kids(element):
            if isinstance(kid, Dictionary) and "/S" in kid:
                if str(kid.S)[1:] in roles:
                    yield kid
                yield from walk(kid)

    yield from walk(pdf.Root.StructTreeRoot)


def kids(element: Any) -> Sequence[Any]:
    """What a tag holds."""
    held = element.get("/K")
    return list(held) if isinstance(held, Array) else [] if held is None else [held]


def marks(element: Any) -> Iterator[tuple[Any, int]]:
    """Page object and number of all marked content below a tag."""
    for kid in kids(element):
        if isinstance(kid, int):
            yield element.Pg, kid
        elif "/MCID" in kid:
            yield kid.get("/Pg", element.get("/Pg")), int(kid.MCID)
        elif "/S" in kid:
            yield from marks(kid)


def erase(pdf: pikepdf.Pdf, element: Any) -> int:
    """Take a tag away, and what it prints; the page on which it stood."""
    gone = [(page.objgen, number) for page, number in marks(element)]
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    for objgen in {page for page, _ in gone}:
        holder = pdf.pages[pages[objgen] - 1]
        kept, hidden = [], 0
        for operands, operator in instructions(holder):
            if hidden:
                hidden += {"BDC": 1, "BMC": 1, "EMC": -1}.get(str(operator), 0)
            elif operator == Operator("BDC") and (objgen, _number(operands[1])) in gone:
                hidden = 1
            else:
                kept.append((operands, operator))
        holder.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
    parent = element.P
    parent.K = Array([
        kid for kid in kids(parent) if not isinstance(kid, Dictionary) or kid.objgen != element.objgen
    ])
    return pages[gone[0][0]]


def _number(properties: Any) -> int:
    return int(properties.get("/MCID", -1)) if isinstance(properties, Dictionary) else -1


def texts(pdf: pikepdf.Pdf) -> dict[tuple[Any, int], str]:
    """What is printed under each mark, by page object and number."""
    found: dict[tuple[Any, int], str] = {}
    for page in pdf.pages:
        sheet = Sheet(page, page.obj.Resources)
        letters: dict[int, str] = {}
        for letter, _, number, *_ in sheet.letters:
            letters[number] = letters.get(number, "") + letter
        mark = -1
        for number, (operands, operator) in enumerate(sheet.instructions):
            if operator == Operator("BDC"):
                mark = _number(operands[1])
            elif operator == Operator("EMC"):
                mark = -1
            elif number in letters:
                key = (page.obj.objgen, mark)
                found[key] = found.get(key, "") + letters[number]
    return found


def said(pdf: pikepdf.Pdf, role: str, beginning: str) -> Any:
    """The first tag of a role whose text begins so."""
    printed = texts(pdf)
    for element in elements(pdf, role):
        words = "".join(printed.get((page.objgen, mark), "") for page, mark in marks(element))
        if words.replace("\u00a0", " ").startswith(beginning):
            return element
    raise LookupError(f"no {role} begins “{beginning}”")


def link_areas(pdf: pikepdf.Pdf) -> Iterator[tuple[int, Any]]:
    """Every link with its page, counted from 1."""
    for number, page in enumerate(pdf.pages, start=1):
        for annotation in page.obj.get("/Annots", ()):
            yield number, annotation


def put_picture(pdf: pikepdf.Pdf, page: int, dots: int, points: float) -> None:
    """Draw a gray square of so many dots in a square of so many points."""
    picture = pdf.make_stream(
        bytes([128]) * dots * dots, Type=Name.XObject, Subtype=Name.Image, Width=dots, Height=dots,
        ColorSpace=Name.DeviceGray, BitsPerComponent=8,
    )
    holder = pdf.pages[page - 1]
    name = holder.add_resource(picture, Name.XObject)
    drawing = f"q {points} 0 0 {points} 100 400 cm {name} Do Q".encode()
    holder.contents_add(pdf.make_stream(drawing))


def page_of(pdf: pikepdf.Pdf, anchor: str) -> int:
    """The page, counted from 1, of a named place."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    place: Any = pikepdf.NameTree(pdf.Root.Names.Dests)[anchor]
    return pages[place[0].objgen]


def attached(pdf: pikepdf.Pdf, name: str) -> Any:
    """The stream of an attached file."""
    named: Any = pikepdf.NameTree(pdf.Root.Names.EmbeddedFiles)
    return named[name].EF.F


def font(pdf: pikepdf.Pdf, page: int, family: str) -> Any:
    """A font of a page."""
    return next(entry for entry in pdf.pages[page - 1].obj.Resources.Font.values() if family in str(entry.BaseFont))
