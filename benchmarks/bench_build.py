"""Builds the shipped issue as whole processes, side by side with peers that set the same text, and compares.

usage: python benchmarks/bench_build.py [--runs 5] [--times 1,4,16] [--only NAME]

Every run starts a process from nothing and waits for its PDF. The runs of all programs are interleaved, so that
what else the machine does falls on all of them; medians are compared. “weasyprint” is the plain command on the
issue's own HTML as one document, without tags; “weasyprint, tagged” asks it for PDF/UA. ``--times`` repeats the
issue's chapters, to see how time and memory grow with pages. “processor” are the seconds that all processors
together worked, less at the mercy of what else runs; memory is the most that one process used.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import yaml

sys.path.insert(0, str(Path(__file__).with_name("peers")))

from typst_text import typst_of

from issuekit.charts.draw import draw
from issuekit.indices.totals import score
from issuekit.press.one_document import write_one_document
from issuekit.reading.issue_file import read_issue
from issuekit.reading.workspace import find_issue

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).resolve().parents[1]
ISSUE = "minsk-barometer/2019-11"
COLD, ONE_WORD, NOTHING, PLAIN = "issuekit, cold", "issuekit, one word", "issuekit, nothing new", "weasyprint"
TARGETS = {COLD: (PLAIN, 1.0), ONE_WORD: (COLD, 0.4)}


@dataclass
class Contender:
    """A command that makes a PDF, what is done before each run, and what its runs took."""

    name: str
    command: Sequence[str]
    target: Path
    before: Callable[[], None] = lambda: None
    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    megabytes: float = 0
    pages: int = 0

    def run(self) -> None:
        self.before()
        self.target.unlink(missing_ok=True)
        started = time.perf_counter()
        environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # as where it is installed: modules are compiled once
        with subprocess.Popen(
            self.command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
        ) as process:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        self.seconds.append(time.perf_counter() - started)
        self.processor.append(usage.ru_utime + usage.ru_stime)
        if not self.target.is_file():
            raise SystemExit(f"{self.name} made no PDF: {' '.join(self.command)}")
        self.megabytes = max(self.megabytes, usage.ru_maxrss / 1024)
        with pikepdf.open(self.target) as pdf:
            self.pages = len(pdf.pages)

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)


def main() -> int:
    """Run the benchmark; exit 1 where a ratio misses its target."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--times", default="1", help="how many times the chapters are repeated: 1,4,16")
    parser.add_argument("--only", help="only the contenders whose names contain this")
    arguments = parser.parse_args()
    missed = False
    for times in map(int, arguments.times.split(",")):
        with tempfile.TemporaryDirectory() as name:
            found = contenders_in(Path(name), times)
            contenders = [entry for entry in found if (arguments.only or "") in entry.name]
            for _ in range(arguments.runs):
                for contender in contenders:
                    contender.run()
            missed |= report(contenders, times)
    return int(missed)


def report(contenders: Sequence[Contender], times: int) -> bool:
    """Print a table; whether a target was missed."""
    medians = {contender.name: contender.median for contender in contenders}
    print(f"\nchapters {times} time(s)    seconds (least-most)   of cold  of plain  processor  pages     MB")
    for entry in contenders:
        ratios = "".join(
            f"{entry.median / medians[base]:9.2f}" if base in medians else f"{'':9}" for base in (COLD, PLAIN)
        )
        spread = f"({min(entry.seconds):.2f}-{max(entry.seconds):.2f})"
        print(f"{entry.name:24}{entry.median:7.2f} {spread:>14}{ratios}"
              f"{statistics.median(entry.processor):11.2f}{entry.pages:7}{entry.megabytes:7.0f}")
    missed = False
    for name, (base, target) in TARGETS.items():
        if name in medians and base in medians and medians[name] > target * medians[base]:
            print(f"missed: {name} takes more than {target} of {base}")
            missed = True
    return missed


def contenders_in(folder: Path, times: int) -> list[Contender]:
    """Everyone who can build here, each with what it needs in the folder."""
    workspace = folder / "workspace"
    shutil.copytree(ROOT / "issues", workspace / "issues")
    repeat_chapters(workspace / "issues/minsk-barometer", times)
    build = workspace / "build"
    target = folder / "issuekit.pdf"
    # A draft, since chapters that are there several times are an error of the issue.
    draft = ["--draft"] if times > 1 else []
    # issuekit finds the workspace from the folder it runs in.
    command = [
        "sh",
        "-c",
        'cd "$1" && shift && exec "$@"',
        "sh",
        str(workspace),
        sys.executable,
        "-m",
        "issuekit",
        "build",
        ISSUE,
        *draft,
        "--quiet",
        "-o",
        str(target),
    ]
    found = [
        Contender(COLD, command, target, lambda: shutil.rmtree(build, ignore_errors=True)),
        Contender(ONE_WORD, command, target, WordChanger(workspace / f"issues/{ISSUE}/russia.yaml")),
        Contender(NOTHING, command, target),
    ]
    return found + peers(folder, workspace)


