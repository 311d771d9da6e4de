"""Markdown to prose: CommonMark with footnotes and claims, and the place of every link and claim.

``{=expression}`` prints a computed value, ``[text]{=expression}`` prints the text and has it checked. Raw
HTML is a finding and never reaches a page.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import autolink, html_inline, image, link
from mdit_py_plugins.footnote import footnote_plugin

from issuekit.model.prose import Claim, FootnoteMark, Link, Passage, Prose
from issuekit.reading import codes
from issuekit.reading.plain_paragraphs import shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    from issuekit.diagnostics import Finding
    from issuekit.model.source import Text

# Stands in a passage's plain words for what is printed by the program: a computed value, a label.
OBJECT = "\ufffc"

CLAIM = re.compile(r"\{=([^{}]*)\}")
SPECIAL = re.compile(r"[*_`\\<\[\]{}&!\n]")
FOOTNOTE = re.compile(r"\[\^([^\]\s]{1,80})\](:?)")
# The characters at which one of the parser's rules can begin or end; it stops at 12 others for the sake of rules
# that aren't used here.
TERMINATOR = re.compile(r"[\n!&*<\[\\\]_`{]")

MAX_PASSAGE = 10_000  # characters; the longest paragraph of the sample issue has 2,000

InlineRule = "Callable[[StateInline, bool], bool]"


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


def read_prose(text: Text, findings: list[Finding], *, inline: bool = False) -> Prose:
    """Parse Markdown. ``inline`` for what is one line: a catalogue entry, a cell, a caption."""
    value = text.value
    if inline and not SPECIAL.search(value):
        return Prose(text, (), (Passage(text, value, (0,), "cell"),), inline=True)
    env: dict[str, Any] = {}
    tokens = parser().parseInline(value, env) if inline else parser().parse(value, env)
    reader = _Reader(text, findings)
    reader.read(tokens, inline=inline)
    return Prose(text, tokens, tuple(reader.passages), tuple(reader.links), tuple(reader.claims),
                 tuple(reader.footnotes), inline, env)


class _Reader:
    """Goes over the parser's tokens once and collects what checks and pages need."""

    def __init__(self, text: Text, findings: list[Finding]) -> None:
        self.text = text
        self.findings = findings
        self.passages: list[Passage] = []
        self.links: list[Link] = []
        self.claims: list[Claim] = []
        self.footnotes: list[FootnoteMark] = []
        self.line_starts = [0]
        for match in re.finditer("\n", text.value):
            self.line_starts.append(match.end())

    def read(self, tokens: Sequence[Token], *, inline: bool) -> None:
        lists: list[int] = []
        group = 0
        heading = False
        for token in tokens:
            if token.type in ("bullet_list_open", "ordered_list_open"):
                group += 1
                lists.append(group)
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                lists.pop()
            elif token.type in ("heading_open", "heading_close"):
                heading = token.type == "heading_open"
            elif token.type == "html_block":
                self._refuse_html(self.line_starts[token.map[0]] if token.map else 0, token.content)
            elif token.type == "inline":
                kind = "cell" if inline else "heading" if heading else "item" if lists else "paragraph"
                self._block(token, kind, lists[-1] if lists else 0)

    def _refuse_html(self, index: int, html: str) -> None:
        shown = html.strip().split("\n", maxsplit=1)[0][:40]
        self.findings.append(codes.RAW_HTML.at(
            self.text.span(index, index + max(1, len(shown))), f"“{shown}” is HTML, which texts can't hold",
            "use Markdown: *italic*, **bold**, [words](address); write “\\<” for the character itself",
        ))

    def _starts(self, token: Token) -> Sequence[int]:
        """Where in the text each line of the block's content begins (markers and indentation are stripped)."""
        value = self.text.value
        if not token.map:
            starts = [0]
            starts.extend(match.end() for match in re.finditer("\n", token.content))
            return starts
        starts = []
        line, end = token.map[0], len(self.line_starts)
        for content in token.content.split("\n"):
            wanted = content.rstrip()
            while line < end:
                stop = self.line_starts[line + 1] if line + 1 < end else len(value)
                found = value.find(wanted, self.line_starts[line], stop)
                line += 1
                if found >= 0:
                    starts.append(found)
                    break
            else:
                starts.append(starts[-1] if starts else 0)
        return starts

    def _block(self, token: Token, kind: str, group: int) -> None:
        content = token.content
        starts = self._starts(token)
        if len(content) > MAX_PASSAGE:
            self.findings.append(codes.TOO_LARGE.at(
                self.text.span(starts[0]), f"a paragraph of {len(content):,} characters; {MAX_PASSAGE:,} is the most",
                "part it by blank lines",
            ))
            return
        begins = [0, *(match.end() for match in re.finditer("\n", content))]

        def at(position: int) -> int:
            line = bisect_right(begins, position) - 1
            return starts[line] + position - begins[line]

        cuts: list[tuple[int, int, str]] = []
        for child in _flat(token.children or ()):
            meta = child.meta or {}
            if "start" not in meta:
                continue
            start, end = meta["start"], meta["end"]
            if child.type == "html_inline":
                self._refuse_html(at(start), child.content)
            elif child.type == "claim":
                self.claims.append(Claim(meta["expression"], None, at(start), at(end - 1) + 1))
                cuts.append((start, end, OBJECT))
            elif child.type == "claim_open":
                self.claims.append(Claim(meta["expression"], meta["printed"], at(start), at(end - 1) + 1))
                cuts += [(start, start + 1, ""), (meta["label_end"], end, "")]
            elif child.type in ("link_open", "image"):
                cuts += self._link(child, content, start, end, at)
        for match in FOOTNOTE.finditer(content):
            self.footnotes.append(FootnoteMark(match[1], at(match.start()), at(match.end() - 1) + 1))
        self.passages.append(Passage(self.text, content, starts, kind, group, cuts))

    def _link(
        self, token: Token, content: str, start: int, end: int, at: Callable[[int], int],
    ) -> Iterator[tuple[int, int, str]]:
        picture = token.type == "image"
        target = str(token.attrs.get("src" if picture else "href", ""))
        opening = start + (2 if picture else 1)
        label_end = end - 1  # of <address> and [words], whose address stands elsewhere
        if content[start] != "<":
            # The last of them: a picture on which a link is set brings its own inside.
            found = max(content.rfind("](", start, end), content.rfind("][", start, end))
            label_end = found if found >= 0 else label_end
        words = content[opening:label_end]
        self.links.append(Link(target, words, at(start), at(end - 1) + 1, picture))
        if not words:
            yield (start, end, OBJECT)
        else:
            yield (start, opening, "")
            yield (label_end, end, "")


def _flat(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        if token.children and token.type != "image":
            yield from _flat(token.children)
