"""An address is typed into the text instead of being set behind words.

Why:
    On paper an address of two lines is noise, and in the PDF it is no link: nothing but words that a link was
    set on can be clicked.
Fail:
    The ministry published the figures (https://example.org/figures/2019).
Fail:
    More stands on www.example.org, the ministry's site.
Pass:
    The ministry published [the figures](https://example.org/figures/2019), and TUT.BY reprinted them.
Fix:
    Put the words that lead there in square brackets and the address behind them in round ones:
    [the figures](https://example.org/figures/2019).
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import islice
from typing import TYPE_CHECKING

from issuekit.checks.links.attempts import MOST, attempts, content_span, value_index
from issuekit.checks.links.fault import shortened
from issuekit.checks.loci import loci
from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.checks.links.attempts import Attempt
    from issuekit.checks.loci import Locus
    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK402", "bare-address", Severity.WARNING, __doc__)

# An address with its scheme, one that begins with www., or a site with a path behind it.
BARE = lazily(
    r"(?<![\w@/.:-])(?:(?:https?://|www\.)[^\s<>\[\]`]+"
    r"|(?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,}/[^\s<>\[\]()`]*)",
)
SENTENCE_END = ".,;:!?…\"'»”’*_"


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Addresses in the text that no link is made of."""
    tried: dict[int, list[Attempt]] = {}
    for attempt in attempts(scored):
        tried.setdefault(id(attempt.locus), []).append(attempt)
    for locus in loci(scored):
        content = locus.passage.content
        if "." in content and ("/" in content or "www." in content):
            yield from islice(_bare(locus, tried.get(id(locus), [])), MOST)


def _bare(locus: Locus, tried: list[Attempt]) -> Iterator[Finding]:
    passage = locus.passage
    links = [] if locus.prose is None else [(link.start, link.end) for link in locus.prose.links]
    for match in BARE.finditer(passage.content):
        start, end = match.start(), match.end()
        if any(attempt.begin <= start < max(attempt.end, attempt.start + 1) for attempt in tried):
            continue
        place = value_index(passage, start)
        before = bisect_right(links, (place, place)) - 1
        if before >= 0 and place < links[before][1]:
            continue
        end = _without_sentence(passage.content, start, end)
        address = passage.content[start:end]
        yield RULE.at(
            content_span(passage, start, end), f"the address “{shortened(address)}” is printed, and can't be clicked",
            "set it behind the words that lead there: [words](address)",
        )


def _without_sentence(content: str, start: int, end: int) -> int:
    """The end of an address without the sentence's own punctuation."""
    while end > start + 1:
        last = content[end - 1]
        if last in SENTENCE_END or (last == ")" and content.count("(", start, end) < content.count(")", start, end)):
            end -= 1
        else:
            break
    return end
