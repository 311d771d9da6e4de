"""A page that says what was proved: counts, numbers, and the fingerprints of the PDF and of its files.

It has no clock and no names of machines: the same issue and the same PDF give the same page.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from issuekit import __version__
from issuekit.indices.scales import signed
from issuekit.proof.collation import counted
from issuekit.proof.manuscript import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from issuekit.indices.totals import ScoredIssue
    from issuekit.model.source import Source
    from issuekit.proof.prove import Proof

HEADS = ("Index", "Total", "Positive", "Negative", "Events", "Band")
MOST = 12  # findings that the page has room for
WIDTH = 100


def as_markdown(scored: ScoredIssue, proof: Proof, sources: Mapping[str, Source]) -> str:
    """The certificate as Markdown."""
    lines = [f"# {_title(scored)}", "", f"**{_verdict(proof)}**", ""]
    lines += [f"- {entry}" for entry in _particulars(scored, proof)]
    lines += ["", "## What was held against the issue", "", _counts(proof), ""]
    lines += ["## Indices", "", *_table(HEADS, _indices(scored)), ""]
    if proof.findings:
        lines += ["## What was found", "", *(f"- {entry}" for entry in _findings(proof)), ""]
    lines += ["## Fingerprints (SHA-256)", "", *_table(("File", "SHA-256"), _fingerprints(proof, sources))]
    return "\n".join(lines) + "\n"


def as_text(scored: ScoredIssue, proof: Proof, sources: Mapping[str, Source]) -> str:
    """The certificate as plain text."""
    lines = [_title(scored), "=" * len(_title(scored)), "", _verdict(proof), "", *_particulars(scored, proof)]
    lines += ["", "What was held against the issue", *_indented([_counts(proof)])]
    lines += ["", "Indices", *_indented(_columns([HEADS, *_indices(scored)]))]
    if proof.findings:
        lines += ["", "What was found", *_indented(_findings(proof))]
    lines += ["", "Fingerprints (SHA-256)", *_indented(_columns(_fingerprints(proof, sources)))]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _title(scored: ScoredIssue) -> str:
    issue = scored.issue
    return f"Proof of {issue.series.title}, {issue.series.labels.number} {issue.number}, {issue.period}"


def _verdict(proof: Proof) -> str:
    if proof.holds:
        return "The PDF says what the issue says."
    return "The PDF doesn't say what the issue says: it is not to be published."


def _particulars(scored: ScoredIssue, proof: Proof) -> Iterator[str]:
    printed = proof.printed
    if printed is not None:
        yield f"PDF: {_name(printed.name)}, {counted(len(printed.pages), 'pages')}, {printed.size:,} bytes"
        claims = ", ".join(sorted(printed.imprint.conformance)) or "no standard"
        yield f"The PDF says that it keeps {claims}; a validator has to say whether it does."
    yield f"Issue: {scored.issue.name}, dated {scored.issue.date}"
    yield f"Proved by issuekit {__version__}"


def _name(path: str) -> str:
    """The name of a file without its folder, which may be anywhere."""
    return path.rsplit("/", 1)[-1]


def _counts(proof: Proof) -> str:
    counts = [counted(number, things) for things, number in proof.held.items() if number]
    return f"Found as in the issue: {', '.join(counts) or 'nothing'}."


def _indices(scored: ScoredIssue) -> list[tuple[str, ...]]:
    return [
        (
            total.index.label.value, signed(total.total), signed(total.positive), signed(total.negative),
            str(total.events), total.band_name or "",
        )
        for total in scored.totals.values()
    ]


def _findings(proof: Proof) -> list[str]:
    lines = [f"{finding.code} {finding.name}: {finding.message}" for finding in proof.findings[:MOST]]
    more = len(proof.findings) - MOST
    return lines + ([f"and {more} more; “issuekit proof” shows them"] if more > 0 else [])


def _fingerprints(proof: Proof, sources: Mapping[str, Source]) -> list[tuple[str, str]]:
    printed = proof.printed
    files = [] if printed is None else [(_name(printed.name), printed.sha256)]
    return files + [(name, fingerprint(source)) for name, source in sorted(sources.items())]


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table in Markdown; a cell's own bars are escaped."""
    for row in (heads, ["---"] * len(heads), *rows):
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _indented(lines: Sequence[str]) -> list[str]:
    """Each line two spaces in; only one that is too long and is running text is broken."""
    return [
        part for line in lines
        for part in (textwrap.wrap(line, WIDTH, initial_indent="  ", subsequent_indent="  ") if "  " not in line
                     else [f"  {line}"])
    ]
