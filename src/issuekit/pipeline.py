"""The steps that an issue goes through, in order. No other module knows the order.

read -> score -> check -> draw -> lay out and join -> prove -> write

The steps are imported where they are taken: a command pays for those that it needs, and a check of an issue that
hasn't changed since the last one for none.
"""

from __future__ import annotations

import time
from contextlib import ExitStack, suppress
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from issuekit.frozen import dataclass
from issuekit.reporting.memory import Memory
from issuekit.reporting.report import Report
from issuekit.writing import write

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from issuekit.background import Background
    from issuekit.charts.chart import Chart
    from issuekit.indices.totals import ScoredIssue
    from issuekit.model.source import Source
    from issuekit.press.book import Printing
    from issuekit.press.equipment import Equipment
    from issuekit.proof.prove import Proof
    from issuekit.reading.workspace import IssueFolder


class BuildError(RuntimeError):
    """The page can't be made: the style, a picture or a font is at fault. The message is for an editor."""


@dataclass(frozen=True, slots=True)
class Checked:
    """An issue that was read and checked. ``scored`` is None where reading found an error.

    ``begun``: what of the print was begun meanwhile, to be handed to :func:`build`. Whoever has checked an issue to
    print it uses this as a context, so that nobody goes on for nothing, whatever comes between.
    """

    report: Report
    scored: ScoredIssue | None
    begun: Begun | None = None

    def __enter__(self) -> Self:
        """What was begun goes on."""
        return self

    def __exit__(self, *_error: object) -> None:
        """What was begun ends, if the print hasn't come to its end."""
        if self.begun is not None:
            self.begun.drop()


@dataclass(frozen=True, slots=True)
class Begun:
    """A print that was begun: charts being drawn by another process, what they are printed with, and the pages' texts.

    ``printing`` is None where they aren't composed yet, or can't be: then :func:`build` says why.
    """

    drawing: Background[dict[str, Chart]]
    equipment: Equipment
    printing: Printing | None = None

    def drop(self) -> None:
        """End the processes; nobody wants the print."""
        self.drawing.drop()
        self.equipment.compositors.close()


