"""What the rules about language build on: slips, romanization, spelling systems, the list of misspellings; their
fixes, and how they bear text that nobody would write.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import workshop
from issuekit.checks.language.article import needed
from issuekit.checks.language.dictionary import list_file, misspelling_list
from issuekit.checks.language.refused import as_printed
from issuekit.checks.language.romanization import folded, sound
from issuekit.checks.language.slips import close_pairs, distance, shortened, slip
from issuekit.checks.language.spelling_systems import to_american, to_british, with_s, with_z
from issuekit.checks.language.words import WORD, words
from issuekit.checks.registry import ROOMS as ALL
from issuekit.checks.run import check

if TYPE_CHECKING:
    from pathlib import Path

    from issuekit.checks.rule import Room
    from issuekit.diagnostics import Finding

NAMES = st.text("abcdefghi", min_size=1, max_size=12)


def rooms(code: str) -> tuple[Room, ...]:
    """The rule of a code, or of all codes that begin so."""
    return tuple(room for room in ALL if room.RULE.code.startswith(code))


def fixed(finding: Finding, root: Path) -> str:
    """The line of the finding after its fix."""
    assert finding.fix is not None
    lines = (root / finding.span.file).read_text(encoding="utf-8").splitlines()
    for edit in sorted(finding.fix.edits, key=lambda edit: edit.span, reverse=True):
        assert edit.span.line == edit.span.end_line == finding.span.end_line
        line = lines[edit.span.line - 1]
        lines[edit.span.line - 1] = line[: edit.span.column - 1] + edit.text + line[edit.span.end_column - 1 :]
    return lines[finding.span.end_line - 1].strip()


@pytest.mark.parametrize(("code", "text", "line"), [
    ("IK503", "It met the the president.", "It met the president."),
    ("IK503", "It met the of the of the president.", "It met the of the president."),
    ("IK504", "The defence of the centre", "The defense of the centre"),
    ("IK505", "An anti-tank gun, anti-tank fire, Antitank guns", "An anti-tank gun, anti-tank fire, Anti-tank guns"),
    ("IK507", "The goverment met.", "The government met."),
    ("IK508", "A important day.", "An important day."),
    ("IK508", "It was “a” *an program*.", "It was “a” *a program*."),
])
def test_a_fix_touches_the_word_alone(code: str, text: str, line: str, tmp_path: Path) -> None:
    found = workshop.findings(text, tmp_path, rooms(code))
    assert fixed(found[0], tmp_path) == line


def test_a_doubled_word_at_a_line_end_leaves_the_line_end(tmp_path: Path) -> None:
    found = workshop.findings("It met the\nthe president.", tmp_path, rooms("IK503"))
    (edit,) = found[0].fix.edits if found[0].fix else ()
    assert (edit.span.line, edit.span.column, edit.span.end_line, edit.span.end_column) == (4, 13, 4, 17)
    assert edit.text == ""


def test_a_house_form_over_a_line_end_changes_one_word(tmp_path: Path) -> None:
    text = """--- names.yaml
names: [{use: Uladzimir Makiej, never: [Vladimir Makiej]}]
--- partner.yaml
chapter: partner
developments:
  - text: |
      Vladimir
      Makiej left.
