"""Styles: found, shadowed file by file, kept inside their folders, and their faults told with file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from issuekit.press.errors import PressError
from issuekit.press.shelf import Shelf, inside
from issuekit.press.style import Style
from issuekit.press.templates import Templates, css_string

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    home = tmp_path / "workspace"
    (home / "templates/barometer").mkdir(parents=True)
    return home


def style_with(workspace: Path, **files: str) -> Style:
    for name, text in files.items():
        (workspace / f"templates/barometer/{name}.html").write_text(text, encoding="utf-8")
    return Style("barometer", workspace)


def test_a_workspace_shadows_file_by_file(workspace: Path) -> None:
    own = style_with(workspace, parts="own parts of {{ name }}")
    assert Templates(own).render("parts.html", {"name": "<us>"}) == "own parts of &lt;us&gt;"
    assert own.read("style.css") == Style("barometer", None).read("style.css")


def test_a_style_of_the_workspace_alone(workspace: Path) -> None:
    (workspace / "templates/house").mkdir()
    (workspace / "templates/house/page.html").write_text("x", encoding="utf-8")
    house = Style("house", workspace)
    assert Templates(house).render("page.html", {}) == "x"
    assert house.palette() == {}
    with pytest.raises(PressError, match=r"has no style\.css"):
        house.sheet()


@pytest.mark.parametrize("name", ["none", "", "..", "../templates/barometer", "barometer/", "/etc"])
def test_unknown_styles(workspace: Path, name: str) -> None:
    with pytest.raises(PressError, match=r"there is no style .*barometer"):
        Style(name, workspace)


@pytest.mark.parametrize(("source", "message"), [
    ("one\n{% if %}", r"templates/barometer/page\.html, line 2"),
    ("one\n\n{{ nothing }}", r"templates/barometer/page\.html, line 3: 'nothing' is undefined"),
    ("{{ 1 / 0 }}", "line 1: division by zero"),
    ("{{ name.none }}", "line 1"),
    ("{{ name.__class__.__mro__ }}", "line 1"),
    ("{% include 'other.html' %}", "no template other.html"),
    ("{% include '../../secret.html' %}", "no template"),
    ("{% include 'linked.html' %}", "no template linked.html"),
    ("{% include 'page.html' %}", "line 1"),
])
def test_faults_of_templates_are_told(workspace: Path, source: str, message: str) -> None:
    (workspace / "secret.html").write_text("secret", encoding="utf-8")
    (workspace / "templates/barometer/linked.html").symlink_to(workspace / "secret.html")
    own = style_with(workspace, page=source)
    with pytest.raises(PressError, match=message):
        Templates(own).render("page.html", {"name": "x"})


def test_faults_of_an_included_template_name_it(workspace: Path) -> None:
    own = style_with(workspace, page="{% include 'inner.html' %}", inner="\n\n{{ nothing }}")
    with pytest.raises(PressError, match=r"inner\.html, line 3"):
        Templates(own).render("page.html", {})


def test_a_template_that_is_not_text(workspace: Path) -> None:
    (workspace / "templates/barometer/page.html").write_bytes(b"\xff\xfe")
    with pytest.raises(PressError, match=r"page\.html can't be read"):
        Templates(Style("barometer", workspace)).render("page.html", {})


@pytest.mark.parametrize("text", ["[]", "{", '{"ink": "red"}', '{"in k": "#000000"}', '{"ink": 3}'])
def test_a_palette_is_names_and_colors(workspace: Path, text: str) -> None:
    (workspace / "templates/barometer/palette.json").write_text(text, encoding="utf-8")
    with pytest.raises(PressError, match=r"palette\.json"):
        Style("barometer", workspace).sheet()


def test_the_palette_becomes_variables() -> None:
    style = Style("barometer", None)
    assert f"--positive:{style.palette()['positive']};" in style.sheet()


def test_a_text_cannot_leave_a_string_of_css() -> None:
    escaped = css_string('a"b\\</style>')
    assert set("</>").isdisjoint(escaped)
    assert escaped.count('"') == 2
    assert css_string("No 12") == '"No\\20 12"'


def test_the_shelf_hands_out_what_pages_may_use(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (workspace / "logo.svg").write_text("<svg/>", encoding="utf-8")
    (workspace / "link.svg").symlink_to(tmp_path / "secret.txt")
    shelf = Shelf(styles=(workspace,), assets=(), workspace=None)
    assert shelf.fetch("style:logo.svg").content == b"<svg/>"
    for address in (
        "style:../secret.txt", "style:link.svg", "style:", "style:%00", "chart:none", "image:logo.svg",
        "asset:logo.svg", f"file://{tmp_path}/secret.txt", "http://127.0.0.1:9/",
        "https://example.org/", "data:text/plain,x", "logo.svg",
    ):
        with pytest.raises(ValueError, match="pages can use no"):
            shelf.fetch(address)


def test_inside_means_inside(workspace: Path) -> None:
    assert inside(workspace, "") is None
    assert inside(workspace, ".") is None
    assert inside(workspace, "templates") is None
