"""Where pages get their charts, fonts, style files and pictures, and nothing else: no network, no other file.

Four kinds of address exist on a page: ``chart:NAME`` a drawn chart, ``style:FILE`` a file of the style,
``asset:FILE`` a font or logo, ``image:FILE`` a picture of the workspace. Style and asset files of the
workspace shadow those that came with the program, file by file.
"""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from weasyprint.urls import URLFetcher, URLFetcherResponse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from issuekit.press.picture import Picture

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")


def inside(folder: Path, name: str) -> Path | None:
    """The file ``name`` of a folder, or None where there is none; links that lead out of it don't count."""
    if not name or "\x00" in name:
        return None
    home = folder.resolve()
    path = (home / name).resolve()
    return path if path.is_relative_to(home) and path.is_file() else None


class Shelf(URLFetcher):  # type: ignore[misc] # the engine ships no types
    """Hands files to the page engine. A chart that is not there, or any other address, is refused."""

    def __init__(
        self,
        charts: Mapping[str, Picture],
        *,
        styles: Sequence[Path],
        assets: Sequence[Path],
        images: Sequence[Path] = (),
        workspace: Path | None = None,
    ) -> None:
        """``styles`` and ``assets`` are folders, the first that has a file wins.

        ``images`` are the folders from which authors name their pictures; all of them have to lie in the
        ``workspace``, without which there are no pictures.
        """
        super().__init__(allowed_protocols=())
        self.charts = charts
        self.folders = {"style": styles, "asset": assets}
        self.images = images
        self.workspace = workspace

    def __reduce__(self) -> tuple[object, ...]:
        """A shelf for another process is made anew there, of the same charts and folders."""
        return _shelf, (self.charts, self.folders, self.images, self.workspace)

    def image_address(self, name: str) -> str:
        """The address of an author's picture.

        Raises:
            LookupError: the workspace has no such picture; the message says so.
        """
        if self.workspace is not None and name.lower().endswith(PICTURES):
            for folder in self.images:
                path = (folder / unquote(name)).resolve()
                if path.is_relative_to(self.workspace.resolve()) and path.is_file():
                    return f"image:{quote(path.relative_to(self.workspace.resolve()).as_posix())}"
        raise LookupError(f"there is no picture “{name}” in the workspace")

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Called by the page engine.

        Raises:
            ValueError: the address is none that a page may use, or leads nowhere.
        """
        del headers  # nothing is fetched over a network
        kind, _, name = url.partition(":")
        name = unquote(name)
        if kind == "chart" and name in self.charts:
            return URLFetcherResponse(url, self.charts[name].svg, {"Content-Type": "image/svg+xml"})
        folders = self.folders.get(kind, ())
        if kind == "image" and self.workspace is not None:
            folders = (self.workspace,)
        for folder in folders:
            path = inside(folder, name)
            if path is not None:
                media = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
                return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": media})
        raise ValueError(f"pages can use no “{url}”")


def _shelf(
    charts: Mapping[str, Picture], folders: Mapping[str, Sequence[Path]], images: Sequence[Path],
    workspace: Path | None,
) -> Shelf:
    return Shelf(charts, styles=folders["style"], assets=folders["asset"], images=images, workspace=workspace)
