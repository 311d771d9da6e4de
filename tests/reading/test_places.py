"""The way back from a value to the file, in every YAML style, and from Markdown to its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from issuekit.model.source import Source
from issuekit.reading.markdown import read_prose
from issuekit.reading.yaml_nodes import Mapping, Scalar, parse

if TYPE_CHECKING:
    from issuekit.diagnostics import Finding

STYLES = {
    "plain": "key: {0}\n",
    "single": "key: '{0}'\n",
    "double": 'key: "{0}"\n',
    "literal": "key: |\n  {0}\n",
    "folded": "key: >\n  {0}\n",
    "literal indented": "key: |2\n    {0}\n",
    "flow": "key: {{inner: [{0}]}}\n",
}


def scalar(text: str) -> Scalar:
    root, findings = parse(Source(Path("a.yaml"), "a.yaml", text))
    assert root is not None, findings
    node = root.items[0][1]
    while not isinstance(node, Scalar):
        node = node.items[0][1] if isinstance(node, Mapping) else node.items[0]
    return node


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_each_character_leads_back_to_itself(style: str, bom: str) -> None:
    source = bom + "# comment\n" + STYLES[style].format("Kraŭčanka visits Warsaw")
    text = scalar(source).text
    start = text.value.index("Warsaw")
    assert source[text.offset(start) : text.offset(start) + 6] == "Warsaw"
    assert text.span(start, start + 6).column == source.splitlines()[text.span(start).line - 1].index("Warsaw") + 1


@pytest.mark.parametrize(("source", "word"), [
    ('key: "a \\"quoted\\" and \\u017e word"\n', "word"),
    ("key: 'it''s a word'\n", "word"),
    ("key: one\n  two\n  word\n", "word"),
    ("key: >-\n  one\n  two\n\n  word\n", "word"),
    ("key: |\n  one\n\n    two\n  word\n", "word"),
    ('key: "one\n  two \\\n  word"\n', "word"),
    ("key: |\r\n  one\r\n  word\r\n", "word"),
    ("key: 'one\n\n  word'\n", "word"),
    ('key: "one\\ntwo\\n\\nthree word"\n', "word"),
    ('key: "one\\ntwo\n  three\n\n\n  four\\t\\x41 word"\n', "word"),
    ('key: "one   \n   two  word"\n', "word"),
    ("key: one   \n   two  word\n", "word"),
])
def test_folded_and_escaped_texts_lead_back(source: str, word: str) -> None:
    text = scalar(source).text
    offset = text.offset(text.value.index(word))
    assert source[offset : offset + len(word)] == word


@given(st.lists(st.text(st.characters(whitelist_categories=("L", "N"), max_codepoint=0x2FF), min_size=1, max_size=6),
                min_size=1, max_size=12))
def test_any_words_lead_back_from_a_block(words: list[str]) -> None:
    lines = [" ".join(words[start : start + 3]) for start in range(0, len(words), 3)]
    source = "key: |\n" + "".join(f"  {line}\n" for line in lines)
    text = scalar(source).text
    for index, character in enumerate(text.value):
        assert source[text.offset(index)] == character


@given(
    st.lists(st.text(st.sampled_from("ab \tŭ"), max_size=5), min_size=1, max_size=8), st.sampled_from(["", "-", "+"]),
)
def test_every_character_of_a_literal_block_leads_back(lines: list[str], chomping: str) -> None:
    source = f"key: |{chomping}\n  first\n" + "".join(f"  {line}\n" for line in lines) + "other: text\n"
    text = scalar(source).text
    offsets = [text.offset(index) for index in range(len(text.value))]
    assert "".join(source[offset] for offset in offsets) == text.value
    assert offsets == sorted(set(offsets))


MARKDOWN = """\
key: |
  A paragraph with *emphasis* and [a link](https://example.org/a_b)
  over two lines, see [](#table), [39%]{=77 / 196} and {=x.total}.

  - An item[^1] with **bold** words
  - Another item,
    continued

  [^1]: A note with [another](https://example.org/).
"""


def test_links_claims_and_notes_know_their_places() -> None:
    findings: list[Finding] = []
    prose = read_prose(scalar(MARKDOWN).text, findings)
    assert findings == []

    def lines(start: int, end: int) -> str:
        span = prose.text.span(start, end)
        return MARKDOWN.splitlines()[span.line - 1][span.column - 1 : span.end_column - 1]

    assert [lines(link.start, link.end) for link in prose.links] == [
        "[a link](https://example.org/a_b)", "[](#table)", "[another](https://example.org/)",
    ]
    assert [(claim.expression, claim.printed) for claim in prose.claims] == [("77 / 196", "39%"), ("x.total", None)]
    assert [lines(claim.start, claim.end) for claim in prose.claims] == ["[39%]{=77 / 196}", "{=x.total}"]
    assert [lines(mark.start, mark.end) for mark in prose.footnotes] == ["[^1]"]


def test_passages_read_as_a_reader_reads_them() -> None:
    prose = read_prose(scalar(MARKDOWN).text, [])
    assert [(passage.kind, passage.plain) for passage in prose.passages] == [
        ("paragraph", "A paragraph with emphasis and a link over two lines, see \ufffc, 39% and \ufffc."),
        ("item", "An item with bold words"),
        ("item", "Another item, continued"),
        ("paragraph", "A note with another."),
    ]
    assert prose.passages[1].group == prose.passages[2].group != 0


def test_every_word_of_a_passage_leads_back_to_the_file() -> None:
    lines = MARKDOWN.splitlines()
    prose = read_prose(scalar(MARKDOWN).text, [])
    for passage in prose.passages:
        position = 0
        for word in passage.plain.replace("\ufffc", " ").replace(",", " ").replace(".", " ").split():
            position = passage.plain.index(word, position)
            span = passage.span(position, position + len(word))
            assert lines[span.line - 1][span.column - 1 : span.end_column - 1] == word
            position += len(word)


@given(st.text(st.sampled_from("ab \\\"'\n\tŭ"), max_size=30))
def test_any_double_quoted_text_leads_back(value: str) -> None:
    """Written with every awkward character escaped, each character of the value begins its own escape."""
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
    written = [escapes.get(character, character) for character in value]
    source = 'key: "' + "".join(written) + '"\n'
    text = scalar(source).text
    assert text.value == value
    expected = [6 + sum(len(part) for part in written[:index]) for index in range(len(value) + 1)]
    assert [text.offset(index) for index in range(len(value) + 1)] == expected


@pytest.mark.parametrize(("markdown", "words", "plain"), [
    ("See [the words](https://example.org/) here.", "the words", "See the words here."),
    ("See [the words][1] here.\n\n[1]: https://example.org/", "the words", "See the words here."),
    ("See [the words] here.\n\n[the words]: https://example.org/", "the words", "See the words here."),
    ("See <https://example.org/> here.", "https://example.org/", "See https://example.org/ here."),
])
def test_every_form_of_link_has_its_words(markdown: str, words: str, plain: str) -> None:
    source = "key: |\n" + "".join(f"  {line}\n" for line in markdown.splitlines())
    prose = read_prose(scalar(source).text, [])
    assert [(link.words, link.target) for link in prose.links] == [(words, "https://example.org/")]
    assert prose.passages[0].plain == plain
