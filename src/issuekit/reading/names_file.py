"""``names.yaml``: the house spelling of names and terms, with the variants to refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.model.series import HouseForm, HouseStyle
from issuekit.reading.decode import Fields
from issuekit.reading.files import load
from issuekit.reading.yaml_nodes import parse as parse_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from issuekit.diagnostics import Finding
    from issuekit.model.source import Source


def read_names(path: Path, beside: Source, findings: list[Finding]) -> HouseStyle:
    """The house style, or an empty one where the series has no such file."""
    if not path.exists():
        return HouseStyle()
    source, found = load(path, f"{beside.name.rpartition('/')[0]}/{path.name}".lstrip("/"))
    findings.extend(found)
    if source is None:
        return HouseStyle()
    root, found = parse_yaml(source)
    findings.extend(found)
    if root is None:
        return HouseStyle()
    fields = Fields(root, "the house style", findings)
    house = HouseStyle(_forms(fields, "names"), _forms(fields, "terms"), fields.texts("abbreviations"))
    fields.done()
    return house


def _forms(fields: Fields, key: str) -> tuple[HouseForm, ...]:
    forms = []
    for entry in fields.records(key, "a spelling"):
        use, never = entry.text("use", required=True), entry.texts("never")
        entry.done()
        if use is not None:
            forms.append(HouseForm(use, never))
    return tuple(forms)
