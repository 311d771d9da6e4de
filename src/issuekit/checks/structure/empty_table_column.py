"""A column of a table has no entry in any row.

Why:
    An empty column takes room from the others. Mostly its entries were never filled in.
Fail:
    tables:
      - id: exercises
        caption: Exercises
        columns: [Date, Place, Note]
        rows:
          - [4 November, Hrodna, ""]
          - [5 November, Brest, "–"]
Pass:
    tables:
      - id: exercises
        caption: Exercises
        columns: [Date, Place, Note]
        rows:
          - [4 November, Hrodna, ""]
          - [5 November, Brest, Live fire]
Fix:
    Fill the column in, or take it out of “columns:” and of every row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK134", "empty-table-column", Severity.NOTE, __doc__)

FEWEST_ROWS = 2  # in a table of one row a dash says something


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Columns whose cells are all empty."""
    for _, table in scored.issue.tables():
        if len(table.rows) < FEWEST_ROWS:
            continue
        for number, column in enumerate(table.columns):
            cells = [row[number] for row in table.rows if number < len(row)]
            if all(_blank(cell.text.value) for cell in cells):
                yield RULE.at(column.place, f"the column “{column}” is empty in all {len(table.rows)} rows",
                              "fill it in, or take it out")


def _blank(text: str) -> bool:
    """Whether a cell holds nothing, or dashes, dots and question marks instead of it."""
    return not "".join(text.split()).strip("-–—.…?")
