"""Nodes to values: each key read as what it takes, each misfit a finding, none of them the last.

A :class:`Fields` hands out the values of one mapping by key. A value that is missing or of the wrong kind
becomes a finding and None; the caller carries on, so that one run reports everything.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, overload

from issuekit.reading import codes
from issuekit.reading.yaml_nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from issuekit.diagnostics import Finding
    from issuekit.model.source import Place, Text

INTEGER = re.compile(r"[+-]?\d{1,9}")
MOST_NAMES = 100  # that a suggestion is looked for among


def kind_of(node: Node) -> str:
    """What a node is, in an editor's words."""
    if isinstance(node, Mapping):
        return "keys with values"
    if isinstance(node, Sequence):
        return "a list"
    return "nothing" if node.empty else "a text"


def counted(number: int, noun: str) -> str:
    """``1 cell``, ``2 cells``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """``did you mean “trends”?``, or the list of what is known where nothing comes close."""
    # The standard library's matching takes a second for a file of unknown keys; and most files need neither.
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - needed on the way to a finding only

    names = sorted(islice(known, MOST_NAMES))
    close = process.extractOne(name.lower(), names, scorer=fuzz.ratio, score_cutoff=60)
    if close:
        return f"did you mean “{close[0]}”?"
    return "known are: " + ", ".join(names) if names else ""


class Fields:
    """The keys of one mapping. ``what`` names the mapping in messages: "an event", "the series"."""

    def __init__(self, node: Mapping, what: str, findings: list[Finding]) -> None:
        self.place = node.place
        self.what = what
        self.findings = findings
        self._items = {key.text.value: (key, value) for key, value in node.items}
        self._known: list[str] = []

    @classmethod
    def of(cls, node: Node, what: str, findings: list[Finding]) -> Fields | None:
        """The fields of a node, or None and a finding where it is no mapping."""
        if isinstance(node, Mapping):
            return cls(node, what, findings)
        findings.append(codes.WRONG_TYPE.at(
            node.place, f"{what} is written as keys with values, not as {kind_of(node)}", "write “key: value” lines",
        ))
        return None

    def __contains__(self, key: str) -> bool:
        return key in self._items

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys present, in the file's order."""
        return tuple(self._items)

    def key_place(self, key: str) -> Place:
        """Where the key itself stands; the whole mapping if it is absent."""
        return self._items[key][0].place if key in self._items else self.place

    def node(self, key: str, *, required: bool = False) -> Node | None:
        """The raw value; None, and a finding if it is ``required``, where it is absent or empty."""
        self._known.append(key)
        if key not in self._items:
            if required:
                self.findings.append(codes.MISSING_KEY.at(
                    self.place, f"{self.what} has no “{key}”", f"add “{key}: …”",
                ))
            return None
        key_node, value = self._items[key]
        if isinstance(value, Scalar) and value.empty:
            if required:
                self.findings.append(codes.MISSING_KEY.at(
                    key_node.place, f"“{key}” of {self.what} is empty", "write its value, or delete the key",
                ))
            return None
        return value

    def text(self, key: str, *, required: bool = False) -> Text | None:
        """A single value as text."""
        node = self.node(key, required=required)
        return None if node is None else as_text(node, f"“{key}” of {self.what}", self.findings)

    def word(self, key: str, *, required: bool = False, default: str = "", choices: Iterable[str] = ()) -> str:
        """A single value as a plain string; one of ``choices`` if there are any."""
        text = self.text(key, required=required)
        if text is None:
            return default
        allowed = tuple(choices)
        if allowed and text.value not in allowed:
            self.findings.append(codes.BAD_VALUE.at(
                text.place, f"“{text.value}” is no value for “{key}”", did_you_mean(text.value, allowed),
            ))
            return default
        return text.value

    @overload
    def integer(self, key: str, *, required: bool = False, default: int) -> int: ...
    @overload
    def integer(self, key: str, *, required: bool = False, default: None = None) -> int | None: ...
    def integer(self, key: str, *, required: bool = False, default: int | None = None) -> int | None:
        """A whole number."""
        node = self.node(key, required=required)
        if node is None:
            return default
        value = as_integer(node, f"“{key}” of {self.what}", self.findings)
        return default if value is None else value

    def items(self, key: str, *, required: bool = False) -> tuple[Node, ...]:
        """The entries of a list."""
        node = self.node(key, required=required)
        if node is None:
            return ()
        if isinstance(node, Sequence):
            return node.items
        self.findings.append(codes.WRONG_TYPE.at(
            node.place, f"“{key}” of {self.what} is a list, not {kind_of(node)}",
            "write one entry a line, each beginning with “- ”",
        ))
        return ()

    def texts(self, key: str, *, required: bool = False) -> tuple[Text, ...]:
        """The entries of a list, each a single value."""
        entries = (as_text(node, f"an entry of “{key}”", self.findings) for node in self.items(key, required=required))
        return tuple(entry for entry in entries if entry is not None)

    def fields(self, key: str, *, required: bool = False) -> Fields | None:
        """A mapping inside the mapping."""
        node = self.node(key, required=required)
        return None if node is None else Fields.of(node, f"“{key}”", self.findings)

    def records(self, key: str, what: str, *, required: bool = False) -> Iterator[Fields]:
        """The entries of a list, each a mapping."""
        for node in self.items(key, required=required):
            entry = Fields.of(node, what, self.findings)
            if entry is not None:
                yield entry

    def done(self) -> None:
        """To be called when every key was asked for: what is left over is unknown."""
        for name, (key, _value) in self._items.items():
            if name not in self._known:
                self.findings.append(codes.UNKNOWN_KEY.at(
                    key.place, f"{self.what} has no key “{name}”", did_you_mean(name, self._known),
                ))


def as_text(node: Node, what: str, findings: list[Finding]) -> Text | None:
    """A node as a single text, or None and a finding."""
    if isinstance(node, Scalar):
        return node.text
    findings.append(codes.WRONG_TYPE.at(
        node.place, f"{what} is a single text, not {kind_of(node)}",
        "put quotes around a text that begins with [ or {, or that has a colon in it",
    ))
    return None


def as_integer(node: Node, what: str, findings: list[Finding]) -> int | None:
    """A node as a whole number (``+1``, ``-2`` and ``−2`` alike), or None and a finding."""
    if isinstance(node, Scalar):
        value = node.text.value.replace("−", "-").strip()
        if INTEGER.fullmatch(value):
            return int(value)
        said = f"“{node.text.value}”" if not node.empty else "nothing"
    else:
        said = kind_of(node)
    findings.append(codes.WRONG_TYPE.at(node.place, f"{what} is a whole number, not {said}", "write it in digits: +2"))
    return None
