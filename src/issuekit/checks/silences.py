"""``# issuekit: ignore IK503 the reason``: an editor's word that a finding is to be left alone.

The comment stands at the end of the line it is about, or on a line of its own above it. Where that line
opens a block of text (``text: |``), the comment holds for the whole block, because a block of text can't have
comments of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Severity, first_ones
from issuekit.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from issuekit.model.source import Source

WITHOUT_REASON = Rule(
    "IK190", "silence-without-reason", Severity.WARNING,
    """A finding is silenced without a reason.

    Why:
        The next editor has to know why a finding was left alone, or will leave a real fault alone.
    Fail:
        heading: The the  # issuekit: ignore IK503
    Pass:
        heading: The the  # issuekit: ignore IK503 title of a film
    Fix:
        Write the reason behind the code.
    """,
)
UNUSED = Rule(
    "IK191", "silence-unused", Severity.WARNING,
    """A silence silences nothing.

    Why:
        The fault it was about is gone, or it stands beside the wrong line. Left there, it would hide a new fault.
    Fail:
        heading: The film  # issuekit: ignore IK503 title of a film
    Pass:
        heading: The the  # issuekit: ignore IK503 title of a film
    Fix:
        Delete the comment, or put it on the line of the finding or the line above.
    """,
)
UNKNOWN_CODE = Rule(
    "IK192", "silence-unknown-code", Severity.WARNING,
    """A silence names no code, or one that doesn't exist.

    Why:
        It silences nothing, whatever it was meant for.
    Fail:
        heading: The the  # issuekit: ignore doubled-word title of a film
    Pass:
        heading: The the  # issuekit: ignore IK503 title of a film
    Fix:
        Write the code that the finding shows; “issuekit explain” lists them all.
    """,
)
SERVICE_RULES = (WITHOUT_REASON, UNUSED, UNKNOWN_CODE)

SIGN = "issuekit:"  # stands in every file that holds a silence
COMMENT = lazily(r"(?:^|(?<=\s))#\s*issuekit:\s*ignore\b[ \t]*(.*)$", re.IGNORECASE)
CODES = lazily(r"(?:IK\d+[\s,]*)+", re.IGNORECASE)
BLOCK_HEADER = lazily(r"(?:^|[:\-]\s+|\s)[|>][-+0-9]*\s*(?:#.*)?$")


@dataclass(frozen=True, slots=True)
class Silence:
    """A comment that silences: codes, reason, where it stands, and the lines it covers (both included)."""

    source: Source
    start: int
    end: int
    codes: tuple[str, ...]
    reason: str
    first_line: int
    last_line: int


def silences(source: Source) -> Iterator[Silence]:
    """The silences in a file, read line by line; lines inside blocks of text hold none."""
    if SIGN not in source.text:
        return
    lines = [source.line(number) for number in range(1, len(source.line_starts) + 1)]
    number = 0
    while number < len(lines):
        line = lines[number]
        match = COMMENT.search(line)
        end = _block_end(lines, number)
        if match:
            first, last = number, end
            if not line[: match.start()].strip():  # a line of its own is about the next line
                first = min(number + 1, len(lines) - 1)
                last = _block_end(lines, first)
            start = source.line_starts[number] + match.start()
            codes = CODES.match(match[1])
            named = tuple(re.findall(r"IK\d+", codes[0].upper())) if codes else ()
            reason = match[1][codes.end() if codes else 0 :].strip(" \t-–—:,")
            stop = source.line_starts[number] + len(line)
            yield Silence(source, start, stop, named, reason, first + 1, last + 1)
        number = end + 1


def _block_end(lines: list[str], number: int) -> int:
    """The last line of the block of text that a line opens; the line itself where it opens none."""
    line = lines[number]
    if not BLOCK_HEADER.search(line):
        return number
    indent = len(line) - len(line.lstrip(" "))
    end = number
    for below in range(number + 1, len(lines)):
        text = lines[below]
        if text.strip() and len(text) - len(text.lstrip(" ")) <= indent:
            break
        end = below
    return end


def silenced(findings: Iterable[Finding], sources: Iterable[Source], known: Collection[str]) -> list[Finding]:
    """The findings that no silence covers, and what there is to say about the silences themselves."""
    given = [silence for source in sources for silence in silences(source)]
    by_line: dict[tuple[str, int], list[int]] = defaultdict(list)
    for number, silence in enumerate(given):
        for line in range(silence.first_line, silence.last_line + 1):
            by_line[silence.source.name, line].append(number)
    used: set[int] = set()
    kept = []
    for finding in findings:
        near = by_line.get((finding.span.file, finding.span.line), ())
        covering = [number for number in near if finding.code in given[number].codes]
        used.update(covering)
        if not covering:
            kept.append(finding)
    return [*kept, *first_ones(_faults(given, used, known))]


def _faults(given: Sequence[Silence], used: Collection[int], known: Collection[str]) -> Iterator[Finding]:
    """What there is to say about the silences; ``used`` are the numbers of those that silence something."""
    for number, silence in enumerate(given):
        span = silence.source.span(silence.start, silence.end)
        unknown = [code for code in silence.codes if code not in known]
        if unknown or not silence.codes:
            said = ", ".join(unknown) or "no code"
            yield UNKNOWN_CODE.at(span, f"the silence names {said}", "write a code such as IK503 after “ignore”")
        elif number not in used:
            yield UNUSED.at(
                span, f"there is no finding {' or '.join(silence.codes)} here to silence", "delete the comment",
            )
        if silence.codes and not silence.reason:
            yield WITHOUT_REASON.at(span, "the silence gives no reason", "write why, behind the code")
