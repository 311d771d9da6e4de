"""The issue's data, attached to the PDF: whoever has the page can count the points again.

``events.csv`` is the catalogue, one line for every point or set of points that an event gives to an index;
``issue.json`` has the same with all totals, scales and bands, and says how an index is counted; and the SHA-256 of
every file that the issue was made from, by which a PDF is told from one of another state of the files.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pikepdf import Array, Dictionary, Name, String

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from fractions import Fraction

    from pikepdf import Pdf

    from issuekit.indices.totals import IndexTotal, ScoredIssue
    from issuekit.model.issue import Chapter, Event
    from issuekit.model.prose import Prose
    from issuekit.model.series import Scale

CATALOGUE = "events.csv"
ISSUE = "issue.json"
VERSION = 1  # of the form of both files
COLUMNS = ("chapter", "number", "date", "start", "end", "event", "index", "points")
MEANINGS = {
    "chapter": "the chapter's name", "number": "the event's place in its chapter, from 1",
    "date": "as printed", "start": "first day that the date can mean", "end": "last day that it can mean",
    "event": "what happened", "index": "the index that is scored", "points": "a whole number",
}
COUNTING = {
    "sum": "An index's total is the sum of the points of all lines of events.csv that name it; positive and negative "
           "are the sums of those above and below zero, events the number of different events among them.",
    "mean": "An index's total is the mean of the points of all lines of events.csv that name it; positive and negative "
            "are the sums of those above and below zero, events the number of different events among them.",
}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in the PDF. ``relationship`` is what it is to the pages: Data or Supplement."""

    name: str
    content: bytes
    media_type: str
    description: str
    relationship: str


def attachments_of(scored: ScoredIssue, words: Callable[[Prose], str]) -> tuple[Attachment, ...]:
    """The files for an issue, sorted by name. ``words`` is a prose as it is printed, without markup."""
    issue = scored.issue
    title = f"{issue.series.title}, {issue.series.labels.number} {issue.number}"
    return (
        Attachment(
            CATALOGUE, _catalogue(scored, words).encode(), "text/csv",
            f"Catalogue of {title}: every event with its date and the points it gives to each index", "Data",
        ),
        Attachment(
            ISSUE, _data(scored, words).encode(), "application/json",
            f"Data of {title}: chapters, events, totals, scales, and how the indices are counted", "Supplement",
        ),
    )


def _catalogue(scored: ScoredIssue, words: Callable[[Prose], str]) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for chapter in scored.issue.chapters:
        for number, event in enumerate(chapter.events, start=1):
            row = {"chapter": chapter.id, "number": number, **_event(event, words)}
            points = [{"index": score.index, "points": score.value} for score in event.scores]
            writer.writerows({**row, **score} for score in points or [{"index": "", "points": ""}])
    return stream.getvalue()


def _event(event: Event, words: Callable[[Prose], str]) -> dict[str, str]:
    when = event.when
    return {
        "date": "" if event.date is None else event.date.value,
        "start": "" if when is None else when.start.isoformat(),
        "end": "" if when is None else when.end.isoformat(),
        "event": words(event.text),
    }


def _data(scored: ScoredIssue, words: Callable[[Prose], str]) -> str:
    issue, series = scored.issue, scored.issue.series
    scales = {total.index.scale.id: total.index.scale for total in scored.totals.values() if total.index.scale}
    data = {
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
            "counting": COUNTING[series.scoring.total],
        },
        "columns": MEANINGS,
        "sources": {
            source.path.name: hashlib.sha256(source.text.encode()).hexdigest()
            for source in (series.source, *issue.sources)
        },
        "indices": [_index(total) for total in scored.totals.values()],
        "scales": [_scale(scale) for scale in scales.values()],
        "chapters": [_chapter(chapter, words) for chapter in issue.chapters],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _index(total: IndexTotal) -> dict[str, Any]:
    index = total.index
    return {
        "id": index.id, "title": index.title.value, "chapter": total.chapter,
        "positive": total.positive, "negative": total.negative, "total": _number(total.total), "events": total.events,
        "scale": None if index.scale is None else index.scale.id, "band": total.band_name,
    }


def _number(value: Fraction) -> int | float:
    return value.numerator if value.denominator == 1 else float(value)


def _scale(scale: Scale) -> dict[str, Any]:
    bands = [{"name": band.name.value, "color": band.color, "from": band.low, "to": band.high} for band in scale.bands]
    return {"id": scale.id, "title": scale.title.value, "bands": bands}


def _chapter(chapter: Chapter, words: Callable[[Prose], str]) -> dict[str, Any]:
    return {
        "id": chapter.id, "title": chapter.plan.title.value,
        "events": [
            {**_event(event, words), "points": [
                {"index": score.index, "points": score.value} for score in event.scores
            ]}
            for event in chapter.events
        ],
    }


def attach(pdf: Pdf, attachments: Iterable[Attachment], date: str) -> None:
    """Put files into a PDF as files associated with the whole of it. ``date`` is YYYY-MM-DD: when they were made."""
    named = list(_specifications(pdf, attachments, date))
    pdf.Root.AF = Array([specification for _, specification in named])
    if "/Names" not in pdf.Root:
        pdf.Root.Names = Dictionary()
    names = [entry for name, specification in named for entry in (String(name), specification)]
    pdf.Root.Names.EmbeddedFiles = pdf.make_indirect(Dictionary(Names=Array(names)))


def _specifications(pdf: Pdf, attachments: Iterable[Attachment], date: str) -> Iterator[tuple[str, Any]]:
    moment = String(f"D:{date.replace('-', '')}000000Z")
    for attachment in sorted(attachments, key=lambda entry: entry.name):
        stream = pdf.make_stream(attachment.content)
        stream.Type, stream.Subtype = Name.EmbeddedFile, Name(f"/{attachment.media_type}")
        # Not for safety: the format has a place for this checksum and no other.
        digest = hashlib.md5(attachment.content, usedforsecurity=False).digest()
        stream.Params = Dictionary(
            Size=len(attachment.content), CheckSum=String(digest), CreationDate=moment, ModDate=moment,
        )
        yield attachment.name, pdf.make_indirect(Dictionary(
            Type=Name.Filespec, F=String(attachment.name), UF=String(attachment.name),
            Desc=String(attachment.description), AFRelationship=Name(f"/{attachment.relationship}"),
            EF=Dictionary(F=stream, UF=stream),
        ))
