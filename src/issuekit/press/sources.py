"""Where the links of a document lead, for those who read it on paper: numbers in the text, addresses in a list.

An address has one number in a document, however often it is linked. What is printed of it is what a reader
types: without scheme and “www.”, and with letters in the place of escapes where that is safe.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote_to_bytes

from markupsafe import Markup, escape

from issuekit.press.views import SourceView

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NARROW = "\u202f"  # a narrow space at which no line ends: the number stays with its word, and is no digit of it
BREAK = "\u200b"  # a place where a line may end and nothing is printed, neither a space nor a hyphen

# Languages in which a note's number follows the comma or stop; in all others it follows the word.
AFTER_STOPS = frozenset({"en"})
REST_OF_WORD = re.compile(r"(?:[\w'’]|[-\u2010\u2011](?=\w))*")
STOPS = re.compile(r"[.,;:!?…]*[\"”’'»]*[.,;:!?…]*(?=[\s\u00a0)\]–—]|$)")
CLOSING = frozenset({"</em>", "</strong>"})

SCHEME = re.compile(r"^(?:https?://|mailto:)?(?:www\.(?=[^/]*\.))?", re.IGNORECASE)
ESCAPES = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
SOFT = re.compile(r"(?<=[/?&=_-])(?=[^/])|(?=%[0-9A-F]{2})")
# Letters beyond ASCII that may be printed in an address; any other character stays escaped. They are Latin, Greek
# and Cyrillic letters, which a style's fonts have as a rule; the six left out are rare, and many fonts lack them.
LETTERS = frozenset(
    letter for first, last in ((0xC0, 0x17F), (0x386, 0x3CE), (0x400, 0x45F), (0x490, 0x491))
    for letter in map(chr, range(first, last + 1)) if letter.isalpha()
) - frozenset("ĬĭĲĳŦŧ")
UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a paragraph: words to be typeset and escaped, or HTML that is ready (``words`` false).

    ``call``: it is the number of a source, which finds its place by what is around it.
    """

    content: str
    words: bool
    call: bool = False


class Sources:
    """The sources of one document, numbered from 1 as its text comes to them.

    ``name`` is the document's, unlike that of any other; without one nothing is numbered.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._listed: dict[str, SourceView] = {}

    def cited(self, address: str, words: str) -> Piece | None:
        """The number for a link; None where its words already say where it leads."""
        shown = readable(address)
        if not self.name or readable(words) == shown:
            return None
        known = self._listed.get(shown)
        if known is None:
            number = len(self._listed) + 1
            known = SourceView(
                number, f"{self.name}-source-{number}", f"{self.name}-cited-{number}", address, _breakable(shown),
                " ".join(words.split()),
            )
            self._listed[shown] = known
            place = f' id="{known.cited}"'
        else:
            place = ""
        return Piece(
            f'<a class="cited" role="doc-noteref" href="#{known.anchor}"{place} title="{escape(shown)}">'
            f"{NARROW}{known.number}</a>", words=False, call=True,
        )

    def listed(self) -> tuple[SourceView, ...]:
        """All sources so far, in the order of their numbers."""
        return tuple(self._listed.values())


def place_calls(pieces: Sequence[Piece], language: str) -> Iterator[Piece]:
    """Put the number of a source where a typesetter would: after the word, and in English after its stop."""
    english = language.partition("-")[0].lower() in AFTER_STOPS
    waiting: Piece | None = None
    for piece in pieces:
        if waiting is not None and piece.words:
            end = _tail(piece.content, english=english)
            if end < len(piece.content):
                yield from (Piece(piece.content[:end], words=True), waiting, Piece(piece.content[end:], words=True))
                waiting = None
            else:  # what follows the piece may still belong to the word
                yield piece
            continue
        if waiting is not None and piece.content not in CLOSING:
            yield waiting
            waiting = None
        if piece.call:
            waiting = piece
        else:
            yield piece
    if waiting is not None:
        yield waiting


def _tail(text: str, *, english: bool) -> int:
    """How much of a text that follows a link stands before the link's number."""
    rest = REST_OF_WORD.match(text)
    end = rest.end() if rest else 0
    stops = STOPS.match(text, end) if english else None
    return stops.end() if stops else end


def readable(address: str) -> str:
    """An address as it is printed: two that read the same lead to the same page."""
    text = address[SCHEME.match(address).end():]  # type: ignore[union-attr] # every text begins with nothing
    if "?" not in text and "#" not in text:
        text = text.rstrip("/")
    host, slash, rest = text.partition("/")
    return _host(host) + slash + ESCAPES.sub(_unescaped, _escaped(rest))


def _host(host: str) -> str:
    """A server's name in small letters, and in those of its own language."""
    lowered = host.lower()
    if "xn--" in lowered:
        try:
            local = lowered.encode("ascii").decode("idna")
        except UnicodeError:
            return lowered
        return local if _escaped(local) == local else lowered
    return _escaped(lowered)


def _escaped(text: str) -> str:
    return "".join(sign if sign.isascii() or sign in LETTERS else quote(sign) for sign in text)


def _unescaped(match: re.Match[str]) -> str:
    """Escapes that stand for letters, as letters; what isn't text at all stays as it was."""
    try:
        text = unquote_to_bytes(match[0]).decode()
    except UnicodeDecodeError:
        return match[0].upper()
    return "".join(sign if sign in LETTERS or sign in UNRESERVED else quote(sign, safe="") for sign in text)


def _breakable(shown: str) -> Markup:
    """A printed address with the places at which a line may end."""
    return escape(SOFT.sub(BREAK, shown))

