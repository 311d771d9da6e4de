"""A paragraph ends without a full stop, or a sentence begins with a small letter.

Why:
    Either a stop was lost, or the rest of the sentence was.
Fail:
    The leaders had agreed on oil before the summit. Nothing was said of gas
Fail:
    The talks went on for a long time. they brought no result.
Pass:
    The leaders had agreed on oil, gas, etc. before the summit. Nothing was said of gas.

    They would name these:

    - oil
Fix:
    Type the stop, or the words that are missing; begin the sentence with a capital.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.checks.sheet import correction, english, sheet, shown
from issuekit.checks.typography.abbreviations import is_abbreviation
from issuekit.checks.typography.endings import at_the_end, ending, has_inner_sentence, torn, words
from issuekit.diagnostics import Finding, Severity

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from issuekit.checks.loci import Locus
    from issuekit.checks.sheet import Sheet
    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK539", "missing-final-stop", Severity.WARNING, __doc__)

RUNNING_WORDS = 8  # fewer may be a label or a caption
UNUSUAL = 0.25  # share of paragraphs without a stop that shows that the text has another usage
FEW_TRENDS = 2  # so few make no list
VERB = lazily(
    r"\b(?:is|are|was|were|has|have|had|will|would|may|might|can|could|should|must|do|does|did|said|says|"
    r"became|began|came|gave|held|led|met|saw|took|went|"
    r"(?:it|he|she|they|we|who|which|that|[a-z]+s)[ \u00a0][a-z]{3,}ed)\b",
)
SMALL_START = lazily(r"[.][ \u00a0]+(?=([a-z][\w’'-]+))(?<=[^\W\d_A-Z]{3}[.][ \u00a0])")
# Names that begin small: “van der Bellen”, “al-Assad”, “iPhone”.
NAMED_SMALL = lazily(
    r"(?:van|von|de|del|della|di|da|du|la|le|el|al|bin|ibn|ben|zu|ter|ten|dos|und|et)\b|[a-z]+[A-Z]|al-",
)


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Paragraphs of running prose without their stop; then sentences without their capital."""
    page = sheet(scored)
    in_english = english(scored)
    for number, locus in _without_stop(page.loci, in_english=in_english):
        plain = locus.passage.plain.rstrip()
        start = max(plain.rfind(" "), plain.rfind("\u00a0")) + 1
        spot = page.spot(page.starts[number] + start, page.starts[number] + len(plain))
        yield RULE.at(
            spot.span, f"the paragraph ends without a full stop: “{shown(plain[start:])}”",
            "type it, or the words that are missing",
            fix=correction("type a full stop", at_the_end(locus.passage, "."), safe=False),
        )
    if in_english:
        for match in SMALL_START.finditer(page.text):
            yield from _small_start(page, match)


def _without_stop(loci: Sequence[Locus], *, in_english: bool) -> Iterator[tuple[int, Locus]]:
    paragraphs = [
        (number, locus, ending(locus.passage.plain)) for number, locus in enumerate(loci)
        if locus.running and locus.passage.kind == "paragraph" and words(locus.passage.plain) >= RUNNING_WORDS
    ]
    if sum(not end for _, _, end in paragraphs) > max(1, UNUSUAL * len(paragraphs)):
        return
    for number, locus, end in paragraphs:
        if end or torn(loci, number) or _list_follows(loci, number):
            continue
        if locus.section == "trends" and _listed(locus):
            continue
        plain = locus.passage.plain
        if has_inner_sentence(plain) or (in_english and VERB.search(plain)):
            yield number, locus


def _listed(locus: Locus) -> bool:
    """Whether the rule about lists holds the end of a trend against the other trends."""
    many = locus.chapter is not None and len(locus.chapter.trends) > FEW_TRENDS
    return many and locus.prose is not None and locus.prose.passages[-1] is locus.passage


def _list_follows(loci: Sequence[Locus], number: int) -> bool:
    """Whether the paragraph leads over to a list; its colon is forgotten in many a text."""
    if number + 1 >= len(loci):
        return False
    return loci[number + 1].prose is loci[number].prose and loci[number + 1].passage.kind == "item"


def _small_start(page: Sheet, match: re.Match[str]) -> Iterator[Finding]:
    before = page.text[max(0, match.start() - 40) : match.start()].rpartition("\n")[2]
    word = match[1]
    if is_abbreviation(before) or NAMED_SMALL.match(page.text, match.end()):
        return
    place = page.spot(match.end(), match.end() + len(word))
    last = shown(before.rpartition(" ")[2])
    yield RULE.at(
        place.span, f"a sentence begins with a small letter: “{last}. {word}”",
        "begin it with a capital, or put a comma for the full stop",
        fix=correction("begin with a capital", place.part(0, 1).becomes(word[0].upper()), safe=False),
    )
