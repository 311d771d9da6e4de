"""YAML text to a tree of nodes with the place of every key and value.

Values stay texts here. YAML's own guesses (``no`` is false, ``12:30`` is 750) never happen, because the
decoder reads each value as what its key takes. Anchors, aliases, tags and deep nesting are refused: issues
have no use for them, and they are how a small file explodes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

import yaml

from issuekit.diagnostics import Finding, Related
from issuekit.frozen import dataclass
from issuekit.model.source import Place, Source, Text
from issuekit.reading import codes
from issuekit.reading.yaml_syntax import misread, tabs

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 24
MAX_NODES = 12_000  # keys, values and lists; the largest chapter of the sample issue has 500
MAX_LINE = 10_000  # characters, ten long paragraphs: patterns of the rules that look far ahead look no further
# Reading and checking take some ten to fifty microseconds for each of these, wherever in the texts of a file they are.
# The largest chapter of the sample issue has a tenth of them or less.
MAX_MARKUP = 20_000
MAX_SIGNS = 60_000
MAX_FIGURES = 20_000
MAX_WORDS = 100_000
# Numbers in words: looked for as letters, whatever they are a part of, which is much faster.
SPELLED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
COUNTED: tuple[tuple[str, tuple[str, ...], int, str], ...] = (
    (r"[*_`\\<\[\]{&!]", (), MAX_MARKUP, "signs of markup (* _ [ ` …)"),
    (r"[^\w\s]", (), MAX_SIGNS, "signs of punctuation"),
    (r"\d[\d.,]*", SPELLED, MAX_FIGURES, "numbers"),
    (r"\w+", (), MAX_WORDS, "words"),
)

STARTS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)

# libyaml's parser, where PyYAML was built with it: about ten times as fast as the one in Python.
PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value, as text."""

    text: Text

    @property
    def place(self) -> Place:
        """Where the value stands."""
        return self.text.place

    @property
    def empty(self) -> bool:
        """Whether nothing, or YAML's null, stands behind the key."""
        return not self.text.style and self.text.value in ("", "~", "null")


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values, in the file's order; duplicates are gone (and were reported)."""

    items: tuple[tuple[Scalar, Node], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of values."""

    items: tuple[Node, ...]
    place: Place


Node: TypeAlias = Scalar | Mapping | Sequence


class _RefusedError(Exception):
    """Reading can't go on; the finding says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def parse(source: Source) -> tuple[Mapping | None, list[Finding]]:
    """The mapping that a file holds, or None, and the findings made on the way.

    Errors of YAML's own syntax end the reading at the first of them, as nothing after it has a sure meaning.
    """
    findings = tabs(source)
    # Tabs in the indentation are what the parser would stumble on: with them named, its own word adds nothing.
    text = source.text
    shift = 1 if text.startswith("\ufeff") else 0
    builder = _Builder(source, shift)
    try:
        builder.build(_events(text[shift:]))
    except _RefusedError as refused:
        return None, [*findings, *builder.findings, refused.finding]
    except yaml.YAMLError as error:
        if not findings:
            findings.append(misread(source, error, shift))
        return None, [*findings, *builder.findings]
    findings.extend(builder.findings)
    root = builder.root
    if root is None or (isinstance(root, Scalar) and root.empty):
        whole = source.span(0, 0)
        return None, [*findings, codes.EMPTY_FILE.at(whole, f"{source.name} has only comments in it", "fill it in")]
    if not isinstance(root, Mapping):
        kind = "a list" if isinstance(root, Sequence) else "a single text"
        hint = "a file of an issue begins with keys such as “chapter: russia”"
        return None, [*findings, codes.NOT_A_MAPPING.at(root.place, f"{source.name} holds {kind}, not keys", hint)]
    return root, findings


def _events(text: str) -> Iterator[yaml.Event]:
    """What the parser makes of a text; ``yaml.parse`` asks it twice for each event."""
    parser = PARSER(text)
    try:
        yield from iter(parser.get_event, None)
    finally:
        parser.dispose()


def _count(text: str, pattern: str, words: tuple[str, ...]) -> int:
    """How often a pattern and some words are found in a text."""
    found = len(re.findall(pattern, text))
    return found + sum(map(text.lower().count, words)) if words else found


class _Builder:
    """Makes nodes of the parser's events, without recursion, so that nesting costs no stack."""

    def __init__(self, source: Source, shift: int) -> None:
        self.source = source
        self.shift = shift
        self.findings: list[Finding] = []
        self.root: Node | None = None
        # (start event, node children, pending key) of every collection that is still open
        self.open: list[tuple[yaml.Event, list[Node]]] = []
        self.count = 0
        # Where the file as a whole doesn't have too much of it, its texts don't: an escape, too, has at least as many
        # signs, digits and words as what it stands for.
        self.counts = {
            kind: 0 for kind in COUNTED if len(source.text) > kind[2] and _count(source.text, *kind[:2]) > kind[2]
        }
        self.documents = 0

    def build(self, events: Iterator[yaml.Event]) -> None:
        for event in events:
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, STARTS):
                self._refuse_extras(event)
                if len(self.open) >= MAX_DEPTH:
                    raise _RefusedError(codes.UNSAFE_YAML.at(
                        self._place(event), f"values are nested more than {MAX_DEPTH} deep",
                        "no key of an issue needs that; look for stray brackets",
                    ))
                self.open.append((event, []))
            elif isinstance(event, ENDS):
                start, children = self.open.pop()
                place = Place(self.source, self._place(start).start, self._place(event).end)
                if isinstance(start, yaml.SequenceStartEvent):
                    self._add(Sequence(tuple(children), place))
                else:
                    self._add(self._mapping(children, place))
            elif isinstance(event, yaml.AliasEvent):
                raise _RefusedError(codes.UNSAFE_YAML.at(
                    self._place(event), f"“*{event.anchor}” is read as an alias, which issues don't use",
                    "put quotes around a text that begins with *",
                ))
            elif isinstance(event, yaml.DocumentStartEvent):
                self.documents += 1
                if self.documents > 1:
                    raise _RefusedError(codes.UNSAFE_YAML.at(
                        self._place(event), "a second document begins here", "delete the line “---”",
                    ))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        # Most values are neither of these, and a check reads thousands.
        if event.anchor is not None or event.tag is not None:
            self._refuse_extras(event)
        if event.style == '"' or len(event.value) > MAX_LINE or self.counts:
            self._refuse_content(event)
        self._add(Scalar(Text(event.value, self._place(event), event.style or "")))

    def _place(self, event: yaml.Event) -> Place:
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:  # never from a parser; only hand-made events have no marks
            raise TypeError(f"{event} has no place")
        return Place(self.source, start.index + self.shift, end.index + self.shift)

    def _refuse_extras(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            raise _RefusedError(codes.UNSAFE_YAML.at(
                self._place(event), f"“&{event.anchor}” is read as an anchor, which issues don't use",
                "put quotes around a text that begins with &",
            ))
        if event.tag is not None:
            raise _RefusedError(codes.UNSAFE_YAML.at(
                self._place(event), f"the tag “{event.tag}” is not allowed",
                "delete it, or put quotes around a text that begins with !",
            ))

    def _refuse_content(self, event: yaml.ScalarEvent) -> None:
        place = self._place(event)
        escaped = event.style == '"' and "\\" in self.source.text[place.start:place.end]
        control = codes.control().search(event.value) if escaped else None
        if control:
            character = f"U+{ord(control[0]):04X}"
            self.findings.append(codes.CONTROL_CHARACTER.at(
                self._place(event), f"an escape stands for the character {character}, which can't be printed",
                "delete it; a backslash itself is written twice in double quotes",
            ))
        if len(event.value) > MAX_LINE and max(map(len, event.value.split("\n"))) > MAX_LINE:
            raise _RefusedError(codes.TOO_LARGE.at(
                self._place(event), f"the text has a line of more than {MAX_LINE:,} characters",
                "part it into paragraphs by blank lines; look for a quotation mark that is closed too late",
            ))
        for kind, count in self.counts.items():
            pattern, words, most, what = kind
            self.counts[kind] = count + _count(event.value, pattern, words)
            if self.counts[kind] > most:
                raise _RefusedError(codes.TOO_LARGE.at(
                    self._place(event), f"the texts up to here hold more than {most:,} {what}",
                    "look for a text that isn't prose, or split the chapter",
                ))

    def _add(self, node: Node) -> None:
        self.count += 1
        if self.count > MAX_NODES:
            raise _RefusedError(codes.TOO_LARGE.at(
                node.place, f"the file holds more than {MAX_NODES:,} values", "split the chapter",
            ))
        if self.open:
            self.open[-1][1].append(node)
        elif self.root is None:
            self.root = node

    def _mapping(self, children: list[Node], place: Place) -> Mapping:
        items: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(children[::2], children[1::2], strict=True):
            if not isinstance(key, Scalar):
                self.findings.append(codes.SYNTAX.at(
                    key.place, "a list or mapping can't be a key", "put quotes around a text that begins with [ or {",
                ))
                continue
            name = key.text.value
            if name in items:
                first = items[name][0].place.span
                self.findings.append(codes.DUPLICATE_KEY.at(
                    key.place, f"the key “{name}” stands here a second time",
                    f"keep one of the two (the first is in line {first.line})",
                    (Related(first, "first given here"),),
                ))
                continue
            items[name] = (key, value)
        return Mapping(tuple(items.values()), place)
