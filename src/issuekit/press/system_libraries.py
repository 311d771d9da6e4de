"""The system's libraries, found without a compiler.

The page engine asks for each library that it needs under several names. For every name that the system doesn't know,
Python runs a compiler and a linker to make sure: that is a third of the time that importing the engine takes. The
dynamic linker's list tells all of it at once. It also lets a build ask the libraries for their versions without the
engine, which it doesn't need where no page has changed.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import re
import subprocess
import sys
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NEEDED = ("gobject-2.0", "pango-1.0", "pangoft2-1.0", "harfbuzz", "fontconfig")
LINE = re.compile(r"^\s+(lib(\S+?)\.so\S*) \(", re.MULTILINE)


@contextmanager
def listed_libraries() -> Iterator[None]:
    """While something is imported, libraries are found by the list, if it has all that the engine needs.

    Where it lacks one, or the system has no such list, they are searched for as ever.
    """
    listed = _listed()
    if not all(name in listed for name in NEEDED):
        yield
        return
    thorough = ctypes.util.find_library
    ctypes.util.find_library = listed.get  # type: ignore[assignment] # “get” has more forms than are used
    try:
        yield
    finally:
        ctypes.util.find_library = thorough


@cache
def library_versions() -> Mapping[str, str]:
    """The versions of the libraries that shape text, which decide what a page looks like."""
    with listed_libraries():
        files = [ctypes.util.find_library(name) for name in ("pango-1.0", "harfbuzz")]
    try:
        pango, harfbuzz = (ctypes.CDLL(file) for file in files if file is not None)
    except (OSError, ValueError):
        # The engine knows more places where they can be.
        from weasyprint.text.ffi import pango as found  # noqa: PLC0415 - a second, which only such a system may cost

        return {"pango": str(found.pango_version())}
    harfbuzz.hb_version_string.restype = ctypes.c_char_p
    return {"pango": str(pango.pango_version()), "harfbuzz": harfbuzz.hb_version_string().decode()}


@cache
def _listed() -> Mapping[str, str]:
    """The linker's list: ``pango-1.0`` is ``libpango-1.0.so.0``."""
    if sys.platform != "linux":
        return {}
    try:
        done = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=True, env={"LC_ALL": "C"})
    except (OSError, subprocess.SubprocessError):
        return {}
    return {name: file for file, name in reversed(LINE.findall(done.stdout))}
