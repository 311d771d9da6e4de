"""The tag tree of a laid-out document: read from what the page engine made, mended, and written back.

Tags say what the marks on a page are: a heading, a table's cell, a note. Mends work on the plain classes
here; only :func:`read` and :func:`write` know how a PDF stores them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pydyf
from weasyprint.formatting_structure import boxes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from xml.etree.ElementTree import Element as Html

INLINE_PARENTS = frozenset({"P", "H1", "H2", "H3", "H4", "H5", "H6", "LBody", "Lbl", "TD", "TH", "Caption", "Note",
                            "Link", "Span", "Reference"})


@dataclass(frozen=True, slots=True)
class Mark:
    """Marked content: its number on the page, which counts from 0 in the document."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Hold:
    """An annotation, which is a link's area on a page."""

    page: int
    annotation: pydyf.Dictionary


@dataclass(slots=True, eq=False)
class Tag:
    """An element of the tree. ``role`` is its type in PDF; ``properties`` are Alt, ID, Lang and such.

    ``attributes`` are those of its owner (``O``: Table, List, Layout). ``box`` is what it was laid out as.
    """

    role: str
    page: int
    box: Any = None
    kids: list[Tag | Mark | Hold] = field(default_factory=list)
    properties: dict[str, Any] = field(default_factory=dict)
    attributes: dict[str, Any] = field(default_factory=dict)

    @property
    def html(self) -> Html | None:
        """The element of the page's HTML, None where there is none."""
        return None if self.box is None else self.box.element

    @property
    def name(self) -> str:
        """The HTML element's name, with that of the pseudo-element: ``li::marker``; empty where there is none."""
        return "" if self.html is None else str(self.box.element_tag)

    @property
    def tags(self) -> list[Tag]:
        """Those of its kids that are tags."""
        return [kid for kid in self.kids if isinstance(kid, Tag)]

    @property
    def in_line(self) -> bool:
        """Whether it stands within a line."""
        return self.box is None or isinstance(self.box, boxes.InlineLevelBox)

    def attribute(self, name: str) -> str:
        """An attribute of the HTML element; that of a pseudo-element's is not its own."""
        return "" if self.html is None or "::" in self.name else self.html.get(name, "")

    def walk(self) -> Iterator[Tag]:
        """The tag and all below it, parents first."""
        waiting = [self]
        while waiting:
            tag = waiting.pop()
            yield tag
            waiting += reversed(tag.tags)

    def marks(self) -> Iterator[Mark]:
        """The marked content of it and all below it."""
        for tag in self.walk():
            yield from (kid for kid in tag.kids if isinstance(kid, Mark))

    def holds(self) -> Iterator[Hold]:
        """The annotations of it and all below it."""
        for tag in self.walk():
            yield from (kid for kid in tag.kids if isinstance(kid, Hold))


class _Store:
    """The objects of a PDF that the engine has made and not yet written."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self.pdf = pdf
        self.pages = {int(reference.split()[0]): place for place, reference in enumerate(pdf.page_references)}

    def at(self, reference: bytes) -> Any:
        return self.pdf.objects[int(reference.split()[0])]

    def page(self, reference: bytes) -> int:
        return self.pages[int(reference.split()[0])]


def read(pdf: pydyf.PDF) -> Tag:
    """The tree of a PDF; its root is the document. What it was made of is taken out of the PDF."""
    store = _Store(pdf)
    root = store.at(pdf.catalog["StructTreeRoot"])
    document = _read(store.at(root["K"][0]), store)
    root["K"].clear()
    return document


def _read(source: Any, store: _Store) -> Tag:
    page = store.page(source["Pg"]) if "Pg" in source else 0
    tag = Tag(source["S"][1:], page, getattr(source, "box", None))
    tag.properties = {key: source[key] for key in ("Alt", "ID") if key in source}
    tag.attributes = dict(source.get("A", {}))
    for kid in source["K"]:
        if isinstance(kid, int):
            tag.kids.append(Mark(page, kid))
            continue
        below = store.at(kid)
        if below["Type"] == "/OBJR":
            tag.kids.append(Hold(store.page(below["Pg"]), store.at(below["Obj"])))
        else:
            tag.kids.append(_read(below, store))
        below.clear()
    return tag


def write(document: Tag, pdf: pydyf.PDF) -> None:
    """Put a tree in the place of the one that was read."""
    store = _Store(pdf)
    root = store.at(pdf.catalog["StructTreeRoot"])
    writing = _Writing(pdf)
    root["K"] = pydyf.Array([writing.element(document, root.reference)])
    numbers = pydyf.Array()
    for page in range(len(writing.pages)):
        owners = writing.marks.get(page, {})
        numbers += [page, pydyf.Array(owners.get(number, b"null") for number in range(max(owners, default=-1) + 1))]
    for key, (annotation, owner) in enumerate(writing.holds, start=len(writing.pages)):
        annotation["StructParent"] = key
        numbers += [key, owner]
    store.at(root["ParentTree"])["Nums"] = numbers
    if writing.names:
        named = pydyf.Array()
        for name in sorted(writing.names):
            named += [pydyf.String(name), writing.names[name]]
        root["IDTree"] = pydyf.Dictionary({"Names": named})


class _Writing:
    """A tree on its way into a PDF: who owns which marks and annotations, and the named elements."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self.pdf = pdf
        self.pages: Sequence[bytes] = pdf.page_references
        self.marks: dict[int, dict[int, bytes]] = {}
        self.holds: list[tuple[pydyf.Dictionary, bytes]] = []
        self.names: dict[str, bytes] = {}

    def element(self, tag: Tag, parent: bytes) -> bytes:
        made = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{tag.role}", "P": parent, **tag.properties})
        self.pdf.add_object(made)
        reference: bytes = made.reference
        if tag.attributes:
            made["A"] = pydyf.Dictionary(tag.attributes)
        if "ID" in tag.properties:
            self.names[tag.properties["ID"].string] = reference
        home = next((kid.page for kid in tag.kids if isinstance(kid, Mark)), None)
        if home is not None:
            made["Pg"] = self.pages[home]
        made["K"] = pydyf.Array([self._kid(kid, home, reference) for kid in tag.kids])
        return reference

    def _kid(self, kid: Tag | Mark | Hold, home: int | None, owner: bytes) -> Any:
        if isinstance(kid, Tag):
            return self.element(kid, owner)
        if isinstance(kid, Hold):
            self.holds.append((kid.annotation, owner))
            return pydyf.Dictionary({
                "Type": "/OBJR", "Obj": kid.annotation.reference, "Pg": self.pages[kid.page],
            })
        self.marks.setdefault(kid.page, {})[kid.number] = owner
        if kid.page == home:
            return kid.number
        return pydyf.Dictionary({"Type": "/MCR", "Pg": self.pages[kid.page], "MCID": kid.number})
