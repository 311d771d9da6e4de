"""A text file that an editor wrote, and values that remember where in it they stand."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from issuekit.diagnostics import Span
from issuekit.frozen import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


class Source:
    """One file: its path, the name shown to the editor, and its text.

    ``text`` is the decoded file with line ends as they stand on disk, so that offsets into it can be used
    to edit the file without touching anything else. Offsets count characters.
    """

    __slots__ = ("__dict__", "name", "path", "text")

    def __init__(self, path: Path, name: str, text: str) -> None:
        self.path = path
        self.name = name
        self.text = text

    def __repr__(self) -> str:
        return f"Source({self.name!r})"

    @cached_property
    def line_starts(self) -> Sequence[int]:
        """Offset of the first character of every line."""
        starts = [0]
        find = self.text.find
        position = find("\n")
        while position >= 0:
            starts.append(position + 1)
            position = find("\n", position + 1)
        return starts

    def span(self, start: int, end: int | None = None) -> Span:
        """The stretch from ``start`` up to ``end`` (one character, if it is left out)."""
        size = len(self.text)
        start = max(0, min(start, size))
        end = start + 1 if end is None else max(start, end)
        end = min(end, size)
        line = bisect_right(self.line_starts, start)
        end_line = bisect_right(self.line_starts, end)
        return Span(
            self.name,
            line,
            start - self.line_starts[line - 1] + 1,
            end_line,
            end - self.line_starts[end_line - 1] + 1,
        )

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its line end; empty past the end of the file."""
        if not 1 <= number <= len(self.line_starts):
            return ""
        start = self.line_starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start : len(self.text) if end < 0 else end].rstrip("\r")


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a source, by offsets. The cheap form of a :class:`Span`, made into one when needed."""

    source: Source
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The place as line and column."""
        return self.source.span(self.start, self.end)

    @property
    def first_line(self) -> Place:
        """The part of the place that stands on its first line: what a message underlines."""
        stop = self.source.text.find("\n", self.start, self.end)
        return self if stop < 0 else Place(self.source, self.start, max(stop, self.start + 1))


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of an editor's text together with the place of the YAML scalar that holds it.

    The value of a scalar differs from what stands in the file: indentation is stripped, lines are folded,
    quotes and escapes are resolved. :meth:`offset` finds the way back.
    """

    value: str
    place: Place
    style: str = ""  # the YAML scalar style: "" or None plain, ' or " quoted, | literal, > folded
    _offsets: list[int] = field(default_factory=list, compare=False, repr=False)

    def __str__(self) -> str:
        return self.value

    def __bool__(self) -> bool:
        return bool(self.value.strip())

    def offset(self, index: int) -> int:
        """The offset in the file of character ``index`` of the value."""
        if not self._offsets:
            self._offsets.extend(align(self))
        return self._offsets[max(0, min(index, len(self._offsets) - 1))]

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The span in the file of the characters from ``start`` up to ``end`` of the value."""
        end = len(self.value) if end is None else end
        first = self.offset(start)
        last = self.offset(end - 1) + 1 if end > start else first
        return self.place.source.span(first, max(first, last))


ESCAPE_LENGTHS = {"x": 3, "u": 5, "U": 9}  # of an escape in a double-quoted scalar, backslash not counted


def align(text: Text) -> list[int]:
    """For each character of a scalar's value, and for its end, the offset in the file."""
    raw, start, stop = text.place.source.text, text.place.start, text.place.end
    if text.style in ("|", ">"):
        offsets = _align_lines(text.value, raw, start, stop) if text.style == "|" else None
        return _align_block(text.value, raw, start, stop) if offsets is None else offsets
    quotes = 1 if text.style in ("'", '"') else 0
    if raw[start + quotes:stop - quotes] == text.value:  # one line, without escapes
        return list(range(start + quotes, stop - quotes + 1))
    offsets = list(_flow_offsets(raw, start, stop, text.style))
    return [*offsets[:len(text.value)], offsets[len(text.value)] if len(offsets) > len(text.value) else stop]


def _align_lines(value: str, raw: str, start: int, stop: int) -> list[int] | None:
    """A literal block line by line: every line of the value is the end of the file's line. None where one isn't
    (carriage returns).
    """
    position = raw.find("\n", start, stop) + 1 or stop
    offsets: list[int] = []
    for line in value.split("\n"):
        end = raw.find("\n", position, stop)
        end = stop if end < 0 else end
        first = end - len(line)
        if first < position or not raw.startswith(line, first):
            return None
        offsets.extend(range(first, end + 1))
        position = end + 1
    return offsets


def _align_block(value: str, raw: str, start: int, stop: int) -> list[int]:
    """Walks a block scalar's value and the file side by side: between the value's characters stand only the
    header, indentation, and line ends that folding took away.
    """
    position = raw.find("\n", start, stop) + 1 or stop
    offsets: list[int] = []
    for character in value:
        if character in " \n":
            while position < stop and raw[position] == "\r":
                position += 1
            offsets.append(position)
            if position < stop and raw[position] in " \n":
                position += 1
            continue
        if position < stop and raw[position] != character:
            position = _skip_blank(raw, position, stop)
        offsets.append(min(position, stop))
        position += 1
    offsets.append(min(position, stop))
    return offsets


def _flow_offsets(raw: str, start: int, stop: int, style: str) -> Iterator[int]:
    """Where each character of a plain or quoted scalar's value stands, by YAML's rules of folding and escapes
    (YAML 1.2.2, 7.3): blanks around line ends vanish, one line end is a space, each further one a line end.
    """
    quoted = style in ("'", '"')
    position, stop = (start + 1, stop - 1) if quoted else (start, stop)
    while position < stop:
        character = raw[position]
        if character in " \t\r\n":
            end = _skip_blank(raw, position, stop)
            breaks = [place for place in range(position, end) if raw[place] == "\n"]
            if not breaks:
                yield from range(position, end)
            elif len(breaks) == 1:
                yield position
            else:
                yield from breaks[1:]
            position = end
        elif style == '"' and character == "\\":
            following = raw[position + 1 : position + 2]
            if following in ("\r", "\n"):  # an escaped line end vanishes with the indentation after it
                position = _skip_blank(raw, position + 1, stop)
                continue
            yield position
            position += 1 + ESCAPE_LENGTHS.get(following, 1)
        else:
            yield position
            position += 2 if style == "'" and character == "'" else 1
    yield stop


def _skip_blank(raw: str, position: int, stop: int) -> int:
    """The next offset at which something other than white space stands."""
    while position < stop and raw[position] in " \t\r\n":
        position += 1
    return position
