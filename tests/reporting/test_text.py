"""The report in words: the underline stands under the right characters, whatever they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from issuekit.diagnostics import Finding, Related, Severity, Span
from issuekit.model.source import Source
from issuekit.reporting.paint import Paint
from issuekit.reporting.report import Report
from issuekit.reporting.text import cells, render, summary

ESCAPE = re.compile(r"\033\[[0-9;]*m")
# What a terminal gives to each of these, set down by hand.
WIDTHS = {
    "a": 1, "é": 1, "Ж": 1, "−": 1, "…": 1, " ": 1, "\t": 1, "“": 1, "\u00a0": 1, "\u00ad": 1,
    "\u0301": 0, "\u0328": 0, "\u20dd": 0, "\u200b": 0, "\u200d": 0, "\ufe0f": 0, "\ufeff": 0,
    "漢": 2, "Ａ": 2, "한": 2, "😀": 2, "、": 2,
}


def report(text: str, *findings: Finding, name: str = "russia.yaml") -> Report:
    return Report("minsk-barometer/2019-11", findings, {name: Source(Path(name), name, text)})


def finding(span: Span, severity: Severity = Severity.ERROR, **more: object) -> Finding:
    return Finding("IK503", "doubled-word", severity, span, **{"message": "the word stands twice", **more})  # type: ignore[arg-type]


def excerpt(text: str, span: Span, width: int = 100) -> tuple[str, str]:
    """The line shown and the line below it, without the gutter."""
    lines = list(render(report(text, finding(span)), width=width))
    number = next(index for index, line in enumerate(lines) if line.lstrip().startswith("│"))
    shown, mark = lines[number - 1], lines[number]
    assert shown.index("│") == mark.index("│") == 7
    return shown[9:], mark[9:]


def under(shown: str, mark: str) -> str:
    """The characters of a line above the carets of the next, cell by cell."""
    marked: list[str] = []
    cell = 0
    for character in shown:
        width = WIDTHS[character]
        if "^" in mark[cell : cell + width] or (width == 0 and marked and "^" in mark[cell - 1 : cell]):
            marked.append(character)
        cell += width
    return "".join(marked)


def underlined(text: str, start: int, end: int, width: int = 100) -> str:
    source = Source(Path("russia.yaml"), "russia.yaml", text)
    return under(*excerpt(text, source.span(start, end), width))


@pytest.mark.parametrize(("line", "word"), [
    ("a aaa aa", "aaa"),
    ("\taaa", "aaa"),
    ("a\taa a", "aa"),
    ("aa\u0301a é aaa", "aaa"),
    ("a\u0301\u0328a é\ufe0f aaa", "aaa"),
    ("漢한、 aaa 漢", "aaa"),
    ("aaa 漢字".replace("字", "漢") + "a", "漢漢"),
    ("😀😀 Ж 😀", "Ж"),
    ("a\u200ba\u00ada Ж a", "Ж"),
    ("\ufeffaaa a", "aaa"),
    ("\u00a0“Ж”".replace("”", "“") + " a", "Ж"),
])
def test_the_underline_stands_under_the_word(line: str, word: str) -> None:
    start = line.rindex(word)
    assert underlined(f"a\n{line}\na\n", start + 2, start + 2 + len(word)) == word
    assert underlined(line, start, start + len(word)) == word


TEXTS = st.text(st.sampled_from([character for character in WIDTHS if character not in "…\ufeff"]), max_size=300)


@given(text=TEXTS, start=st.integers(0, 300), length=st.integers(1, 40), width=st.integers(30, 120))
@example(text="a" * 300, start=150, length=300, width=60)
@example(text="漢" * 300, start=150, length=3, width=60)
@example(text="a" * 11 + "漢" * 5, start=15, length=1, width=30)
@example(text="a" * 100 + "\u0301" * 200, start=50, length=2, width=60)
def test_the_underline_is_right_in_any_line(*, text: str, start: int, length: int, width: int) -> None:
    line = "a" + text.strip()
    start = min(start, len(line) - 1)
    end = min(start + length, len(line))
    while start and WIDTHS[line[start]] == 0:  # no finding begins in the middle of a letter
        start -= 1
    source = Source(Path("russia.yaml"), "russia.yaml", line)
    shown, mark = excerpt(line, source.span(start, end), width)
    assert sum(WIDTHS[character] for character in shown) <= width - 9
    wanted = line[start:end].replace("\t", " ")
    marked = under(shown, mark).rstrip("…")
    if sum(WIDTHS[character] for character in line) <= width - 9:
        # Marks of the next letter that have no width of their own may seem to belong to the last.
        assert shown == line.replace("\t", " ").rstrip()
        assert marked.startswith(wanted.rstrip())
    assert marked
    assert wanted.startswith(marked) or marked.startswith(wanted)


@pytest.mark.parametrize("place", [0, 5, 17, 18, 19, 500_000, 999_000, 999_994])
def test_a_line_of_a_million_characters_is_cut_around_the_spot(place: int) -> None:
    line = "a" * place + "Ж" * 6 + "a" * (1_000_000 - place - 6)
    line = line if place else "\ufeff" + line
    place += not place
    source = Source(Path("russia.yaml"), "russia.yaml", line)
    shown, mark = excerpt(line, source.span(place, place + 6), 80)
    assert 69 <= len(shown) <= 71
    assert "\ufeff" not in shown
    assert under(shown, mark) == "Ж" * 6
    assert shown.startswith("…") is (place > 18)
    assert shown.endswith("…") is (place < 999_900)


def test_a_span_over_lines_is_underlined_to_the_end_of_its_first() -> None:
    text = "a  aaa Ж\naa\n"
    assert underlined(text, 3, 11) == "aaa Ж"


def test_a_place_behind_the_last_character_has_its_caret() -> None:
    text = "a: aa\nb: a\n"
    source = Source(Path("russia.yaml"), "russia.yaml", text)
    shown, mark = excerpt(text, source.span(5))
    assert (shown, mark) == ("a: aa", "     ^")


@pytest.mark.parametrize("text", ["", "\n\n", "   \n"])
def test_an_empty_line_is_not_shown(text: str) -> None:
    lines = list(render(report(text, finding(Span("russia.yaml", 1, 1, 1, 1)))))
    assert not any("│" in line for line in lines)


def test_a_place_in_a_file_that_is_not_there_is_still_told() -> None:
    lines = list(render(Report("x/y", (finding(Span("gone.yaml", 7, 2, 7, 3)),))))
    assert lines[2] == "gone.yaml:7:2: error IK503 doubled-word"


TEXT = "heading: the the\nother: one\nthird: two\n"
DOUBLED = finding(
    Span("russia.yaml", 1, 10, 1, 17), message="“the” stands twice", hint="delete one of the two",
    related=(Related(Span("russia.yaml", 2, 8, 2, 11), "first spelled so here"),),
)


def test_a_finding_in_full() -> None:
    assert "\n".join(render(report(TEXT, DOUBLED))) == """\
