"""What can be seen of a page: it is drawn, and every line of text has to leave a trace where it stands.

A page doesn't say whether its text is seen: that can be white on white, clipped, lie beside the page or under a
picture, and is read from the file all the same.
"""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pypdfium2 import PdfPage

    from issuekit.proof.printed import Box, Run

TRACE = 16  # steps of grey, of 256, between the lightest and the darkest dot of what is seen


def unseen(page: PdfPage, runs: Sequence[Run]) -> tuple[Run, ...]:
    """The runs of text that leave no trace on their page. A turned page isn't looked at."""
    if not runs or page.get_rotation():
        return ()
    drawing = _Drawing(page)
    return tuple(run for run in runs if not drawing.shows(run.box))


class _Drawing:
    """A page in dots of grey, one a point."""

    def __init__(self, page: PdfPage) -> None:
        bitmap = page.render(scale=1, grayscale=True)
        try:
            self.dots, self.stride = bytes(bitmap.buffer), bitmap.stride
            self.width, self.height = bitmap.width, bitmap.height
        finally:
            bitmap.close()
        self.left, bottom, right, self.top = page.get_cropbox()
        self.across, self.down = self.width / (right - self.left), self.height / (self.top - bottom)

    def shows(self, box: Box) -> bool:
        """Whether there is anything to be seen in a box."""
        left = max(floor((box.left - self.left) * self.across), 0)
        right = min(ceil((box.right - self.left) * self.across), self.width)
        top = max(floor((self.top - box.top) * self.down), 0)
        foot = min(ceil((self.top - box.bottom) * self.down), self.height)
        if left >= right or top >= foot:
            return False
        # Most lines show in their middle: then the others need no look.
        middle = (top + foot) // 2
        lightest, darkest = 0, 255
        for row in (middle, *range(top, foot)):
            dots = self.dots[row * self.stride + left : row * self.stride + right]
            lightest, darkest = max(lightest, max(dots)), min(darkest, min(dots))  # noqa: PLW3301 - bytes are no list
            if lightest - darkest >= TRACE:
                return True
        return False