"""
    found = workshop.findings(text, tmp_path, rooms("IK502"))
    (edit,) = found[0].fix.edits if found[0].fix else ()
    assert (edit.span.line, edit.span.end_line, edit.text) == (4, 4, "Uladzimir")
    assert found[0].fix is not None
    assert found[0].fix.safe


@pytest.mark.parametrize(("use", "printed", "right"), [
    ("roadmap", "road map", "roadmap"), ("roadmap", "Road map", "Roadmap"), ("roadmap", "ROAD MAP", "ROADMAP"),
    ("member states", "Member-States", "Member States"), ("member states", "Member-states", "Member states"),
    ("UK", "U.K.", "UK"), ("Kyiv", "KIEV", "KYIV"), ("Kyiv", "Kiev", "Kyiv"),
])
def test_a_house_form_takes_the_capitals_of_its_place(use: str, printed: str, right: str) -> None:
    assert as_printed(use, printed) == right


@pytest.mark.parametrize("pair", [
    "Viciebsk Vitebsk", "Kyiv Kiev", "Lviv Lvov", "Kharkiv Kharkov", "Lukašenka Lukashenko", "Makiej Makey",
    "Melyantsou Meljantsou", "Mogilev Mahiliou", "Uladzimir Vladimir", "Dmitry Dmitriy", "Myasnikovič Miasnikovich",
    "Zahorodniuk Zagorodnyuk", "Belarusian Belorussian", "Sluck Slutsk", "Maksim Maxim",
])
def test_romanizations_of_one_name_sound_alike(pair: str) -> None:
    one, other = pair.split()
    assert sound(one) == sound(other)


@pytest.mark.parametrize("pair", [
    "Maria Mara", "Francisco Francisca", "Russia Russian", "Python Pythian", "Cynthius Cynthus", "Alexandra Alexandria",
    "Nanchang Nanjing", "Slovakia Slovenia",
])
def test_other_names_sound_otherwise(pair: str) -> None:
    one, other = pair.split()
    assert sound(one) != sound(other)


def test_marks_are_folded_away() -> None:
    assert [folded(name) for name in ("Błaszczak", "Kraŭčanka", "Žuk", "Ślązak", "Jürgen", "Kombëtar")] == [
        "blaszczak", "kraucanka", "zuk", "slazak", "jurgen", "kombetar",
    ]


@given(NAMES, NAMES)
def test_a_slip_is_a_distance_of_one(word: str, right: str) -> None:
    assert (slip(word, right) is not None) == (distance(word, right, 2) == 1)


@given(st.lists(NAMES, unique=True, max_size=12))
def test_close_pairs_miss_no_slip(names: list[str]) -> None:
    found = set(close_pairs(names, names))
    for word in names:
        for right in names:
            if slip(word, right) is not None:
                assert (word, right) in found


@given(NAMES)
def test_a_word_loses_a_letter_at_each_place(word: str) -> None:
    assert {len(shape) for shape in shortened(word)} <= {len(word), len(word) - 1}


def test_every_entry_of_the_list_of_misspellings_is_found() -> None:
    lines = list_file().read_text(encoding="utf-8").splitlines()
    wrong = [line.partition("->")[0] for line in lines if re.match("[a-z]+->", line)]
    found = misspelling_list().corrections(wrong)
    assert len(wrong) > 50_000
    assert found.keys() == set(wrong)
    assert all(found.values())
    assert found["recieve"] == ("receive",)
    assert misspelling_list().corrections(["government", "aaaa", "zzzz", "a"]) == {}


def test_codespell_agrees_on_british_and_american() -> None:
    """Its list is shorter; where it says otherwise, both forms are right in American, or the word is a rare one."""
    left_out = {
        "acknowledgement", "acknowledgements", "analogue", "catalogue", "catalogues", "dialogue", "dialogues",
        "judgement", "judgements", "speciality", "specialities", "storey",
    }
    path = list_file().with_name("dictionary_en-GB_to_en-US.txt")
    pairs = [line.rstrip(",").split("->") for line in path.read_text(encoding="utf-8").split()]
    ours = {british: to_american().get(british) or with_z(british) for british, _ in pairs}
    assert all(ours[british] in (None, american) for british, american in pairs)
    known = sum(ours[british] is not None for british, _ in pairs)
    assert known > 0.9 * len(pairs)
    assert all(ours[british] is None for british in left_out)


@pytest.mark.parametrize("word", [
    "advise", "exercise", "enterprise", "promise", "compromising", "supervised", "franchises", "surprisingly",
    "improvisation", "unadvised", "otherwise", "rising", "raised", "crises", "metropolises", "precise",
    "expertise", "arise",
])
def test_words_that_are_always_spelled_with_s(word: str) -> None:
    assert with_z(word) is None


@pytest.mark.parametrize("word", ["size", "prize", "capsized", "seize", "resizing", "downsized"])
def test_words_that_are_always_spelled_with_z(word: str) -> None:
    assert with_s(word) is None


def test_the_systems_are_each_others_reverse() -> None:
    for american, british in to_british().items():
        assert to_american()[british] == american
        assert american not in to_american()


@pytest.mark.parametrize(("following", "article"), [
    ("hour", "an"), ("house", "a"), ("European", "a"), ("EU", "an"), ("U.S.", "a"), ("MP", "an"), ("UN", "a"),
    ("UAVs", "a"), ("unit", "a"), ("unidentified", "an"), ("unanimous", "a"), ("8", "an"), ("11", "an"), ("18th", "an"),
    ("80", "an"),
    ("110", None), ("1,100", None), ("1863", None), ("NATO", None), ("historic", None), ("UAZ", None), ("one", "a"),
    ("once", "a"), ("x", None), ("Uzbek", None),
])
def test_the_article_that_a_word_needs(following: str, article: str | None) -> None:
    assert needed(following, "") == article


def test_words_are_found_whole_and_in_order(tmp_path: Path) -> None:
    text = words(workshop.scored("Zas met Zasada. Zas, “Zas’s” and Zas-like; aZas, Zas.", tmp_path))
    many = {f"word{number}" for number in range(60)}
    assert text.places(["Zas"])["Zas"] == text.places({"Zas", *many})["Zas"]
    assert len(text.places(["Zas"])["Zas"]) == 5
    assert all(WORD.match(text.text, start)[0] == "Zas" for start in text.places(["Zas"])["Zas"])  # type: ignore[index]


PIECES = [
    "the", "the the", "a", "an", "Kraŭčanka", "Kraučanka", "U.S.", "EBRD", "(EBRD)", "anti-tank", "antitank", "5-year",
    "-", "five-year", "“", "”", "’s", ",", ".", "\u00a0", "defence", "recieve", "Ministry of Defence", "ǅ", "İ", "ŭ",
    "ß", "1,100", "\u0301", "Liu", "Shen", "X.Y.Z.", "road map", "roadmap", "\n",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_rule_breaks_down(tmp_path: Path, pieces: list[str]) -> None:
    text = " ".join(pieces).replace("\n ", "\nX ")
    scored = workshop.scored(f"X {text} X", tmp_path)
    for finding in check(scored, rooms("IK50")):
        assert finding.code != "IK199", finding.message
        assert finding.span.line > 0
