"""The steps that an issue goes through, in order. No other module knows the order.

read -> score -> check -> draw -> lay out and join -> prove -> write

The steps are imported where they are taken: a command pays for those that it needs, and a check of an issue that
hasn't changed since the last one for none.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from issuekit.frozen import dataclass
from issuekit.reporting import memory
from issuekit.reporting.report import Report

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from issuekit.checks.rule import Rule
    from issuekit.diagnostics import Finding
    from issuekit.indices.totals import ScoredIssue
    from issuekit.model.source import Source
    from issuekit.proof.prove import Proof
    from issuekit.reading.issue_file import Reading
    from issuekit.reading.workspace import IssueFolder
    from issuekit.reporting.coverage import Coverage
    from issuekit.reporting.explanation import Explanation


class BuildError(RuntimeError):
    """The page can't be made: the style, a picture or a font is at fault. The message is for an editor."""


@dataclass(frozen=True, slots=True)
class Checked:
    """An issue that was read and checked. ``scored`` is None where reading found an error."""

    report: Report
    scored: ScoredIssue | None


@dataclass(frozen=True, slots=True)
class Built:
    """A PDF that was written: where, how many pages, words and bytes, and the seconds each step took.

    ``proof`` is None where none was wanted. A PDF that was ``rejected`` didn't pass it: it is kept beside the place
    where it was meant to be, and what was there before is there still.
    """

    path: Path
    pages: int
    words: int
    size: int
    seconds: Mapping[str, float]
    proof: Proof | None = None
    rejected: bool = False


def report(folder: IssueFolder) -> Report:
    """The findings on an issue: those of the last check where nothing has changed since, else of a new one."""
    kept = folder.workspace / "build" / "cache" / f"check-{folder.series}-{folder.path.name}.json"
    key = memory.fingerprint(folder.path.parent, folder.path)
    if key is None:
        return check(folder).report
    remembered = memory.recall(kept, key, folder.workspace)
    if remembered is not None:
        return remembered
    made = check(folder).report
    with suppress(OSError):  # where nothing can be written, the next check takes its time; the report is the same
        write(kept, memory.as_text(key, made).encode(), lasting=False)
    return made


def read(folder: IssueFolder) -> Checked:
    """Read an issue and add up its points, without any rule: what the totals need."""
    from issuekit.indices.totals import score  # noqa: PLC0415 - see above
    from issuekit.reading.issue_file import read_issue  # noqa: PLC0415

    reading = read_issue(folder)
    report = Report(folder.name, reading.findings, reading.sources)
    return Checked(report, None if reading.issue is None else score(reading.issue))


def check(
    folder: IssueFolder, drafts: Mapping[str, str] = MappingProxyType({}), *,
    covering: bool = False, online: bool = False,
) -> Checked:
    """Read an issue and run every rule on it.

    ``drafts`` are texts to be read instead of the files of these names; ``covering`` also counts which numbers of
    the text are held by something; ``online`` also asks the servers of all links whether their pages are there.
    """
    from issuekit.indices.totals import score  # noqa: PLC0415 - see above
    from issuekit.reading.issue_file import read_issue  # noqa: PLC0415

    reading = read_issue(folder, drafts=drafts)
    scored = None if reading.issue is None else score(reading.issue)
    return Checked(_report(folder, reading, scored, covering=covering, online=online), scored)


def _report(
    folder: IssueFolder, reading: Reading, scored: ScoredIssue | None, *, covering: bool, online: bool,
) -> Report:
    from issuekit.checks import run, silences  # noqa: PLC0415

    findings = list(reading.findings)
    counted = None
    if scored is not None:
        findings += run.check(scored)
        if covering:
            counted, more = _cover(scored)
            findings += more
        if online:
            findings += _ask_servers(scored, folder)
        if any(silences.SIGN in source.text for source in reading.sources.values()):
            # Only here, because to know every code takes every rule, also those that another process runs.
            findings = silences.silenced(findings, reading.sources.values(), known_codes())
        findings = run.apply_settings(findings, dict(scored.issue.series.rules))
        findings.sort(key=lambda finding: finding.sort_key)
    return Report(folder.name, tuple(findings), reading.sources, counted)


