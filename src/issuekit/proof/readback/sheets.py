"""The pages themselves, read by PDFium: every line of text with its place, and pictures made of dots."""

from __future__ import annotations

import ctypes
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Self

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfiumError

from issuekit.background import Background
from issuekit.proof.printed import Box, Image, Run, UnreadablePdfError
from issuekit.proof.readback.sight import unseen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOM = 1 << 16  # characters of one run at most
WORTH_IT = 8  # pages from which on a second process gains more than it costs
HERE = 0.45  # of them that are read in this process, which has the fonts to read besides
DEEPEST = 8  # pictures within pictures: what a page prints has two
REASONS = {
    pdfium.FPDF_ERR_FORMAT: "it is no PDF, or is damaged",
    pdfium.FPDF_ERR_PASSWORD: "it wants a password",
    pdfium.FPDF_ERR_SECURITY: "it is locked",
}
BEYOND = -1  # the mark of what is in no marked content


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page as it is drawn: sizes in points, runs in the order in which they are drawn; ``unseen`` are of them."""

    width: float
    height: float
    runs: tuple[Run, ...]
    images: tuple[Image, ...]
    unseen: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """The space of a picture in that of the page: x' = a x + c y + e, y' = b x + d y + f."""

    a: float = 1
    b: float = 0
    c: float = 0
    d: float = 1
    e: float = 0
    f: float = 0

    def box(self, box: Box) -> Box:
        corners = [
            (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)
            for x in (box.left, box.right) for y in (box.bottom, box.top)
        ]
        across, up = zip(*corners, strict=True)
        return Box(min(across), min(up), max(across), max(up))

    def within(self, outer: _Frame) -> _Frame:
        return _Frame(
            outer.a * self.a + outer.c * self.b, outer.b * self.a + outer.d * self.b,
            outer.a * self.c + outer.c * self.d, outer.b * self.c + outer.d * self.d,
            outer.a * self.e + outer.c * self.f + outer.e, outer.b * self.e + outer.d * self.f + outer.f,
        )


class SheetReader:
    """Reads every page of a PDF, most of them in the background, from when it is made until :meth:`read` is called."""

    def __init__(self, data: bytes) -> None:
        """Open the PDF and begin.

        Raises:
            UnreadablePdfError: it is no PDF, is damaged, or wants a password.
        """
        self._rest: Background[list[Sheet]] | None = None
        with _refusing():
            self._document = PdfDocument(data)
            pages = len(self._document)
        self._here = round(pages * HERE) if pages >= WORTH_IT else pages
        if self._here < pages:
            self._rest = Background(partial(_reread, data, self._here, pages))

    def __enter__(self) -> Self:
        """The PDF is open."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Close the PDF, whether it was read or not."""
        if self._rest is not None:
            self._rest.drop()
        self._document.close()

    def read(self) -> list[Sheet]:
        """All pages in their order.

        Raises:
            UnreadablePdfError: it is damaged.
        """
        with _refusing():
            sheets = [_read(self._document, number) for number in range(1, self._here + 1)]
            return sheets if self._rest is None else sheets + self._rest.result()


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except PdfiumError as error:
        raise UnreadablePdfError(REASONS.get(error.err_code, "it can't be opened")) from error


def _reread(data: bytes, after: int, last: int) -> list[Sheet]:
    """Pages of a PDF, opened anew: what PDFium keeps of an open one is not to be shared."""
    with closing(PdfDocument(data)) as document:
        return [_read(document, number) for number in range(after + 1, last + 1)]


def _read(document: PdfDocument, number: int) -> Sheet:
    with closing(document[number - 1]) as page, closing(page.get_textpage()) as text:
        reader = _Reader(number, text.raw)
        drawings = pdfium.FPDFPage_CountObjects(page.raw)
        reader.read(pdfium.FPDFPage_GetObject(page.raw, place) for place in range(drawings))
        width, height = page.get_size()
        return Sheet(width, height, tuple(reader.runs), tuple(reader.images), unseen(page, reader.runs))


class _Reader:
    """Goes over what one page draws, in the order in which it is drawn."""

    def __init__(self, page: int, text: Any) -> None:
        self.page = page
        self.text = text
        self.runs: list[Run] = []
        self.images: list[Image] = []
        self.buffer = ctypes.create_string_buffer(ROOM)
        self.letters = ctypes.cast(self.buffer, ctypes.POINTER(ctypes.c_ushort))
        self.edges = [ctypes.c_float() for _ in range(4)]
        self.edge_places = [ctypes.byref(edge) for edge in self.edges]

    def read(self, drawings: Iterable[Any], mark: int = BEYOND, frame: _Frame | None = None, depth: int = 0) -> None:
        """The runs and images of a page, or of a picture in it, which then has a ``mark`` and a ``frame``."""
        for drawn in drawings:
            kind = pdfium.FPDFPageObj_GetType(drawn)
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                continue
            own = pdfium.FPDFPageObj_GetMarkedContentID(drawn) if frame is None else mark
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                self._run(drawn, own, frame)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self._image(drawn, frame)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
                inner = _frame(drawn).within(frame or _Frame())
                self.read(_of_picture(drawn), own, inner, depth + 1)

    def _run(self, drawn: Any, mark: int, frame: _Frame | None) -> None:
        size = pdfium.FPDFTextObj_GetText(drawn, self.text, self.letters, ROOM // 2)
        # Without the 0 that closes it.
        words = ctypes.string_at(self.buffer, max(min(size, ROOM) - 2, 0)).decode("utf-16-le", "replace")
        if words.strip():
            self.runs.append(Run(self.page, words, self._box(drawn, frame), mark))

    def _image(self, drawn: Any, frame: _Frame | None) -> None:
        width, height = ctypes.c_uint(), ctypes.c_uint()
        pdfium.FPDFImageObj_GetImagePixelSize(drawn, width, height)
        self.images.append(Image(self.page, self._box(drawn, frame), width.value, height.value))

    def _box(self, drawn: Any, frame: _Frame | None) -> Box:
        if not pdfium.FPDFPageObj_GetBounds(drawn, *self.edge_places):
            return Box(0, 0, 0, 0)
        left, bottom, right, top = self.edges
        box = Box(left.value, bottom.value, right.value, top.value)
        return frame.box(box) if frame else box


def _of_picture(drawn: Any) -> Iterator[Any]:
    """What a picture is drawn with."""
    return (pdfium.FPDFFormObj_GetObject(drawn, place) for place in range(pdfium.FPDFFormObj_CountObjects(drawn)))


def _frame(drawn: Any) -> _Frame:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(drawn, matrix)
    return _Frame(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)
