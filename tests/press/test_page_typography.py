"""Small things a typesetter does: each with a text that it changes and one that it must not touch."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from issuekit.press.typography import typeset

BOUND = {
    "worth USD 500 million": "worth USD~500~million",
    "60 billion cubic meters annually": "60~billion cubic meters annually",
    "on 19 November 2019": "on 19~November 2019",
    "in St. Petersburg on": "in St.~Petersburg on",
    "issue No 12 and Table 1 of Appendix 2": "issue No~12 and Table~1 of Appendix~2",
    "more than 150 km of road": "more than 150~km of road",
    "112 events, 33 of them": "112~events, 33 of them",
    "a 152 mm howitzer": "a 152~mm howitzer",
    "up 7 % at € 5": "up 7~% at €~5",
    "D. Melyantsou": "D.~Melyantsou",
    "matters – cheaper oil": "matters~– cheaper oil",
    "28 October - 8 November": "28~October~– 8~November",
}
LEFT_ALONE = (
    "In 2019 the exports", "the S-400 and Su-30SM", "Nord Stream-2 and 9M113M", "anti-aircraft missiles", "T-72",
    "from 4 to 5", "between 70 and 90", "ISBN 978-3-16-148410-0", "the 2019-11 folder", "3-4 years", "A-B",
    "7/8-9", "1.2-3.4.5", "co-chairs of the U.S. side", "Mr Smith",
)
SIGNS = {
    "closed at -9": "closed at −9",
    "(-14 points)": "(−14~points)",
    "1941-1945": "1941–1945",
    "70-90%": "70–90%",
    "4-5 December": "4–5~December",
    "November-December 2019": "November–December 2019",
    "-": "–",
    'the "ice age" is over': "the “ice age” is over",
    "Belarus's": "Belarus’s",
}


@pytest.mark.parametrize(("text", "expected"), (BOUND | SIGNS).items())
def test_english(text: str, expected: str) -> None:
    assert typeset(text, "en").replace("\u00a0", "~") == expected


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_left_alone(text: str) -> None:
    assert typeset(text, "en") == text


def test_region_of_the_language_does_not_matter() -> None:
    assert typeset("19 November", "en-US") == typeset("19 November", "EN-gb") == "19\u00a0November"


def test_words_of_one_language_do_not_bind_in_another() -> None:
    """Units and dashes are the same everywhere; months and quotation marks are not."""
    assert typeset('5 km - "Mai" 1941-1945', "de") == '5\u00a0km\u00a0– "Mai" 1941–1945'


@given(st.text(alphabet=st.sampled_from("aZ .,-–−'\"0129%()№ NoTable\u00a0")), st.sampled_from(["en", "be"]))
def test_length_is_kept_and_only_spaces_hyphens_and_quotes_change(text: str, language: str) -> None:
    once = typeset(text, language)
    assert len(once) == len(text)
    assert [a for a, b in zip(text, once, strict=True) if a != b and a not in " -\"'"] == []
