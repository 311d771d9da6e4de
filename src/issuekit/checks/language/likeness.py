"""Which names of a text are likely one name in two spellings, and on what evidence."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, islice
from typing import TYPE_CHECKING

from issuekit.checks.language.names import company, neighbors
from issuekit.checks.language.romanization import folded, plain_sound, sound
from issuekit.checks.language.slips import close_pairs, distance, neighboring_keys, slip
from issuekit.checks.language.spelling_systems import to_american, with_z

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from issuekit.checks.language.names import Company
    from issuekit.checks.language.slips import Slip
    from issuekit.checks.language.words import Words

SHORTEST = 4  # letters of a name that is compared with others
LONG = 6  # letters from which a slip is looked for
LONGER = 8  # letters from which names are likely alike even if they differ in more
TELLING = 7  # letters from which two that are exchanged tell enough, however rare the right spelling is
# A slip is believed by itself in a name of so many letters that stands so often: the shorter, the more often.
BELIEVED = ((10, 1), (8, 2), (7, 3), (6, 4), (5, 20))
OFTEN = 10  # times that a name stands, so that a slip in the last letter but one is believed too
LONGEST = 10  # letters from which any wrong letter is believed, not only that of a neighboring key
TWO = 2
MOST = 4000  # pairs that are looked at: in an issue there are dozens, and a text made of look-alikes proves nothing
CROWD = 12  # spellings with one sound, or names in one company, above which they are no evidence
# Names of countries and peoples are alike without being the same: Iceland and Ireland, Slovakian and Slovenian.
GEOGRAPHIC = ("land", "ian", "ean", "ish", "ese", "ia", "stan", "burg", "berg", "ville", "town", "ford", "shire")
# A consonant at the end that makes another spelling, not another form of the word: Shen and Sheng, not Minsker.
FINAL_CONSONANTS = frozenset("gkhtcfmpbvwxz")


class Likeness:
    """Asks of the names of a text, pair by pair, whether they are one."""

    def __init__(self, text: Words, counts: Mapping[str, int], decided: Collection[str] = ()) -> None:
        self.text = text
        self.decided = decided  # words in forms that the house uses
        self.counts = counts
        self._company: dict[str, Company] = {}

    def pairs(self) -> list[tuple[str, str]]:
        """Pairs of names that are alike enough to be asked about, each once."""
        found: dict[tuple[str, str], None] = {}
        for one, other in islice(self._candidates(), MOST):
            pair = (one, other) if one < other else (other, one)
            if pair not in found and _alike(*pair):
                found[pair] = None
        # Their company is looked up in one go: a search for each would cost a reading of the text for each.
        involved = {name for pair in found for name in pair}
        self._company = company(self.text, self.text.places(involved))
        return list(found)

    def _candidates(self) -> Iterator[tuple[str, str]]:
        for key in (plain_sound, sound):
            alike = defaultdict(list)
            for name in self.counts:
                if len(name) >= SHORTEST:
                    alike[key(name)].append(name)
            yield from _within(alike.values())
        long = {folded(name): name for name, count in self.counts.items() if len(name) >= SHORTEST}
        rare = [shape for shape, name in long.items() if self.counts[name] <= TWO]
        right = [shape for shape, name in long.items() if self.counts[name] > 1 or len(name) >= TELLING]
        for shape, other in close_pairs(rare, right):
            yield long[shape], long[other]
        yield from self._in_company()

    def _in_company(self) -> Iterator[tuple[str, str]]:
        """Names that stand beside the same name: Liu Shen and Liu Sheng, Aliksander and Aliaksandr Lukashenka."""
        following = neighbors(self.text, self.counts)
        preceding = defaultdict(set)
        for name, others in following.items():
            for other in others:
                preceding[other].add(name)
        for beside in (following, preceding):
            for others in beside.values():
                by_initial = defaultdict(list)
                for other in others:
                    if len(other) >= SHORTEST:
                        by_initial[other[0]].append(other)
                yield from _within(by_initial.values())

    def same(self, worse: str, right: str) -> bool:
        """Whether ``worse`` is likely a spelling of ``right``."""
        one, other = folded(worse), folded(right)
        if one == other or plain_sound(worse) == plain_sound(right):
            found = not self._apart(worse, right)
        elif sound(worse) == sound(right) and not _related(one, other) and _near(one, other):
            rare = self.counts[worse] < self.counts[right] or right in self.decided
            alike = one[0] == other[0] or len(one) >= LONGER
            found = self._shared(worse, right) or (rare and alike and not self._apart(worse, right))
        else:
            found = self._slipped(worse, right, one, other)
        return found and not _systems(worse.lower(), right.lower())

    def _slipped(self, worse: str, right: str, one: str, other: str) -> bool:
        """Whether a name that stands hardly anywhere is a frequent one mistyped."""
        if one[0] != other[0]:
            return False
        found = slip(one, other)
        rare = self.counts[worse] <= TWO and 2 * self.counts[worse] <= self.counts[right]
        if found is None:
            long = min(len(one), len(other)) >= LONGER and not _related(one, other) and not one.endswith(GEOGRAPHIC)
            return rare and long and distance(one, other, TWO) == TWO and self._shared(worse, right)
        if not _telling(found, one):
            return False
        if rare and (found.rest == 0 or min(len(one), len(other)) >= LONG - 1) and self._shared(worse, right):
            return True
        inner = found.rest > 0 or found.kind == "exchanged"
        seldom = rare or self.counts[worse] == self.counts[right] == 1
        return inner and seldom and self._believable(found, worse, right)

    def _believable(self, found: Slip, worse: str, right: str) -> bool:
        """Whether a slip needs no other evidence than itself."""
        length, frequency = len(right), self.counts[right]
        two_persons = self._apart(worse, right)
        if found.kind == "exchanged":
            enough = length >= TELLING or (length >= LONG - 1 and frequency > TWO)
            return enough and (not two_persons or self._company[worse].given)
        if not any(length >= letters and frequency >= times for letters, times in BELIEVED):
            return False
        if frequency < OFTEN and (found.letter == "h" or found.rest < TWO):
            return False
        if two_persons and (length < LONGER or not self._company[worse].given):
            return False
        if not self._company[worse].alone and self._company[right].alone_mostly and frequency < OFTEN:
            return False  # Johnston Atoll, where Johnson is a man
        return found.kind != "wrong" or length >= LONGEST or neighboring_keys(found.letter, found.instead)

    def _shared(self, one: str, other: str) -> bool:
        return self._company[one].shared(self._company[other])

    def _apart(self, one: str, other: str) -> bool:
        return self._company[one].apart(self._company[other])


def _alike(one: str, other: str) -> bool:
    """Whether two names sound alike or are a slip or two apart."""
    if sound(one) == sound(other) or plain_sound(one) == plain_sound(other):
        return True
    shape, other_shape = folded(one), folded(other)
    if slip(shape, other_shape) is not None:
        return shape[0] == other_shape[0]
    long = min(len(one), len(other)) >= LONGER and abs(len(one) - len(other)) <= TWO
    return long and len(set(shape) ^ set(other_shape)) <= TWO + TWO and distance(shape, other_shape, TWO) <= TWO


def _telling(found: Slip, word: str) -> bool:
    """Whether a difference makes another spelling rather than another form of a word, or another word."""
    if found.rest == 0:
        return found.kind == "exchanged" or (found.kind in ("extra", "missing") and found.letter in FINAL_CONSONANTS)
    if found.kind != "wrong" or not word.endswith(GEOGRAPHIC):
        return True
    return neighboring_keys(found.letter, found.instead)


def _within(groups: Iterable[list[str]]) -> Iterator[tuple[str, str]]:
    for group in groups:
        if len(group) <= CROWD:
            yield from combinations(group, 2)


def _near(one: str, other: str) -> bool:
    """Whether two names of one sound are written alike: a third of the letters may differ."""
    limit = 1 + len(one) // 3
    return distance(one, other, limit) <= limit


def _related(one: str, other: str) -> bool:
    """Whether one name is the other with an ending."""
    return one.startswith(other) or other.startswith(one)


def _systems(one: str, other: str) -> bool:
    """Whether two words are the British and the American form of one: another rule says so."""
    return other in (to_american().get(one), with_z(one)) or one in (to_american().get(other), with_z(other))
