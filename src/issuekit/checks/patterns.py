"""Patterns that are compiled at their first use: many of them no text of an issue ever needs."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class _Later:
    """Stands for a compiled pattern; what is asked of it is asked of the pattern, which is then made."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, value)  # the next time there is no detour
        return value


def lazily(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The pattern that ``re.compile`` would give, compiled at its first use.

    A fault in the source shows only then: a test compiles them all.
    """
    return cast("re.Pattern[AnyStr]", _Later(source, flags))
