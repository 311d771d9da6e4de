"""Markdown as most authors write it, read without the parser: paragraphs, plain lists, links, claims and notes.

What comes of it is what :mod:`issuekit.reading.commonmark` makes of the same text, as far as checks look at it; a test
holds the two together. Whatever may mean anything else to the parser (raw HTML, code, escapes, entities, headings,
nested lists, addresses with brackets) isn't read here: the parser is asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from issuekit.model.prose import Sign

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# Signs of code, HTML and escapes, and characters at which the parser parts lines or words in its own way.
UNUSUAL = re.compile(r"[`\\<\x00-\x09\x0b-\x1f\x7f\x85]")
LINE_ENDS = ("\u2028", "\u2029")  # the pattern would take ten times as long to make with them
ENTITY = re.compile(r"&#?\w+;")
# The beginning of a line that can be nothing but words. Emphasis can begin there, and a link or claim.
WORDS = re.compile(r"(?![ ~>+=#-]|\d+[.)](?: |$))(?:[*_]{1,3}(?=[^\s*_])|\[(?!\^)|\{|[^*_\[{])")
# Within a paragraph, a number and a full stop begin no list, unless it is the first: “… until\n2020. A briefing …”
NO_FIRST_ITEM = re.compile(r"(?!0*1[.)])\d{1,9}[.)] ")
ITEM = re.compile(r"(?:-|(\d{1,9})\.) (?=\S)")
NOTE = re.compile(r"\[\^([^\]\s{}]{1,80})\]: (?=\S)")
# A computed value, a note's mark, a link or claim, or no more than the sign. The sign comes first, so that the engine
# skips what is none.
INSIDE = re.compile(
    r"[\[\]{}](?:(?<=\{)=(?P<computed>[^{}]*)\}"
    r"|(?<=\[)\^(?P<note>[^\]\s\[{}]{1,80})\](?![({])"
    r"|(?<=\[)(?P<words>[^\[\]{}]*)\](?:\((?P<target>[^\s()<>]*)\)|\{=(?P<claim>[^{}]*)\}|(?![({:\[]))|)",
)


class _UnusualError(Exception):
    """The text has something in it that isn't read here."""


def read_ordinary(value: str, *, inline: bool) -> tuple[Sequence[Sign], Mapping[str, int]] | None:
    """The signs of a text and the numbers of its notes, as the parser counts them; None where it has to be asked."""
    blank_end = " \n" in value or value.endswith(" ")  # which can break a line
    unusual = UNUSUAL.search(value) or LINE_ENDS[0] in value or LINE_ENDS[1] in value
    if unusual or blank_end or "![" in value or ("&" in value and ENTITY.search(value)):
        return None
    try:
        if inline:
            return [_inline(value, 0, {})], {}
        return _Blocks(value).read()
    except _UnusualError:
        return None


