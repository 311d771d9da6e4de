"""All rules, in the order of their codes. A rule that isn't in the tuple of its group doesn't run.

A group's rules are imported when they are asked for: two processes that share the work import one part each.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from issuekit.checks.rule import Room

    ROOMS: tuple[Room, ...]
    COVERAGE_ROOMS: tuple[Room, ...]

# Groups that look at texts alone, so that they can be gone through where a number or a date can't be read.
OF_TEXTS = ("language", "typography")
GROUPS = ("structure", "arithmetic", "dates", "links", "language", "typography", "between")


def rooms_of(group: str) -> tuple[Room, ...]:
    """The rules of one of the groups, in the order of their codes."""
    return cast("tuple[Room, ...]", import_module(f"issuekit.checks.{group}").ROOMS)


def __getattr__(name: str) -> tuple[Room, ...]:
    """``ROOMS``: the rules of all groups.

    ``COVERAGE_ROOMS``: what only “check --coverage” goes through, notes on what the text and the catalogue have
    without the other.
    """
    if name == "ROOMS":
        return tuple(room for group in GROUPS for room in rooms_of(group))
    if name == "COVERAGE_ROOMS":
        return cast("tuple[Room, ...]", import_module("issuekit.checks.between").COVERAGE_ROOMS)
    raise AttributeError(name)
