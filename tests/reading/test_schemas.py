"""The JSON Schemas beside the reader: what an editor's own editor says has to be what the reader says."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from jsonschema import Draft202012Validator

import workshop
from issuekit.diagnostics import Severity
from issuekit.model.resources import resource_folder
from issuekit.reading.decode import Fields
from issuekit.reading.issue_file import read_issue

if TYPE_CHECKING:
    from collections.abc import Iterator

REPOSITORY = Path(__file__).parents[2]
NAMES = ("chapter", "issue", "series", "names")
SCHEMAS: dict[str, dict[str, Any]] = {
    name: json.loads((resource_folder("schemas") / f"{name}.schema.json").read_text(encoding="utf-8")) for name in NAMES
}
# What the reader says about the shape of a file, as opposed to what its words mean.
STRUCTURAL = {"IK106", "IK107", "IK108"}
UNKNOWN_NAME = "IK111"

# Which mapping of the reader is which part of a schema: by the words in which the reader speaks of it.
PARTS = {
    "a chapter": "chapter/",
    "a block": "chapter/$defs/block",
    "a table": "chapter/$defs/table",
    "an event": "chapter/$defs/event",
    "“control”": "chapter/$defs/control",
    "“national”": "chapter/$defs/control",  # control totals of one index among several
    "the issue": "issue/",
    "“editor”": "issue/properties/editor",
    "the series": "series/",
    "“first”": "series/properties/first/anyOf/0",
    "“scoring”": "series/properties/scoring/anyOf/0",
    "a scale": "series/$defs/scale",
    "a band": "series/$defs/band",
    "an index": "series/$defs/index",
    "a chapter of the series": "series/$defs/chapter",
    "“overview”": "series/properties/overview/anyOf/0",
    "an appendix": "series/$defs/appendix",
    "“labels”": "series/properties/labels/anyOf/0",
    "a rule setting": "series/$defs/rule",
    "the house style": "names/",
    "a spelling": "names/$defs/form",
}

# A workspace in which every mapping occurs that a file can have.
EVERYTHING = """\
--- series.yaml
title: Barometer
subtitle: A review
running_head: BAROMETER
publisher: A house
website: https://example.org/
language: en
spelling: british
style: barometer
months: 2
first: {number: 1, period: 2018-01/2018-02}
scoring: {lowest: -3, highest: +3, total: sum}
overview: {title: All, indices: [partner]}
labels: {trends: Main trends}
rules:
  - {code: IK503, severity: off, reason: titles of films}
--- names.yaml
names:
  - {use: Minsk, never: [Mensk]}
terms:
  - {use: anti-tank, never: [antitank]}
abbreviations: [EU, 1999]
--- issue.yaml
number: 12
period: 2019-11/2019-12
date: 2020-01
editor: {name: An Editor, roles: [Editor]}
letter: We present the issue.
chapters: [partner, neighbor, security]
--- partner.yaml
chapter: partner
trends: [A trend., 2019]
developments:
  - {part: One, heading: Two, text: Text., table: exercises}
forecast:
tables:
  - {id: exercises, caption: Exercises, columns: [Date, Men], rows: [[4 November, 500], [5 May, ""]], widths: [4, 6]}
events:
  - {date: 4 November, event: A visit, points: +1}
  - {date: 5 November, event: A quarrel, points: [+1, −2]}
control: {total: 0, positive: "+2", negative: −2}
--- security.yaml
chapter: security
events:
  - {date: November, event: An exercise, points: {national: 0, regional: [-1, +1]}}
control:
  national: {total: 0}
  regional: {positive: 1}
"""
FILES = {
    "partner.yaml": "chapter", "neighbor.yaml": "chapter", "security.yaml": "chapter", "issue.yaml": "issue",
    "series.yaml": "series", "names.yaml": "names",
}


class CoreLoader(yaml.SafeLoader):
    """YAML 1.2, as the editors' own editors read it: “no” and “2020-01-05” are texts."""


CoreLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?", list("-+0123456789.")),
):
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"(?:{pattern})$"), first)


def load(text: str) -> Any:
    return yaml.load(text, CoreLoader)  # noqa: S506 - a safe loader with other resolvers


def place_of(file: str, folder: Path) -> Path:
    """Where a file of the workspace is: in the issue's folder, or beside it."""
    return next(path for path in (folder / file, folder.parent / file) if path.exists())


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(SCHEMAS[name])


