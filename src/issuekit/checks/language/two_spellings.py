"""One name is spelled in two ways.

Why:
    Kraŭčanka and Kraučanka, Viciebsk and Vitebsk, Aliaksandr and Aliaskandr: a mark is lost, a name comes by way of
    another language, two letters change places. No dictionary knows these names, but the issue itself does: it
    mostly has the right spelling elsewhere. What different persons are called is left alone (Alexei Miller, Alexey
    Venediktov), and so are names that only look alike (Austria, Australia).
Fail:
    Alieh Kraŭčanka went to Washington. At the conference, Kraučanka spoke.
Fail:
    Aliaksandr Lukashenka met the press. President Aliaksandr Lukashenka spoke; then Aliaskandr Lukashenka left.
Fail:
    The consulate in Viciebsk opened. Viciebsk is a city; the range is near Vitebsk.
Pass:
    Alexei Miller and Alexey Venediktov spoke in Austria and Australia about Iran, Iraq, Slovakia, Slovenia, Minsk and
    Pinsk. Ivan met Ivana, Russia the Russians; Belarusians are from Belarus. Boris Johnson met Ron Johnston.
Fix:
    Print one spelling throughout and put it in names.yaml, so that the house refuses the other from now on. If they
    are two names, put both there as forms to use.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from issuekit.checks.language.corrections import replacement
from issuekit.checks.language.likeness import Likeness
from issuekit.checks.language.names import names
from issuekit.checks.language.refused import refusals
from issuekit.checks.language.words import WORD, words
from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from issuekit.checks.language.words import Words
    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK501", "two-spellings", Severity.WARNING, __doc__)

TRIPLE = lazily(r"(.)\1\1")


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Every place of the less likely spelling of a name that the issue spells in two ways."""
    text = words(scored)
    house = scored.issue.series.house
    decided = {word for form in house.names + house.terms for word in WORD.findall(form.use.value)}
    refused = {place for refusal in refusals(scored) for place in range(refusal.start, refusal.end)}
    counts = names(text)
    likeness = Likeness(text, counts, decided)
    better: dict[str, set[str]] = defaultdict(set)
    for one, other in likeness.pairs():
        if one in decided and other in decided:
            continue
        worse, right = sorted((one, other), key=lambda name: _rank(name, counts, decided))
        if likeness.same(worse, right):
            better[worse].add(right)
            if _rank(worse, counts, decided) == _rank(right, counts, decided):
                better[right].add(worse)  # nothing tells which of the two is the right one
    places = text.places(better)
    for worse, rivals in better.items():
        right = max(rivals, key=lambda name: (_rank(name, counts, decided), name))
        sure = _rank(worse, counts, decided) < _rank(right, counts, decided)
        for start in places[worse]:
            if start not in refused:  # else the rule on house forms says so
                yield _finding(text, start, (worse, right), counts, sure=sure)


def _rank(name: str, counts: Mapping[str, int], decided: set[str]) -> tuple[bool, int, bool, bool]:
    """The highest is the likelier spelling: the house’s, the more frequent, the one with marks."""
    return name in decided, counts[name], not TRIPLE.search(name), not name.isascii()


def _finding(
    text: Words, start: int, spellings: tuple[str, str], counts: Mapping[str, int], *, sure: bool,
) -> Finding:
    """One place of a spelling; ``sure`` where the issue or the house tells which of the two is right."""
    worse, right = spellings
    first = text.first(right)
    spot = text.sheet.spot(start, start + len(worse))
    return RULE.at(
        spot.span,
        f"“{worse}” ({counts[worse]} ×) and “{right}” ({counts[right]} ×) look like one name in two spellings",
        f"print {f'“{right}”' if sure else 'one of the two'} if it is the same, and settle it in names.yaml",
        (Related(text.sheet.spot(first, first + len(right)).span, f"spelled “{right}” here"),),
        fix=replacement(spot, worse, right, safe=False) if sure else None,
    )
