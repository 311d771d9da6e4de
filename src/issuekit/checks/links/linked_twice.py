"""The same page is linked twice in one text.

Why:
    A reader who follows both links takes the second for another source. Mostly the wrong address was pasted, and
    the second source is missing.
Fail:
    The ministry [announced it](https://example.org/news/1), and the ambassador
    [confirmed it](http://www.example.org/news/1/?utm_source=rss).
Pass:
    The ministry [announced it](https://example.org/news/1), and the ambassador
    [confirmed it](https://example.org/news/2).
Fix:
    Paste the address that was meant, or set one link on both statements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.checks.links.addresses import addresses, same_page
from issuekit.checks.links.fault import shortened
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.checks.links.addresses import Address
    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK404", "linked-twice", Severity.WARNING, __doc__)


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Second and later links of a text to a page that it has linked before."""
    prose = None
    seen: dict[str, list[tuple[str, Address]]] = {}
    for address in addresses(scored):
        if address.prose is not prose:
            prose, seen = address.prose, {}
        page = None if address.link.image else same_page(address.target)
        if page is None:
            continue
        before = seen.setdefault(page[0], [])
        # Two spots of one long page are two sources; the page as a whole is the same as any of its spots.
        same = next((first for spot, first in before if not spot or not page[1] or spot == page[1]), None)
        if same is None:
            before.append((page[1], address))
            continue
        yield RULE.at(
            address.span(), f"“{shortened(address.link.words)}” leads to the page that “{shortened(same.link.words)}” "
            "leads to as well", "paste the address that was meant, or leave one of the two links out",
            (Related(same.span(), "first linked here"),),
        )
