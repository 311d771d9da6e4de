"""Pictures made of dots have enough of them for print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.diagnostics import Rule, Severity
from issuekit.proof.collation import Held

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.diagnostics import Finding
    from issuekit.proof.collation import Collation

RESOLUTION = Rule(
    "IK811", "image-resolution", Severity.WARNING,
    """A picture has too few dots for the size at which it is printed.

    Why:
        Under some 200 dots an inch, lines and letters in a picture get blurred on paper.
    Fail:
        A map of 600 by 400 dots is printed 168 mm wide: 91 dots an inch.
    Pass:
        A map of 2,000 by 1,333 dots is printed 168 mm wide: 302 dots an inch.
    Fix:
        Use a larger original, or print the picture smaller. A drawing is best as SVG, which is sharp at any size.
    """,
)
RULES: tuple[Rule, ...] = (RESOLUTION,)
SHARP_ENOUGH = 200  # dots per inch
SPECK = 9  # points: what is smaller in both directions is an ornament
MM_PER_POINT = 25.4 / 72


def check(collation: Collation) -> Iterator[Finding | Held]:
    """Every picture that is no drawing."""
    for image in collation.printed.images:
        box = image.box
        if image.sharpness >= SHARP_ENOUGH or max(box.width, box.height) < SPECK:
            yield Held("images")
            continue
        yield RESOLUTION.at(
            collation.span(image.page),
            f"page {image.page}: a picture of {image.width} by {image.height} dots is printed "
            f"{box.width * MM_PER_POINT:.0f} mm wide: {image.sharpness:.0f} dots an inch",
            f"use an original with {SHARP_ENOUGH} dots an inch or more, or an SVG",
        )
