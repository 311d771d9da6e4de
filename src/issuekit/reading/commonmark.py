"""The Markdown parser: CommonMark with footnotes and claims, made to tell the place of every link and claim.

To import it takes longer than to read a chapter. What :mod:`issuekit.reading.ordinary` understands does without it
until somebody asks for the tokens, which only the page needs.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import autolink, html_inline, image, link
from mdit_py_plugins.footnote import footnote_plugin

from issuekit.reading.plain_paragraphs import shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

CLAIM = re.compile(r"\{=([^{}]*)\}")
# The characters at which one of the parser's rules can begin or end; it stops at 12 others for the sake of rules
# that aren't used here.
TERMINATOR = re.compile(r"[\n!&*<\[\\\]_`{]")

@cache
def parser() -> MarkdownIt:
    """The one Markdown parser: every text is read by the same rules."""
    markdown = MarkdownIt("commonmark", {"html": True}).use(footnote_plugin, inline=False)
    ruler = markdown.inline.ruler
    ruler.before("link", "claim", _claim)
    for name, rule in (("link", link), ("image", image), ("autolink", autolink), ("html_inline", html_inline)):
        ruler.at(name, _placed(rule))
    markdown.inline.terminator_re = TERMINATOR
    shorten(markdown)
    # Every address is let through here, so that the checks see the bad ones; the press prints none of those.
    markdown.validateLink = _any_address  # type: ignore[assignment, method-assign] # hooks are meant to be set
    markdown.normalizeLink = str  # type: ignore[assignment, method-assign] # as the author wrote it
    return markdown


def _any_address(_address: str) -> bool:
    return True


def _placed(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """The rule, with the first token that it makes remembering where in the block it was made."""

    def placed(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        done = rule(state, silent)
        if done and not silent:
            for token in state.tokens[count:]:
                if token.type != "text":
                    token.meta = {**(token.meta or {}), "start": start, "end": state.pos}
                    break
        return done

    return placed


def _claim(state: StateInline, silent: bool) -> bool:
    """``{=expression}`` and ``[text]{=expression}``."""
    source, start = state.src, state.pos
    if source[start] == "{":
        match = CLAIM.match(source, start)
        if not match:
            return False
        if not silent:
            token = state.push("claim", "", 0)
            token.meta = {"expression": match[1].strip(), "start": start, "end": match.end()}
        state.pos = match.end()
        return True
    if source[start] != "[":
        return False
    label_end = state.md.helpers.parseLinkLabel(state, start, True)
    match = CLAIM.match(source, label_end + 1) if label_end >= 0 else None
    if not match:
        return False
    if not silent:
        token = state.push("claim_open", "span", 1)
        token.meta = {"expression": match[1].strip(), "start": start, "end": match.end(), "label_end": label_end,
                      "printed": source[start + 1 : label_end]}
        maximum = state.posMax
        state.pos, state.posMax = start + 1, label_end
        state.md.inline.tokenize(state)
        state.posMax = maximum
        state.push("claim_close", "span", -1)
    state.pos = match.end()
    return True


def parse(value: str, *, inline: bool) -> tuple[Sequence[Token], dict[str, Any]]:
    """The tokens of a text, and what the parser knows of its footnotes; ``inline`` for what is one line."""
    env: dict[str, Any] = {}
    return (parser().parseInline(value, env) if inline else parser().parse(value, env)), env
