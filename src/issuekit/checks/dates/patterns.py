"""Patterns that are compiled when they are first used: most texts never come so far as to need them."""

from __future__ import annotations

import re
from typing import Any, cast


class _Later:
    """Stands for a compiled pattern until one of its methods is asked for."""

    def __init__(self, source: str, flags: int) -> None:
        self.source = source
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        method = getattr(re.compile(self.source, self.flags), name)
        setattr(self, name, method)  # the next time there is no detour
        return method


def lazily(source: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern, compiled at its first use: a tenth of a second saved on those that a text doesn't need."""
    return cast("re.Pattern[str]", _Later(source, flags))
