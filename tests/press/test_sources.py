"""Sources: their numbers in the text, and the addresses that readers of the printed page can type."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from issuekit.charts.draw import draw
from issuekit.indices.expressions import Names
from issuekit.model.source import Place, Source, Text
from issuekit.press.markup import Composer
from issuekit.press.notices import Notices
from issuekit.press.shelf import Shelf
from issuekit.press.sources import BREAK, NARROW, readable
from issuekit.reading.markdown import read_prose
from press.presswork import typeset
from press.test_tags import Tagged, fragment, walk
from press.validators import failures
from workshop import scored

if TYPE_CHECKING:
    from collections.abc import Mapping

    from issuekit.press.views import SourceView

LONG = "a" * 300
ISSUE = f"""\
--- series.yaml
style: STYLE
labels: {{sources: Where to look}}
--- issue.yaml
letter: |
  A letter with [a link](https://example.org/letter) in it.
--- partner.yaml
chapter: partner
trends: ["A trend as [told](https://example.org/one)."]
developments:
  - heading: A head
    text: |
      The ministry [said so](https://www.example.org/two/), and [said it again](http://example.org/one); a
      note[^1] has [the rest](https://example.org/{LONG}?b=c&d=e-f).

      [^1]: In [a paper](https://example.org/paper).
  - table: goods
tables:
  - id: goods
    caption: Goods, by [the office](https://example.org/office)
    columns: [Goods, Remark]
    rows: [["Oil", "[By road](https://example.org/road)"]]
events:
  - {{date: 4 November, event: "A [meeting](https://example.org/meeting)", points: +1}}
"""


def composed(markdown: str, language: str = "en", name: str = "x") -> tuple[str, tuple[SourceView, ...]]:
    """A paragraph as HTML with the numbers in braces, and its sources."""
    composer = Composer(
        language=language, names=Names({}, {}), labels={}, shelf=Shelf(styles=(), assets=()),
        notices=Notices(draft=False), name=name,
    )
    source = Source(Path("a.yaml"), "a.yaml", markdown)
    html = str(composer.line(read_prose(Text(markdown, Place(source, 0, len(markdown))), [], inline=True)))
    return re.sub(f'<a class="cited"[^>]*>{NARROW}([0-9]+)</a>', r"{\1}", html), composer.sources.listed()


def shown(markdown: str, language: str = "en") -> str:
    """The words of a paragraph with the numbers in braces."""
    return re.sub(r"<[^>]*>", "", composed(markdown, language)[0])


@pytest.mark.parametrize(("markdown", "english", "other"), [
    ("He [told](https://a.by/1) them", "He told{1} them", "He told{1} them"),
    ("he [told](https://a.by/1), and", "he told,{1} and", "he told{1}, and"),
    ("he [told](https://a.by/1).", "he told.{1}", "he told{1}."),
    ("“as he [told](https://a.by/1),” and", "“as he told,”{1} and", "“as he told{1},” and"),
    ("(as he [told](https://a.by/1)), and", "(as he told{1}), and", "(as he told{1}), and"),
    ("[Minsk](https://a.by/1)’s word", "Minsk’s{1} word", "Minsk’s{1} word"),
    ("[post](https://a.by/1)-Soviet", "post-Soviet{1}", "post-Soviet{1}"),
    ("[a](https://a.by/1) – b", "a{1} – b", "a{1} – b"),
    ("*as [told](https://a.by/1)*, and", "as told,{1} and", "as told{1}, and"),
    ("*as [told](https://a.by/1),* and", "as told,{1} and", "as told{1}, and"),
    ("[words ](https://a.by/1)after", "words{1} after", "words{1} after"),
    ("[a](https://a.by/1)[b](https://a.by/2)", "a{1}b{2}", "a{1}b{2}"),
    ("see [a](https://a.by/1).by and", "see a{1}.by and", "see a{1}.by and"),
    ("[a](https://a.by/1)", "a{1}", "a{1}"),
])
def test_the_number_stands_where_a_typesetter_puts_it(markdown: str, english: str, other: str) -> None:
    assert shown(markdown).replace("\u00a0", " ") == english
    assert shown(markdown, "de").replace("\u00a0", " ") == other


def test_an_address_has_one_number_however_it_is_written() -> None:
    html, sources = composed(
        "[a](https://www.a.by/x/) [b](https://b.by/) [c](http://A.by/x) [d](https://a.by/X) [e](https://a.by/%78)",
    )
    assert re.findall(r"\{(\d)\}", html) == ["1", "2", "1", "3", "1"]
    assert [source.words for source in sources] == ["a", "b", "d"]
    assert sources[0].address == "https://www.a.by/x/"


def test_only_the_first_link_is_the_place_to_which_its_source_leads_back() -> None:
    composer = Composer(
        language="en", names=Names({}, {}), labels={}, shelf=Shelf(styles=(), assets=()),
        notices=Notices(draft=False), name="x",
    )
    first, again = (composer.sources.cited("https://a.by/<1>", "words") for _ in range(2))
    assert first is not None
    assert again is not None
    assert first.content.count(' id="x-cited-1"') == 1
    assert "id=" not in again.content
    assert 'title="a.by/&lt;1&gt;"' in first.content


def test_an_address_that_can_be_read_in_the_text_needs_no_number() -> None:
    assert composed("<https://a.by/x> and [www.a.by](https://a.by/), [a@b.by](mailto:a@b.by)")[1] == ()
    assert len(composed("[a.by](https://a.by/x)")[1]) == 1  # the server's name is not the whole address
    assert composed("[a](https://a.by/x)", name="")[1] == ()


@pytest.mark.parametrize(("address", "printed"), [
    ("https://www.mil.by/ru/news/94706/", "mil.by/ru/news/94706"),
    ("http://www.by/", "www.by"),
    ("HTTPS://News.Tut.BY/Economics", "news.tut.by/Economics"),
    ("https://a.by/?c=ar&i=242440", "a.by/?c=ar&i=242440"),
    ("https://a.by/x/?q=", "a.by/x/?q="),
    ("mailto:editor@a.by", "editor@a.by"),
    ("https://be.wikipedia.org/wiki/%D0%9C%D1%96%D0%BD%D1%81%D0%BA", "be.wikipedia.org/wiki/Мінск"),
    ("https://a.by/Мінск", "a.by/Мінск"),
    ("https://a.by/a%20b%2Fc%7e%41", "a.by/a%20b%2Fc~A"),  # a space or a slash in a name stays escaped
    ("https://a.by/%ff%d0", "a.by/%FF%D0"),  # no text at all
    ("https://a.by/北京", "a.by/%E5%8C%97%E4%BA%AC"),  # letters that the fonts don't have
    ("https://a.by/%E5%8C%97", "a.by/%E5%8C%97"),
    ("https://xn--80abmvd5ahp7o.xn--90ais/x", "беларускі.бел/x"),
    ("https://xn--a/x", "xn--a/x"),
])
def test_addresses_are_printed_as_readers_type_them(address: str, printed: str) -> None:
    assert readable(address) == printed


def test_a_line_may_end_at_the_signs_of_an_address_only() -> None:
    text = str(composed("[a](https://a.by/b/c-d?e=f&g=h_i%20j)")[1][0].text)
    assert text.split(BREAK) == ["a.by/", "b/", "c-", "d?", "e=", "f&amp;", "g=", "h_", "i", "%20j"]


@pytest.fixture(scope="module", params=["barometer", "plain"])
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(str(request.param))
    issue = scored(ISSUE.replace("STYLE", str(request.param)), folder)
    path = folder / "issue.pdf"
    printed = typeset(issue, draw(issue))
    assert not printed.warnings
    path.write_bytes(printed.pdf)
    return path


@pytest.fixture
def pdf(book: Path) -> Any:
    with pikepdf.open(book) as opened:
        yield opened


def lists(pdf: pikepdf.Pdf) -> Mapping[str, Any]:
    """The lists of sources, by the document that the first place in them names."""
    found = {}
    for element in walk(pdf.Root.StructTreeRoot.K[0]):
        if str(element.S) == "/L" and [str(kid.S) for kid in element.K[0].K] == ["/Lbl", "/LBody"]:
            back = element.K[0].K[0].K[0]
            if isinstance(back, pikepdf.Dictionary):
                found[str(annotation(back).Dest).partition("-cited-")[0]] = element
    return found


def annotation(link: Any) -> Any:
    return next(kid.Obj for kid in link.K if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid)


def test_every_document_has_a_list_of_its_own(pdf: pikepdf.Pdf) -> None:
    found = {
        name: [str(annotation(item.K[1].K[0]).A.URI) for item in element.K] for name, element in lists(pdf).items()
    }
    example = "https://example.org/"
    assert found == {
        "letter": [f"{example}letter"],
        "partner": [
            f"{example}one", "https://www.example.org/two/", f"{example}paper", f"{example}{LONG}?b=c&d=e-f",
            f"{example}office", f"{example}road",
        ],
        "appendix-relations": [f"{example}meeting"],
    }


def test_numbers_and_lines_are_tagged_and_lead_to_each_other(pdf: pikepdf.Pdf) -> None:
    element = lists(pdf)["partner"]
    assert str(element.A.ListNumbering) == "/Decimal"
    names: list[Any] = list(pdf.Root.Names.Dests.Names)
    places = {str(name) for name in names[::2]}
    backs = [annotation(item.K[0].K[0]) for item in element.K]
    assert [str(back.Dest) for back in backs] == [f"partner-cited-{number}" for number in range(1, 7)]
    assert [str(back.Contents) for back in backs] == [
        "told", "said so", "a paper", "the rest", "the office", "By road",
    ]
    assert str(annotation(element.K[1].K[1].K[0]).Contents) == "example.org/two"
    calls = [
        annotation(tag.K[0]) for tag in walk(pdf.Root.StructTreeRoot.K[0])
        if str(tag.S) == "/Reference" and isinstance(tag.K[0], pikepdf.Dictionary) and tag.K[0].get("/S") == "/Link"
    ]
    leading = [str(call.Dest) for call in calls if str(call.Dest).startswith("partner")]
    assert leading == [f"partner-source-{number}" for number in (1, 2, 1, 3, 4, 5, 6)]
    assert str(calls[2].Contents) == "example.org/two"  # the letter's comes first
    assert {str(link.Dest) for link in (*backs, *calls)} <= places


def test_no_address_leaves_the_page(book: Path) -> None:
    done = subprocess.run(["pdftotext", "-bbox", book, "-"], capture_output=True, text=True, check=True)
    words = re.findall(r'xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)".*>(.*)</word>', done.stdout)
    pieces = [(float(left), float(right)) for left, right, word in words if re.search("a{20}", word)]
    assert len(pieces) > 1
    assert all(59 < left < right < 536 for left, right in pieces)  # 21 mm from either edge of the page, in points
    assert "".join(word for *_, word in words if "a" * 8 in word).count("a") >= len(LONG)


def test_the_list_has_the_series_label(book: Path) -> None:
    text = subprocess.run(["pdftotext", book, "-"], capture_output=True, text=True, check=True).stdout
    assert text.count("Where to look") == 3
    assert "Sources" not in text


def test_it_conforms(book: Path) -> None:
    assert failures([book]) == []


def test_a_series_without_links_has_no_list(tmp_path: Path) -> None:
    issue = scored(re.sub(r"\[([^][\"]*)\]\(https?:[^)]*\)", r"\1", ISSUE).replace("STYLE", "barometer"), tmp_path)
    path = tmp_path / "issue.pdf"
    path.write_bytes(typeset(issue, draw(issue)).pdf)
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    assert "said it again" in text
    assert "Where to look" not in text


def test_no_line_begins_with_a_number(tmp_path: Path) -> None:
    """After an exclamation mark a line might end, whatever follows."""
    html = composed("as [they said!](https://a.by/1) and [so on (or not)](https://a.by/2) then")[0]
    html = re.sub(r"\{\d\}", f'<a href="#x">{NARROW}77</a>', html)
    body = "".join(f"<div style='width: {width}px'>{html}</div>" for width in range(30, 120, 3))
    path = tmp_path / "lines.pdf"
    path.write_bytes(fragment(f"<p id=x>{body}").pdf)
    text = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, text=True, check=True).stdout
    assert text.count("77") == 60
    assert not [line for line in text.splitlines() if line.strip().startswith("7")]


@pytest.mark.parametrize("style", ["barometer", "plain"])
@pytest.mark.parametrize("links", [10, 15, 35, 45])
def test_no_page_has_a_few_addresses_only(links: int, style: str, tmp_path: Path) -> None:
    words = [
        "      " + " ".join(f"Some words of a longer sentence and [a link](https://example.org/news/{5 * row + place}),"
                           for place in range(5)) for row in range(links // 5)
    ]
    text = "\n\n".join(words)
    example = (
        f"--- series.yaml\nstyle: {style}\n--- partner.yaml\nchapter: partner\ndevelopments:\n  - text: |\n"
        f"{text}\nforecast: |\n  {'The outlook is as it was. ' * 20}\n"
    )
    issue = scored(example, tmp_path)
    path = tmp_path / "issue.pdf"
    path.write_bytes(typeset(issue, draw(issue)).pdf)
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    pages = [page for page in text.split("\f") if "example.org/news" in page]
    listed = [page.count("example.org/news") for page in pages]
    assert sum(listed) == links
    assert listed[-1] >= 16 or "The outlook" in pages[-1]
    assert listed[0] >= 4


def test_the_sign_of_a_note_that_is_called_again_is_a_reference() -> None:
    again = '<span class="footnote-again" role="doc-noteref" style="counter-reset: again 1"></span>'
    style = "<style>.footnote-again::before { content: counter(again) }</style>"
    tagged = Tagged(f"{style}<p>one<span class=footnote>a note</span> two{again}</p>")
    assert tagged.shape() == "Part(P(Reference Note(Lbl) Reference))"


def test_labels_that_are_text_make_a_numbered_list() -> None:
    item = "<li id=a><a role=doc-backlink href='#b'>1</a><a href='https://a.by/'>a.by</a>"
    call = "<p><a id=b href='#a' role=doc-noteref title='a.by'>1</a></p>"
    tagged = Tagged(f"{call}<ol style='list-style: none'>{item}</ol>")
    assert tagged.shape() == "Part(P(Reference(Link)) L(LI(Lbl(Link) LBody(Link))))"
    assert str(tagged.elements("L")[0].A.ListNumbering) == "/Decimal"
