"""A British form in a series that spells American, or the reverse.

Why:
    The series has chosen one system (“spelling:” in series.yaml). “Defence” on one page and “defense” on the next
    look like two hands. Names keep their own spelling: the Labour Party, the World Trade Center. They are only
    reported where the issue itself has the same name in the other form too.
Fail:
    The defence program was cancelled.
Fail:
    --- series.yaml
    spelling: british
    --- partner.yaml
    chapter: partner
    forecast: The neighboring states will modernise; one organization will not.
Pass:
    The Labour Party and the Defence Academy advise on a surprise exercise; the neighbors’ organization promises
    catalogues of 40 tonnes.
Fix:
    Print the form of the series’ choice; “issuekit check --fix” does, outside of names and quotations.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from issuekit.checks.language.corrections import replacement
from issuekit.checks.language.refused import refusals, right_forms, within
from issuekit.checks.language.spelling_systems import to_american, to_british, with_s, with_z
from issuekit.checks.language.words import LINKS, words
from issuekit.checks.rule import Rule
from issuekit.checks.sheet import english
from issuekit.diagnostics import Finding, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from issuekit.checks.language.words import Words
    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK504", "mixed-spelling", Severity.WARNING, __doc__)

BRITISH, AMERICAN = "british", "american"
FIRST = 50  # places of a word that are looked at to tell whether it is a name
QUOTATION = 1000  # characters that a quotation may run on


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Every word in the form that the series hasn't chosen."""
    if not english(scored):
        return
    text, system = words(scored), scored.issue.series.spelling
    right = _british(text) if system == BRITISH else _american(text)
    refused = {place for refusal in refusals(scored) for place in range(refusal.start, refusal.end)}
    shapes = {
        cased(word): cased(form) for word, form in right.items() for cased in (str.lower, str.capitalize, str.upper)
        if cased(word) in text.counts
    }
    for shape, starts in text.places(shapes).items():
        uses = right_forms(scored.issue.series.house, shape)
        for start in starts:
            if start not in refused and not within(text, start, uses):  # else the house has decided
                yield from _at(text, start, shape, shapes[shape], system)


def _american(text: Words) -> dict[str, str]:
    """The British forms in the text, with the American ones."""
    return _known(text, to_american()) | _verbs(text, "is", with_z)


def _british(text: Words) -> dict[str, str]:
    """The American forms in the text, with the British ones.

    As to -ise and -ize, British houses differ. What is wrong is to have both; the rarer of the two is reported.
    """
    in_z, in_s = _verbs(text, "iz", with_s), _verbs(text, "is", with_z)
    printed_in_z, printed_in_s = (
        sum(text.counts[shape] for word in verbs for shape in (word, word.capitalize())) for verbs in (in_z, in_s)
    )
    verbs = {} if not (printed_in_z and printed_in_s) else in_z if printed_in_z <= printed_in_s else in_s
    return _known(text, to_british()) | verbs


def _known(text: Words, forms: Mapping[str, str]) -> dict[str, str]:
    return {word: forms[word] for word in text.lower & forms.keys()}


def _verbs(text: Words, letters: str, turn: Callable[[str], str | None]) -> dict[str, str]:
    """The verbs of the text in -ise or -ize, and what is made from them, in the other form."""
    return {word: other for word in text.lower if letters in word and (other := turn(word))}


def _at(text: Words, start: int, shape: str, right: str, system: str) -> Iterator[Finding]:
    end = start + len(shape)
    if _a_name(text, start, end, shape) and not _named_rightly_too(text, start, end, right):
        return
    spot = text.sheet.spot(start, end)
    other = AMERICAN if system == BRITISH else BRITISH
    first = text.first(right)
    related = () if first < 0 else (
        Related(text.sheet.spot(first, first + len(right)).span, f"spelled “{right}” here"),
    )
    yield RULE.at(
        spot.span, f"“{shape}” is {other.capitalize()} spelling; the series spells {system.capitalize()}",
        f"print “{right}”", related,
        fix=replacement(spot, shape, right, safe=system == AMERICAN and not _quoted(text.text, start)),
    )


def _a_name(text: Words, start: int, end: int, shape: str) -> bool:
    """Whether a word is a name or belongs to one: Labour, the Labour Party."""
    if not shape[0].isupper() or shape.isupper():
        return False
    if text.in_name(start, end) or not text.opens_sentence(start):
        return True
    if shape.lower() in text.common:
        return False
    return any(not text.opens_sentence(place) for place in islice(text.places([shape])[shape], FIRST))


def _named_rightly_too(text: Words, start: int, end: int, right: str) -> bool:
    """Whether the issue has the same name in the right form: “Ministry of Defense” beside “Ministry of Defence”."""
    after, before = text.after(end), text.before(start)
    names = [f"{right} {after}"] if after[:1].isupper() else []
    if before in LINKS:
        earlier = text.before(text.text.rfind(before, 0, start))
        before = f"{earlier} {before}" if earlier else ""
    if before[:1].isupper():
        names.append(f"{before} {right}")
    return any(text.first(name) >= 0 for name in names)


def _quoted(text: str, start: int) -> bool:
    """Whether a place of the text stands within curly quotes: the words may be another's."""
    earliest = max(0, start - QUOTATION)
    line = max(earliest, text.rfind("\n", earliest, start))
    return text.count("“", line, start) > text.count("”", line, start)
