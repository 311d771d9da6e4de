"""Addresses and references beyond the cases: what the parts promise for any input."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import workshop
from issuekit.checks.links import anchors, bad_address, http_for_https, missing_image, never_referred_to, tracking
from issuekit.checks.links.addresses import addresses, same_page, tracks
from issuekit.checks.links.syntax import fault_of
from issuekit.checks.registry import ROOMS as ALL_ROOMS
from issuekit.diagnostics import Severity
from issuekit.press.numbering import number

if TYPE_CHECKING:
    from pathlib import Path

    from issuekit.diagnostics import Finding

ROOMS = [room for room in ALL_ROOMS if room.RULE.code.startswith("IK4")]
LABEL = st.from_regex(r"[a-z][a-z0-9]{0,8}", fullmatch=True)
SEGMENT = st.from_regex(r"[A-Za-z0-9_~-]{1,12}|%[0-9A-F]{2}a", fullmatch=True)
PARAMETER = st.from_regex(r"[a-z]{1,8}=[A-Za-z0-9_-]{0,8}", fullmatch=True).filter(lambda text: not tracks(text))
FOLLOWER = st.sampled_from(["utm_source=x", "UTM_Medium=y", "fbclid=1", "gclid=2", "yclid=3", "mc_cid=4", "igshid=5"])


@st.composite
def good_addresses(draw: st.DrawFn) -> str:
    """Addresses that nobody could find fault with."""
    host = ".".join([*draw(st.lists(LABEL, min_size=1, max_size=3)), draw(st.sampled_from(["org", "by", "info"]))])
    path = "".join(f"/{segment}" for segment in draw(st.lists(SEGMENT, max_size=4)))
    query = "&".join(draw(st.lists(PARAMETER, max_size=3)))
    spot = draw(st.sampled_from(["", "#part", "#a1"]))
    return f"{draw(st.sampled_from(['https', 'http']))}://{host}{path}" + (f"?{query}" if query else "") + spot


def found(room: object, text: str, root: Path) -> list[Finding]:
    """What a rule finds in prose."""
    return workshop.findings(text, root, [room])  # type: ignore[list-item] # modules are rooms


def corrected(finding: Finding, root: Path) -> str:
    """The line of the file with the finding's fix made."""
    assert finding.fix is not None
    edit = finding.fix.edits[0]
    line = (root / edit.span.file).read_text(encoding="utf-8").splitlines()[edit.span.line - 1]
    return line[: edit.span.column - 1] + edit.text + line[edit.span.end_column - 1 :]


@given(good_addresses())
def test_good_addresses_have_no_fault(address: str) -> None:
    host = address.partition("://")[2].partition("/")[0]
    if host.startswith("ww") and not host.partition(".")[0].strip("w"):
        return  # ww.example.org is taken for a slip
    assert fault_of(address) is None


@given(good_addresses(), st.sampled_from([" ", "\\", "\u200b", '"', "<"]), st.data())
def test_a_character_that_no_address_has_is_found(address: str, character: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(min_value=len("https://a"), max_value=len(address) - 1))
    fault = fault_of(address[:place] + character + address[place:])
    assert fault is not None
    assert fault.severity is Severity.ERROR


@given(st.text(max_size=80))
def test_any_text_gets_a_verdict(text: str) -> None:
    fault = fault_of(text)
    if fault is not None:
        assert 0 <= fault.start <= len(text)
        assert fault.end is None or fault.start <= fault.end <= len(text)
        assert fault.message
        assert fault.hint


@given(st.text(max_size=60))
def test_what_was_meant_has_no_fault_itself(text: str) -> None:
    fault = fault_of(f"https://example.org/{text}")
    if fault is not None and bad_address.meant(fault):
        assert fault_of(bad_address.meant(fault)) is None


@given(good_addresses(), st.lists(FOLLOWER, min_size=1, max_size=3), st.data())
def test_only_tracking_is_taken_out(address: str, followers: list[str], data: st.DataObject) -> None:
    base, mark, spot = address.partition("#")
    path, _, query = base.partition("?")
    own = query.split("&") if query else []
    mixed = list(own)
    for follower in followers:
        mixed.insert(data.draw(st.integers(min_value=0, max_value=len(mixed))), follower)
    clean = tracking.untracked(f"{path}?{'&'.join(mixed)}{mark}{spot}")
    assert clean is not None
    assert clean[0] == address
    assert tracking.untracked(clean[0]) is None


@given(good_addresses())
def test_the_same_page_in_other_clothes(address: str) -> None:
    page = same_page(address)
    assert page is not None
    other = address.partition("#")[0].replace("https://", "http://")
    path, _, query = other.partition("?")
    dressed = same_page(f"{path}?fbclid=1" + (f"&{query}" if query else ""))
    assert dressed is not None
    assert dressed[0] == page[0]


def test_fixes_change_the_address_alone(tmp_path: Path) -> None:
    text = "A [link](https://example.org/a?utm_source=x&amp;b=1#c), and [more](http://example.org/d)."
    [followed] = found(tracking, text, tmp_path)
    assert corrected(followed, tmp_path) == "      A [link](https://example.org/a?b=1#c), and [more](http://example.org/d)."
    [insecure] = found(http_for_https, text, tmp_path)
    assert corrected(insecure, tmp_path).endswith("and [more](https://example.org/d).")
    assert insecure.fix is not None
    assert insecure.fix.safe


