"""The page engine: HTML to a fragment, its tags mended and its notes taken before it is written."""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

import pydyf
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from issuekit.press import font_arrays as font_arrays  # noqa: PLC0414 - by its import, fonts are cut down faster
from issuekit.press import tagging as tagging  # noqa: PLC0414 - by its import, tags remember their boxes
from issuekit.press.fragment import END, Bookmark, Fragment, Manuscript, Notice, Spot
from issuekit.press.mends import POINTS, mend
from issuekit.press.tag_tree import read, write

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from weasyprint import Document

    from issuekit.press.shelf import Shelf
    from issuekit.press.tag_tree import Hold, Mark, Tag

TIGHT = "tight"  # the class of a body that is set a shade tighter
RUNT = 0.3  # a last page whose text ends above this share of its height could well be saved
ELSEWHERE = "issuekit:"  # the address of an anchor in another document, until the documents are joined
CHART = "chart:"  # the address of a chart that comes with the document
PRINTED = 4  # the flag without which an archive refuses a link: it belongs to the printed page

# What the engine calls a warning although the page is not what its template says.
LOSSES = ("Font-face", "Anchor defined twice", "Failed to")
WORD = re.compile(r"\w+(?:['’./–-]\w+)*")

# The boxes around a page's text. A fragment's are empty: what they say depends on the pages before it.
MARGINS = (
    "top-left-corner", "top-left", "top-center", "top-right", "top-right-corner",
    "bottom-left-corner", "bottom-left", "bottom-center", "bottom-right", "bottom-right-corner",
    "left-top", "left-middle", "left-bottom", "right-top", "right-middle", "right-bottom",
)
BARE = "@page{" + "".join(f"@{margin}{{content:none!important}}" for margin in MARGINS) + "}"


class Fetcher(URLFetcher):  # type: ignore[misc] # the engine ships no types
    """Hands the charts of a document, and what is on the shelf, to the engine; nothing else."""

    def __init__(self, shelf: Shelf) -> None:
        super().__init__(allowed_protocols=())
        self.shelf = shelf
        self.charts: Mapping[str, str] = {}

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Called by the engine.

        Raises:
            ValueError: the address is none that a page may use, or leads nowhere.
        """
        del headers  # nothing is fetched over a network
        if url.startswith(CHART) and (chart := self.charts.get(unquote(url.removeprefix(CHART)))) is not None:
            return URLFetcherResponse(url, chart.encode(), {"Content-Type": "image/svg+xml"})
        supply = self.shelf.fetch(url)
        return URLFetcherResponse(url, supply.content, {"Content-Type": supply.media})


class StyleFonts(FontConfiguration):  # type: ignore[misc] # the engine ships no types
    """The fonts that the style sheet brings. ``families`` are their names: nothing else may be printed in."""

    def __init__(self) -> None:
        super().__init__()
        self.families: set[str] = set()

    def add_font_face(self, rule_descriptors: Mapping[str, Any], url_fetcher: Fetcher) -> None:
        """Called by the engine for every ``@font-face``."""
        self.families.add(str(rule_descriptors["font_family"]))
        super().add_font_face(rule_descriptors, url_fetcher)


class PageEngine:
    """Lays out documents that share a style sheet, fonts and pictures."""

    def __init__(self, sheet: str, shelf: Shelf) -> None:
        """Read the style sheet; what the engine says of it is told with every fragment."""
        self.text = sheet
        self.shelf = shelf
        self.fetcher = Fetcher(shelf)
        self.fonts = StyleFonts()
        self.cache: dict[str, object] = {}
        with _listening() as heard:
            self.sheet = CSS(string=sheet, url_fetcher=self.fetcher, font_config=self.fonts)
            self.bare = CSS(string=BARE)
        self.notices = tuple(heard)

    def __reduce__(self) -> tuple[object, ...]:
        """An engine for another process is made anew there: its fonts belong to the process."""
        return PageEngine, (self.text, self.shelf)

    def fragment(self, manuscript: Manuscript) -> Fragment:
        """Lay out a document. What is missing is told in the fragment's notices."""
        with _listening() as heard:
            document, html = self._fitted(manuscript)
            finishing = _Finishing(manuscript.name, len(document.pages))
            pdf = bytes(
                document.write_pdf() if manuscript.margins else document.write_pdf(pdf_tags=True, finisher=finishing)
            )
        body = html.find("body")
        heights = [page.height * POINTS for page in document.pages]
        return Fragment(
            name=manuscript.name,
            pdf=pdf,
            words=0 if body is None else len(WORD.findall(" ".join(body.itertext()))),
            strings=tuple(finishing.strings),
            anchors=dict(_anchors(document, heights)),
            targets=tuple(sorted(finishing.targets)),
            outline=tuple(_outline(document.make_bookmark_tree(POINTS, transform_pages=True))),
            notices=(*self.notices, *heard, *self._characters(document)),
        )

    def _fitted(self, manuscript: Manuscript) -> tuple[Document, Any]:
        """The document, set tight if that saves a page of a few lines; and its HTML."""
        document, html = self._render(manuscript)
        last = document.pages[-1]
        if not manuscript.margins and len(document.pages) > 1 and END in last.anchors:
            reach = last.anchors[END][1] / last.height
            if reach < RUNT:
                tighter = self._render(manuscript, TIGHT)
                if len(tighter[0].pages) < len(document.pages):
                    return tighter
        return document, html

    def _render(self, manuscript: Manuscript, kind: str = "") -> tuple[Document, Any]:
        """Pages and HTML; ``kind`` is one more class of the body."""
        self.fetcher.charts = dict(manuscript.charts)
        source = HTML(string=manuscript.html, url_fetcher=self.fetcher)
        tree = source.etree_element
        body = tree.find("body")
        if kind and body is not None:
            body.set("class", f"{body.get('class', '')} {kind}".strip())
        known = {element.get("id") for element in tree.iter()}
        for link in tree.iter("a"):
            address = link.get("href", "")
            if address.startswith("#") and unquote(address[1:]) not in known:
                link.set("href", ELSEWHERE + quote(unquote(address[1:]), safe=""))
        sheets = [self.sheet] if manuscript.margins else [self.sheet, self.bare]
        document = source.render(font_config=self.fonts, stylesheets=sheets, cache=self.cache)
        return document, tree

    def _characters(self, document: Document) -> Iterator[Notice]:
        """A character that the style's fonts lack is taken from any font of the machine, or left out."""
        lacking: dict[str, None] = {}
        for font in document.fonts.values():
            if font.family not in self.fonts.families:
                lacking |= dict.fromkeys("".join(font.to_unicode.values()))
            lacking |= dict.fromkeys(chr(codepoint) for codepoint in font.missing)
        if lacking:
            shown = ", ".join(f"“{character}” (U+{ord(character):04X})" for character in sorted(lacking))
            yield Notice(f"the style’s fonts have no {shown}", lost=True)


