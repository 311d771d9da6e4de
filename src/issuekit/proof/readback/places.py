"""Where a PDF leads: its links and its outline, each followed to the page that it really opens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pikepdf import Array, Dictionary, NameTree, String

from issuekit.proof.printed import Bookmark, Link

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pikepdf import OutlineItem, Pdf


class Places:
    """The pages of a PDF and the places in it that have names."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        self.named: dict[str, Any] = {}
        if "/Names" in pdf.Root and "/Dests" in pdf.Root.Names:
            self.named |= {str(name): place for name, place in NameTree(pdf.Root.Names.Dests).items()}
        if "/Dests" in pdf.Root:
            self.named |= {str(name)[1:]: place for name, place in pdf.Root.Dests.items()}

    def links(
        self, tagged: Mapping[tuple[int, int], tuple[int, str]], numbers: Mapping[tuple[int, int], str],
    ) -> Iterator[Link]:
        """Every link of every page.

        ``tagged`` says in which matter an annotation stands, and on which words; ``numbers`` which number
        follows them.
        """
        for number, page in enumerate(self.pdf.pages, start=1):
            for annotation in page.obj.get("/Annots", ()):
                if annotation.get("/Subtype") == "/Link":
                    matter, words = tagged.get(annotation.objgen, (-1, ""))
                    address, place = self._aim(annotation)
                    source = numbers.get(annotation.objgen, "")
                    yield Link(number, words, address, self._name(place), self._page(place), matter, source)

    @staticmethod
    def _aim(annotation: Any) -> tuple[str, Any]:
        """The web address of a link, and the place to which it leads: one of them is nothing."""
        action = annotation.get("/A")
        if action is not None and "/URI" in action:
            return str(action.URI), None
        return "", annotation.get("/Dest") if action is None else action.get("/D")

    def _name(self, place: Any) -> str:
        return str(place).removeprefix("/") if place is not None and not isinstance(place, Array) else ""

    def _page(self, place: Any) -> int:
        """The page of a place, 0 where there is none such."""
        if place is not None and not isinstance(place, Array | Dictionary):
            place = self.named.get(self._name(place))
        if isinstance(place, Dictionary):
            place = place.get("/D")
        if not isinstance(place, Array) or not len(place):
            return 0
        target = place[0]
        if isinstance(target, Dictionary):
            return self.pages.get(target.objgen, 0)
        return int(target) + 1 if isinstance(target, int) and 0 <= target < len(self.pages) else 0

    def bookmarks(self) -> Iterator[Bookmark]:
        """The outline, line by line."""
        with self.pdf.open_outline() as outline:
            yield from self._under(outline.root, 1)

    def _under(self, items: list[OutlineItem], level: int) -> Iterator[Bookmark]:
        for item in items:
            place: Any = item.destination
            if place is None and item.action is not None:
                place = item.action.get("/D")
            if isinstance(place, str):
                place = String(place)
            yield Bookmark(str(item.title), level, self._page(place))
            yield from self._under(item.children, level + 1)