russia.yaml  (1)

russia.yaml:1:10: error IK503 doubled-word
  “the” stands twice
     1 │ heading: the the
       │          ^^^^^^^
  russia.yaml:2:8: first spelled so here
     2 │ other: one
       │        ^^^
  hint: delete one of the two

minsk-barometer/2019-11: 1 error"""


def test_findings_are_grouped_by_file() -> None:
    def at(file: str, line: int) -> Finding:
        return finding(Span(file, line, 1, line, 2))

    lines = list(render(Report("x/y", (at("a.yaml", 1), at("a.yaml", 2), at("b.yaml", 1)))))
    assert [line for line in lines if line.endswith(")")] == ["a.yaml  (2)", "b.yaml  (1)"]


def test_long_messages_and_hints_are_wrapped() -> None:
    long = finding(Span("russia.yaml", 1, 1, 1, 2), message="word " * 60, hint="hint " * 60)
    lines = "\n".join(render(report("a\n", long), width=60)).splitlines()
    assert max(len(line) for line in lines) <= 60
    assert sum(line.count("word") for line in lines if "IK503" not in line) == 60
    assert sum(line.count("hint") for line in lines) == 61


SEVERITIES = st.lists(st.sampled_from(Severity), max_size=5)


@given(SEVERITIES)
def test_the_summary_counts_by_severity(severities: list[Severity]) -> None:
    findings = tuple(finding(Span("a", 1, 1, 1, 2), severity) for severity in severities)
    said = summary(Report("x/y", findings), Paint())
    if not severities:
        assert said == "x/y: nothing to complain of"
        return
    counts = [
        f"{count} {severity.value}" + ("s" if count > 1 else "")
        for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE) if (count := severities.count(severity))
    ]
    assert said == "x/y: " + ", ".join(counts)


@pytest.mark.parametrize("severity", Severity)
def test_colors_only_when_asked_for(severity: Severity) -> None:
    given_report = report(TEXT, finding(Span("russia.yaml", 1, 10, 1, 17), severity, hint="a hint"), DOUBLED)
    plain = "\n".join(render(given_report))
    colored = "\n".join(render(given_report, color=True))
    assert "\033" not in plain
    assert "\033[" in colored
    assert ESCAPE.sub("", colored) == plain


@pytest.mark.parametrize("character", WIDTHS)
def test_widths_are_those_of_a_terminal(character: str) -> None:
    assert cells(character) == WIDTHS[character]
    assert cells(character * 3 + "a") == 3 * WIDTHS[character] + 1
