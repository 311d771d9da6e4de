"""The prose names a band beside a value of the index that falls into another.

Why:
    “The index stands at −9 (Red)” contradicts the scale of the same issue, where −9 is yellow.
Fail:
    --- security.yaml
    chapter: security
    developments:
      - text: Regional tension stands at −9 (Red).
    events:
      - {date: 4 November, event: An exercise, points: {national: 0, regional: -3}}
Pass:
    --- security.yaml
    chapter: security
    developments:
      - text: Regional tension stands at −9 (Yellow).
    events:
      - {date: 4 November, event: An exercise, points: {national: 0, regional: -3}}
Fix:
    Write {=regional.band} instead of the band's name, or correct the value.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from issuekit.checks.arithmetic.statements import every_account
from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Severity
from issuekit.indices.scales import band_of, signed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.indices.totals import ScoredIssue
    from issuekit.model.prose import Passage
    from issuekit.model.series import Band, Scale

RULE = Rule("IK205", "band-claim", Severity.ERROR, __doc__)


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Every “−9 (Red)” whose number has another band on its scale."""
    for scale in scored.issue.series.scales.values():
        if not scale.bands:
            continue
        names = "|".join(re.escape(band.name.value) for band in scale.bands)
        needs = tuple(f"({band.name.value.lower()})" for band in scale.bands)
        pattern = lazily(rf"(?<![\w.,])([-+−–]\s?)?(\d{{1,3}})\s*\(({names})\)", re.IGNORECASE, needs)
        for prose in scored.issue.all_prose():
            for passage in prose.passages:
                yield from _passage(passage, pattern, scale)
        yield from _computed(scored, lazily(rf"\s*\(({names})\)", re.IGNORECASE, needs), scale)


def _computed(scored: ScoredIssue, pattern: re.Pattern[str], scale: Scale) -> Iterator[Finding]:
    """“{=regional.total} (Red)”: the value is the program's, the band is typed."""
    for account in every_account(scored):
        for quantity in account.quantities if account.computed and "(" in account.plain else ():
            match = pattern.match(account.plain, quantity.end) if quantity.computed else None
            band = band_of(quantity.value, scale) if match else None
            if match and band is not None and band.name.value.casefold() != match[1].casefold():
                yield _finding(account.locus.passage, match.span(1), quantity.value, band, scale)


def _passage(passage: Passage, pattern: re.Pattern[str], scale: Scale) -> Iterator[Finding]:
    if "(" not in passage.content:
        return
    for match in pattern.finditer(passage.plain):
        negative = bool(match[1]) and match[1].strip() in "-−–"
        value = Fraction(-int(match[2]) if negative else int(match[2]))
        band = band_of(value, scale)
        if band is not None and band.name.value.casefold() != match[3].casefold():
            yield _finding(passage, match.span(3), value, band, scale)


def _finding(passage: Passage, place: tuple[int, int], value: Fraction, band: Band, scale: Scale) -> Finding:
    return RULE.at(
        passage.span(*place), f"{signed(value)} is {band.name}, not {passage.plain[slice(*place)]}, on “{scale.title}”",
        "let the program name the band: {=index.band}",
    )
