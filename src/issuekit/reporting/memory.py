"""The last report on an issue, kept in ``build/cache`` until a file that it came from changes.

``check`` runs on every save and in hooks, mostly on an issue that didn't change since. What is kept is plain
JSON, never code; it is safe to delete, and made anew where it can't be read.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from issuekit import __version__
from issuekit.diagnostics import as_plain, from_plain
from issuekit.model.source import Source
from issuekit.reporting.report import Report
from issuekit.writing import write

try:
    from _blake2 import blake2b  # where “hashlib” takes it from, after loading a library of encryption
except ImportError:
    from hashlib import blake2b

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.reading.workspace import IssueFolder

PACKAGE = Path(__file__).parents[1]
KEPT = (".yaml", ".csv")  # the files of a series and its issues
PICTURE = b"!["  # whether a picture is there depends on files that no fingerprint covers


class Memory:
    """The report of the last check of an issue, as long as nothing has changed since the issue is looked at here."""

    def __init__(self, folder: IssueFolder) -> None:
        """Look at all files that a report depends on, before any of them is read for a check."""
        self._workspace = folder.workspace
        self._path = folder.workspace / "build" / "cache" / f"check-{folder.series}-{folder.path.name}.json"
        self._key = fingerprint(folder.path.parent, folder.path)

    def recall(self) -> Report | None:
        """The report, if there is one of the issue as it is."""
        return None if self._key is None else recall(self._path, self._key, self._workspace)

    def keep(self, report: Report) -> None:
        """Keep a report of the issue as it was when this was made."""
        if self._key is not None:
            with suppress(OSError):  # where nothing can be written, the next check takes its time
                write(self._path, as_text(self._key, report).encode(), lasting=False)


def fingerprint(series: Path, issue: Path) -> str | None:
    """What a report depends on, as one value: the program, the series' files and the issue's.

    None where that can't be told: an issue with pictures depends on files all over the workspace, and a file that
    can't be read on more than its content.
    """
    try:
        return _fingerprint(series, issue)
    except OSError:
        return None


def _fingerprint(series: Path, issue: Path) -> str | None:
    digest = blake2b(f"{__version__} {sys.version} {issue}".encode(), digest_size=16)
    for entry in _files(PACKAGE, (".py",)):  # an edition of issuekit that is being worked on has no version of its own
        _stamp(digest, entry)
    for entry in _files(series, KEPT):
        digest.update(f"\0{entry.path}\0".encode())
        if entry.path.startswith(str(issue)) or os.path.dirname(entry.path) == str(series):  # noqa: PTH120 - speed
            content = Path(entry.path).read_bytes()
            if PICTURE in content:
                return None
            digest.update(content)
        else:
            _stamp(digest, entry)
    return digest.hexdigest()


def _files(folder: Path, endings: tuple[str, ...]) -> Iterator[os.DirEntry[str]]:
    folders = [str(folder)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                elif entry.name.endswith(endings):
                    yield entry


def _stamp(digest: blake2b, entry: os.DirEntry[str]) -> None:
    status = entry.stat()
    digest.update(f"\0{entry.path} {status.st_size} {status.st_mtime_ns}".encode())


def recall(path: Path, key: str, workspace: Path) -> Report | None:
    """The report that is kept under ``key``, or None where there is none, or it can't be read."""
    try:
        kept = json.loads(path.read_bytes())
        if kept["fingerprint"] != key:
            return None
        findings = tuple(from_plain(entry) for entry in kept["findings"])
        sources = {name: Source(workspace / name, name, _text(workspace / name)) for name in kept["sources"]}
        return Report(kept["issue"], findings, sources, partly=kept["partly"])
    except (OSError, ValueError, KeyError, TypeError):
        return None  # nothing is lost: the issue is checked as if there were no memory


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


def as_text(key: str, report: Report) -> str:
    """What :func:`recall` reads."""
    findings = [as_plain(finding) for finding in report.findings]
    named = {span.file for finding in report.findings for span in (finding.span, *(r.span for r in finding.related))}
    # A finding can be about a file that wasn't read: no line of it is shown, neither at first nor later.
    sources = sorted(named & report.sources.keys())
    kept = {"fingerprint": key, "issue": report.issue, "sources": sources, "findings": findings,
            "partly": report.partly}
    return json.dumps(kept, ensure_ascii=False)
