"""The rules' work shared between two processes.

The second process is a copy of the first (``os.fork``), so that it has the issue at no cost; its findings come back
through a pipe as JSON. Where that can't be done, or isn't worth it, or goes wrong, one process does all.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from typing import TYPE_CHECKING

from issuekit.diagnostics import as_plain, from_plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from issuekit.diagnostics import Finding
    from issuekit.indices.totals import ScoredIssue

WORTH_IT = 30_000  # characters of the issue's files, from which on a second process gains more than it costs


def shared(
    scored: ScoredIssue, first: Callable[[], list[Finding]], second: Callable[[], list[Finding]],
) -> list[Finding]:
    """The findings of both parts: side by side where that is faster, one after the other elsewhere."""
    if not _can_share() or _size(scored) < WORTH_IT:
        return first() + second()
    try:
        reading, writing = os.pipe()
    except OSError:  # too many files are open
        return first() + second()
    gc.freeze()  # what both have in memory stays shared: the collector would touch, and so copy, all of it
    try:
        child = os.fork()
    except OSError:  # too many processes
        os.close(reading)
        os.close(writing)
        gc.unfreeze()
        return first() + second()
    if child == 0:
        os.close(reading)
        _answer(writing, second)
    os.close(writing)
    findings = first()
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    _, status = os.waitpid(child, 0)
    gc.unfreeze()
    return findings + (second() if status else [from_plain(plain) for plain in json.loads(answer)])


def _answer(writing: int, part: Callable[[], list[Finding]]) -> None:
    """In the second process: do the part, write what was found, and end without anything that the first will do."""
    status = 1
    try:
        answer = json.dumps([as_plain(finding) for finding in part()])
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(answer.encode())
        status = 0
    finally:
        os._exit(status)  # no output buffers written twice, no temporary folders removed; 1 has the first do the part


def _can_share() -> bool:
    # Threads don't live on in a copied process, and other systems' own libraries don't bear being copied.
    if sys.platform != "linux":
        return False
    processors = len(os.sched_getaffinity(0))
    # Where others keep the processors busy, a second process waits for its turn: it was measured to cost 5%.
    if processors < 2 or os.getloadavg()[0] >= processors:  # noqa: PLR2004 - two processes, two processors
        return False
    threading = sys.modules.get("threading")
    return threading is None or threading.active_count() == 1


def _size(scored: ScoredIssue) -> int:
    return sum(len(chapter.source.text) for chapter in scored.issue.chapters)
