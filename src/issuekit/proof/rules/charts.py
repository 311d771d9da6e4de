"""The numbers in the charts, which are live text on the page, and those in the words that stand for a chart."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from issuekit.diagnostics import Related
from issuekit.proof.collation import Held
from issuekit.proof.indexed import NEGATIVE, POSITIVE, TOTAL, Indexed, limits
from issuekit.proof.indexed import NUMBER as NUMBER_OF_INDEX
from issuekit.proof.lettering import NUMBER, SHORTENED, SIGNS, meant, named, shortened
from issuekit.proof.printed import Figure
from issuekit.proof.wording import numbers, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from issuekit.diagnostics import Finding, Rule
    from issuekit.model.series import Scale
    from issuekit.proof.collation import Collation
    from issuekit.proof.lettering import Legend
    from issuekit.proof.printed import Box
    from issuekit.proof.whereabouts import Stretch

RULES: tuple[Rule, ...] = ()  # what is found is an index-number
OVERVIEW = "overview"
FIELDS = (POSITIVE, NEGATIVE)


def check(collation: Collation) -> Iterator[Finding | Held]:
    """The charts of the chapters and of the overview, where the style has any."""
    indexed = Indexed(collation)
    chapters = [
        (chapter, _bars(collation, indexed, collation.stretches.get(chapter.id)))
        for chapter in collation.issue.chapters if chapter.plan.indices
    ]
    for chapter, figures in chapters:
        where, indices = f"the chart of {chapter.plan.label}", [index.id for index in chapter.plan.indices]
        stretch = collation.stretches.get(chapter.id)
        if figures:
            yield from _Chart(indexed, where, indices, figures[0]).check()
        elif stretch is not None and any(found for _, found in chapters):
            yield indexed.absent(stretch.page, f"{where}, which isn't there,", indices[0], POSITIVE)
        yield from _scales(collation, indexed, indices, stretch)
    plan, stretch = collation.issue.series.overview, collation.stretches.get(OVERVIEW)
    if plan is not None:
        indices = [index.id for index in plan.indices if index.id in indexed.totals]
        for figure in _bars(collation, indexed, stretch)[:1]:
            yield from _Chart(indexed, "the chart of the overview", indices, figure).check()
        others = [name for name in indexed.totals if name not in indices]
        yield from _scales(collation, indexed, [*indices, *others], stretch)
    yield from _others(collation, indexed)


def _figures(collation: Collation, stretch: Stretch | None) -> list[Figure]:
    return [] if stretch is None else [part for part in stretch.of(collation.matter) if isinstance(part, Figure)]


def _bars(collation: Collation, indexed: Indexed, stretch: Stretch | None) -> list[Figure]:
    """The figures of positive and negative points: they say so in words."""
    words = [squeezed(indexed.called(field)) for field in FIELDS]
    return [figure for figure in _figures(collation, stretch) if _says_all(indexed, figure, words)]


def _says_all(indexed: Indexed, figure: Figure, words: Sequence[str]) -> bool:
    text = "".join(legend.plain for legend in indexed.legends(figure)) + squeezed(figure.alt)
    return all(word in text for word in words)


class _Chart:
    """A chart of the positive and negative points of some indices."""

    def __init__(self, indexed: Indexed, where: str, indices: Sequence[str], figure: Figure) -> None:
        self.indexed = indexed
        self.where = where
        self.indices = indices
        self.figure = figure
        self.lines = indexed.legends(figure)
        self.axis = 0  # along which the indices stand: 0 for across, 1 for up

    def check(self) -> Iterator[Finding | Held]:
        groups = self._groups()
        right = 0
        for index in self.indices:
            found = list(self._index(index, groups[index]))
            yield from found
            right += not found
        yield Held("charted indices", right)
        yield from self._alternative()

    def _groups(self) -> dict[str, list[Legend]]:
        """The numbers of each index: those that stand nearest to its name."""
        drawn = [line for line in self.lines if line.number]
        labels = {index: self.indexed.totals[index].index.label.value for index in self.indices}
        boxes = {index: named(label, self.lines) for index, label in labels.items()}
        known = {index: box for index, box in boxes.items() if box is not None}
        lacking = {index: squeezed(label) for index, label in labels.items() if index not in known}
        unsure = False  # whether a name was shortened so far that it may be that of several
        for index in lacking:
            cut = shortened(labels[index], self.lines)
            if cut is not None:
                known[index] = cut[0]
                unsure = unsure or any(cut[1].fullmatch(lacking[other]) for other in lacking.keys() - {index})
        if len(self.indices) == 1 or not known or unsure:
            return dict.fromkeys(self.indices, drawn)
        self.axis = _axis(list(known.values()))
        groups: dict[str, list[Legend]] = {index: [] for index in self.indices}
        for line in drawn:
            nearest = min(known, key=lambda index: abs(known[index].middle[self.axis] - line.box.middle[self.axis]))
            groups[nearest].append(line)
        return groups

    def _index(self, index: str, drawn: Sequence[Legend]) -> Iterator[Finding]:
        page = self.figure.page
        assigned = self._assigned(drawn)
        if assigned is not None:
            for field, line in assigned.items():
                if line.plain != squeezed(self.indexed.wanted(index, field)):
                    yield self.indexed.wrong(page, self.where, index, field, line.text)
            return
        texts = [line.plain for line in drawn]
        for field in FIELDS:
            if squeezed(self.indexed.wanted(index, field)) not in texts:
                yield self.indexed.wrong(page, self.where, index, field, ", ".join(line.text for line in drawn))

    def _assigned(self, drawn: Sequence[Legend]) -> dict[str, Legend] | None:
        """Which number is which, by the words beside them or by the order of the key; None where neither tells."""
        words = [(field, line) for line in self.lines if (field := self.indexed.fields.get(line.plain))]
        fields = [field for field, _ in words]
        if len(drawn) < len(set(fields)) or not {POSITIVE, NEGATIVE} <= set(fields):
            return None
        if fields.count(POSITIVE) == len(self.indices) == fields.count(NEGATIVE) and len(set(fields)) == len(drawn):
            axis = _axis([line.box for _, line in words[: len(drawn)]])
            near: dict[str, Legend] = {}
            for line in drawn:
                field = min(words, key=lambda word: abs(word[1].box.middle[axis] - line.box.middle[axis]))[0]
                near[field] = line
            return near if len(near) == len(drawn) else None
        if len(fields) == len(set(fields)) == len(drawn):
            key = _in_order([line for _, line in words], _axis([line.box for _, line in words]))
            named_fields = [self.indexed.fields[line.plain] for line in key]
            return dict(zip(named_fields, _in_order(drawn, self.axis), strict=True))
        return None

    def _alternative(self) -> Iterator[Finding]:
        """The text alternative names each index and then its numbers."""
        for index, said in _in_order_of_names(self.indexed, squeezed(self.figure.alt)).items():
            for field in FIELDS if index in self.indices else ():
                if squeezed(self.indexed.wanted(index, field)) not in said:
                    where = f"the description of {self.where.removeprefix('the ')}"
                    yield self.indexed.wrong(self.figure.page, where, index, field, ", ".join(said))


def _in_order(lines: Sequence[Legend], axis: int) -> list[Legend]:
    """From left to right, or from the top down."""
    return sorted(lines, key=lambda line: line.box.middle[axis] * (1 if axis == 0 else -1))


def _axis(boxes: Sequence[Box]) -> int:
    """Along which axis boxes are spread: 0 for across, 1 for up."""
    across, up = ([box.middle[axis] for box in boxes] for axis in (0, 1))
    return 0 if max(across) - min(across) >= max(up) - min(up) else 1


def _scales(
    collation: Collation, indexed: Indexed, indices: Sequence[str], stretch: Stretch | None,
) -> Iterator[Finding | Held]:
    """A figure that names the bands of a scale shows their limits, and the total of an index that is read on it."""
    by_scale: dict[str, list[str]] = {}
    for index in indices:
        scale = indexed.totals[index].index.scale
        if scale is not None:
            by_scale.setdefault(scale.id, []).append(index)
    for read in by_scale.values():
        scale = indexed.totals[read[0]].index.scale
        figures = [
            (figure, lines) for figure in _figures(collation, stretch)
            if scale is not None and _has_bands(scale, lines := indexed.legends(figure))
        ]
        for place, (figure, lines) in enumerate(figures):
            # One figure for each index, in their order; a style that draws fewer has any of them.
            yield from _scale(indexed, [read[place]] if len(figures) == len(read) else read, figure, lines)


def _has_bands(scale: Scale, lines: Sequence[Legend]) -> bool:
    names = [squeezed(band.name.value) for band in scale.bands]
    drawn = {name for line in lines for name in meant(line.plain, names)}
    return drawn.issuperset(names)


def _scale(
    indexed: Indexed, indices: Sequence[str], figure: Figure, lines: Sequence[Legend],
) -> Iterator[Finding | Held]:
    where = "the chart of the scale"
    drawn = [line.text for line in lines if line.number]
    if any(squeezed(indexed.wanted(index, TOTAL)) in map(squeezed, drawn) for index in indices):
        yield Held("charted indices")
    else:
        yield indexed.wrong(figure.page, where, indices[0], TOTAL, ", ".join(drawn))
    scale = indexed.totals[indices[0]].index.scale
    if scale is not None:
        yield from _limits(indexed, scale, figure, lines)
    words = squeezed(figure.alt)
    for index in indices:
        label = squeezed(indexed.totals[index].index.label.value)
        said = words.rpartition(label)[2] if label in words else ""
        if numbers(said) and numbers(said)[0] != squeezed(indexed.wanted(index, TOTAL)):
            yield indexed.wrong(figure.page, f"the description of {where[4:]}", index, TOTAL, numbers(said)[0])


def _limits(indexed: Indexed, scale: Scale, figure: Figure, lines: Sequence[Legend]) -> Iterator[Finding]:
    """Each band's limits stand behind its name, in the drawing and in the words for it, if they stand there at all."""
    drawn = "|".join(["", *(line.plain for line in lines), ""])
    words = squeezed(figure.alt) + "|"
    right: dict[str, set[str]] = {"the chart of the scale": set(), "the description of the chart of the scale": set()}
    bands = {band.name.value: squeezed(limits(band)) for band in scale.bands if limits(band)}
    for name, ends in bands.items():
        plain = squeezed(name)
        if f"|{plain}|{ends}|" in drawn or SHORTENED + "|" in drawn:  # what was shortened can't be compared
            right["the chart of the scale"].add(name)
        if re.search(re.escape(plain + ends) + r"(?!\d)", words):
            right["the description of the chart of the scale"].add(name)
    for where, found in right.items():
        # One that is right says that limits are printed; the others are meant to be right as well.
        for name in bands.keys() - found if found else ():
            yield NUMBER_OF_INDEX.at(
                indexed.collation.span(figure.page),
                f"page {figure.page}: {where} doesn't have “{bands[name]}” behind “{name}”", "build the PDF again",
                [Related(scale.place.first_line.span, "the scale")],
            )


