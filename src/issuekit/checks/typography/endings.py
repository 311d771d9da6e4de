"""How a paragraph, list item or cell ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.checks.patterns import lazily
from issuekit.checks.typography.abbreviations import is_abbreviation
from issuekit.diagnostics import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from issuekit.checks.loci import Locus
    from issuekit.model.prose import Passage

STOPS = ".!?…"
CLOSERS = '”’»")]}›'
INNER_END = lazily(r"(?<=[^\W\d_]{3})[.!?][”’)]?[ \u00a0](?=[“(]?[^\W\d_a-z])")


def ending(plain: str) -> str:
    """What a text ends with: ``.`` for any full stop, ``;``, ``,``, ``:``, or nothing.

    Quotation marks and brackets behind the stop, or before it, don't hide it.
    """
    text = plain.rstrip()
    while text and text[-1] in CLOSERS:
        text = text[:-1].rstrip()
    last = text[-1:]
    if last and last in STOPS:
        return "."
    return last if last and last in ";,:" else ""


def ends_a_sentence(plain: str) -> bool:
    """Whether a text ends with a stop that is no ellipsis and not part of an abbreviation."""
    text = plain.rstrip().rstrip(CLOSERS)
    if not text.endswith((".", "!", "?")) or text.endswith(".."):
        return False
    return not (text.endswith(".") and is_abbreviation(text[:-1]))


def words(plain: str) -> int:
    """How many words a text has."""
    return len(plain.split())


def has_inner_sentence(plain: str) -> bool:
    """Whether a sentence ends within the text and another begins."""
    return any(not is_abbreviation(plain[: match.start()]) for match in INNER_END.finditer(plain))


def at_the_end(passage: Passage, text: str) -> Edit | None:
    """The edit that puts ``text`` behind the last character; None behind a footnote’s mark or a picture."""
    content = passage.content.rstrip()
    if not content or content.endswith("]") or not passage.plain.strip():
        return None
    line = content.count("\n")
    index = passage.starts[min(line, len(passage.starts) - 1)] + len(content) - (content.rfind("\n") + 1) - 1
    last = passage.text.span(index, index + 1)
    return Edit(Span(last.file, last.end_line, last.end_column, last.end_line, last.end_column), text)


def torn(loci: Sequence[Locus], number: int) -> bool:
    """Whether the next paragraph of the same text goes on with the sentence of passage ``number``."""
    if number + 1 >= len(loci) or loci[number + 1].prose is not loci[number].prose:
        return False
    following = loci[number + 1].passage
    return following.kind == "paragraph" and not following.plain.lstrip("“‘(")[:1].isupper()
