"""What makes a file unreadable as YAML, in an editor's words: tabs, and the parser's complaints."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from issuekit.diagnostics import Finding, Related
from issuekit.reading import codes

if TYPE_CHECKING:
    import yaml

    from issuekit.model.source import Source

_BLOCK_HEADER = re.compile(r"(?:^|[:\-\s])[|>][-+0-9]*\s*(?:#.*)?$")


def tabs(source: Source) -> list[Finding]:
    """Tabs that stand where indentation is read. Inside a block of text (``|`` or ``>``) a tab is text."""
    if "\t" not in source.text:
        return []
    findings = []
    block: int | None = None  # the indentation of the line that opened the block which the line is in
    for number, start in enumerate(source.line_starts, start=1):
        line = source.line(number)
        content = line.lstrip(" \t")
        spaces = len(line) - len(line.lstrip(" "))
        if not content or (block is not None and spaces > block):
            continue
        block = spaces if content[0] != "#" and _BLOCK_HEADER.search(line) else None
        tab = line.rfind("\t", 0, len(line) - len(content))
        if tab >= 0:
            findings.append(codes.TAB.at(
                source.span(start + tab), "a tab stands in the indentation",
                "replace it by spaces (two for each level)",
            ))
    return findings


_ADVICE = (
    ("mapping values are not allowed", "a colon followed by a space begins a new key here",
     "put quotes around a text that has a colon in it"),
    ("found character '\\t'", "a tab stands where a value begins", "replace it by spaces"),
    ("that cannot start any token", "no text can begin with this character", "put quotes around the text"),
    ("could not find expected ':'", "a key without a colon, or a text that is not indented deeply enough",
     "write “key: value”, and indent every line of a text deeper than its key"),
    ("found unexpected end of stream", "a quotation mark is opened and never closed", "close it"),
    ("did not find expected ',' or ']'", "a list in [brackets] is not closed, or a comma is missing",
     "close the bracket; put quotes around a text that has a comma, bracket or quotation mark in it"),
    ("did not find expected ',' or '}'", "a mapping in {braces} is not closed, or a comma is missing",
     "close the brace; put quotes around a text that has a comma, brace or quotation mark in it"),
    ("did not find expected key",
     "the indentation doesn't fit the lines above, or text follows a closed quotation mark",
     "align the key with its neighbours; put the whole text into quotes"),
    ("did not find expected '-' indicator", "this line is indented like a list item but has no “-”",
     "begin it with “- ”, or indent it differently"),
    ("block sequence entries are not allowed", "a list begins here where none can stand",
     "put the “-” on a line of its own below the key"),
    ("did not find expected node content", "a value is missing here", "write the value, or take the comma away"),
    ("found unknown escape character", "a backslash in a text in double quotes begins an escape",
     "use single quotes around the text, or write the backslash twice"),
    ("undefined alias", "a text that begins with * is read as an alias", "put quotes around it"),
    ("alphabetic or numeric character", "a text that begins with * or & is read as an alias or anchor",
     "put quotes around it"),
)


def misread(source: Source, error: yaml.YAMLError, shift: int) -> Finding:
    """The parser's complaint as an editor reads it; ``shift`` characters stand in the file before what it was given."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    offset = (mark.index if mark is not None else 0) + shift
    problem = str(getattr(error, "problem", None) or error)
    related: tuple[Related, ...] = ()
    context = getattr(error, "context_mark", None)
    if context is not None and mark is not None and context.line != mark.line:
        related = (Related(source.span(context.index + shift), "what is being read began here"),)
    for key, message, hint in _ADVICE:
        if key in problem:
            return codes.SYNTAX.at(source.span(offset), message, hint, related)
    return codes.SYNTAX.at(
        source.span(offset), f"the file can't be read here: {problem}",
        "look at quotation marks, colons and the indentation of this line and the one above", related,
    )