class _Blocks:
    """Goes through the lines of a text: paragraphs, lists, and notes, parted by blank lines."""

    def __init__(self, value: str) -> None:
        self.lines = value.split("\n")
        self.notes: dict[str, Sequence[Sign]] = {}
        self.references: dict[str, int] = {}

    def read(self) -> tuple[Sequence[Sign], Mapping[str, int]]:
        starts = [match[1] for line in self.lines if (match := NOTE.match(line))]
        if sum(line.count("]:") for line in self.lines) != len(starts) or len(set(starts)) != len(starts):
            raise _UnusualError  # where addresses are defined for links, or a note twice
        self.references = dict.fromkeys((f":{label}" for label in starts), -1)
        signs: list[Sign] = []
        number = 0
        while number < len(self.lines):
            line = self.lines[number]
            if not line:
                number += 1
            elif match := NOTE.match(line):
                number = self._note(match, number)
            elif ITEM.match(line):
                number = self._list(number, signs)
            else:
                end = self._paragraph_end(number, 0, 0)
                signs += self._paragraph(number, end, 0, 0)
                number = end
        return [*signs, *self._told_notes()], self.references

    def _paragraph_end(self, start: int, first_indent: int, indent: int) -> int:
        """The number of the line behind a paragraph, each of whose lines can be nothing but words."""
        number, margin = start, " " * indent
        while number < len(self.lines) and (line := self.lines[number]):
            at = first_indent if number == start else indent
            if number > start and not line.startswith(margin):
                break
            if not (WORDS.match(line, at) or (number > start and NO_FIRST_ITEM.match(line, at))):
                raise _UnusualError
            number += 1
        return number

    def _paragraph(self, start: int, end: int, first_indent: int, indent: int) -> Iterator[Sign]:
        first, *others = self.lines[start:end]
        content = "\n".join([first[first_indent:], *(line[indent:] for line in others)])
        if content != content.strip():
            raise _UnusualError  # a space of another kind, which the parser takes away or leaves
        yield Sign("paragraph_open", (start, end))
        yield _inline(content, start, self.references, (start, end))
        yield Sign("paragraph_close")

    def _list(self, number: int, signs: list[Sign]) -> int:
        """A list without others in it, its items one paragraph each; the number of the line behind it."""
        match = ITEM.match(self.lines[number])
        kind = "ordered_list" if match and match[1] else "bullet_list"
        first = int(match[1]) if match and match[1] else 1
        signs.append(Sign(f"{kind}_open", (number, number), attrs={"start": first} if first != 1 else {}))
        while match is not None:
            width = match.end()
            end = self._paragraph_end(number, width, width)
            signs.append(Sign("list_item_open", (number, end)))
            signs += self._paragraph(number, end, width, width)
            signs.append(Sign("list_item_close"))
            following = end
            while following < len(self.lines) and not self.lines[following]:
                following += 1
            line = self.lines[following] if following < len(self.lines) else ""
            match = ITEM.match(line)
            if match is None:
                # Words right below would go on with the item; words further in, below a blank line, belong to it.
                if line and (following == end or line.startswith(" ")):
                    raise _UnusualError
            elif bool(match[1]) is not (kind == "ordered_list"):
                raise _UnusualError
            else:
                number = following
        signs.append(Sign(f"{kind}_close"))
        return end

    def _note(self, match: re.Match[str], number: int) -> int:
        margin = 4  # spaces, by which a note's other lines are set in
        end = self._paragraph_end(number, match.end(), margin)
        if end < len(self.lines) and self.lines[end]:
            raise _UnusualError  # words right below would go on with the note
        following = next((line for line in self.lines[end:] if line), "")
        if following.startswith(" "):
            raise _UnusualError
        body = list(self._paragraph(number, end, match.end(), margin))
        if "[^" in body[1].content:
            raise _UnusualError
        self.notes[match[1]] = body
        return end

    def _told_notes(self) -> Iterator[Sign]:
        """The notes that marks lead to, in the order of the marks, behind everything else."""
        told = sorted((place, label[1:]) for label, place in self.references.items() if place >= 0)
        if told:
            yield Sign("footnote_block_open")
            for _, label in told:
                *body, close = self.notes[label]
                yield from (Sign("footnote_open"), *body, Sign("footnote_anchor"), close, Sign("footnote_close"))
            yield Sign("footnote_block_close")


def _inline(
    content: str, line: int, references: dict[str, int], lines: tuple[int, int] | None = None,
) -> Sign:
    """The sign of a stretch of words, with the signs of its links and claims."""
    children = []
    for match in INSIDE.finditer(content):
        place = {"start": match.start(), "end": match.end()}
        if match["computed"] is not None:
            children.append(Sign("claim", meta={**place, "expression": match["computed"].strip()}))
        elif match["claim"] is not None:
            children.append(Sign("claim_open", meta={
                **place, "expression": match["claim"].strip(), "label_end": match.end("words"),
                "printed": match["words"],
            }))
        elif match["target"] is not None:
            children.append(Sign("link_open", meta=place, attrs={"href": match["target"]}))
        elif match["note"] is not None:
            label = f":{match['note']}"
            if references.get(label) == -1:
                references[label] = sum(1 for number in references.values() if number >= 0)
        elif match[0] in ("[", "]"):
            raise _UnusualError
    return Sign("inline", lines or (line, line + 1), content, children)
