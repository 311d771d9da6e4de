"""What is read without the Markdown parser is what the parser would have read."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from issuekit.model.source import Place, Source, Text
from issuekit.reading import commonmark, markdown
from issuekit.reading.issue_file import read_issue
from issuekit.reading.ordinary import read_ordinary
from issuekit.reading.workspace import find_issue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).parents[2]
PLACED = ("start", "end", "expression", "label_end", "printed")
ORDINARY = [
    "Words", " of a line", "\n", "\n\n", "\n\n\n", "- item", "\n- ", "\n  ", "1. ", "\n2. ", "\n   ", "10. ",
    "[words](#a)", "\n2019. ", "\n01. ", "\n1) ", "\n3) ",
    "[two\nlines](https://example.org/?a=1&b=2)", "[](#appendix)", "{=russia.total}", "[39%]{=77 / 196}", "[sic]",
    "*emphasis*", "**bold** ", "_low_", "[^1]", "[^a]", "\n\n[^1]: A note", "\n\n[^a]: Another", "\n    goes on", "}",
    "R&D", "2019. ", "–", "“quoted”", "\u00a0", "3.5 million",
]
UNUSUAL = [
    "[", "]", "(", ")", "{", "\\", "`", "<b>", "&amp;", "![i](x)", "# ", "> ", "    ", "* ", "+ ", "---", "===", "~~~",
    "[a]: /b", "[a][b]", "[^", "]:", "\t", " \n", "  \n", "-", "1)", "[x](a b)", "[x](<a>)", "[x](a(b)c)", "\u2028",
    "\x85",
    "[^1]: ", "[^1](x)", "[^1]{=2}", "[x {=1} y](z)", "[x]({=1})", "[[x]](y)", "_", "*", "{=", "{=}", "=",
]


def told(signs: Sequence[Any]) -> list[tuple[object, ...]]:
    """What checks look at."""
    return [
        (
            sign.type, sign.tag if sign.type.startswith("heading") else "", sign.map[0] if sign.map else None,
            sign.content, sign.attrs.get("start"), [
                (child.type, {key: child.meta[key] for key in PLACED if key in child.meta}, child.attrs.get("href"))
                for child in sign.children or () if "start" in (child.meta or {})
            ],
        )
        for sign in signs
    ]


def both(text: str, *, inline: bool) -> tuple[Any, Any]:
    found = read_ordinary(text, inline=inline)
    tokens, env = commonmark.parse(text, inline=inline)
    notes: Mapping[str, int] = env.get("footnotes", {}).get("refs", {})
    return found and (told(found[0]), dict(found[1])), (told(tokens), notes)


@given(text=st.lists(st.sampled_from(ORDINARY), max_size=20).map("".join), inline=st.booleans())
@settings(max_examples=1000, deadline=None)
def test_ordinary_texts(text: str, *, inline: bool) -> None:
    found, right = both(text, inline=inline)
    assert found is None or found == right


@given(text=st.lists(st.sampled_from(ORDINARY + UNUSUAL), max_size=12).map("".join), inline=st.booleans())
@settings(max_examples=1500, deadline=None)
def test_unusual_texts(text: str, *, inline: bool) -> None:
    found, right = both(text, inline=inline)
    assert found is None or found == right


@given(text=st.text(alphabet=" \n-1.[]()^:{=}*_ab\u00a0", max_size=30), inline=st.booleans())
@settings(max_examples=1500, deadline=None)
def test_any_signs(text: str, *, inline: bool) -> None:
    found, right = both(text, inline=inline)
    assert found is None or found == right


@pytest.mark.parametrize("text", [
    "Plain words.\n\nOn two lines\nand more, *not* so plain.",
    "- [One](#a)\n  and more\n- two\n\n- three {=russia.total}\n\nWords.",
    "3. Three\n   goes on\n4. four\n\n10. ten\n    goes on",
    "Words[^b] and more[^a].\n\n[^a]: A note\n    on two lines.\n\n[^b]: Another.\n\n[^c]: Nobody’s.",
    "**Bold** begins, [39%]{=77 / 196} of [“it”](https://example.org/?c=ar&i=2).",
])
def test_is_read_without_the_parser(text: str) -> None:
    found, right = both(text, inline=False)
    assert found == right


@pytest.mark.parametrize("inline", [False, True])
@pytest.mark.parametrize("text", ["[^{=}]:", "It is so[^{=}].", "Words[^{a}] and more.\n\n[^{a}]: A note."])
def test_a_claim_is_no_name_of_a_note(text: str, *, inline: bool) -> None:
    found, right = both(text, inline=inline)
    assert found is None or found == right


def test_the_sample_issue_is_read_without_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "_parsed", lambda *_, **__: pytest.fail("the parser was asked"))
    assert read_issue(find_issue("minsk-barometer/2019-11", ROOT)).issue is not None


def test_tokens_are_made_when_they_are_asked_for() -> None:
    value = "- [One](#a) of *two*\n"
    prose = markdown.read_prose(Text(value, Place(Source(Path("a.yaml"), "a.yaml", value), 0, len(value)), "|"), [])
    expected = [token.as_dict() for token in commonmark.parse(value, inline=False)[0]]
    for same in (prose, pickle.loads(pickle.dumps(prose))):  # noqa: S301 - our own
        assert [token.as_dict() for token in same.tokens] == expected
