"""Authors' Markdown to HTML that a page can trust: escaped, typeset, claims computed, links and pictures held.

An author's text yields a fixed set of elements, none of which carries anything of the author's but words,
web addresses and pictures of the workspace. Links hold plain words only: an element inside a link would be
announced twice by a screen reader.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from markupsafe import Markup, escape

from issuekit.indices.claims import display
from issuekit.indices.expressions import ExpressionError, Names, evaluate
from issuekit.press.sources import Piece, Sources, place_calls
from issuekit.press.templates import css_string
from issuekit.press.typography import typeset

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markdown_it.token import Token

    from issuekit.model.prose import Prose
    from issuekit.press.notices import Notices
    from issuekit.press.shelf import Shelf

# Elements that blocks of Markdown become, as they are.
PLAIN_BLOCKS = {
    "bullet_list_open": "<ul>", "bullet_list_close": "</ul>", "ordered_list_close": "</ol>",
    "list_item_open": "<li>", "list_item_close": "</li>",
    "blockquote_open": "<blockquote>", "blockquote_close": "</blockquote>", "hr": "<hr>",
}
PLAIN_INLINES = {
    "em_open": "<em>", "em_close": "</em>", "strong_open": "<strong>", "strong_close": "</strong>",
    "hardbreak": "<br>", "claim_open": "", "claim_close": "", "footnote_anchor": "",
}
DEEPEST_HEADING = 6
LAST_WORD = re.compile(r"[^\s\u00a0–—/-]{7,}$")  # one that is long enough to be broken


class Composer:
    """Sets prose for one document of the issue; footnotes and sources count through the document.

    ``heading`` is the level that a heading inside an author's text gets. Without the document's ``name``
    links get no numbers.
    """

    def __init__(
        self, *, language: str, names: Names, labels: Mapping[str, str], shelf: Shelf, notices: Notices,
        name: str = "",
    ) -> None:
        self.language = language
        self.names = names
        self.labels = labels
        self.shelf = shelf
        self.notices = notices
        self.sources = Sources(name)
        self.heading = 4
        self._footnotes = 0
        self._place = ""  # where the prose that is being set stands, for messages
        self._notes: dict[int, Sequence[Token]] = {}
        self._numbers: dict[int, int] = {}

    def words(self, text: str) -> Markup:
        """Plain text, typeset and escaped."""
        return escape(typeset(text, self.language))

    def line(self, prose: Prose) -> Markup:
        """Prose that stands inside a cell, a caption, a list item: its paragraphs are parted by line breaks."""
        if not prose.tokens:
            return self.words(prose.text.value)
        return self._set(prose, inside=True)

    def block(self, prose: Prose) -> Markup:
        """Prose as paragraphs, lists and quotations."""
        if not prose.tokens:
            return Markup("<p>{}</p>").format(self.words(prose.text.value))
        return self._set(prose, inside=False)

    def _set(self, prose: Prose, *, inside: bool) -> Markup:
        self._place = str(prose.text.span(0, 1))
        self._notes = dict(_footnotes(prose.tokens))
        self._numbers = {}
        html = "".join(self._blocks(prose.tokens, inside=inside)).rstrip("\n")
        return Markup(html)  # noqa: S704 - put together here from escaped words and the elements above

    def _blocks(self, tokens: Sequence[Token], *, inside: bool) -> Iterator[str]:
        lists = 0
        paragraphs = 0  # in the present item
        for place, token in enumerate(tokens):
            kind = token.type
            if kind == "footnote_block_open":
                return
            if kind in ("bullet_list_open", "ordered_list_open"):
                lists += 1
            elif kind in ("bullet_list_close", "ordered_list_close"):
                lists -= 1
            within = inside or lists > 0
            if kind in ("list_item_open", "bullet_list_close", "ordered_list_close"):
                paragraphs = 0
            if kind == "paragraph_open":
                paragraphs += 1
                yield ("<br>" if paragraphs > 1 else "") if within else "<p>"
            elif kind == "paragraph_close":
                yield "" if within else "</p>\n"
            elif kind == "inline":
                yield self.inline(token.children or (), run_in=not within)
            elif kind == "heading_open":
                yield f"<h{min(self.heading, DEEPEST_HEADING)}{self._bookmark(tokens[place + 1].children or ())}>"
            else:
                yield self._block(token)

    def _block(self, token: Token) -> str:
        match token.type:
            case "heading_close":
                return f"</h{min(self.heading, DEEPEST_HEADING)}>\n"
            case "ordered_list_open":
                start = int(token.attrs.get("start", 1))
                return "<ol>" if start == 1 else f'<ol start="{start}">'
            case "code_block" | "fence":
                return f"<pre>{escape(token.content)}</pre>\n"
        # What is left is raw HTML, which reading refuses: it is printed as the characters that it is.
        return PLAIN_BLOCKS.get(token.type, str(escape(token.content)))

    def _bookmark(self, heading: Sequence[Token]) -> str:
        """What a heading is called in the outline, unless it is its words: the number of a source is none of them."""
        if not any(token.type == "link_open" for token in heading):
            return ""
        words = "".join(self._words(token) for token in heading)
        return f' style="bookmark-label: {escape(str(css_string(typeset(words, self.language))))}"'

    def inline(self, tokens: Sequence[Token], *, run_in: bool = False) -> str:
        """A paragraph's inside. ``run_in``: bold words with a full stop at its beginning are a heading."""
        pieces = list(place_calls(list(self._pieces(tokens)), self.language))
        if run_in:
            pieces = mark_run_in(pieces)
        running = typeset("".join(piece.content for piece in pieces if piece.words), self.language)
        html: list[str] = []
        position = 0
        last = next((piece for piece in reversed(pieces) if piece.content), None)
        for piece in pieces:
            if piece.words:
                text = running[position : position + len(piece.content)]
                html.append(_ended(text) if piece is last else str(escape(text)))
                position += len(piece.content)
            else:
                html.append(piece.content)
        return "".join(html)

    def _pieces(self, tokens: Sequence[Token]) -> Iterator[Piece]:
        stream = iter(tokens)
        for token in stream:
            match token.type:
                case "link_open":
                    yield from self._link(token, stream)
                case "image":
                    yield Piece(self._image(token), words=False)
                case "footnote_ref":
                    yield Piece(self._footnote(int(token.meta["id"])), words=False)
                case "code_inline":
                    yield Piece(f"<code>{escape(token.content)}</code>", words=False)
                case "html_inline":
                    yield Piece(str(escape(token.content)), words=False)
                case kind if kind in PLAIN_INLINES:
                    yield Piece(PLAIN_INLINES[kind], words=False)
                case _:
                    yield Piece(self._words(token), words=True)

    def _words(self, token: Token) -> str:
        if token.type == "softbreak":
            return " "
        if token.type != "claim":
            return token.content
        expression = str(token.meta["expression"])
        try:
            return display(evaluate(expression, self.names))
        except ExpressionError as error:
            self.notices.fault(f"{self._place}: “{{={expression}}}” can't be computed: {error}")
            return f"{{={expression}}}"

    def _link(self, opening: Token, stream: Iterator[Token]) -> Iterator[Piece]:
        words: list[str] = []
        for token in stream:
            if token.type == "link_close":
                break
            words.append(self._words(token))
        address = str(opening.attrs.get("href", ""))
        text = "".join(words)
        if address.startswith("#"):
            yield from self._reference(address[1:], text)
            return
        if not text.strip():
            text = urlsplit(address).netloc or address
        if web_address(address):
            yield Piece(f'<a class="source" href="{escape(address)}">', words=False)
            inside = text.rstrip()
            yield Piece(inside, words=True)
            yield Piece("</a>", words=False)
            number = self.sources.cited(address, inside)
            if number is not None:
                yield number
            yield Piece(text[len(inside):], words=True)
        else:
            yield Piece(text, words=True)

    def _reference(self, anchor: str, text: str) -> Iterator[Piece]:
        if anchor not in self.labels:
            self.notices.fault(f"{self._place}: nothing in the issue is called “#{anchor}”, to which a link leads")
            yield Piece(text or f"#{anchor}", words=True)
            return
        yield Piece(f'<a class="reference" href="#{escape(quote(anchor))}">', words=False)
        yield Piece(text or self.labels[anchor], words=True)
        yield Piece("</a>", words=False)

    def _image(self, token: Token) -> str:
        address = str(token.attrs.get("src", ""))
        words = "".join(self._words(child) for child in token.children or ())
        if not words.strip():
            self.notices.fault(f"{self._place}: a picture needs a description: ![what it shows]({address})")
        try:
            source = self.shelf.image_address(address)
        except LookupError as error:
            self.notices.fault(f"{self._place}: {error}")
            return str(escape(words))
        return f'<img class="picture" src="{escape(source)}" alt="{escape(words)}">'

    def _footnote(self, note: int) -> str:
        if note in self._numbers:
            # Its sign once more: which one that is, the style knows.
            again = f"counter-reset: footnote-again {self._numbers[note]}"
            return f'<span class="footnote-again" role="doc-noteref" style="{again}"></span>'
        self._footnotes += 1
        self._numbers[note] = self._footnotes
        paragraphs = [
            self.inline(token.children or ()) for token in self._notes.get(note, ()) if token.type == "inline"
        ]
        return f'<span class="footnote">{"<br>".join(paragraphs)}</span>'


