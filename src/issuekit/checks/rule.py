"""A room: a module that holds one rule about an issue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.diagnostics import Rule as Rule  # noqa: PLC0414, TC001 - rules import it from here

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Protocol

    from issuekit.diagnostics import Finding
    from issuekit.indices.totals import ScoredIssue

    class Room(Protocol):
        """A module that holds one rule: ``RULE``, and ``check``, which yields what it finds."""

        RULE: Rule

        @staticmethod
        def check(scored: ScoredIssue) -> Iterator[Finding]:
            """Everything the rule has to say about an issue."""
