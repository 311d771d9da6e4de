"""Where the text has a spelling that the house refuses, by ``names.yaml``: a match for each place.

A refused spelling is found as a whole word, also before ’s and across a line end. One written in small letters is
found however it is capitalized; capitals in it have to be there, since “Allied State” may be refused where “an
allied state” is right. Where the house uses a form that contains a refused one, that form is left alone.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from issuekit.checks.language.words import WORD, words
from issuekit.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from issuekit.checks.language.words import Words
    from issuekit.indices.totals import ScoredIssue
    from issuekit.model.series import HouseForm, HouseStyle

SHOUTED = 4  # letters from which a name is also looked for in capitals, as in a heading
MOST = 5_000  # refused spellings of an issue; they are hardly told one by one


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refused spelling in the text, ``start`` to ``end``, and the form to use as it is to stand there."""

    start: int
    end: int
    printed: str
    use: str
    form: HouseForm


@lru_cache(maxsize=4)
def refusals(scored: ScoredIssue) -> tuple[Refusal, ...]:
    """The refused spellings of an issue, in the order of the text."""
    found = islice(_search(words(scored), scored.issue.series.house), MOST)
    return tuple(sorted(found, key=lambda refusal: refusal.start))


def _search(text: Words, house: HouseStyle) -> Iterator[Refusal]:
    taken: set[int] = set()  # the places of longer spellings that were found
    for spelling, form in sorted(_candidates(text, house), key=_longest_first):
        page = text.small if spelling.islower() else text.spaced
        starts = list(text.phrase(spelling, page))
        uses = right_forms(house, spelling) if starts else []
        for start in starts:
            end = start + len(spelling)
            if start in taken:
                continue
            taken.update(range(start, end))
            if text.text[start - 1 : start] != "." and not within(text, start, uses):
                printed = text.text[start:end]
                use = as_printed(form.use.value, printed)
                if use != printed:
                    yield Refusal(start, end, printed, use, form)


def _longest_first(candidate: tuple[str, HouseForm]) -> tuple[int, str]:
    return -len(candidate[0]), candidate[0]


def _candidates(text: Words, house: HouseStyle) -> Iterator[tuple[str, HouseForm]]:
    """The refused spellings all of whose words stand in the text, in each shape in which they may stand there."""
    for form in house.names + house.terms:
        for variant in form.never:
            spelling = plain(variant.value.strip())
            if spelling.islower():
                if text.lower.issuperset(WORD.findall(spelling)):
                    yield spelling, form
                continue
            for shape in shapes(spelling):
                if shape and text.counts.keys() >= set(WORD.findall(shape)):
                    yield shape, form


def plain(spelling: str) -> str:
    """A spelling with plain spaces and straight apostrophes."""
    return spelling.replace("\u00a0", " ").replace("’", "'")


def shapes(spelling: str) -> Iterator[str]:
    """A spelling as it stands within a sentence, at its beginning, and in capitals."""
    yield spelling
    if spelling[:1].islower():
        yield spelling[0].upper() + spelling[1:]
    if len(spelling) >= SHOUTED:
        yield spelling.upper()


def right_forms(house: HouseStyle, spelling: str) -> list[tuple[str, int]]:
    """The forms the house uses that contain a spelling, such as “Kiev Post” for “Kiev”, and where it begins there."""
    uses = (plain(form.use.value) for form in house.names + house.terms)
    return [(use, use.find(spelling)) for use in uses if spelling in use]


def within(text: Words, start: int, uses: Iterable[tuple[str, int]]) -> bool:
    """Whether a place of the text is part of a form that the house uses."""
    return any(text.spaced.startswith(use, max(0, start - offset)) for use, offset in uses)


def as_printed(use: str, printed: str) -> str:
    """The house form with the capitals that the refused spelling has at its place."""
    letters = [word for word in re.findall(r"[^\W\d_]+", printed) if word]
    if len(printed) >= SHOUTED and printed.isupper() and not use.isupper():
        return use.upper()
    if not letters or not letters[0][0].isupper() or not use[:1].islower():
        return use
    if len(letters) > 1 and all(word[0].isupper() for word in letters):
        return re.sub(r"(?<![\w’'-])[^\W\d_]", lambda first: first[0].upper(), use)
    return use[0].upper() + use[1:]
