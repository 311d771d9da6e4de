"""A drawn chart, as far as a page has to know it."""

from __future__ import annotations

from typing import Protocol


class Picture(Protocol):
    """A chart under the name by which a page asks for it.

    ``svg`` is a whole SVG document whose width and height are its size on the page; ``alt`` states its
    numbers in words, for readers who can't see it.
    """

    @property
    def name(self) -> str: ...

    @property
    def svg(self) -> str: ...

    @property
    def alt(self) -> str: ...
