"""Where the files that come with issuekit are: fonts, templates, schemas."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
REPOSITORY = PACKAGE.parents[1]  # in a clone, where the package is src/issuekit


def resource_folder(name: str) -> Path:
    """The folder ``assets``, ``templates`` or ``schemas`` that came with the program.

    An installed issuekit carries them inside the package; in a clone they stand at the repository's root.

    Raises:
        FileNotFoundError: neither place has the folder, so the installation is damaged.

    """
    for folder in (PACKAGE / name, REPOSITORY / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"issuekit came without its folder “{name}”: install it again")