def test_https_is_no_safe_guess_for_another_name_of_the_host(tmp_path: Path) -> None:
    [finding] = found(http_for_https, "[a](http://www.example.org/a) [b](https://example.org/b)", tmp_path)
    assert finding.fix is not None
    assert not finding.fix.safe


@pytest.mark.parametrize(("typed", "meant"), [
    ("www.example.org/a", "https://www.example.org/a"),
    ("http://https://example.org/a", "https://example.org/a"),
    ("http://http//example.org/a", "http://example.org/a"),
    ("https:/example.org/a,", "https://example.org/a"),
    ("press@example.org", "mailto:press@example.org"),
    ("https://example,org/", "https://example.org/"),
])
def test_a_mechanical_slip_is_mended_but_not_unasked(typed: str, meant: str, tmp_path: Path) -> None:
    [finding] = found(bad_address, f"A [link]({typed}) here.", tmp_path)
    assert corrected(finding, tmp_path) == f"      A [link]({meant}) here."
    assert finding.fix is not None
    assert not finding.fix.safe


def test_no_fix_where_the_file_has_the_address_in_other_characters(tmp_path: Path) -> None:
    text = "forecast: '[a](www.example.org/it''s) [b](www.example.org/its)'"
    fixes = [finding.fix for finding in found(bad_address, text, tmp_path)]
    assert fixes[0] is None
    assert fixes[1] is not None


@pytest.mark.parametrize(("address", "said"), [
    (r"D:\My documents\x.htm", "a file on somebody's computer"),
    (r"\\server\files\x.htm", "a file on somebody's computer"),
    ("file:///home/x.htm", "a file on somebody's computer"),
    ("http://It is likely that the agreements", "a sentence"),
    ("https://example.org/a b", "a space"),
    ("https://example.org/\u200ba", "an invisible character"),
    ("http://localhost/a", "no dot"),
    ("http://192.168.0.1/a", "private network"),
    ("ftp://example.org/a", "opens nothing"),
    ("https://example.org/a%2", "%-sign"),
    ("https://ru.wikipedia.org/wiki/%D0%9C%D0%B8%D0", "in the middle of a letter"),
    ("https://example.org/a...", "cut off"),
    ("", "leads nowhere"),
])
def test_an_editor_is_told_what_it_is(address: str, said: str) -> None:
    fault = fault_of(address)
    assert fault is not None
    assert said in fault.message


def test_a_picture_outside_the_workspace(tmp_path: Path) -> None:
    (tmp_path / "map.png").write_text("a picture", encoding="utf-8")
    [finding] = found(missing_image, "![A map](../../../../map.png)", tmp_path / "workspace")
    assert "outside" in finding.message
    (tmp_path / "workspace/map.png").write_text("a picture", encoding="utf-8")
    assert found(missing_image, "![A map](map.png)", tmp_path / "workspace") == []


def test_a_picture_of_a_similar_name_is_proposed(tmp_path: Path) -> None:
    files = "--- partner.yaml\nchapter: partner\nforecast: '![A map](mapp.png)'\n--- map.png\nx\n--- map.yaml\nx: y\n"
    [finding] = found(missing_image, files, tmp_path)
    assert finding.hint == "did you mean “map.png”?"


def test_what_an_author_meant_to_link_is_not_reported_as_a_bare_address(tmp_path: Path) -> None:
    findings = workshop.findings("A [gap] (https://example.org/a) here.", tmp_path, ROOMS)
    assert [finding.code for finding in findings] == ["IK401"]


def test_an_address_in_escapes_is_told_as_a_whole(tmp_path: Path) -> None:
    [address] = addresses(workshop.scored(r"[a](https://example.org/a\_b&amp;c)", tmp_path))
    assert address.target == "https://example.org/a_b&c"
    assert (address.span(3, 4).column, address.span(3, 4).end_column) == (11, 41)


def test_anchors_are_those_that_the_press_prints(tmp_path: Path) -> None:
    scored = workshop.scored(
        "--- series.yaml\noverview: {title: All, indices: [partner]}\n"
        "--- partner.yaml\nchapter: partner\ndevelopments: [{part: One}, {part: Two}, {table: second}]\n"
        "tables:\n  - {id: first, caption: A, columns: [A], rows: [[a]]}\n"
        "  - {id: second, caption: B, columns: [A], rows: [[a]]}\n", tmp_path,
    )
    printed = number(scored.issue)
    known = anchors.anchors(scored)
    assert set(known.names) == set(printed.labels)
    for table, label in printed.tables.items():
        assert label.split("\u00a0")[1] == str(known.tables[table])
    assert printed.labels["appendix-scale"].endswith(str(known.names["appendix-scale"]))


def test_a_table_that_nothing_places_is_told_once(tmp_path: Path) -> None:
    table = "tables:\n  - {id: exercises, caption: A, columns: [A], rows: [[a]]}\n"
    [finding] = found(never_referred_to, table, tmp_path)
    assert "no block places" in finding.message


@settings(max_examples=60)
@given(st.text(alphabet=st.sampled_from("[]()<>!^:*_`\\#. ahtps/wx1\n"), max_size=60))
def test_no_prose_breaks_a_rule(prose: str) -> None:
    import tempfile  # noqa: PLC0415 - hypothesis can't be given a folder of its own for each example
    from pathlib import Path  # noqa: PLC0415

    text = f"x {prose}".replace("\r", "")
    with tempfile.TemporaryDirectory() as folder:
        reading = workshop.read(text, Path(folder))
        if reading.issue is None:
            return
        findings = workshop.findings(text, Path(folder), ROOMS)
        assert [finding for finding in findings if finding.code == "IK199"] == []
