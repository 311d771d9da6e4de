"""The words of an issue, counted once: what rules about language start from, so that each looks at a word once.

A word is a run of letters and digits. Hyphens and apostrophes part words: “Kraŭčanka’s” is “Kraŭčanka” and “s”.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from issuekit.checks.patterns import lazily
from issuekit.checks.sheet import sheet

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from issuekit.checks.sheet import Sheet
    from issuekit.indices.totals import ScoredIssue

WORD = lazily(r"[\w\u0300-\u036f]+")
PARTED = lazily(f"({WORD.pattern})")
LAST_WORD = lazily(r"[\w\u0300-\u036f’'.-]+")
NEXT_WORD = lazily(r"(?:[’']s)?[ \u00a0]([\w\u0300-\u036f]+)")
REACH = 40  # characters to either side within which a neighbor is looked for
SPACES = frozenset(" \u00a0")

JOINED = "_" + "".join(map(chr, range(0x300, 0x370)))  # what belongs to words beside letters and digits: accents
OPENERS = ' \u00a0“”„‟"‘‚«»([{—–-•\ufffc'
SENTENCE_ENDS = "\n.!?:…"
# After these a full stop ends no sentence; neither does it after a single capital, as in “U.S.”
STOPPED = frozenset({"Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Gen", "Col", "Lt", "Maj", "Capt", "Sgt", "Rev", "Hon",
                     "Sen", "Rep", "Gov", "No", "vs", "etc", "cf", "ca", "approx"})


class Words:
    """The words of a sheet: ``order`` as they stand, ``counts`` how often each stands there."""

    def __init__(self, page: Sheet) -> None:
        self.sheet = page
        self.text = page.text
        # Words and what stands between them, by turns, beginning and ending with the latter.
        pieces = PARTED.split(page.text)
        self.order: Sequence[str] = pieces[1::2]
        self.gaps: Sequence[str] = pieces[::2]
        self.starts: Sequence[int] = list(accumulate(map(len, pieces)))[:-1:2]
        self.counts: Mapping[str, int] = Counter(self.order)
        self._first: dict[str, int] = {}

    @cached_property
    def spaced(self) -> str:
        """The text, character by character, with plain spaces and straight apostrophes."""
        # İ is the one letter that grows longer when it is made small, as is done with this text.
        return self.text.replace("\u00a0", " ").replace("’", "'").replace("İ", "I")

    @cached_property
    def small(self) -> str:
        """The text, character by character, in small letters, with plain spaces, hyphens and apostrophes."""
        return self.spaced.replace("‑", "-").lower()

    @cached_property
    def folded(self) -> Sequence[str]:
        """The words in order, in small letters."""
        return list(map(str.lower, self.order))

    @cached_property
    def lower(self) -> frozenset[str]:
        """Every word in small letters."""
        return frozenset(map(str.lower, self.counts))

    @cached_property
    def common(self) -> frozenset[str]:
        """The words that stand in small letters somewhere: no names."""
        return frozenset(word for word in self.counts if word.islower())

    @cached_property
    def index(self) -> Mapping[str, Sequence[int]]:
        """Of every word, the numbers of its places in ``order``."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self.order):
            found[word].append(number)
        return found

    def places(self, words: Collection[str]) -> dict[str, list[int]]:
        """Where in the text each of some words begins, in order."""
        return {word: [self.starts[number] for number in self.index.get(word, ())] for word in words}

    def phrase(self, phrase: str, page: str) -> Iterator[int]:
        """Where a phrase begins that isn't part of a longer word; ``page`` is the text in one of its shapes."""
        start = page.find(phrase)
        while start >= 0:
            end = start + len(phrase)
            if not (self.inside_word(start) or (self.inside_word(end) and self.begins_word(end))):
                yield start
            start = page.find(phrase, end)

    def first(self, phrase: str) -> int:
        """Where a phrase stands for the first time, or -1. Each phrase is looked for once."""
        if phrase not in self._first:
            self._first[phrase] = next(self.phrase(phrase, self.spaced), -1)
        return self._first[phrase]

    def inside_word(self, position: int) -> bool:
        """Whether the character before a place belongs to a word, so that none begins there."""
        return position > 0 and self.begins_word(position - 1)

    def begins_word(self, position: int) -> bool:
        """Whether the character at a place belongs to a word."""
        character = self.text[position : position + 1]
        return character.isalnum() or (character != "" and character in JOINED)

    def before(self, start: int) -> str:
        """The word before a place, with its full stop if it has one, parted from it by one space; or nothing."""
        if self.text[start - 1 : start] not in SPACES:
            return ""
        earliest = max(0, start - REACH)
        space, line = (self.spaced.rfind(sign, earliest, start - 1) + 1 for sign in " \n")
        chunk = self.spaced[max(earliest, space, line) : start - 1].lstrip(OPENERS)
        return chunk if LAST_WORD.fullmatch(chunk) else ""

    def after(self, end: int) -> str:
        """The word after a place, parted from it by one space (and ’s); or nothing."""
        match = NEXT_WORD.match(self.text, end, end + REACH)
        return match[1] if match else ""

    def opens_sentence(self, start: int, ends: str = SENTENCE_ENDS) -> bool:
        """Whether a word is the first of a sentence, or of its passage; ``ends`` are the signs that end one."""
        text, position = self.text, start
        while position and text[position - 1] in OPENERS:
            position -= 1
        if not position:
            return True
        if text[position - 1] not in ends:
            return False
        if text[position - 1] != ".":
            return True
        word = re.search(r"(\w+)\.$", text[max(0, position - REACH) : position])
        return word is None or not (word[1] in STOPPED or (len(word[1]) == 1 and word[1].isupper()))

    def in_name(self, start: int, end: int) -> bool:
        """Whether a capitalized word belongs to a run of capitalized words, such as the name of a body."""
        if not self.text[start].isupper():
            return False
        if self.after(end)[:1].isupper():
            return True
        before = self.before(start)
        if before in LINKS:
            position = self.text.rfind(before, 0, start)
            before = self.before(position)
            if before in LINKS:
                before = self.before(self.text.rfind(before, 0, position))
        return before[:1].isupper() and not before.endswith(".")


# Small words within a name: “Ministry of Defence”, “Centre for the Study of …”.
LINKS = frozenset({"of", "for", "and", "the", "on", "in", "de", "&"})


@lru_cache(maxsize=4)
def words(scored: ScoredIssue) -> Words:
    """The words of an issue, counted once for all rules."""
    return Words(sheet(scored))
