"""Numbers that the printed issue gives to its parts, and what a link without words says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from issuekit.press.typography import NO_BREAK

if TYPE_CHECKING:
    from collections.abc import Mapping

    from issuekit.model.issue import Issue

OVERVIEW = "overview"


@dataclass(frozen=True, slots=True)
class Numbering:
    """``labels`` says for every place that a link can lead to what it is called: “Table 1”.

    ``tables`` are the printed labels by chapter and table: two chapters may use the same name, to which a
    link then means the first.
    """

    tables: Mapping[tuple[str, str], str]
    labels: Mapping[str, str]


def part_anchor(chapter: str, number: int) -> str:
    """The anchor of a chapter's part, counted from 1."""
    return f"{chapter}-part-{number}"


def number(issue: Issue) -> Numbering:
    """Number tables through the issue, appendices, and the parts of each chapter."""
    words = issue.series.labels
    tables = {
        (chapter.id, table.id): f"{words.table}{NO_BREAK}{place}"
        for place, (chapter, table) in enumerate(issue.tables(), start=1)
    }
    labels = {chapter.id: chapter.plan.title.value for chapter in issue.chapters}
    if issue.series.overview is not None:
        labels[OVERVIEW] = issue.series.overview.title.value
    for chapter in issue.chapters:
        parts = [block.part.value for block in chapter.developments if block.part is not None]
        for place, title in enumerate(parts, start=1):
            labels[part_anchor(chapter.id, place)] = f"{place}. {title}"
    for (_, name), label in tables.items():
        labels.setdefault(name, label)
    for place, appendix in enumerate(issue.series.appendices, start=1):
        labels[appendix.id] = f"{words.appendix}{NO_BREAK}{place}"
    return Numbering(tables, labels)
