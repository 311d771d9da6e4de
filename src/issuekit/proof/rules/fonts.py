"""Fonts are in the file and are those of the style; every sign that is printed is a letter of theirs."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from issuekit.diagnostics import Rule, Severity
from issuekit.model.resources import resource_folder
from issuekit.proof.collation import Held
from issuekit.proof.wording import letters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from issuekit.diagnostics import Finding
    from issuekit.proof.collation import Collation

FONT = Rule(
    "IK809", "font", Severity.ERROR,
    """A font is not in the file, or is none of the style's.

    Why:
        A font that isn't in the file is replaced by another on every other machine. One that the style didn't choose
        came from the machine on which the PDF was made, because a letter or a file was missing.
    Fail:
        Page 12 is printed in DejaVu Sans.
    Pass:
        All fonts are in the file, and all are of the families that the style sheet names.
    Fix:
        Put the font's file where the style sheet looks for it (“assets/fonts”), or take out the sign that the style's
        fonts don't have.
    """,
)
GLYPH = Rule(
    "IK810", "glyph", Severity.ERROR,
    """A sign is printed as an empty box, or can't be read back from the page.

    Why:
        The box stands for a letter that the font doesn't have. Text that can't be read back can't be searched, copied
        or read aloud.
    Fail:
        “ŭ” is printed as □.
    Pass:
        Every sign on every page is a letter of its font, and the file says which.
    Fix:
        Use a font that has the letter, or write the word otherwise.
    """,
)
RULES: tuple[Rule, ...] = (FONT, GLYPH)
FAMILY = re.compile(r"@font-face\s*\{[^}]*?font-family\s*:\s*(?:\"([^\"]+)\"|'([^']+)'|([^;}]+))", re.IGNORECASE)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def check(collation: Collation) -> Iterator[Finding | Held]:
    """Every font, then what was printed in it."""
    families = _families(collation)
    names = ", ".join(families) or "none"
    told: set[tuple[str, str]] = set()
    for font in collation.printed.fonts:
        faults = [] if font.embedded else ["is not in the file"]
        if families and not any(letters(font.family or font.name).startswith(letters(family)) for family in families):
            faults.append(f"is none of the style's fonts ({names})")
        for fault in faults:
            if (font.name, fault) not in told:
                told.add((font.name, fault))
                yield FONT.at(
                    collation.span(font.page), f"page {font.page}: the font {font.name} {fault}",
                    "look at the style sheet and its fonts, and build the PDF again",
                )
        yield Held("fonts", not faults)
    yield from _signs(collation)


def _signs(collation: Collation) -> Iterator[Finding | Held]:
    missing: dict[int, int] = {}
    unread = dict(collation.printed.lost)
    for font in collation.printed.fonts:
        for counts, found in ((missing, font.missing), (unread, font.unmapped)):
            for page, number in found.items():
                counts[page] = max(counts.get(page, 0), number) if counts is unread else counts.get(page, 0) + number
    for page, number in sorted(missing.items()):
        signs = "a sign that its font doesn't have" if number == 1 else f"{number} signs that their font doesn't have"
        yield GLYPH.at(collation.span(page), f"page {page} prints {signs}", "use letters that the style's fonts have")
    for page, number in sorted(unread.items()):
        signs = "a sign" if number == 1 else f"{number} signs"
        yield GLYPH.at(
            collation.span(page), f"page {page} has {signs} that can't be read back as text",
            "use letters that the style's fonts have, and build the PDF again",
        )
    whole = {page.number for page in collation.printed.pages} - {*missing, *unread}
    yield Held("readable pages", len(whole))


def _families(collation: Collation) -> tuple[str, ...]:
    """The font families that the style sheets bring, and those for charts, which are named like their folders.

    Files of the workspace stand before those that came with the program.
    """
    workspace, style = collation.issue.workspace, collation.issue.series.style
    homes = [resource_folder("templates") / style]
    chests = [resource_folder("assets") / "fonts"]
    if workspace is not None:
        homes.insert(0, workspace / "templates" / style)
        chests.insert(0, workspace / "assets" / "fonts")
    sheets: dict[str, Path] = {}
    for path in [path for home in homes for path in sorted(home.glob("*.css"))]:
        sheets.setdefault(path.name, path)
    folders = [folder.name for chest in chests if chest.is_dir() for folder in sorted(chest.iterdir())]
    return tuple(dict.fromkeys((*_named(tuple(sheets.values())), *folders)))


@cache
def _named(sheets: tuple[Path, ...]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for path in sheets:
        text = COMMENT.sub("", path.read_text(encoding="utf-8", errors="replace"))
        for quoted, single, bare in FAMILY.findall(text):
            found[(quoted or single or bare).strip()] = None
    return tuple(found)
