"""A link's address has parameters that only tell the site where its visitor comes from.

Why:
    What a newsletter or a social network hangs on an address (utm_source, fbclid …) follows the reader, and makes
    one page look like several. The page opens just as well without it.
Fail:
    The [statement](https://example.org/news?id=7&utm_source=facebook&fbclid=abc) was short.
Pass:
    The [statement](https://example.org/news?id=7) was short.
Fix:
    Delete the parameters; “issuekit check --fix” does it, and leaves the others alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.checks.links.addresses import PARTS, SEPARATOR, addresses, fix_in, tracks
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK403", "tracking", Severity.WARNING, __doc__)


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Addresses with parameters for tracking."""
    for address in addresses(scored):
        if "=" not in address.raw:
            continue
        found = untracked(address.raw)
        if found is None:
            continue
        clean, names = found
        start = address.raw.find(names[0])
        yield RULE.at(
            address.span(start, None if len(names) > 1 else _end(address.raw, start)),
            f"the address follows the reader: {', '.join(names)}", "delete what only tells where a visitor comes from",
            fix=fix_in(address.prose.text, address.start, address.start + len(address.raw), clean,
                       f"delete {', '.join(names)}", safe=True) if address.at_hand else None,
        )


def untracked(address: str) -> tuple[str, list[str]] | None:
    """The address without its tracking parameters, and their names; None where it has none."""
    match = PARTS.fullmatch(address)
    if match is None:
        return None
    query, names = _kept((match[4] or "")[1:])
    spot, more = _kept((match[5] or "")[1:])
    if not names and not more:
        return None
    clean = address[: match.end(3)] + (f"?{query}" if query else "") + (f"#{spot}" if spot else "")
    return clean, names + more


def _kept(query: str) -> tuple[str, list[str]]:
    """The parameters that stay, as they stood, and the names of those that go."""
    pieces = SEPARATOR.split(query)
    kept = [number for number in range(0, len(pieces), 2) if not tracks(pieces[number])]
    gone = [pieces[number].partition("=")[0] for number in range(0, len(pieces), 2) if tracks(pieces[number])]
    if not gone:
        return query, []
    # A parameter keeps the separator before it; the first one has none.
    whole = "".join(("" if not place else pieces[number - 1]) + pieces[number] for place, number in enumerate(kept))
    return whole, gone


def _end(address: str, start: int) -> int:
    """Where the parameter that begins at ``start`` ends."""
    ends = [end for sign in "&#" if (end := address.find(sign, start)) >= 0]
    return min(ends, default=len(address))
