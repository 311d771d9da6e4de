"""A document on its pages, as far as others have to know it: a chapter can be kept, and joined to the rest.

A fragment depends on nothing but its own HTML, the style, fonts and pictures. It has no running heads and no
page numbers, which depend on what stands before it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

END = "end"  # the anchor at a document's end
FORM = 1  # of what is written by Fragment.store: another number for another form


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A document to be laid out.

    ``name`` is unique in the issue; ``label`` names it in messages. ``margins``: it is nothing but the margins of
    all pages, which are laid over the others. ``charts`` are the name and SVG of every chart on its pages.
    """

    name: str
    label: str
    html: str
    margins: bool = False
    charts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a page of a document: pages count from 0, points from the page's left and foot."""

    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the outline, with those under it."""

    title: str
    spot: Spot
    children: tuple[Bookmark, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """What the page engine said of a document. ``lost``: something is not as its author meant."""

    message: str
    lost: bool


@dataclass(frozen=True, slots=True)
class Fragment:
    """A document laid out.

    ``pdf`` is tagged; ``strings`` has for each page the values that named strings of CSS (running heads) got
    on it. ``targets`` are the anchors to which its links lead, in this document or another. ``words`` counts
    those of the text.
    """

    name: str
    pdf: bytes
    words: int
    strings: tuple[Mapping[str, tuple[str, ...]], ...]
    anchors: Mapping[str, Spot]
    targets: tuple[str, ...]
    outline: tuple[Bookmark, ...]
    notices: tuple[Notice, ...]

    @property
    def pages(self) -> int:
        """How many pages it takes."""
        return len(self.strings)

    def store(self) -> bytes:
        """The fragment as bytes: a line with the form and a checksum, a line of JSON, the PDF."""
        notes = asdict(self)
        del notes["pdf"]
        body = json.dumps(notes, ensure_ascii=False, sort_keys=True).encode() + b"\n" + self.pdf
        return f"{FORM} {hashlib.sha256(body).hexdigest()}\n".encode() + body


def restore(data: bytes) -> Fragment | None:
    """The fragment that was stored; None where the bytes are damaged or of another form."""
    head, _, body = data.partition(b"\n")
    if head != f"{FORM} {hashlib.sha256(body).hexdigest()}".encode():
        return None
    line, _, pdf = body.partition(b"\n")
    notes: dict[str, Any] = json.loads(line)
    return Fragment(
        name=notes["name"],
        pdf=pdf,
        words=notes["words"],
        strings=tuple({name: tuple(texts) for name, texts in page.items()} for page in notes["strings"]),
        anchors={name: Spot(**spot) for name, spot in notes["anchors"].items()},
        targets=tuple(notes["targets"]),
        outline=tuple(_bookmark(entry) for entry in notes["outline"]),
        notices=tuple(Notice(**notice) for notice in notes["notices"]),
    )


def _bookmark(entry: Mapping[str, Any]) -> Bookmark:
    children = tuple(_bookmark(child) for child in entry["children"])
    return Bookmark(entry["title"], Spot(**entry["spot"]), children)
