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
PRINTED = ".pdf"  # in such a file a line is a page
LEAD = 18  # cells of a long line that are shown before the spot
_BLANKS = dict.fromkeys(map(ord, "\t\x85\u2028\u2029"), " ")  # what a terminal would move or break the line at


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
    if report.partly:
        yield "what can’t be read is to be mended first; numbers, dates and links are checked after that"


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
    place, message = _place(finding.span), finding.message
    if finding.span.file.endswith(PRINTED):
        message = message.removeprefix(f"page {finding.span.line}: ")
    label = paint.severity(finding.severity, f"{finding.severity.value} {finding.code}")
    yield f"{paint(f'{place}: ', 'dim')}{label} {paint(finding.name, 'dim')}"
    yield from textwrap.wrap(message, width - 2, initial_indent="  ", subsequent_indent="  ")
    yield from _excerpt(finding.span, sources, paint, width, severity=finding.severity)
    for related in finding.related:
        yield "  " + paint(f"{related.span}: ", "dim") + related.message
        yield from _excerpt(related.span, sources, paint, width)
    if finding.hint:
        hint = textwrap.wrap(finding.hint, width - 8, initial_indent="", subsequent_indent="        ")
        yield "  " + paint("hint:", "bold", "green") + " " + "\n".join(hint)


def _place(span: Span) -> str:
    """Where a finding is: in a text its line and column, in print its page."""
    if not span.line:
        return span.file
    return f"{span.file}, page {span.line}" if span.file.endswith(PRINTED) else str(span)


def _excerpt(
    span: Span, sources: Mapping[str, Source], paint: Paint, width: int, severity: Severity | None = None,
) -> Iterator[str]:
    """The line, cut to the width around the spot, and the underline."""
    source = sources.get(span.file)
    line = "" if source is None else source.line(span.line)
    if not line.strip():
        return
    begin = min(span.column - 1, len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    gutter = f"{span.line:>6} "
    shown, lead, length = _window(line, begin, end, max(20, width - len(gutter) - 2))
    yield f"{paint(gutter + '│', 'blue')} {shown}"
    mark = " " * lead + "^" * length
    mark = mark if severity is None else paint.severity(severity, mark)
    yield f"{paint(' ' * len(gutter) + '│', 'blue')} {mark}"


def _window(line: str, begin: int, end: int, room: int) -> tuple[str, int, int]:
    """What fits into ``room`` cells of a line around the characters from ``begin`` up to ``end``.

    Returns:
        The text, and in cells where in it those characters begin and how long they are.
    """
    # A line can have a million characters: only those that could be shown are looked at.
    left = max(0, begin - 4 * room)
    part = line[left : begin + 4 * room].translate(_BLANKS)
    widths = [cells(character) for character in part]
    spot, stop = begin - left, min(end - left, len(part))
    first, last = 0, len(part)
    if len(part) < len(line) or sum(widths) > room:
        room -= 2  # for the ellipses
        # The first character of the spot has to have its place, too, however wide it is.
        first = _stretch(widths[:spot][::-1], min(LEAD, room - sum(widths[spot : spot + 1])), spot, -1)
        last = _stretch(widths[first:], room, first, 1)
        if last == len(part):
            first = _stretch(widths[::-1], room, last, -1)
    text = part[first:last].replace("\ufeff", "")
    before, after = "…" * (left + first > 0), "…" * (left + last < len(line))
    return before + text + after, len(before) + sum(widths[first:spot]), max(1, sum(widths[spot : min(stop, last)]))


def _stretch(widths: list[int], room: int, start: int, step: int) -> int:
    """How far one gets from ``start`` until the widths, in that direction, fill the room."""
    for width in widths:
        room -= width
        if room < 0:
            break
        start += step
    return start


def cells(text: str) -> int:
    """The width of a text on a terminal, in cells: combining marks have none, wide characters two."""
    return sum(
        0 if character != "\u00ad" and unicodedata.category(character) in {"Mn", "Me", "Cf"}
        else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )
