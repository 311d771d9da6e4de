"""The tags of a PDF, from which its matter is read: paragraphs, tables, figures and notes in reading order.

Tags say what a mark on a page is. What no tag holds is decoration: running heads, page numbers, repeated heads
of tables.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pikepdf import Array, Dictionary

from issuekit.proof.printed import Cell, Figure, Note, Row, Run, Table, UnreadablePdfError, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pikepdf import Pdf

    from issuekit.proof.printed import Matter

# Tags within a line: their words belong to the paragraph around them.
INLINE = frozenset({
    "Span", "Link", "Reference", "Quote", "Code", "Em", "Strong", "Annot", "BibEntry", "Ruby", "RB", "RT", "RP",
    "Warichu", "WT", "WP", "NonStruct", "Sub", "Form",
})
NOTES = frozenset({"Note", "FENote"})
DEEPEST = 200
SET_OFF = " .)\u2002\u2003\u2009\u00a0"  # what may stand between a note's sign and its words


@dataclass(frozen=True, slots=True)
class Matters:
    """What the tags hold, and where.

    ``links`` gives the index of the matter and the words of an annotation, ``numbers`` the number of the source
    that follows its words, or that it is.
    """

    matter: tuple[Matter, ...]
    links: Mapping[tuple[int, int], tuple[int, str]]
    numbers: Mapping[tuple[int, int], str]
    marks: frozenset[tuple[int, int]]  # page and mark of all that is tagged


@dataclass(slots=True)
class _Draft:
    """A paragraph or cell while it is being read."""

    runs: list[Run] = field(default_factory=list)
    later: list[Note | Figure] = field(default_factory=list)  # what stands in it and is matter of its own
    links: list[tuple[tuple[int, int], str]] = field(default_factory=list)
    call: str = ""  # the sign of the last reference: it calls the note after it
    label: str = ""  # the mark of an item
    last: list[tuple[int, int]] = field(default_factory=list)  # the annotations of the last link


def read_tags(pdf: Pdf, runs: Mapping[tuple[int, int], list[Run]]) -> Matters:
    """The matter of a PDF; none where it has no tags. ``runs`` are those of each page and mark.

    Raises:
        UnreadablePdfError: the tags go round in a circle.
    """
    root = pdf.Root.get("/StructTreeRoot")
    reading = _Reading(pdf, runs, {} if root is None else root.get("/RoleMap", {}))
    try:
        for element in () if root is None else _kids(root):
            reading.block(element)
    except RecursionError:
        raise UnreadablePdfError("its tags go round in a circle") from None
    return Matters(tuple(reading.matter), reading.links, reading.numbers, frozenset(reading.marks))


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


class _Reading:
    def __init__(self, pdf: Pdf, runs: Mapping[tuple[int, int], list[Run]], roles: Any) -> None:
        self.pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        self.runs = runs
        self.roles = {str(name): str(role) for name, role in roles.items()}
        self.matter: list[Matter] = []
        self.links: dict[tuple[int, int], tuple[int, str]] = {}
        self.numbers: dict[tuple[int, int], str] = {}
        self.marks: set[tuple[int, int]] = set()
        self.item: _Draft | None = None  # the label of an item whose words are still to come
        self.page = 1  # the last one on which something was read
        self.depth = 0

    def block(self, element: Any) -> None:
        """An element that stands for itself: its words, then what stands in it, in reading order."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise RecursionError
        role = self._role(element)
        if role == "Table":
            self._table(element)
        elif role == "Figure":
            self._emit(self._figure(element))
        elif role in NOTES:
            draft = _Draft()
            self._emit(self._note(element, draft))
            self._place(draft)
        elif role != "Lbl":
            self._paragraph(element, role)
            if role == "LI":
                self.item = None
        self.depth -= 1

    def _paragraph(self, element: Any, role: str) -> None:
        draft = _Draft()
        for kid, below in self._parts(element):
            if below is None:
                draft.runs += kid
            elif below in INLINE or below in NOTES or below in ("Lbl", "Figure"):
                self._inline(kid, below, draft)
            else:
                self._close(draft, role)
                draft = _Draft()
                self.block(kid)
        self._close(draft, role)

    def _close(self, draft: _Draft, role: str) -> None:
        """End a paragraph: it becomes matter, and after it what was in it."""
        if draft.label and not draft.runs:
            self.item = draft  # it is that of the words after it
            return
        if draft.runs:
            if self.item is not None:
                draft.label, draft.links = self.item.label, [*self.item.links, *draft.links]
                self.item = None
            self._emit(Words(role, tuple(draft.runs), draft.runs[0].page, draft.label))
        self._place(draft)

    def _place(self, draft: _Draft) -> None:
        for annotation, words in draft.links:
            self.links[annotation] = (max(len(self.matter) - 1, 0), words)
        for matter in draft.later:
            self._emit(matter)

    def _inline(self, element: Any, role: str, draft: _Draft) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise RecursionError
        if role == "Figure":
            draft.later.append(self._figure(element))
        elif role in NOTES:
            draft.later.append(self._note(element, draft))
            draft.call = ""
        elif role == "Reference":
            draft.call = self._flat(element, draft)
        elif role == "Lbl":
            draft.label = self._label(element, draft)
        else:
            before = len(draft.runs)
            for kid, below in self._parts(element):
                if below is None:
                    draft.runs += kid
                else:
                    self._inline(kid, below, draft)
            words = " ".join(run.text.strip() for run in draft.runs[before:])
            held = list(self._annotations(element))
            draft.last = held or draft.last
            draft.links += [(annotation, words) for annotation in held]
        self.depth -= 1

    def _flat(self, element: Any, draft: _Draft) -> str:
        """The words of a reference: the sign of a note, the number of a source, or a passage that merely is one."""
        inner = self._inner(element)
        text = "".join(run.text for run in inner.runs).strip()
        if inner.links and text.isdecimal():
            self.numbers |= dict.fromkeys([*draft.last, *(annotation for annotation, _ in inner.links)], text)
        if not text.isdecimal() and len(text) > 2:  # noqa: PLR2004 - a sign such as *, † or b)
            draft.runs += inner.runs
        draft.links += [*inner.links, *((annotation, text) for annotation in self._annotations(element))]
        draft.later += inner.later
        return text

    def _note(self, element: Any, around: _Draft) -> Note:
        """A note; its links are those of the paragraph ``around`` it."""
        draft = _Draft(links=around.links)
        label = ""
        for kid, below in self._parts(element):
            if below is None:
                draft.runs += kid
            elif below == "Lbl":
                label = label or self._label(kid, draft)
            else:
                label = label or next((self._label(sub, draft) for sub in _kids(kid) if self._is_label(sub)), "")
                self._inline(kid, "Span" if below not in INLINE else below, draft)
        runs = tuple(draft.runs)
        return Note(label, runs, runs[0].page if runs else self.page, around.call)

    def _is_label(self, kid: Any) -> bool:
        return isinstance(kid, Dictionary) and "/S" in kid and self._role(kid) == "Lbl"

    def _label(self, element: Any, around: _Draft) -> str:
        """The sign before a note or an item; its links are those of the words ``around`` it."""
        inner = self._inner(element)
        text = "".join(run.text for run in inner.runs)
        around.links += [*inner.links, *((annotation, text) for annotation in self._annotations(element))]
        return text.strip(SET_OFF)

    def _inner(self, element: Any) -> _Draft:
        """What stands in an element within a line, apart from what is around it."""
        inner = _Draft()
        for kid, below in self._parts(element):
            if below is None:
                inner.runs += kid
            else:
                self._inline(kid, below, inner)
        return inner

    def _figure(self, element: Any) -> Figure:
        draft = _Draft()
        for kid, below in self._parts(element):
            if below is None:
                draft.runs += kid
            else:
                self._inline(kid, "Span", draft)
        runs = tuple(draft.runs)
        return Figure(str(element.get("/Alt", "")), runs, runs[0].page if runs else self._home(element))

    def _table(self, element: Any) -> None:
        rows: list[Row] = []
        whole = _Draft()
        caption = ""
        for kid, role in self._table_parts(element):
            if role == "Caption":
                before = len(self.matter)
                self.block(kid)
                caption = " ".join(part.text for part in self.matter[before:] if isinstance(part, Words))
            elif role == "TR":
                cells = []
                for cell, below in self._parts(kid):
                    if below in ("TH", "TD"):
                        draft = _Draft(later=whole.later, links=whole.links)
                        self._inline(cell, "Span", draft)
                        cells.append(Cell(tuple(draft.runs), below == "TH"))
                page = next((cell.runs[0].page for cell in cells if cell.runs), self._home(kid))
                rows.append(Row(tuple(cells), page, len(rows) + 1))
        self._emit(Table(caption, tuple(rows), rows[0].page if rows else self.page))
        self._place(whole)

    def _table_parts(self, element: Any) -> Iterator[tuple[Any, str]]:
        for kid, role in self._parts(element):
            if role in ("THead", "TBody", "TFoot"):
                yield from self._table_parts(kid)
            elif role is not None:
                yield kid, role

    def _emit(self, matter: Matter) -> None:
        self.page = matter.page
        self.matter.append(matter)

    def _parts(self, element: Any) -> Iterator[tuple[Any, str | None]]:
        """What an element holds: runs with None, or elements with their role."""
        home = element.get("/Pg")
        page = 0 if home is None else self.pages.get(home.objgen, 0)
        for kid in _kids(element):
            if isinstance(kid, int):
                yield self._marked(page, kid), None
            elif isinstance(kid, Dictionary) and "/MCID" in kid:
                other = self.pages.get(kid.Pg.objgen, 0) if "/Pg" in kid else page
                yield self._marked(other, int(kid.MCID)), None
            elif isinstance(kid, Dictionary) and "/S" in kid:
                yield kid, self._role(kid)

    def _marked(self, page: int, mark: int) -> list[Run]:
        self.marks.add((page, mark))
        return self.runs.get((page, mark), [])

    def _annotations(self, element: Any) -> Iterator[tuple[int, int]]:
        for kid in _kids(element):
            if isinstance(kid, Dictionary) and "/Obj" in kid:
                yield kid.Obj.objgen

    def _role(self, element: Any) -> str:
        role = str(element.S)
        seen = set()
        while role in self.roles and role not in seen:
            seen.add(role)
            role = self.roles[role]
        return role[1:]

    def _home(self, element: Any) -> int:
        home = element.get("/Pg")
        return self.page if home is None else self.pages.get(home.objgen, self.page)
