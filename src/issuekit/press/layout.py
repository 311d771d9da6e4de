"""The page engine: HTML to pages, and the pages of several documents to one PDF."""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from weasyprint import Document

    from issuekit.press.notices import Notices
    from issuekit.press.shelf import Shelf

VARIANT = "pdf/ua-1"

# What the engine calls a warning although the page is not what its template says.
LOSSES = ("Font-face", "Anchor defined twice", "Failed to")


WORD = re.compile(r"\w+(?:['’./–-]\w+)*")


@dataclass(frozen=True, slots=True)
class LaidOut:
    """One document on its pages. ``words`` counts those of its text, without running heads."""

    document: Document
    words: int

    @property
    def pages(self) -> int:
        """How many pages it takes."""
        return len(self.document.pages)

    def reach(self, anchor: str) -> float:
        """How far down the last page an anchor stands there, from 0 to 1; 1 where it isn't there."""
        page = self.document.pages[-1]
        return float(page.anchors[anchor][1] / page.height) if anchor in page.anchors else 1.0


class StyleFonts(FontConfiguration):  # type: ignore[misc] # the engine ships no types
    """The fonts that the style sheet brings. ``families`` are their names: nothing else may be printed in."""

    def __init__(self) -> None:
        super().__init__()
        self.families: set[str] = set()

    def add_font_face(self, rule_descriptors: Mapping[str, Any], url_fetcher: Shelf) -> None:
        """Called by the engine for every ``@font-face``."""
        self.families.add(str(rule_descriptors["font_family"]))
        super().add_font_face(rule_descriptors, url_fetcher)


class PageEngine:
    """Lays out documents that share a style sheet, fonts and pictures, and joins them."""

    def __init__(self, sheet: str, shelf: Shelf, notices: Notices) -> None:
        self.shelf = shelf
        self.notices = notices
        self.fonts = StyleFonts()
        self.cache: dict[str, object] = {}
        with _listening(notices, "the style sheet"):
            self.sheet = CSS(string=sheet, url_fetcher=shelf, font_config=self.fonts)

    def lay_out(self, html: str, label: str) -> LaidOut:
        """The pages of one document; ``label`` names it in messages.

        Raises:
            PressError: something that the page needs is missing.
        """
        with _listening(self.notices, label):
            source = HTML(string=html, url_fetcher=self.shelf)
            document = source.render(
                font_config=self.fonts, stylesheets=[self.sheet], cache=self.cache, pdf_variant=VARIANT,
            )
        body = source.etree_element.find("body")
        text = "" if body is None else " ".join(body.itertext())
        return LaidOut(document, len(WORD.findall(text)))

    def join(self, documents: Sequence[LaidOut]) -> bytes:
        """One PDF of all pages. Title and other metadata are those of the first document.

        Raises:
            PressError: a link leads nowhere, or a character is in none of the style's fonts.
        """
        pages = [page for laid_out in documents for page in laid_out.document.pages]
        joined = documents[0].document.copy(pages)
        with _listening(self.notices, "the joined issue"):
            pdf = bytes(joined.write_pdf(pdf_variant=VARIANT))
        self._check_fonts(joined)
        return pdf

    def _check_fonts(self, document: Document) -> None:
        """A character that the style's fonts lack is taken from any font of the machine, or left out."""
        lacking: dict[str, None] = {}
        for font in document.fonts.values():
            if font.family not in self.fonts.families:
                lacking |= dict.fromkeys("".join(font.to_unicode.values()))
            lacking |= dict.fromkeys(chr(codepoint) for codepoint in font.missing)
        if lacking:
            shown = ", ".join(f"“{character}” (U+{ord(character):04X})" for character in sorted(lacking))
            self.notices.fault(f"the style’s fonts have no {shown}")


def page_of_anchors(documents: Sequence[LaidOut]) -> dict[str, int]:
    """The page, counted from 1 through all documents, on which each anchor first stands."""
    found: dict[str, int] = {}
    pages = [page for laid_out in documents for page in laid_out.document.pages]
    for number, page in enumerate(pages, start=1):
        for anchor in page.anchors:
            found.setdefault(str(anchor), number)
    return found


@contextmanager
def _listening(notices: Notices, label: str) -> Iterator[None]:
    """What the engine logs meanwhile is said aloud: losses as faults, the rest as warnings."""
    records: list[logging.LogRecord] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            records.append(record)

    logger, ear = logging.getLogger("weasyprint"), Ear(logging.WARNING)
    logger.addHandler(ear)
    try:
        yield
    finally:
        logger.removeHandler(ear)
    for message, lost in dict.fromkeys(
        (record.getMessage(), record.levelno >= logging.ERROR or record.getMessage().startswith(LOSSES))
        for record in records
    ):
        (notices.fault if lost else notices.warn)(f"{label}: {message}")
