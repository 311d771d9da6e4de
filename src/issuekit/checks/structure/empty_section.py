"""A heading has nothing under it, or an entry has no words.

Why:
    An empty heading, trend or table is printed all the same: a number with nothing behind it. Mostly the text was
    to come later, or was moved and the heading was not.
Fail:
    developments:
      - heading: Oil and gas
      - heading: Trade
        text: Trade grew.
Fail:
    ## Oil and gas

    ## Trade

    Trade grew.
Fail:
    trends:
      - Trade grew.
      - ""
Fail:
    tables:
      - {id: exercises, caption: Exercises, columns: [Date, Place], rows: []}
Pass:
    developments:
      - part: The economy
      - heading: Oil and gas
        text: Oil was scarce.
      - heading: The exercises
      - table: exercises
    tables:
      - {id: exercises, caption: Exercises, columns: [Date, Place], rows: [[4 November, "–"]]}
Fix:
    Write what belongs there, or delete the heading or the entry.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from issuekit.checks.rule import Rule
from issuekit.checks.structure.outline import CONTENT, RUN_IN, Entry, outlines
from issuekit.diagnostics import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from issuekit.indices.totals import ScoredIssue
    from issuekit.model.issue import Chapter, Table
    from issuekit.model.prose import Prose

RULE = Rule("IK131", "empty-section", Severity.ERROR, __doc__)

# Dashes and marks that stand for “nothing”; words to come, such as “…”, are another rule's.
WRITE = "write it, or delete it"
LONGEST_HEAD = 6  # words of a bold paragraph that is rather a head than a sentence


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Headings with nothing under them, and entries without words."""
    issue = scored.issue
    if blank(issue.letter):
        yield RULE.at(issue.letter.text.place, "the letter is empty", "write the letter")
    if not issue.editor.name:
        yield RULE.at(issue.editor.name.place, "the editor has no name", "write the name under the letter")
    for chapter, entries in outlines(scored):
        yield from _keys(chapter)
        yield from _entries(chapter)
        yield from _headings(entries)
        for table in chapter.tables:
            yield from _table(table)
        for event in chapter.events:
            if blank(event.text):
                yield RULE.at(event.place, "the event has no words", "say what happened")


def blank(prose: Prose) -> bool:
    """Whether a prose has no words: nothing, a dash, or YAML's word for nothing."""
    text = prose.text
    if not text.style and text.value in ("null", "~"):
        return True
    value = "".join(text.value.split())
    return not value.removesuffix(".").strip("-–—~*_")


def _keys(chapter: Chapter) -> Iterator[Finding]:
    """Keys of the chapter's file with nothing behind them. Sections that the series asks for are IK130's."""
    sections = {
        "trends": bool(chapter.trends), "developments": bool(chapter.developments),
        "forecast": chapter.forecast is not None, "tables": bool(chapter.tables), "events": bool(chapter.events),
    }
    for key, filled in sections.items():
        if filled or key not in chapter.keys or key in chapter.plan.required:
            continue
        match = re.search(rf"^{key}[ \t]*:", chapter.source.text, re.MULTILINE)
        place = chapter.source.span(*match.span()) if match else chapter.place.first_line.span
        # A list that is plainly empty prints nothing; a forecast without words has its heading.
        severity = Severity.WARNING if key in ("tables", "events") else None
        yield RULE.at(place, f"“{key}” is empty", "write it, or delete the key", severity=severity)


def _entries(chapter: Chapter) -> Iterator[Finding]:
    asked = chapter.plan.required
    if "trends" not in asked or any(bool(trend) for trend in chapter.trends):
        for number, trend in enumerate(chapter.trends, start=1):
            if blank(trend):
                yield RULE.at(trend.text.place, f"trend {number} has no words", WRITE)
    for block in chapter.developments:
        if block.part is None and block.heading is None and block.text is None and block.table is None:
            yield RULE.at(block.place, "the block is empty", "give it a heading, a text or a table, or delete it")
        elif block.text is not None and blank(block.text):
            yield RULE.at(block.text.text.place, "the text is empty", WRITE)
    forecast = chapter.forecast
    if forecast is not None and blank(forecast) and ("forecast" not in asked or bool(forecast)):
        yield RULE.at(forecast.text.place, "the forecast has no words", WRITE)
    for prose in chapter.prose():
        if not blank(prose):
            yield from _items(prose)


def _items(prose: Prose) -> Iterator[Finding]:
    """List items of Markdown without words."""
    for token, following in pairwise(prose.signs):
        if token.type == "list_item_open" and following.type == "list_item_close" and token.map:
            lines = prose.text.value.split("\n")
            start = sum(len(line) + 1 for line in lines[: token.map[0]])
            start += len(lines[token.map[0]]) - len(lines[token.map[0]].lstrip())
            yield RULE.at(prose.text.span(start, start + 1), "an item of the list has no words", WRITE)


def _headings(entries: Sequence[Entry]) -> Iterator[Finding]:
    for entry, following in pairwise((*entries, None)):
        if entry is None or entry.level == CONTENT:
            continue
        if not re.search(r"\w", entry.title):
            yield RULE.at(entry.span, f"the {entry.kind} has no words", "write it, or delete the key")
        elif entry.level == RUN_IN:
            # A bold sentence may stand by itself; before another head it is one whose text is missing.
            short = len(entry.title.split()) <= LONGEST_HEAD
            if following is not None and following.level == RUN_IN and short:
                yield RULE.at(entry.span, f"nothing stands under “{entry.title}”", "write its text, or delete it",
                              severity=Severity.WARNING)
        elif following is None or following.level <= entry.level:
            yield RULE.at(entry.span, f"nothing stands under the {entry.kind} “{entry.title}”",
                          f"write its text, or delete the {entry.kind}")


def _table(table: Table) -> Iterator[Finding]:
    if blank(table.caption):
        yield RULE.at(table.caption.text.place, f"the table “{table.id}” has no caption", "say what it shows")
    if not table.rows:
        yield RULE.at(table.place, f"the table “{table.id}” has no rows", "fill it in, or delete it")
    for row in table.rows:
        if row and all(blank(cell) for cell in row):
            yield RULE.at(row[0].text.place, f"a row of the table “{table.id}” is empty", "fill it in, or delete it")
