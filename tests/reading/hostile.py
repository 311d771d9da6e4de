"""Files that mean harm, of a megabyte or as large as is still read: one thing again and again, things that explode,
things that differ.

Parsers of YAML and of Markdown, and rules about prose, can take a time that grows with the square of such a file.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

MEGABYTE = 1_000_000
LARGEST = 550_000  # bytes: such a file is still read
ENTRIES = 1_700  # of a catalogue, which is within the bound of values
RAW = (
    "[", "{", "- ", "? ", ": ", "*", "&a ", "!", '"', "'", "|", ">", "#", "\t", "\x00", " ", "\n", "a: ", "[a, ",
    "{a: ", "-\n", "?\n", "a:\n", "a: b\n", "- a\n", "- {}\n", "- []\n", "%", "@", "`", "\\", "---\n", "...\n", "<<: ",
    "!!", "é", "\ufeff", "\r", "\r\n", "\u2028", "\x85", '"\\u0041"', "[],", "{},", "a,", "9", "-9", "0.", "\ta: b\n",
    "a: *a\n", "a: &a b\n", "# issuekit: ignore IK201 x\n", "a: b # issuekit: ignore IK201 x\n",
)
PROSE = (
    "*a ", "*a", "**a ", "a**b", "*a_ ", "***a", "_a ", "_", "__a ", "_*", "[", "]", "[]", "[a]", "[a](", "[a](b) ",
    "[a][", "[[a]](b)", "[a](<b", '[a](b "', "![", "![a](b) ", "[^1]", "[^1]: ", "^[", "[^a]: b\n\n", "{=", "{=1}",
    "[a]{=", "[1]{=1} ", "{=1+1} ", "w{=2}w ", "<", "<a", '<a b="', "<!--", "<!--a-->", "<?", "<![CDATA[", "<b>",
    "</b>", "<http://a>", "`", "` ", "`a", "`a`", "``a`", "\\", "\\*", "&", "&a;", "&amp;", "&#", "> ", "- ", "1. ",
    "# ", "- a\n", "# a\n\n", "a\n\n", "a\n", "    a\n", "\ta\n", "a\\\n", "~~~\n", "```\n", "---\n", "===\n",
    "|a|b|\n", "(", ")", "[a]: b\n", "[](#a) ",
    # what rules about prose look for
    "a ", "A. ", "the the ", "word, word ", "Name Surname ", "Minsk Barometer ", "ABC ", "ABC (Abc) ", "12 ", "1,234 ",
    "12% ", "12% of 34 ", "from 1 to 2, up 3% ", "five of six, ", "eleven exercises, including two, three ",
    "4 November ", "Monday, 4 November 2019 ", "2041-2045 ", "Table 1 ", "see Table 1, ", "−9 (Red) ", "- 1 ", " ,",
    "  a", "a-b ", "a–b ", "“", "”", "“a” ", "‘", "'a' ", '"a" ', "a…", "…", ". . ", "?!", "С", "Cс", "Kraŭčanka ",
    "Kraučanka ", "colour color ", "member-states member states ", "TODO ", "XXX ", "lorem ipsum ", "http://a.b/c ",
    "www.a.b ", "C:\\a\\b ", "a@b.c ", "record high of 23 ", "all-time low ", "0", "9", "aA1 ", "\u0301", "\u200b",
    "漢", "😀",
)
RANDOM_WORDS = ("words", "names", "numbers", "long words", "sentences", "headings", "events", "keys", "rows", "links")


def as_file(unit: str) -> bytes:
    """A file of nothing but one thing."""
    return filled(unit).encode("utf-8")


def as_text(unit: str) -> bytes:
    """A chapter with a megabyte of one thing as a text."""
    body = "".join(f"  {line}\n" for line in filled(unit, MEGABYTE - 40).replace("\r", "").split("\n"))
    return fitting("chapter: us\nforecast: |\n" + body)


def as_line(unit: str) -> bytes:
    """A chapter with a megabyte of one thing as one line: the text of an event."""
    inner = " ".join(filled(unit, MEGABYTE - 200).split()).replace("'", "’")
    return fitting(f"chapter: us\nevents:\n  - {{date: 4 November, event: '{inner}', points: 1}}\n")


def as_texts(unit: str) -> bytes:
    """A chapter with one thing in many short texts, as many as a file may have."""
    inner = " ".join((unit * 300)[:300].split()).replace("'", "’")
    entry = f"  - {{date: 4 November, event: '{inner}', points: 1}}\n"
    return fitting("chapter: us\nevents:\n" + entry * (min(ENTRIES, LARGEST // len(entry.encode())) - 1))


def filled(unit: str, size: int = MEGABYTE) -> str:
    """A thing again and again, up to a size in bytes."""
    return unit * (size // len(unit.encode("utf-8")))


def fitting(made: str) -> bytes:
    """A file cut down to a megabyte, at the end of a line where that is near."""
    data = made.encode("utf-8")
    if len(data) > MEGABYTE:
        data = data[:MEGABYTE]
        data = data[: data.rfind(b"\n") + 1] or data
    return data


def differing(kind: str, random: Random) -> bytes:
    """Things that all differ, in a file as large as is read."""

    def word(least: int = 2, most: int = 9) -> str:
        return "".join(random.choices("abcdefghijklmnoprstuvz", k=random.randint(least, most)))

    def paragraphs(make: Callable[[], str]) -> str:
        made, size = [], 0
        while size < LARGEST - 2000:
            line = " ".join(make() for _ in range(12))
            made.append(f"  {line}\n" + ("\n" if random.random() < 0.1 else ""))
            size += len(made[-1].encode())
        return "chapter: us\nforecast: |\n" + "".join(made)

    def entries(head: str, make: Callable[[int], str], many: int = ENTRIES) -> str:
        return "chapter: us\n" + head + "".join(make(number) for number in range(many))

    made = {
        "words": lambda: paragraphs(word),
        "names": lambda: paragraphs(lambda: word().capitalize()),
        "numbers": lambda: paragraphs(lambda: f"{random.randrange(10**6):,}{random.choice(('', '%', '.5', ' of'))}"),
        "long words": lambda: paragraphs(lambda: word(50, 500)),
        "sentences": lambda: paragraphs(lambda: f"{word().capitalize()} {word()} {random.randrange(99)} {word()}."),
        "headings": lambda: entries("developments:\n", lambda _: (
            f"  - {{heading: {word()} {word()}, text: {word()}.}}\n"
        )),
        "events": lambda: entries("events:\n", lambda number: (
            f"  - {{date: {1 + number % 30} November, event: {word()} {word().capitalize()} {word()}, points: 1}}\n"
        )),
        "keys": lambda: entries("", lambda number: f"{word()}{number}: {word()}\n"),
        "rows": lambda: entries(
            "tables:\n- id: a\n  caption: A\n  columns: [A, B]\n  rows:\n", lambda _: f"  - [{word()}, {word()}]\n",
        ),
        "links": lambda: paragraphs(lambda: f"[{word()}](https://{word()}.org/{word()}?utm_source={word()})"),
    }[kind]()
    return fitting(made)


def explosions() -> dict[str, bytes]:
    """Files that are small and mean to become large."""
    letters = "abcdefghijklmnop"
    bomb = "a: &a [" + ", ".join(["lol"] * 9) + "]\n" + "".join(
        f"{one}: &{one} [" + ", ".join([f"*{before}"] * 9) + "]\n"
        for before, one in pairwise(letters)
    )
    merge = "a: &a {k: v}\n" + "".join(f"b{number}: &b{number} {{<<: [*a, *a]}}\n" for number in range(1000))
    deep = 100_000
    event = b"chapter: us\nevents:\n- {event: A, "
    return {
        "alias bomb": bomb.encode(),
        "merge bomb": merge.encode(),
        "self alias": b"a: &a [*a, *a]\n",
        "nested flow lists": b"a: " + b"[" * deep + b"]" * deep,
        "nested flow lists, open": b"a: " + b"[" * deep,
        "nested flow keys": b"a: " + b"{a: " * deep + b"}" * deep,
        "nested block lists": b"a:\n  " + b"- " * deep + b"x\n",
        "nested block keys": b"? " * deep + b"x\n",
        "nested indentation": "".join(" " * level + "a:\n" for level in range(1400)).encode(),
        "nested indented lists": "".join(" " * level + "-\n" for level in range(1400)).encode(),
        "nested quotes": ("chapter: us\nforecast: |\n" + "  " + "> " * deep + "x\n").encode(),
        "nested lists in prose": ("chapter: us\nforecast: |\n" + "  " + "- " * deep + "x\n").encode(),
        "nested emphasis": ("chapter: us\nforecast: |\n" + "  " + "*a **b " * 2500 + "** *" * 2500 + "\n").encode(),
        "nested brackets": ("chapter: us\nforecast: |\n" + "  " + "[" * 4900 + "a" + "]" * 4900 + "(b)\n").encode(),
        "a line of 100,000 characters": ("chapter: us\nforecast: " + "word " * 20_000 + "\n").encode(),
        "100,000 characters without a space": ("chapter: us\nforecast: " + "w" * deep + "\n").encode(),
        "a key of a megabyte": b"chapter: us\n" + b"k" * (MEGABYTE - 100) + b": v\n",
        "a date of a megabyte": event + b"points: 1, date: '4" + b" " * (MEGABYTE - 100) + b"x'}\n",
        "a number of a megabyte": event + b"date: 4 May, points: " + b"9" * (MEGABYTE - 100) + b"}\n",
        "UTF-16": "chapter: us\n".encode("utf-16") * 30_000,
        "UTF-16 without its mark": "chapter: us\n".encode("utf-16-le") * 30_000,
        "BOM twice": "\ufeff\ufeffchapter: us\n".encode(),
        "CRLF": b"chapter: us\r\nforecast: |\r\n" + b"  A line of a forecast.\r\n" * 14_000,
        "CR only": b"chapter: us\rforecast: |\r" + b"  A line of a forecast.\r" * 40_000,
        "null bytes": b"\x00" * MEGABYTE,
        "a null byte at the end": b"chapter: us\nforecast: " + b"word " * 190_000 + b"\x00",
        "invalid at the end": b"chapter: us\nforecast: " + b"word " * 190_000 + b"\xff",
        "lone surrogates": "\ud800".encode("utf-8", "surrogatepass") * 300_000,
        "escapes": b'chapter: us\nforecast: "' + b"\\x41" * 249_000 + b'"\n',
        "escaped control characters": b'chapter: us\nforecast: "' + b"\\e[31m" * 160_000 + b'"\n',
        "escaped surrogates": b'chapter: us\nforecast: "' + b"\\ud800" * 160_000 + b'"\n',
    }
