"""Where a PDF leads: its links and its outline, each followed to the page that it really opens.

And how a viewer shows its pages, what lies on them, and what else happens there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pikepdf import Array, Dictionary, NameTree, String

from issuekit.proof.printed import Annotation, Bookmark, Box, Link, View

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pikepdf import OutlineItem, Pdf

UNSEEN = 1 << 1 | 1 << 5  # the marks Hidden and NoView of an annotation
DEEPEST = 50  # nodes from a page to the root of all pages: more than that is a circle
MOST = 50  # actions that follow on one: more than that are a circle


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

    def views(self) -> Iterator[View]:
        """How each page is to be shown. What a page doesn't say itself is said by a node above it."""
        for page in self.pdf.pages:
            crop = _inherited(page.obj, "/CropBox")
            yield View(
                media=_box(_inherited(page.obj, "/MediaBox")),
                crop=None if crop is None else _box(crop),
                turned=int(_inherited(page.obj, "/Rotate") or 0) % 360,
                unit=float(page.obj.get("/UserUnit", 1)),
            )

    def annotations(self) -> Iterator[Annotation]:
        """All that lies on the pages, links and others."""
        for number, page in enumerate(self.pdf.pages, start=1):
            for annotation in page.obj.get("/Annots", ()):
                yield Annotation(
                    page=number,
                    kind=str(annotation.get("/Subtype", ""))[1:],
                    box=_box(annotation.get("/Rect")),
                    hidden=bool(int(annotation.get("/F", 0)) & UNSEEN) or "/OC" in annotation,
                    drawn="/AP" in annotation,
                    acts=(*acts(annotation.get("/A")), *further_acts(annotation)),
                )

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


def acts(action: Any) -> Iterator[str]:
    """The kind of an action, and of those that follow on it: URI, GoTo, JavaScript … None of a mere place."""
    waiting: list[Any] = [action] if isinstance(action, Dictionary) else []
    for _ in range(MOST):
        if not waiting:
            return
        action = waiting.pop(0)
        yield str(action.get("/S", ""))[1:]
        following = action.get("/Next")
        if following is not None:
            waiting += list(following) if isinstance(following, Array) else [following]


def further_acts(holder: Any) -> Iterator[str]:
    """The kinds of the actions that a document, a page or an annotation takes on an occasion, such as being opened."""
    if "/AA" in holder:
        for action in holder.AA.values():
            yield from acts(action)


def _inherited(page: Any, key: str) -> Any:
    """What a page says, or the nearest node above it that says it; None where none does."""
    for _ in range(DEEPEST):
        if key in page:
            return page[key]
        if "/Parent" not in page:
            break
        page = page.Parent
    return None


def _box(rectangle: Any) -> Box:
    """A rectangle, from whichever corners it is given; an empty one where there is none."""
    if not isinstance(rectangle, Array) or len(rectangle) != 4:  # noqa: PLR2004 - two corners
        return Box(0, 0, 0, 0)
    x, y, other_x, other_y = map(float, rectangle)
    return Box(min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y))
