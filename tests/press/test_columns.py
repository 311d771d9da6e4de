"""Widths of columns: enough for the words, the rest where it makes the table lower."""

from __future__ import annotations

import pytest

from issuekit.press.columns import widths


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
