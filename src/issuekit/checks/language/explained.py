"""Whether a text explains an abbreviation: “European Investment Bank (EIB)”, “EIB (European Investment Bank)”, or the
full name anywhere, told by its initials.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from issuekit.checks.patterns import lazily

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from issuekit.checks.language.words import Words

REACH = 160  # characters before a bracket in which the full name may stand
WITHIN = 50  # characters from the bracket to the abbreviation: “(hereinafter referred to as the INF Treaty)”
LAST = 5  # words before a bracket one of which has to begin as the abbreviation does, unless it is a name
FEWEST = 3  # letters of an abbreviation whose full name is also looked for in small letters
GLOSS = lazily(r"s?[”\"]? \(([^()]{6,120})\)")
INITIAL = lazily(r"(?<![\w’'])\w(?=\w)")
# Small words within a name (Bank for Reconstruction and Development), as their initials; more of them part names.
SMALL = lazily(r"(?<=[A-Z])[a-z]{1,2}(?=[A-Z])")
BETWEEN = r"\w*[ -](?:[a-z]\w*[ -]){0,2}"  # two words of a name, with small ones between them


class Explanations:
    """What a text explains, asked abbreviation by abbreviation."""

    def __init__(self, text: Words) -> None:
        self.text = text

    @cached_property
    def initials(self) -> str:
        """The first letters of the text’s words, small words within names left out."""
        return SMALL.sub("", "".join(word[0] for word in self.text.order if len(word) > 1))

    def has(self, letters: str, starts: Sequence[int]) -> bool:
        """Whether the abbreviation of these letters, which stands at these places, is explained anywhere."""
        return any(_in_brackets(self.text, letters, start) for start in starts) or self._in_full(letters, starts)

    def _in_full(self, letters: str, starts: Iterable[int]) -> bool:
        """The full name with capitals anywhere, or in small letters in a passage with the abbreviation."""
        if letters in self.initials and re.search(rf"{letters[0]}(?<!\w\w){BETWEEN.join(('', *letters[1:]))}",
                                                  self.text.spaced):
            return True
        if len(letters) < FEWEST:
            return False
        passages = {self.text.sheet.lines[self.text.sheet.number(start)] for start in starts}
        return any(letters.lower() in "".join(INITIAL.findall(passage)).lower() for passage in passages)


def _in_brackets(text: Words, letters: str, start: int) -> bool:
    """“Full Name (ABC)”, where some name comes before the bracket, or “ABC (Full Name)”."""
    page = text.spaced
    earliest = max(0, start - REACH)
    bracket = page.rfind("(", max(0, start - WITHIN), start)
    if bracket >= 0 and not set(page[bracket:start]) & set(")\n"):
        names = re.findall(r"\w+", page[earliest:bracket].rpartition("\n")[2])
        last = names[-LAST:]
        beside = bracket == start - 1 and bool(names)
        if beside and (last[-1][0].isupper() or any(name[0].upper() == letters[0] for name in last)):
            return True
        if _initials_in_order(letters, names):
            return True
    gloss = GLOSS.match(page, start + len(letters))
    if gloss is None:
        return False
    names = re.findall(r"\w+", gloss[1])
    return len(names) > 1 and names[0][0].upper() == letters[0]


def _initials_in_order(letters: str, names: list[str]) -> bool:
    """Whether the letters begin some of the words, the first of them among the last few, in this order."""
    initials = iter([name[0].upper() for name in names[-3 * len(letters) :]])
    return all(letter in initials for letter in letters)
