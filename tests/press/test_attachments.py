"""The data inside the PDF: a reader's program counts the indices again, with nothing but the file."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pikepdf
import pytest

from issuekit.press.imprint import whole_date
from press.presswork import drawings, typeset
from workshop import scored

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from issuekit.indices.totals import ScoredIssue
    from press.presswork import Printed


@pytest.fixture(scope="module")
def pdf(printed: Printed) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(printed.path) as opened:
        yield opened


def catalogue(pdf: pikepdf.Pdf) -> list[dict[str, str]]:
    text = pdf.attachments["events.csv"].get_file().read_bytes().decode()
    return list(csv.DictReader(io.StringIO(text)))


def issue_of(pdf: pikepdf.Pdf) -> Any:
    return json.loads(pdf.attachments["issue.json"].get_file().read_bytes())


def test_the_indices_can_be_counted_from_the_pdf_alone(pdf: pikepdf.Pdf, sample: ScoredIssue) -> None:
    rows, issue = catalogue(pdf), issue_of(pdf)
    assert len({(row["chapter"], row["number"]) for row in rows}) == 143
    for name, total in sample.totals.items():
        points = [int(row["points"]) for row in rows if row["index"] == name]
        events = {(row["chapter"], row["number"]) for row in rows if row["index"] == name}
        told = next(index for index in issue["indices"] if index["id"] == name)
        assert sum(points) == total.total
        assert len(events) == total.events
        assert sum(value for value in points if value > 0) == total.positive == told["positive"]
        assert sum(value for value in points if value < 0) == total.negative == told["negative"]
        assert (told["total"], told["events"], told["band"]) == (total.total, total.events, total.band_name)


def test_the_band_can_be_read_off_the_scale(pdf: pikepdf.Pdf) -> None:
    issue = issue_of(pdf)
    index = next(index for index in issue["indices"] if index["scale"])
    scale = next(scale for scale in issue["scales"] if scale["id"] == index["scale"])
    bands = [
        band["name"] for band in scale["bands"]
        if (band["from"] is None or band["from"] <= index["total"])
        and (band["to"] is None or index["total"] <= band["to"])
    ]
    assert bands == [index["band"]]


def test_both_files_say_the_same(pdf: pikepdf.Pdf) -> None:
    issue = issue_of(pdf)
    rows = [
        (chapter["id"], str(number), *(event[key] for key in ("date", "start", "end", "event")), score["index"],
         str(score["points"]))
        for chapter in issue["chapters"]
        for number, event in enumerate(chapter["events"], start=1)
        for score in event["points"]
    ]
    assert rows == [tuple(row.values()) for row in catalogue(pdf)]
    assert list(issue["columns"]) == list(catalogue(pdf)[0])
    assert issue["number"] == 12
    assert issue["period"] == {"start": "2019-11-01", "end": "2019-12-31"}


def test_dates_are_printed_and_understood(pdf: pikepdf.Pdf, sample: ScoredIssue) -> None:
    rows = catalogue(pdf)
    for chapter, event in sample.issue.events():
        assert event.when is not None
        number = str(chapter.events.index(event) + 1)
        row = next(row for row in rows if (row["chapter"], row["number"]) == (chapter.id, number))
        assert (row["date"], row["start"], row["end"]) == (
            event.when.printed, event.when.start.isoformat(), event.when.end.isoformat(),
        )


def test_files_are_associated_described_and_sorted(pdf: pikepdf.Pdf) -> None:
    names = [str(name) for name in pdf.Root.Names.EmbeddedFiles.Names[::2]]
    assert names == sorted(names) == ["events.csv", "issue.json"]
    assert [str(file.AFRelationship) for file in pdf.Root.AF] == ["/Data", "/Supplement"]
    for file in pdf.Root.AF:
        assert "No 12" in str(file.Desc)
        content = file.EF.F.read_bytes()
        assert int(file.EF.F.Params.Size) == len(content)
        assert bytes(file.EF.F.Params.CheckSum) == hashlib.md5(content, usedforsecurity=False).digest()
        assert str(file.EF.F.Params.ModDate) == "D:20200101000000Z"


def test_means_and_events_with_two_scores(tmp_path: Path) -> None:
    issue = scored("""\
--- series.yaml
scoring: {lowest: -3, highest: 3, total: mean}
--- partner.yaml
chapter: partner
events:
  - {date: 4 November, event: "A *meeting*, and {=partner.events} more", points: [+2, -1]}
""", tmp_path)
    path = tmp_path / "issue.pdf"
    path.write_bytes(typeset(issue, drawings(issue)).pdf)
    with pikepdf.open(path) as pdf:
        rows, told = catalogue(pdf), issue_of(pdf)
        assert [row["points"] for row in rows] == ["2", "-1"]
        assert rows[0]["event"] == "A meeting, and 1 more"
        assert {row["number"] for row in rows} == {"1"}
        index = told["indices"][0]
        assert Fraction(index["total"]) == Fraction(1, 2)
        assert index["events"] == 1
        assert "mean" in told["scoring"]["counting"]


def test_metadata_for_programs(pdf: pikepdf.Pdf) -> None:
    tree = ET.fromstring(pdf.Root.Metadata.read_bytes())  # noqa: S314 - we wrote it
    texts: dict[str, list[str]] = {}
    for element in tree.iter():
        if element.text and element.text.strip():
            texts.setdefault(element.tag.rpartition("}")[2], []).append(element.text)
    assert {key: texts[key] for key in ("part", "conformance", "publicationName", "number", "coverDisplayDate")} == {
        "part": ["3", "1"], "conformance": ["A"], "publicationName": ["Minsk Barometer"], "number": ["12"],
        "coverDisplayDate": ["November–December 2019"],
    }
    assert texts["CreateDate"] == texts["ModifyDate"] == ["2020-01"]
    for key in ("Title", "Author", "Subject", "Keywords"):
        for text in str(pdf.docinfo[f"/{key}"]).split(", "):
            assert any(text in said for said in chain.from_iterable(texts.values()))


@pytest.mark.parametrize(("date", "day"), {
    "2020": "2020-01-01", "2020-03": "2020-03-01", "2020-03-31": "2020-03-31",
}.items())
def test_dates_to_the_day(date: str, day: str) -> None:
    assert whole_date(date) == day
