"""A footnote's mark has no note, or a note has no mark.

Why:
    A mark that no note belongs to is printed as it stands: “[^1]”. A note that no mark leads to isn't printed at
    all, and of two notes with one mark only the last is.
Fail:
    The talks went on.[^1]
Fail:
    The talks went on.[^1]

    [^1]: By one account.
    [^1]: By another.
Fail:
    The talks went on.

    [^1]: By one account.
Fail:
    events:
      - {date: 4 November, event: "A visit[^1]", points: +1}
Pass:
    The talks went on.[^1] Nothing came of them.[^sources]

    [^1]: By one account.
    [^sources]: By all of them.
Fix:
    Write the note below the paragraph, in the same text, as a line “[^1]: …” of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from issuekit.checks.links.attempts import CODE, content_span
from issuekit.checks.loci import loci
from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Related, Severity
from issuekit.frozen import dataclass
from issuekit.reading.decode import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from issuekit.diagnostics import Span
    from issuekit.indices.totals import ScoredIssue
    from issuekit.model.prose import Prose

RULE = Rule("IK408", "footnotes", Severity.ERROR, __doc__)

MARK = lazily(r"(?<!\\)\[\^([^\[\]\n]*)\](:?)")
LINE_START = lazily(r"[ \t>]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)*[ \t]*")
BESIDE = "write the footnote into the text: marks work in paragraphs, lists, trends and the forecast"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark in a prose, or the beginning of a note where ``note`` is true."""

    prose: Prose
    label: str
    start: int
    end: int
    note: bool

    @property
    def span(self) -> Span:
        """Its place in the file."""
        return self.prose.text.span(self.start, self.end)


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Marks without notes, notes without marks, notes with one mark."""
    for locus in loci(scored):
        if locus.prose is None and "[^" in locus.passage.content:
            for match in MARK.finditer(locus.passage.content):
                message = f"a heading holds no footnote: “{match[0]}” would be printed"
                yield RULE.at(content_span(locus.passage, *match.span()), message, BESIDE)
    texts = [prose for prose in scored.issue.all_prose() if "[^" in prose.text.value]
    marks = {id(prose): list(_marks(prose)) for prose in texts}
    notes: dict[str, Mark] = {}  # of the whole issue: where a note is that was defined in another text
    for found in marks.values():
        for mark in found:
            if mark.note:
                notes.setdefault(mark.label, mark)
    for prose in texts:
        yield from _text(prose, marks[id(prose)], notes)


def _text(prose: Prose, marks: list[Mark], notes: dict[str, Mark]) -> Iterator[Finding]:
    own: dict[str, Mark] = {}
    for mark in marks:
        if mark.note and mark.label in own:
            yield RULE.at(
                mark.span, f"the footnote “{mark.label}” is written twice: only the last one would be printed",
                "give the second a label of its own", (Related(own[mark.label].span, "first written here"),),
            )
        elif mark.note:
            own[mark.label] = mark
    for mark in marks:
        if not mark.note and mark.label not in own:
            yield _without_note(mark, own, notes)
    references = _references(prose)
    for label, note in own.items():
        if _empty(prose.text.value, note):
            yield RULE.at(note.span, f"the footnote “{label}” has no text", "write it, or delete it")
        elif references[f":{label}"] < 0:
            yield RULE.at(
                note.span, f"no mark leads to the footnote “{label}”: it would not be printed",
                f"write [^{label}] where it belongs, or delete the note", severity=Severity.WARNING,
            )


def _without_note(mark: Mark, own: dict[str, Mark], notes: dict[str, Mark]) -> Finding:
    shown = f"[^{mark.label}]"
    if mark.prose.inline:
        return RULE.at(mark.span, f"footnotes can't stand here: “{shown}” would be printed", BESIDE)
    if not mark.label.strip() or re.search(r"\s", mark.label):
        return RULE.at(mark.span, f"“{shown}” is no footnote: its label is one word or number", "write [^1], say")
    if mark.label in notes:
        return RULE.at(
            mark.span, f"the footnote “{mark.label}” is written in another text: “{shown}” would be printed",
            "move the note into the text that has its mark", (Related(notes[mark.label].span, "the note stands here"),),
        )
    guess = did_you_mean(mark.label, own)
    hint = guess if guess.startswith("did you mean") else f"write the note, a line “{shown}: …” of its own in this text"
    return RULE.at(mark.span, f"there is no footnote “{mark.label}”: “{shown}” would be printed", hint)


def _references(prose: Prose) -> Mapping[str, int]:
    """The labels of the notes that the parser knows, a colon before each; below 0 where no mark leads there."""
    return prose.notes


def _marks(prose: Prose) -> Iterator[Mark]:
    value = prose.text.value
    references = _references(prose)
    code = [match.span() for match in CODE.finditer(value)] if "`" in value else []
    for match in MARK.finditer(value):
        if any(start <= match.start() < end for start, end in code):
            continue
        line = value.rfind("\n", 0, match.start()) + 1
        begins = LINE_START.fullmatch(value, line, match.start()) is not None
        note = bool(match[2]) and begins and f":{match[1]}" in references
        yield Mark(prose, match[1], match.start(), match.end() - (0 if note else len(match[2])), note)


def _empty(value: str, mark: Mark) -> bool:
    """Whether a note has neither text behind its mark nor an indented one below."""
    line, _, rest = value[mark.end :].partition("\n")
    if line.strip():
        return False
    following = next((below for below in rest.split("\n") if below.strip()), "")
    return not following.startswith("    ")
