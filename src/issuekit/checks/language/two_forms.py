"""One term stands in two forms: antitank and anti-tank, road map and roadmap, 5-year and five-year.

Why:
    Each form may be right by itself. Side by side they make a reader stop, and a search find half of the places.
    A hyphen that has its reason is left alone: a long-term plan, in the long term; a decision-making body, its
    decision making.
Fail:
    They bought anti-tank missiles. The antitank missiles arrived; the anti-tank units were glad.
Fail:
    All member states agreed. Other member-states and the member states of the CSTO did not.
Fail:
    A five-year loan was signed. Another 5-year loan followed.
Pass:
    The decision-making body reviewed its decision making: a long-term plan in the long term. It set up a setup with
    a roadmap for member states and three-year and 10-year loans.
Fix:
    Choose one form and put it in names.yaml, so that the house refuses the other from now on.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from issuekit.checks.language.compounds import PREFIXES, compounds, hyphenated_pairs, may_be_open
from issuekit.checks.language.corrections import replacement
from issuekit.checks.language.refused import as_printed, refusals
from issuekit.checks.language.words import words
from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from issuekit.checks.language.compounds import Compound
    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK505", "two-forms", Severity.WARNING, __doc__)

CLOSED, HYPHENATED, OPEN = "", "-", " "
JOINTS = {"-": HYPHENATED, "‑": HYPHENATED, " ": OPEN, "\u00a0": OPEN}  # what may stand between the parts
HYPHENS_BESIDE = frozenset("-‑")
NUMBERS = {name: number for number, name in enumerate(
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1)}
SHORT_NUMBER = 3  # digits
SHORT = 5  # letters of a word in capitals that may be an abbreviation

# After a noun, but hardly after an attribute: “member-states of”, “member-states and”.
AFTER_NOUN = frozenset({
    "and", "or", "of", "in", "on", "at", "to", "for", "from", "with", "by", "as", "is", "are", "was", "were", "has",
    "have", "had", "will", "would", "can", "could", "may", "should", "must", "that", "which", "who", "whose", "but",
    "not", "than",
})
# As the second part these are verbs: “Russia-backed forces”, “forces that Russia backed”.
VERBAL = lazily(r"\w+ed|led|made|run|built|held|born|owned|known|driven|given|taken")


class Place(NamedTuple):
    """One place of a compound, in one of its forms."""

    start: int
    end: int
    joint: str  # what stands between the parts; of five-year and 5-year, the whole
    shape: str  # in small letters


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Every place of the rarer form of a compound that stands in two."""
    page = Page(scored)
    for compound, numbers in compounds(page.text, page.pairs):
        reported: set[int] = set()
        for group in _rivals(page, compound, page.places(compound, numbers)):
            for finding, start in _judged(page, [place for place in group if place.start not in reported]):
                reported.add(start)
                yield finding
    for group in _numerals(page):
        yield from (finding for finding, _ in _judged(page, group))


def _judged(page: Page, group: Sequence[Place]) -> Iterator[tuple[Finding, int]]:
    counts = Counter(place.joint for place in group)
    for place, best in _rarer(page, group):
        yield _finding(page, place, best, counts), place.start


class Page:
    """The text of an issue as this rule reads it: less what the house refuses anyhow."""

    def __init__(self, scored: ScoredIssue) -> None:
        self.text = words(scored)
        self.pairs = hyphenated_pairs(self.text)
        self.refused = {place for refusal in refusals(scored) for place in range(refusal.start, refusal.end)}
        self.house = frozenset(form.use.value.lower() for form in scored.issue.series.house.terms)

    def places(self, compound: Compound, numbers: Iterable[int]) -> list[Place]:
        """Every place of a compound in each of its forms, in the order of the text; ``numbers`` are those of its
        first part where the second stands beside it.
        """
        camel = f"{compound.first.capitalize()}{compound.second.capitalize()}"  # ChevronTexaco
        closed = [number for shape in compound.shapes(CLOSED) for number in self.numbers(shape)]
        found = [self.place(number, number, CLOSED) for number in (*closed, *self.text.index.get(camel, ()))]
        for number in numbers:
            joint = JOINTS.get(self.text.gaps[number + 1])
            if joint is not None:
                found.append(self.place(number, number + 1, joint))
        return sorted(place for place in found if place is not None)

    def numbers(self, word: str) -> Iterator[int]:
        """The numbers of the places of a word, however it is capitalized."""
        for shape in dict.fromkeys((word, word.capitalize(), word.upper())):
            yield from self.text.index.get(shape, ())

    def place(self, first: int, last: int, joint: str) -> Place | None:
        """The place of the words of these numbers; None where it is part of something longer, or refused."""
        text = self.text
        start, end = text.starts[first], text.starts[last] + len(text.order[last])
        printed = text.text[start:end]
        if (printed.isupper() and end - start <= SHORT) or start in self.refused:
            return None  # OH, GOTO: other words
        if text.gaps[first][-1:] in HYPHENS_BESIDE or text.gaps[last + 1][:1] in HYPHENS_BESIDE:
            return None
        return Place(start, end, joint, text.small[start:end].replace("\u00a0", " "))

    def named(self, place: Place) -> bool:
        """Whether a place belongs to a name."""
        second = self.text.text[place.end - len(place.shape.rpartition(OPEN)[2])]
        return self.text.in_name(place.start, place.end) or (
            place.joint == OPEN and second.isupper() and self.text.text[place.start].isupper()
        )


