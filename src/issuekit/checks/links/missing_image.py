"""A picture isn't in the workspace, or says nothing to readers who can't see it.

Why:
    A picture is printed from a file of the workspace. What lies on one author's computer or on a site on the web
    is not there when the issue is made. Its description is what a screen reader says in its place.
Fail:
    ![A map of the exercises](maps/exercises.png)
Fail:
    ![A map of the exercises](https://example.org/map.png)
Pass:
    --- partner.yaml
    chapter: partner
    developments:
      - text: "![A map of the exercises](map.png)"
    --- map.png
    (a picture)
Fix:
    Put the file into the issue's folder and write ![what it shows](map.png).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from issuekit.checks.links.addresses import addresses
from issuekit.checks.links.fault import shortened
from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.checks.links.addresses import Address
    from issuekit.diagnostics import Span
    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK409", "missing-image", Severity.ERROR, __doc__)

# What the press can print.
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")
REMOTE = lazily(r"(?:[a-z][a-z0-9+.-]+:)?//|www\.|data:", re.IGNORECASE)
ABSOLUTE = lazily(r"[/\\~]|[a-z]:[\\/]|file:", re.IGNORECASE)
HOME = "put the file into the issue's folder and write its name only: ![what it shows](map.png)"


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Pictures that can't be printed, and pictures without a description."""
    folder = scored.issue.folder
    workspace = scored.issue.workspace or folder
    for address in addresses(scored):
        if not address.link.image:
            continue
        fault = _fault(address.target, folder, workspace)
        if fault is not None:
            yield RULE.at(_whole(address), *fault)
        if not re.search(r"\w", address.link.words):
            yield RULE.at(
                _whole(address), f"the picture “{shortened(address.target)}” has no description",
                "say in the square brackets what it shows: ![A map of the exercises](map.png)",
            )


def _whole(address: Address) -> Span:
    return address.span() if address.raw else address.prose.text.span(address.link.start, address.link.end)


def _fault(target: str, folder: Path, workspace: Path) -> tuple[str, str] | None:
    """Message and hint about the file that a picture is to be taken from."""
    shown = shortened(target)
    if not target.strip():
        return "the picture has no file", HOME
    if REMOTE.match(target):
        return f"the picture “{shown}” lies on the web, from where nothing is printed", HOME
    if ABSOLUTE.match(target):
        return f"“{shown}” is a place on one computer, not in the workspace", HOME
    if not target.lower().endswith(PICTURES):
        return f"“{shown}” is no kind of picture that can be printed", f"use one of these: {', '.join(PICTURES)}"
    return _absent(target, folder, workspace)


def _absent(target: str, folder: Path, workspace: Path) -> tuple[str, str] | None:
    """What to say where neither the issue's folder nor the workspace has the file."""
    name = unquote(target)
    outside = ".." in Path(name).parts
    for base in (folder, workspace):
        try:
            path = (base / name).resolve()
            if path.is_file():
                if path.is_relative_to(workspace.resolve()):
                    return None
                outside = True
        except (OSError, ValueError):  # a name too long, or with a null byte: no such file
            continue
    if outside:
        return f"the picture “{shortened(target)}” lies outside the workspace", HOME
    return f"there is no picture “{shortened(target)}” in the workspace", _near(folder / name) or HOME


def _near(path: Path) -> str:
    """A file of a similar name in the same folder, as a question."""
    from difflib import get_close_matches  # noqa: PLC0415 - needed on the way to a finding only

    try:
        names = [entry.name for entry in path.parent.iterdir() if entry.name.lower().endswith(PICTURES)]
    except (OSError, ValueError):
        return ""
    close = get_close_matches(path.name, names, n=1, cutoff=0.7)
    return f"did you mean “{close[0]}”?" if close else ""
