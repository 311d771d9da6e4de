"""Every event of the catalogue stands once in its chapter's table, with its points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from issuekit.diagnostics import Related, Rule, Severity
from issuekit.indices.scales import signed
from issuekit.proof.collation import Held, counted
from issuekit.proof.wording import SIMILAR, difference, likeness, shown, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from issuekit.diagnostics import Finding
    from issuekit.model.issue import Chapter, Event
    from issuekit.proof.collation import Collation
    from issuekit.proof.printed import Row

MISSING = Rule(
    "IK801", "event-missing", Severity.ERROR,
    """An event is not printed, or not as the catalogue has it, or not once.

    Why:
        The appendices are the evidence for the indices: whoever adds up the printed points has to come to the
        printed totals. An event left out, printed twice, in another chapter's table or with other words breaks that.
    Fail:
        The catalogue of Russia has 29 events, and its table in Appendix 1 has 28 rows.
    Pass:
        Each event stands in one row of its own chapter's table, with its date.
    Fix:
        Build the PDF again. If the finding stays, the style's appendix.html leaves something out.
    """,
)
POINTS = Rule(
    "IK802", "event-points", Severity.ERROR,
    """An event is printed with other points than the catalogue gives it.

    Why:
        A reader who adds up the printed points comes to another index.
    Fail:
        The row of 4 November has “+2”, and the catalogue gives the event +1.
    Pass:
        The row of 4 November has “+1”.
    Fix:
        Build the PDF again. If the finding stays, the style's appendix.html prints something else as points.
    """,
)
RULES: tuple[Rule, ...] = (MISSING, POINTS)


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as its row should read: date, words, and the points for each index of the chapter."""

    event: Event
    date: str
    words: str
    points: tuple[str, ...]

    @property
    def key(self) -> str:
        """Date and words in the form in which print is compared."""
        return f"{squeezed(self.date)}|{squeezed(self.words)}"


@dataclass(frozen=True, slots=True)
class Line:
    """A printed row of a catalogue."""

    row: Row
    date: str
    words: str
    points: tuple[str, ...]

    @property
    def key(self) -> str:
        """As that of an :class:`Entry`."""
        return f"{squeezed(self.date)}|{squeezed(self.words)}"


# Events with their rows; events without a row; rows without an event.
Pairing: TypeAlias = "tuple[list[tuple[Entry, Line]], list[Entry], list[Line]]"


def check(collation: Collation) -> Iterator[Finding | Held]:
    """Hold each chapter's catalogue against its table; then the rows that are left over against all chapters."""
    strays: list[tuple[str, Line]] = []
    lacking: list[tuple[Chapter, Entry]] = []
    for chapter in listed(collation):
        entries = list(_entries(collation, chapter))
        if chapter.events and not collation.catalogues.get(chapter.id):
            yield _no_table(collation, chapter)
            continue
        lines = list(_lines(collation, chapter))
        pairs, entries, lines = _paired(entries, lines)
        good = 0
        for entry, line in pairs:
            found = list(_points(collation, chapter, entry, line))
            yield from found
            good += not found
        yield Held("events", good)
        likely, entries, lines = _likely(entries, lines)
        for entry, line in likely:
            yield _altered(collation, chapter, entry, line)
            yield from _points(collation, chapter, entry, line)
        lacking += [(chapter, entry) for entry in entries]
        strays += [(chapter.id, line) for line in lines]
    yield from _left_over(collation, lacking, strays)


def listed(collation: Collation) -> list[Chapter]:
    """The chapters whose events some appendix lists, in the order of the issue."""
    listing = {plan.id for appendix in collation.issue.series.appendices for plan in appendix.chapters}
    return [chapter for chapter in collation.issue.chapters if chapter.id in listing]


def _entries(collation: Collation, chapter: Chapter) -> Iterator[Entry]:
    for event in chapter.events:
        date = event.when.typeset if event.when else event.date.value if event.date else ""
        points = tuple(
            ", ".join(signed(value) for value in event.points(index.id)) for index in chapter.plan.indices
        )
        yield Entry(event, date, collation.manuscript.line(event.text), points)


def _lines(collation: Collation, chapter: Chapter) -> Iterator[Line]:
    """The rows of a catalogue; of its totals, all that differ from the first, which another rule reads."""
    labels = collation.issue.series.labels
    total: tuple[str, ...] = ()
    for table in collation.catalogues.get(chapter.id, ()):
        columns = _columns(table.heads, {squeezed(labels.date): 0, squeezed(labels.event): 1})
        for row in table.body:
            cells = [cell.text for cell in row.cells]
            if cells and squeezed(cells[0]) == squeezed(labels.total):
                total = total or row.words
                if row.words == total:
                    continue
            cells += [""] * (len(columns) - len(cells))
            points = tuple(cell for place, cell in enumerate(cells) if place not in columns[:2])
            yield Line(row, cells[columns[0]], cells[columns[1]], points)


def _columns(heads: Sequence[str], known: Mapping[str, int]) -> tuple[int, int]:
    """In which columns the date and the event stand: the first two, unless the heads say otherwise."""
    columns = [0, 1]
    for place, head in enumerate(heads):
        if squeezed(head) in known:
            columns[known[squeezed(head)]] = place
    return columns[0], columns[1]


