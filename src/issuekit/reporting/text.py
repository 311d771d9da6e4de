"""Findings as text, after the best compilers: place, message, the line with the spot underlined, a hint."""

from __future__ import annotations

import textwrap
import unicodedata
from typing import TYPE_CHECKING

from issuekit.diagnostics import Finding, Severity, Span
from issuekit.reporting.coverage import as_text as coverage_text
from issuekit.reporting.paint import Paint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from issuekit.model.source import Source
    from issuekit.reporting.report import Report

PLURALS = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.NOTE: "notes"}
LEAD = 18  # characters of a long line that are shown before the spot


def render(report: Report, *, color: bool = False, width: int = 100) -> Iterator[str]:
    """The lines of a report, grouped by file, with a summary at the end."""
    paint = Paint(color)
    file = None
    for finding in report.findings:
        if finding.span.file != file:
            file = finding.span.file
            number = sum(1 for other in report.findings if other.span.file == file)
            yield paint(file, "bold") + paint(f"  ({number})", "dim")
            yield ""
        yield from _finding(finding, report.sources, paint, width)
        yield ""
    if report.coverage is not None:
        yield from coverage_text(report.coverage, color=color).splitlines()
        yield ""
    yield summary(report, paint)


def summary(report: Report, paint: Paint) -> str:
    """``minsk-barometer/2019-11: 2 errors, 1 warning``, or that all is well."""
    counts = [
        paint.severity(severity, f"{count} {PLURALS[severity] if count != 1 else severity.value}")
        for severity in Severity
        if (count := report.count(severity))
    ]
    verdict = ", ".join(counts) if counts else paint("nothing to complain of", "green")
    return f"{paint(report.issue, 'bold')}: {verdict}"


def _finding(finding: Finding, sources: Mapping[str, Source], paint: Paint, width: int) -> Iterator[str]:
    place = f"{finding.span}: " if finding.span.line else f"{finding.span.file}: "
    label = paint.severity(finding.severity, f"{finding.severity.value} {finding.code}")
    yield f"{paint(place, 'dim')}{label} {paint(finding.name, 'dim')}"
    yield from textwrap.wrap(finding.message, width - 2, initial_indent="  ", subsequent_indent="  ")
    yield from _excerpt(finding.span, sources, paint, width, severity=finding.severity)
    for related in finding.related:
        yield "  " + paint(f"{related.span}: ", "dim") + related.message
        yield from _excerpt(related.span, sources, paint, width)
    if finding.hint:
        hint = textwrap.wrap(finding.hint, width - 8, initial_indent="", subsequent_indent="        ")
        yield "  " + paint("hint:", "bold", "green") + " " + "\n".join(hint)


def _excerpt(
    span: Span, sources: Mapping[str, Source], paint: Paint, width: int, severity: Severity | None = None,
) -> Iterator[str]:
    """The line, cut to the width around the spot, and the underline."""
    source = sources.get(span.file)
    line = "" if source is None else source.line(span.line)
    if not line.strip():
        return
    begin = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    end = max(begin + 1, min(end, len(line)) if begin < len(line) else begin + 1)
    gutter = f"{span.line:>6} "
    room = max(20, width - len(gutter) - 4)
    offset = 0
    if cells(line) > room:
        offset = max(0, min(begin - LEAD, len(line) - room))
        shown = line[offset : offset + room - 1]
        line = ("…" if offset else "") + shown + ("…" if offset + len(shown) < len(line) else "")
        begin, end = begin - offset + bool(offset), end - offset + bool(offset)
    line = line.replace("\t", " ").lstrip("\ufeff") if line.startswith("\ufeff") else line.replace("\t", " ")
    yield f"{paint(gutter + '│', 'blue')} {line}"
    length = max(1, cells(line[begin : min(end, len(line))]))
    mark = " " * cells(line[:begin]) + "^" * length
    mark = mark if severity is None else paint.severity(severity, mark)
    yield f"{paint(' ' * len(gutter) + '│', 'blue')} {mark}"


def cells(text: str) -> int:
    """The width of a text on a terminal, in cells: combining marks have none, wide characters two."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )
