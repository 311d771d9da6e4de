"""What an issue is printed with: its style, the shelf of files for its pages, and those who lay them out.

Nothing heavy is imported here, so that the page engine can be fetched by another process before all else.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Self

from issuekit.frozen import dataclass
from issuekit.press.compositors import Compositors

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from issuekit.indices.totals import ScoredIssue
    from issuekit.press.engine import PageEngine
    from issuekit.press.shelf import Shelf
    from issuekit.press.style import Style
    from issuekit.press.templates import Templates


@dataclass(frozen=True, slots=True)
class Places:
    """Where the style and the pictures of an issue are: the style's name, the workspace and the issue's folder."""

    style: str
    workspace: Path | None
    issue: Path


def places_of(scored: ScoredIssue) -> Places:
    """Where the things are that an issue is printed with."""
    return Places(scored.issue.series.style, scored.issue.workspace, scored.issue.folder)


class Equipment:
    """What one print of an issue needs beside its charts. It can be got ready before the issue is read."""

    def __init__(self) -> None:
        """Nothing is begun or read yet."""
        self.compositors = Compositors(_fetch_engine, _engine)
        self._places: Places | None = None

    def __enter__(self) -> Self:
        """To be put away after the print."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Send all who lay out home."""
        self.compositors.close()

    def choose(self, places: Places) -> Self:
        """Say what is to be printed with. Once is enough."""
        if self._places is None:
            self._places = places
            self.compositors.set_up(places)
        return self

    @cached_property
    def templates(self) -> Templates:
        """The templates of the style, read once."""
        if self._places is None:
            raise RuntimeError("nobody has said what is to be printed with")
        return templates_at(self._places)

    def prepare(self) -> None:
        """Import the press, compile the templates, ask for versions: half a second in which others are at work."""
        import issuekit.press.book  # noqa: F401, PLC0415
        from issuekit.press.kept import engine_version  # noqa: PLC0415

        engine_version()
        self.templates.compile()


def _fetch_engine() -> None:
    from issuekit.press.put_off import put_off  # noqa: PLC0415 - see above
    from issuekit.press.system_libraries import listed_libraries  # noqa: PLC0415

    with listed_libraries(), put_off():
        import issuekit.press.engine  # noqa: F401, PLC0415


def _engine(places: Places) -> PageEngine:
    _fetch_engine()
    from issuekit.press.engine import PageEngine  # noqa: PLC0415

    return PageEngine(style_at(places).sheet(), shelf_at(places))


def style_at(places: Places) -> Style:
    """The style that the series wants, with what the workspace has of it."""
    from issuekit.press.style import Style  # noqa: PLC0415 - see above

    return Style(places.style, places.workspace)


def templates_at(places: Places) -> Templates:
    """The templates of that style."""
    from issuekit.press.templates import Templates  # noqa: PLC0415 - see above

    return Templates(style_at(places))


def shelf_at(places: Places) -> Shelf:
    """Where pages get their fonts and pictures."""
    from issuekit.model.resources import resource_folder  # noqa: PLC0415 - see above
    from issuekit.press.shelf import Shelf  # noqa: PLC0415

    own: Sequence[Path] = () if places.workspace is None else (places.workspace,)
    return Shelf(
        styles=style_at(places).folders,
        assets=(*(folder / "assets" for folder in own), resource_folder("assets")),
        images=(places.issue, *own),
        workspace=places.workspace,
    )
