"""An author's Markdown, parsed once: blocks to print, links and claims to check, passages to read."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from issuekit.frozen import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from markdown_it.token import Token

    from issuekit.diagnostics import Span
    from issuekit.model.source import Text


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its address, the words it is set on, and where in the Markdown it stands.

    ``start`` and ``end`` are indices into the prose's text; ``target`` is the address as written.
    An address that begins with ``#`` points into the issue; one without words prints the target's label.
    """

    target: str
    words: str
    start: int
    end: int
    image: bool = False

    @property
    def internal(self) -> bool:
        """Whether the link points into the issue."""
        return self.target.startswith("#")


@dataclass(frozen=True, slots=True)
class Claim:
    """``{=expression}`` prints a computed value; ``[printed]{=expression}`` checks what is printed.

    ``printed`` is None where the value is to be printed.
    """

    expression: str
    printed: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FootnoteMark:
    """``[^1]`` in the text, or the definition of that footnote where ``definition`` is true."""

    label: str
    start: int
    end: int
    definition: bool = False


# What to take away from a paragraph's Markdown to be left with its words. Each alternative begins with its sign, so
# that the engine skips from sign to sign: that makes it some fifteen times as fast.
MARKUP = re.compile(
    r"\\(?=[!-/:-@\[-`{-~])|\*\*{0,2}|_(?:(?<!\w_)_{0,2}(?=\S)|(?<=\S_)_{0,2}(?!\w))|``*"
    r"|\[\^[^\]\s]{1,80}\](?::\s?)?",
)


@dataclass(frozen=True)
class Passage:
    """One paragraph, list item, cell or heading as a reader sees it, with the way back to the file.

    ``content`` is the Markdown of the block with its line breaks; ``start`` its index in ``text.value``.
    ``plain`` is what a reader reads: markup gone, computed claims left out, one space for a line break.
    """

    text: Text
    content: str
    starts: Sequence[int]  # index in the text's value of the beginning of each line of the content
    kind: str = "paragraph"  # paragraph, item, heading or cell
    group: int = 0  # items of one list share a number; 0 outside lists
    cuts: Sequence[tuple[int, int, str]] = ()  # (start, end, replacement) in the content: links, claims

    @cached_property
    def _reading(self) -> tuple[str, list[tuple[int, int]]]:
        pieces: list[str] = []
        anchors: list[tuple[int, int]] = []  # (index in plain, index in content), ascending
        position = length = 0
        cuts = list(self.cuts)
        begins = sorted(start for start, _, _ in cuts)
        reach = list(accumulate((end for _, end, _ in sorted(cuts)), max, initial=0))  # how far the first n cuts go
        cuts += [
            (match.start(), match.end(), "")
            for match in MARKUP.finditer(self.content)
            if reach[bisect_right(begins, match.start())] <= match.start()
        ]
        for start, end, replacement in sorted(cuts):
            if start < position:
                continue
            anchors.append((length, position))
            pieces.append(self.content[position:start])
            length += start - position
            if replacement:
                anchors.append((length, start))
                pieces.append(replacement)
                length += len(replacement)
            position = end
        anchors.append((length, position))
        pieces.append(self.content[position:])
        return "".join(pieces).replace("\n", " "), anchors

    @property
    def plain(self) -> str:
        """The words as a reader sees them."""
        return self._reading[0]

    def index(self, plain_index: int) -> int:
        """The index in the Markdown (``text.value``) of a character of ``plain``."""
        anchors = self._reading[1]
        plain, content = anchors[max(0, bisect_right(anchors, plain_index, key=itemgetter(0)) - 1)]
        position = content + plain_index - plain
        line = bisect_right(self._line_begins, position) - 1
        return self.starts[min(line, len(self.starts) - 1)] + position - self._line_begins[line]

    @cached_property
    def _line_begins(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.content))]

    def span(self, start: int, end: int) -> Span:
        """The place in the file of ``plain[start:end]``."""
        first = self.index(start)
        last = self.index(end - 1) + 1 if end > start else first
        return self.text.span(first, max(first, last))


@dataclass(frozen=True, slots=True)
class Sign:
    """What a parser's token says, as far as checks ask: its type, its lines, and of words their content.

    ``children`` are the links and claims among the words; ``meta`` tells where in the content they stand.
    """

    type: str
    map: Sequence[int] | None = None
    content: str = ""
    children: Sequence[Sign] = ()
    meta: Mapping[str, Any] = field(default_factory=dict)
    attrs: Mapping[str, str | int | float] = field(default_factory=dict)
    tag: str = ""


@dataclass(frozen=True)
class Prose:
    """Markdown as an author wrote it and as it was understood.

    ``signs`` are its blocks in their order; ``notes`` are the labels of its footnotes, a colon before each, with their
    numbers from 0, below it where no mark leads there. ``tokens`` are the parser's, which a page is made of; they are
    made when they are asked for, if the text was understood without.
    """

    text: Text
    signs: Sequence[Sign | Token]
    passages: Sequence[Passage]
    links: Sequence[Link] = ()
    claims: Sequence[Claim] = ()
    footnotes: Sequence[FootnoteMark] = ()
    inline: bool = False
    notes: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)
    parse: Callable[[], tuple[Sequence[Token], dict[str, Any]]] | None = field(default=None, compare=False, repr=False)

    def __bool__(self) -> bool:
        return bool(self.text)

    @cached_property
    def tokens(self) -> Sequence[Token]:
        """The parser's tokens; none where the text is nothing but words."""
        return () if self.parse is None else self.parse()[0]

    @property
    def plain(self) -> str:
        """All words, passages parted by line ends."""
        return "\n".join(passage.plain for passage in self.passages)
