"""Times whole processes of ``issuekit check`` beside one that only imports click, pydantic and PyYAML.

usage: python benchmarks/bench_check.py [--runs 9] [--sizes 1 4 16]

Base, cold check (no report remembered) and remembered check take turns, so that what else the machine does falls on
all of them; shown are medians and their ratios to the base. Then the issue is checked at several times its size
(developments and catalogue repeated in a temporary workspace). Exits with 1 where a cold check takes more than 3
times the base, or where time grows clearly faster than size.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from issuekit import pipeline
from issuekit.reading.workspace import IssueFolder

ROOT = Path(__file__).parents[1]
ISSUE = Path("issues/minsk-barometer/2019-11")
BASE = "import click, pydantic, yaml"
TARGET = 3.0  # times the base
LINEAR = 1.5  # how much dearer the last words added may be than the first
REPEATED = ("developments", "events")


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 4, 16])
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        fast = start(Path(folder) / "1", arguments.runs)
        linear = growth(Path(folder), arguments.sizes, max(3, arguments.runs // 3))
    return int(not (fast and linear))


def start(workspace: Path, runs: int) -> bool:
    """Base, cold and remembered check of the issue as it is; whether the cold one is within the target."""
    lay_out(workspace, 1)
    run_check(workspace)  # compiled modules are written once, and files are in the system's memory
    seconds: dict[str, list[float]] = {"base": [], "cold check": [], "remembered check": []}
    for _ in range(runs):
        seconds["base"].append(run([sys.executable, "-c", BASE], workspace))
        forget(workspace)
        seconds["cold check"].append(run_check(workspace))
        seconds["remembered check"].append(run_check(workspace))
    base = median(seconds["base"])
    print(f"{'':18}{'median':>10}{'fastest':>10}{'ratio':>8}")
    for name, taken in seconds.items():
        print(f"{name:18}{median(taken) * 1000:8.0f}ms{min(taken) * 1000:8.0f}ms{median(taken) / base:8.2f}")
    return median(seconds["cold check"]) <= TARGET * base


def growth(root: Path, sizes: list[int], runs: int) -> bool:
    """Cold checks of the issue at several sizes; whether words added to a large issue cost no more than to a small one.

    What is compared is the cost of what was added from one size to the next: the start of the program, which doesn't
    grow, falls out of it.
    """
    for size in sizes:
        if size != 1:
            lay_out(root / str(size), size)
    taken: dict[int, list[float]] = {size: [] for size in sizes}
    for _ in range(runs):
        for size in sizes:
            forget(root / str(size))
            taken[size].append(run_check(root / str(size)))
    times = {size: median(seconds) for size, seconds in taken.items()}
    print(f"\n{'size':>6}{'median':>10}{'ratio':>8}{'each size added':>18}")
    added: list[float] = []
    for before, size in zip([None, *sizes], sizes, strict=False):
        if before is not None:
            added.append((times[size] - times[before]) / (size - before))
        cost = f"{added[-1] * 1000:16.0f}ms" if added else ""
        print(f"{size:6}{times[size] * 1000:8.0f}ms{times[size] / times[sizes[0]]:8.2f}{cost}")
    return all(cost <= LINEAR * added[0] for cost in added)


def lay_out(workspace: Path, times: int) -> None:
    """The workspace of the sample issue, with developments and events of every chapter repeated."""
    shutil.copytree(ROOT / "issues", workspace / "issues")
    for path in sorted((workspace / ISSUE).glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        for key in REPEATED:
            text = re.sub(rf"(?m)(?<=^{key}:\n)(?:(?:[ #].*)?\n)+", lambda match: match[0] * times, text)
        path.write_text(text, encoding="utf-8")
    checked = pipeline.read(IssueFolder(workspace, ISSUE.parent.name, workspace / ISSUE))
    if checked.scored is None:  # the rules wouldn't have run, and nothing would have been measured
        raise SystemExit(f"the issue can't be read at {times} times its size: {checked.report.findings[0]}")


def forget(workspace: Path) -> None:
    """Delete the reports of earlier checks."""
    shutil.rmtree(workspace / "build", ignore_errors=True)


def run_check(workspace: Path) -> float:
    """The seconds that one check takes, from start to end of its process."""
    return run([sys.executable, "-m", "issuekit", "check", str(workspace / ISSUE)], workspace)


def run(command: list[str], folder: Path) -> float:
    """The seconds that a process takes; anything but a report is a fault."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "NO_COLOR": "1"}
    # Where nothing compiled may be kept, every run of issuekit would compile it anew, and the libraries' not.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    started = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    taken = time.perf_counter() - started
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode())
    return taken


if __name__ == "__main__":
    sys.exit(main())
