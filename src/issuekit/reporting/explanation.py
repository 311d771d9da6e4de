"""What a finding's code means, as ``issuekit explain`` prints it."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from issuekit.reporting.paint import Paint

if TYPE_CHECKING:
    from issuekit.diagnostics import Severity


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
    if explanation.why and explanation.why != explanation.summary:
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


GROUPS = {
    "IK1": "Structure",
    "IK2": "Arithmetic",
    "IK3": "Dates",
    "IK4": "Links and references",
    "IK5": "Language, names and typography",
    "IK6": "Between chapters and issues",
    "IK7": "Translations",
    "IK8": "The printed result",
}


def as_markdown(explanations: list[Explanation]) -> str:
    """``docs/checks.md``: every code by group, made from the same texts as ``explain`` prints."""
    lines = [
        "# What issuekit checks",
        "",
        "Made from the rules themselves by `make docs`; edit the rules, not this page.",
        "",
        "An **error** is provably wrong and stops the build, a **warning** is probably wrong, a **note** is worth a",
        "look. To silence a finding, write `# issuekit: ignore IK503 the reason` at the end of its line or on a line",
        "above it (above or beside `text: |` for a finding inside the text). To change a rule for the whole series,",
        "list it in `series.yaml`:",
        "",
        "```yaml",
        "rules:",
        "  - {code: IK533, severity: off, reason: The house sets hyphens in ranges}",
        "```",
        "",
    ]
    for prefix, title in GROUPS.items():
        members = [entry for entry in explanations if entry.code.startswith(prefix)]
        if not members:
            continue
        lines += [f"## {title}", ""]
        for entry in members:
            lines += _entry(entry)
    return "\n".join(lines).rstrip() + "\n"


def _entry(entry: Explanation) -> list[str]:
    lines = [f"### {entry.code} {entry.name}", "", f"*{entry.severity.value}* – {_escaped(entry.summary)}", ""]
    if entry.why and entry.why.strip() != entry.summary:
        lines += [*textwrap.wrap(_escaped(entry.why), 110), ""]
    for title, examples in (("Fails:", entry.wrong), ("Passes:", entry.right)):
        for example in examples:
            lines += [title, "", "```text", *example.splitlines(), "```", ""]
    if entry.fix:
        lines += [*textwrap.wrap("How to fix it: " + _escaped(entry.fix), 110), ""]
    return lines


def _escaped(text: str) -> str:
    """Running text as Markdown: what would be markup there is meant literally."""
    text = " ".join(text.split())
    for character in ("\\", "*", "_", "<", "[", "`"):
        text = text.replace(character, "\\" + character)
    return text
