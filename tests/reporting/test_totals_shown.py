"""Totals as a table, as the JSON that the design gives, and as CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import workshop
from issuekit.indices.totals import score
from issuekit.reading.issue_file import read_issue
from issuekit.reading.workspace import IssueFolder
from issuekit.reporting.text import cells
from issuekit.reporting.totals import as_csv, as_json, as_text

if TYPE_CHECKING:
    from issuekit.indices.totals import ScoredIssue

ROOT = Path(__file__).parents[2]
EXPECTED: dict[str, dict[str, Any]] = {
    "russia": {"positive": 27, "negative": -14, "total": 13, "events": 29, "band": None},
    "eu": {"positive": 32, "negative": -1, "total": 31, "events": 24, "band": None},
    "china": {"positive": 22, "negative": 0, "total": 22, "events": 18, "band": None},
    "us": {"positive": 9, "negative": -1, "total": 8, "events": 8, "band": None},
    "ukraine": {"positive": 25, "negative": -8, "total": 17, "events": 33, "band": None},
    "national": {"positive": 19, "negative": -13, "total": 6, "events": 31, "band": None},
    "regional": {"positive": 11, "negative": -20, "total": -9, "events": 31, "band": "Yellow"},
}


@pytest.fixture(scope="module")
def sample() -> ScoredIssue:
    folder = IssueFolder(ROOT, "minsk-barometer", ROOT / "issues/minsk-barometer/2019-11")
    reading = read_issue(folder)
    assert reading.issue is not None, reading.findings
    return score(reading.issue)


def test_json_is_as_the_design_says(sample: ScoredIssue) -> None:
    read = json.loads(as_json(sample))
    assert read["indices"] == EXPECTED
    assert list(read["indices"]) == list(EXPECTED)
    assert read["issue"] == "minsk-barometer/2019-11"


def test_csv_holds_the_same(sample: ScoredIssue) -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(sample))))
    assert [row.pop("index") for row in rows] == list(EXPECTED)
    for row, expected in zip(rows, EXPECTED.values(), strict=True):
        assert row == {key: "" if value is None else str(value) for key, value in expected.items()}


def test_the_table_holds_the_same_with_signs(sample: ScoredIssue) -> None:
    title, blank, head, *rows = as_text(sample).splitlines()
    assert title == "Minsk Barometer No 12, November–December 2019"
    assert blank == ""
    assert head.split() == ["Index", "Positive", "Negative", "Total", "Events", "Band"]
    for row, (name, expected) in zip(rows, EXPECTED.items(), strict=True):
        shown = [f"{expected[key]:+d}" if expected[key] else "0" for key in ("positive", "negative", "total")]
        words = [name, *(number.replace("-", "−") for number in shown), str(expected["events"])]
        words += [expected["band"]] if expected["band"] else []
        assert re.sub(r" +", " ", row).endswith(" ".join(words))


def test_the_columns_of_numbers_are_flush_right(sample: ScoredIssue) -> None:
    _, _, head, *rows = as_text(sample).splitlines()
    for column in ("Positive", "Negative", "Total", "Events"):
        end = head.index(column) + len(column)
        for row in rows:
            assert row[end - 1].isdigit()
            assert row[end : end + 1] in ("", " ")


def test_only_the_paint_differs_in_color(sample: ScoredIssue) -> None:
    plain, colored = as_text(sample), as_text(sample, color=True)
    assert "\033" not in plain
    # Spaces at the end of a line that is painted stand inside the paint.
    assert [line.rstrip() for line in re.sub(r"\033\[[0-9;]*m", "", colored).splitlines()] == plain.splitlines()
    assert "\033[" in colored


MEAN = """\
--- series.yaml
scoring: {lowest: -9, highest: 9, total: mean}
indices:
  - {id: partner, label: 漢字 “partner”}
  - {id: neighbor, label: "Neighbor, near"}
  - {id: national, label: National}
  - {id: regional, label: Regional, scale: tension}
--- partner.yaml
chapter: partner
trends: [One]
developments: [{text: One}]
forecast: One
events:
  - {date: 4 November, event: A, points: +2}
  - {date: 5 November, event: B, points: +1}
  - {date: 5 November, event: C, points: +1}
"""


@pytest.fixture
def mean(tmp_path: Path) -> ScoredIssue:
    return workshop.scored(MEAN, tmp_path)


def test_a_mean_is_a_decimal_number(mean: ScoredIssue) -> None:
    partner = json.loads(as_json(mean))["indices"]["partner"]
    assert partner == {"positive": 4, "negative": 0, "total": pytest.approx(4 / 3), "events": 3, "band": None}
    assert "+1.3" in as_text(mean)


def test_whole_means_stay_whole(mean: ScoredIssue) -> None:
    assert json.loads(as_json(mean))["indices"]["neighbor"]["total"] == 0
    assert '"total": 0,' in as_json(mean)


def test_wide_letters_keep_the_columns(mean: ScoredIssue) -> None:
    _, _, *lines = as_text(mean).splitlines()
    head, partner = lines[0], lines[1]
    before = partner[: partner.index("+4") + 2]
    assert cells(before) == head.index("Positive") + len("Positive")


def test_csv_of_an_issue_without_bands(mean: ScoredIssue) -> None:
    rows = list(csv.reader(io.StringIO(as_csv(mean))))
    assert rows[0] == ["index", "positive", "negative", "total", "events", "band"]
    assert rows[1][:2] + rows[1][4:] == ["partner", "4", "3", ""]
    assert {len(row) for row in rows} == {6}
