"""Charts kept from build to build: as long as no number, name or color changes, nothing is drawn again.

All charts of an issue are kept as one file of JSON. Its name is made of everything that a chart could show:
the series, the catalogue, earlier issues, the palette, the fonts, and the program that draws. The running text
of chapters is left out, since no chart shows it; so editing prose leaves the charts as they are.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from issuekit.charts.chart import Chart
from issuekit.charts.palette import palette_of
from issuekit.indices.history import standings
from issuekit.model.issue import Block, Event
from issuekit.model.prose import Prose
from issuekit.model.resources import resource_folder
from issuekit.model.source import Place, Source, Text
from issuekit.writing import write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from issuekit.indices.totals import ScoredIssue

MOST_KEPT = 40  # files, one for each state of an issue; those unused for longest go first
SUFFIX = ".charts"
BEFORE = "before"  # the field of an issue that reads the one before it
# Parts of an issue that no chart shows, and where a thing stands in its file.
NOT_SHOWN = (Prose, Block, Place, Source, Path)


def kept_charts(folder: Path | None, scored: ScoredIssue) -> list[Chart] | None:
    """The charts that were kept for an issue as it is now; None where there are none."""
    if folder is None:
        return None
    path = folder / _name(scored)
    try:
        entries = json.loads(path.read_bytes())
        charts = [Chart(**entry) for entry in entries]
        path.touch()  # lately used
    except (OSError, ValueError, TypeError):
        return None  # not there, or damaged
    return charts


def keep(folder: Path | None, scored: ScoredIssue, charts: Sequence[Chart]) -> None:
    """Keep the charts. A full disk or a folder that can't be written only makes the next build slower."""
    if folder is None:
        return
    try:
        entries = json.dumps([asdict(chart) for chart in charts], ensure_ascii=False)
        write(folder / _name(scored), entries.encode(), lasting=False)
        kept = sorted(folder.glob(f"*{SUFFIX}"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in kept[MOST_KEPT:]:
            path.unlink(missing_ok=True)
    except OSError:
        return


def _name(scored: ScoredIssue) -> str:
    digest = hashlib.blake2b(_program().encode(), digest_size=20)
    # Of the issues before this one, charts show where the indices stood.
    for piece in (*_shown(scored), *_shown(standings(scored)), repr(palette_of(scored.issue))):
        digest.update(f"{piece}\0".encode())
    return digest.hexdigest() + SUFFIX


def _shown(value: object) -> list[str]:
    """Everything in an issue that a chart could show, as texts in a fixed order."""
    pieces: list[str] = []
    _collect(value, pieces)
    return pieces


def _collect(value: object, pieces: list[str]) -> None:
    if isinstance(value, Text):
        pieces.append(value.value)
    elif isinstance(value, NOT_SHOWN):
        return
    elif isinstance(value, (tuple, list)):
        pieces.append(f"{len(value)}")
        for entry in value:
            _collect(entry, pieces)
    elif isinstance(value, Mapping):
        pieces.append(f"{len(value)}")
        for key, entry in value.items():
            _collect(key, pieces)
            _collect(entry, pieces)
    elif fields := getattr(type(value), "__match_args__", ()):  # a dataclass
        _collect_fields(value, fields, pieces)
    else:
        pieces.append(repr(value))


def _collect_fields(value: object, fields: Sequence[str], pieces: list[str]) -> None:
    pieces.append(type(value).__name__)
    if isinstance(value, Event):
        pieces.append(value.text.text.value)
    for name in fields:
        if name != BEFORE:
            pieces.append(f"{name}:")
            _collect(getattr(value, name), pieces)


@cache
def _program() -> str:
    """The code that draws, its library, and the fonts that it measures with."""
    code = sorted(Path(__file__).parent.glob("*.py"))
    fonts = sorted((resource_folder("assets") / "fonts").rglob("*.ttf"))
    digests = (hashlib.blake2b(path.read_bytes()).hexdigest() for path in (*code, *fonts))
    return " ".join((f"matplotlib {version('matplotlib')}", *digests))
