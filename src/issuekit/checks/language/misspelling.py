"""A word is misspelled in a way that is well known.

Why:
    “Goverment” and “recieve” are slips that a reader sees at once and an author never. The list of them is
    codespell’s: every entry is a misspelling that people make, so that a rare word is not taken for one.
Fail:
    The goverment will recieve the delegation.
Pass:
    The government will receive the delegation from the Zviazda newspaper.
Fix:
    Correct the word. If the spelling is meant, as in a quotation, silence the line with the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.checks.language.corrections import replacement
from issuekit.checks.language.dictionary import misspelling_list
from issuekit.checks.language.slips import close_pairs, slip
from issuekit.checks.language.words import words
from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.checks.sheet import english
from issuekit.diagnostics import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from issuekit.checks.language.words import Words
    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK507", "misspelling", Severity.WARNING, __doc__)

SHORTEST = 4  # letters; shorter entries of the list are too often names of units, particles or foreign words
LONG, OFTEN = 10, 3  # letters of a word, and times that another stands in the issue, for one to be a slip of the other
BROKEN = lazily(r"\w[-‑] $")
BOUND = frozenset("-‑’'@/._&")  # beside a word: it is a part of something else


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Every misspelled word, at each of its places."""
    text = words(scored)
    if not english(scored):
        return
    candidates = (word for word in text.lower if len(word) >= SHORTEST and word.isascii() and word.isalpha())
    wrong = {**_slips(text), **misspelling_list().corrections(candidates)}
    shapes = {shape: word for word in wrong for shape in (word, word.capitalize()) if shape in text.counts}
    for shape, starts in text.places(shapes).items():
        if shape[0].isupper() and not all(text.opens_sentence(start, ends=".!?\n") for start in starts):
            continue  # a name
        for start in starts:
            end = start + len(shape)
            if _part_of_another(text.text, start, end):
                continue
            meant = [_as(shape, correction) for correction in wrong[shapes[shape]]]
            spot = text.sheet.spot(start, end)
            yield RULE.at(
                spot.span, f"“{shape}” is misspelled",
                f"print {' or '.join(f'“{word}”' for word in meant)}",
                fix=replacement(spot, shape, meant[0], safe=False) if len(meant) == 1 else None,
            )


def _slips(text: Words) -> dict[str, Sequence[str]]:
    """Long words that stand once, and are a word that the issue has often with letters lost, doubled or exchanged.

    The first two letters and the last are the same, so that endings and prefixes make no slips.
    """
    long = [word for word in text.counts if len(word) >= LONG and word.islower() and word.isascii() and word.isalpha()]
    once = [word for word in long if text.counts[word] == 1]
    often = [word for word in long if text.counts[word] >= OFTEN]
    found: dict[str, Sequence[str]] = {}
    for word, right in close_pairs(once, often):
        made = slip(word, right)
        if made and made.kind != "wrong" and word[:2] == right[:2] and word[-1] == right[-1] and made.rest:
            found[word] = (right,)
    return found


def _part_of_another(text: str, start: int, end: int) -> bool:
    """Whether a word is bound to another one, or is the rest of one that was broken at the end of a line."""
    if text[start - 1 : start] in BOUND and start:
        return True
    if BROKEN.search(text, max(0, start - 3), start):
        return True
    return text[end : end + 1] in BOUND and text[end + 1 : end + 2].isalnum()


def _as(printed: str, correction: str) -> str:
    return correction[:1].upper() + correction[1:] if printed[0].isupper() else correction
