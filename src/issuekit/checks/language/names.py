"""The names of a text: its capitalized words that never stand in small letters, and the words beside them."""

from __future__ import annotations

from collections import defaultdict
from itertools import compress, count, islice
from typing import TYPE_CHECKING

from issuekit.checks.language.romanization import sound
from issuekit.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from issuekit.checks.language.words import Words

# Capitalized words that stand beside a name without belonging to it.
TITLES = frozenset({
    "Academician", "Acting", "Admiral", "Ambassador", "Archbishop", "Assistant", "Bishop", "Captain", "Chair",
    "Chairman", "Chairperson", "Chairwoman", "Chancellor", "Chief", "Colonel", "Commander", "Commissioner",
    "Congressman", "Consul", "Coordinator", "Corporal", "Count", "Deputy", "Director", "Doctor", "Dr", "Duke",
    "Emperor", "Federal", "First", "Foreign", "Former", "General", "Governor", "Head", "Judge", "Justice", "King",
    "Leader", "Lieutenant", "Lord", "Madam", "Major", "Marshal", "Mayor", "Metropolitan", "Minister", "Miss", "Mr",
    "Mrs", "Ms", "Patriarch", "Pope", "Premier", "President", "Prime", "Prince", "Princess", "Professor",
    "Prosecutor", "Queen", "Rector", "Representative", "Secretary", "Senator", "Sergeant", "Sir", "Speaker",
    "Spokesman", "Spokesperson", "Spokeswoman", "State", "The", "Vice",
})

PARTICLES = frozenset({
    "al", "bin", "da", "de", "del", "della", "den", "der", "di", "du", "ibn", "la", "ter", "van", "von",
})
MOST = 10_000  # names that are compared with each other; an issue has some hundreds
MANY = 10  # places that show what sort of name a name is


@dataclass(frozen=True, slots=True)
class Company:
    """The names that stand right before and right after a name, by their sound.

    ``alone`` counts the places at which no capitalized word follows: a first name hardly ever stands so.
    """

    places: int
    alone: int
    before: frozenset[str]
    after: frozenset[str]
    preceded: bool  # by a name, wherever it stands

    @property
    def given(self) -> bool:
        """Whether the name may be a first name: surnames follow it, mostly or in the few places there are."""
        return bool(self.after) and (not self.alone_mostly or self.places < MANY)

    @property
    def alone_mostly(self) -> bool:
        """Whether no capitalized word follows it at most of its places."""
        return 2 * self.alone >= self.places

    def shared(self, other: Company) -> bool:
        """Whether the two keep the same company: the same first name, or the same surname."""
        return bool(self.before & other.before or self.after & other.after)

    def apart(self, other: Company) -> bool:
        """Whether they are two persons: first names with different surnames, a surname with different first names."""
        if self.shared(other):
            return False
        first_names = not self.alone and other.given
        return first_names or bool(self.before and other.before and self.preceded)


def names(text: Words) -> Mapping[str, int]:
    """The names of a text with how often they stand there; of a list of names without end, the beginning."""
    found = (
        (word, times) for word, times in text.counts.items()
        if word[0].isupper() and len(word) > 1 and not word.isupper() and word.lower() not in text.common
        and (word.isalpha() or not any(map(str.isdecimal, word)))
    )
    return dict(islice(found, MOST))


def company(text: Words, places: Mapping[str, list[int]]) -> dict[str, Company]:
    """The company that some names keep, at the places given."""
    return {name: _company(text, name, starts) for name, starts in places.items()}


def _company(text: Words, name: str, starts: list[int]) -> Company:
    before = [_name(text, _first_name(text, start)) for start in starts]
    after = [text.after(start + len(name)) for start in starts]
    surnames = [word for word in after if (word[:1].isupper() and word not in TITLES) or word in PARTICLES]
    return Company(
        len(starts), len(after) - len(surnames), frozenset(filter(None, before)), frozenset(map(sound, surnames)),
        bool(starts) and all(before),
    )


def _first_name(text: Words, start: int) -> str:
    """The word before a name, past an initial between the two: “Stephen” of “Stephen A. Douglas”."""
    word = text.before(start)
    if len(word) == len("A.") and word[1] == "." and word[0].isupper():
        return text.before(start - len(word) - 1)
    return word


def _name(text: Words, word: str) -> str:
    """The sound of a word if it is a name, or else nothing."""
    if word[:1].isupper() and not word.endswith(".") and word not in TITLES and word.lower() not in text.common:
        return sound(word)
    return ""


def neighbors(text: Words, known: Mapping[str, int]) -> dict[str, set[str]]:
    """Of every name, the names that follow it somewhere: a quick count, blind to punctuation."""
    following: dict[str, set[str]] = defaultdict(set)
    order = text.order
    for index in compress(count(), map(known.__contains__, order[:-1])):
        if order[index + 1] in known:
            following[order[index]].add(order[index + 1])
    return following
