"""The short way through the parser gives the tokens that the long way gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from issuekit.reading import commonmark, plain_paragraphs

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

PIECES = [
    "\n", "\n\n", " ", "  ", "    ", "\t", "- ", "* ", "+ ", "1. ", "2) ", "10 in oil", "2019.", "-", "=", "==", "---",
    "***", "# ", "> ", "~~~", "```", "[a]: /b", "[^1]: note", "[^1]", "[words](#a)", "{=russia.total}", "*em*",
    "**bold**", "_it_", "<b>", "&amp;", "\\", "!", "]", "–", "“quoted”", "word", "Words of a line",
    "\u00a0", "\u2028", "\x0c", "\x1f",
]


def long_way(monkeypatch: pytest.MonkeyPatch) -> MarkdownIt:
    with monkeypatch.context() as patch:
        patch.setattr(commonmark, "shorten", lambda _: None)
        return commonmark.parser.__wrapped__()


@pytest.fixture(scope="module")
def parsers() -> tuple[MarkdownIt, MarkdownIt]:
    with pytest.MonkeyPatch.context() as patch:
        longer = long_way(patch)
    return commonmark.parser.__wrapped__(), longer


@given(text=st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
@settings(max_examples=750, deadline=None)
def test_both_ways_give_the_same_tokens(parsers: tuple[MarkdownIt, MarkdownIt], text: str) -> None:
    (short, longer), found = parsers, []
    for parser in (short, longer):
        env: dict[str, object] = {}
        found.append(([token.as_dict() for token in parser.parse(text, env)], str(env)))
        env = {}
        found.append(([token.as_dict() for token in parser.parseInline(text, env)], str(env)))
    assert found[0] == found[2]
    assert found[1] == found[3]


def test_the_short_way_is_taken(parsers: tuple[MarkdownIt, MarkdownIt], monkeypatch: pytest.MonkeyPatch) -> None:
    taken = []
    monkeypatch.setattr(plain_paragraphs, "_words", lambda content, _: taken.append(content))
    parsers[0].parse("Plain words\nand more.\n\n*Not* so plain.")
    assert taken == ["Plain words\nand more."]
