"""Files written whole or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write(target: Path, data: bytes, *, lasting: bool = True) -> None:
    """Put a file in its place in one step, so that a failure leaves the old one as it was.

    Folders that are lacking are made. Where several processes write the same file, it is that of one of them.
    ``lasting`` waits until the disk has it, so that not even a loss of power leaves half of it there.

    Raises:
        OSError: it can't be written.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    # As “tempfile” would name it, whose import takes as long as reading a chapter.
    beside = target.with_name(f".{target.name}.{os.getpid()}-{os.urandom(4).hex()}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            if lasting:
                stream.flush()
                os.fsync(stream.fileno())
        os.chmod(beside, 0o644)  # noqa: PTH101 - as below; 0o644 is what an editor's own files have
        os.replace(beside, target)  # noqa: PTH105 - the system's own step, at which tests have a disk fail
    except BaseException:
        beside.unlink()
        raise
