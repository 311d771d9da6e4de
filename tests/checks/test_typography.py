"""Rules of typography on any text: places within the file, corrections that come to rest, nothing invented."""

from __future__ import annotations

import tempfile
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import workshop
from issuekit.checks.fixing import correct
from issuekit.checks.loci import Locus, loci
from issuekit.checks.run import check
from issuekit.checks.sheet import OBJECT, Sheet, blotted
from issuekit.checks.typography import ROOMS
from issuekit.checks.typography.endings import ending
from issuekit.checks.typography.hyphens import Use, use_of
from issuekit.checks.typography.look_alikes import TO_CYRILLIC, TO_LATIN, in_script, script_of
from issuekit.checks.typography.unbalanced_quotes import examine
from issuekit.desk.fix import read
from issuekit.indices.totals import score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from issuekit.checks.rule import Room
    from issuekit.diagnostics import Finding
    from issuekit.model.source import Source

WORD = st.sampled_from([
    "oil", "Minsk", "the", "talks", "2020", "5%", "U.S.", "etc.", "10,000", "-9", "Zviаzda", "С-400", "NATO’s", "it's",
    "USD", "“so", "far”", "(in", "all)", '"ice', 'age"', "-", "–", "--", "…", "+ 3", "- 1", "**bold**", "4-5 November",
    "[a](https://a.by/x)", "{=partner.total}", "a\u00adb", "\u200b", "anti- tank", "„low”",
])
JOINT = st.sampled_from([
    " ", " ", " ", "  ", "", ", ", " , ", ",", ". ", ".", " . ", "..", ",,", "; ", "\n", "\n\n", "\n- ", "\t",
])
PROSE = st.lists(st.tuples(WORD, JOINT), min_size=1, max_size=30).map(
    lambda pairs: "".join(word + joint for word, joint in pairs).strip(),
)


def findings_in(text: str, root: Path) -> tuple[list[Finding], dict[str, Source]]:
    reading = workshop.read(text, root)
    assert reading.issue is not None, reading.findings
    return check(score(reading.issue), cast("tuple[Room, ...]", ROOMS)), reading.sources


@settings(max_examples=80, deadline=None)
@given(PROSE)
def test_places_are_in_the_file_and_corrections_come_to_rest(prose: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        text = f"Before “it” all.\n\n{prose}"
        for _ in range(12):
            found, sources = findings_in(text, root)
            assert not [finding for finding in found if finding.code == "IK199"], found
            for finding in found:
                _check_place(finding, sources)
            result = correct(found, sources, read)
            if not result.texts:
                return
            (new,) = result.texts.values()
            text = f"--- partner.yaml\n{new}".rstrip("\n")
        pytest.fail(f"the corrections never end: {text!r}")


def _check_place(finding: Finding, sources: dict[str, Source]) -> None:
    spans = [finding.span, *(edit.span for edit in (finding.fix.edits if finding.fix else ()))]
    for span in spans:
        source = sources[span.file]
        assert (span.line, span.column) <= (span.end_line, span.end_column)
        assert 1 <= span.line <= span.end_line <= len(source.line_starts)
        assert span.end_column <= len(source.line(span.end_line)) + 2
    assert finding.message
    assert finding.hint
    assert "\n" not in finding.message
    assert OBJECT not in finding.message + finding.hint


@given(st.text(max_size=200))
def test_addresses_are_blotted_out_sign_by_sign(text: str) -> None:
    assert len(blotted(text)) == len(text)


def test_a_sheet_finds_the_way_back(tmp_path: Path) -> None:
    reading = workshop.read("One **bold** word.\n\nTwo [linked](https://example.org) words.", tmp_path)
    assert reading.issue is not None
    passages: Sequence[Locus] = loci(score(reading.issue))
    page = Sheet(passages)
    for word in ("bold", "linked", "words"):
        start = page.text.index(word)
        spot = page.spot(start, start + len(word))
        assert spot.words == word
        source = reading.sources[spot.span.file]
        assert source.line(spot.span.line)[spot.span.column - 1 :].startswith(word)


@pytest.mark.parametrize(("before", "after", "use"), [
    ("an index of ", "9", Use.MINUS), ("(", "3)", Use.MINUS), ("12 ", " 4", None), ("10 ", "4", None),
    ("in 2020", "2021.", Use.RANGE), ("in 2021", "2020.", None), ("in 2019", "11", None), ("in 2019", "11-05", None),
    ("on 21", "22 November", Use.RANGE), ("November 21", "22,", Use.RANGE), ("November", "December", Use.RANGE),
    ("28 October ", " 8 November", Use.RANGE), ("within 2", "4 months", Use.RANGE), ("resolution 1325", "2 of", None),
    ("Boeing 737", "800 jets", None), ("some 10", "15 jets", Use.RANGE), ("a 3", "1 win", None),
    ("by 9", "4 votes", None), ("Su", "30", None),
    ("the year ", " as said", Use.DASH), ("anti", " tank", Use.TORN), ("short", " and long-term", None),
    ("+375 17", "222", None), ("mid", "November", None), ("ten", "year", None), ("", "", None),
])
def test_what_a_hyphen_stands_for(before: str, after: str, use: Use | None) -> None:
    assert use_of(before, after) is use


@given(st.text('ab “”()[]’‘"', max_size=40))
def test_marks_that_are_set_in_pairs_have_no_fault(inner: str) -> None:
    plain = "".join(character for character in inner if character in "ab ")
    assert examine(f"x (“{plain}” [{plain}]) x") == []
    assert examine(f"x “{plain}(x{plain} x”")  # a bracket that is never closed
    examine(inner)


@pytest.mark.parametrize(("text", "end"), [
    ("It ended.", "."), ("It “ended.”", "."), ("It (ended).", "."), ("It ended.)", "."), ("What?", "."),
    ("And so…", "."), ("one;", ";"), ("one,", ","), ("these:", ":"), ("one", ""), ("“one”", ""), ("", ""),
])
def test_how_a_text_ends(text: str, end: str) -> None:
    assert ending(text) == end


def test_look_alikes_are_of_two_scripts_and_lead_back() -> None:
    for foreign, latin in TO_LATIN.items():
        assert script_of(foreign) in ("Cyrillic", "Greek"), unicodedata.name(foreign)
        assert script_of(latin) == "Latin"
        assert in_script(foreign, "Latin") == latin
    for latin, letter in TO_CYRILLIC.items():
        assert in_script(latin, "Cyrillic") == letter
        assert in_script(letter, "Cyrillic") == letter
    assert in_script("ж", "Latin") is None
    assert in_script("z", "Cyrillic") is None
