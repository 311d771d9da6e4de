"""The rules' work shared between two processes, where that is faster."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from issuekit.background import Background, can_copy, processors

if TYPE_CHECKING:
    from collections.abc import Callable

    from issuekit.diagnostics import Finding
    from issuekit.indices.totals import ScoredIssue

WORTH_IT = 30_000  # characters of the issue's files, from which on a second process gains more than it costs


def shared(
    scored: ScoredIssue, first: Callable[[], list[Finding]], second: Callable[[], list[Finding]],
) -> list[Finding]:
    """The findings of both parts: side by side where that is faster, one after the other elsewhere."""
    if _size(scored) < WORTH_IT or not _can_share():
        return first() + second()
    with Background(second) as other:
        return first() + other.result()


def _can_share() -> bool:
    # Where others keep the processors busy, a second process waits for its turn: it was measured to cost 5%.
    return can_copy() and os.getloadavg()[0] < processors()


def _size(scored: ScoredIssue) -> int:
    return sum(len(chapter.source.text) for chapter in scored.issue.chapters)
