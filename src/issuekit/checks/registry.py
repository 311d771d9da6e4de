"""All rules, in the order of their codes. A rule that isn't listed here doesn't run."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from issuekit.checks.arithmetic import band_claim, claim, control_total, expression, scale_bands
from issuekit.checks.structure import missing_section

if TYPE_CHECKING:
    from issuekit.checks.rule import Room

ROOMS = cast(
    "tuple[Room, ...]",
    (
        missing_section,
        control_total,
        claim,
        expression,
        scale_bands,
        band_claim,
    ),
)