def _cover(scored: ScoredIssue) -> tuple[Coverage, list[Finding]]:
    # How many numbers of the text are held by something, and what text and catalogue have without the other.
    from issuekit.checks.coverage import coverage  # noqa: PLC0415
    from issuekit.checks.registry import COVERAGE_ROOMS  # noqa: PLC0415
    from issuekit.checks.run import check as run_checks  # noqa: PLC0415

    return coverage(scored), run_checks(scored, COVERAGE_ROOMS)


def _ask_servers(scored: ScoredIssue, folder: IssueFolder) -> list[Finding]:
    # The network is asked only when told to, and its modules are imported only then.
    from issuekit.checks.links.online import check_online  # noqa: PLC0415

    return check_online(scored, folder.workspace / "build" / "links.json")


def build(
    scored: ScoredIssue,
    target: Path,
    *,
    draft: bool = False,
    proving: bool = True,
    progress: Callable[[str, str], None] = lambda _step, _detail: None,
    before: Mapping[str, float] | None = None,
) -> Built:
    """Draw, lay out, join, prove and write an issue that was checked.

    The file appears at ``target`` whole or not at all: what was there stays until the new one is complete and
    proved. One that fails the proof is kept aside, named as by :func:`kept_aside`; a draft is put in its place all
    the same, as it is known to be wrong. With ``proving`` false, nothing is proved.
    ``before`` are the seconds of steps already done, to be told along with the rest. What didn't change since
    an earlier build is taken from the workspace's ``build/cache``, which may be deleted at any time.

    Raises:
        BuildError: the page can't be made from the style; the message is for an editor.
        OSError: the file can't be written.
    """
    # What draws and lays out takes a second to import, which a mere check must not cost.
    from issuekit.charts.draw import draw  # noqa: PLC0415
    from issuekit.charts.palette import PaletteError  # noqa: PLC0415
    from issuekit.press.book import typeset  # noqa: PLC0415
    from issuekit.press.errors import PressError  # noqa: PLC0415

    seconds = dict(before or {})
    try:
        progress("draw", "")
        started = time.perf_counter()
        workspace = scored.issue.workspace
        kept = None if workspace is None else workspace / "build" / "cache"
        charts = draw(scored, cache=kept)
        seconds["draw"] = time.perf_counter() - started
        started = time.perf_counter()
        book = typeset(
            scored, charts, draft=draft, cache=kept, progress=lambda detail: progress("lay out", detail),
        )
        seconds["lay out"] = time.perf_counter() - started
    except (PaletteError, PressError) as error:
        raise BuildError(str(error)) from error
    proof = None
    if proving:
        progress("prove", "")
        started = time.perf_counter()
        proof = prove(scored, book.pdf, name=_shown(target, workspace), draft=draft)
        seconds["prove"] = time.perf_counter() - started
    aside = kept_aside(target)
    rejected = proof is not None and not proof.holds and not draft
    if proof is not None and rejected:
        proof = replace(proof, findings=tuple(
            replace(finding, span=replace(finding.span, file=_shown(aside, workspace))) for finding in proof.findings
        ))
    progress("write", target.name)
    started = time.perf_counter()
    write(aside if rejected else target, book.pdf)
    if not rejected:
        aside.unlink(missing_ok=True)  # what was wrong with it is mended
    seconds["write"] = time.perf_counter() - started
    return Built(
        aside if rejected else target, book.pages, book.words, len(book.pdf), seconds, proof, rejected,
    )


