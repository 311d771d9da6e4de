"""What an issue is printed with: its style, the shelf of files for its pages, and those who lay them out.

Nothing heavy is imported here, so that the page engine can be fetched by another process before all else.
"""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Self

from issuekit.press.compositors import Compositors

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from issuekit.indices.totals import ScoredIssue
    from issuekit.press.engine import PageEngine
    from issuekit.press.picture import Picture
    from issuekit.press.shelf import Shelf
    from issuekit.press.style import Style


class Equipment:
    """What one print of an issue needs beside its charts. It can be got ready before they are drawn."""

    def __init__(self, scored: ScoredIssue) -> None:
        """Nothing is begun or read yet."""
        self._scored = scored
        self.compositors = Compositors(partial(_engine, scored))

    @cached_property
    def style(self) -> Style:
        """The style with its templates, read once."""
        return style_of(self._scored)

    def __enter__(self) -> Self:
        """To be put away after the print."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Send all who lay out home."""
        self.compositors.close()

    def prepare(self) -> None:
        """Import the press, compile the templates, ask for versions: half a second in which others are at work."""
        import issuekit.press.book  # noqa: F401, PLC0415
        from issuekit.press.kept import engine_version  # noqa: PLC0415

        engine_version()
        self.style.compile()


def _engine(scored: ScoredIssue) -> PageEngine:
    from issuekit.press.system_libraries import listed_libraries  # noqa: PLC0415 - see above

    with listed_libraries():
        from issuekit.press.engine import PageEngine  # noqa: PLC0415
    return PageEngine(style_of(scored).sheet(), shelf_of(scored, {}))


def style_of(scored: ScoredIssue) -> Style:
    """The style that the series wants, with what the workspace has of it."""
    from issuekit.press.style import Style  # noqa: PLC0415 - see above

    return Style(scored.issue.series.style, scored.issue.workspace)


def shelf_of(scored: ScoredIssue, charts: Mapping[str, Picture]) -> Shelf:
    """Where pages get their charts, fonts and pictures."""
    from issuekit.model.resources import resource_folder  # noqa: PLC0415 - see above
    from issuekit.press.shelf import Shelf  # noqa: PLC0415

    issue, workspace = scored.issue, scored.issue.workspace
    own: Sequence[Path] = () if workspace is None else (workspace,)
    return Shelf(
        charts,
        styles=style_of(scored).folders,
        assets=(*(folder / "assets" for folder in own), resource_folder("assets")),
        images=(issue.folder, *own),
        workspace=workspace,
    )
