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
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from issuekit.checks.language.compounds import PREFIXES, compounds, hyphenated_pairs, may_be_open
from issuekit.checks.language.corrections import replacement
from issuekit.checks.language.refused import as_printed, refusals
from issuekit.checks.language.words import words
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from issuekit.checks.language.compounds import Compound
    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK505", "two-forms", Severity.WARNING, __doc__)

CLOSED, HYPHENATED, OPEN = "", "-", " "
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
VERBAL = re.compile(r"\w+ed|led|made|run|built|held|born|owned|known|driven|given|taken")


class Place(NamedTuple):
    """One place of a compound, in one of its forms."""

    start: int
    end: int
    joint: str  # what stands between the parts; of five-year and 5-year, the whole
    shape: str  # in small letters


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Every place of the rarer form of a compound that stands in two."""
    page = Page(scored)
    for compound in compounds(page.text, page.pairs):
        reported: set[int] = set()
        for group in _rivals(page, compound, page.places(compound)):
            rarer = _rarer(page, [place for place in group if place.start not in reported])
            reported.update(place.start for place, _ in rarer)
            yield from (_finding(page, place, best, group) for place, best in rarer)
    for group in _numerals(page):
        yield from (_finding(page, place, best, group) for place, best in _rarer(page, group))


class Page:
    """The text of an issue as this rule reads it: in small letters, less what the house refuses anyhow."""

    def __init__(self, scored: ScoredIssue) -> None:
        self.text = words(scored)
        self.pairs = hyphenated_pairs(self.text)
        self.small = self.text.small
        self.refused = {place for refusal in refusals(scored) for place in range(refusal.start, refusal.end)}
        self.house = frozenset(form.use.value.lower() for form in scored.issue.series.house.terms)

    def places(self, compound: Compound) -> list[Place]:
        """Every place of a compound, in each of its forms, in the order of the text."""
        found: list[Place] = []
        for joint in (CLOSED, HYPHENATED, OPEN):
            for shape, parts in zip(compound.shapes(joint), compound.parts, strict=True):
                stands = shape in self.text.lower if joint == CLOSED else joint == OPEN or parts in self.pairs
                found += self.find(shape, joint) if stands else ()
        return sorted(found, key=lambda place: place.start)

    def find(self, shape: str, joint: str) -> Iterator[Place]:
        """Every place of a shape of a compound that isn't part of a longer compound."""
        for start in self.text.phrase(shape, self.small):
            end = start + len(shape)
            if self.text.text[start:end].isupper() and end - start <= SHORT:
                continue  # OH, GOTO: other words
            if start not in self.refused and "-" not in (self.small[start - 1 : start], self.small[end : end + 1]):
                yield Place(start, end, joint, shape)

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
            nouns = [place for place in hyphenated if _plural_noun(page.small, place)]
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
            by_unit[number, second].add(f"{first}-{second}")
    for shapes in by_unit.values():
        if len(shapes) > 1:
            places = [place for shape in shapes for place in page.find(shape, shape)]
            yield sorted(places, key=lambda place: place.start)


def _rarer(page: Page, group: Sequence[Place]) -> list[tuple[Place, Place]]:
    """The places of the rarer forms, each with a place of the form to prefer: the house's, or the one most used."""
    proper = [place for place in group if page.named(place)]
    common = [place for place in group if place not in proper]
    joints = {place.joint for place in common}
    if len(joints) > 1:
        best = min(common, key=lambda place: _rank(page, place, common))
        return [(place, best) for place in common if place.joint != best.joint]
    # A name keeps its form, unless it stands in the text in another form too.
    found = []
    for place in proper:
        for other in group:
            name = f"{other.shape} {page.text.after(place.end)}"
            if other.joint != place.joint and page.text.after(place.end)[:1].isupper() and name.lower() in page.small:
                counts = [sum(each.joint == joint for each in group) for joint in (place.joint, other.joint)]
                if (counts[0], -place.start) < (counts[1], -other.start):
                    found.append((place, other))
                    break
    return found


def _rank(page: Page, place: Place, group: Sequence[Place]) -> tuple[bool, int, bool, int]:
    """The lowest is to be preferred: the house's form, the most used, a number in letters, the first."""
    same = [other for other in group if other.joint == place.joint]
    return not any(other.shape in page.house for other in same), -len(same), place.shape[0].isdecimal(), same[0].start


def _finding(page: Page, place: Place, best: Place, group: Sequence[Place]) -> Finding:
    text = page.text
    printed, other = text.text[place.start : place.end], text.text[best.start : best.end]
    counts = [sum(each.joint == joint for each in group) for joint in (place.joint, best.joint)]
    right = as_printed(_shape(place, best), printed)
    spot, first = text.sheet.spot(place.start, place.end), text.sheet.spot(best.start, best.end)
    return RULE.at(
        spot.span, f"“{printed}” ({counts[0]} ×) and “{other}” ({counts[1]} ×) are one term in two forms",
        f"choose one of them, likely “{right}”, and put it in names.yaml",
        (Related(first.span, f"in the form “{other}” here"),),
        fix=replacement(spot, printed, right, safe=False),
    )


def _shape(place: Place, best: Place) -> str:
    """The form to prefer, in the number (singular or plural) of the one that stands there."""
    if place.shape.endswith("s") == best.shape.endswith("s"):
        return best.shape
    return f"{best.shape}s" if place.shape.endswith("s") else best.shape.removesuffix("s")
