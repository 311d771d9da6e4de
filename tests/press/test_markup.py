"""Authors' Markdown on its way to the page: what is kept, what is computed, what never gets through."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from issuekit.indices.expressions import Names
from issuekit.model.source import Place, Source, Text
from issuekit.press.errors import PressError
from issuekit.press.markup import Composer, web_address
from issuekit.press.notices import Notices
from issuekit.press.shelf import Shelf
from issuekit.reading.markdown import read_prose

if TYPE_CHECKING:
    from issuekit.model.prose import Prose

NAMES = Names({"russia": {"total": Fraction(13), "negative": Fraction(-14), "events": Fraction(29)}}, {})
LABELS = {"exercises": "Table\u00a01", "appendix-relations": "Appendix\u00a01"}


def prose(markdown: str, *, inline: bool = False) -> Prose:
    source = Source(Path("russia.yaml"), "russia.yaml", markdown)
    return read_prose(Text(markdown, Place(source, 0, len(markdown))), [], inline=inline)


@dataclass
class Desk:
    """A composer in a workspace, and what it says."""

    workspace: Path
    draft: bool = False
    heard: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        shelf = Shelf(styles=(), assets=(), images=(self.workspace,), workspace=self.workspace)
        self.composer = Composer(
            language="en", names=NAMES, labels=LABELS, shelf=shelf,
            notices=Notices(self.draft, self.heard),
        )

    def block(self, markdown: str) -> str:
        return str(self.composer.block(prose(markdown)))

    def line(self, markdown: str) -> str:
        return str(self.composer.line(prose(markdown, inline=True)))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.mark.parametrize(("markdown", "html"), {
    "Plain & <words": "<p>Plain &amp; &lt;words</p>",
    "One.\n\nTwo *three* **four**.": "<p>One.</p>\n<p>Two <em>three</em> <strong>four</strong>.</p>",
    "- one\n- two": "<ul><li>one</li><li>two</li></ul>",
    "- one\n\n- two\n\n  still two": "<ul><li>one</li><li>two<br>still two</li></ul>",
    "3. three\n4. four": '<ol start="3"><li>three</li><li>four</li></ol>',
    "> said": "<blockquote><p>said</p>\n</blockquote>",
    "### Head": "<h4>Head</h4>",
    "one\ntwo\\\nthree": "<p>one two<br>three</p>",
    "`a < b`": "<p><code>a &lt; b</code></p>",
    "- a\n  - b": "<ul><li>a<ul><li>b</li></ul></li></ul>",
}.items())
def test_blocks(desk: Desk, markdown: str, html: str) -> None:
    assert desk.block(markdown) == html


def test_cells_hold_no_paragraphs(desk: Desk) -> None:
    assert desk.line("*a* & b") == "<em>a</em> &amp; b"
    assert desk.line("19 November & co") == "19\u00a0November &amp; co"


def test_claims_print_the_value_or_the_authors_words(desk: Desk) -> None:
    assert desk.line("closed at {=russia.total}, {=russia.negative}") == "closed at +13, −14"
    assert desk.line("[52%]{=16 / 31} of them") == "52% of them"


def test_a_space_is_bound_across_a_computed_value(desk: Desk) -> None:
    """The typesetter sees the paragraph as a reader does, although markup cuts it into pieces."""
    assert desk.line("lists {=russia.events} entries") == 'lists 29\u00a0<span class="last-word">entries</span>'
    assert desk.line("USD [7]{=10 - 3} **billion**") == "USD\u00a07\u00a0<strong>billion</strong>"


def test_a_claim_that_cannot_be_computed_stops_the_press(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(PressError, match=r"russia\.yaml:1:1.*mars"):
        desk.line("{=mars.total}")
    draft = Desk(tmp_path, draft=True)
    assert draft.line("{=mars.total}") == '<span class="last-word">{=mars.total}</span>'
    assert draft.heard
    assert draft.heard[0].startswith("russia.yaml:1:1")


def test_links_hold_plain_words_and_lead_to_the_web_only(desk: Desk) -> None:
    assert desk.line("[*as* **said**](https://example.org/a?b=c&d)") == (
        '<a class="source" href="https://example.org/a?b=c&amp;d">as said</a>'
    )
    for address in ("javascript:alert(1)", "file:///etc/passwd", "D:\\a.pdf", "data:text/html,x", "//x.org", "a.html"):
        assert desk.line(f"[words](<{address}>)") == "words", address


def test_a_heading_with_a_source_is_in_the_outline_without_its_number(desk: Desk) -> None:
    desk.composer.sources.name = "x"
    html = desk.block('### A "[link](https://example.org/)" in it')
    assert html.startswith('<h4 style="bookmark-label: &#34;A\\20 \\201c link\\201d \\20 in\\20 it&#34;">A “<a')
    assert html.count('class="cited"') == 1


def test_links_into_the_issue_say_where_they_lead(desk: Desk) -> None:
    assert desk.line("see [](#exercises)") == 'see <a class="reference" href="#exercises">Table\u00a01</a>'
    assert desk.line("[the list](#appendix-relations)") == (
        '<a class="reference" href="#appendix-relations">the list</a>'
    )
    with pytest.raises(PressError, match="“#nowhere”"):
        desk.line("[](#nowhere)")


@pytest.mark.parametrize("markdown", [
    '<script>alert("x")</script>', 'a <img src=x onerror="y"> b', "<div>\n\n*x*\n\n</div>",
    "[x](https://a.org/\"onclick='y')", '![x"onerror="y](a.png)', "&lt;script&gt;", '<https://a.org/"><b>',
])
def test_html_never_gets_through(tmp_path: Path, markdown: str) -> None:
    (tmp_path / "a.png").touch()
    html = Desk(tmp_path).block(markdown)
    for tag in ("<script", "<div", "<b>", "<img src=x"):
        assert tag not in html
    assert not any(f'"{word}' in html or f' {word}="' in html for word in ("onclick", "onerror"))


def test_run_in_heads(desk: Desk) -> None:
    assert desk.block("**Border control.** Belarus and …") == (
        '<p><strong class="run-in">Border control.</strong> Belarus and …</p>'
    )
    for not_a_head in ("**Bold words** and more", "Then **bold.** And", "**Alone.**", "- **In a list.** Text"):
        assert "run-in" not in desk.block(not_a_head)


def test_footnotes_stand_where_they_are_called_and_count_through_the_document(desk: Desk) -> None:
    html = desk.block("One.[^a] Two.[^b] Again.[^a]\n\n[^a]: *First* note.\n[^b]: Second.")
    assert html == (
        '<p>One.<span class="footnote"><em>First</em> note.</span> Two.<span class="footnote">'
        '<span class="last-word">Second.</span></span>'
        ' Again.<span class="footnote-again" role="doc-noteref" style="counter-reset: footnote-again 1"></span></p>'
    )
    assert desk.block("Three.[^a] Again.[^a]\n\n[^a]: Third.").endswith(
        ' Again.<span class="footnote-again" role="doc-noteref" style="counter-reset: footnote-again 3"></span></p>',
    )


def test_pictures_come_from_the_workspace_and_are_described(tmp_path: Path) -> None:
    workspace = tmp_path / "workspace"
    workspace.mkdir()
    (workspace / "map & all.png").touch()
    (tmp_path / "outside.png").touch()
    (workspace / "link.png").symlink_to(tmp_path / "outside.png")
    desk = Desk(workspace)
    assert desk.line("![A map](<map & all.png>)") == (
        '<img class="picture" src="image:map%20%26%20all.png" alt="A map">'
    )
    for name in ("../outside.png", "/etc/passwd", "link.png", "none.png", "https://example.org/a.png", "notes.txt"):
        with pytest.raises(PressError, match="no picture"):
            desk.line(f"![A map]({name})")
    with pytest.raises(PressError, match="description"):
        desk.line("![](<map & all.png>)")


@pytest.mark.parametrize(("address", "good"), {
    "https://example.org/": True, "HTTP://example.org": True, "mailto:editor@example.org": True,
    "mailto:": False, "https://": False, "https://a b.org": False, "ftp://a.org": False, "https://[": False,
    "https://a.org/\u200b": False, "": False, "javascript:alert()": False,
}.items())
def test_web_addresses(address: str, *, good: bool) -> None:
    assert web_address(address) is good
