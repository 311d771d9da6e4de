"""What the press says when it can't print."""

from __future__ import annotations


class PressError(Exception):
    """The issue can't be printed; the message says why, in an editor's words."""
