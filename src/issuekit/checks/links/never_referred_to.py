"""Nothing in the text refers to a table, or no block places it.

Why:
    A table that the text never mentions is one that readers skip, or that was left over when the text was cut.
    One that no block places is printed behind the chapter's text, far from what it is about.
Fail:
    developments:
      - text: The exercises went on.
      - table: exercises
    tables:
      - {id: exercises, caption: Exercises, columns: [Date], rows: [[4 November]]}
Fail:
    developments:
      - text: The exercises (see [](#exercises)) went on.
    tables:
      - {id: exercises, caption: Exercises, columns: [Date], rows: [[4 November]]}
Pass:
    developments:
      - text: The exercises (see [](#exercises)) went on.
      - table: exercises
    tables:
      - {id: exercises, caption: Exercises, columns: [Date], rows: [[4 November]]}
Pass:
    developments:
      - text: "The exercises went on:"
      - table: exercises
    tables:
      - {id: exercises, caption: Exercises, columns: [Date], rows: [[4 November]]}
Fix:
    Refer to it with [](#exercises) where it is spoken of, and place it there with “- table: exercises”.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from issuekit.checks.links.addresses import addresses
from issuekit.checks.links.anchors import TABLE, anchors, mentions
from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.indices.totals import ScoredIssue
    from issuekit.model.issue import Block, Chapter, Table

RULE = Rule("IK407", "never-referred-to", Severity.WARNING, __doc__)

BEFORE = lazily(r":\W*$|\b(?:below|following|follows?|here|list(?:ed|s)?|overleaf)\b", re.IGNORECASE)
BEHIND = lazily(r"\b(?:above|preceding|list(?:ed|s)?)\b", re.IGNORECASE)


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Tables that nothing refers to, and tables that no block places."""
    known = anchors(scored)
    word = scored.issue.series.labels.table.lower()
    spoken = {mention.number for mention in mentions(scored) if mention.kind == TABLE}
    linked = _linked(scored)
    for chapter in scored.issue.chapters:
        placed = {str(block.table) for block in chapter.developments if block.table is not None}
        for table in chapter.tables:
            if table.id not in placed:
                yield RULE.at(
                    table.place, f"no block places the table “{table.id}”, so that it is printed at the chapter's end",
                    f"write “- table: {table.id}” under “developments:”, where the text speaks of it",
                )
            elif not (
                table.id in linked or known.tables[chapter.id, table.id] in spoken or _introduced(chapter, table, word)
            ):
                yield RULE.at(
                    table.place, f"nothing in the text refers to the table “{table.id}”",
                    f"write [](#{table.id}) where it is spoken of: the program prints its number",
                )


def _linked(scored: ScoredIssue) -> set[str]:
    """The tables that a link leads to; links in a table to itself don't count."""
    own = {
        id(prose): table.id
        for _, table in scored.issue.tables()
        for prose in (table.caption, *(cell for row in table.rows for cell in row))
    }
    return {
        address.target[1:] for address in addresses(scored)
        if address.link.internal and own.get(id(address.prose)) != address.target[1:]
    }


def _introduced(chapter: Chapter, table: Table, word: str) -> bool:
    """Whether the paragraph before or behind the table speaks of it: “as follows:”, “the table above”."""
    blocks = chapter.developments
    place = next(number for number, block in enumerate(blocks) if block.table and str(block.table) == table.id)
    before = _last_words(blocks, place)
    behind = _next_words(blocks, place)
    return bool(
        word in before.lower() or BEFORE.search(before) or word in behind.lower() or BEHIND.search(behind),
    )


def _last_words(blocks: tuple[Block, ...], place: int) -> str:
    """The paragraph before a table; other tables may stand between."""
    for number in range(place, -1, -1):
        block = blocks[number]
        if block.text is not None and block.text.passages:
            return block.text.passages[-1].plain
        if block.heading is not None or block.part is not None:
            break
    return ""


def _next_words(blocks: tuple[Block, ...], place: int) -> str:
    """The paragraph behind a table, unless a heading stands between."""
    for block in blocks[place + 1 :]:
        if block.heading is not None or block.part is not None:
            break
        if block.text is not None and block.text.passages:
            return block.text.passages[0].plain
    return ""
