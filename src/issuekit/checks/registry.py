"""All rules, in the order of their codes. A rule that isn't in the tuple of its group doesn't run."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from issuekit.checks import arithmetic, between, dates, language, links, structure, typography

if TYPE_CHECKING:
    from issuekit.checks.rule import Room

ROOMS = cast(
    "tuple[Room, ...]",
    (
        *structure.ROOMS,
        *arithmetic.ROOMS,
        *dates.ROOMS,
        *links.ROOMS,
        *language.ROOMS,
        *typography.ROOMS,
        *between.ROOMS,
    ),
)

# What only “check --coverage” goes through: notes on what the text and the catalogue have without the other.
COVERAGE_ROOMS = cast("tuple[Room, ...]", between.COVERAGE_ROOMS)
