"""A heading, caption or event is longer than the page can take, or a heading ends with a full stop.

Why:
    A heading of three lines is a paragraph in disguise: it breaks the contents page and the running head. Heads
    that stand on a line of their own have no full stop.
Fail:
    developments:
      - heading: The talks about the terms on which oil and gas are to be supplied and what the two sides made of them
        text: The talks went on.
Fail:
    developments:
      - heading: Oil and gas.
        text: The talks went on.
Pass:
    developments:
      - heading: Relations with the U.S.
        text: "**Oil and gas.** The talks went on."
Fix:
    Say what the section is about in a few words, and the rest in its first sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from issuekit.checks.loci import loci
from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.checks.structure.outline import CONTENT, RUN_IN, outlines, run_in
from issuekit.diagnostics import Edit, Finding, Fix, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.checks.loci import Locus
    from issuekit.indices.totals import ScoredIssue
    from issuekit.model.issue import Chapter

RULE = Rule("IK133", "overlong-heading", Severity.WARNING, __doc__)

LONGEST_HEADING = 90
LONGEST_RUN_IN = 80
LONGEST_CAPTION = 200
LONGEST_EVENT = 400
STOP = lazily(r"(?<![.,;])[.,;]\s*$")
ABBREVIATION = lazily(
    r"\b(?:\w|Co|Ltd|Inc|Corp|Bros|Jr|Sr|St|Dept|Govt|Gen|Col|Adm|etc|al|vs|approx)\.\s*$", re.IGNORECASE,
)
SHORTEN = "say it in fewer words; the text below has room for the rest"


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Texts that are too long for their place, and full stops behind headings."""
    for chapter, entries in outlines(scored):
        for entry in entries:
            if entry.level not in (CONTENT, RUN_IN) and len(entry.title) > LONGEST_HEADING:
                yield RULE.at(entry.span, f"the {entry.kind} has {len(entry.title)} characters", SHORTEN)
        yield from _catalogue(chapter)
    abbreviations = {text.value for text in scored.issue.series.house.abbreviations}
    for locus in loci(scored):
        if locus.section == "heading" or locus.passage.kind == "heading":
            yield from _stop(locus, abbreviations)
        elif locus.running:
            yield from _run_in(locus)


def _catalogue(chapter: Chapter) -> Iterator[Finding]:
    for event in chapter.events:
        size = len(event.text.plain)
        if size > LONGEST_EVENT:
            yield RULE.at(event.text.text.span(), f"the event has {size} characters",
                          "give what happened; what it means belongs into the chapter", severity=Severity.NOTE)
    for table in chapter.tables:
        size = len(table.caption.plain)
        if size > LONGEST_CAPTION:
            yield RULE.at(table.caption.text.span(), f"the caption has {size} characters", SHORTEN)


def _run_in(locus: Locus) -> Iterator[Finding]:
    head = run_in(locus.passage)
    size = len(head.words) if head is not None and head.is_head else 0
    if size > LONGEST_RUN_IN:
        yield RULE.at(locus.passage.span(0, size), f"the run-in head has {size} characters", SHORTEN)


def _stop(locus: Locus, abbreviations: set[str]) -> Iterator[Finding]:
    words = locus.passage.plain
    match = STOP.search(words[-20:])
    if match is None or (match[0].strip() == "." and ABBREVIATION.search(words[-20:])):
        return
    if words.split()[-1] in abbreviations:
        return
    start = len(words) - len(words[-20:]) + match.start()
    passage = locus.passage
    span = passage.span(start, start + 1)
    name = {".": "a full stop", ",": "a comma", ";": "a semicolon"}[match[0].strip()]
    place = passage.text.offset(passage.index(start))
    typed = passage.text.place.source.text[place : place + 1] == words[start]
    yield RULE.at(span, f"the heading ends with {name}", "delete it",
                  fix=Fix(f"delete {name}", (Edit(span, ""),)) if typed else None)