def part(path: str) -> dict[str, Any]:
    """The part of a schema that a path such as “chapter/$defs/block” names."""
    name, _, rest = path.partition("/")
    found: Any = SCHEMAS[name]
    for step in rest.split("/") if rest else ():
        found = found[int(step)] if isinstance(found, list) else found[step]
    assert isinstance(found, dict)
    return found


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    """Every mapping with named keys that a schema describes."""
    if isinstance(schema, dict):
        if "properties" in schema and schema.get("type") == "object":
            yield schema
        for value in schema.values():
            yield from objects(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from objects(value)


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("name", NAMES)
def test_every_key_explains_itself_and_its_examples_fit(name: str) -> None:
    for mapping in objects(SCHEMAS[name]):
        assert mapping["additionalProperties"] is False
        assert mapping["title"]
        assert mapping["description"].endswith(".")
        for key, value in mapping["properties"].items():
            assert value["title"], key
            assert value["description"].endswith((".", "…")), key
            referred = value.get("items", {}).get("$ref")
            assert value.get("examples") or referred, key
            for example in value.get("examples", ()):
                Draft202012Validator({**value, "$defs": SCHEMAS[name]["$defs"]} if "$defs" in SCHEMAS[name] else value
                                     ).validate(example)


@pytest.mark.parametrize("path", sorted((REPOSITORY / "issues").glob("*/*.yaml")) + sorted(
    (REPOSITORY / "issues").glob("*/*/*.yaml")), ids=lambda path: path.name)
def test_the_sample_issue_fits(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    kind = path.stem if path.stem in ("series", "names", "issue") else "chapter"
    errors = [f"{list(error.absolute_path)}: {error.message}" for error in validator(kind).iter_errors(load(text))]
    assert errors == []
    modeline = re.match(r"# yaml-language-server: \$schema=(\S+)", text)
    if modeline:
        assert (path.parent / modeline[1]).resolve() == (resource_folder("schemas") / f"{kind}.schema.json").resolve()


def test_the_keys_are_those_that_the_reader_asks_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, set[str]] = {}
    done = Fields.done

    def listen(fields: Fields) -> None:
        asked.setdefault(fields.what, set()).update(fields._known)
        done(fields)

    monkeypatch.setattr(Fields, "done", listen)
    reading = workshop.read(EVERYTHING, tmp_path)
    assert [finding.message for finding in reading.findings] == []
    # Control totals by index: the keys are the chapter's indices, which no schema can know.
    assert asked["“control”"] == {"total", "positive", "negative"} | {"national", "regional"}
    asked["“control”"] -= {"national", "regional"}
    assert asked["“regional”"] == asked.pop("“regional”") == asked["“national”"]
    assert set(asked) == set(PARTS)
    for what, path in PARTS.items():
        assert asked[what] == set(part(path)["properties"]), what
    covered = [id(part(path)) for path in PARTS.values()]
    assert {id(mapping) for name in NAMES for mapping in objects(SCHEMAS[name])} == set(covered)


def test_what_the_reader_takes_fits(tmp_path: Path) -> None:
    folder = workshop.lay_out(EVERYTHING, tmp_path)
    assert read_issue(folder).issue is not None
    for file, kind in FILES.items():
        validator(kind).validate(load(place_of(file, folder.path).read_text(encoding="utf-8")))


def test_every_broken_input_of_the_wrong_shape_is_refused(tmp_path: Path) -> None:
    cases = yaml.safe_load(Path(__file__).with_name("broken.yaml").read_text(encoding="utf-8"))
    tried = 0
    for number, case in enumerate(cases):
        codes = {place.split()[1] for place in case["expect"]}
        files = {place.split(":")[0] for place in case["expect"]}
        if "bytes" in case or "without" in case or not codes <= STRUCTURAL or not files <= set(FILES):
            continue
        folder = workshop.lay_out(str(case["text"]), tmp_path / str(number))
        for file in files:
            content = load(place_of(file, folder.path).read_text(encoding="utf-8"))
            assert not validator(FILES[file]).is_valid(content), case["name"]
            tried += 1
    assert tried >= 25


def damaged(value: Any) -> Iterator[tuple[str, Any]]:
    """The value with one thing wrong in it, each in its turn, and what was done."""
    if isinstance(value, dict):
        yield "a key that nobody knows", {**value, "zebra": 1}
        for key in value:
            yield f"without “{key}”", {other: kept for other, kept in value.items() if other != key}
            for done, worse in (*damaged(value[key]), ("empty", None), ("a list", [[1]]), ("keys", {"zebra": 1})):
                yield f"{key}: {done}", {**value, key: worse}
    elif isinstance(value, list):
        yield "a text for a list", "zebra"
        for number, entry in enumerate(value):
            for done, worse in (*damaged(entry), ("a list", [[[1]]]), ("keys", {"zebra": 1})):
                yield f"{number}: {done}", [*value[:number], worse, *value[number + 1 :]]
    elif isinstance(value, int):
        yield "a word for a number", "zebra"


@pytest.mark.parametrize("file", sorted(set(FILES) - {"neighbor.yaml"}))
def test_schema_and_reader_agree_about_damaged_files(file: str, tmp_path: Path) -> None:
    folder = workshop.lay_out(EVERYTHING, tmp_path)
    path = place_of(file, folder.path)
    whole = load(path.read_text(encoding="utf-8"))
    tried = 0
    for done, content in damaged(whole):
        path.write_text(yaml.safe_dump(copy.deepcopy(content), allow_unicode=True), encoding="utf-8")
        findings = [finding for finding in read_issue(folder).findings if finding.severity is Severity.ERROR]
        said = [f"{finding.code} {finding.message}" for finding in findings]
        own = {finding.code for finding in findings if finding.span.file.endswith(f"/{file}")}
        fits = validator(FILES[file]).is_valid(content)
        assert fits or said, f"{done}: the schema refuses what the reader takes"
        if UNKNOWN_NAME not in own:  # what names a thing that is gone has lost its shape only for the reader
            lost = done.endswith(("without “date”", "without “points”")) and "events" in done
            refused = lost or own & STRUCTURAL
            assert not (fits and refused), f"{done}: the schema takes what the reader refuses: {said}"
        tried += 1
    assert tried > 20
