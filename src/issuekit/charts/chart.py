"""A finished chart."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing and its text alternative.

    ``svg`` is a whole SVG document whose width and height are those it is meant to be printed at; its texts are
    live and set in the house sans. ``alt`` is plain text and states every number that the drawing shows.
    """

    name: str
    svg: str
    alt: str