def _rivals(page: Page, compound: Compound, places: Sequence[Place]) -> Iterator[list[Place]]:
    """Groups of places in each of which one form would do."""
    closed = [place for place in places if place.joint == CLOSED]
    hyphenated = [place for place in places if place.joint == HYPHENATED]
    opened = [place for place in places if place.joint == OPEN]
    by_chance = not may_be_open(compound.first, compound.second)
    if closed:
        yield [*closed, *hyphenated, *([] if by_chance else opened)]
    elif hyphenated and opened and compound.first in PREFIXES:
        yield [*hyphenated, *opened]
    elif hyphenated and opened and compound.first not in NUMBERS and not compound.first.isdecimal():
        if not by_chance:
            nouns = [place for place in hyphenated if _plural_noun(page.text.small, place)]
            yield [*nouns, *(place for place in opened if place.shape.endswith("s"))]
        if not VERBAL.fullmatch(compound.second):
            before = defaultdict(list)
            for place in (*hyphenated, *opened):
                before[page.text.after(place.end)].append(place)
            yield from (group for noun, group in before.items() if noun.islower() and noun not in AFTER_NOUN)


def _plural_noun(small: str, place: Place) -> bool:
    """Whether a hyphenated form is a noun in the plural, to which the hyphen adds nothing."""
    if not place.shape.endswith("s") or place.shape.endswith("ss"):
        return False
    following = re.match(r" (\w+)", small[place.end : place.end + 20])
    return following is None or following[1] in AFTER_NOUN


def _numerals(page: Page) -> Iterator[list[Place]]:
    """The places of compounds such as five-year and 5-year, where both stand in the text."""
    by_unit = defaultdict(set)
    for first, second in page.pairs:
        number = NUMBERS.get(first) or (int(first) if first.isdecimal() and len(first) < SHORT_NUMBER else 0)
        if 0 < number <= len(NUMBERS) and second.isalpha():
            by_unit[number, second].add((first, second))
    for shapes in by_unit.values():
        if len(shapes) > 1:
            folded, gaps = page.text.folded, page.text.gaps
            places = [
                page.place(number, number + 1, f"{first}{HYPHENATED}") for first, second in shapes
                for number in page.numbers(first)
                if gaps[number + 1] in HYPHENS_BESIDE and folded[number + 1] == second
            ]
            yield sorted(place for place in places if place is not None)


def _rarer(page: Page, group: Sequence[Place]) -> list[tuple[Place, Place]]:
    """The places of the rarer forms, each with a place of the form to prefer: the house's, or the one most used."""
    proper: list[Place] = []
    common: list[Place] = []
    for place in group:
        (proper if page.named(place) else common).append(place)
    counts = Counter(place.joint for place in common)
    if len(counts) > 1:
        decided = {place.joint for place in common if place.shape in page.house}
        # To be preferred: the house's form, the most used, a number in letters, the first.
        best = min(common, key=lambda place: (
            place.joint not in decided, -counts[place.joint], place.shape[0].isdecimal(), place.start,
        ))
        return [(place, best) for place in common if place.joint != best.joint]
    # A name keeps its form, unless it stands in the text in another form too.
    counts = Counter(place.joint for place in group)
    forms = {place.joint: place for place in reversed(group)}
    found = []
    for place in proper:
        following = page.text.after(place.end)
        for joint, other in forms.items():
            fewer = (counts[place.joint], -place.start) < (counts[joint], -other.start)
            if joint != place.joint and fewer and following[:1].isupper():
                name = page.text.text[other.start : other.end] + f" {following}"
                if page.text.first(name) >= 0:
                    found.append((place, other))
                    break
    return found


def _finding(page: Page, place: Place, best: Place, counts: Mapping[str, int]) -> Finding:
    text = page.text
    printed, other = text.text[place.start : place.end], text.text[best.start : best.end]
    right = as_printed(_shape(place, best), printed)
    spot, first = text.sheet.spot(place.start, place.end), text.sheet.spot(best.start, best.end)
    return RULE.at(
        spot.span,
        f"“{printed}” ({counts[place.joint]} ×) and “{other}” ({counts[best.joint]} ×) are one term in two forms",
        f"choose one of them, likely “{right}”, and put it in names.yaml",
        (Related(first.span, f"in the form “{other}” here"),),
        fix=replacement(spot, printed, right, safe=False),
    )


def _shape(place: Place, best: Place) -> str:
    """The form to prefer, in the number (singular or plural) of the one that stands there."""
    if place.shape.endswith("s") == best.shape.endswith("s"):
        return best.shape
    return f"{best.shape}s" if place.shape.endswith("s") else best.shape.removesuffix("s")
