"""Every footnote is printed with its words, and called where it belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.diagnostics import Related, Rule, Severity
from issuekit.proof.collation import Held
from issuekit.proof.printed import Note
from issuekit.proof.whereabouts import OPENING, parts_of
from issuekit.proof.wording import SIMILAR, difference, likeness, shown, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from issuekit.diagnostics import Finding
    from issuekit.model.issue import Chapter
    from issuekit.proof.collation import Collation
    from issuekit.proof.manuscript import Passage

FOOTNOTE = Rule(
    "IK814", "footnote", Severity.ERROR,
    """A footnote is not printed, reads otherwise, or is not called in the text.

    Why:
        A sign without a note, or a note without a sign, sends the reader looking for what isn't there.
    Fail:
        The chapter has a footnote, and nothing at the foot of its pages has its words.
    Pass:
        The sign in the text and the note at the foot of the page are the same, and the note has the author's words.
    Fix:
        Build the PDF again. If the finding stays, the style sheet hides or moves footnotes.
    """,
)
RULES: tuple[Rule, ...] = (FOOTNOTE,)
AGAIN = "build the PDF again"
SIGN = 3  # characters: “12”, “iv”, “***”; a longer text before a note is no sign


def check(collation: Collation) -> Iterator[Finding | Held]:
    """The footnotes of the letter, then those of each chapter, wherever its texts are printed; then all others."""
    printed: dict[str, list[Note]] = {}
    for place, part in enumerate(collation.matter):
        if isinstance(part, Note):
            printed.setdefault(collation.part_at(place), []).append(part)
    letter = [passage for passage in collation.manuscript.passages(collation.issue.letter) if passage.note]
    yield from _notes(collation, "the letter", letter, printed.setdefault(OPENING, []), collation.opening.page)
    for chapter in collation.issue.chapters:
        if chapter.id in collation.stretches:
            homes = [chapter.id, *(
                appendix.id for appendix in collation.issue.series.appendices
                if any(plan.id == chapter.id for plan in appendix.chapters)
            )]
            free = [note for home in homes for note in printed.get(home, [])]
            wanted = list(_wanted(collation, chapter))
            yield from _notes(
                collation, f"the chapter {chapter.plan.label}", wanted, free, collation.stretches[chapter.id].page,
            )
            rest = {id(note) for note in free}
            printed |= {home: [note for note in printed.get(home, ()) if id(note) in rest] for home in homes}
    if all(name in collation.stretches for name, _ in parts_of(collation.issue)):
        yield from _strays(collation, printed)


def _wanted(collation: Collation, chapter: Chapter) -> Iterator[Passage]:
    for prose in chapter.all_prose():
        if prose.footnotes:
            yield from (passage for passage in collation.manuscript.passages(prose) if passage.note)


def _strays(collation: Collation, printed: Mapping[str, Sequence[Note]]) -> Iterator[Finding]:
    """Notes that are none of the issue's."""
    for note in (note for notes in printed.values() for note in notes):
        if note.text.strip():
            what = f"the issue doesn't have the footnote “{shown(note.text)}”"
            yield FOOTNOTE.at(collation.span(note.page), f"page {note.page}: {what}", AGAIN)


def _notes(
    collation: Collation, where: str, wanted: list[Passage], free: list[Note], page: int,
) -> Iterator[Finding | Held]:
    """Each wanted footnote and its sign. The notes that are one, changed or not, are taken out of those ``free``."""
    for passage in wanted:
        key = squeezed(passage.words)
        note = next((note for note in free if _is(note, key)), None)
        if note is None:
            yield _lacking(collation, where, passage, free, page)
            continue
        free.remove(note)
        sign = note.label or _before(note, key)
        if not note.call or sign != note.call:
            what = f"is marked “{note.call}” in the text and “{sign}” at the foot" if note.call else "is called nowhere"
            yield FOOTNOTE.at(
                collation.span(note.page), f"page {note.page}: the footnote “{shown(passage.words)}” in {where} {what}",
                AGAIN, [Related(passage.span, "the issue has it here")],
            )
        else:
            yield Held("footnotes")


def _is(note: Note, key: str) -> bool:
    """Whether a note has these words and no others, but for its sign where no tag sets that apart."""
    return squeezed(note.text).endswith(key) and len(_before(note, key)) <= (0 if note.label else SIGN)


def _before(note: Note, key: str) -> str:
    """What stands in a note before its words."""
    return squeezed(note.text)[: -len(key)].strip(".)")


def _lacking(collation: Collation, where: str, passage: Passage, free: list[Note], page: int) -> Finding:
    key = squeezed(passage.words)
    best = max(free, key=lambda note: likeness(key, squeezed(note.text)), default=None)
    related = [Related(passage.span, "the issue has it here")]
    if best is not None and likeness(key, squeezed(best.text)) >= SIMILAR:
        free.remove(best)
        words = best.text[len(best.text) - len(best.text.lstrip("0123456789. *†‡")):]
        parting = difference(passage.words, words)
        return FOOTNOTE.at(
            collation.span(best.page),
            f"page {best.page}: a footnote in {where} reads “{parting.found}” where the issue has “{parting.wanted}”",
            AGAIN, related,
        )
    return FOOTNOTE.at(
        collation.span(page), f"page {page}: {where} lacks the footnote “{shown(passage.words)}”", AGAIN, related,
    )
