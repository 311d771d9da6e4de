"""What a finding's code means, as ``issuekit explain`` prints it."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from issuekit.diagnostics import Severity
from issuekit.reporting.paint import Paint


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything there is to say about a code."""

    code: str
    name: str
    severity: Severity
    summary: str
    why: str
    wrong: tuple[str, ...]
    right: tuple[str, ...]
    fix: str


def as_text(explanation: Explanation, *, color: bool = False, width: int = 92) -> str:
    """One code in full: what, why, an example that fails and one that passes, how to fix, how to silence."""
    paint = Paint(color)
    head = f"{explanation.code} {explanation.name}"
    lines = [paint(head, "bold") + "  " + paint.severity(explanation.severity, explanation.severity.value), ""]
    lines += [*textwrap.wrap(explanation.summary, width), ""]
    if explanation.why:
        lines += [paint("Why", "bold"), *_wrapped(explanation.why, width), ""]
    for title, examples in (("Fails", explanation.wrong), ("Passes", explanation.right)):
        for example in examples:
            lines += [paint(title, "bold"), *("    " + line for line in example.splitlines()), ""]
    if explanation.fix:
        lines += [paint("How to fix it", "bold"), *_wrapped(explanation.fix, width), ""]
    return "\n".join(lines).rstrip()


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(" ".join(text.split()), width, initial_indent="  ", subsequent_indent="  ")


def listing(explanations: list[Explanation], *, color: bool = False) -> str:
    """All codes, a line each."""
    paint = Paint(color)
    width = max(len(entry.name) for entry in explanations)
    return "\n".join(
        f"{paint(entry.code, 'bold')}  {entry.name:<{width}}  "
        f"{paint.severity(entry.severity, f'{entry.severity.value:<7}')}  {entry.summary}"
        for entry in explanations
    )
