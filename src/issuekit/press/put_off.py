"""Libraries that the page engine imports and hardly ever calls, fetched when it does.

The engine cuts fonts down with HarfBuzz. What it has besides, for a HarfBuzz that can't and for fonts that vary, takes
a quarter of the time of its import, and no document pays for it that doesn't need it.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Of these, the engine only calls functions and classes.
SELDOM_CALLED = ("fontTools.subset", "fontTools.varLib.instancer")


class _PutOff(ModuleType):
    """In a module's place: whatever is called in it, is called in the module itself, imported then."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*values: object, **named: object) -> object:
            return getattr(import_module(self.__name__), name)(*values, **named)

        return call


@contextmanager
def put_off(names: tuple[str, ...] = SELDOM_CALLED) -> Iterator[None]:
    """Within this, whoever imports these modules gets them put off. Those that are there already, are there."""
    places = {name: _PutOff(name) for name in names if name not in sys.modules}
    sys.modules.update(places)
    try:
        yield
    finally:
        for name, place in places.items():
            if sys.modules.get(name) is place:
                del sys.modules[name]
