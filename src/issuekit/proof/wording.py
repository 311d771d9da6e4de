"""What makes two texts the same on paper: the one place where print and manuscript are brought to one form.

A page breaks lines, hyphenates, sets ligatures, real minus signs, dashes, curly quotes and no-break spaces, and
may set words in capitals. None of that is a difference. A digit, a letter, a sign before a number is.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from difflib import SequenceMatcher
from urllib.parse import unquote

# The reader of pages gives a hyphen at a line's end as U+0002 or U+FFFE.
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d\x02\ufffe"
_SAME: dict[int, str | None] = {
    **dict.fromkeys(map(ord, DASHES), "-"),
    **dict.fromkeys(map(ord, "“”„‟«»″"), '"'),
    **dict.fromkeys(map(ord, "‘’‚‛′`´"), "'"),
    **dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF), None),  # seen by nobody
    **dict.fromkeys(map(ord, " \t\n\r\f\v\u00a0\u1680\u202f\u205f\u3000\u2028\u2029"), None),
    **dict.fromkeys(range(0x2000, 0x200B), None),  # spaces of all widths
}
# A dash before a digit may be a minus sign, or join two numbers; any other may have come with a line's end.
_JOINT = re.compile(r"-(?!\d)")
_NO_LETTER = re.compile(r"\W+")
NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_SCHEME = re.compile(r"(?:https?://|mailto:)?(?:www\.)?", re.IGNORECASE)
SIMILAR = 0.6  # from this likeness on, one text is taken for a changed form of another
CONTEXT = 28  # characters shown on either side of a difference


def squeezed(text: str) -> str:
    """The text without anything that print may change, in small letters; lengths differ from the text's."""
    return _JOINT.sub("", flattened(text))


def flattened(text: str) -> str:
    """The text squeezed but for its dashes: what stands after a text decides whether its last dash stays."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return text.translate(_SAME).casefold()


def without_joints(flat: str) -> tuple[str, list[int]]:
    """A flattened text without the dashes that a line's end may have brought, and where those were."""
    return _JOINT.sub("", flat), [match.start() for match in _JOINT.finditer(flat)]


def letters(text: str) -> str:
    """Letters and digits only: for headings, whose number is set off by a stop in one place and a space in another."""
    return _NO_LETTER.sub("", squeezed(text))


def spelled(address: str) -> str:
    """An address as a reader would type it, whether it is printed or meant for a program.

    Without scheme, “www.”, spaces of line ends and a last slash, with letters in the place of escapes; capitals
    count in all but the server's name.
    """
    text = address.translate(_SAME)
    beginning = _SCHEME.match(text)
    host, slash, rest = text[beginning.end() if beginning else 0 :].partition("/")
    if "xn--" in host.lower():
        with suppress(UnicodeError):  # a name that means no other one stays what it is
            host = host.lower().encode("ascii").decode("idna")
    return unicodedata.normalize("NFKC", host.lower() + slash + unquote(rest)).rstrip("/")


def numbers(text: str) -> list[str]:
    """The numbers in a text, each with its sign: ``+13``, ``-9``, ``0``, in the form of :func:`squeezed`."""
    return NUMBER.findall(squeezed(text))


def shown(text: str, length: int = 70) -> str:
    """A text in a message: in one line, cut to a length that reads well."""
    line = " ".join(text.replace("\x02", "-").replace("\ufffe", "-").replace("\u00ad", "").split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def likeness(first: str, second: str) -> float:
    """How alike two squeezed texts are, from 0 to 1."""
    if first == second:
        return 1.0
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.real_quick_ratio() < SIMILAR or matcher.quick_ratio() < SIMILAR:
        return 0.0
    return matcher.ratio()


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two texts part: the words around it in each, and the stretches that differ."""

    wanted: str
    found: str
    start: int  # in the wanted text
    end: int
    place: int  # in the found text


def difference(wanted: str, found: str) -> Difference:
    """The first place at which a printed text differs from the wanted one, with some words around it."""
    short, places = _placed(wanted)
    other, others = _placed(found)
    blocks = [
        block for block in SequenceMatcher(None, short, other, autojunk=False).get_opcodes() if block[0] != "equal"
    ]
    if not blocks:
        return Difference(shown(wanted), shown(found), 0, len(wanted), 0)
    _, start, end, first, last = blocks[0]
    begin, stop = places[start], places[end]
    return Difference(
        _around(wanted, begin, stop), _around(found, others[first], others[last]), begin, max(stop, begin + 1),
        others[first],
    )


def _placed(text: str) -> tuple[str, list[int]]:
    """A text squeezed, and for each of its characters and its end the place in the text."""
    characters: list[str] = []
    places: list[int] = []
    flat = [(letter, place) for place, character in enumerate(text) for letter in flattened(character)]
    for number, (letter, place) in enumerate(flat):
        follower = flat[number + 1][0] if number + 1 < len(flat) else ""
        if letter != "-" or follower.isdigit():
            characters.append(letter)
            places.append(place)
    return "".join(characters), [*places, len(text)]


def _around(text: str, start: int, end: int) -> str:
    """The words from a little before ``start`` to a little after ``end``."""
    begin = max(0, start - CONTEXT)
    stop = min(len(text), max(end, start + 1) + CONTEXT)
    if begin:
        begin = text.find(" ", begin, start) + 1 or begin
    if stop < len(text):
        gap = text.rfind(" ", end, stop)
        stop = gap if gap > end else stop
    words = shown(text[begin:stop], 3 * CONTEXT + 40)
    return ("… " if begin else "") + words + (" …" if stop < len(text) else "")
