"""Corrections change what they are about and nothing else, whatever the file looks like."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from issuekit.checks.fixing import (
    OUTSIDE,
    OVERLAP,
    SEVERAL_FILES,
    STRUCTURE,
    UNREADABLE,
    Corrected,
    correct,
    diff,
)
from issuekit.checks.scalars import entries
from issuekit.diagnostics import Edit, Finding, Fix, Severity, Span
from issuekit.model.source import Source
from issuekit.reading.yaml_nodes import Mapping, parse

if TYPE_CHECKING:
    from collections.abc import Sequence

FILE = """\
# a comment, with “quotes”: kept
plain: Word , another   # kept as well
single: 'It''s one , two'
double: "A \\"quoted\\" \\u00e9t\\u00e9 , end"
literal: |
  First line , here.

  Second line , there.
folded: >-
  A folded , text
  goes on.
list: [one , two's, "three"]
map: {a: b , "c": 'd'}
"""


def source_of(text: str) -> Source:
    return Source(Path("x.yaml"), "x.yaml", text)


def read(source: Source) -> Mapping | None:
    return parse(source)[0]


def finding(source: Source, *edits: tuple[int, int, str], safe: bool = True) -> Finding:
    made = tuple(Edit(source.span(start, end), text) for start, end, text in edits)
    return Finding("IK999", "test", Severity.WARNING, made[0].span, "wrong", "mend it", (), Fix("mend", made, safe))


def corrected(text: str, *edits: tuple[int, int, str]) -> Corrected:
    source = source_of(text)
    return correct([finding(source, edit) for edit in edits], {"x.yaml": source}, read)


def replaced(text: str, old: str, new: str) -> tuple[int, int, str]:
    start = text.index(old)
    return start, start + len(old), new


def test_every_style_of_scalar() -> None:
    comma = re.compile(" ,(?= another| two'$| end| here| there| text)")
    edits = [(match.start(), match.end(), ",") for match in comma.finditer(FILE)]
    result = corrected(FILE, *edits)
    assert result.texts["x.yaml"] == comma.sub(",", FILE)
    assert len(result.made) == len(edits)
    assert result.left == ()


@pytest.mark.parametrize("text", [FILE.replace("\n", "\r\n"), "\ufeff" + FILE, "\ufeff" + FILE.replace("\n", "\r\n")])
def test_line_ends_and_byte_order_mark_stay(text: str) -> None:
    result = corrected(text, replaced(text, "First line ,", "First line,"), replaced(text, "goes on", "went on"))
    assert result.texts["x.yaml"] == text.replace("First line ,", "First line,").replace("goes on", "went on")


def test_insertion_at_the_end_of_a_line_before_crlf() -> None:
    text = "a: |\r\n  one\r\n  two\r\nb: c\r\n"
    end = text.index("one") + 3
    assert corrected(text, (end, end, ".")).texts["x.yaml"] == text.replace("one", "one.")


def test_quotes_are_written_as_their_scalar_needs_them() -> None:
    text = "a: 'it''s'\nb: \"say \\\"so\\\"\"\nc: plain\n"
    doubled = text.index("''")
    escaped = text.index('\\"')
    result = corrected(
        text, (doubled, doubled + 1, "’"), (escaped, escaped + 1, "“"), replaced(text, "plain", "it's \"plain\""),
    )
    assert result.texts["x.yaml"] == "a: 'it’s'\nb: \"say “so\\\"\"\nc: it's \"plain\"\n"
    result = corrected(text, replaced(text, "it", "'t"), replaced(text, "say", 'a "b" \\ c'))
    assert result.texts["x.yaml"] == "a: '''t''s'\nb: \"a \\\"b\\\" \\\\ c \\\"so\\\"\"\nc: plain\n"


@pytest.mark.parametrize(("old", "new"), [
    ("plain text", "plain: text"), ("plain text", "plain #text"), ("plain text", "- plain"),
    ("plain text", "plain text "), ("plain text", "[plain"), ("plain text", ""), ("plain text", "null"),
    ("one", "o, ne"), ("one", "]"), ("First", "  First"),
])
def test_what_would_be_read_otherwise_is_refused(old: str, new: str) -> None:
    text = "a: plain text\nlist: [one, two]\nblock: |\n  First line\n  second\n"
    good = replaced(text, "second", "third")
    result = corrected(text, replaced(text, old, new), good)
    assert [left.reason for left in result.left] == [STRUCTURE]
    assert result.texts["x.yaml"] == text.replace("second", "third")


def test_the_first_of_overlapping_corrections_is_made() -> None:
    text = "a: one two three\n"
    result = corrected(
        text, replaced(text, "one two", "1 2"), replaced(text, "two", "zwei"), (7, 7, "!"),
        replaced(text, " three", " 3"),
    )
    assert result.texts["x.yaml"] == "a: 1 2 3\n"
    assert [left.reason for left in result.left] == [OVERLAP, OVERLAP]


def test_two_insertions_at_one_place_are_not_both_made() -> None:
    text = "a: one two\n"
    result = corrected(text, (6, 6, ","), (6, 6, ";"), (3, 6, "1"), (7, 10, "2"))
    assert result.texts["x.yaml"] == "a: one, 2\n"
    assert [left.reason for left in result.left] == [OVERLAP, OVERLAP]


def test_edits_of_one_correction_are_made_together_or_not_at_all() -> None:
    source = source_of("a: one two\nb: three\n")
    both = finding(source, (3, 6, "1"), (14, 19, "x: y"))
    result = correct([both], {"x.yaml": source}, read)
    assert result.texts == {}
    assert [left.reason for left in result.left] == [STRUCTURE]


def test_what_has_no_place_is_left() -> None:
    source = source_of("# comment here\nkey: value\n")
    found = [finding(source, (2, 9, "x")), finding(source, (15, 18, "schlüssel")), finding(source, (20, 25, "a\nb"))]
    elsewhere = Finding("IK9", "t", Severity.NOTE, Span("y", 1, 1, 1, 2), "", "", (), Fix("", (
        Edit(Span("y.yaml", 1, 1, 1, 2), ""), Edit(Span("x.yaml", 1, 1, 1, 2), ""))))
    result = correct([*found, elsewhere], {"x.yaml": source}, read)
    assert result.texts == {}
    assert sorted(left.reason for left in result.left) == sorted([OUTSIDE, OUTSIDE, OUTSIDE, SEVERAL_FILES])


def test_a_file_that_cannot_be_read_is_left_alone() -> None:
    source = source_of("key: [value\n")
    result = correct([finding(source, (6, 11, "x"))], {"x.yaml": source}, read)
    assert result.texts == {}
    assert [left.reason for left in result.left] == [UNREADABLE]


def test_unsafe_corrections_are_made_only_when_asked() -> None:
    source = source_of("key: value\n")
    found = [finding(source, (5, 10, "other"), safe=False)]
    assert correct(found, {"x.yaml": source}, read).texts == {}
    assert correct(found, {"x.yaml": source}, read, unsafe=True).texts == {"x.yaml": "key: other\n"}


def test_diff_is_a_unified_diff() -> None:
    assert diff("a\nb\nc", "a\nB\nc", "x.yaml") == (
        "--- a/x.yaml\n+++ b/x.yaml\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n\\ No newline at end of file\n"
    )
    assert diff("a\n", "a\n", "x.yaml") == ""


WORDS = st.text(st.sampled_from("ab ,.:;#'\"“”’-–[]{}|>&*!%@\\éд\u00a0"), min_size=0, max_size=6)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(FILE)), st.integers(0, 5), WORDS), min_size=1, max_size=6),
    st.sampled_from(["\n", "\r\n"]), st.booleans(),
)
def test_nothing_changes_outside_the_edits(
    edits: Sequence[tuple[int, int, str]], line_end: str, mark: bool,
) -> None:
    text = ("\ufeff" if mark else "") + FILE.replace("\n", line_end)
    source = source_of(text)
    size = len(text)
    found = [
        finding(source, (min(start, size), min(start + length, size), new)) for start, length, new in edits
    ]
    result = correct(found, {"x.yaml": source}, read)
    assert len(result.made) + len(result.left) == len(found)
    new = result.texts.get("x.yaml", text)
    places = sorted(
        (source.line_starts[edit.span.line - 1] + edit.span.column - 1,
         source.line_starts[edit.span.end_line - 1] + edit.span.end_column - 1)
        for one in result.made if one.fix for edit in one.fix.edits
    )
    pieces, position = [], 0
    for start, end in places:
        pieces.append(text[position:start])
        position = end
    pieces.append(text[position:])
    pieces = pieces if places else [text]
    # An edit may take the rest of an escape with it ('' and \\"), which is at most nine characters long.
    assert re.fullmatch(r"(?s:.{0,80}?)".join(map(_loosely, pieces)), new)
    before, after = read(source), read(source_of(new))
    assert before is not None
    assert after is not None
    assert [entry.path for entry, _ in entries(before)] == [entry.path for entry, _ in entries(after)]
    changed = [one for one, other in zip(entries(before), entries(after), strict=True) if one[0] != other[0]]
    assert len(changed) <= len(places)


def _loosely(piece: str) -> str:
    """The piece, of which the first characters may belong to an escape that an edit took away whole."""
    escape = re.match(r"'|\"|u00e9|00e9|0e9|e9|9", piece)
    if not escape:
        return re.escape(piece)
    return f"(?:{re.escape(escape[0])})?{re.escape(piece[escape.end():])}"
