"""Where fonts and templates are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from issuekit.model import resources
from issuekit.model.resources import resource_folder

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A package and a repository, with nothing in either."""
    package, repository = tmp_path / "site/issuekit", tmp_path / "clone"
    package.mkdir(parents=True)
    repository.mkdir()
    monkeypatch.setattr(resources, "PACKAGE", package)
    monkeypatch.setattr(resources, "REPOSITORY", repository)
    return package, repository


def test_the_clone_has_them_at_its_root() -> None:
    assert (resource_folder("assets") / "fonts/source-sans/SourceSans3-Regular.ttf").is_file()
    assert (resource_folder("templates") / "barometer/palette.json").is_file()


def test_an_installed_package_carries_its_own(places: tuple[Path, Path]) -> None:
    package, repository = places
    (repository / "templates").mkdir()
    assert resource_folder("templates") == repository / "templates"
    (package / "templates").mkdir()
    assert resource_folder("templates") == package / "templates"


@pytest.mark.usefixtures("places")
def test_a_damaged_installation_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="“assets”"):
        resource_folder("assets")
