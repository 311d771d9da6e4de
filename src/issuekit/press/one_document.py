"""The whole issue as one HTML document in a folder of its own, for other programs that make pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from issuekit.press.book import CHART, Printing
from issuekit.press.equipment import places_of, templates_at
from issuekit.press.fragment import END
from issuekit.press.kept import ADDRESS
from issuekit.press.notices import Notices

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from issuekit.indices.totals import ScoredIssue
    from issuekit.press.picture import Picture
    from issuekit.press.shelf import Shelf

BODY = re.compile(r'<body class="([^"]*)">(.*)</body>', re.DOTALL)
HEAD = re.compile(r"<head>(.*?)</head>", re.DOTALL)


def write_one_document(scored: ScoredIssue, charts: Mapping[str, Picture], folder: Path) -> Path:
    """Write ``issue.html`` with its style sheet, fonts and pictures into a folder; the path of the HTML.

    Chapters follow each other as sections of the classes that their bodies have as documents of their own.

    Raises:
        PressError: a template is at fault.
    """
    alternatives = {name: chart.alt for name, chart in charts.items()}
    printing = Printing(scored, alternatives, Notices(draft=False), templates_at(places_of(scored)))
    sheets = [printing.opening({}), *printing.sheets]
    documents = [printing.manuscript(sheet).html for sheet in sheets]
    bodies = [found for html in documents if (found := BODY.search(html))]
    head = HEAD.search(documents[0])
    style = printing.style.sheet()
    rule = ".document + .document { break-before: page }"
    text = "\n".join(f'<div class="document {body[1]}">{body[2]}</div>' for body in bodies)
    page = (
        f'<!doctype html>\n<html lang="{printing.view.language}">\n'
        f"<head>{head[1] if head else ''}<style>{style}\n{rule}</style></head>\n<body>{text}</body></html>"
    ).replace(f'<div id="{END}"></div>', "")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "issue.html"
    page = ADDRESS.sub(lambda found: _file(found[0], printing.shelf, folder), page)
    path.write_text(CHART.sub(lambda found: _chart(found[0], charts, folder), page), encoding="utf-8")
    return path


def _chart(address: str, charts: Mapping[str, Picture], folder: Path) -> str:
    """Put a chart into the folder, and name it from there."""
    kind, _, name = unquote(address).partition(":")
    return _put(charts[name].svg.encode(), folder / kind / f"{name}.svg", folder) if name in charts else address


def _file(address: str, shelf: Shelf, folder: Path) -> str:
    """Put what stands at an address of a page into the folder, and name it from there."""
    kind, _, name = unquote(address).partition(":")
    try:
        data = shelf.fetch(address).content
    except ValueError:
        return address  # words of the text that only look like an address
    return _put(data, folder / kind / name, folder)


def _put(data: bytes, path: Path, folder: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return quote(path.relative_to(folder).as_posix())
