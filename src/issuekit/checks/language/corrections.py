"""Corrections of words: edits that touch as little of the file as they can."""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.checks.sheet import correction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from issuekit.checks.sheet import Spot
    from issuekit.diagnostics import Fix


def replacement(spot: Spot, old: str, new: str, *, safe: bool = True) -> Fix | None:
    """The fix that puts ``new`` for ``old``; None where it can't be made by a plain edit.

    Of several words only those that differ are touched, so that a line end between them stays.
    """
    if spot.locus.passage.text.style not in ("|", ">") and set("'\"\\:#") & (set(new) - set(old)):
        return None  # what these signs mean in the file depends on its quotes
    words, others = old.split(" "), new.split(" ")
    head = _alike(words, others)
    tail = _alike(words[:head:-1], others[:head:-1])  # at least one word is left
    start = len(" ".join(words[:head])) + (head > 0)
    end = len(" ".join(words[len(words) - tail :])) + (tail > 0)
    edit = spot.part(start, len(old) - end).becomes(new[start : len(new) - end])
    return correction(f"Print “{new}”", edit, safe=safe)


def _alike(words: Sequence[str], others: Sequence[str]) -> int:
    """How many words are the same before the first that differs."""
    return next((index for index, (one, other) in enumerate(zip(words, others, strict=False)) if one != other),
                min(len(words), len(others)))
