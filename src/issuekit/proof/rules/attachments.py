"""The files in the PDF hold the same catalogue, the same data and the same totals as the issue, and nothing else.

What they are to hold is put together here once more from the scored issue; nothing of the press is used.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

from issuekit.diagnostics import Rule, Severity
from issuekit.indices.scales import signed
from issuekit.indices.totals import aggregate
from issuekit.proof.collation import Held
from issuekit.proof.manuscript import fingerprint
from issuekit.proof.wording import DASHES, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from fractions import Fraction

    from issuekit.diagnostics import Finding
    from issuekit.indices.totals import IndexTotal
    from issuekit.model.issue import Chapter, Event
    from issuekit.model.series import Scale
    from issuekit.proof.collation import Collation
    from issuekit.proof.printed import Attachment

ATTACHMENT = Rule(
    "IK808", "attachment", Severity.ERROR,
    """A file attached to the PDF is missing, can't be read, or holds other data than the issue; or there is one more.

    Why:
        Whoever has only the PDF can count the indices again from its files. If those say something else than the
        pages, nobody can tell which is right.
    Fail:
        events.csv gives the event of 4 November +2, the catalogue gives it +1; issue.json has another title; a file
        events-corrected.csv is attached as well.
    Pass:
        events.csv has every event in its order with its dates and points, their sums are the indices, and issue.json
        has the same totals, titles, scales and dates, and the fingerprint of every file. Nothing else is attached.
    Fix:
        Build the PDF again; attach nothing by hand.
    """,
)
STALE = Rule(
    "IK816", "stale", Severity.ERROR,
    """The PDF was made from another state of the files than the present one.

    Why:
        Something was changed after the PDF was made. It may not show on any page, but what is published would then not
        be what is archived.
    Fail:
        russia.yaml was saved after the PDF was built.
    Pass:
        The fingerprint of every file is the one that the PDF holds.
    Fix:
        Build the PDF again.
    """,
)
RULES: tuple[Rule, ...] = (ATTACHMENT, STALE)
CATALOGUE, DATA = "events.csv", "issue.json"
RELATIONS = {CATALOGUE: "Data", DATA: "Supplement"}
VERSION = 1  # of the form of both files
MEANINGS = {
    "chapter": "the chapter's name", "number": "the event's place in its chapter, from 1",
    "date": "as printed", "start": "first day that the date can mean", "end": "last day that it can mean",
    "event": "what happened", "index": "the index that is scored", "points": "a whole number",
}
COLUMNS = tuple(MEANINGS)
WORDS = COLUMNS.index("event")
COUNTING = (
    "An index's total is the {total} of the points of all lines of events.csv that name it; positive and negative are "
    "the sums of those above and below zero, events the number of different events among them."
)
AGAIN = "build the PDF again"
MOST = 5  # differences of one file that are told singly
# An event's words are set as on a page: dashes, quotation marks and spaces of another kind are no difference.
SET = str.maketrans({**dict.fromkeys(DASHES, "-"), **dict.fromkeys("“”", '"'), **dict.fromkeys("‘’", "'")})

Row = tuple[str, ...]
Data = dict[str, Any]  # a mapping of JSON


class _Words(str):
    """The words of an event: those of a file may be set in another way."""

    __slots__ = ()


def check(collation: Collation) -> Iterator[Finding | Held]:
    """The catalogue, the data, whether they are of the present state of the files, and that there is nothing more."""
    attached: dict[str, list[Attachment]] = {}
    for attachment in collation.printed.attachments:
        attached.setdefault(attachment.name, []).append(attachment)
    expected = _expected(collation)
    for name, reader in ((CATALOGUE, _catalogue), (DATA, _data)):
        found = list(_file(collation, name, attached.pop(name, []), partial(reader, collation, expected)))
        yield from found
        yield Held("attachments", not found)
    for name in attached:
        yield _at(collation, f"“{shown(name)}” is attached to the PDF, and is no file of the issue")


def _at(collation: Collation, message: str, rule: Rule = ATTACHMENT) -> Finding:
    return rule.at(collation.span(1), message, AGAIN)


def _file(
    collation: Collation, name: str, files: Sequence[Attachment], reader: Callable[[str], Iterator[Finding]],
) -> Iterator[Finding]:
    if not files:
        yield _at(collation, f"{name} is not attached to the PDF")
    if len(files) > 1:
        yield _at(collation, f"{name} is attached {len(files)} times: nobody can tell which of them counts")
    for file in files:
        for fault in _filed(collation, file):
            yield _at(collation, f"{name} {fault}")
        try:
            yield from list(reader(file.data.decode("utf-8")))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, csv.Error) as error:
            yield _at(collation, f"{name} can't be read: {type(error).__name__}: {shown(str(error))}")


def _filed(collation: Collation, file: Attachment) -> Iterator[str]:
    """What is wrong with how a file is attached: programs that look in different places are to find the same."""
    for other in sorted(file.names - {file.name}):
        yield f"is called “{shown(other)}” as well"
    if not file.same:
        yield "holds something else for some programs than for others"
    if not file.listed:
        yield "is not in the PDF's list of files"
    if not file.associated:
        yield "isn't associated with the document"
    if file.relation != RELATIONS[file.name]:
        yield f"isn't marked as {RELATIONS[file.name].lower()} of the document"
    if file.description != _description(collation, file.name):
        yield f"is described as “{shown(file.description)}”"


def _description(collation: Collation, name: str) -> str:
    issue = collation.issue
    title = f"{issue.series.title}, {issue.series.labels.number} {issue.number}"
    if name == CATALOGUE:
        return f"Catalogue of {title}: every event with its date and the points it gives to each index"
    return f"Data of {title}: chapters, events, totals, scales, and how the indices are counted"


def _dates(event: Event) -> dict[str, str]:
    when = event.when
    return {
        "date": "" if event.date is None else event.date.value,
        "start": "" if when is None else when.start.isoformat(),
        "end": "" if when is None else when.end.isoformat(),
    }


def _catalogue(collation: Collation, expected: Data, text: str) -> Iterator[Finding]:
    rows = [tuple(row) for row in csv.reader(io.StringIO(text))]
    head, said = rows[0] if rows else (), rows[1:]
    if head != COLUMNS:
        yield _at(collation, f"{CATALOGUE} has the columns “{shown(', '.join(head))}”, and not {', '.join(COLUMNS)}")
        return
    wanted = list(_rows(expected))
    if len(said) == len(wanted) and all(map(_alike, wanted, said)):
        yield from _counted(collation, said)
    else:
        yield from _some(collation, CATALOGUE, list(_differences(wanted, said)))


def _rows(expected: Data) -> Iterator[Row]:
    """The lines of the catalogue: one for each event and point, one for an event without points."""
    for chapter in expected["chapters"]:
        for number, event in enumerate(chapter["events"], start=1):
            beginning = (chapter["id"], str(number), event["date"], event["start"], event["end"], event["event"])
            points = [(score["index"], str(score["points"])) for score in event["points"]]
            yield from ((*beginning, *score) for score in points or [("", "")])


def _alike(row: Row, other: Row) -> bool:
    return row == other or _compared(row) == _compared(other)


def _compared(row: Row) -> Row:
    return (*row[:WORDS], *map(_plain, row[WORDS : WORDS + 1]), *row[WORDS + 1 :])


def _plain(words: str) -> str:
    """Words without what setting may change."""
    return "".join(words.split()).translate(SET)


def _differences(wanted: Sequence[Row], said: Sequence[Row]) -> Iterator[str]:
    """What a catalogue lacks and has too much; where it has everything, that its order is another."""
    readable = {_compared(row): row for row in (*said, *wanted)}
    lines, others = Counter(map(_compared, wanted)), Counter(map(_compared, said))
    for row in (lines - others).elements():
        yield f"lacks {_told(readable[row])}"
    for row in (others - lines).elements():
        yield f"has {_told(readable[row])}, which the catalogue doesn't have"
    if lines == others:
        place = next(place for place, row in enumerate(said) if not _alike(row, wanted[place]))
        yield f"has the catalogue in another order, from line {place + 2} on"


def _told(row: Row) -> str:
    rest = ", ".join(filter(None, (*row[:WORDS], *row[WORDS + 1 :])))
    return f"the line of “{shown(''.join(row[WORDS : WORDS + 1]))}” ({shown(rest)})"


def _some(collation: Collation, name: str, differences: Sequence[str]) -> Iterator[Finding]:
    """The first few differences, and how many there are besides."""
    for difference in differences[:MOST]:
        yield _at(collation, f"{name} {difference}")
    if len(differences) > MOST:
        yield _at(collation, f"{name} differs from the issue in {len(differences) - MOST} more places")


def _counted(collation: Collation, rows: Sequence[Row]) -> Iterator[Finding]:
    """The indices, counted again as whoever has only the file would do it."""
    points: dict[str, list[int]] = {}
    for *_, index, value in rows:
        if index:
            points.setdefault(index, []).append(int(value))
    for name, total in collation.scored.totals.items():
        counted = aggregate(points.get(name, ()), collation.issue.series.scoring)
        if counted != total.total:
            yield _at(
                collation, f"the points of {CATALOGUE} make {signed(counted)} of {total.index.label}, which is "
                f"{signed(total.total)}",
            )


def _data(collation: Collation, expected: Data, text: str) -> Iterator[Finding]:
    data = json.loads(text, object_pairs_hook=_mapping)
    sources = data.pop("sources", None)
    yield from _some(collation, DATA, list(_deviations(expected, data)))
    yield from _sources(collation, sources)


def _mapping(pairs: Sequence[tuple[str, Any]]) -> Data:
    """A mapping of JSON. None of these has a key twice, of which programs take one or the other; nor true or false,
    which Python takes for 1 and 0.
    """
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError(f"a key is there twice among {', '.join(name for name, _ in pairs)}")
    if bool in map(type, found.values()):
        raise ValueError(f"true or false is there among {', '.join(found)}")
    return found


def _expected(collation: Collation) -> Data:
    """What the data are to be, but for the fingerprints of the files."""
    issue, series, totals = collation.issue, collation.issue.series, collation.scored.totals.values()
    scales = {total.index.scale.id: total.index.scale for total in totals if total.index.scale}
    return {
        "version": VERSION,
        "series": {
            "id": series.id, "title": series.title.value, "publisher": series.publisher.value,
            "website": series.website, "language": series.language,
        },
        "number": issue.number,
        "period": {"start": issue.period.start.isoformat(), "end": issue.period.end.isoformat()},
        "date": issue.date.value,
        "scoring": {
            "lowest": series.scoring.lowest, "highest": series.scoring.highest, "total": series.scoring.total,
            "counting": COUNTING.format(total=series.scoring.total),
        },
        "columns": MEANINGS,
        "indices": [_index(total) for total in totals],
        "scales": [_scale(scale) for scale in scales.values()],
        "chapters": [_chapter(collation, chapter) for chapter in issue.chapters],
    }


def _index(total: IndexTotal) -> Data:
    index = total.index
    return {
        "id": index.id, "title": index.title.value, "chapter": total.chapter, "positive": total.positive,
        "negative": total.negative, "total": _number(total.total), "events": total.events,
        "scale": None if index.scale is None else index.scale.id, "band": total.band_name,
    }


def _number(value: Fraction) -> int | float:
    return int(value) if value == int(value) else float(value)


def _scale(scale: Scale) -> Data:
    bands = [{"name": band.name.value, "color": band.color, "from": band.low, "to": band.high} for band in scale.bands]
    return {"id": scale.id, "title": scale.title.value, "bands": bands}


def _chapter(collation: Collation, chapter: Chapter) -> Data:
    return {
        "id": chapter.id, "title": chapter.plan.title.value,
        "events": [
            {
                **_dates(event), "event": _Words(collation.manuscript.line(event.text)),
                "points": [{"index": score.index, "points": score.value} for score in event.scores],
            }
            for event in chapter.events
        ],
    }


def _deviations(wanted: Any, said: Any, *where: str) -> Iterator[str]:
    """Every place at which data differ from what they are to be."""
    if wanted == said:
        return
    if isinstance(wanted, dict) and isinstance(said, dict):
        yield from (f"lacks “{_place(*where, key)}”" for key in wanted if key not in said)
        yield from (f"has “{_place(*where, key)}”, which the issue doesn't have" for key in said if key not in wanted)
        for key in wanted:
            if key in said:
                yield from _deviations(wanted[key], said[key], *where, key)
    elif isinstance(wanted, list) and isinstance(said, list) and len(wanted) == len(said):
        for number, (one, other) in enumerate(zip(wanted, said, strict=True), start=1):
            yield from _deviations(one, other, *where, _named(one, number))
    elif isinstance(wanted, list) and isinstance(said, list):
        yield f"has {len(said)} entries at “{_place(*where)}”, the issue has {len(wanted)}"
    elif not (isinstance(wanted, _Words) and isinstance(said, str) and _plain(wanted) == _plain(said)):
        yield f"has {_quoted(said)} at “{_place(*where)}”, the issue has {_quoted(wanted)}"


def _place(*where: str) -> str:
    return shown(", ".join(where))


def _named(entry: Any, number: int) -> str:
    return str(entry["id"]) if isinstance(entry, dict) and "id" in entry else str(number)


def _quoted(value: Any) -> str:
    return f"“{shown(value)}”" if isinstance(value, str) else shown(json.dumps(value, ensure_ascii=False))


def _sources(collation: Collation, said: object) -> Iterator[Finding]:
    """The fingerprints of the issue's files. Without them nobody can tell from which state of them the PDF was made."""
    if not isinstance(said, dict):
        yield _at(collation, f"{DATA} lacks “sources”, the fingerprints of the issue's files")
        return
    files = (collation.issue.series.source, *collation.issue.sources)
    for source in files:
        if said.get(source.path.name) != fingerprint(source):
            yield _at(collation, f"{source.name} is not as it was when the PDF was made", STALE)
    for name in said.keys() - {source.path.name for source in files}:
        yield _at(collation, f"“{shown(name)}” is no file of the issue, and was one when the PDF was made", STALE)
