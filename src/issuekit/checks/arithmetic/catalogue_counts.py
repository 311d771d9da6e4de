"""Counts of the catalogue: ``The catalogue lists 29 events``, ``29 events, 17 of them positive (see Appendix 1)``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from issuekit.checks.arithmetic.tallies import countable, noun_phrase
from issuekit.checks.patterns import lazily
from issuekit.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from issuekit.checks.arithmetic.quantity import Quantity
    from issuekit.checks.arithmetic.statements import Account
    from issuekit.indices.totals import ScoredIssue
    from issuekit.model.issue import Chapter, Event


@dataclass(frozen=True, slots=True)
class Catalogued:
    """A count of events, and the numbers of events that it can mean, the likeliest first."""

    account: Account
    count: Quantity
    noun: str
    possible: Sequence[int]


_NOUN = lazily(r"(?:events?|entries|entry|rows?|developments?)$", re.IGNORECASE)
_CATALOGUE = lazily(r"\bcatalogu?e\b|\bappendix\b|\bappendices\b", re.IGNORECASE)
_SHORT = 2  # words of a phrase that is not narrowed: “scored events”
_SIGNS = {"positive": 1, "negative": -1, "neutral": 0}
_SOME = lazily(
    r"\b(?:including|among|some|most|largest|important|other|notable|selected|more\sthan)\b", re.IGNORECASE,
)


def catalogue_counts(account: Account, scored: ScoredIssue) -> Iterator[Catalogued]:
    """The counts of a passage that are of events in the catalogue, which its sentence names."""
    if not (account.labels or "catalog" in account.lower or "appendi" in account.lower):
        return
    appendices = {entry.id for entry in scored.issue.series.appendices if entry.chapters}
    links = [place for place, target in account.labels.items() if target in appendices]
    if not (links or _CATALOGUE.search(account.plain)):
        return
    for statement in account.statements:
        linked = any(statement.start <= place <= statement.end + 1 for place in links)
        if not (linked or _CATALOGUE.search(statement.shape)) or _SOME.search(statement.shape):
            continue
        for quantity in statement.quantities:
            phrase = noun_phrase(statement, quantity)
            # “21 scored events”, “one negative event”: the noun is the second word, or the third, at the latest.
            place = next((number for number, word in enumerate(phrase, 1) if _NOUN.match(word)), 0)
            if not countable(account, quantity) or not place:
                continue
            sign = next((_SIGNS[word.lower()] for word in phrase[:place] if word.lower() in _SIGNS), None)
            possible = list(_possible(scored, account.locus.chapter, sign))
            if any(possible) and place <= _SHORT + (sign is not None):
                yield Catalogued(account, quantity, " ".join(phrase[:place]), possible)


def _possible(scored: ScoredIssue, own: Chapter | None, sign: int | None) -> Iterator[int]:
    """How many events there are: in the chapter, in each appendix, in the issue; of all indices and of each."""
    issue = scored.issue
    groups = [] if own is None else [[own]]
    for appendix in issue.series.appendices:
        plans = {plan.id for plan in appendix.chapters}
        if own is None or own.id in plans:
            groups.append([chapter for chapter in issue.chapters if chapter.id in plans])
    groups.append(list(issue.chapters))
    if own is None:
        groups += [[chapter] for chapter in issue.chapters]
    for group in groups:
        events = [event for chapter in group for event in chapter.events]
        indices = [index.id for chapter in group for index in chapter.plan.indices]
        # A chapter may speak of one of its own indices, but hardly of another chapter's without naming it.
        choices = [indices, *([index] for index in indices)] if len(group) == 1 else [indices]
        for choice in choices:
            points = [_points(event, choice) for event in events]
            yield sum(1 for values in points if values and (sign is None or sign in map(_sign, values)))
        if sign is None:
            yield len(events)


def _points(event: Event, indices: Sequence[str]) -> list[int]:
    return [score.value for score in event.scores if score.index in indices]


def _sign(value: int) -> int:
    return (value > 0) - (value < 0)


