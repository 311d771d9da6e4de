"""What print may change and what it may not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from issuekit.proof.printed import Box, Run, Words
from issuekit.proof.stream import Stream
from issuekit.proof.wording import difference, letters, likeness, numbers, shown, squeezed

TEXTS = st.text(alphabet="abcdefgh ij-–−0123456789.,+“”\"'’%ŭéß", max_size=60)


@pytest.mark.parametrize(("written", "printed"), [
    ("fluffy offices", "\ufb02u\ufb00y o\ufb03ces"),
    ("the negotiations go on", "the negotia\u00adtions go on"),
    ("the negotiations go on", "the negotia\u2010 tions go on"),
    ("the negotiations go on", "the negotia\x02tions go on"),
    ("Su-30SM", "Su-\n30SM"),
    ("co-operation", "co-\noperation"),
    ('"wars" that aren\'t ours', "“wars” that aren’t ours"),
    ("4-5 November", "4–5\u00a0November"),
    ("a drop of -5 - or more", "a drop of −5 – or more"),
    ("2019 - 2020", "2019–2020"),
    ("No 12", "No\u202f12"),
    ("Contents", "CONTENTS"),
    ("…", "..."),
    ("Uladzimir Makiej", "Uladzimir  \n Makiej "),
    ("Stanislau\u0306", "Stanislaŭ"),
])
def test_what_print_may_change(written: str, printed: str) -> None:
    assert squeezed(written) == squeezed(printed)


@pytest.mark.parametrize(("written", "printed"), [
    ("+13", "+31"), ("+1", "−1"), ("+1", "1"), ("1.5%", "15%"), ("1.5%", "1.6%"), ("10 million", "10 billion"),
    ("2041-2045", "20412045"), ("Makiej", "Makej"), ("a, b", "a b"), ("41 %", "41"), ("ŭ", "u"),
])
def test_what_print_may_not_change(written: str, printed: str) -> None:
    assert squeezed(written) != squeezed(printed)


@given(TEXTS, TEXTS)
def test_squeezing_a_squeezed_text_changes_nothing(first: str, second: str) -> None:
    assert squeezed(squeezed(first)) == squeezed(first)
    assert squeezed(f"{first} {second}") == squeezed(first + second)


@given(TEXTS, TEXTS)
def test_a_difference_is_where_the_texts_part(first: str, second: str) -> None:
    parting = difference(first, second)
    assert 0 <= parting.start <= len(first)
    assert parting.start <= parting.end
    assert 0 <= parting.place <= len(second)
    if squeezed(first) != squeezed(second):
        assert parting.start < parting.end
        shared = squeezed(first[: parting.start])
        assert squeezed(second).startswith(shared[:-1])
        assert likeness(squeezed(first), squeezed(second)) < 1


def test_a_difference_shows_the_words_around_it() -> None:
    wanted = "Over the coming 10 years, spending on defense is to rise to 1.5% of GDP, and that of the army too."
    parting = difference(wanted, wanted.replace("1.5%", "1.6%"))
    assert "1.5%" in parting.wanted
    assert "1.6%" in parting.found
    assert parting.wanted.startswith("… ")
    assert parting.wanted.endswith(" …")
    assert wanted[parting.start : parting.end] == "5"


def test_numbers_and_letters() -> None:
    assert numbers("Yellow −9") == ["-9"]
    assert numbers("+27 / − 14, 0") == ["+27", "-14", "0"]
    assert letters("Appendix\u00a01. Catalogue") == letters("Appendix 1 Catalogue")
    assert shown("a  b\nc" * 40, 20).endswith("…")
    assert len(shown("word " * 40, 20)) <= 20


@given(st.lists(st.lists(TEXTS, min_size=1, max_size=4), min_size=1, max_size=5))
def test_a_stream_knows_where_its_words_stand(paragraphs: list[list[str]]) -> None:
    matter = [
        Words("P", tuple(Run(number, line, Box(0, 0, 1, 1), 0) for line in lines), number)
        for number, lines in enumerate(paragraphs, start=1)
    ]
    stream = Stream(matter)
    assert stream.text == squeezed("".join("".join(lines) for lines in paragraphs))
    for place, part in enumerate(matter[:-1]):
        own = stream.text[stream.starts[place] : stream.starts[place + 1]]
        # Only a dash at the very end depends on what comes after.
        assert own.rstrip("-") == squeezed(part.text).rstrip("-")
