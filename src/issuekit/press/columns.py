"""Widths of a table's columns, from what stands in them.

The page engine can find them itself, but then has to lay out every cell several times; given widths are much
faster, and lower the table: the engine's own rule knows nothing of rows. They are counted in characters: near
enough for a column, and the same on every machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MEASURE = 112  # characters of table type in the full width
GAP = 3  # characters between two columns, and what a word may be wider than as many average characters
LONGEST_WORD = 16  # what a column is given room for at least; longer words are hyphenated, longer cells broken
RAGGED = 2  # characters of each line that its last word doesn't fill
SHARPNESS = 3  # how much the tallest cell of a row counts before the others
STEPS = (1, 2, 4)  # characters that one column gives to another at a time
ROUNDS = 60  # of giving and taking: more than any table has needed


def widths(heads: Sequence[str], rows: Sequence[Sequence[str]], measure: int = MEASURE) -> tuple[float, ...]:
    """The width of each column in per cent, so that the table becomes as short as it can.

    Every column has room for its longest word, and for a cell that is no longer, such as a date; what is left
    goes, a character at a time, to the column that then makes the rows lower by most. Then columns give to each
    other as long as that saves lines.
    """
    columns = range(len(heads))
    cells = [tuple(row) for row in (heads, *rows)]
    least = [max(_longest(heads[column].split()), _unbroken([row[column] for row in rows])) for column in columns]
    shares = _filled(cells, least, measure - GAP * len(heads))
    shares = _exchanged(cells, shares, least)
    whole = sum(share + GAP for share in shares) or 1
    return tuple(round(100 * (share + GAP) / whole, 2) for share in shares)


def _longest(texts: Iterable[str]) -> int:
    return min(max((len(text) for text in texts), default=1), LONGEST_WORD)


def _unbroken(texts: Iterable[str]) -> int:
    """The room that cells need so that no word is broken, and no short cell."""
    return max((len(text) if len(text) <= LONGEST_WORD else _longest(text.split()) for text in texts), default=1)


def _filled(cells: Sequence[tuple[str, ...]], least: Sequence[int], measure: int) -> list[int]:
    """The room for the longest words, and the rest of the measure where it lowers the rows by most."""
    lengths = [[len(text) for text in row] for row in cells]
    shares = list(least)
    widest = [max(row[column] for row in lengths) + RAGGED for column in range(len(least))]
    for _ in range(max(measure - sum(shares), 0)):
        open_ones = [column for column in range(len(least)) if shares[column] < widest[column]]
        if not open_ones:
            break
        best = min(open_ones, key=lambda column: (_soft_height(lengths, _moved(shares, column, None, 1)), column))
        shares[best] += 1
    return shares


def _exchanged(cells: Sequence[tuple[str, ...]], shares: list[int], least: Sequence[int]) -> list[int]:
    """The shares after columns have given each other what saves most lines, none less than the least."""
    table = _Lines(cells)
    lines = table.count(shares)
    for _ in range(ROUNDS):
        trials = [
            _moved(shares, to, giver, step)
            for giver in range(len(shares)) for to in range(len(shares)) for step in STEPS
            if giver != to and shares[giver] - step >= least[giver]
        ]
        fewer, best = min(((table.count(trial), trial) for trial in trials), default=(lines, shares))
        if fewer >= lines:
            break
        shares, lines = best, fewer
    return shares


def _moved(shares: Sequence[int], to: int, giver: int | None, step: int) -> list[int]:
    return [share + step * (place == to) - step * (place == giver) for place, share in enumerate(shares)]


class _Lines:
    """Counts the lines of a table; what a column of some width takes is counted once."""

    def __init__(self, cells: Sequence[tuple[str, ...]]) -> None:
        self.columns = list(zip(*cells, strict=True))
        self.counted: dict[tuple[int, int], list[int]] = {}

    def count(self, shares: Sequence[int]) -> int:
        """The lines that all rows take, each as many as its tallest cell."""
        return sum(map(max, zip(*(self._column(place, share) for place, share in enumerate(shares)), strict=True)))

    def _column(self, place: int, share: int) -> list[int]:
        if (place, share) not in self.counted:
            self.counted[place, share] = [_broken(text, share) for text in self.columns[place]]
        return self.counted[place, share]


def _broken(text: str, share: int) -> int:
    """The lines that a text takes in a column of so many characters."""
    lines, free = 1, share
    for word in text.split():
        needed = len(word) + (free < share)
        if needed <= free:
            free -= needed
        else:
            lines += (free < share) + max(len(word) - 1, 0) // share
            free = max(share - len(word), 0)
    return lines


def _soft_height(lengths: Sequence[Sequence[int]], shares: Sequence[int]) -> float:
    """The lines that all rows take: in each, softly, those of its tallest cell."""
    return float(sum(
        sum((length / max(share - RAGGED, 1)) ** SHARPNESS for length, share in zip(row, shares, strict=True))
        ** (1 / SHARPNESS)
        for row in lengths
    ))
