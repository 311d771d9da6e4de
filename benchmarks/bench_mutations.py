"""Plants errors of many kinds into the shipped issue, one at a time, and counts which are found.

usage: python benchmarks/bench_mutations.py [--each 12] [--seed 12] [--kind NAME] [--missed]

Prints the recall of each kind of error (found by a rule that claims to catch it, on the line of the error), and
the false alarms: findings above a note on the issue as shipped, and findings that an error brought up elsewhere.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from itertools import islice
from pathlib import Path

from issuekit import pipeline
from issuekit.diagnostics import Finding, Severity
from issuekit.reading.workspace import IssueFolder
from mutations import kinds, wording  # noqa: F401 - wording registers its kinds
from mutations.ground import Ground, Planted

ROOT = Path(__file__).parents[1]



TARGET = 0.98


def main() -> int:
    """Run the benchmark; exit 1 where the recall is below the target or the shipped issue isn't quiet."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=12, help="errors of each kind (where there is room for them)")
    parser.add_argument("--seed", type=int, default=12)
    parser.add_argument("--kind", help="only this kind")
    parser.add_argument("--missed", action="store_true", help="show the errors that were missed")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return run(Path(folder), arguments)


def run(root: Path, arguments: argparse.Namespace) -> int:
    """Plant, check, count."""
    shutil.copytree(ROOT / "issues", root / "issues")
    issue = IssueFolder(root, "minsk-barometer", root / "issues/minsk-barometer/2019-11")
    shipped = pipeline.check(issue)
    if shipped.scored is None:
        raise SystemExit("the shipped issue can't be read")
    loud = [finding for finding in shipped.report.findings if finding.severity is not Severity.NOTE]
    known = {key(finding) for finding in shipped.report.findings}
    found = planted = strays = 0
    for name, (codes, plant) in kinds.KINDS.items():
        if arguments.kind and name != arguments.kind:
            continue
        # A seed of its own for each kind, so that a new kind doesn't move the others' errors.
        ground = Ground(shipped.scored, random.Random(f"{arguments.seed} {name}"))  # noqa: S311 - not a secret
        errors = list(islice(plant(ground), arguments.each))
        hits = 0
        elsewhere: dict[str, int] = {}
        for error in errors:
            hit, stray, shown = try_one(root, issue, error, codes, known)
            hits += hit
            for code in stray:
                elsewhere[code] = elsewhere.get(code, 0) + 1
            if arguments.missed and not hit:
                print(f"    missed: {shown}")
        found, planted, strays = found + hits, planted + len(errors), strays + sum(elsewhere.values())
        also = (
            " also: " + ", ".join(f"{code} x{count}" for code, count in sorted(elsewhere.items())) if elsewhere else ""
        )
        share = f"{hits / len(errors):6.0%}" if errors else "  none"
        print(f"{share}  {hits:3} of {len(errors):3}  {name} ({'/'.join(codes)}){also}")
    print()
    print(f"kinds {len(kinds.KINDS)}, errors {planted}, found {found} ({found / max(planted, 1):.1%})")
    print(f"findings above a note on the issue as shipped: {len(loud)}")
    for finding in loud:
        print(f"    {finding.span} {finding.code} {finding.message}")
    print(
        f"findings above a note that an error brought up elsewhere: {strays} ({strays / max(planted, 1):.1%} of errors)"
    )
    return int(found < TARGET * planted or bool(loud))


def key(finding: Finding) -> tuple[str, str, str]:
    """What makes a finding the same although lines have moved."""
    return (finding.code, finding.span.file, finding.message)


def try_one(
    root: Path,
    issue: IssueFolder,
    error: Planted,
    codes: tuple[str, ...],
    known: set[tuple[str, str, str]],
) -> tuple[bool, list[str], str]:
    """Whether one error is found on its line, the codes of new findings elsewhere, and the error in words."""
    path = root / error.file
    original = path.read_bytes()
    text = original.decode("utf-8")
    path.write_bytes((text[: error.start] + error.text + text[error.end :]).encode("utf-8"))
    try:
        findings = pipeline.check(issue).report.findings
    finally:
        path.write_bytes(original)
    new = [finding for finding in findings if key(finding) not in known]
    right = [finding for finding in new if finding.code.startswith(codes)]
    hit = any(
        finding.span.file == error.file
        and not error.lines.isdisjoint(range(finding.span.line, finding.span.end_line + 1))
        for finding in right
    ) or any(
        related.span.file == error.file and related.span.line in error.lines
        for finding in right
        for related in finding.related
    )
    stray = [finding.code for finding in new if finding not in right and finding.severity is not Severity.NOTE]
    line = min(error.lines, default=0)
    said = "; ".join(f"{finding.span.line} {finding.code}" for finding in new[:4]) or "nothing"
    before = text[max(0, error.start - 40) : error.start].replace("\n", "⏎")
    return hit, stray, f"{error.file}:{line} …{before}[{text[error.start : error.end]!r} → {error.text!r}]: {said}"


if __name__ == "__main__":
    sys.exit(main())
