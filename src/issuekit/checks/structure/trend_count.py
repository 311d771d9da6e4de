"""A chapter has one trend only, or more than a reader remembers; or a trend carries a number of its own.

Why:
    The trends are what a hurried reader takes along: a handful. The program numbers them, so that a number typed
    by hand is printed beside the other.
Fail:
    trends:
      - Trade grew.
Fail:
    trends:
      - 1. Trade grew.
      - 2. Tourism fell.
Pass:
    trends:
      - Trade grew.
      - Tourism fell.
      - 2019 was a good year for both.
Fix:
    Join or split trends until there are two to eight. Delete numbers before them; “issuekit check --fix” does it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Edit, Finding, Fix, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.indices.totals import ScoredIssue
    from issuekit.model.issue import Chapter
    from issuekit.model.source import Text

RULE = Rule("IK136", "trend-count", Severity.NOTE, __doc__)

FEWEST, MOST = 2, 8
# 1. or 1) or (1) or a) or a bullet, and the space behind it
NUMBER = lazily(r"\s*(?P<mark>\(?(?:[0-9]{1,2}|[a-h])\)|[0-9]{1,2}\.|[•·▪●‣])[ \t\u00a0]+(?=\S)")
FURTHER = lazily(r"^\s*[0-9]{1,2}[.)]\s", re.MULTILINE)


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Chapters with too few or too many trends, and trends with numbers."""
    for chapter in scored.issue.chapters:
        count = len(chapter.trends)
        if count and not FEWEST <= count <= MOST:
            yield RULE.at(
                chapter.trends[0 if count < FEWEST else MOST].text.place,
                "the chapter has one trend only" if count < FEWEST else f"the chapter has {count} trends",
                f"{FEWEST} to {MOST} are what a reader takes along",
            )
        yield from _numbered(chapter)


def _numbered(chapter: Chapter) -> Iterator[Finding]:
    for trend in chapter.trends:
        text = trend.text
        match = NUMBER.match(text.value)
        if match is None:
            continue
        start, end = match.start("mark"), match.end()
        several = len(FURTHER.findall(text.value)) > 1
        yield RULE.at(
            text.span(start, match.end("mark")), f"the trend has a number of its own, “{match['mark']}”",
            "make each item a trend of its own" if several else "delete it: the program numbers the trends",
            fix=None if several else _fix(text, start, end), severity=Severity.WARNING,
        )


def _fix(text: Text, start: int, end: int) -> Fix | None:
    source = text.place.source
    first, last = text.offset(start), text.offset(end - 1) + 1
    if source.text[first:last] != text.value[start:end]:
        return None
    rest = text.value[end : end + 1]
    if not text.style and not (rest.isalnum() or rest in "“‘("):
        return None  # what then begins the text may mean something in YAML
    return Fix("delete the number", (Edit(source.span(first, last), ""),))
