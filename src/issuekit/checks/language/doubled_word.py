"""A word is printed twice in a row.

Why:
    “The the” slips in where a sentence is rearranged, and most easily across a line end, where an author reading
    the file passes over it. In print the two stand side by side.
Fail:
    Minsk signed the
    the agreement.
Fail:
    It organized training for drone drone operators.
Fail:
    The chairman of the of the committee spoke.
Pass:
    He had had enough, and said that that was very, very clear. Duran Duran played in Baden-Baden.
Fix:
    Take one of the two away; “issuekit check --fix” does where it can only be a slip, “--unsafe-fixes” elsewhere.
"""

from __future__ import annotations

import re
from itertools import compress, count, islice
from operator import eq
from typing import TYPE_CHECKING

from issuekit.checks.language.words import words
from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.checks.sheet import correction
from issuekit.diagnostics import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from issuekit.checks.language.words import Words
    from issuekit.checks.sheet import Spot
    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK503", "doubled-word", Severity.WARNING, __doc__)

# Words that never stand twice in a row in a sentence: here it is an error. Not so “in in” (“he came in in May”).
NEVER_TWICE = frozenset({
    "the", "a", "an", "of", "and", "or", "from", "with", "at", "into", "than", "if", "its", "their", "our", "my",
    "your", "these", "those", "which", "this", "was", "were", "are", "be", "been", "has", "have", "would", "could",
    "should", "must", "as", "between", "but", "they", "we", "he", "she", "not",
})
# Words that do: as emphasis, as a pattern of speech, or where two clauses meet.
AT_TIMES_TWICE = frozenset({
    "that", "had", "is", "do", "did", "her", "you", "it", "who", "what", "very", "really", "so", "too", "far",
    "long", "many", "much", "never", "no", "now", "again", "more", "well", "bye", "hear", "ha", "there", "yes",
    "ever", "quite", "less", "on", "in", "by", "up", "over", "out", "off", "down", "through", "blah", "hush",
    "knock", "s", "t",
})
SHORT_TOO = frozenset({"to", "for"})  # hardly ever right, but now and then: “what they referred to to begin with”
# Of those above, the ones that meet only where a clause inside the sentence ends (“What it is is a start”, “the city
# they met in in May”), or after a verb that takes them along (“the minister came in in May”).
AT_A_CLAUSE = frozenset({"is", "in", "on", "by"})
CLAUSE = lazily(r"\b(?:wh\w+|how|that|all|things?|problem|question|he|she|they|it|we|you|i)\b", re.IGNORECASE)
TAKING_ALONG = lazily(
    r"\b(?:c[ao]m|go|went|gone|get|got|log|settl|mov|let|t[ao]k|took|br[io]|carr|pass|put|switch|set|turn|drop|stand"
    r"|stood|call|fill|join|liv|step|phas|ke[ep])\w*\s$", re.IGNORECASE,
)
NAMES_TOO = frozenset({"may", "will", "mark", "bill", "rich", "march", "august", "might"})
SHORTEST = 3  # letters of other words that are looked at; shorter ones may be abbreviations or names
FAMILIAR = 3  # times that a capitalized word stands singly before its doubling is taken for a slip

# “of the of the”: a small word and an article.
LEADERS = frozenset({"of", "in", "to", "on", "for", "by", "at", "with", "from", "and", "as"})
ARTICLES = frozenset({"the", "a", "an", "its", "their", "this", "these", "our"})
JOINERS = frozenset("’'@/-")  # a word that one of these binds to another is not doubled


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Every word, and every pair such as “of the”, that stands twice in a row."""
    text = words(scored)
    order, folded = text.order, text.folded
    pairs = {(order[index], order[index + 1]) for index in _repeated(folded, 1)}
    for first, second in sorted(pairs):
        word = first.lower()
        if (word in AT_TIMES_TWICE and word not in AT_A_CLAUSE) or not word.isalpha():
            continue
        certain = word in NEVER_TWICE
        if second[0].isupper() and not certain and _name(text, first, second):
            continue
        for start, end in _found(text, f"{first} {second}"):
            if _slip(text, start, first, second, certain=certain):
                yield _finding(text, start, end, len(first), certain=certain)
    phrases = {
        " ".join(order[index : index + 4]) for index in _repeated(folded, 2)
        if folded[index] in LEADERS and folded[index + 1] in ARTICLES
        and folded[index + 1] in folded[index + 3 : index + 4]
    }
    for phrase in sorted(phrases):
        for start, end in _found(text, phrase):
            yield _finding(text, start, end, len(phrase.rsplit(" ", 2)[0]), certain=True)


def _repeated(folded: Sequence[str], distance: int) -> Iterator[int]:
    """Where the word so many words further on is the same."""
    return compress(count(), map(eq, folded, islice(folded, distance, None)))


def _found(text: Words, phrase: str) -> Iterator[tuple[int, int]]:
    """Every place of a phrase that nothing binds to a word before or after it."""
    for start in text.phrase(phrase, text.spaced):
        end = start + len(phrase)
        if text.text[max(0, start - 1) : start] not in JOINERS and text.text[end : end + 1] not in JOINERS:
            yield start, end


def _slip(text: Words, start: int, first: str, second: str, *, certain: bool) -> bool:
    """Whether a doubled word is more likely a slip than a name, an expression, or “May may”."""
    if first != second and not (text.opens_sentence(start) and first.lower() not in NAMES_TOO):
        return False
    if certain:
        return True
    if first in AT_A_CLAUSE:
        opening = max(0, text.text.rfind(". ", 0, start), text.text.rfind("\n", 0, start))
        if first != "is" and TAKING_ALONG.search(text.text[max(0, start - 20) : start]):
            return False
        return not CLAUSE.search(text.text, opening, start)
    return (len(first) >= SHORTEST or first.lower() in SHORT_TOO) and not first.isupper()


def _name(text: Words, first: str, second: str) -> bool:
    """Whether a capitalized word hardly ever stands singly: “Pago Pago”."""
    return text.counts[first] - 2 * text.text.count(f"{first} {second}") < FAMILIAR


def _finding(text: Words, start: int, end: int, length: int, *, certain: bool) -> Finding:
    spot = text.sheet.spot(start, end)
    once = text.text[start : start + length]
    first, second = spot.part(0, length), spot.part(end - start - length, end - start)
    return RULE.at(
        spot.span, f"“{once}” is printed twice",
        "take one of the two away",
        severity=Severity.ERROR if certain else None,
        fix=correction(f"Print “{once}” once", _removal(first, second).becomes(""), safe=certain),
    )


def _removal(first: Spot, second: Spot) -> Spot:
    """What to take away: the second with the space before it, or, where a line ends between them, the first."""
    spaced = first.start and first.locus.passage.plain[first.start - 1] == " "
    if first.span.line != second.span.line and spaced:
        return first.part(-1, first.end - first.start)
    return first.part(first.end - first.start, second.end - first.start)