class _Finishing:
    """What is done to a fragment before it is written: called by the engine."""

    def __init__(self, name: str, pages: int) -> None:
        self.name = name
        self.strings: list[dict[str, tuple[str, ...]]] = [{} for _ in range(pages)]
        self.targets: set[str] = set()

    def __call__(self, document: Document, pdf: pydyf.PDF) -> None:
        pages = [pdf.objects[int(reference.split()[0])] for reference in pdf.page_references]
        tree = read(pdf)
        self._take_strings(tree)
        decorations, superfluous = mend(tree, self.name, [float(page["MediaBox"][3]) for page in pages])
        _decorate(pdf, pages, decorations)
        _take_off(pages, superfluous)
        write(tree, pdf)
        for entry in pdf.objects:
            if isinstance(entry, pydyf.Dictionary) and entry.get("Subtype") == "/Link":
                self._link(entry)
            elif isinstance(entry, pydyf.Stream):
                # An archive's pictures are shown as they are: whether a viewer smooths them is not left to it.
                entry.extra.pop("Interpolate", None)
        pdf.catalog.pop("Outlines", None)  # the outline of the issue is made of all fragments' bookmarks
        pdf.catalog.get("Names", {}).pop("Dests", None)  # and its named places of their anchors
        del document

    def _take_strings(self, tree: Tag) -> None:
        for tag in tree.walk():
            for name, text in getattr(tag.box, "string_set", None) or ():
                values = self.strings[tag.page]
                values[name] = (*values.get(name, ()), str(text))

    def _link(self, annotation: pydyf.Dictionary) -> None:
        annotation["F"] = PRINTED
        left, top, right, bottom = annotation["Rect"]
        annotation["Rect"] = pydyf.Array([min(left, right), min(top, bottom), max(left, right), max(top, bottom)])
        address = annotation["A"]["URI"].string if "A" in annotation else ""
        if address.startswith(ELSEWHERE):
            annotation["Dest"] = pydyf.String(unquote(address[len(ELSEWHERE):]))
            del annotation["A"]
        if "Dest" in annotation:
            self.targets.add(annotation["Dest"].string)


def _decorate(pdf: pydyf.PDF, pages: Sequence[pydyf.Dictionary], marks: Sequence[Mark]) -> None:
    """Mark content as decoration in its page's stream."""
    for page in {mark.page for mark in marks}:
        numbers = {mark.number for mark in marks if mark.page == page}
        stream = pdf.objects[int(pages[page]["Contents"].split()[0])].stream
        for place, entry in enumerate(stream):
            if isinstance(entry, pydyf.Dictionary) and entry.get("MCID") in numbers:
                stream[place - 1 : place + 1] = ["/Artifact", pydyf.Dictionary({"Type": "/Pagination"})]


def _take_off(pages: Sequence[pydyf.Dictionary], holds: Sequence[Hold]) -> None:
    for hold in holds:
        pages[hold.page]["Annots"].remove(hold.annotation.reference)


def _anchors(document: Document, heights: Sequence[float]) -> Iterator[tuple[str, Spot]]:
    found = set()
    for number, page in enumerate(document.pages):
        for name, (x, y, *_) in page.anchors.items():
            if name not in found and name != END:
                found.add(name)
                yield name, Spot(number, round(x * POINTS, 3), round(heights[number] - y * POINTS, 3))


def _outline(entries: Sequence[Any]) -> Iterator[Bookmark]:
    for title, (page, x, y), children, _ in entries:
        yield Bookmark(title, Spot(page, round(x, 3), round(y, 3)), tuple(_outline(children)))


@contextmanager
def _listening() -> Iterator[list[Notice]]:
    """What the engine logs meanwhile."""
    heard: dict[Notice, None] = {}
    notices: list[Notice] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            message = record.getMessage()
            heard[Notice(message, record.levelno >= logging.ERROR or message.startswith(LOSSES))] = None

    logger, ear = logging.getLogger("weasyprint"), Ear(logging.WARNING)
    logger.addHandler(ear)
    try:
        yield notices
    finally:
        logger.removeHandler(ear)
        notices += heard