def _paired(entries: Sequence[Entry], lines: Sequence[Line]) -> Pairing:
    """Entries with the rows that read the same; then the entries and the rows that are left."""
    free: dict[str, list[Line]] = {}
    for line in lines:
        free.setdefault(line.key, []).append(line)
    pairs, lacking = [], []
    for entry in entries:
        same = free.get(entry.key)
        if same:
            # Of two events with the same words, each takes the row that has its points, if there is one.
            wanted = [squeezed(points) for points in entry.points]
            best = next((line for line in same if [squeezed(points) for points in line.points] == wanted), same[0])
            same.remove(best)
            pairs.append((entry, best))
        else:
            lacking.append(entry)
    return pairs, lacking, [line for rest in free.values() for line in rest]


def _likely(entries: Sequence[Entry], lines: Sequence[Line]) -> Pairing:
    """Entries with the rows that are a changed form of them; then what is left of both."""
    rest = list(lines)
    pairs, lacking = [], []
    for entry in entries:
        best = max(rest, key=lambda line: likeness(entry.key, line.key), default=None)
        if best is not None and likeness(entry.key, best.key) >= SIMILAR:
            rest.remove(best)
            pairs.append((entry, best))
        else:
            lacking.append(entry)
    return pairs, lacking, rest


def _points(collation: Collation, chapter: Chapter, entry: Entry, line: Line) -> Iterator[Finding]:
    for place, (index, wanted) in enumerate(zip(chapter.plan.indices, entry.points, strict=True)):
        printed = line.points[place] if place < len(line.points) else ""
        if squeezed(printed) != squeezed(wanted):
            yield POINTS.at(
                collation.span(line.row.page),
                f"page {line.row.page}: “{shown(entry.words)}” ({chapter.plan.label}, {shown(entry.date, 40)}) is "
                f"printed with {_quoted(printed)} for {index.label}, and the catalogue gives {_quoted(wanted)}",
                "build the PDF again", [_origin(entry)],
            )


def _quoted(points: str) -> str:
    return f"“{shown(points, 30)}”" if points.strip() else "nothing"


def _origin(entry: Entry) -> Related:
    return Related(entry.event.place.first_line.span, "the event in the catalogue")


def _no_table(collation: Collation, chapter: Chapter) -> Finding:
    pages = [
        collation.stretches[appendix.id].page for appendix in collation.issue.series.appendices
        if appendix.id in collation.stretches and chapter in collation.catalogued(appendix)
    ]
    page = pages[0] if pages else len(collation.printed.pages)
    where = f"the appendix that begins on page {page}" if pages else "the PDF"
    return MISSING.at(
        collation.span(page),
        f"the catalogue of {chapter.plan.label}, {counted(len(chapter.events), 'events')}, is not in {where}",
        "build the PDF again", [Related(chapter.place.first_line.span, "the chapter")],
    )


def _altered(collation: Collation, chapter: Chapter, entry: Entry, line: Line) -> Finding:
    what, wanted, found = "reads", entry.words, line.words
    if squeezed(entry.words) == squeezed(line.words):
        what, wanted, found = "is dated", entry.date, line.date
    part = difference(wanted, found)
    return MISSING.at(
        collation.span(line.row.page),
        f"page {line.row.page}: an event of {chapter.plan.label} {what} “{part.found}” in print, and “{part.wanted}” "
        "in the catalogue",
        "build the PDF again", [_origin(entry)],
    )


def _left_over(
    collation: Collation, lacking: Sequence[tuple[Chapter, Entry]], strays: Sequence[tuple[str, Line]],
) -> Iterator[Finding]:
    """Events without a row, and rows without an event: in another chapter's table, printed twice, or unknown."""
    names = {chapter.id: chapter.plan.label.value for chapter in collation.issue.chapters}
    free = list(strays)
    for chapter, entry in lacking:
        elsewhere = next(((home, line) for home, line in free if line.key == entry.key), None)
        pages = [table.page for table in collation.catalogues.get(chapter.id, ())]
        page = elsewhere[1].row.page if elsewhere else pages[0]
        where = (
            f"stands in the table of {names[elsewhere[0]]} instead of its own" if elsewhere
            else f"has no row in the table that begins on page {page}"
        )
        if elsewhere:
            free.remove(elsewhere)
        yield MISSING.at(
            collation.span(page),
            f"page {page}: the event “{shown(entry.words)}” of {chapter.plan.label} ({shown(entry.date, 40)}) {where}",
            "build the PDF again", [_origin(entry)],
        )
    known = {entry.key for chapter in listed(collation) for entry in _entries(collation, chapter)} if free else set()
    for home, line in free:
        again = line.key in known
        yield MISSING.at(
            collation.span(line.row.page),
            f"page {line.row.page}: the row “{shown(line.date, 40)} · {shown(line.words)}” in the table of "
            f"{names[home]} " + ("stands there once too often" if again else "is no event of the catalogue"),
            "build the PDF again",
        )
