"""The printed sample issue, read back with other tools: poppler and pikepdf."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from issuekit.indices.scales import signed
from issuekit.press.composing import IssueComposer
from issuekit.press.markup import web_address
from issuekit.press.notices import Notices
from issuekit.press.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.indices.totals import ScoredIssue
    from issuekit.model.issue import Chapter, Event
    from press.presswork import Printed


def squeezed(text: str) -> str:
    """Text without spaces, line ends and hyphens, soft ones included: the same however lines are broken."""
    return re.sub(r"[\s\u00a0\u00ad\u2010-]+", "", text)


@pytest.fixture(scope="module")
def pdf(printed: Printed) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(printed.path) as opened:
        yield opened


@pytest.fixture(scope="module")
def composer(sample: ScoredIssue) -> IssueComposer:
    shelf = Shelf(styles=(), assets=())
    return IssueComposer(sample, {}, shelf, Notices(draft=False))


@pytest.fixture(scope="module")
def destinations(pdf: pikepdf.Pdf) -> dict[str, int]:
    """The page, counted from 1, of every named place."""
    pages: dict[object, int] = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    names: list[Any] = list(pdf.Root.Names.Dests.Names)
    return {str(name): pages[place[0].objgen] for name, place in zip(names[::2], names[1::2], strict=True)}


@pytest.fixture(scope="module")
def outline(pdf: pikepdf.Pdf) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []

    def walk(items: Any, depth: int) -> None:
        for item in items:
            found.append((depth, item.title.replace("\u00a0", " ")))
            walk(item.children, depth + 1)

    with pdf.open_outline() as opened:
        walk(opened.root, 1)
    return found


def links(pdf: pikepdf.Pdf) -> Iterator[tuple[int, Any]]:
    for number, page in enumerate(pdf.pages, start=1):
        for annotation in page.get("/Annots", []):
            if annotation.Subtype == "/Link":
                yield number, annotation


def expected_row(event: Event, chapter: Chapter, composer: IssueComposer) -> str:
    """A row of the catalogue as it stands in the text: date, event, points."""
    assert event.when is not None
    words = str(composer.composer().line(event.text).striptags())
    points = "".join(", ".join(signed(value) for value in event.points(index.id)) for index in chapter.plan.indices)
    return squeezed(event.when.typeset + words + points)


def test_every_event_stands_once_in_the_appendices_with_its_points(
    printed: Printed, sample: ScoredIssue, composer: IssueComposer, destinations: dict[str, int],
) -> None:
    first = destinations["appendix-relations"]
    text = squeezed(printed.text(first, printed.pages, "-raw"))
    rows = Counter(expected_row(event, chapter, composer) for chapter, event in sample.issue.events())
    assert rows.total() == 143
    assert {row: text.count(row) for row in rows} == dict(rows)


def test_the_events_of_a_chapter_stand_under_its_title_and_end_with_its_total(
    printed: Printed, sample: ScoredIssue, composer: IssueComposer, destinations: dict[str, int],
) -> None:
    text = squeezed(printed.text(destinations["appendix-relations"], printed.pages, "-raw"))
    position = 0
    for chapter in sample.issue.chapters:
        last = expected_row(chapter.events[-1], chapter, composer)
        position = text.index(expected_row(chapter.events[0], chapter, composer), position)
        end = text.index(last, position) + len(last)
        totals = [sample.totals[index.id] for index in chapter.plan.indices]
        printed_totals = "".join(
            (total.band_name or "") + signed(total.total) for total in totals
        )
        assert text[end:].startswith(squeezed(f"Total{printed_totals}")), chapter.id
        position = end


def test_each_chapter_opens_with_its_index_block(
    printed: Printed, sample: ScoredIssue, destinations: dict[str, int],
) -> None:
    for chapter in sample.issue.chapters:
        page = destinations[chapter.id]
        text = squeezed(printed.text(page, page, "-layout"))
        totals = [sample.totals[index.id] for index in chapter.plan.indices]
        bands = [total.band_name or "" for total in totals]
        aggregates = "".join(band + signed(total.total) for band, total in zip(bands, totals, strict=True))
        assert squeezed(f"Aggregate index{aggregates}") in text
        assert squeezed("Positive points" + "".join(signed(total.positive) for total in totals)) in text
        assert squeezed("Negative points" + "".join(signed(total.negative) for total in totals)) in text


def test_the_overview_and_the_masthead_have_every_index(
    printed: Printed, sample: ScoredIssue, destinations: dict[str, int],
) -> None:
    page = destinations["overview"]
    overview, masthead = squeezed(printed.text(page, page, "-layout")), printed.text(1, 1)
    for total in sample.totals.values():
        numbers = signed(total.total) + signed(total.positive) + signed(total.negative) + str(total.events)
        title = total.index.title.value + (total.band_name or "")
        assert squeezed(title + numbers) in overview
        assert total.index.label.value in masthead
        assert signed(total.total) in masthead


def test_only_the_styles_fonts_and_all_of_them_embedded(printed: Printed) -> None:
    done = subprocess.run(["pdffonts", printed.path], capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()[2:]
    assert lines
    for line in lines:
        assert re.match(r"[A-Z]{6}\+Source-(Sans-3|Serif-4)\b", line), line
        assert line.split()[-5:-2] == ["yes", "yes", "yes"], line


def test_every_link_leads_somewhere(
    printed: Printed, pdf: pikepdf.Pdf, sample: ScoredIssue, destinations: dict[str, int],
) -> None:
    inner = [str(link.Dest) for _, link in links(pdf) if "/Dest" in link]
    outer = {str(link.A.URI) for _, link in links(pdf) if "/A" in link}
    assert set(inner) <= set(destinations)
    assert len(inner) > 50
    sources = {
        link.target for prose in sample.issue.all_prose() for link in prose.links if web_address(link.target)
    }
    assert len(sources) > 40
    assert {address.rstrip("/") for address in sources} <= {address.rstrip("/") for address in outer}
    assert not [message for message in printed.heard if message.startswith("warning")]


def test_links_lead_from_prose_to_tables_and_appendices_and_back(
    pdf: pikepdf.Pdf, sample: ScoredIssue, destinations: dict[str, int],
) -> None:
    found = {(number, str(link.Dest)) for number, link in links(pdf) if "/Dest" in link}
    starts = [destinations[chapter.id] for chapter in sample.issue.chapters]
    end = destinations["appendix-relations"]
    for chapter, start, stop in zip(sample.issue.chapters, starts, [*starts[1:], end], strict=True):
        assert (destinations[f"{chapter.id}-catalogue"], chapter.id) in found
        assert any(start <= number < stop and name == f"{chapter.id}-catalogue" for number, name in found)
    for table in ("exercises", "measures"):
        assert any(name == table for _, name in found)


def test_the_outline_lists_chapters_sections_and_appendices(
    outline: list[tuple[int, str]], sample: ScoredIssue,
) -> None:
    top = [title for depth, title in outline if depth == 1]
    titles = [chapter.plan.title.value for chapter in sample.issue.chapters]
    appendices = [
        f"Appendix {number}. {appendix.title.value}"
        for number, appendix in enumerate(sample.issue.series.appendices, start=1)
    ]
    assert top == ["Minsk Barometer", "Relations development indices", *titles, *appendices]
    second = [title for depth, title in outline if depth == 2]
    assert second.count("Trends") == second.count("Forecast") == len(titles)
    assert {"Contents", "1. National security", "2. Regional security"} <= set(second)
    third = {title for depth, title in outline if depth == 3}
    headings = {
        block.heading.value for chapter in sample.issue.chapters for block in chapter.developments if block.heading
    }
    assert headings <= third


def test_the_contents_name_the_real_pages(
    printed: Printed, pdf: pikepdf.Pdf, sample: ScoredIssue, destinations: dict[str, int],
) -> None:
    page = destinations["contents"]
    lines = re.findall(r"^.*\S\s{2,}(\d+)$", printed.text(page, page, "-layout"), re.MULTILINE)
    targets = list(dict.fromkeys(str(link.Dest) for number, link in links(pdf) if number == page and "/Dest" in link))
    assert [int(number) for number in lines] == [destinations[name] for name in targets] + [page]
    assert {chapter.id for chapter in sample.issue.chapters} <= set(targets)
    assert {"overview", "overview-history", "overview-timeline"} <= set(targets)
    assert {appendix.id for appendix in sample.issue.series.appendices} <= set(targets)


def test_every_page_but_the_first_has_its_number_and_the_running_head(
    printed: Printed, sample: ScoredIssue,
) -> None:
    running = sample.issue.series.running_head.value
    assert len(range(2, printed.pages + 1)) > 30
    for number in range(2, printed.pages + 1):
        text = printed.text(number, number, "-layout")
        assert text.strip().splitlines()[-1].split()[-1] == str(number)
        assert running in text
        assert "DRAFT" not in text
    assert running not in printed.text(1, 1)


def test_history_and_timeline_share_the_page_after_the_overview(
    printed: Printed, destinations: dict[str, int],
) -> None:
    page = destinations["overview"] + 1
    assert {destinations["overview-history"], destinations["overview-timeline"]} == {page}
    assert destinations["russia"] == page + 1
    text = printed.text(page, page)
    assert text.index("The indices over time") < text.index("Events by date")


def test_heads_of_tables_are_repeated(printed: Printed, destinations: dict[str, int]) -> None:
    first = destinations["exercises"]
    heads = [
        number for number in range(first, first + 3)
        if re.search(r"Date\s+Place\s+Name and subject\s+Scale\s+Note", printed.text(number, number, "-layout"))
    ]
    assert heads == [first, first + 1]


def test_metadata(pdf: pikepdf.Pdf, sample: ScoredIssue) -> None:
    information = pdf.docinfo
    assert str(information["/Title"]) == "Minsk Barometer, No 12, November–December 2019"
    assert sample.issue.editor.name.value in str(information["/Author"])
    assert str(information["/Subject"]) == sample.issue.series.subtitle.value
    assert "Ukraine" in str(information["/Keywords"])
    assert str(information["/CreationDate"]).startswith("D:202001")
    assert str(pdf.Root.Lang) == "en-US"
    assert pdf.Root.MarkInfo.Marked


def test_charts_are_figures_with_their_numbers_in_words(pdf: pikepdf.Pdf, sample: ScoredIssue) -> None:
    dictionaries = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
    texts = [str(item.Alt) for item in dictionaries if item.get("/S") == "/Figure"]
    single = [f"chapter-{chapter.id}" for chapter in sample.issue.chapters if len(chapter.plan.indices) == 1]
    names = [*single, "indices-security", "overview", "scale-regional"]
    assert {f"the numbers of {name}" for name in names} <= set(texts)


def test_pages_and_words(printed: Printed, pdf: pikepdf.Pdf) -> None:
    assert printed.pages == len(pdf.pages)
    assert 38 <= printed.pages <= 46
    read = len(re.findall(r"\w+", printed.text()))
    assert 0.8 < printed.words / read < 1.1
