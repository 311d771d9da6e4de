r"""A link has an address that leads nowhere, or that makes it no link at all.

Why:
    The path of a file on somebody's computer, a sentence, or two addresses pasted where one belongs are printed
    as a link that fails in every reader's hand. With a space in the address, or a bracket left open, not even a
    link is printed, but the brackets with everything in them.
Fail:
    The EU [called the vote](D:\My documents\Statement by the Spokesperson.htm) a “missed opportunity.”
Fail:
    The [agreements](http://It is likely that the agreements will be signed) are ready.
Fail:
    A [statement](www.example.org/news) followed.
Fail:
    A [statement](https://example.org/one,https://example.org/two) followed.
Fail:
    A [statement] (https://example.org/news) followed.
Fail:
    A [statement](https://example.org/news followed, and nothing came of it.
Pass:
    A [statement](https://example.org/news_(2019)/a?b=c&d=%D0%B0#e) by [the ministry](mailto:press@example.org).
Fix:
    Open the page in a browser and copy its address from there: [words](https://example.org/page). A space in
    the address is written %20, a parenthesis %28 or %29.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.checks.links.addresses import addresses, fix_in
from issuekit.checks.links.attempts import Attempt, attempts, content_span, value_index
from issuekit.checks.links.fault import Fault, shortened
from issuekit.checks.links.syntax import fault_of
from issuekit.checks.loci import loci
from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Fix, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.checks.links.addresses import Address
    from issuekit.checks.loci import Locus
    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK401", "bad-address", Severity.ERROR, __doc__)

PARENTHESIS = lazily(r"[()]")
ROUNDS = 3  # an address may have one fault behind the other
OPEN = "close the bracket behind the address: [words](https://example.org/page)"


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Links to addresses that can't be any, and links that aren't made because of their address."""
    for address in addresses(scored):
        if not address.link.image and not address.link.internal:
            fault = fault_of(address.target)
            if fault is not None:
                link = address.link
                whole = address.prose.text.span(link.start, link.end)
                span = address.span(fault.start, fault.end) if address.raw else whole
                yield RULE.at(span, fault.message, fault.hint, severity=fault.severity, fix=_fix(address, fault))
    for attempt in attempts(scored):
        yield _attempt(attempt)
    for locus in loci(scored):
        if locus.passage.cuts and "))" in locus.passage.content:
            yield from _left_over(locus)


def meant(fault: Fault) -> str:
    """The address that was probably meant, once all its faults are mended; empty where nobody can tell."""
    better = fault.better
    for _ in range(ROUNDS):
        rest = fault_of(better) if better else None
        if rest is None:
            return better
        better = rest.better
    return ""


def _fix(address: Address, fault: Fault) -> Fix | None:
    better = meant(fault)
    if not better or not address.at_hand or address.raw != address.target:
        return None
    # The address goes into other hands than its author's: where a reader lands may change.
    return fix_in(address.prose.text, address.start, address.start + len(address.raw), better,
                  f"write {shortened(better)}", safe=False)


def _attempt(attempt: Attempt) -> Finding:
    passage = attempt.locus.passage
    span = content_span(passage, attempt.start, max(attempt.end, attempt.start + 1))
    text = attempt.address
    if attempt.locus.prose is None:
        return RULE.at(span, "a heading holds no links: the brackets would be printed", "put the link into the text")
    if attempt.kind == "gap":
        start, end = value_index(passage, attempt.begin + 1), value_index(passage, attempt.start - 1)
        return RULE.at(
            content_span(passage, attempt.begin, attempt.start),
            "there is a gap between the words of a link and its address, so that both are printed as they stand",
            "close it up: [words](address)", fix=fix_in(passage.text, start, end, "", "close the gap", safe=True),
        )
    if attempt.kind != "whole":
        return RULE.at(
            content_span(passage, attempt.begin, attempt.end),
            "the brackets of a link are mixed up, so that they are printed as they stand",
            "write [words](https://example.org/page): words in square brackets, the address in round ones",
        )
    if not attempt.closed:
        return RULE.at(span, f"the bracket before “{shortened(text)}” is never closed, so that this is no link", OPEN)
    fault = None if text.startswith("#") or attempt.image else fault_of(text)
    if fault is None:
        what = "a picture" if attempt.image else "a link"
        return RULE.at(span, f"[…]({shortened(text)}) isn't read as {what} and would be printed as it stands",
                       "write [words](address), every bracket closed and no space in the address")
    better = meant(fault)
    start, end = value_index(passage, attempt.start), value_index(passage, attempt.end - 1) + 1
    fix = fix_in(passage.text, start, end, better, f"write {shortened(better)}", safe=False) if better else None
    return RULE.at(span, f"{fault.message}, so that this isn't even a link", fault.hint, fix=fix)


def _left_over(locus: Locus) -> Iterator[Finding]:
    """A parenthesis behind a link that closes nothing: the address was meant to have it, or to have one less."""
    passage, position, depth = locus.passage, 0, 0
    content = passage.content
    for start, end, _ in sorted(passage.cuts):
        for match in PARENTHESIS.finditer(content, position, max(position, start)):
            depth = depth + 1 if match[0] == "(" else max(depth - 1, 0)  # “a)” before an item opens nothing
        position = max(position, end)
        if content[end - 1 : end + 1] == "))" and not depth:
            yield RULE.at(
                content_span(passage, end, end + 1), "a parenthesis is left over behind the link",
                "delete it; if it belongs to the address, write %29 for it", severity=Severity.WARNING,
            )
