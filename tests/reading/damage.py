"""Files as no editor would write them: random bytes, texts and trees, and damaged real files.

Everything comes from a :class:`random.Random`, so that a seed names a case. Used by the tests, a few hundred
cases at a time, and by ``benchmarks/bench_fuzz.py`` with ten thousand.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import yaml

from issuekit import pipeline
from issuekit.reading.workspace import IssueFolder
from issuekit.reporting import machine, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from issuekit.diagnostics import Finding, Span
    from issuekit.reporting.report import Report

ROOT = Path(__file__).parents[2]
SERIES = "issues/minsk-barometer"
# The files of the workspace that are damaged, one at a time: each kind of file that is read.
TARGETS = (
    f"{SERIES}/2019-11/us.yaml", f"{SERIES}/2019-11/issue.yaml", f"{SERIES}/series.yaml", f"{SERIES}/names.yaml",
    f"{SERIES}/history.csv",
)


def small_workspace(root: Path) -> IssueFolder:
    """The sample series with one short chapter, so that a case takes some hundredths of a second."""
    shutil.copytree(ROOT / SERIES, root / SERIES)
    folder = root / SERIES / "2019-11"
    for path in folder.glob("*.yaml"):
        if path.stem not in ("us", "issue"):
            path.unlink()
    issue = folder / "issue.yaml"
    whole = issue.read_text(encoding="utf-8")
    letter = "letter: |\n  The index of relations stands at {=us.total}.\n"
    issue.write_text(whole[: whole.index("letter:")] + letter + "chapters: [us]\n", encoding="utf-8")
    chapter = folder / "us.yaml"
    tables = (ROOT / SERIES / "2019-11/security.yaml").read_text(encoding="utf-8").partition("\ntables:")[2]
    whole = chapter.read_text(encoding="utf-8").replace("\nforecast:", "\n  - table: exercises\nforecast:", 1)
    chapter.write_text(whole + "tables:" + tables[:1500].rpartition("\n")[0] + "\n", encoding="utf-8")
    return IssueFolder(root, "minsk-barometer", folder)


# --- what has to hold for every case

def examine(folder: IssueFolder) -> Report:
    """Read, check and report: what came of it. Anything raised, or a place outside its file, is a fault."""
    checked = pipeline.check(folder)
    report = checked.report
    assert report.findings or checked.scored is not None
    texts: dict[str, list[str]] = {}
    for finding in report.findings:
        assert finding.code != "IK199", finding.message
        assert finding.message
        for span in places(finding):
            if span.file not in texts:
                texts[span.file] = lines_of(folder.workspace / span.file)
            assert inside(span, texts[span.file]), (finding.code, span, finding.message)
    assert "\x1b" not in "\n".join(text.render(report))
    for form in (machine.as_json, machine.as_sarif, machine.as_github):
        form([report]).encode("utf-8")
    return report


def places(finding: Finding) -> Iterator[Span]:
    """Every place that a finding names: its own, the related ones, and those that its correction changes."""
    yield finding.span
    yield from (related.span for related in finding.related)
    if finding.fix is not None:
        yield from (edit.span for edit in finding.fix.edits)


def lines_of(path: Path) -> list[str]:
    """The lines of a file, whatever is in it; one empty line for a file that isn't there."""
    return path.read_bytes().decode("utf-8", "replace").split("\n") if path.is_file() else [""]


def inside(span: Span, lines: list[str]) -> bool:
    """Whether both ends of a span lie in the file, in the right order."""
    return (
        1 <= span.line <= span.end_line <= len(lines)
        and 1 <= span.column <= len(lines[span.line - 1]) + 1
        and 1 <= span.end_column <= len(lines[span.end_line - 1]) + 1
        and (span.line, span.column) <= (span.end_line, span.end_column)
    )


# --- random files

