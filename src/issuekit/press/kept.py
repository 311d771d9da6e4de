"""Fragments kept from build to build: what didn't change is not laid out again.

The key of a fragment is everything that its pages depend on: HTML, style sheet, fonts, pictures, the versions of
the libraries and the engine's own code. A folder of kept fragments may be deleted at any time, and several
builds may use it at once.
"""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from issuekit.press.fragment import restore
from issuekit.press.system_libraries import library_versions
from issuekit.writing import write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.press.fragment import Fragment, Manuscript
    from issuekit.press.shelf import Shelf

MOST_KEPT = 400  # fragments; the ones unused for longest go first
SUFFIX = ".fragment"
# Addresses of pictures, fonts and further style sheets, as pages and style sheets write them.
ADDRESS = re.compile(r"""(?:style|asset|image):[^\s"'<>()]+""")
LIBRARIES = ("weasyprint", "pydyf", "pyphen", "fonttools", "tinycss2", "cssselect2", "tinyhtml5", "pillow")
CODE = ("engine", "font_arrays", "fragment", "mends", "tag_tree", "tagging")  # modules that shape a fragment


class Kept:
    """A folder of fragments, or none where ``folder`` is None: then nothing is kept and nothing found."""

    def __init__(self, folder: Path | None, shelf: Shelf, sheet: str) -> None:
        self.folder = folder
        self.shelf = shelf
        self.digests: dict[str, str] = {}  # of what stands at an address
        self.base = "" if folder is None else self._digest(engine_version(), sheet, *self._contents(sheet))

    def get(self, manuscript: Manuscript) -> Fragment | None:
        """The fragment of a manuscript, if it was kept whole."""
        if self.folder is None:
            return None
        path = self._path(manuscript)
        try:
            fragment = restore(path.read_bytes())
            path.touch()  # lately used
        except OSError:
            return None
        return fragment

    def put(self, manuscript: Manuscript, fragment: Fragment) -> None:
        """Keep a fragment. A full disk or a folder that can't be written only makes the next build slower."""
        if self.folder is None:
            return
        with suppress(OSError):
            write(self._path(manuscript), fragment.store(), lasting=False)

    def prune(self) -> None:
        """Throw away the fragments that were not used for longest."""
        if self.folder is None or not self.folder.is_dir():
            return
        kept = sorted(self.folder.glob(f"*{SUFFIX}"), key=_last_use, reverse=True)
        for path in kept[MOST_KEPT:]:
            path.unlink(missing_ok=True)

    def _path(self, manuscript: Manuscript) -> Path:
        texts = (manuscript.name, str(manuscript.margins), manuscript.html)
        charts = (text for chart in manuscript.charts for text in chart)
        key = self._digest(self.base, *texts, *charts, *self._contents(manuscript.html))
        assert self.folder is not None  # noqa: S101 - only asked for where there is one
        return self.folder / f"{key}{SUFFIX}"

    def _contents(self, text: str) -> Iterator[str]:
        """The digests of all that a text refers to."""
        for address in sorted(set(ADDRESS.findall(text))):
            if address not in self.digests:
                self.digests[address] = ""  # a style sheet may name itself
                self.digests[address] = self._content(address)
            yield f"{address} {self.digests[address]}"

    def _content(self, address: str) -> str:
        try:
            data = self.shelf.fetch(unquote(address)).content
        except (OSError, ValueError):
            return "missing"  # the engine will say so
        nested = self._contents(data.decode("utf-8", "replace")) if address.endswith(".css") else ()
        return self._digest(hashlib.blake2b(data).hexdigest(), *nested)

    @staticmethod
    def _digest(*texts: str) -> str:
        whole = hashlib.blake2b(digest_size=20)
        for text in texts:
            data = text.encode()
            whole.update(f"{len(data)} ".encode() + data)
        return whole.hexdigest()


def _last_use(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:  # another build has thrown it away meanwhile
        return 0


@cache
def engine_version() -> str:
    """The versions of all that lays out pages."""
    folder = Path(__file__).parent
    return " ".join((
        *(f"{library} {version(library)}" for library in LIBRARIES),
        *(f"{library} {number}" for library, number in library_versions().items()),
        *(hashlib.blake2b((folder / f"{name}.py").read_bytes()).hexdigest() for name in CODE),
    ))