def _ended(text: str) -> str:
    """The end of a paragraph, escaped, its last word marked: a style keeps it from being a last line of half a word."""
    word = LAST_WORD.search(text)
    if word is None:
        return str(escape(text))
    return f'{escape(text[: word.start()])}<span class="last-word">{escape(word[0])}</span>'


def mark_run_in(pieces: list[Piece]) -> list[Piece]:
    """A paragraph that begins with bold words and a full stop has them marked as a run-in head."""
    filled = [place for place, piece in enumerate(pieces) if piece.content]
    opening, closing = PLAIN_INLINES["strong_open"], PLAIN_INLINES["strong_close"]
    if not filled or pieces[filled[0]] != Piece(opening, words=False):
        return pieces
    end = next((place for place in filled if pieces[place] == Piece(closing, words=False)), None)
    if end is None or end == filled[-1]:
        return pieces
    head = "".join(piece.content for piece in pieces[filled[0] : end] if piece.words)
    if not head.rstrip().endswith((".", ":", "?", "!")):
        return pieces
    marked = list(pieces)
    marked[filled[0]] = Piece('<strong class="run-in">', words=False)
    return marked


def web_address(address: str) -> bool:
    """Whether a page may link to the address: the web or a letter box, and nothing odd in it."""
    if any(character.isspace() or not character.isprintable() for character in address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme.lower() in ("http", "https"):
        return bool(parts.hostname)
    return parts.scheme.lower() == "mailto" and "@" in parts.path


def _footnotes(tokens: Sequence[Token]) -> Iterator[tuple[int, Sequence[Token]]]:
    """The tokens of each footnote's body, by its number in the prose."""
    body: list[Token] | None = None
    for token in tokens:
        if token.type == "footnote_open":
            body = []
            yield int(token.meta["id"]), body
        elif token.type == "footnote_close":
            body = None
        elif body is not None:
            body.append(token)
