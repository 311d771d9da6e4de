"""The issue's HTML as Typst: the same words, headings, lists and tables, in Typst's own look."""

from __future__ import annotations

import re
from html.parser import HTMLParser

HEADING = re.compile(r"h([1-6])")
SPECIAL = re.compile(r"([\\#$*_`<>@\[\]~/=+-])")


# What an element begins and ends with; “COLUMNS” is filled in when a table's first row has been read.
BEGIN = {
    "p": "\n\n",
    "br": " \\\n",
    "ul": "#list(",
    "ol": "#enum(",
    "li": "[",
    "table": "\n\n#table(columns: COLUMNS, ",
    "a": "#underline[",
    "em": "#emph[",
    "strong": "#strong[",
}
END = {
    "a": "]",
    "em": "]",
    "strong": "]",
    "li": "],",
    "td": "],",
    "th": "],",
    "ul": ")\n",
    "ol": ")\n",
    "table": ")\n",
}
LEFT_OUT = ("style", "title", "colgroup", "caption")


class _Writer(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.out: list[str] = []
        self.left_out = 0  # how many elements that are left out are open
        self.columns = 0  # of the table's first row, as far as it has been read

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in LEFT_OUT:
            self.left_out += 1
        elif self.left_out:
            return
        elif match := HEADING.fullmatch(tag):
            self.out.append(f"\n\n#heading(level: {match[1]})[")
        elif tag in ("td", "th"):
            span = int(dict(attrs).get("colspan") or 1)
            self.columns += span
            self.out.append(f"table.cell(colspan: {span})[")
        else:
            if tag == "table":
                self.columns = 0
            self.out.append(BEGIN.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in LEFT_OUT:
            self.left_out -= 1
        elif self.left_out:
            return
        elif HEADING.fullmatch(tag):
            self.out.append("]")
        elif tag == "tr":
            opening = next(place for place in reversed(range(len(self.out))) if "#table(" in self.out[place])
            self.out[opening] = self.out[opening].replace("COLUMNS", str(self.columns))
        else:
            self.out.append(END.get(tag, ""))

    def handle_data(self, data: str) -> None:
        if not self.left_out:
            self.out.append(SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", data)))


def typst_of(html: str) -> str:
    """A Typst document with the text of a page."""
    writer = _Writer()
    writer.feed(html)
    return '#set page(paper: "a4", numbering: "1")\n#set text(size: 10pt, lang: "en")\n' + "".join(writer.out)
