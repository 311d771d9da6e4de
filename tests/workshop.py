"""A tiny workspace around an example: a rule's docstring, or a case file, made into an issue on disk.

An example is prose, or keys of a chapter's file, or whole files, each after a line ``--- name``. What an
example doesn't give is taken from the workspace below: a bimonthly series with two partners and a security
chapter, period November-December 2019.
"""

from __future__ import annotations

import re
from textwrap import indent
from typing import TYPE_CHECKING

from issuekit.checks.run import check
from issuekit.indices.totals import ScoredIssue, score
from issuekit.reading.issue_file import Reading, read_issue
from issuekit.reading.workspace import IssueFolder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from issuekit.checks.rule import Room
    from issuekit.diagnostics import Finding

# A series without indices: a review of the month, say.
REVIEW = """\
--- series.yaml
indices: []
appendices: []
chapters:
  - {id: partner, title: Foreign policy}
  - {id: neighbor, title: Economy}
  - {id: security, title: Security}
--- partner.yaml
chapter: partner
developments:
  - text: |
      A review without numbers.
"""
CHAPTER_KEYS = ("trends", "developments", "forecast", "tables", "events", "control")

SERIES = """\
title: Barometer
publisher: A house
website: https://example.org/
language: en
spelling: american
months: 2
first: {number: 1, period: 2018-01/2018-02}
scoring: {lowest: -3, highest: 3, total: sum}
"""
SCALES = """\
scales:
  - id: tension
    title: Color scale
    bands:
      - {name: White, color: "#ffffff", from: -1, interpretation: Calm}
      - {name: Green, color: "#3f8f5b", from: -6, to: -2, interpretation: Watchful}
      - {name: Yellow, color: "#f2c230", from: -12, to: -7, interpretation: Close attention}
      - {name: Red, color: "#b3202c", to: -13, interpretation: Danger}
"""
INDICES = """\
indices:
  - {id: partner, label: Partner}
  - {id: neighbor, label: Neighbor}
  - {id: national, label: National security}
  - {id: regional, label: Regional tension, scale: tension}
"""
CHAPTERS = """\
chapters:
  - id: partner
    title: Relationship with the partner
    indices: [partner]
    required: [trends, developments, forecast, events]
  - {id: neighbor, title: Relationship with the neighbor, indices: [neighbor]}
  - {id: security, title: Security, indices: [national, regional]}
"""
APPENDICES = """\
appendices:
  - {id: appendix-relations, title: Catalogue of relations, catalogue: [partner, neighbor]}
  - {id: appendix-scale, title: Color scale, scale: tension}
"""
ISSUE = """\
number: 12
period: 2019-11/2019-12
date: 2020-01
editor: {name: An Editor, roles: [Editor]}
letter: |
  We present the issue.
chapters: [partner, neighbor, security]
"""
FOLDER = "issues/barometer/2019-11"


def lay_out(example: str, root: Path) -> IssueFolder:
    """Write the workspace with the example in it."""
    files = split(example)
    series = files.pop("series.yaml", "")
    given = set(re.findall(r"^(\w+):", series, re.MULTILINE))
    parts = {"scales": SCALES, "indices": INDICES, "chapters": CHAPTERS, "appendices": APPENDICES}
    base = "".join(f"{line}\n" for line in SERIES.splitlines() if line.split(":")[0] not in given)
    whole = series.rstrip("\n") + "\n" + base + "".join(text for key, text in parts.items() if key not in given)
    folder = root / FOLDER
    written = {"series.yaml": whole.lstrip("\n")}
    issue = files.pop("issue.yaml", "")
    keys = set(re.findall(r"^(\w+):", issue, re.MULTILINE))
    if "letter" in keys:
        base_issue = "".join(f"{line}\n" for line in ISSUE.splitlines()
                             if line.split(":")[0] not in keys and not line.startswith(" "))
    else:
        base_issue = drop_keys(ISSUE, keys)
    written["2019-11/issue.yaml"] = (issue.rstrip("\n") + "\n" if issue else "") + base_issue
    for chapter in ("partner", "neighbor", "security"):
        written[f"2019-11/{chapter}.yaml"] = files.pop(f"{chapter}.yaml", f"chapter: {chapter}\n")
    for name, text in files.items():
        place = name if "/" in name or name in ("names.yaml", "history.csv") else f"2019-11/{name}"
        written[place] = text
    for name, text in written.items():
        path = root / "issues/barometer" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return IssueFolder(root, "barometer", folder)


def drop_keys(text: str, keys: set[str]) -> str:
    """Top-level keys taken out of a YAML text, with what stands under them."""
    kept, dropping = [], False
    for line in text.splitlines():
        if not line.startswith(" "):
            dropping = line.split(":")[0] in keys
        if not dropping:
            kept.append(line)
    return "\n".join(kept) + "\n"


def split(example: str) -> dict[str, str]:
    """The files of an example; prose and chapter keys become the file of the chapter ``partner``."""
    if example.startswith("--- "):
        pieces = re.split(r"^--- (\S+)\n", example + "\n", flags=re.MULTILINE)[1:]
        return dict(zip(pieces[::2], pieces[1::2], strict=True))
    if re.match(rf"(?:{'|'.join(CHAPTER_KEYS)}):", example):
        return {"partner.yaml": f"chapter: partner\n{example}\n"}
    prose = indent(example, "      ")
    return {"partner.yaml": f"chapter: partner\ndevelopments:\n  - text: |\n{prose}\n"}


def read(example: str, root: Path) -> Reading:
    """The reading of an example."""
    return read_issue(lay_out(example, root))


def scored(example: str, root: Path) -> ScoredIssue:
    """The scored issue of an example, which has to be readable."""
    reading = read(example, root)
    assert reading.issue is not None, [f"{finding.span}: {finding.message}" for finding in reading.findings]
    return score(reading.issue)


def findings(example: str, root: Path, rooms: Sequence[Room]) -> list[Finding]:
    """What the rules of some rooms find in an example."""
    return check(scored(example, root), rooms)
