"""A PDF that can't be opened can't be proved."""

from __future__ import annotations

from issuekit.diagnostics import Rule, Severity

UNREADABLE = Rule(
    "IK815", "unreadable-pdf", Severity.ERROR,
    """The PDF can't be read: it is none, is damaged, or wants a password.

    Why:
        What this program can't open, others may not open either; and nothing can be said about what is in it.
    Fail:
        A file of 0 bytes, or one that was cut short on its way.
    Pass:
        The file as “issuekit build” wrote it.
    Fix:
        Build the PDF again; copy it as it is.
    """,
)
RULES: tuple[Rule, ...] = (UNREADABLE,)
