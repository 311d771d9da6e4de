"""Issues of many kinds, printed and proved: nothing is found where nothing is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import workshop
from issuekit.charts.draw import draw
from issuekit.model.resources import resource_folder
from issuekit.proof.printed import Words
from issuekit.proof.prove import prove
from press.presswork import typeset
from proof.small_issue import EXAMPLE
from proof.tampering import reword, tampered

if TYPE_CHECKING:
    from pathlib import Path

MEAN = """\
--- series.yaml
scoring: {lowest: -3, highest: 3, total: mean}
--- partner.yaml
chapter: partner
trends: [One., Two.]
events:
  - {date: 4 November, event: A meeting, points: [+2, -1]}
  - {date: 4 November, event: The same, points: +1}
  - {date: 4 November, event: The same, points: -1}
  - {date: Around 20 November - 5 December, event: "& &amp; {{ x }} {% raw %}", points: 0}
"""
EVERYTHING_IN_PROSE = """\
--- issue.yaml
letter: |
  A letter with a note[^a] and a second[^b].

  ## A heading in the letter

  - An item of a list in the letter
  - Another, with [a link](https://example.org/a_(b)?q=%20x&y=ü) in it

  > A quotation, “as it were”, of some length in the letter of the editor.

  [^a]: The note says something.
  [^b]: The second note says something else, and has [a link](https://example.org/note).
--- partner.yaml
chapter: partner
trends:
  - |
    A trend of two paragraphs, the first of which is here.

    And the second of which is here, with a note.[^1]

    [^1]: A note in a trend.
developments:
  - part: First part
  - text: |
      Text before any heading, *with emphasis*, **bold words**, `code words` and \\*stars\\*.

      **Run-in head.** A paragraph after it; the index is {=partner.total} or [+1]{=partner.total}.
  - heading: A head
    text: |
      ### Inner heading

      Once more[^1], and text[^1] with [](#first) and [its other name](#second), <mailto:a@example.org>, <https://example.org/bare>.

          code block of a text

      1. One item

         with a second paragraph in the item of the list
      2. Two

      [^1]: Note of the text.
  - table: first
  - part: Second part
  - heading: A head
    text: |
      The same heading a second time.
tables:
  - id: first
    caption: First table, with a [link](https://example.org/caption)
    columns: [A, B]
    rows: [["1", 2 of 3], ["1", "2"], ["", "–"]]
  - id: second
    caption: Second table, which nobody places
    columns: [A, B]
    rows: [[x, y]]
events:
  - {date: 4 November, event: "A [meeting](https://example.org/meeting) of *two*", points: +1}
"""

# Addresses that print in other forms, one that is linked twice, and an author's own section of sources.
SOURCES = """\
--- issue.yaml
letter: |
  A letter “with a [link](https://www.example.org/a/)”; and [the same](http://example.org/a) once more.
--- partner.yaml
chapter: partner
developments:
  - heading: Sources
    text: |
      ### Heading without one

      ### Heading with a "[link](https://example.org/heading)"

      1. [An item](https://example.org/item) of the author’s own list, long enough to be a passage of its own
      2. Another item, with *a [link](https://be.wikipedia.org/wiki/%D0%9C%D1%96%D0%BD%D1%81%D0%BA),* in emphasis

      In [one](https://example.org/a%20b/%7Ec?x=%2F&y=A-b), [two](https://example.org/北京), [the
      newspaper](https://xn--80abmvd5ahp7o.xn--90ais/x) and [a letter box](mailto:b@example.org)[^1].

      [^1]: A note with [a link](https://example.org/note), and [one known](https://example.org/item).
forecast: |
  An outlook with [Capitals](https://Example.org/Page) and [a broken escape](https://example.org/%ff%d0).
events:
  - {date: 4 November, event: "A [meeting](https://example.org/meeting) of two", points: +1}
  - {date: 5 November, event: "A [meeting](https://example.org/meeting?of=three) of three", points: +1}
"""


@pytest.mark.parametrize("style", ["barometer", "plain"])
def test_sources_of_all_kinds_hold(style: str, tmp_path: Path) -> None:
    scored = workshop.scored(f"--- series.yaml\nstyle: {style}\n{SOURCES}", tmp_path)
    proof = prove(scored, typeset(scored, draw(scored)).pdf, "issue.pdf")
    assert [finding.message for finding in proof.findings] == []
    assert (proof.held["source links"], proof.held["listed sources"]) == (15, 13)


@pytest.mark.parametrize("example", [workshop.REVIEW, MEAN, EVERYTHING_IN_PROSE], ids=["review", "mean", "prose"])
def test_an_edition_holds(example: str, tmp_path: Path) -> None:
    scored = workshop.scored(example, tmp_path)
    proof = prove(scored, typeset(scored, draw(scored)).pdf, "issue.pdf")
    assert proof.findings == ()
    links = sum(len(prose.links) for prose in scored.issue.all_prose())
    notes = sum(len({mark.label for mark in prose.footnotes}) for prose in scored.issue.all_prose())
    assert (proof.held["source links"], proof.held["footnotes"]) == (links, notes)
    assert proof.held["tables"] == sum(1 for _ in scored.issue.tables())


def test_another_style_holds(tmp_path: Path) -> None:
    scored = workshop.scored(EXAMPLE.replace("overview:", "style: plain\noverview:", 1), tmp_path)
    assert scored.issue.series.style == "plain"
    proof = prove(scored, typeset(scored, draw(scored)).pdf, "issue.pdf")
    assert proof.findings == ()
    assert proof.held["charted indices"]


BLOCK_IN_WORDS = """\
{% extends "base.html" %}
{% block body %}
<article id="{{ chapter.id }}">
  <h1 style="text-transform: uppercase">{{ chapter.title }}</h1>
  {% for index in chapter.indices %}
  <p>{{ index.label }}. {{ issue.labels.aggregate }}: {{ index.aggregate }}. {{ issue.labels.positive }}:
  {{ index.positive }}, {{ issue.labels.negative | lower }}: {{ index.negative }}.</p>
  {% endfor %}
  <p>{% for trend in chapter.trends %}{{ trend }} {% endfor %}</p>
  {% for passage in chapter.passages %}
  {% if passage.part %}<h2 id="{{ passage.anchor }}">{{ passage.part }}</h2>
  {% elif passage.heading %}<h3 id="{{ passage.anchor }}">{{ passage.heading }}</h3>
  {% elif passage.text %}{{ passage.text }}{% endif %}
  {% endfor %}
  {{ chapter.forecast or "" }}
</article>
{% endblock %}
"""


def test_a_style_without_blocks_charts_and_labels_holds(tmp_path: Path) -> None:
    """Titles in capitals, the indices in running text, no chart in a chapter, no heading “Trends” or “Forecast”."""
    scored = workshop.scored(EXAMPLE[: EXAMPLE.index("--- partner.yaml")] + EXAMPLE[EXAMPLE.index("--- neighbor"):],
                             tmp_path)
    home = tmp_path / "templates/barometer"
    home.mkdir(parents=True)
    (home / "chapter.html").write_text(BLOCK_IN_WORDS, encoding="utf-8")
    data = typeset(scored, {name: chart for name, chart in draw(scored).items() if "chapter" not in name}, draft=True)
    right = prove(scored, data.pdf, "issue.pdf", draft=True)
    assert [finding.message for finding in right.findings] == []
    assert right.printed is not None
    lines = [part for part in right.printed.matter if isinstance(part, Words)]
    page = next(line.page for line in lines if line.text.startswith("National security. Aggregate"))
    wrong = tampered(data.pdf, lambda pdf: reword(pdf, page, "Aggregate index: +1", "Aggregate index: +2"))
    (finding,) = prove(scored, wrong, "issue.pdf", draft=True).findings
    assert (finding.code, finding.span.line) == ("IK803", page)


ORDER_OF_ITS_OWN = """\
{% extends "base.html" %}
{% from "parts.html" import sources, table %}
{% block body %}
<article id="{{ chapter.id }}">
  <h1>{{ chapter.title }}</h1>
  {% for index in chapter.indices %}
  <p>{{ index.label }}. {{ issue.labels.aggregate }}: {{ index.aggregate }}. {{ issue.labels.positive }}:
  {{ index.positive }}, {{ issue.labels.negative | lower }}: {{ index.negative }}.</p>
  {% endfor %}
  {% for passage in chapter.passages %}
  {% if passage.heading %}<h3 id="{{ passage.anchor }}">{{ passage.heading }}</h3>
  {% elif passage.text %}{{ passage.text }}{% endif %}
  {% endfor %}
  {{ sources(chapter.sources, issue.labels.sources) }}
  <h2>{{ issue.labels.forecast }}</h2>
  {{ chapter.forecast or "" }}
</article>
{% endblock %}
"""


@pytest.mark.parametrize("listed", [True, False])
def test_a_style_may_print_sources_elsewhere_or_not_at_all(tmp_path: Path, *, listed: bool) -> None:
    """Between text and forecast; or with neither lists nor numbers anywhere."""
    scored = workshop.scored(SOURCES, tmp_path)
    home = tmp_path / "templates/barometer"
    home.mkdir(parents=True)
    if listed:
        (home / "chapter.html").write_text(ORDER_OF_ITS_OWN, encoding="utf-8")
    else:
        sheet = (resource_folder("templates") / "barometer/style.css").read_text(encoding="utf-8")
        (home / "style.css").write_text(sheet + ".cited, .sources { display: none }", encoding="utf-8")
    charts = {name: chart for name, chart in draw(scored).items() if "chapter" not in name or not listed}
    proof = prove(scored, typeset(scored, charts, draft=True).pdf, "issue.pdf", draft=True)
    assert [finding.message for finding in proof.findings] == []
    assert proof.held["listed sources"] == (13 if listed else 0)


def test_a_draft_says_so_and_a_final_print_does_not(tmp_path: Path) -> None:
    scored = workshop.scored(workshop.REVIEW.replace("A review", "![No map](map.png) A review"), tmp_path)
    data = typeset(scored, draw(scored), draft=True).pdf
    as_draft, as_final = (prove(scored, data, "issue.pdf", draft=draft) for draft in (True, False))
    assert [finding.code for finding in as_draft.findings] == ["IK804"]  # the picture that isn't there
    assert sorted(finding.code for finding in as_final.findings) == ["IK804", "IK817"]


def test_a_final_print_is_no_draft(tmp_path: Path) -> None:
    scored = workshop.scored(workshop.REVIEW, tmp_path)
    proof = prove(scored, typeset(scored, draw(scored)).pdf, "issue.pdf", draft=True)
    assert proof.printed is not None
    pages = [(finding.code, finding.span.line) for finding in proof.findings]
    assert pages == [("IK817", number) for number in range(1, len(proof.printed.pages) + 1)]
