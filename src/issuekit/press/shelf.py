"""Where pages get their fonts, style files and pictures, and nothing else: no network, no other file.

Four kinds of address exist on a page: ``style:FILE`` a file of the style, ``asset:FILE`` a font or logo,
``image:FILE`` a picture of the workspace, and ``chart:NAME`` a drawn chart, which each document brings along. Style
and asset files of the workspace shadow those that came with the program, file by file.
"""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")


def inside(folder: Path, name: str) -> Path | None:
    """The file ``name`` of a folder, or None where there is none; links that lead out of it don't count."""
    if not name or "\x00" in name:
        return None
    home = folder.resolve()
    path = (home / name).resolve()
    return path if path.is_relative_to(home) and path.is_file() else None


@dataclass(frozen=True, slots=True)
class Supply:
    """What stands at an address, and of which media type it is."""

    content: bytes
    media: str


class Shelf:
    """Has files for the page engine. Any other address is refused."""

    def __init__(
        self,
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
        self.folders = {"style": styles, "asset": assets}
        self.images = images
        self.workspace = workspace

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

    def fetch(self, address: str) -> Supply:
        """What stands at an address of a page.

        Raises:
            ValueError: the address is none that a page may use, or leads nowhere.
        """
        kind, _, name = address.partition(":")
        name = unquote(name)
        folders = self.folders.get(kind, ())
        if kind == "image" and self.workspace is not None:
            folders = (self.workspace,)
        for folder in folders:
            path = inside(folder, name)
            if path is not None:
                return Supply(path.read_bytes(), mimetypes.guess_type(path.name)[0] or "application/octet-stream")
        raise ValueError(f"pages can use no “{address}”")
