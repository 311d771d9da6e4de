"""A finished PDF, read once: its pages by PDFium, its tags, links, fonts and attachments by pikepdf."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import TYPE_CHECKING

from pikepdf import OutlineStructureError, PasswordError, Pdf, PdfError

from issuekit.proof.printed import Page, Printed, UnreadablePdfError
from issuekit.proof.readback.particulars import attachments, imprint
from issuekit.proof.readback.places import Places
from issuekit.proof.readback.sheets import SheetReader
from issuekit.proof.readback.tags import read_tags
from issuekit.proof.readback.typefaces import Typefaces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from issuekit.proof.printed import Font, Run, View
    from issuekit.proof.readback.sheets import Sheet

# What the reader of pages gives where a code means no character.
LOST = "\ufffd"


def read_printed(data: bytes, name: str) -> Printed:
    """Everything that the proof looks at. ``name`` is what findings call the file.

    Raises:
        UnreadablePdfError: it is no PDF, is damaged, or wants a password.
    """
    try:
        with SheetReader(data) as reader, Pdf.open(BytesIO(data)) as pdf:
            fonts = tuple(Typefaces().read(pdf))  # while another process reads pages
            return _printed(pdf, data, name, reader.read(), fonts)
    except PasswordError as error:
        raise UnreadablePdfError("it wants a password") from error
    except UnreadablePdfError:
        raise
    except (PdfError, OutlineStructureError, AttributeError, KeyError, TypeError, ValueError) as error:
        # A damaged PDF has something else where a page, a tag, a font or a line of the outline has to be.
        raise UnreadablePdfError(f"it is damaged: {error}") from error


def _printed(pdf: Pdf, data: bytes, name: str, sheets: Sequence[Sheet], fonts: tuple[Font, ...]) -> Printed:
    runs: dict[tuple[int, int], list[Run]] = {}
    for sheet in sheets:
        for run in sheet.runs:
            if run.mark >= 0:
                runs.setdefault((run.page, run.mark), []).append(run)
    tags = read_tags(pdf, runs)
    places = Places(pdf)
    return Printed(
        name=name,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        pages=tuple(_pages(sheets, tags.marks, places.views())),
        matter=tags.matter,
        links=tuple(places.links(tags.links, tags.numbers)),
        annotations=tuple(places.annotations()),
        bookmarks=tuple(places.bookmarks()),
        fonts=fonts,
        images=tuple(image for sheet in sheets for image in sheet.images),
        attachments=tuple(attachments(pdf)),
        imprint=imprint(pdf),
        lost=_lost(sheets),
        unseen=tuple(run for sheet in sheets for run in sheet.unseen),
    )


def _pages(sheets: Sequence[Sheet], marks: frozenset[tuple[int, int]], views: Iterable[View]) -> Iterator[Page]:
    tagged = {page for page, _ in marks}
    for number, (sheet, view) in enumerate(zip(sheets, views, strict=True), start=1):
        margins = tuple(run for run in sheet.runs if (number, run.mark) not in marks)
        filled = number in tagged if tagged else bool(sheet.runs or sheet.images)
        yield Page(number, sheet.width, sheet.height, margins, filled, view)


def _lost(sheets: Sequence[Sheet]) -> dict[int, int]:
    lost = {
        number: sum(run.text.count(LOST) for run in sheet.runs) for number, sheet in enumerate(sheets, start=1)
    }
    return {number: count for number, count in lost.items() if count}