def peers(folder: Path, workspace: Path) -> list[Contender]:
    """Other programs that are installed, on the same text."""
    issue = read_issue(find_issue(ISSUE, workspace)).issue
    if issue is None:
        raise SystemExit("the issue can't be read")
    scored = score(issue)
    page = write_one_document(scored, draw(scored), folder / "html")
    found = []

    def add(name: str, command: Sequence[str], target: Path) -> None:
        if shutil.which(command[0]):
            found.append(Contender(name, command, target))

    target = folder / "weasyprint.pdf"
    weasyprint = [sys.executable, "-m", "weasyprint"]
    add(PLAIN, [*weasyprint, str(page), str(target)], target)
    add("weasyprint, tagged", [*weasyprint, "--pdf-variant", "pdf/ua-1", str(page), str(target)], target)
    target = folder / "chromium.pdf"
    add(
        "chromium",
        [
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--print-to-pdf={target}",
            page.as_uri(),
        ],
        target,
    )
    target = folder / "pandoc.pdf"
    if shutil.which("lualatex"):
        add("pandoc, lualatex", ["pandoc", str(page), "--pdf-engine=lualatex", "-o", str(target)], target)
    source, target = folder / "issue.typ", folder / "typst.pdf"
    source.write_text(typst_of(page.read_text(encoding="utf-8")), encoding="utf-8")
    program = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"
    if subprocess.run([sys.executable, "-c", "import typst"], check=False, capture_output=True).returncode == 0:
        add("typst", [sys.executable, "-c", program, str(source), str(target)], target)
    return found


class WordChanger:
    """Changes one word in a chapter, another one each time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.text = path.read_text(encoding="utf-8")
        self.turn = 0

    def __call__(self) -> None:
        self.turn += 1
        head, begin, body = self.text.partition("developments:")
        changed = re.sub(r"\bwas\b", f"was, in turn {self.turn},", body, count=1)
        if changed == body:
            raise SystemExit(f"{self.path} has not the word that is to be changed")
        self.path.write_text(head + begin + changed, encoding="utf-8")


class PlainDumper(yaml.SafeDumper):
    """Writes what stands in several places out in each: issues have no anchors."""

    def ignore_aliases(self, data: object) -> bool:
        del data
        return True


def repeat_chapters(series: Path, times: int) -> None:
    """Write every chapter several times into an issue, each under a name of its own."""
    plan: dict[str, Any] = yaml.safe_load((series / "series.yaml").read_text(encoding="utf-8"))
    folder = series / Path(ISSUE).name
    issue: dict[str, Any] = yaml.safe_load((folder / "issue.yaml").read_text(encoding="utf-8"))
    chapters, indices, names = list(plan["chapters"]), list(plan["indices"]), list(issue["chapters"])
    for turn in range(2, times + 1):
        renamed = {index["id"]: f"{index['id']}_{turn}" for index in indices}
        plan["indices"] += [{**index, "id": renamed[index["id"]]} for index in indices]
        for chapter in chapters:
            name = f"{chapter['id']}_{turn}"
            plan["chapters"].append(
                {
                    **chapter,
                    "id": name,
                    "indices": [renamed[index] for index in chapter.get("indices", [])],
                }
            )
            text: dict[str, Any] = yaml.safe_load((folder / f"{chapter['id']}.yaml").read_text(encoding="utf-8"))
            text.pop("control", None)
            for event in text.get("events", []):
                if isinstance(event["points"], dict):
                    event["points"] = {renamed[index]: value for index, value in event["points"].items()}
            written = yaml.dump({**text, "chapter": name}, Dumper=PlainDumper, allow_unicode=True, sort_keys=False)
            (folder / f"{name}.yaml").write_text(written, encoding="utf-8")
        issue["chapters"] += [f"{name}_{turn}" for name in names]
        for appendix in plan["appendices"]:
            if "catalogue" in appendix:
                appendix["catalogue"] += [f"{name}_{turn}" for name in names]
    if times > 1:
        for path, content in ((series / "series.yaml", plan), (folder / "issue.yaml", issue)):
            written = yaml.dump(content, Dumper=PlainDumper, allow_unicode=True, sort_keys=False)
            path.write_text(written, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
