"""Widths of columns: enough for the words, the rest where it makes the table lower."""

from __future__ import annotations

import pytest

from issuekit.press.columns import GAP, MEASURE, _Lines, widths


def test_wide_texts_get_the_room() -> None:
    heads = ["Date", "Note"]
    rows = [["4 November", "a long note about what was said and done on that day " * 3]] * 4
    date, note = widths(heads, rows)
    assert date + note == pytest.approx(100, abs=0.1)
    assert note > 3 * date
    assert date * 112 / 100 >= len("November")


def test_a_long_word_is_given_room_and_equal_columns_are_equal() -> None:
    first, second = widths(["A", "B"], [["x", "x"]])
    assert first == second
    narrow, wide = widths(["A", "B"], [["x", "October–November"]])
    assert wide > narrow


def test_no_rows_and_no_columns() -> None:
    assert widths([], []) == ()
    assert sum(widths(["A", "B", "C"], [])) == pytest.approx(100, abs=0.1)


def test_columns_give_way_to_the_tallest_cells() -> None:
    """Rows are as tall as their tallest cell: the width that saves most lines is found, or nearly so."""
    rows = [["word " * 12, "word " * 10, "word " * 60], *[["word " * 14, "word " * 22, "word"]] * 8]
    shares = widths(["A", "B", "C"], rows)
    table = _Lines([("A", "B", "C"), *(tuple(row) for row in rows)])
    room = MEASURE - 3 * GAP
    printed = [round(share * MEASURE / 100) - GAP for share in shares]
    assert sum(printed) == room
    best = min(
        table.count([one, other, room - one - other])
        for one in range(5, room - 10) for other in range(5, room - one - 4)
    )
    assert table.count(printed) <= best + 1 < table.count([room // 3] * 3)


def test_a_short_cell_is_not_broken() -> None:
    date, _ = widths(["Date", "Note"], [["28–30 November", "a long note about what was said " * 9]] * 3)
    assert date * MEASURE / 100 >= len("28–30 November") + GAP - 0.1


@pytest.mark.parametrize(("text", "share", "lines"), [
    ("", 10, 1), ("four five", 9, 1), ("four five", 8, 2), ("incomprehensible", 8, 2), ("a incomprehensible b", 8, 4),
])
def test_lines_are_counted_as_they_break(text: str, share: int, lines: int) -> None:
    assert _Lines([(text,)]).count([share]) == lines
