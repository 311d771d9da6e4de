"""Dates in prose: what is written in any of the forms is found, and means the same day again."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import workshop
from issuekit.checks.dates.catalogue_order import in_order
from issuekit.checks.dates.mentions import Form, find
from issuekit.checks.dates.rows import Row
from issuekit.checks.dates.sentences import sentences
from issuekit.checks.registry import ROOMS
from issuekit.model.source import Place, Source, Text
from issuekit.model.when import MONTHS, parse_period

if TYPE_CHECKING:
    from collections.abc import Sequence

START = date(2019, 11, 1)
PLACE = Place(Source(Path(), "", ""), 0, 0)
PERIOD = parse_period("2019-11/2019-12")
NEAR = st.dates(date(2019, 6, 20), date(2020, 5, 10))  # where a date without a year can only be the one meant
ORDINALS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
FORMS = {
    "{day} {month}": Form.DAY_FIRST,
    "{day} {month} {year}": Form.DAY_FIRST,
    "{day}{th} of {month}": Form.DAY_FIRST,
    "{month} {day}": Form.MONTH_FIRST,
    "{month} {day}, {year}": Form.MONTH_FIRST,
    "{month} {day}{th}": Form.MONTH_FIRST,
    "{year}-{number:02}-{day:02}": Form.NUMERIC,
    "{day:02}.{number:02}.{year}": Form.NUMERIC,
}
FRAMES = ("On {}, they met.", "{}", "They met ({}) in Minsk.", "between 2018 and {} – at 10:30 – 45% voted")


def write(form: str, day: date) -> str:
    return form.format(
        day=day.day, month=MONTHS[day.month - 1], year=day.year, number=day.month, th=ORDINALS.get(day.day, "th"),
    )


@given(NEAR, st.sampled_from(sorted(FORMS)), st.sampled_from(FRAMES))
def test_a_written_date_is_found(day: date, form: str, frame: str) -> None:
    printed = write(form, day)
    text = frame.format(printed)
    [mention] = find(text)
    assert text[mention.start : mention.end] == printed
    assert mention.form is FORMS[form]
    assert mention.interval(PERIOD) == (day, day)


@given(
    st.dates(date(2019, 7, 20), date(2020, 3, 10)), st.integers(1, 40),
    st.sampled_from([" – ", "-", " to ", " until "]), st.booleans(),
)
def test_a_stretch_is_one_date(first: date, length: int, dash: str, month_first: bool) -> None:
    last = first + timedelta(length)
    form = "{month} {day}" if month_first else "{day} {month}"
    text = f"From {write(form, first)}{dash}{write(form, last)}, they met."
    [mention] = find(text)
    assert text[mention.start : mention.end] == f"{write(form, first)}{dash}{write(form, last)}"
    assert mention.interval(PERIOD) == (first, last)


@given(st.text(alphabet="0123456789 -–,./:()ofthandMay NovemberOctobermid\n", max_size=200))
def test_any_text_is_read(text: str) -> None:
    for mention in find(text):
        assert 0 <= mention.start < mention.end <= len(text)
        mention.interval(PERIOD)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("4–5 November", ["4–5 November"]),
        ("5 and 6 November", ["5 and 6 November"]),
        ("28 October and 8 November", ["28 October", "8 November"]),
        ("November and December 2019", ["November and December 2019"]),
        ("October 28-November 8", ["October 28-November 8"]),
        ("28 October-8 November", ["28 October-8 November"]),
        ("of the 11, 12 November", ["12 November"]),
        ("On November 4, 11 exercises began", ["November 4"]),
        ("In November 20 ships sailed", ["November"]),
        ("Mid-November, late in December", ["Mid-November", "December"]),
        ("Su-30 November, No 12 December", ["November", "December"]),
        ("November 20% rose; December 4,000 tonnes", ["November", "December"]),
        ("He may, they march, Jan and Mar agree", []),
        ("5 Dec. 2019 and Sept. 2019", ["5 Dec. 2019", "Sept. 2019"]),
    ],
)
def test_what_is_a_date(text: str, found: list[str]) -> None:
    assert [text[mention.start : mention.end] for mention in find(text)] == found


def a_row(start: int, length: int) -> Row:
    return Row("", START + timedelta(start), START + timedelta(start + length), Text("", PLACE), "")


def in_sequence(rows: Sequence[Row]) -> bool:
    return not any(later.before(row) for row, later in combinations(rows, 2))


@given(st.lists(st.builds(a_row, st.integers(0, 12), st.integers(0, 6)), max_size=8))
def test_as_many_rows_as_possible_keep_their_place(rows: list[Row]) -> None:
    kept = in_order(rows)
    assert in_sequence([rows[place] for place in sorted(kept)])
    assert len(kept) == max(
        size for size in range(len(rows) + 1)
        if any(in_sequence(choice) for choice in combinations(rows, size))
    )


@given(st.text(max_size=300))
def test_sentences_cover_the_text(text: str) -> None:
    assert "".join(text[start:end] for start, end in sentences(text)) == text


def test_sentences_end_where_they_end() -> None:
    text = "The U.S. Congress met Mr. Hahn. “It was late.” St. Petersburg voted. (So did Minsk.) 12 came! Why? No."
    assert [text[start:end].strip() for start, end in sentences(text)] == [
        "The U.S. Congress met Mr. Hahn.", "“It was late.”", "St. Petersburg voted.", "(So did Minsk.)",
        "12 came!", "Why?", "No.",
    ]


def test_the_form_of_most_dates_is_written(tmp_path: Path) -> None:
    text = (
        "They met on 19 November, on November 21, 2019, from November 3 to December 5,\n"
        "and on the 6th of December, on November\n30, on 7 December and on December 13-14; on 8 and 9 December."
    )
    [order, ordinal] = workshop.findings(text, tmp_path, [room for room in ROOMS if room.RULE.code == "IK309"])
    source = (tmp_path / order.span.file).read_text(encoding="utf-8")
    starts = [0, *(place + 1 for place, character in enumerate(source) if character == "\n")]
    edits = [edit for finding in (order, ordinal) if finding.fix for edit in finding.fix.edits]
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        start = starts[edit.span.line - 1] + edit.span.column - 1
        end = starts[edit.span.end_line - 1] + edit.span.end_column - 1
        source = source[:start] + edit.text + source[end:]
    assert " ".join(source.partition("|\n")[2].split()) == (
        "They met on 19 November, on 21 November 2019, from 3 November to 5 December, and on 6 December, "
        "on 30 November, on 7 December and on 13-14 December; on 8 and 9 December."
    )


@pytest.mark.parametrize(("period", "month"), [("0001-01/0001-02", "January"), ("9999-11/9999-12", "December")])
def test_the_ends_of_the_calendar_break_no_rule(period: str, month: str, tmp_path: Path) -> None:
    text = "On Monday, 1 January and Friday, 31 December, Friday, 1 February 0001 and Monday, 31 December 9999."
    example = (
        f"--- issue.yaml\nperiod: {period}\nnumber: 99999\n--- partner.yaml\nchapter: partner\n"
        f"developments:\n  - text: {text}\nevents:\n  - {{date: {month}, event: B, points: 0}}\n"
    )
    found = workshop.findings(example, tmp_path, [room for room in ROOMS if room.RULE.code[2] in "36"])
    assert {"IK308", "IK603"} <= {finding.code for finding in found} <= {"IK304", "IK308", "IK603"}
