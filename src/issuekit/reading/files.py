"""Bytes on disk to text: size, encoding and characters that no page can show."""

from __future__ import annotations

import codecs
from itertools import islice
from typing import TYPE_CHECKING

from issuekit.diagnostics import Finding, Span
from issuekit.model.source import Source
from issuekit.reading import codes

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 560_000  # thirteen times the largest chapter of the sample issue, and five times its whole text
MAX_LINES = 15_000  # nine whole issues; what has more is a log or a data file
CONTROLS = bytes({*range(32), 127} - set(b"\t\n\r"))
UPPER_CONTROLS = range(0x80, 0xA0)  # behind the byte C2
MAX_CONTROL = 20  # findings about control characters, after which the file is plainly damaged



def file_span(name: str) -> Span:
    """The place of a finding about a file as a whole."""
    return Span(name, 1, 1, 1, 1)


def load(path: Path, name: str) -> tuple[Source | None, list[Finding]]:
    """Read a text file of the workspace.

    Returns:
        The source, or None where the file is missing or isn't text, and what there is to say about it.
        ``name`` is how findings call the file.
    """
    whole = file_span(name)
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            message = f"{name} has {size:,} bytes; a file of an issue has at most {MAX_BYTES:,}"
            return None, [codes.TOO_LARGE.at(whole, message, "split the chapter, or move what isn't text elsewhere")]
        data = path.read_bytes()
    except FileNotFoundError:
        return None, [codes.FILE_MISSING.at(whole, f"there is no file {name}", missing_hint(path))]
    except OSError as error:
        reason = error.strerror or str(error)
        return None, [codes.FILE_MISSING.at(whole, f"{name} can't be read: {reason}", "check the file's rights")]
    return decode(data, path, name)


def decode(data: bytes, path: Path, name: str) -> tuple[Source | None, list[Finding]]:
    """Bytes to a source: UTF-8, with or without a byte order mark, of printable characters."""
    whole = file_span(name)
    hint = "save the file as UTF-8 (in Notepad and Word: Save as, Encoding: UTF-8)"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None, [codes.ENCODING.at(whole, f"{name} is saved as UTF-16, not as UTF-8", hint)]
    try:
        # The byte order mark stays in the text as a character, so that edits keep the file to the byte.
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8")
        span = Source(path, name, good + "?").span(len(good))
        message = f"the byte 0x{data[error.start]:02x} is not UTF-8; the file was saved in another encoding"
        return None, [codes.ENCODING.at(span, message, hint)]
    source = Source(path, name, text)
    findings = [
        codes.CONTROL_CHARACTER.at(
            source.span(match.start()),
            f"the character U+{ord(match[0]):04X} can't be printed",
            "delete it and type the word again",
        )
        for match in islice(codes.control().finditer(text), MAX_CONTROL)
    ] if _may_have_controls(data) else []
    if findings:
        return None, findings
    if text.count("\n") > MAX_LINES:
        message = f"{name} has {text.count(chr(10)):,} lines; a file of an issue has at most {MAX_LINES:,}"
        return None, [codes.TOO_LARGE.at(whole, message, "split the chapter, or move what isn't text elsewhere")]
    if not text.strip("\ufeff \t\r\n"):
        return None, [codes.EMPTY_FILE.at(whole, f"{name} is empty", "fill it in, or take it out of the issue")]
    return source, []


def _may_have_controls(data: bytes) -> bool:
    """Whether a file in UTF-8 may hold characters that no page can show: a look at its bytes takes next to no time."""
    if len(data.translate(None, CONTROLS)) < len(data) or b"\xef\xbf" in data:
        return True
    return b"\xc2" in data and any(b"\xc2%c" % byte in data for byte in UPPER_CONTROLS)


def missing_hint(path: Path) -> str:
    """A file nearby with a similar name, if there is one: most missing files are misspelled ones."""
    from difflib import get_close_matches  # noqa: PLC0415 - needed on the way to a finding only

    if not path.parent.is_dir():
        return f"make the folder {path.parent.name} and the file in it"
    close = get_close_matches(path.name, sorted(entry.name for entry in path.parent.iterdir()), n=1, cutoff=0.8)
    return f"did you mean {close[0]}?" if close else "make the file, or take its name out of the list"
