"""An event of the catalogue, or a row of a table by date, lies outside the issue's period.

Why:
    An issue counts the events of its own months. One of another month was counted before, will be counted
    again, or has a slip in its date.
Fail:
    events:
      - {date: 4 November, event: A visit, points: +1}
      - {date: 5 October, event: A quarrel, points: -1}
      - {date: 6 November, event: A loan, points: +2}
Fail:
    events:
      - {date: 5 November 2018, event: A visit, points: +1}
Pass:
    events:
      - {date: 28 October - 8 November, event: A visit, points: +1}
      - {date: Late December, event: A loan, points: +2}
Fix:
    Correct the date. If the date is right, the event belongs to another issue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.checks.dates.rows import Row, catalogue, tables
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Edit, Finding, Fix, Severity
from issuekit.model.when import MONTHS, UnreadableDateError, parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from issuekit.indices.totals import ScoredIssue
    from issuekit.model.when import Period

RULE = Rule("IK305", "outside-period", Severity.WARNING, __doc__)

MANY, SHARE = 6, 3  # events outside, and more than one in three: then it is the period that is in doubt
LONGEST = 200  # days; a stretch of months that is longer is the wrong way round


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Catalogue rows that don't touch the period; rows of tables, where most of the table does."""
    period = scored.issue.period
    catalogues = [catalogue(chapter) for chapter in scored.issue.chapters]
    outside = sum(not period.overlaps(row.start, row.end) for rows in catalogues for row in rows)
    if outside >= MANY and outside * SHARE > sum(map(len, catalogues)):
        yield RULE.at(
            scored.issue.period_place, f"{outside} events of the catalogue are outside {period}",
            "is the period right? If it is, the catalogue is that of another issue",
        )
    else:
        for rows in catalogues:
            yield from _rows(rows, period)
    for _, rows in tables(scored.issue):
        places = [place for place, row in enumerate(rows) if not period.overlaps(row.start, row.end)]
        if 2 * len(places) < len(rows):
            for place in places:
                yield _outside(rows, place, period, Severity.NOTE)


def _rows(rows: Sequence[Row], period: Period) -> Iterator[Finding]:
    """The rows of one catalogue that don't touch the period, or reach over most of a year."""
    for place, row in enumerate(rows):
        if not period.overlaps(row.start, row.end):
            yield _outside(rows, place, period, Severity.ERROR if row.year_printed else Severity.WARNING)
        elif row.start.year != row.end.year and (row.end - row.start).days > LONGEST and not row.year_printed:
            yield RULE.at(
                row.span, f"“{row.printed}” reaches from {MONTHS[row.start.month - 1]} {row.start.year} "
                f"to {MONTHS[row.end.month - 1]} {row.end.year}", "are the months the wrong way round?",
            )


def _outside(rows: Sequence[Row], place: int, period: Period, severity: Severity) -> Finding:
    row = rows[place]
    meant = _meant(rows, place, period)
    hint = "correct the date, or leave the row to the issue that it belongs to"
    if meant:
        hint = f"is {meant} meant? {hint}"
    return RULE.at(
        row.span, f"“{row.printed}” is outside the issue’s period, {period}", hint, severity=severity,
        fix=Fix(f"write {meant}", (Edit(row.span, meant),), safe=False) if meant else None,
    )


def _meant(rows: Sequence[Row], place: int, period: Period) -> str:
    """The date that would fit between its neighbours, had it their month, or no year."""
    row = rows[place]
    near = [other for other in (*rows[max(0, place - 1) : place], *rows[place + 1 : place + 2])
            if period.overlaps(other.start, other.end)]
    name = next((month for month in MONTHS if month in row.printed), "")
    months = dict.fromkeys(MONTHS[other.start.month - 1] for other in near)
    candidates = [row.printed.replace(name, month) for month in months if name]
    if row.year_printed:
        candidates.append(row.printed.rstrip("0123456789 "))
    for candidate in candidates:
        try:
            when = parse(candidate, period)
        except UnreadableDateError:
            continue
        fits = all(other.start <= when.start for other in near[:1] if other in rows[:place]) and all(
            when.start <= other.start for other in near[-1:] if other in rows[place + 1 :]
        )
        if fits and period.overlaps(when.start, when.end) and row.text.value.strip() == row.printed:
            return candidate
    return ""
