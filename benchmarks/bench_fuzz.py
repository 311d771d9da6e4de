"""Fuzz reading and checking: ``python benchmarks/bench_fuzz.py [--seed 1] [--cases 10000]``.

Random and damaged files (at least 10,000, by seed) and the hostile list, one file of a small workspace at a time.
For every case: nothing is raised, there is an issue or a finding, every place that a finding names lies in its file,
and every report can be written. Times are processor seconds of the busier of the two processes that share a check,
as the wall clock depends on what else the machine does.

Fails if a file of at most 1 MB takes more than 2 seconds, or if memory grows beyond the bound.
"""

from __future__ import annotations

import argparse
import gc
import resource
import statistics
import sys
import tempfile
import traceback
import zlib
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from issuekit.cli.main import YOUNG  # noqa: E402 - found by the line above
from reading import damage, hostile  # noqa: E402 - as above

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.reading.workspace import IssueFolder

LIMIT = 2.0  # seconds for a file of at most 1 MB
MEMORY = 400_000_000  # bytes that the process may grow by
FAILED = "failed"
Case = tuple[str, str, bytes]  # kind, the file that is replaced, its content


def hostile_cases(seed: int) -> Iterator[Case]:
    """Every hostile file as a chapter; those that are no Markdown also as the other files."""
    chapter, *others = damage.TARGETS
    for name, data in hostile.explosions().items():
        yield f"hostile: {name}", chapter, data
    for unit in hostile.RAW:
        data = hostile.as_file(unit)
        for target in (chapter, *others):
            yield f"hostile file of {unit!r}", target, data
    for unit in (*hostile.RAW, *hostile.PROSE):
        yield f"hostile text of {unit!r}", chapter, hostile.as_text(unit)
        yield f"hostile line of {unit!r}", chapter, hostile.as_line(unit)
        yield f"hostile texts of {unit!r}", chapter, hostile.as_texts(unit)
        for size in (19_000, 100_000, hostile.LARGEST):  # within the bounds, where the work is done
            body = hostile.filled(unit, size).replace("\n", "\n  ").replace("\r", "")
            yield f"hostile text of {size:,} {unit!r}", chapter, f"chapter: us\nforecast: |\n  {body}\n".encode()
    for kind in hostile.RANDOM_WORDS:
        random = Random(f"{seed}/{kind}")  # noqa: S311 - as above
        yield f"hostile {kind}", chapter, hostile.differing(kind, random)


def spent() -> tuple[float, float]:
    """Processor seconds of this process, and of those that it started."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    own, started = (usage.ru_utime + usage.ru_stime for usage in used)
    return own, started


def peak() -> int:
    """The most memory that the process has had, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def run(folder: IssueFolder, originals: dict[str, bytes], case: Case) -> tuple[float, Counter[str]]:
    """One case: the seconds it took, and what was found."""
    kind, target, data = case
    path = folder.workspace / target
    path.write_bytes(data)
    before = spent()
    try:
        report = damage.examine(folder)
        codes = Counter(finding.code for finding in report.findings)
    except Exception:  # noqa: BLE001 - whatever it is, it is told, and the other cases are run
        codes = Counter({FAILED: 1})
        kept = Path(tempfile.gettempdir()) / f"fuzz-failed-{zlib.crc32(data):08x}"
        kept.write_bytes(data)
        print(f"FAILED {kind} as {target}, {len(data):,} bytes, kept as {kept}", flush=True)
        traceback.print_exc()
    finally:
        path.write_bytes(originals[target])
    after = spent()
    # The two processes that go through the rules do so side by side.
    seconds = max(now - then for now, then in zip(after, before, strict=True))
    return seconds, codes


def main() -> int:
    """Run all cases and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--only", default="", help="only hostile cases whose name has this text in it")
    options = parser.parse_args()
    gc.set_threshold(YOUNG)  # as the command line sets it
    kinds: Counter[str] = Counter()
    found: Counter[str] = Counter()
    clean = 0
    times: list[tuple[float, str, int]] = []
    slow: list[tuple[float, str, int]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = damage.small_workspace(Path(name))
        originals = {target: (folder.workspace / target).read_bytes() for target in damage.TARGETS}
        damage.examine(folder)  # imports and caches are no part of a case
        start = peak()
        for group in (damage.cases(options.seed, options.cases, originals), hostile_cases(options.seed)):
            for case in group:
                if options.only and options.only not in case[0]:
                    continue
                seconds, codes = run(folder, originals, case)
                kinds[case[0].split(" of ")[0].split(":")[0]] += 1
                found.update(codes)
                clean += not codes
                times.append((seconds, f"{case[0]} as {Path(case[1]).name}", len(case[2])))
                if seconds > LIMIT and len(case[2]) <= hostile.MEGABYTE:
                    slow.append(times[-1])
                    print(f"SLOW {seconds:.1f} s: {times[-1][1]}", flush=True)
        grown = peak() - start
    tell(kinds, found, clean, times, grown)
    if found[FAILED]:
        print(f"{found[FAILED]} cases failed")
    if slow:
        print(f"{len(slow)} cases took more than {LIMIT:g} seconds")
    if grown > MEMORY:
        print(f"memory grew by more than {MEMORY / 1e6:.0f} MB")
    return int(bool(slow) or bool(found[FAILED]) or grown > MEMORY)


def tell(
    kinds: Counter[str], found: Counter[str], clean: int, times: list[tuple[float, str, int]], grown: int,
) -> None:
    """The counts, and how the slowest case compares with the one in the middle."""
    well = "nothing raised, every place inside its file; " if not found[FAILED] else ""
    print(f"{len(times):,} cases, {well}{clean:,} without a finding")
    for kind, count in kinds.most_common():
        print(f"  {count:6,}  {kind}")
    print("findings: " + ", ".join(f"{code} {count:,}" for code, count in sorted(found.items())))
    median = statistics.median(seconds for seconds, _, _ in times)
    print(f"slowest, as a multiple of the median case ({sum(seconds for seconds, _, _ in times):.0f} s in all):")
    for seconds, name, size in sorted(times, reverse=True)[:12]:
        print(f"  {seconds / median:6.0f} x  {seconds:5.2f} s  {size:9,} bytes  {name}")
    print(f"memory grew by {grown / 1e6:.0f} MB at the most")


if __name__ == "__main__":
    sys.exit(main())
