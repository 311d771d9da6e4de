"""Widths of a table's columns, from what stands in them.

The page engine can find them itself, but then has to lay out every cell several times; given widths are much
faster. They are counted in characters: near enough for a column, and the same on every machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MEASURE = 112  # characters of table type in the full width
GAP = 3  # characters between two columns, and what a word may be wider than as many average characters
LONGEST_WORD = 16  # what a column is given room for at least; longer words are hyphenated
RAGGED = 2  # characters of each line that its last word doesn't fill
SHARPNESS = 3  # how much the tallest cell of a row counts before the others


def widths(heads: Sequence[str], rows: Sequence[Sequence[str]], measure: int = MEASURE) -> tuple[float, ...]:
    """The width of each column in per cent, so that the table becomes as short as it can.

    Every column has room for its longest word; what is left goes, a character at a time, to the column that
    then makes the rows lower by most.
    """
    columns = range(len(heads))
    lengths = [[len(row[column]) for column in columns] for row in (heads, *rows)]
    shares = [_longest([heads[column], *(row[column] for row in rows)]) for column in columns]
    measure -= GAP * len(heads)
    widest = [max(row[column] for row in lengths) + RAGGED for column in columns]
    for _ in range(max(measure - sum(shares), 0)):
        open_ones = [column for column in columns if shares[column] < widest[column]]
        if not open_ones:
            break
        best = min(open_ones, key=lambda column: (_height(lengths, _wider(shares, column)), column))
        shares[best] += 1
    whole = sum(share + GAP for share in shares) or 1
    return tuple(round(100 * (share + GAP) / whole, 2) for share in shares)


def _longest(texts: Sequence[str]) -> int:
    return min(max((len(word) for text in texts for word in text.split()), default=1), LONGEST_WORD)


def _wider(shares: Sequence[int], column: int) -> list[int]:
    return [share + (place == column) for place, share in enumerate(shares)]


def _height(lengths: Sequence[Sequence[int]], shares: Sequence[int]) -> float:
    """The lines that all rows take: in each, softly, those of its tallest cell."""
    return float(sum(
        sum((length / max(share - RAGGED, 1)) ** SHARPNESS for length, share in zip(row, shares, strict=True))
        ** (1 / SHARPNESS)
        for row in lengths
    ))
