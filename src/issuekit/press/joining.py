"""Fragments joined to one PDF: pages, tags, links, named places and outline of all, and the margins laid over."""

from __future__ import annotations

from contextlib import ExitStack
from io import BytesIO
from itertools import chain
from typing import TYPE_CHECKING, Any
from zlib import adler32

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, OutlineItem, Pdf, Stream, String

from issuekit.press.joined_fonts import join_fonts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from issuekit.press.fragment import Bookmark, Fragment, Spot

# What is drawn in the margins belongs to the page and not to the text: a reader who listens skips it.
MARGINS = b"Q q /Artifact <</Type /Pagination>> BDC /Margins Do EMC Q"
RETURN = ord("\r")
AMBIGUOUS = b"\r\nendstream"
PAINTING = (b" TJ", b" Tj", b" Do", b"\nf\n", b"\nS\n")


class Joining:
    """A PDF that grows by fragments."""

    def __init__(self) -> None:
        self.pdf = Pdf.new()
        self.places: dict[str, Array] = {}
        self.outline: list[OutlineItem] = []
        self.document = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, K=Array()))
        self.owners: list[Any] = []  # the parent tree: keys and the elements that own what has the key
        self.names: list[tuple[bytes, Any]] = []
        self.next_key = 0
        self.fonts: list[Any] = []  # the lists of fonts that pages use

    def add(self, fragment: Fragment) -> None:
        """Put a fragment's pages after those that are there."""
        first = len(self.pdf.pages)
        with Pdf.open(BytesIO(fragment.pdf)) as source:
            for page in source.pages:
                self.pdf.pages.append(page)
            # After its pages, so that what the tags say of pages and links is said of the copies.
            self._tags(self.pdf.copy_foreign(source.Root.StructTreeRoot), range(first, len(self.pdf.pages)))
        self.fonts.append(self.pdf.pages[first].obj.Resources.get("/Font"))  # the pages of a fragment share it
        for name, spot in fragment.anchors.items():
            self.places.setdefault(name, self._place(spot, first))
        self.outline += self._bookmarks(fragment.outline, first)

    def _tags(self, root: Any, pages: Iterable[int]) -> None:
        """Renumber the keys by which pages and links find their elements, and hang the elements below ours."""
        offset = self.next_key
        for number in pages:
            page = self.pdf.pages[number].obj
            page.StructParents = int(page.StructParents) + offset
            for annotation in page.get("/Annots", ()):
                if "/StructParent" in annotation:
                    annotation.StructParent = int(annotation.StructParent) + offset
        numbers = list(root.ParentTree.Nums)
        for key, owner in zip(numbers[::2], numbers[1::2], strict=True):
            self.owners += [int(key) + offset, owner]
            self.next_key = max(self.next_key, int(key) + offset + 1)
        for part in root.K:
            part.P = self.document
            self.document.K.append(part)
        if "/IDTree" in root:
            named = list(root.IDTree.Names)
            self.names += [(bytes(name), element) for name, element in zip(named[::2], named[1::2], strict=True)]

    def _place(self, spot: Spot, first: int) -> Array:
        return Array([self.pdf.pages[first + spot.page].obj, Name.XYZ, spot.x, spot.y, 0])

    def _bookmarks(self, bookmarks: Sequence[Bookmark], first: int) -> Iterator[OutlineItem]:
        for bookmark in bookmarks:
            item = OutlineItem(bookmark.title, self._place(bookmark.spot, first))
            item.children.extend(self._bookmarks(bookmark.children, first))
            item.is_closed = bool(item.children)  # a list of chapters, each to be opened
            yield item

    def lay_over(self, margins: Sequence[bytes]) -> None:
        """Draw on each page the same page of other PDFs, one after the other, as decoration."""
        save_state, draw = self.pdf.make_stream(b"q"), self.pdf.make_stream(MARGINS)
        with ExitStack() as opened:
            sources = [opened.enter_context(Pdf.open(BytesIO(pdf))) for pdf in margins]
            for page, margin in zip(self.pdf.pages, chain.from_iterable(pdf.pages for pdf in sources), strict=True):
                if not any(sign in margin.Contents.read_bytes() for sign in PAINTING):
                    continue
                form = self.pdf.copy_foreign(margin.as_form_xobject())
                self.fonts.append(form.Resources.get("/Font"))
                # Pages of a fragment share their resources; what only this page uses must not be in all.
                resources = Dictionary(dict(page.obj.Resources.items()))
                drawn = Dictionary(dict(resources.get("/XObject", Dictionary()).items()))
                drawn.Margins = form
                resources.XObject = drawn
                page.obj.Resources = resources
                page.obj.Contents = Array([save_state, page.obj.Contents, draw])

    def unlink(self, targets: Iterable[str]) -> None:
        """Take links off that lead nowhere; their words stay."""
        missing = {text_bytes(target) for target in targets}
        numbers = dict(zip(self.owners[::2], self.owners[1::2], strict=True))
        for page in self.pdf.pages:
            for annotation in list(page.obj.get("/Annots", ())):
                if "/Dest" in annotation and bytes(annotation.Dest) in missing:
                    link = numbers.pop(int(annotation.StructParent))
                    link.K = Array([kid for kid in link.K if _held(kid) != annotation.objgen])
                    link.S = Name.Span
                    page.obj.Annots = Array([kept for kept in page.obj.Annots if kept.objgen != annotation.objgen])
        self.owners = [entry for pair in numbers.items() for entry in pair]

    def finish(self) -> Pdf:
        """The PDF with the tags, named places and outline of all fragments; to be saved by :func:`save`."""
        join_fonts(self.pdf, {fonts.objgen: fonts for fonts in self.fonts if fonts is not None}.values())
        root = Dictionary(
            Type=Name.StructTreeRoot, K=Array([self.document]), ParentTreeNextKey=self.next_key,
            ParentTree=self.pdf.make_indirect(Dictionary(Nums=Array(self.owners))),
        )
        if self.names:
            root.IDTree = self.pdf.make_indirect(_name_tree(dict(self.names)))
        self.pdf.Root.StructTreeRoot = self.pdf.make_indirect(root)
        self.document.P = self.pdf.Root.StructTreeRoot
        self.pdf.Root.MarkInfo = Dictionary(Marked=True)
        places = {text_bytes(name): place for name, place in self.places.items()}
        self.pdf.Root.Names = Dictionary(Dests=self.pdf.make_indirect(_name_tree(places)))
        with self.pdf.open_outline() as outline:
            outline.root.extend(self.outline)
        self.pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
        return self.pdf


