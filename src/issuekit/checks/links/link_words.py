"""The words that a link is set on don't say where it leads.

Why:
    Whoever skims a page or has it read aloud hears the links alone: “here” and “link” tell nothing, a sentence
    tells too much. A link without words prints the name of a site, and nothing that the site is a source of.
Fail:
    The ministry said so [here](https://example.org/news/1).
Fail:
    The ministry said so [](https://example.org/news/1).
Pass:
    The ministry [said so](https://example.org/news/1), as [](#appendix-relations) shows.
Fix:
    Set the link on the two to six words that the source is about.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from issuekit.checks.links.addresses import addresses
from issuekit.checks.links.fault import shortened
from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.checks.links.addresses import Address
    from issuekit.diagnostics import Span
    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK410", "link-words", Severity.NOTE, __doc__)

MOST_WORDS = 12
# Words that fit any link.
VAGUE = frozenset((
    "here", "click here", "see here", "link", "this link", "the link", "see link", "following link", "this", "that",
    "read more", "more", "learn more", "more here", "details", "more details", "source", "website", "web site",
    "page", "this page", "url", "http", "https", "здесь", "тут", "ссылка", "по ссылке", "подробнее", "источник",
    "спасылка", "падрабязней", "hier", "ici", "tutaj",
))
MARKUP = lazily(r"[*_`\\]+")
ADDRESS = lazily(r"(?:https?://|www\.)\S*|(?:[a-z0-9-]+\.)+[a-z]{2,}/\S*", re.IGNORECASE, ("/", "www."))


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Links without words, or with words that say too little or too much."""
    for address in addresses(scored):
        link = address.link
        if link.image or link.internal or "{=" in link.words:
            continue
        words = " ".join(MARKUP.sub(" ", link.words).split())
        if not words:
            yield RULE.at(
                _link(address), f"the link to {shortened(link.target)} has no words",
                "write the words that lead there into the square brackets", severity=Severity.ERROR,
            )
        else:
            yield from _words(address, words)


def _link(address: Address) -> Span:
    return address.prose.text.span(address.link.start, address.link.end)


def _words(address: Address, words: str) -> Iterator[Finding]:
    count = len(words.split())
    if words.strip(" .,:;()“”\"'").casefold() in VAGUE:
        message = f"“{words}” doesn't say where the link leads"
    elif ADDRESS.fullmatch(words):
        message = f"the link is set on an address, “{shortened(words)}”"
    elif count > MOST_WORDS:
        message = f"the link is set on {count} words"
    elif not re.search(r"\w", words):
        message = f"the link is set on “{words}”, which is easily overlooked"
    else:
        return
    yield RULE.at(_link(address), message, "set it on the few words that the source is about")
