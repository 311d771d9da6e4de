"""Small issues of other series, printed: without indices, as drafts, with bad words, with a style of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pikepdf
import pytest

from issuekit.press.errors import PressError
from press.presswork import Printed, drawings, print_to, typeset
from workshop import REVIEW, scored

if TYPE_CHECKING:
    from pathlib import Path

CHAPTER = """\
--- partner.yaml
chapter: partner
trends: [One., Two.]
developments:
  - heading: A head
    text: |
      Words of the chapter.
forecast: |
  The outlook.
events:
  - {date: 4 November, event: A meeting, points: +1}
"""


def printed(example: str, root: Path, *, draft: bool = False) -> Printed:
    return print_to(root / "issue.pdf", scored(example, root), draft=draft)


def test_a_draft_says_so_on_every_page_and_prints_what_it_can(tmp_path: Path) -> None:
    example = CHAPTER.replace("Words", "![No such map](map.png) [](#nowhere) {=mars.total} Words")
    with pytest.raises(PressError, match=r"partner\.yaml:6.*map\.png"):
        printed(example, tmp_path / "final")
    draft = printed(example, tmp_path, draft=True)
    for number in range(1, draft.pages + 1):
        assert "DRAFT" in draft.text(number, number)
    assert "No such map #nowhere {=mars.total} Words" in draft.text()
    assert len([message for message in draft.heard if message.startswith("warning")]) == 3


def test_the_same_issue_is_the_same_bytes(tmp_path: Path) -> None:
    issue = scored(CHAPTER, tmp_path)
    first, second = (typeset(issue, drawings(issue)).pdf for _ in range(2))
    assert first == second
    assert b"drawing" not in first  # the pages are compressed, so equal bytes are not two empty pages


def test_a_series_without_indices_and_appendices(tmp_path: Path) -> None:
    review = printed(REVIEW, tmp_path)
    text = review.text()
    assert "A review without numbers." in text
    for label in ("Aggregate index", "Appendix", "Indices", "points"):
        assert label not in text
    assert review.pages == 5


def test_progress_names_each_document(tmp_path: Path) -> None:
    heard = printed(REVIEW, tmp_path).heard
    assert sorted(heard) == ["Barometer", "Economy", "Foreign policy", "Security"]  # in whatever order they are done
    assert heard[-1] == "Barometer"  # the contents name the pages of the others


def test_words_of_authors_stay_words(tmp_path: Path) -> None:
    """What looks like HTML, a template or CSS is printed as the characters that it is."""
    words = '{{ issue }} {% raw %} & &amp; "} @page { margin: 0 }'
    title = f"{words} </style></title><h1>x</h1>"  # a title is no Markdown, in which HTML is refused
    example = CHAPTER.replace("event: A meeting", f"event: '{words}'").replace("A head", f"'{title}'")
    series = f"--- series.yaml\ntitle: '{title}'\nrunning_head: '{title}'\n"
    book = printed(series + example, tmp_path)
    text = re.sub(r"\s+", "", book.text(1, 0, "-raw"))
    # The masthead, the imprint, the heading and its line of the contents, the event, and the running heads.
    assert text.count("{%raw%}") >= 5 + book.pages - 1
    assert text.count("</style></title><h1>x</h1>") >= 4 + book.pages - 1
    with pikepdf.open(book.path) as pdf:
        assert "</title><h1>x</h1>" in str(pdf.docinfo["/Title"])


def test_a_template_of_the_workspace_is_used(tmp_path: Path) -> None:
    issue = scored(CHAPTER, tmp_path)
    home = tmp_path / "templates/barometer"
    home.mkdir(parents=True)
    (home / "overview.html").write_text("never used: the series has no overview", encoding="utf-8")
    (home / "chapter.html").write_text(
        '{% extends "base.html" %}{% block body %}<h1 id="{{ chapter.id }}">Our own page</h1>{% endblock %}',
        encoding="utf-8",
    )
    with pytest.raises(PressError, match="No anchor #"):
        print_to(tmp_path / "issue.pdf", issue)  # what the appendix refers to stands on no page any more
    draft = print_to(tmp_path / "issue.pdf", issue, draft=True)
    assert draft.text().count("Our own page") == 3
    assert "Dear readers!" in draft.text()


@pytest.mark.parametrize(("template", "message"), [
    ('<img src="asset:../secret.png" alt="x">', "asset:../secret.png"),
    ('<img src="http://127.0.0.1:9/a.png" alt="x">', "127.0.0.1"),
    ('<img src="chart:none" alt="x">', "chart:none"),
    ('<link rel="stylesheet" href="http://127.0.0.1:9/a.css">', "127.0.0.1"),
    ("<p>\u0e01</p>", r"no “\u0e01” \(U\+0E01\)"),
])
def test_pages_that_want_what_they_may_not_have(tmp_path: Path, template: str, message: str) -> None:
    issue = scored(REVIEW, tmp_path)
    home = tmp_path / "templates/barometer"
    home.mkdir(parents=True)
    (home / "chapter.html").write_text(
        '{% extends "base.html" %}{% block body %}<h1 id="{{ chapter.id }}">A page</h1>' + template + "{% endblock %}",
        encoding="utf-8",
    )
    with pytest.raises(PressError, match=message):
        typeset(issue, {})


def test_a_mean_and_an_event_with_two_scores(tmp_path: Path) -> None:
    example = "--- series.yaml\nscoring: {lowest: -3, highest: 3, total: mean}\n" + CHAPTER.replace(
        "points: +1", "points: [+2, -1]",
    )
    text = printed(example, tmp_path).text(1, 0, "-layout")
    assert re.search(r"4 November\s+A meeting\s+\+2, −1", text)
    assert re.search(r"Total\s+\+0\.5", text)


def test_an_issue_of_one_chapter_has_an_outline(tmp_path: Path) -> None:
    path = printed(CHAPTER, tmp_path).path
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles[:2] == ["Barometer", "Relationship with the partner"]
