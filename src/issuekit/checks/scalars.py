"""The values of a YAML file and where each of their characters stands: what an exact edit needs to know."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from issuekit.model.source import ESCAPE_LENGTHS
from issuekit.reading.yaml_nodes import Mapping, Node, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.model.source import Text

# Characters that a double-quoted scalar has short escapes for; all others stand for themselves.
ESCAPES = {"\\": "\\\\", '"': '\\"', "\t": "\\t"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a file's table of values: the path of keys and positions, and the scalar, or what is there instead.

    Two files of equal entries mean the same to every reader of YAML.
    """

    path: tuple[str | int, ...]
    kind: str  # key, text, nothing (an empty value, or null), list or mapping
    value: str | int
    style: str = ""


def entries(root: Node) -> Iterator[tuple[Entry, Scalar | None]]:
    """Everything a tree holds, in the order of the file, with the scalar of each text."""
    stack: list[tuple[tuple[str | int, ...], Node]] = [((), root)]
    while stack:
        path, node = stack.pop()
        if isinstance(node, Scalar):
            yield Entry(path, "nothing" if node.empty else "text", node.text.value, node.text.style), node
        elif isinstance(node, Mapping):
            yield Entry(path, "mapping", len(node.items)), None
            for key, value in reversed(node.items):
                stack.append(((*path, key.text.value), value))
            for key, _ in node.items:
                yield Entry((*path, key.text.value), "key", key.text.value, key.text.style), None
        else:
            yield Entry(path, "list", len(node.items)), None
            stack.extend(((*path, number), item) for number, item in reversed(list(enumerate(node.items))))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where some characters of a value stand: ``value[first:last]`` is at ``start`` up to ``end`` of the file."""

    first: int
    last: int
    start: int
    end: int


class Layout:
    """The way between a scalar's value and the file, in both directions."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.offsets = [text.offset(index) for index in range(len(text.value) + 1)]

    def _end(self, index: int) -> int:
        """Where a character of the value ends in the file: escapes and doubled quotes are longer than one."""
        raw, start, style = self.text.place.source.text, self.offsets[index], self.text.style
        if style == "'" and raw[start : start + 2] == "''":
            return start + 2
        if style == '"' and raw[start : start + 1] == "\\":
            return start + 1 + ESCAPE_LENGTHS.get(raw[start + 1 : start + 2], 1)
        return start + 1

    def stretch(self, start: int, end: int) -> Stretch | None:
        """The characters that begin within ``start`` up to ``end`` of the file, widened to whole escapes.

        None where ``start`` is not the beginning of a character (or, for an insertion, not a gap between two).
        """
        if start == end:
            return self._gap(start)
        first = bisect_left(self.offsets, start)
        last = bisect_left(self.offsets, end)
        if first >= len(self.text.value) or self.offsets[first] != start or last <= first:
            return None
        last = min(last, len(self.text.value))
        stop = self._end(last - 1)
        return None if stop < end else Stretch(first, last, start, stop)

    def _gap(self, position: int) -> Stretch | None:
        before = bisect_right(self.offsets, position - 1) - 1
        if 0 <= before < len(self.text.value) and self._end(before) == position:
            return Stretch(before + 1, before + 1, position, position)
        index = bisect_left(self.offsets, position)
        if index <= len(self.text.value) and self.offsets[index] == position:
            return Stretch(index, index, position, position)
        return None

    def written(self, text: str) -> str:
        """A piece of text as it has to be written in this scalar's style."""
        if self.text.style == "'":
            return text.replace("'", "''")
        if self.text.style == '"':
            return "".join(ESCAPES.get(character, character) for character in text)
        return text
