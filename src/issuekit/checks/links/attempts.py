"""Links that an author meant to make, and that Markdown doesn't take for links: they are printed as typed.

A space in the address, a bracket that is never closed, or a gap between words and address are enough.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from issuekit.checks.loci import Locus, loci
from issuekit.checks.patterns import lazily
from issuekit.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.diagnostics import Span
    from issuekit.indices.totals import ScoredIssue
    from issuekit.model.prose import Passage

_ADDRESS = r"(?:https?:|www\.|mailto:|file:|[A-Za-z]:\\|#[a-z])"
# [words](…, [words] (http…, [words]http…, (words)[http…
BEGINNING = lazily(
    rf"[\])](?:(?<=\])(?:(?P<whole>\()|(?P<gap>\s+\()(?={_ADDRESS})|(?P<naked>)(?=https?://|www\.))"
    r"|(?<=\))(?P<swapped>\s?\[)(?=https?:|www\.))",
)
CODE = lazily(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
CLOSING = {"whole": ")", "gap": ")", "swapped": "]", "naked": ""}
BRACKETS = {")": lazily(r"[()]"), "]": lazily(r"[\[\]]")}
WORD = lazily(r"\S*")
MOST = 20  # attempts in one passage; where there are more, the text is none, and the first ones say so
FARTHEST = 600  # characters in which an address has to end


@dataclass(frozen=True, slots=True)
class Attempt:
    """A link that isn't one. ``kind`` says what was typed: ``whole`` [words](…), ``gap`` [words] (…), ``naked``
    [words]http…, ``swapped`` (words)[…].

    ``start`` and ``end`` are the address's indices in the passage's content, ``begin`` that of the bracket that
    stands before it. ``closed`` says whether the bracket around the address is ever closed, ``image`` whether a
    picture was meant.
    """

    locus: Locus
    kind: str
    begin: int
    start: int
    end: int
    closed: bool
    image: bool = False

    @property
    def address(self) -> str:
        """What was typed as the address."""
        return self.locus.passage.content[self.start : self.end]


@lru_cache(maxsize=4)
def attempts(scored: ScoredIssue) -> tuple[Attempt, ...]:
    """All links that were meant and not made."""
    return tuple(
        attempt for locus in loci(scored) if "]" in locus.passage.content
        for attempt in islice(_of(locus), MOST)
    )


def _of(locus: Locus) -> Iterator[Attempt]:
    content = locus.passage.content
    taken = locus.passage.cuts
    code = [match.span() for match in CODE.finditer(content)] if "`" in content else []
    made = {start for start, _, _ in taken}
    for match in BEGINNING.finditer(content):
        place, kind = match.start(), str(match.lastgroup)
        if place in made or any(start <= place < end for start, end, _ in taken):
            continue
        if content[place - 1 : place] == "\\" or any(start <= place < end for start, end in code):
            continue
        label = content.rfind("[", 0, place)
        if kind != "swapped" and label > 0 and content[label - 1] == "\\":
            continue
        start = match.end()
        end, closed = _end(content, start, CLOSING[kind])
        yield Attempt(locus, kind, place, start, end, closed, image=label > 0 and content[label - 1] == "!")


def _end(content: str, start: int, closing: str) -> tuple[int, bool]:
    """Where an address ends that begins at ``start``, and whether its bracket is closed."""
    if closing:
        depth = 1
        for match in BRACKETS[closing].finditer(content, start, start + FARTHEST):
            depth += -1 if match[0] == closing else 1
            if not depth:
                return match.start(), True
    word = WORD.match(content, start)
    return (word.end() if word else start), not closing


def content_span(passage: Passage, start: int, end: int) -> Span:
    """The place in the file of ``content[start:end]`` of a passage."""
    first = value_index(passage, start)
    return passage.text.span(first, max(first, value_index(passage, end - 1) + 1) if end > start else first)


def value_index(passage: Passage, index: int) -> int:
    """The index in the passage's text of a character of its content."""
    content = passage.content
    line = content.count("\n", 0, index)
    column = index - (content.rfind("\n", 0, index) + 1)
    return passage.starts[min(line, len(passage.starts) - 1)] + column
