"""Markdown to prose: passages, and the place of every link, claim and footnote's mark.

``{=expression}`` prints a computed value, ``[text]{=expression}`` prints the text and has it checked. Raw
HTML is a finding and never reaches a page.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import partial
from typing import TYPE_CHECKING, Any

from issuekit.model.prose import Claim, FootnoteMark, Link, Passage, Prose, Sign
from issuekit.reading import codes
from issuekit.reading.ordinary import read_ordinary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from markdown_it.token import Token

    from issuekit.diagnostics import Finding
    from issuekit.model.source import Text

# Stands in a passage's plain words for what is printed by the program: a computed value, a label.
OBJECT = "\ufffc"

SPECIAL = re.compile(r"[*_`\\<\[\]{}&!\n]")
FOOTNOTE = re.compile(r"\[\^([^\]\s]{1,80})\](:?)")

MAX_PASSAGE = 30_000  # characters; a text pasted without its blank lines is still read, and a data file isn’t


def read_prose(text: Text, findings: list[Finding], *, inline: bool = False) -> Prose:
    """Parse Markdown. ``inline`` for what is one line: a catalogue entry, a cell, a caption."""
    value = text.value
    if inline and not SPECIAL.search(value):
        return Prose(text, (), (Passage(text, value, (0,), "cell"),), inline=True)
    signs: Sequence[Sign | Token]
    ordinary = read_ordinary(value, inline=inline)
    if ordinary is not None:
        signs, notes = ordinary
        parse = partial(_parsed, value, inline=inline)
    else:
        tokens, env = _parsed(value, inline=inline)
        signs, notes, parse = tokens, _notes(env), partial(_given, tokens, env)
    reader = _Reader(text, findings)
    reader.read(signs, inline=inline)
    return Prose(text, signs, tuple(reader.passages), tuple(reader.links), tuple(reader.claims),
                 tuple(reader.footnotes), inline, notes, parse)


def _parsed(value: str, *, inline: bool) -> tuple[Sequence[Token], dict[str, Any]]:
    # Most issues are read without the parser, and its import takes longer than reading them.
    from issuekit.reading.commonmark import parse  # noqa: PLC0415

    return parse(value, inline=inline)


def _given(tokens: Sequence[Token], env: dict[str, Any]) -> tuple[Sequence[Token], dict[str, Any]]:
    return tokens, env


def _notes(env: dict[str, Any]) -> Mapping[str, int]:
    notes: Mapping[str, int] = env.get("footnotes", {}).get("refs", {})
    return notes


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

    def read(self, tokens: Sequence[Sign | Token], *, inline: bool) -> None:
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

    def _starts(self, token: Sign | Token) -> Sequence[int]:
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

    def _block(self, token: Sign | Token, kind: str, group: int) -> None:
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
        self, token: Sign | Token, content: str, start: int, end: int, at: Callable[[int], int],
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


def _flat(tokens: Sequence[Sign | Token]) -> Iterator[Sign | Token]:
    for token in tokens:
        yield token
        if token.children and token.type != "image":
            yield from _flat(token.children)