def _held(kid: Any) -> Any:
    return kid.Obj.objgen if isinstance(kid, Dictionary) and "/Obj" in kid else None


def _name_tree(named: Mapping[bytes, Any]) -> Dictionary:
    """A name tree of one node: names in the order of their bytes."""
    return Dictionary(Names=Array([entry for name in sorted(named) for entry in (String(name), named[name])]))


def text_bytes(text: str) -> bytes:
    """A text as the page engine writes it into a PDF: names have to be the same byte by byte."""
    return text.encode("ascii") if text.isascii() else b"\xfe\xff" + text.encode("utf-16-be")


def save(pdf: Pdf) -> bytes:
    """The bytes of a PDF, the same for the same content."""
    for entry in pdf.objects:
        if isinstance(entry, Stream) and _ends_in_return(entry):
            _pad(entry)
    small = (pdf.Root, "/ViewerPreferences"), (pdf.Root, "/MarkInfo"), (pdf.Root, "/PageLabels"), (pdf.Root, "/Names")
    for parent, key in small:
        data = _written(pdf)
        if AMBIGUOUS not in data:
            break
        # A stream of the writer's own ends so. One object more shifts what stands in each of them.
        if key in parent and not parent[key].is_indirect:
            parent[key] = pdf.make_indirect(parent[key])
    return data


def _ends_in_return(stream: Stream) -> bool:
    """Whether a stream ends in a carriage return when packed: the last byte is that of its content's checksum."""
    packing = stream.get("/Filter")
    if packing is None:
        return adler32(stream.read_raw_bytes()) & 0xFF == RETURN
    return bool(packing == Name.FlateDecode) and stream.read_raw_bytes()[-1] == RETURN


def _pad(stream: Stream) -> None:
    """Add a line feed to what a stream holds, so that packed it doesn't end in a carriage return.

    With the line feed before “endstream” that return reads like one line end, and a strict validator
    finds the stream a byte shorter than it says. What follows the end of a font or picture is ignored.
    """
    content = stream.read_bytes() + b"\n"
    stream.write(content)
    if "/Length1" in stream:
        stream.Length1 = len(content)


def _written(pdf: Pdf) -> bytes:
    target = BytesIO()
    pdf.save(
        target, deterministic_id=True, compress_streams=True, object_stream_mode=ObjectStreamMode.generate,
        min_version="1.7",
    )
    return target.getvalue()
