"""The short way through the Markdown parser for what most of a text is: paragraphs of plain words.

The parser tries each of its rules on each line and at each sign. Where a line begins with none of the signs that
open a block, and a paragraph holds none of those that open anything inside it, no rule but those for paragraphs and
words can apply; their tokens are made here, the same as the parser's own (a test holds the two together).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.common.utils import mdTrim
from markdown_it.token import Token

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore

# What a heading, list, quotation, rule, definition, block of code or of HTML, or an underline can begin with.
BLOCK_SIGN = re.compile(r"[`~>*\-_+\[<#=]|\d+[.)]")
INLINE_SIGN = re.compile(r"[!&*<\[\\\]_`{]| \n|\n[ \t]")
CODE_INDENT = 4


def shorten(markdown: MarkdownIt) -> None:
    """Have the parser take the short way where it can."""
    markdown.block.ruler.before("code", "plain_paragraph", _paragraph)
    markdown.core.ruler.at("inline", _inline)


def _paragraph(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    if silent or state.sCount[start] - state.blkIndent >= CODE_INDENT or _begins_block(state, start):
        return False
    line = start + 1
    while line < state.lineMax and not state.isEmpty(line):
        if state.sCount[line] < 0 or _begins_block(state, line):
            return False
        line += 1
    state.line = line
    state.push("paragraph_open", "p", 1).map = [start, line]
    token = state.push("inline", "", 0)
    token.content = mdTrim(state.getLines(start, line, state.blkIndent, False))
    token.map = [start, line]
    token.children = []
    state.push("paragraph_close", "p", -1)
    return True


def _begins_block(state: StateBlock, line: int) -> bool:
    return BLOCK_SIGN.match(state.src, state.bMarks[line] + state.tShift[line]) is not None


def _inline(state: StateCore) -> None:
    for token in state.tokens:
        if token.type != "inline":
            continue
        if token.children is None:
            token.children = []
        if INLINE_SIGN.search(token.content):
            state.md.inline.parse(token.content, state.md, state.env, token.children)
        else:
            _words(token.content, token.children)


def _words(content: str, children: list[Token]) -> None:
    for number, line in enumerate(content.split("\n")):
        if number:
            children.append(Token("softbreak", "br", 0))
        if line:
            children.append(Token("text", "", 0, content=line))
