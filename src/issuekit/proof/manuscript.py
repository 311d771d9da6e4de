"""What an issue says should stand on its pages: its prose as read by people, computed numbers filled in.

This is a reckoning of its own. The press makes HTML of the same tokens; nothing of that is used here.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from issuekit.indices.claims import display
from issuekit.indices.expressions import ExpressionError, evaluate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markdown_it.token import Token

    from issuekit.diagnostics import Span
    from issuekit.indices.expressions import Names
    from issuekit.model.issue import Issue
    from issuekit.model.prose import Prose
    from issuekit.model.source import Source

WEB = ("http", "https", "mailto")
OVERVIEW = "overview"


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, item, heading or footnote as it should be printed.

    ``computed`` are the stretches of ``words`` that the program fills in; ``number`` says which passage of its
    prose it is; ``note`` whether it is a footnote.
    """

    words: str
    prose: Prose
    number: int
    computed: tuple[tuple[int, int], ...] = ()
    note: bool = False

    @property
    def span(self) -> Span:
        """Where the issue says it."""
        passages = self.prose.passages
        if self.number < len(passages) and passages[self.number].plain:
            return passages[self.number].span(0, 1)
        return self.prose.text.span(0, 1)


@dataclass(frozen=True, slots=True)
class Pointer:
    """A link that should be printed: on which ``words``, to which ``target`` as the author wrote it."""

    words: str
    target: str
    prose: Prose
    start: int

    @property
    def span(self) -> Span:
        """Where the issue says it."""
        return self.prose.text.span(self.start, self.start + 1)


class Manuscript:
    """Reads the prose of one issue."""

    def __init__(self, names: Names, labels: Mapping[str, str]) -> None:
        self.names = names
        self.labels = labels

    def passages(self, prose: Prose) -> Iterator[Passage]:
        """The passages of a prose in their order, footnotes last."""
        if not prose.tokens:
            yield Passage(prose.text.value, prose, 0)
            return
        number, note = 0, False
        for token in prose.tokens:
            if token.type in ("footnote_open", "footnote_close"):
                note = token.type == "footnote_open"
            elif token.type == "inline":
                words = _Words(self)
                words.read(token.children or ())
                if words.text.strip():
                    yield Passage(words.text, prose, number, tuple(words.computed), note)
                number += 1
            elif token.type in ("fence", "code_block", "html_block") and token.content.strip():
                yield Passage(token.content, prose, len(prose.passages))

    def line(self, prose: Prose) -> str:
        """A prose that stands on one line, such as a cell: its passages after each other, without footnotes."""
        return " ".join(passage.words for passage in self.passages(prose) if not passage.note)

    def links(self, prose: Prose) -> Iterator[Pointer]:
        """The links that a page can have: into the issue, to the web, to a letter box."""
        for link in prose.links:
            if link.image or not (link.internal or urlsplit_scheme(link.target) in WEB):
                continue
            yield Pointer(self.label(link.target) if not link.words.strip() else link.words, link.target, prose,
                          link.start)

    def label(self, target: str) -> str:
        """What a link without words says: the name of the place, or the server's."""
        if target.startswith("#"):
            return self.labels.get(target[1:], target)
        return urlsplit(target).netloc or target


class _Words:
    """The words of one passage while they are being put together."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.manuscript = manuscript
        self.text = ""
        self.computed: list[tuple[int, int]] = []

    def read(self, tokens: Sequence[Token]) -> None:
        empty_link = ""
        for token in tokens:
            match token.type:
                case "text" | "code_inline" | "html_inline" | "text_special":
                    self.text += token.content
                    empty_link = ""
                case "softbreak" | "hardbreak":
                    self.text += " "
                case "claim":
                    self._fill(self._value(str(token.meta["expression"])))
                    empty_link = ""
                case "link_open":
                    empty_link = str(token.attrs.get("href", ""))
                case "link_close" if empty_link:
                    self._fill(self.manuscript.label(empty_link))
                    empty_link = ""

    def _fill(self, text: str) -> None:
        self.computed.append((len(self.text), len(self.text) + len(text)))
        self.text += text

    def _value(self, expression: str) -> str:
        try:
            return display(evaluate(expression, self.manuscript.names))
        except ExpressionError:
            return f"{{={expression}}}"  # as a draft prints it; a check has said what is wrong


def fingerprint(source: Source) -> str:
    """The SHA-256 of a file's text, in hexadecimal digits: that of the file itself, which is UTF-8."""
    return hashlib.sha256(source.text.encode("utf-8")).hexdigest()


def urlsplit_scheme(address: str) -> str:
    """The scheme of an address in small letters; empty where it has none or can't be read."""
    try:
        return urlsplit(address).scheme.lower()
    except ValueError:
        return ""


def labels_of(issue: Issue) -> dict[str, str]:
    """What every place in the issue that a link can lead to is called."""
    words = issue.series.labels
    labels = {chapter.id: chapter.plan.title.value for chapter in issue.chapters}
    if issue.series.overview is not None:
        labels[OVERVIEW] = issue.series.overview.title.value
    for chapter in issue.chapters:
        parts = [block.part.value for block in chapter.developments if block.part is not None]
        for place, title in enumerate(parts, start=1):
            labels[f"{chapter.id}-part-{place}"] = f"{place}. {title}"
    for place, (_, table) in enumerate(issue.tables(), start=1):
        labels.setdefault(table.id, f"{words.table} {place}")
    for place, appendix in enumerate(issue.series.appendices, start=1):
        labels[appendix.id] = f"{words.appendix} {place}"
    return labels
