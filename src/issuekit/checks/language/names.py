"""The names of a text: its capitalized words that never stand in small letters, and the words beside them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import compress, count
from typing import TYPE_CHECKING

from issuekit.checks.language.romanization import sound

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


@dataclass(frozen=True, slots=True)
class Company:
    """The names that stand right before and right after a name, by their sound, and where the name stands.

    ``followed`` and ``preceded`` tell whether it has a name after it, or before it, wherever it stands.
    """

    starts: tuple[int, ...]
    before: frozenset[str]
    after: frozenset[str]
    preceded: bool
    followed: bool

    def shared(self, other: Company) -> bool:
        """Whether the two keep the same company: the same first name, or the same surname."""
        return bool(self.before & other.before or self.after & other.after)

    def apart(self, other: Company) -> bool:
        """Whether they are two persons: first names with different surnames, a surname with different first names."""
        if self.shared(other):
            return False
        first_names = self.followed and other.followed
        return first_names or bool(self.before and other.before and self.preceded)

    @property
    def given(self) -> bool:
        """Whether the name is a first name: a surname follows it wherever it stands."""
        return self.followed


def names(text: Words) -> Mapping[str, int]:
    """The names of a text with how often they stand there."""
    return {
        word: times for word, times in text.counts.items()
        if word[0].isupper() and len(word) > 1 and not word.isupper() and word.lower() not in text.common
        and (word.isalpha() or not any(map(str.isdecimal, word)))
    }


def company(text: Words, places: Mapping[str, list[int]]) -> dict[str, Company]:
    """The company that some names keep, at the places given."""
    return {name: _company(text, name, starts) for name, starts in places.items()}


def _company(text: Words, name: str, starts: list[int]) -> Company:
    before = [_name(text, text.before(start)) for start in starts]
    after = [_name(text, text.after(start + len(name))) for start in starts]
    return Company(
        tuple(starts), frozenset(filter(None, before)), frozenset(filter(None, after)),
        bool(starts) and all(before), bool(starts) and all(after),
    )


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
