"""What stands in a finished PDF: plain frozen data, read once and asked by every rule.

Pages count from 1. Boxes are in points from a page's left and foot.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Matter: TypeAlias = "Words | Table | Figure | Note"


class UnreadablePdfError(ValueError):
    """The file is no PDF, is damaged, or wants a password; the message says which."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right, in points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From foot to top, in points."""
        return self.top - self.bottom

    @property
    def middle(self) -> tuple[float, float]:
        """The point in the middle."""
        return ((self.left + self.right) / 2, (self.bottom + self.top) / 2)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text set in one go: a line at most.

    ``mark`` is the number of the marked content that it belongs to, -1 for none; a run inside a picture has
    the picture's.
    """

    page: int
    text: str
    box: Box
    mark: int


@dataclass(frozen=True, slots=True)
class Image:
    """A picture made of dots: where it is printed and how many dots it has."""

    page: int
    box: Box
    width: int
    height: int

    @property
    def sharpness(self) -> float:
        """Dots per inch as printed, in the direction in which there are fewer."""
        inches = [(self.width, self.box.width / 72), (self.height, self.box.height / 72)]
        return min((dots / size for dots, size in inches if size > 0), default=float("inf"))


@dataclass(frozen=True, slots=True)
class View:
    """How a viewer is told to show a page.

    ``media`` is its sheet, ``crop`` the part of it that is shown, None for all of it; ``turned`` in degrees,
    ``unit`` how many points one of its points is to be.
    """

    media: Box
    crop: Box | None
    turned: int
    unit: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page: ``margins`` is its text that is no part of the matter (running heads, number, stamps).

    ``filled``: whether anything else stands on it.
    """

    number: int
    width: float
    height: float
    margins: tuple[Run, ...]
    filled: bool
    view: View


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph, heading, list item or caption: ``role`` is its tag, ``label`` the mark of an item."""

    role: str
    runs: tuple[Run, ...]
    page: int
    label: str = ""

    @property
    def text(self) -> str:
        """The words, lines parted by spaces."""
        return joined(self.runs)

    @property
    def level(self) -> int:
        """1 to 6 for a heading, otherwise 0."""
        return int(self.role[1:]) if self.role[:1] == "H" and self.role[1:].isdigit() else 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; ``head`` where its tag says so."""

    runs: tuple[Run, ...]
    head: bool

    @property
    def text(self) -> str:
        """The words, lines parted by spaces."""
        return joined(self.runs)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, on the page on which it begins; ``place`` counts its table's rows from 1."""

    cells: tuple[Cell, ...]
    page: int
    place: int

    @property
    def head(self) -> bool:
        """Whether it may name the columns: its cells are heads. Whether it does, its :class:`Table` knows."""
        return len(self.cells) > 1 and all(cell.head or not cell.runs for cell in self.cells)

    @property
    def words(self) -> tuple[str, ...]:
        """What its cells say, without the spaces of line ends."""
        return tuple("".join(cell.text.split()) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its head rows; ``page`` is that of its first row."""

    caption: str
    rows: tuple[Row, ...]
    page: int

    @property
    def body(self) -> tuple[Row, ...]:
        """The rows that neither name the columns nor are empty.

        A row of head cells further down names them only where it repeats the first: any other may be an event.
        """
        names = () if self._first is None else self._first.words
        return tuple(
            row for row in self.rows if row.cells and (not row.head or (any(row.words) and row.words != names))
        )

    @property
    def heads(self) -> tuple[str, ...]:
        """The names of the columns; empty where there are none."""
        return () if self._first is None else tuple(cell.text for cell in self._first.cells)

    @property
    def _first(self) -> Row | None:
        """The row that names the columns: at the table's beginning, below a title at most."""
        top = next((row for row in self.rows if len(row.cells) > 1), None)
        return top if top is not None and top.head and any(top.words) else None


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its text alternative; ``runs`` is the live text in it."""

    alt: str
    runs: tuple[Run, ...]
    page: int


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote. ``label`` is the sign before its words; ``called`` whether a sign in the text calls it."""

    label: str
    runs: tuple[Run, ...]
    page: int
    call: str

    @property
    def text(self) -> str:
        """The note's words without its sign."""
        return joined(self.runs)


@dataclass(frozen=True, slots=True)
class Link:
    """A link: ``address`` on the web, or ``place`` and ``target`` in this PDF.

    ``matter`` is the index of the matter in which its words stand, -1 where no tag holds it. ``target`` is the
    page to which it leads, 0 where it leads nowhere. ``number`` is that of a source, after its words or its words.
    """

    page: int
    words: str
    address: str
    place: str
    target: int
    matter: int
    number: str = ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """Whatever lies on a page without being printed on it: a link or another ``kind``: FreeText, Widget, Stamp …

    ``hidden``: no viewer shows it; ``drawn``: it brings a picture of its own, which covers what is below. ``acts`` are
    the kinds of all its actions, one that leads into this PDF left out where it is a mere place: URI, Launch …
    """

    page: int
    kind: str
    box: Box
    hidden: bool
    drawn: bool
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the outline; ``level`` counts from 1, ``page`` is 0 where it leads nowhere."""

    title: str
    level: int
    page: int


@dataclass(frozen=True, slots=True)
class Font:
    """A font as the PDF names it, with the first page on which it is used; ``family`` may be empty.

    ``unmapped`` is how many of the codes printed in it mean no character, ``missing`` how often it prints the
    sign for a glyph that it doesn't have; each by page.
    """

    name: str
    family: str
    embedded: bool
    page: int
    unmapped: Mapping[int, int] = field(default_factory=dict)
    missing: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in the PDF. ``relation`` is its relationship to the text: Data, Supplement …; empty for none.

    A PDF can have several names and several contents for one file, and programs differ in which they take: ``names``
    are all of them, ``same`` says whether all contents are ``data``. ``listed``: viewers show it among the files;
    ``associated``: it belongs to the whole document.
    """

    name: str
    data: bytes
    description: str
    relation: str
    names: frozenset[str]
    same: bool
    listed: bool
    associated: bool


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the PDF says of itself. ``conformance`` are the standards that it claims: PDF/A-3A, PDF/UA-1.

    ``acts`` are the kinds of what it does unasked when it or a page is opened or closed, each with its page: 1 for the
    whole.
    """

    titles: tuple[str, ...]  # in the old place for it and in the new
    language: str
    conformance: frozenset[str]
    tagged: bool
    shows_title: bool
    has_colors: bool
    acts: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Printed:
    """A PDF as read.

    ``sha256`` is that of its bytes; ``labels`` the number that viewers show for each page; ``unseen`` the lines of text
    that leave no trace on their pages.
    """

    name: str
    size: int
    sha256: str
    pages: tuple[Page, ...]
    matter: tuple[Matter, ...]
    links: tuple[Link, ...]
    annotations: tuple[Annotation, ...]
    bookmarks: tuple[Bookmark, ...]
    fonts: tuple[Font, ...]
    images: tuple[Image, ...]
    attachments: tuple[Attachment, ...]
    imprint: Imprint
    lost: Mapping[int, int]  # characters that can't be read, by page
    unseen: tuple[Run, ...] = ()

    @cached_property
    def folios(self) -> Mapping[int, int]:
        """The printed number of every page, by its place; one that prints none is counted from its neighbors."""
        known = {}
        for page in self.pages:
            figures = [run.text.strip() for run in page.margins if run.text.strip().isdecimal()]
            if figures:
                known[page.number] = int(figures[-1])
        folios = {}
        for page in self.pages:
            near = min(known, key=lambda number: (abs(number - page.number), number), default=None)
            folios[page.number] = page.number if near is None else known[near] + page.number - near
        return folios

    @cached_property
    def numbered(self) -> frozenset[int]:
        """The pages that print their number."""
        return frozenset(
            page.number for page in self.pages if any(run.text.strip().isdecimal() for run in page.margins)
        )


def joined(runs: tuple[Run, ...]) -> str:
    """The text of runs, parted by spaces."""
    return " ".join(run.text.strip() for run in runs)


def page_at(runs: tuple[Run, ...], place: int) -> int:
    """The page on which a character of :func:`joined` stands."""
    for run in runs:
        place -= len(run.text.strip()) + 1
        if place < 0:
            return run.page
    return runs[-1].page
