"""What is too large for an issue is told where it begins to be too much; what is within the bounds is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import workshop
from issuekit.reading import codes, files, markdown, yaml_nodes
from issuekit.reading.issue_file import Reading, read_issue

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "chapter: partner\n"


def read(chapter: str, root: Path) -> Reading:
    folder = workshop.lay_out("trends: [One]", root)
    (folder.path / "partner.yaml").write_text(chapter, encoding="utf-8")
    return read_issue(folder)


def block(*lines: str) -> str:
    """A forecast of these lines; the first of them is line 3 of the file."""
    return HEAD + "forecast: |\n" + "".join(f"  {line}\n" if line else "\n" for line in lines)


def words(length: int) -> str:
    """Words of that length in all."""
    return ("word " * (length // 5 + 1))[: length - 1] + "."


def rows(count: int) -> str:
    """A chapter of so many values; the first row is line 7 of the file."""
    # The file itself, chapter and partner, five keys with what stands behind them, and a table's mapping.
    others = 1 + 2 + 2 + 1 + 2 + 2 + 3 + 2
    return HEAD + "tables:\n- id: a\n  caption: A table\n  columns: [A]\n  rows:\n" + f"  - [{'a,' * 998}a]\n" * (
        (count - others) // 1000
    ) + f"  - [{'a,' * ((count - others) % 1000 - 2)}a]\n"


LINE, PASSAGE = yaml_nodes.MAX_LINE, markdown.MAX_PASSAGE
FIGURES = yaml_nodes.MAX_FIGURES
MARKUP, NODES, DEPTH = yaml_nodes.MAX_MARKUP, yaml_nodes.MAX_NODES, yaml_nodes.MAX_DEPTH
TOO_LARGE = {
    "a line": (block("A line.", words(LINE + 1)), "2:11", "a line of more than"),
    "a line in quotes": (HEAD + f'forecast: "{words(LINE + 1)}"\n', "2:11", "a line of more than"),
    "a line of one word": (HEAD + f"forecast: {'w' * (LINE + 1)}\n", "2:11", "a line of more than"),
    "a line of an event": (
        HEAD + f"events:\n  - {{date: 4 November, event: {words(LINE + 1)}, points: 1}}\n",
        "3:31", "a line of more than",
    ),
    "a paragraph": (
        block("A paragraph.", "", *[words(100)] * (PASSAGE // 101 + 1)), "5:3", "a paragraph of",
    ),
    "an item of a list": (
        block("A list:", "", "- " + words(98), *["  " + words(98)] * (PASSAGE // 99 + 1)), "5:5", "a paragraph of",
    ),
    "markup": (
        block(*["*word* " * 10, ""] * (MARKUP // 20 + 1)), "2:11", "signs of markup",
    ),
    "markup of two texts": (
        HEAD + "trends:\n" + f"  - '{'[*_`' * (MARKUP // 40)}'\n" * 11, "13:5", "signs of markup",
    ),
    "numbers": (block(*["In 2019, 4.5 men of 1,200 " * 10, ""] * (FIGURES // 30 + 1)), "2:11", "numbers"),
    "number words": (block(*["One to three men of five. " * 10, ""] * (FIGURES // 30 + 1)), "2:11", "numbers"),
    "words": (block(*["a b c d e f g h i j " * 10, ""] * (yaml_nodes.MAX_WORDS // 100 + 1)), "2:11", "words"),
    "punctuation": (block(*["A, b; (c)? " * 10, ""] * (yaml_nodes.MAX_SIGNS // 50 + 1)), "2:11", "punctuation"),
    "values": (rows(NODES + 1), None, "values"),
    "lines": (block(*["A line.", ""] * (files.MAX_LINES // 2)), "1:1", "lines"),
    "bytes": (block(*["Representatives met. " * 19, ""] * (files.MAX_BYTES // 402 + 1)), "1:1", "bytes"),
}


@pytest.mark.parametrize("name", TOO_LARGE)
def test_what_is_too_large_is_told_at_its_place(name: str, tmp_path: Path) -> None:
    chapter, place, told = TOO_LARGE[name]
    (finding,) = read(chapter, tmp_path).findings
    assert finding.code == "IK120"
    assert told in finding.message
    assert finding.hint
    if place:
        assert f"{finding.span.line}:{finding.span.column}" == place


WITHIN = {
    "a line": block(words(LINE)),
    "a line in quotes": HEAD + f'forecast: "{words(LINE)}"\n',
    "a paragraph": block(*[words(99)] * (PASSAGE // 100)),
    "many paragraphs": block(*[words(1000), ""] * 200),
    "markup": block(*["*word* " * 10, ""] * (MARKUP // 20)),
    "numbers": block(*["In 2019, 4.5 men of 1,200 " * 10, ""] * (FIGURES // 30)),
    "words": block(*["a b c d e f g h i j " * 10, ""] * (yaml_nodes.MAX_WORDS // 100 - 1)),
    "punctuation": block(*["A, b; (c)? " * 10, ""] * (yaml_nodes.MAX_SIGNS // 50)),
    "values": rows(NODES),
    "lines": block(*["A line.", ""] * (files.MAX_LINES // 2 - 3)),
    "bytes": block(*["Representatives met. " * 19, ""] * ((files.MAX_BYTES - 100) // 404)),
}


@pytest.mark.parametrize("name", WITHIN)
def test_what_is_within_the_bounds_is_read(name: str, tmp_path: Path) -> None:
    assert "IK120" not in {finding.code for finding in read(WITHIN[name], tmp_path).findings}


def test_editors_are_told_the_bounds() -> None:
    counted = (NODES, yaml_nodes.MAX_WORDS, FIGURES, yaml_nodes.MAX_SIGNS, MARKUP)
    bounds = (files.MAX_BYTES, files.MAX_LINES, *counted, LINE, PASSAGE)
    for bound in bounds:
        assert f"{bound:,} " in codes.TOO_LARGE.why


def test_deep_nesting_is_refused_where_it_gets_too_deep(tmp_path: Path) -> None:
    (finding,) = read(HEAD + "trends: " + "[" * DEPTH + "]" * DEPTH + "\n", tmp_path).findings
    assert (finding.code, finding.span.line, finding.span.column) == ("IK114", 2, 8 + DEPTH)
