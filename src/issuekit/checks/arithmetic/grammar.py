"""Patterns over the shape of sentences, tried only where the words that they need stand, and compiled only then.

A check runs on every save: of a hundred patterns, most find none of their words in an issue and cost nothing.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from issuekit.checks.patterns import lazily

if TYPE_CHECKING:
    from collections.abc import Iterator

AMOUNT, PERCENT, POINTS, OTHER, FILL = "#", "%", "^", "@", "~"
# A number is taken whole: what follows it never begins inside it.
A, P = "#~*+", "%~*+"
Q, M = "[#%]~*+", "[#%^]~*+"


class Pattern:
    """A pattern, with the words that a text has to have for it to be tried: one of each group of ``needs``."""

    __slots__ = ("_compiled", "_needs", "_source")

    def __init__(self, source: str, *needs: str | tuple[str, ...]) -> None:
        self._source = source
        self._needs = [(group,) if isinstance(group, str) else group for group in needs]
        self._compiled: re.Pattern[str] | None = None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """All matches between two places of a text."""
        compiled = self._for(text)
        return iter(()) if compiled is None else compiled.finditer(text, start, end)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match between two places of a text."""
        compiled = self._for(text)
        return None if compiled is None else compiled.search(text, start, end)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match at a place of a text."""
        compiled = self._for(text)
        return None if compiled is None else compiled.match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match of all that stands between two places of a text."""
        compiled = self._for(text)
        return None if compiled is None else compiled.fullmatch(text, start, end)

    def _for(self, text: str) -> re.Pattern[str] | None:
        for group in self._needs:
            for word in group:
                if word in text:
                    break
            else:
                return None
        if self._compiled is None:
            self._compiled = re.compile(self._source)
        return self._compiled


UP, DOWN = 1, -1
_MARKS = {
    "↑": (
        "rose risen rises rising grew grown grow grows growing increased increases increasing climbed climbs climbing"
        " jumped jumps jumping surged surges surging soared soars soaring gained gains gaining expanded expands"
        " expanding raised raises raising boosted"
    ),
    "↓": (
        "fell fallen falls falling dropped drops dropping declined declines declining decreased decreases decreasing"
        " shrank shrunk shrinks shrinking plunged plunges plunging reduced reduces reducing slumped contracted slid"
        " dwindled dwindles dwindling diminished diminishes lowered lowers lowering"
    ),
    "⇑": "increase rise growth gain jump surge climb expansion",
    "⇓": "decrease fall drop decline reduction cut loss slump contraction reduce",
    "△": "up",
    "▽": "down",
    "≫": "more higher larger bigger longer greater taller heavier stronger above over",
    "≪": "less lower fewer smaller shorter lighter weaker below under",
}
_MARK_OF = {word: mark for mark, words in _MARKS.items() for word in words.split()}
_UPWARD, _DOWNWARD = frozenset("↑⇑△≫"), frozenset("↓⇓▽≪")
# A verb that tells a change, or a noun that can be one; a noun; a comparative; “up” or “down”.
WENT, CHANGE, MORE, UPDOWN = "[↑↓⇑⇓△▽]~*+", "[⇑⇓]~*+", "[≫≪△▽]~*+", "[△▽]~*+"
_LETTERS = lazily(r"[a-z]+")


def with_moves(shape: str) -> str:
    """The shape with words such as “rose”, “decrease” and “more” marked by what they tell, place for place."""
    return _LETTERS.sub(_marked, shape)


def _marked(match: re.Match[str]) -> str:
    word = match.group()
    mark = _MARK_OF.get(word)
    return word if mark is None else mark + FILL * (len(word) - 1)


def direction(marked: str) -> int:
    """Whether marked words tell a way up or down; 0 where they tell neither."""
    if not _DOWNWARD.isdisjoint(marked):
        return DOWN
    return 0 if _UPWARD.isdisjoint(marked) else UP


def gap(length: int, *, commas: bool = True) -> str:
    """Some words, without a number among them and within one clause, up to ``length`` characters."""
    return rf"[^#%^;:(){'' if commas else ','}]{{0,{length}}}?"
