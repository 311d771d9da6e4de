"""The numbers of the indices as they should be printed, and how the page names them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from issuekit.diagnostics import Related, Rule, Severity
from issuekit.indices.scales import signed
from issuekit.proof.lettering import legends, meant
from issuekit.proof.wording import numbers, shown, squeezed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from issuekit.diagnostics import Finding
    from issuekit.indices.totals import IndexTotal
    from issuekit.model.series import Band
    from issuekit.proof.collation import Collation
    from issuekit.proof.lettering import Legend
    from issuekit.proof.printed import Figure

NUMBER = Rule(
    "IK803", "index-number", Severity.ERROR,
    """A number of an index is printed that isn't the one the catalogue adds up to.

    Why:
        Block, chart, overview, appendix and letter are printed from one total. A reader who finds two of them apart
        trusts neither. In the issue that gave rise to this program, two blocks of five were wrong.
    Fail:
        The block of Russia prints “+10”, its catalogue sums to +13.
    Pass:
        Block, chart, overview, appendix and letter all print “+13”.
    Fix:
        Build the PDF again. If the finding stays, a template prints something else in the number's place.
    """,
)
TOTAL, POSITIVE, NEGATIVE, EVENTS = "total", "positive", "negative", "events"


def limits(band: Band) -> str:
    """The values of a band in signs, as printed: ``−12 … −7``, ``≤ −18``; nothing for a band open at both ends."""
    if band.low is None:
        return "" if band.high is None else f"≤ {signed(band.high)}"
    if band.high is None:
        return f"≥ {signed(band.low)}"
    return signed(band.low) if band.low == band.high else f"{signed(band.low)} … {signed(band.high)}"


class Indexed:
    """What the issue's indices come to, by the words that the page uses for them."""

    def __init__(self, collation: Collation) -> None:
        self.collation = collation
        self.totals = collation.scored.totals
        self.labels = collation.issue.series.labels
        self._legends: dict[int, list[Legend]] = {}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The index that a label or a title means; one that two indices share means neither."""
        names: dict[str, set[str]] = {}
        for name, total in self.totals.items():
            for text in (total.index.label.value, total.index.title.value):
                names.setdefault(squeezed(text), set()).add(name)
        return {text: indices.pop() for text, indices in names.items() if len(indices) == 1}

    def legends(self, figure: Figure) -> list[Legend]:
        """The lines of a figure, which are put together once."""
        if id(figure) not in self._legends:
            self._legends[id(figure)] = legends(figure.runs)
        return self._legends[id(figure)]

    def drawn(self, text: str) -> str | None:
        """The index that a name in a picture means; one that was shortened means an index if it can mean no other."""
        indices = {self.names[name] for name in meant(text, self.names)}
        return indices.pop() if len(indices) == 1 else None

    @cached_property
    def fields(self) -> Mapping[str, str]:
        """Which number of an index a label means."""
        labels = self.labels
        return {
            squeezed(labels.aggregate): TOTAL, squeezed(labels.total): TOTAL, squeezed(labels.positive): POSITIVE,
            squeezed(labels.negative): NEGATIVE, squeezed(labels.events): EVENTS,
        }

    def wanted(self, index: str, field: str) -> str:
        """A number of an index as it should be printed."""
        total = self.totals[index]
        if field == EVENTS:
            return str(total.events)
        if field == TOTAL:
            return signed(total.total)
        return signed(total.positive if field == POSITIVE else total.negative)

    def called(self, field: str) -> str:
        """What the page calls a number."""
        labels = self.labels
        return {
            TOTAL: labels.aggregate, POSITIVE: labels.positive, NEGATIVE: labels.negative, EVENTS: labels.events,
        }[field]

    def says(self, text: str, index: str, field: str) -> bool:
        """Whether a text holds the number, and no other."""
        found = numbers(text)
        return bool(found) and set(found) == {squeezed(self.wanted(index, field))}

    def other_band(self, text: str, index: str) -> str:
        """A band of the index's scale that a text names although the index is in another; empty where it names none."""
        total = self.totals[index]
        if total.index.scale is None or total.band is None:
            return ""
        plain = squeezed(text).strip("()+-.0123456789")
        bands = [band.name.value for band in total.index.scale.bands if band is not total.band]
        return next((band for band in bands if squeezed(band) == plain), "")

    def wrong(self, page: int, where: str, index: str, field: str, printed: str) -> Finding:
        """The finding that a number is another. ``where`` says in words where it stands."""
        wanted, label = self.wanted(index, field), self.totals[index].index.label.value
        said = f"prints “{shown(printed, 40)}”" if printed.strip() else "prints nothing"
        return NUMBER.at(
            self.collation.span(page),
            f"page {page}: {where} {said} where {label}, {self.called(field)}, is {wanted}",
            "build the PDF again; “issuekit totals” shows the numbers", [self.origin(index)],
        )

    def absent(self, page: int, where: str, index: str, field: str) -> Finding:
        """The finding that a number is nowhere where it should be."""
        label = self.totals[index].index.label.value
        return NUMBER.at(
            self.collation.span(page),
            f"page {page}: {where} lacks {self.called(field)} of {label}, which is {self.wanted(index, field)}",
            "build the PDF again", [self.origin(index)],
        )

    def origin(self, index: str) -> Related:
        """Where the number comes from: the events of the chapter."""
        total: IndexTotal = self.totals[index]
        chapter = next(chapter for chapter in self.collation.issue.chapters if chapter.id == total.chapter)
        place = chapter.events[0].place if chapter.events else chapter.place
        return Related(place.first_line.span, "the catalogue from which it is counted")
