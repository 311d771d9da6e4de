"""The running text of a part of the issue as one string, so that a passage is found however lines and pages break."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from issuekit.proof.printed import Words
from issuekit.proof.wording import SIMILAR, flattened, likeness, squeezed, without_joints

if TYPE_CHECKING:
    from collections.abc import Sequence

    from issuekit.proof.manuscript import Passage
    from issuekit.proof.printed import Matter

SHORT = 24  # characters: a shorter text may well occur within another, and is looked for between long ones only


@dataclass(frozen=True, slots=True)
class Match:
    """A passage and where in the stream it stands."""

    passage: Passage
    start: int
    end: int


class Stream:
    """Paragraphs, items and headings in reading order; tables, captions, notes and pictures left out."""

    def __init__(self, matter: Sequence[Matter]) -> None:
        self.words = [part for part in matter if isinstance(part, Words) and part.role != "Caption"]
        flats = ["".join(flattened(run.text) for run in part.runs) for part in self.words]
        self.text, joints = without_joints("".join(flats))
        self.starts: list[int] = []  # where each of the words begins
        whole = 0
        for flat in flats:
            self.starts.append(whole - bisect_right(joints, whole - 1))
            whole += len(flat)
        self.starts.append(len(self.text))

    def within(self, start: int, stop: int) -> range:
        """Which of the words stand wholly or partly between two places of the text."""
        return range(bisect_right(self.starts, start) - 1, min(bisect_left(self.starts, stop), len(self.words)))

    def match(self, passages: Sequence[Passage]) -> tuple[list[Match], list[tuple[Passage, int, int]]]:
        """The passages that are found, in order; then the others, each with the gap in which it should stand."""
        keys = [squeezed(passage.words) for passage in passages]
        found: dict[int, Match] = {}
        place = 0
        for number, key in enumerate(keys):
            at = self.text.find(key, place) if len(key) >= SHORT else -1
            if at >= 0:
                place = at + len(key)
                found[number] = Match(passages[number], at, place)
        for number, key in enumerate(keys):
            if number not in found and key:
                low, high = self._gap(number, found)
                at = self.text.find(key, low, high)
                if at >= 0:
                    found[number] = Match(passages[number], at, at + len(key))
        lacking = [
            (passages[number], *self._gap(number, found)) for number, key in enumerate(keys)
            if key and number not in found
        ]
        return [found[number] for number in sorted(found)], lacking

    def _gap(self, number: int, found: dict[int, Match]) -> tuple[int, int]:
        """The stretch between what is found before a passage and what is found after it."""
        before = max((other for other in found if other < number), default=None)
        after = min((other for other in found if other > number), default=None)
        return (
            0 if before is None else found[before].end,
            len(self.text) if after is None else found[after].start,
        )

    def likeliest(self, passage: Passage, start: int, stop: int) -> Words | None:
        """Of the words between two places, those that are a changed form of the passage."""
        key = squeezed(passage.words)
        parts = [self.words[place] for place in self.within(start, stop)]
        best = max(parts, key=lambda part: likeness(key, squeezed(part.text)), default=None)
        return best if best is not None and likeness(key, squeezed(best.text)) >= SIMILAR else None
