"""The totals of an issue as a table for people, and as JSON and CSV for programs."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from issuekit.indices.scales import signed
from issuekit.reporting.paint import Paint
from issuekit.reporting.text import cells

if TYPE_CHECKING:
    from fractions import Fraction

    from issuekit.indices.totals import IndexTotal, ScoredIssue

COLUMNS = ("index", "positive", "negative", "total", "events", "band")


def as_text(scored: ScoredIssue, *, color: bool = False) -> str:
    """A table with the signs and digits of each column aligned."""
    paint = Paint(color)
    heads = ("Index", "", "Positive", "Negative", "Total", "Events", "Band")
    rows = [
        (
            total.index.label.value, total.index.id, signed(total.positive), signed(total.negative),
            signed(total.total), str(total.events), total.band_name or "",
        )
        for total in scored.totals.values()
    ]
    widths = [max(cells(row[column]) for row in (heads, *rows)) for column in range(len(heads))]
    issue = scored.issue
    lines = [paint(f"{issue.series.title} No {issue.number}, {issue.period}", "bold"), ""]
    lines.append(paint(_line(heads, widths), "dim"))
    for row, total in zip(rows, scored.totals.values(), strict=True):
        line = _line(row, widths)
        lines.append(paint(line, "bold") if total.total < 0 else line)
    return "\n".join(line.rstrip() for line in lines)


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    padded = []
    for column, (text, width) in enumerate(zip(row, widths, strict=True)):
        gap = " " * (width - cells(text))
        padded.append(gap + text if 2 <= column <= 5 else text + gap)  # noqa: PLR2004 - the columns of numbers
    return "  ".join(padded)


def as_json(scored: ScoredIssue) -> str:
    """``{"indices": {"russia": {"positive": 27, …}}}``."""
    return json.dumps(
        {"issue": scored.issue.name, "indices": {name: _numbers(total) for name, total in scored.totals.items()}},
        ensure_ascii=False, indent=2,
    )


def _numbers(total: IndexTotal) -> dict[str, Any]:
    return {
        "positive": total.positive,
        "negative": total.negative,
        "total": plain_number(total.total),
        "events": total.events,
        "band": total.band_name,
    }


def plain_number(value: Fraction) -> int | float:
    """An integer where the value is one."""
    return value.numerator if value.denominator == 1 else float(value)


def as_csv(scored: ScoredIssue) -> str:
    """One line an index, with a head, as spreadsheets read it."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for name, total in scored.totals.items():
        numbers = _numbers(total)
        writer.writerow([name, *(numbers[key] for key in COLUMNS[1:])])
    return stream.getvalue().rstrip("\n")
