"""The list of misspellings that codespell keeps: looked up in its file as it is, without reading all of it in.

The file has a line for each misspelling, ``wrong->right`` or ``wrong->right, other,``, sorted by the first. Making
a table of its 65,000 lines would take longer than all other rules together, so a word is found by halving.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LIST = "dictionary.txt"
STRIDE = 512  # bytes between two lines that are known beforehand


class MisspellingList:
    """The sorted list; looks words of small letters a to z up."""

    def __init__(self, data: bytes) -> None:
        """``data`` is the file after a line end, so that every line has one before it."""
        self.data = data
        keys: list[str] = []
        offsets: list[int] = []
        for position in range(0, len(data), STRIDE):
            start = data.find(b"\n", position)
            key = data[start + 1 : data.find(b"->", start)]
            if key.isalpha() and key.islower():  # those with other signs or capitals are sorted in a way of their own
                keys.append(key.decode())
                offsets.append(start)
        self.keys, self.offsets = keys, [0, *offsets, len(data)]

    def corrections(self, words: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Those of the words that are misspelled, with what they may be meant for, the likeliest first."""
        found = {}
        # The names are bound before the loop because it runs for every word of an issue.
        find, keys, offsets = self.data.find, self.keys, self.offsets
        for word in words:
            block = bisect_right(keys, word)
            line = f"\n{word}->".encode()
            start = find(line, offsets[block], offsets[block + 1])
            if start >= 0:
                found[word] = self._right(start + len(line))
        return found

    def _right(self, start: int) -> tuple[str, ...]:
        stop = self.data.find(b"\n", start)
        right = self.data[start : stop if stop >= 0 else None].decode()
        return tuple(filter(None, (correction.strip() for correction in right.split(","))))


@cache
def misspelling_list() -> MisspellingList:
    """The list of codespell, read once. Its package isn't imported: that would cost more than the search."""
    return MisspellingList(b"\n" + list_file().read_bytes())


def list_file() -> Path:
    """Where codespell keeps its list."""
    from importlib.util import find_spec  # noqa: PLC0415 - only an issue in English needs it

    spec = find_spec("codespell_lib")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("codespell is not installed; install issuekit again")
    return Path(spec.submodule_search_locations[0]) / "data" / LIST