SPECIALS = (
    "[", "]", "{", "}", "- ", "? ", ": ", ":", "*", "&", "&a ", "*a", "!", "!!int ", "%", "@", "`", '"', "'", "|", ">",
    "|2\n", ">-\n", "#", " #", ",", "<<: ", "---\n", "...\n", "\t", "\n", "\n\n", "\r\n", "\r", " ", "    ", "~",
    "null", "no", "12:30", "0x1f", "1e999", "9" * 400, "+1", "-1", "−1", "[+1, -1]", "{=", "}", "{=us.total}",
    "[9]{=us.positive}", "{=1/0}", "[a](b)", "[", "](", "[^1]", "[^1]: a", "<b>", "<!--", "<http://a.b>",
    "![a](b.png)", "**", "_", "\\", "&amp;", "\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\u2028", "\ufeff", "\ufffe",
    "\u202e", "\u0301", "ŭ", "漢", "😀", "\\u0000", "\\e[31m", "\\ud800", "events:\n", "chapter: us\n", "points: 99\n",
    "date: 31 November\n", "trends: []\n", "control: {total: 1}\n", "4-5 November",
    "# issuekit: ignore IK201 a reason", "# issuekit: ignore", "“", "”", "…",
)
KEYS = (
    "chapter", "trends", "developments", "forecast", "tables", "events", "control", "heading", "part", "text", "table",
    "id", "caption", "columns", "rows", "widths", "date", "event", "points", "total", "positive", "negative", "number",
    "period", "editor", "name", "roles", "letter", "chapters", "title", "indices", "scales", "bands", "from", "to",
    "color", "ink", "interpretation", "label", "scale", "required", "overview", "appendices", "catalogue", "labels",
    "first", "months", "scoring", "lowest", "highest", "rules", "code", "severity", "reason", "names", "terms",
    "abbreviations", "use", "never",
)


def random_bytes(random: Random) -> bytes:
    """Bytes of any value."""
    return random.randbytes(random.choice((0, 1, 2, 10, 100, 3000)))


def random_text(random: Random) -> bytes:
    """Text of any characters, and of those that mean something."""
    pieces: list[str] = []
    for _ in range(random.randrange(120)):
        kind = random.random()
        if kind < 0.5:
            pieces.append(random.choice(SPECIALS))
        elif kind < 0.7:
            pieces.append(random.choice(KEYS) + random.choice((": ", ":\n  ", ":\n  - ", "")))
        else:
            pieces.append("".join(chr(character(random)) for _ in range(random.randrange(8))))
    return "".join(pieces).encode("utf-8", "surrogatepass")


def character(random: Random) -> int:
    """A code point, of all planes, mostly of the first."""
    return random.choice((random.randrange(0x80), random.randrange(0x250), random.randrange(0x10000),
                          random.randrange(0x110000)))


def random_scalar(random: Random) -> object:
    """A value of any type."""
    return random.choice((
        None, True, False, 0, 1, -1, 10**30, 0.5, float("inf"), "", " ", "us", "4 November", "2019-11/2019-12",
        "#ffcc00",
        "A text with *emphasis*, a [link](https://example.org/) and {=us.total}.", "One.\n\nTwo:\n\n- a\n- b\n",
        random.choice(SPECIALS).replace("\x00", ""), random.choice(KEYS), random.randrange(-9, 99),
    ))


def random_tree(random: Random, depth: int = 4) -> object:
    """A tree with keys that files of an issue have, mostly in the wrong places."""
    kind = random.random()
    if depth == 0 or kind < 0.3:
        return random_scalar(random)
    if kind < 0.55:
        return [random_tree(random, depth - 1) for _ in range(random.randrange(5))]
    return {
        random.choice(KEYS) if random.random() < 0.95 else random_scalar(random): random_tree(random, depth - 1)
        for _ in range(random.randrange(7))
    }


def random_yaml(random: Random) -> bytes:
    """A random tree as YAML."""
    tree = random_tree(random)
    if not isinstance(tree, dict):
        tree = {"chapter": "us", "events": tree} if random.random() < 0.8 else tree
    return dumped(tree, random)


def dumped(tree: object, random: Random) -> bytes:
    """A tree as YAML in one of its styles."""
    flow = random.choice((None, False, True))
    made = yaml.safe_dump(tree, allow_unicode=random.random() < 0.9, default_flow_style=flow, sort_keys=False,
                          width=random.choice((40, 80, 10_000)))
    return str(made).encode("utf-8", "surrogatepass")


