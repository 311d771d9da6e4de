"""A small addition to the page engine's tag builder: every element of the tag tree remembers its box.

The engine builds the tags of a PDF from the boxes of its pages and keeps nothing of the HTML in them: not the
language of a passage, not which of two elements go on across a page. :mod:`issuekit.press.mends` needs that.
The engine's version is pinned exactly, so what is wrapped here is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint.pdf import tags

if TYPE_CHECKING:
    from collections.abc import Iterator

_build = tags._build_box_tree  # noqa: SLF001 - the engine has no other way to it


def _remembering(box: Any, parent: Any, *rest: Any) -> Iterator[Any]:
    """The elements that the engine builds of a box; the innermost call has the box that an element is of."""
    for element in _build(box, parent, *rest):
        element.__dict__.setdefault("box", getattr(box, "_box", box))  # an absolutely placed box is in a holder
        yield element


tags._build_box_tree = _remembering  # noqa: SLF001
