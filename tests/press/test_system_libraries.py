"""The engine's libraries are found by the linker's list, and as ever where the list doesn't have them all."""

from __future__ import annotations

import ctypes.util
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from weasyprint.text.ffi import pango

from issuekit.press import system_libraries
from issuekit.press.system_libraries import NEEDED, listed_libraries

if TYPE_CHECKING:
    from collections.abc import Mapping

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such a list")
FETCH = """
import subprocess
started = []
begin = subprocess.Popen.__init__
def counted(self, command, *arguments, **options):
    started.append(command[0])
    begin(self, command, *arguments, **options)
subprocess.Popen.__init__ = counted
from issuekit.press import kept
from issuekit.press.system_libraries import listed_libraries
kept.engine_version()
with listed_libraries():
    import issuekit.press.engine
print(*started)
"""


def test_the_engine_is_fetched_without_a_compiler() -> None:
    done = subprocess.run([sys.executable, "-c", FETCH], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["/sbin/ldconfig"]


def test_the_list_says_what_a_search_says() -> None:
    with listed_libraries():
        listed = {name: ctypes.util.find_library(name) for name in NEEDED}
    assert listed == {name: ctypes.util.find_library(name) for name in NEEDED}
    assert all(listed.values())


@pytest.mark.parametrize("listed", [{}, {"pango-1.0": "libpango-1.0.so.0"}])
def test_a_list_that_lacks_one_is_not_used(monkeypatch: pytest.MonkeyPatch, listed: Mapping[str, str]) -> None:
    monkeypatch.setattr(system_libraries, "_listed", lambda: listed)
    before = ctypes.util.find_library
    with listed_libraries():
        assert ctypes.util.find_library is before


def test_the_search_is_put_back_after_a_fault() -> None:
    before = ctypes.util.find_library
    with pytest.raises(ImportError), listed_libraries():
        raise ImportError
    assert ctypes.util.find_library is before


def test_a_system_without_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_program(*_arguments: object, **_more: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(subprocess, "run", no_program)
    assert system_libraries._listed.__wrapped__() == {}


def test_versions_are_known_without_the_engine() -> None:
    program = (
        "import sys\nfrom issuekit.press.system_libraries import library_versions\n"
        "print(library_versions()['pango'], 'weasyprint' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(pango.pango_version()), "False"]


def test_versions_of_libraries_that_only_the_engine_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    known = system_libraries.library_versions()
    monkeypatch.setattr(ctypes.util, "find_library", lambda _: None)
    monkeypatch.setattr(system_libraries, "_listed", dict)
    assert system_libraries.library_versions.__wrapped__() == {"pango": known["pango"]}