@dataclass(frozen=True, slots=True)
class Built:
    """A PDF that was written: where, how many pages, words and bytes, and the seconds each step took.

    ``warnings`` are what the press has to say of it: in a draft, all that a final build would refuse to print.

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
    warnings: tuple[str, ...] = ()


def report(folder: IssueFolder) -> Report:
    """The findings on an issue: those of the last check where nothing has changed since, else of a new one."""
    memory = Memory(folder)
    made = memory.recall()
    if made is None:
        made = check(folder).report
        memory.keep(made)
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
    from issuekit.examination import examine, examine_texts  # noqa: PLC0415 - see above
    from issuekit.indices.totals import score  # noqa: PLC0415
    from issuekit.reading.issue_file import read_issue  # noqa: PLC0415

    reading = read_issue(folder, drafts=drafts)
    if reading.issue is None:
        return Checked(examine_texts(folder, reading), None)
    scored = score(reading.issue)
    return Checked(examine(folder, reading, scored, covering=covering, online=online), scored)


def check_to_print(folder: IssueFolder, *, draft: bool = False) -> Checked:
    """Check an issue that is to be printed next, as a ``draft`` or not.

    Meanwhile other processes draw the charts and fetch what lays out pages. The pages are composed here; then the
    rules are gone through in the background, and pages are begun as soon as they can be. What an unchanged issue's last
    check found is taken as it is: such an issue mostly has its pages, too, and nothing is fetched for them.
    """
    from issuekit.background import Background  # noqa: PLC0415 - see above
    from issuekit.examination import examine, examine_texts  # noqa: PLC0415
    from issuekit.indices.totals import score  # noqa: PLC0415
    from issuekit.press.equipment import Equipment, places_of  # noqa: PLC0415
    from issuekit.reading.issue_file import read_issue  # noqa: PLC0415

    memory = Memory(folder)
    report = memory.recall()
    with ExitStack() as undone:
        equipment = undone.enter_context(Equipment())
        if report is None:
            equipment.compositors.begin()
        reading = read_issue(folder)
        if reading.issue is None:
            return Checked(examine_texts(folder, reading), None)
        scored = score(reading.issue)
        equipment.choose(places_of(scored))
        begun = Begun(undone.enter_context(Background(partial(_draw, scored))), equipment)
        if report is None:
            equipment.prepare()
            begun = replace(begun, printing=_composed(scored, equipment, draft=draft))
            # Not sooner: with more processes than processors, those who lay out would wait for their engine.
            with Background(lambda: examine(folder, reading, scored)) as checking:
                _begin_pages(begun, checking)
                report = replace(checking.result(), sources=reading.sources)  # those that this process has
            memory.keep(report)
        undone.pop_all()  # whoever gets them sees to their end
        return Checked(report, scored, begun)


def _composed(scored: ScoredIssue, equipment: Equipment, *, draft: bool) -> Printing | None:
    from issuekit.press.errors import PressError  # noqa: PLC0415 - see above

    try:
        return _compose(scored, equipment, draft=draft)
    except PressError:
        return None  # said where the print is asked for: what the rules find comes first


def _compose(scored: ScoredIssue, equipment: Equipment, *, draft: bool) -> Printing:
    from issuekit.charts.selection import alternatives  # noqa: PLC0415 - see above
    from issuekit.press.book import compose  # noqa: PLC0415

    return compose(scored, alternatives(scored), equipment, draft=draft, cache=_cache(scored))


def _begin_pages(begun: Begun, checking: Background[Report]) -> None:
    """Have as many pages laid out as can be before the check is done."""
    from issuekit.charts.palette import PaletteError  # noqa: PLC0415 - see above

    if begun.printing is not None:
        begun.printing.begin(begun.equipment.compositors)
        # The palette's faults, too, are said where the print is asked for.
        with suppress(PaletteError):
            if begun.drawing.before(checking):
                begun.printing.illustrate(begun.equipment.compositors, begun.drawing.result())


def _fetch_proof() -> None:
    # Half a second of importing, in which others lay out.
    import issuekit.proof.prove  # noqa: PLC0415
    import issuekit.proof.readback.reader  # noqa: F401, PLC0415


def _draw(scored: ScoredIssue) -> dict[str, Chart]:
    from issuekit.charts.draw import draw  # noqa: PLC0415 - a second to import, where nothing is kept

    return draw(scored, cache=_cache(scored))


def _cache(scored: ScoredIssue) -> Path | None:
    workspace = scored.issue.workspace
    return None if workspace is None else workspace / "build" / "cache"


def build(
    scored: ScoredIssue,
    target: Path,
    *,
    draft: bool = False,
    proving: bool = True,
    progress: Callable[[str, str], None] = lambda _step, _detail: None,
    before: Mapping[str, float] | None = None,
    begun: Begun | None = None,
) -> Built:
    """Draw, lay out, join, prove and write an issue that was checked.

    The file appears at ``target`` whole or not at all: what was there stays until the new one is complete and
    proved. One that fails the proof is kept aside, named as by :func:`kept_aside`; a draft is put in its place all
    the same, as it is known to be wrong. With ``proving`` false, nothing is proved.
    ``before`` are the seconds of steps already done, to be told along with the rest; ``begun`` is what
    :func:`check_to_print` has begun. What didn't change since an earlier build is taken from the workspace's
    ``build/cache``, which may be deleted at any time.

    Raises:
        BuildError: the page can't be made from the style; the message is for an editor.
        OSError: the file can't be written.
    """
    from issuekit.charts.palette import PaletteError  # noqa: PLC0415
    from issuekit.press.equipment import Equipment  # noqa: PLC0415
    from issuekit.press.errors import PressError  # noqa: PLC0415

    seconds = dict(before or {})
    printing = None if begun is None else begun.printing
    equipment = Equipment() if begun is None else begun.equipment
    try:
        workspace = scored.issue.workspace
        with equipment:
            progress("draw", "")
            started = time.perf_counter()
            charts = _draw(scored) if begun is None else begun.drawing.result()
            seconds["draw"] = time.perf_counter() - started
            started = time.perf_counter()
            if printing is None:
                printing = _compose(scored, equipment, draft=draft)
            printing.illustrate(equipment.compositors, charts)
            book = printing.book(
                equipment.compositors, lambda title: progress("lay out", title),
                _fetch_proof if proving else lambda: None,
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
        book.warnings,
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
