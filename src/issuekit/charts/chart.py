"""A finished chart."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing and its text alternative.

    ``svg`` is a whole SVG document; its width and height are those to print it at, and its texts are live,
    set in the house sans. ``alt`` is plain text and states every number that the drawing shows.
    """

    name: str
    svg: str
    alt: str
