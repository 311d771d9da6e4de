"""The findings of reading: what makes a file unreadable, or its content not an issue's."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from issuekit.diagnostics import Finding, Related, Severity, Span
from issuekit.frozen import dataclass

if TYPE_CHECKING:
    from issuekit.model.source import Place

LONGEST = 400  # characters of a message: a damaged file can have a value of a million of them


@cache
def control() -> re.Pattern[str]:
    """Characters that no page can show. A damaged file has them, or an escape in double quotes stands for one."""
    return re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]|[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class ReadingCode:
    """A kind of finding that reading can make: ``why`` and the examples are what ``explain`` prints."""

    code: str
    name: str
    why: str
    wrong: str
    right: str
    severity: Severity = Severity.ERROR

    def at(self, where: Place | Span, message: str, hint: str = "", related: tuple[Related, ...] = ()) -> Finding:
        """The finding at a place."""
        span = where if isinstance(where, Span) else where.first_line.span
        return Finding(self.code, self.name, self.severity, span, cut(message), cut(hint), related)


def cut(text: str) -> str:
    """The text at a length that can be read, without characters that would make a terminal do things."""
    return control().sub("\ufffd", text if len(text) <= LONGEST else text[:LONGEST] + "…")


FILE_MISSING = ReadingCode(
    "IK101", "file-missing",
    "A file that the issue is made of is not there: without it the issue would be printed with a hole in it.",
    "chapters: [russia, atlantis]      # and no file atlantis.yaml", "chapters: [russia]",
)
ENCODING = ReadingCode(
    "IK102", "not-utf8",
    "Files are UTF-8, so that ŭ, ł and Cyrillic mean the same everywhere. Another encoding would print "
    "wrong letters, or none.",
    "a file saved by an editor as Windows-1251 or UTF-16", "the same file saved as UTF-8",
)
SYNTAX = ReadingCode(
    "IK103", "yaml-syntax",
    "The file cannot be read as YAML. Mostly a quotation mark, an indentation or a colon inside a text is at fault.",
    "heading: Oil: the talks", 'heading: "Oil: the talks"',
)
TAB = ReadingCode(
    "IK104", "tab",
    "YAML is indented with spaces; a tab looks the same and means nothing.",
    "trends:\n→- A year of talks …", "trends:\n  - A year of talks …",
)
DUPLICATE_KEY = ReadingCode(
    "IK105", "duplicate-key",
    "The same key stands twice, and only one of the two could be printed.",
    "forecast: one text\nforecast: another text", "forecast: one text",
)
UNKNOWN_KEY = ReadingCode(
    "IK106", "unknown-key",
    "A key that issuekit doesn't know is usually a typing slip, and what stands under it would be lost.",
    "trend:\n  - A year of talks …", "trends:\n  - A year of talks …",
)
MISSING_KEY = ReadingCode(
    "IK107", "missing-key",
    "A key without which the entry makes no sense is missing.",
    "- {date: 4 November, points: +1}", "- {date: 4 November, event: A visit to Warsaw, points: +1}",
)
WRONG_TYPE = ReadingCode(
    "IK108", "wrong-type",
    "The value is of another kind than the key takes: a text where a list belongs, a word where a number belongs.",
    "points: one", "points: +1",
)
EMPTY_FILE = ReadingCode(
    "IK109", "empty-file", "The file has nothing in it.", "an empty russia.yaml", "chapter: russia",
)
NOT_A_MAPPING = ReadingCode(
    "IK110", "not-a-mapping",
    "A file of the issue is a list of keys with values; this one holds something else.",
    "- chapter\n- russia", "chapter: russia",
)
UNKNOWN_NAME = ReadingCode(
    "IK111", "unknown-name",
    "A chapter, index, table, scale or style is named that nothing defines.",
    "chapter: rusia", "chapter: russia",
)
POINTS = ReadingCode(
    "IK112", "points-out-of-range",
    "The points of an event are outside what the series' rubric allows, or are not whole numbers.",
    "points: +9", "points: +3",
)
RAW_HTML = ReadingCode(
    "IK113", "raw-html",
    "HTML in a text is refused: it would let a text change the page around it. Markdown does what is needed.",
    "an <b>important</b> meeting", "an **important** meeting",
)
UNSAFE_YAML = ReadingCode(
    "IK114", "unsafe-yaml",
    "Anchors, aliases, tags and several documents in one file are parts of YAML that issues have no use for, and "
    "that can make a small file explode or run code. A text that begins with * or & needs quotes.",
    "- *emphasis* first", '- "*emphasis* first"',
)
BAD_VALUE = ReadingCode(
    "IK115", "bad-value",
    "The value is of the right kind, but not one of those that the key takes.",
    "spelling: australian", "spelling: british",
)
TABLE_SHAPE = ReadingCode(
    "IK116", "table-shape",
    "A row of a table has more or fewer cells than the table has columns, so that cells would be printed "
    "under the wrong head.",
    "columns: [Date, Place]\nrows:\n  - [1 December]", 'columns: [Date, Place]\nrows:\n  - [1 December, ""]',
)
WRONG_CHAPTER = ReadingCode(
    "IK117", "wrong-chapter",
    "The file's name and the chapter it says it is differ, or a chapter is listed twice.",
    "chapter: eu        # in russia.yaml", "chapter: russia",
)
DUPLICATE_ID = ReadingCode(
    "IK118", "duplicate-id",
    "Two things have the same id, so that a reference to it could mean either.",
    "tables:\n  - id: exercises\n  …\n  - id: exercises", "tables:\n  - id: exercises\n  …\n  - id: measures",
)
CONTROL_CHARACTER = ReadingCode(
    "IK119", "control-character",
    "The file holds a character that no printed page can show, such as a null byte: mostly the trace of a "
    "damaged file or of a copy from a PDF.",
    "a null byte in a text", "the text without it",
)
TOO_LARGE = ReadingCode(
    "IK120", "too-large",
    "The file, or a text in it, is larger than an issue ever needs: it is more likely a log, a data file or a pasted "
    "page that got into the folder, or a text whose quotation mark is closed too late. A file has at most 560,000 "
    "bytes, 15,000 lines, 12,000 values, 100,000 words, 20,000 numbers, 60,000 signs of punctuation and 20,000 of "
    "Markdown; a line has at most 10,000 characters and a paragraph 30,000 of them. The largest chapter of the sample "
    "issue has 42,000 bytes and 500 values, its longest paragraph 2,000 characters. The bounds are there so that a "
    "check takes a second or two whatever a file holds.",
    "a paragraph of 40,000 characters", "the same text as twenty paragraphs, parted by blank lines",
)
MISSING_POINTS = ReadingCode(
    "IK121", "event-without-points",
    "An event of the catalogue has no points, or leaves out an index of its chapter: it could not be counted.",
    "- {date: 4 November, event: A visit to Warsaw}", "- {date: 4 November, event: A visit to Warsaw, points: +1}",
)
UNLISTED = ReadingCode(
    "IK122", "unlisted-chapter",
    "The folder holds the file of a chapter that issue.yaml doesn't list, so it would not be printed.",
    "chapters: [russia]      # and a file eu.yaml beside it", "chapters: [russia, eu]",
    Severity.WARNING,
)
BAD_DATE = ReadingCode(
    "IK301", "unreadable-date",
    "The date is in none of the forms that the periodical prints, or names a day that the calendar doesn't have. "
    "A date that can't be read can't be checked or sorted.",
    "date: 31 November", "date: 30 November",
)
MISSING_DATE = ReadingCode(
    "IK302", "missing-date",
    "Every event of the catalogue has a date; one that can't be dated has the months of the issue's period.",
    'date: "-"', "date: November-December",
)

READING_CODES: tuple[ReadingCode, ...] = (
    FILE_MISSING, ENCODING, SYNTAX, TAB, DUPLICATE_KEY, UNKNOWN_KEY, MISSING_KEY, WRONG_TYPE, EMPTY_FILE,
    NOT_A_MAPPING, UNKNOWN_NAME, POINTS, RAW_HTML, UNSAFE_YAML, BAD_VALUE, TABLE_SHAPE, WRONG_CHAPTER,
    DUPLICATE_ID, CONTROL_CHARACTER, TOO_LARGE, MISSING_POINTS, UNLISTED, BAD_DATE, MISSING_DATE,
)
