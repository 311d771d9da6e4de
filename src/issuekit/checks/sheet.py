"""All words of an issue as one sheet of text: a rule searches it once and finds the way back to each place."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from issuekit.checks.loci import Locus, loci
from issuekit.checks.patterns import lazily
from issuekit.diagnostics import Edit, Fix, Span
from issuekit.frozen import dataclass

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from issuekit.indices.totals import ScoredIssue

OBJECT = "\ufffc"  # stands for what the program prints, and on the sheet for addresses

# Web and mail addresses, paths of files: their signs are no punctuation.
ADDRESS = lazily(
    r"(?:\b[a-z][a-z0-9+.-]{1,9}://|\bwww\.|\bmailto:|\b[A-Z]:\\)[^\s<>“”«»]+"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{2,64})+"
    r"|(?<![\w.-])[a-z0-9][\w-]{0,63}(?:\.[a-z0-9][\w-]{0,63}){0,4}\.[a-z]{2,6}/[^\s<>“”«»]*",
)
MARKS = ("://", "www.", "@", "mailto:", ":\\", "/")  # one of them is in every address
BLOTS = lazily(f"{OBJECT}+")
TRAILING = ".,;:!?)]’'\""


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of a passage's plain words."""

    locus: Locus
    start: int
    end: int

    @property
    def words(self) -> str:
        """What stands there."""
        return self.locus.passage.plain[self.start : self.end]

    @property
    def span(self) -> Span:
        """Where it stands in the file."""
        return self.locus.passage.span(self.start, self.end)

    @property
    def on_one_line(self) -> bool:
        """Whether it doesn't run over the end of a line of the file."""
        span = self.span
        return span.line == span.end_line

    def part(self, start: int, end: int) -> Spot:
        """A part of it, by indices that count from its own beginning."""
        return Spot(self.locus, self.start + start, self.start + end)

    def becomes(self, text: str) -> Edit | None:
        """The edit that puts ``text`` in its place; None where markup stands in between."""
        passage = self.locus.passage
        if self.start == self.end:
            # After the character before, so that what is put in stays outside of a link that follows.
            before = passage.span(self.end - 1, self.end)
            return Edit(Span(before.file, before.end_line, before.end_column, before.end_line, before.end_column), text)
        first, last = passage.index(self.start), passage.index(self.end - 1) + 1
        if passage.text.value[first:last].replace("\n", " ") != passage.plain[self.start : self.end]:
            return None
        return Edit(self.span, text)


class Sheet:
    """The plain words of every passage, a line each. Addresses are blotted out by signs of their length."""

    def __init__(self, passages: Sequence[Locus]) -> None:
        self.loci = tuple(passages)
        lines = [blotted(locus.passage.plain) for locus in passages]
        self.text = "\n".join(lines)
        self.lines = tuple(lines)
        starts, position = [], 0
        for line in lines:
            starts.append(position)
            position += len(line) + 1
        self.starts = tuple(starts)

    def number(self, position: int) -> int:
        """Which passage a character of the text belongs to."""
        return bisect_right(self.starts, position) - 1

    def spot(self, start: int, end: int) -> Spot:
        """The place of ``text[start:end]``, which is within one line."""
        number = self.number(start)
        return Spot(self.loci[number], start - self.starts[number], end - self.starts[number])

    def find(self, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], Spot]]:
        """Every match of a pattern that doesn't match a line end, with its place."""
        for match in pattern.finditer(self.text):
            yield match, self.spot(match.start(), match.end())


@lru_cache(maxsize=4)
def sheet(scored: ScoredIssue) -> Sheet:
    """The sheet of an issue, made once for all rules that search it."""
    return Sheet(loci(scored))


def blotted(plain: str) -> str:
    """The words with addresses replaced by signs, character by character."""
    if not any(mark in plain for mark in MARKS):
        return plain.replace("\n", " ")
    return ADDRESS.sub(_blot, plain).replace("\n", " ")


def _blot(match: re.Match[str]) -> str:
    address = match[0]
    length = len(address.rstrip(TRAILING))
    if address[length : length + 1] == ")" and "(" in address[:length]:
        length += 1  # “…/wiki/Index_(economics)”
    return OBJECT * length + address[length:]


def shown(words: str) -> str:
    """Words as a message shows them: an ellipsis for what the program prints and for addresses."""
    return BLOTS.sub("…", words)


def english(scored: ScoredIssue) -> bool:
    """Whether the issue is in English: some rules know the usage of that language alone."""
    return scored.issue.series.language.partition("-")[0].lower() == "en"


def correction(description: str, *edits: Edit | None, safe: bool = True) -> Fix | None:
    """The fix made of some edits, or None where one of them can't be made."""
    made = tuple(edit for edit in edits if edit is not None)
    return Fix(description, made, safe) if made and len(made) == len(edits) else None
