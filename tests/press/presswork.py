"""Charts to stand in for the drawn ones, and a PDF with what can be read back from it."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import issuekit.press.engine  # noqa: F401 - once here, rather than in each process that a print begins
from issuekit.press.book import Book, compose
from issuekit.press.equipment import Equipment

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from issuekit.indices.totals import ScoredIssue
    from issuekit.press.picture import Picture


@dataclass(frozen=True)
class Drawing:
    """A chart of the right size with one text in it."""

    name: str
    svg: str
    alt: str


def drawing(name: str, width: int, height: int) -> Drawing:
    return Drawing(name, (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" '
        f'viewBox="0 0 {width} {height}"><rect width="{width}" height="{height}" fill="#dde3e8"/>'
        f'<text x="5" y="10" font-size="4" font-family="Source Sans 3">drawing</text></svg>'
    ), f"the numbers of {name}")


def drawings(scored: ScoredIssue) -> dict[str, Drawing]:
    made = [drawing("overview", 168, 90), drawing("history", 168, 89), drawing("timeline", 168, 112)]
    for chapter in scored.issue.chapters:
        made.append(drawing(f"chapter-{chapter.id}", 62, 42))
        made.append(drawing(f"indices-{chapter.id}", 80, 46))
    made += [drawing(f"scale-{name}", 168, 30) for name, total in scored.totals.items() if total.index.scale]
    return {chart.name: chart for chart in made}


def typeset(
    scored: ScoredIssue, charts: Mapping[str, Picture], *, draft: bool = False, cache: Path | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Book:
    """Print an issue in one go."""
    with Equipment() as equipment:
        alternatives = {name: chart.alt for name, chart in charts.items()}
        printing = compose(scored, alternatives, equipment, draft=draft, cache=cache)
        printing.illustrate(equipment.compositors, charts)
        return printing.book(equipment.compositors, progress)


@dataclass(frozen=True)
class Printed:
    """A PDF on disk and what the press said of it."""

    path: Path
    pages: int
    words: int
    heard: tuple[str, ...]

    def text(self, first: int = 1, last: int = 0, *options: str) -> str:
        """What pdftotext reads on some pages, all by default."""
        return _text(self.path, first, last or self.pages, options)


@cache
def _text(path: Path, first: int, last: int, options: tuple[str, ...]) -> str:
    command = ["pdftotext", *options, "-f", str(first), "-l", str(last), str(path), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def print_to(path: Path, scored: ScoredIssue, *, draft: bool = False) -> Printed:
    heard: list[str] = []
    book = typeset(scored, drawings(scored), draft=draft, progress=heard.append)
    path.write_bytes(book.pdf)
    return Printed(path, book.pages, book.words, (*heard, *(f"warning: {warning}" for warning in book.warnings)))
