"""``issuekit check --fix``: corrections made until nothing is left to correct, then written in one step a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from issuekit import pipeline
from issuekit.checks.fixing import Left, correct, diff
from issuekit.reading.yaml_nodes import parse
from issuekit.writing import write

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from issuekit.diagnostics import Finding
    from issuekit.model.source import Source
    from issuekit.pipeline import Checked
    from issuekit.reading.workspace import IssueFolder
    from issuekit.reading.yaml_nodes import Mapping as Keys

ROUNDS = 5  # a correction may reveal another; more rounds than this would be two rules at odds
UNREADABLE = "with it the issue could no longer be read"


class ChangedMeanwhileError(RuntimeError):
    """A file was saved by someone else between reading and writing; the message names it."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """An issue with its corrections, none of them written yet.

    ``checked`` is the issue as it will be, ``before`` the files that change as they are, ``texts`` as they will
    be, both by the name that findings use; ``made`` are the findings that were corrected, ``left`` those that
    could have been, with the reason.
    """

    checked: Checked
    before: Mapping[str, Source]
    texts: Mapping[str, str]
    made: tuple[Finding, ...] = ()
    left: tuple[Left, ...] = field(default=())

    @property
    def diff(self) -> str:
        """What would change, as a unified diff; empty where nothing would."""
        return "".join(diff(self.before[name].text, text, name) for name, text in sorted(self.texts.items()))


def fix(folder: IssueFolder, wanted: Callable[[Finding], bool], *, unsafe: bool = False) -> Fixed:
    """Correct an issue in memory: the findings that are ``wanted`` and can be corrected safely.

    With ``unsafe``, corrections that may change what the text says are made as well.
    """
    texts: dict[str, str] = {}
    made: list[Finding] = []
    checked = pipeline.check(folder)
    originals = dict(checked.report.sources)
    left: tuple[Left, ...] = ()
    for _round in range(ROUNDS):
        findings = [finding for finding in checked.report.findings if wanted(finding)]
        corrected = correct(findings, checked.report.sources, read, unsafe=unsafe)
        left = corrected.left
        if not corrected.texts:
            break
        drafts = {**texts, **corrected.texts}
        again = pipeline.check(folder, drafts)
        if again.scored is None and checked.scored is not None:
            left = (*left, *(Left(finding, UNREADABLE) for finding in corrected.made))
            break
        texts, checked = drafts, again
        made += corrected.made
    changed = {name: text for name, text in texts.items() if text != originals[name].text}
    return Fixed(checked, {name: originals[name] for name in changed}, changed, tuple(made), left)


def read(source: Source) -> Keys | None:
    """What a file holds, for comparison; None where it can't be corrected because it is no YAML."""
    return parse(source)[0] if source.name.endswith((".yaml", ".yml")) else None


def save(fixed: Fixed) -> list[Path]:
    """Write the files that changed, each in one step. Byte order mark and line ends are in the text, and stay.

    Raises:
        ChangedMeanwhileError: a file is no longer what was read; none is written.
        OSError: a file can't be written; those before it are.
    """
    for name, source in fixed.before.items():
        if source.path.read_bytes() != source.text.encode():
            raise ChangedMeanwhileError(f"{name} was changed while it was being corrected; run the command again")
    for name, text in fixed.texts.items():
        # A link to a file stays one: what it points to is written.
        write(fixed.before[name].path.resolve(), text.encode())
    return [fixed.before[name].path for name in fixed.texts]