# --- damaged files

def flip(data: bytes, random: Random) -> bytes:
    """One bit is another."""
    if not data:
        return data
    at = random.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << random.randrange(8))]) + data[at + 1 :]


def delete(data: bytes, random: Random) -> bytes:
    """A stretch is gone."""
    start, stop = stretch(data, random)
    return data[:start] + data[stop:]


def duplicate(data: bytes, random: Random) -> bytes:
    """A stretch stands twice."""
    start, stop = stretch(data, random)
    return data[:stop] + data[start:stop] + data[stop:]


def stretch(data: bytes, random: Random) -> tuple[int, int]:
    """Both ends of a short piece of a file."""
    start = random.randrange(len(data) + 1)
    return start, min(len(data), start + random.choice((1, 2, 5, 30, 300)))


def move_line(data: bytes, random: Random) -> bytes:
    """Two lines have changed places."""
    lines = data.split(b"\n")
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def indent(data: bytes, random: Random) -> bytes:
    """A line has more or less white space before it."""
    lines = data.split(b"\n")
    at = random.randrange(len(lines))
    lines[at] = random.choice((b" ", b"  ", b"\t", b"        ", b"")) + lines[at].lstrip(random.choice((b" ", b"")))
    return b"\n".join(lines)


def insert(data: bytes, random: Random) -> bytes:
    """Something that means something to YAML, Markdown or issuekit stands where it shouldn't."""
    at = random.randrange(len(data) + 1)
    return data[:at] + random.choice(SPECIALS).encode("utf-8", "surrogatepass") + data[at:]


def truncate(data: bytes, random: Random) -> bytes:
    """The rest of the file is gone."""
    return data[: random.randrange(len(data) + 1)]


def recode(data: bytes, random: Random) -> bytes:
    """The file is saved in another encoding, or with other line ends."""
    kind = random.choice(("utf-16", "utf-16-be", "utf-8-sig", "cp1251", "crlf", "cr"))
    if kind == "crlf":
        return data.replace(b"\n", b"\r\n")
    if kind == "cr":
        return data.replace(b"\n", b"\r")
    return data.decode("utf-8", "replace").encode(kind, "replace")


def transplant(data: bytes, random: Random) -> bytes:
    """One value of the tree is another, so that the YAML is sound and its meaning isn't."""
    try:
        tree = yaml.safe_load(data)
    except (yaml.YAMLError, ValueError):  # damaged before
        return data
    slots = list(slots_of(tree))
    if not slots:
        return data
    container, key = random.choice(slots)
    if random.random() < 0.2:
        del container[key]
    else:
        container[key] = random_tree(random, 2)
    return dumped(tree, random)


def slots_of(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a tree where a value stands: what holds it, and its key."""
    pairs = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in pairs:
        yield tree, key
        yield from slots_of(value)


DAMAGES: tuple[Callable[[bytes, Random], bytes], ...] = (
    flip, delete, duplicate, move_line, indent, insert, truncate, recode, transplant,
)


def damaged(data: bytes, random: Random) -> bytes:
    """A real file with some damages, mostly one or two."""
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 8))):
        data = random.choice(DAMAGES)(data, random)
    return data


MAKERS = {"random bytes": random_bytes, "random text": random_text, "random YAML": random_yaml}


def cases(seed: int, count: int, originals: dict[str, bytes]) -> Iterator[tuple[str, str, bytes]]:
    """Random and damaged files in turn, each from a seed of its own: its kind, the file it replaces, its content."""
    kinds = (*MAKERS, "damaged", "damaged", "damaged", "damaged")
    for number in range(count):
        random = Random(f"{seed}/{number}")  # noqa: S311 - cases have to repeat, not to keep a secret
        kind = kinds[number % len(kinds)]
        target = TARGETS[(number // len(kinds)) % len(TARGETS)]
        yield kind, target, damaged(originals[target], random) if kind == "damaged" else MAKERS[kind](random)
