"""Import matplotlib without its search for every font of the machine.

On its first import on a machine matplotlib opens every installed font and keeps a list of them in the
user's home directory: a second, sometimes a minute, and warnings where there is no home. Charts use only the
fonts that come with issuekit, so during the import matplotlib is shown a list that is made, and empty.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

# The version of matplotlib's list, part of its file name. A list of another version would be passed over and
# the search made: slow, but right.
LIST_VERSION = "3.11.0"
SETTING = "MPLCONFIGDIR"


@contextmanager
def no_font_search() -> Iterator[None]:
    """Within this, importing matplotlib looks for no fonts and reads no settings of the user's."""
    if "matplotlib.font_manager" in sys.modules:
        yield
        return
    before = os.environ.get(SETTING)
    with TemporaryDirectory(prefix="issuekit-") as folder:
        empty: dict[str, Any] = {
            "__class__": "FontManager",
            "_version": LIST_VERSION,
            "_FontManager__default_weight": "normal",
            "default_size": None,
            "defaultFamily": {"ttf": "DejaVu Sans", "afm": "Helvetica"},
            "afmlist": [],
            "ttflist": [],
        }
        Path(folder, f"fontlist-v{LIST_VERSION}.json").write_text(json.dumps(empty), encoding="utf-8")
        os.environ[SETTING] = folder
        try:
            yield
        finally:
            if before is None:
                del os.environ[SETTING]
            else:
                os.environ[SETTING] = before
