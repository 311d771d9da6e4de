"""What each chart says in words, for readers who can't see it: every number that it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.charts.bands import limits, ordered
from issuekit.indices.scales import signed
from issuekit.indices.totals import events_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from issuekit.indices.history import Earlier, Standing
    from issuekit.indices.totals import IndexTotal, ScoredIssue
    from issuekit.model.issue import Event
    from issuekit.model.series import Index, Labels, Scale


def bars(totals: Iterable[IndexTotal], labels: Labels) -> str:
    """The positive and negative points of some indices."""
    return "; ".join(
        f"{total.index.label}: {labels.positive} {signed(total.positive)}, "
        f"{labels.negative} {signed(total.negative)}"
        for total in totals
    ) + "."


def overview(totals: Iterable[IndexTotal], labels: Labels) -> str:
    """Some indices, side by side."""
    return "; ".join(
        f"{total.index.label}: {labels.aggregate} {signed(total.total)}, "
        f"{labels.positive} {signed(total.positive)}, {labels.negative} {signed(total.negative)}"
        for total in totals
    ) + "."


def history(
    indices: Mapping[str, Index], standings: Mapping[str, Sequence[Standing]], labels: Labels,
) -> str:
    """What is known of each index, issue by issue."""
    return " ".join(
        f"{indices[name].label}: " + ", ".join(
            f"{labels.number} {entry.issue} ({entry.period}) {_standing(entry)}" for entry in entries
        ) + "."
        for name, entries in standings.items()
    )


def _standing(entry: Standing) -> str:
    if entry.value is None:
        return entry.band
    return f"{signed(entry.value)} ({entry.band})" if entry.band else signed(entry.value)


def timeline(scored: ScoredIssue) -> str:
    """Every event's date and points, index by index."""
    sentences = []
    for name, total in scored.totals.items():
        said = [
            f"{_date(event)} {', '.join(signed(value) for value in points)}"
            for event, points in events_of(scored.issue, name)
        ]
        sentences.append(f"{total.index.label} {signed(total.total)}: {'; '.join(said) or '0'}.")
    return " ".join(sentences)


def _date(event: Event) -> str:
    if event.when is not None:
        return event.when.typeset
    return event.date.value if event.date is not None else "–"


def scale(total: IndexTotal, scale: Scale, earlier: Earlier | None) -> str:
    """A scale, the value on it and the one before."""
    bands = ", ".join(f"{band.name} {limits(band)}".rstrip() for band in ordered(scale.bands))
    band = f" ({total.band_name})" if total.band_name else ""
    before = f"; {earlier.period}: {signed(earlier.value)}" if earlier else ""
    return f"{scale.title}: {bands}. {total.index.label}: {signed(total.total)}{band}{before}."
