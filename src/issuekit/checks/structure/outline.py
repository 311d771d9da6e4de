"""A chapter's developments as an outline: parts, headings, headings within texts, run-in heads, and what stands
under them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from issuekit.checks.patterns import lazily
from issuekit.frozen import dataclass
from issuekit.model.prose import Passage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.diagnostics import Span
    from issuekit.indices.totals import ScoredIssue
    from issuekit.model.issue import Chapter
    from issuekit.model.prose import Prose
    from issuekit.model.source import Text

PART, HEADING, RUN_IN, CONTENT = 0, 1, 8, 9
# Bold words at the beginning of a paragraph: what the page sets as a run-in head, if they end like a head.
BOLD = lazily(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", re.DOTALL)
HEAD_ENDS = (".", ":", "?", "!")


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading of the outline, or a stretch of content.

    ``level`` is 0 for a part, 1 for a heading, 2 to 7 for the headings of Markdown, 8 for a run-in head, and 9
    for content, which has no title. ``words`` are what it was read from: a passage, or the whole of a text.
    """

    level: int
    title: str
    words: Passage | Text

    @property
    def span(self) -> Span:
        """Its place in the file."""
        if isinstance(self.words, Passage):
            return self.words.span(0, max(1, min(len(self.words.plain), len(self.title) or 1)))
        return self.words.span() if self.words.value else self.words.place.first_line.span

    @property
    def kind(self) -> str:
        """What it is, in an editor's words."""
        return {PART: "part", RUN_IN: "run-in head"}.get(self.level, "heading")


@dataclass(frozen=True, slots=True)
class RunIn:
    """The bold beginning of a paragraph; ``start`` and ``end`` are its words' places in the content. ``alone``
    when the paragraph has nothing else.
    """

    words: str
    start: int
    end: int
    alone: bool

    @property
    def is_head(self) -> bool:
        """Whether the page sets it as a head: it ends like one, and text follows."""
        return not self.alone and self.words.endswith(HEAD_ENDS)


def run_in(passage: Passage) -> RunIn | None:
    """The bold words that a paragraph begins with."""
    if passage.kind != "paragraph" or not passage.content.startswith(("**", "__")):
        return None
    match = BOLD.match(passage.content)
    if match is None:
        return None
    words = " ".join(match[2].split())
    return RunIn(words, match.start(2), match.end(2), not passage.content[match.end() :].strip(" .:\n"))


@lru_cache(maxsize=4)
def outlines(scored: ScoredIssue) -> tuple[tuple[Chapter, tuple[Entry, ...]], ...]:
    """Each chapter with the outline of its developments."""
    return tuple((chapter, tuple(_entries(chapter))) for chapter in scored.issue.chapters)


def _entries(chapter: Chapter) -> Iterator[Entry]:
    for block in chapter.developments:
        if block.part is not None:
            yield _titled(block.part, PART)
        if block.heading is not None:
            yield _titled(block.heading, HEADING)
        if block.text is not None:
            yield from _of_text(block.text)
        if block.table is not None:
            yield Entry(CONTENT, "", block.table)


def _titled(text: Text, level: int) -> Entry:
    return Entry(level, " ".join(text.value.split()), text)


def _of_text(prose: Prose) -> Iterator[Entry]:
    if not prose.signs:
        if prose.text.value.strip():
            yield Entry(CONTENT, "", prose.text)
        return
    passages = iter(prose.passages)
    level = CONTENT
    for token in prose.signs:
        if token.type == "footnote_block_open":
            return
        if token.type == "heading_open":
            level = HEADING + int(token.tag[1:])
        elif token.type == "heading_close":
            level = CONTENT
        elif token.type == "inline":
            yield from _of_passage(next(passages), level)
        elif token.type in ("fence", "code_block"):
            yield Entry(CONTENT, "", prose.text)


def _of_passage(passage: Passage, level: int) -> Iterator[Entry]:
    if level != CONTENT:
        yield Entry(level, " ".join(passage.plain.split()), passage)
        return
    head = run_in(passage)
    if head is not None and (head.is_head or head.alone):
        yield Entry(RUN_IN, head.words, passage)
        if head.alone:
            return
    if passage.content.strip():
        yield Entry(CONTENT, "", passage)
