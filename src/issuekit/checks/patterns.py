"""Patterns that are compiled at their first use: many of them no text of an issue ever needs.

To compile one takes longer than to look through a whole chapter with it. So it can be told, too, what every text has
in it that the pattern finds something in; it is compiled when it meets such a text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, AnyStr, cast

if TYPE_CHECKING:
    from collections.abc import Iterator


_PLAIN = {"…": ".", "“": '"', "”": '"', "‘": "'", "’": "'"}


def plainly(text: str, marks: str = "".join(_PLAIN)) -> str:
    """A text with plain ones instead of some printed marks, character by character.

    A pattern with the printed ones takes three times as long to compile; to replace them one by one is forty times as
    fast as ``str.translate`` where a text has others beyond Latin-1.
    """
    for mark in marks:
        text = text.replace(mark, _PLAIN[mark])
    return text


class _Later:
    """Stands for a compiled pattern; what is asked of it is asked of the pattern, which is then made."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, value)  # the next time there is no detour
        return value


class _Seldom(_Later):
    """A pattern that finds nothing in a text without one word of each group; cases count only where it heeds them."""

    def __init__(self, source: str | bytes, flags: int, needs: tuple[str | tuple[str, ...], ...]) -> None:
        super().__init__(source, flags)
        self._needs = [(group,) if isinstance(group, str) else group for group in needs]
        self._made: re.Pattern[str] | None = None

    def _for(self, text: str) -> re.Pattern[str] | None:
        if self._made is None:
            words = text.lower() if self._flags & re.IGNORECASE else text
            for group in self._needs:
                for word in group:
                    if word in words:
                        break
                else:
                    return None
            self._made = re.compile(cast("str", self._source), self._flags)
        return self._made

    def search(self, text: str, *place: int) -> re.Match[str] | None:
        made = self._for(text)
        return None if made is None else made.search(text, *place)

    def match(self, text: str, *place: int) -> re.Match[str] | None:
        made = self._for(text)
        return None if made is None else made.match(text, *place)

    def fullmatch(self, text: str, *place: int) -> re.Match[str] | None:
        made = self._for(text)
        return None if made is None else made.fullmatch(text, *place)

    def finditer(self, text: str, *place: int) -> Iterator[re.Match[str]]:
        made = self._for(text)
        return iter(()) if made is None else made.finditer(text, *place)


def lazily(source: AnyStr, flags: int = 0, *needs: str | tuple[str, ...]) -> re.Pattern[AnyStr]:
    """The pattern that ``re.compile`` would give, compiled at its first use.

    ``needs`` are words (or groups of words) of which each (of a group, one) is in every text that the pattern finds
    something in; in small letters where it ignores case. A fault in the source shows only at the first use: a test
    compiles all patterns, and another holds those with needs to their examples.
    """
    return cast("re.Pattern[AnyStr]", _Seldom(source, flags, needs) if needs else _Later(source, flags))
