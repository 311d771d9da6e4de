"""A link says http for a site that the same issue elsewhere links by https.

Why:
    The site has https, as the other link proves. By http a browser warns of it, or a network on the way can
    change what the reader sees.
Fail:
    The ministry [announced it](https://example.org/news/1) and [changed its mind](http://example.org/news/2).
Pass:
    The ministry [announced it](https://example.org/news/1) and [changed its mind](https://example.org/news/2).
Fix:
    Write https; “issuekit check --fix” does it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.checks.links.addresses import Address, addresses, fix_in, host_of, without_www
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK405", "http-for-https", Severity.WARNING, __doc__)

HTTP, HTTPS = "http://", "https://"


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Addresses with http whose host has https elsewhere in the issue."""
    secure: dict[str, Address] = {}
    for address in addresses(scored):
        if address.target[: len(HTTPS)].lower() == HTTPS:
            host = host_of(address.target)
            secure.setdefault(without_www(host), address)
    for address in addresses(scored):
        if address.link.image or address.target[: len(HTTP)].lower() != HTTP:
            continue
        host = host_of(address.target)
        other = secure.get(without_www(host))
        if other is None:
            continue
        size = len(HTTP) - 3
        fix = fix_in(
            address.prose.text, address.start, address.start + size, "https", "write https",
            # A site may have https under its name with www. only, or without.
            safe=host_of(other.target) == host and ":" not in address.target[len(HTTP) :].partition("/")[0],
        )
        yield RULE.at(
            address.span(0, size), f"http for {host}, which the issue links by https elsewhere", "write https",
            (Related(other.span(), "linked by https here"),),
            fix=fix if address.at_hand and address.raw[:size].lower() == "http" else None,
        )