def prove(scored: ScoredIssue, pdf: bytes | Path, *, name: str = "", draft: bool = False) -> Proof:
    """Read a PDF back and hold it against its issue.

    ``name`` is what findings call the file; ``draft`` whether it is meant to be one. What the series says of a
    rule holds here too.

    Raises:
        OSError: the file can't be read.
    """
    # Reading a PDF back takes two libraries, which nothing else needs.
    from issuekit.checks.run import apply_settings  # noqa: PLC0415
    from issuekit.proof.prove import prove as hold_against  # noqa: PLC0415

    data = pdf if isinstance(pdf, bytes) else pdf.read_bytes()
    if not name:
        name = f"{scored.issue.slug}.pdf" if isinstance(pdf, bytes) else _shown(pdf, scored.issue.workspace)
    proof = hold_against(scored, data, name, draft=draft)
    return replace(proof, findings=tuple(apply_settings(proof.findings, dict(scored.issue.series.rules))))


def certificate(
    scored: ScoredIssue, proof: Proof, sources: Mapping[str, Source], *, markdown: bool = True,
) -> str:
    """A page that says what was proved, with the fingerprints of the PDF and of the files it was made from."""
    from issuekit.proof import certificate as page  # noqa: PLC0415 - see above

    return page.as_markdown(scored, proof, sources) if markdown else page.as_text(scored, proof, sources)


def kept_aside(target: Path) -> Path:
    """Where a PDF is kept that failed its proof: ``x.rejected.pdf`` beside ``x.pdf``."""
    return target.with_name(f"{target.stem}.rejected.pdf")


def _shown(path: Path, workspace: Path | None) -> str:
    """A path as findings name it: from the workspace on, if it is in it."""
    path = path.resolve()
    inside = workspace is not None and path.is_relative_to(workspace.resolve())
    return path.relative_to(workspace.resolve()).as_posix() if workspace is not None and inside else path.name


def write(target: Path, data: bytes, *, lasting: bool = True) -> None:
    """Put a file in its place in one step, so that a failure leaves the old one as it was.

    ``lasting`` waits until the disk has it, so that not even a loss of power leaves half of it there.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    # As “tempfile” would name it, whose import takes as long as reading a chapter.
    beside = target.with_name(f".{target.name}.{os.getpid()}-{os.urandom(4).hex()}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            if lasting:
                stream.flush()
                os.fsync(stream.fileno())
        os.chmod(beside, 0o644)  # noqa: PTH101 - as below; 0o644 is what an editor's own files have
        os.replace(beside, target)  # noqa: PTH105 - the system's own step, at which tests have a disk fail
    except BaseException:
        beside.unlink()
        raise


def known_codes() -> frozenset[str]:
    """Every code that a finding can have."""
    from issuekit.reading.codes import READING_CODES  # noqa: PLC0415

    return frozenset({code.code for code in READING_CODES} | {rule.code for rule in _rules()})


def _rules() -> tuple[Rule, ...]:
    from issuekit.checks.links import online  # noqa: PLC0415
    from issuekit.checks.registry import COVERAGE_ROOMS, ROOMS  # noqa: PLC0415
    from issuekit.checks.run import CRASH  # noqa: PLC0415
    from issuekit.checks.silences import SERVICE_RULES  # noqa: PLC0415
    from issuekit.proof.prove import PROOF_RULES  # noqa: PLC0415

    return (*(room.RULE for room in (*ROOMS, *COVERAGE_ROOMS)), online.RULE, CRASH, *SERVICE_RULES, *PROOF_RULES)


def explanations() -> list[Explanation]:
    """What every code means: those of reading, and those of the rules, in order."""
    from issuekit.reading.codes import READING_CODES  # noqa: PLC0415
    from issuekit.reporting.explanation import Explanation  # noqa: PLC0415

    entries = []
    for code in READING_CODES:
        summary, _, rest = code.why.partition(". ")
        entries.append(Explanation(
            code.code, code.name, code.severity, summary.rstrip(".") + ".", rest or code.why,
            (code.wrong,), (code.right,), "",
        ))
    entries += [
        Explanation(
            rule.code, rule.name, rule.severity, rule.summary, "\n".join(rule.section("Why")),
            tuple(rule.section("Fail")), tuple(rule.section("Pass")), "\n".join(rule.section("Fix")),
        )
        for rule in _rules()
    ]
    return sorted(entries, key=lambda entry: entry.code)