def _others(collation: Collation, indexed: Indexed) -> Iterator[Finding | Held]:
    """A chart of all indices, such as their history, gives each its total behind its name, if it gives any.

    In a drawing it is the rightmost number with a sign, the issue being the last; in words the first or the last.
    """
    for figure in collation.matter:
        if not isinstance(figure, Figure):
            continue
        drawn, words = _after_names(indexed, indexed.legends(figure)), _in_order_of_names(indexed, squeezed(figure.alt))
        said = (
            ("the chart", drawn, {name: found[-1:] for name, found in drawn.items()}),
            ("the description of the chart", words, {name: [*found[:1], *found[-1:]] for name, found in words.items()}),
        )
        for where, numbers_of, present in said:
            right = [name for name, found in present.items() if squeezed(indexed.wanted(name, TOTAL)) in found]
            # One that is right by chance says nothing; with two, the others are meant to be right as well.
            if len(right) > 1:
                yield Held("charted indices", len(right))
                for name in present.keys() - set(right):
                    yield indexed.wrong(figure.page, where, name, TOTAL, ", ".join(numbers_of[name]))


def _after_names(indexed: Indexed, lines: Sequence[Legend]) -> dict[str, list[str]]:
    """The values that are drawn after each index's name, up to the next name, from left to right.

    Numbers without a sign are those of an axis; only zero has none.
    """
    found: dict[str, list[Legend]] = {}
    name = ""
    for line in lines:
        name = indexed.drawn(line.plain) or ("" if line.plain.endswith(SHORTENED) else name)
        if name and NUMBER.fullmatch(line.plain) and (line.plain[0] in SIGNS or line.plain == "0"):
            found.setdefault(name, []).append(line)
    return {name: [line.plain for line in _in_order(values, 0)] for name, values in found.items()}


def _in_order_of_names(indexed: Indexed, text: str) -> dict[str, list[str]]:
    """The numbers in a text after the first mention of each index, up to the next index."""
    starts = {name: text.find(squeezed(total.index.label.value)) for name, total in indexed.totals.items()}
    known = sorted((place, name) for name, place in starts.items() if place >= 0)
    return {name: numbers(text[place:stop]) for (place, name), (stop, _) in pairwise([*known, (len(text), "")])}
