"""A word mixes Latin letters with Cyrillic or Greek ones that look the same.

Why:
    С (Cyrillic) and C (Latin) are the same to the eye and different to every search, index and spelling check:
    a reader who looks for Pantsyr-C1 in the PDF won't find it.
Fail:
    The Pantsyr-С1 system was shown.
Fail:
    In the newspaper Zviаzda he said so.
Pass:
    The Pantsyr-C1 system was shown in the newspaper Звязда (Zviazda), with its α-version and 3 µm optics.
Fix:
    Type the letter anew in the script of the rest of the word. “check --fix” does it.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.checks.sheet import correction, sheet
from issuekit.checks.typography.look_alikes import in_script, script_of
from issuekit.diagnostics import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.checks.sheet import Spot
    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK536", "mixed-scripts", Severity.ERROR, __doc__)

FOREIGN = lazily(r"[\u0370-\u03ff\u0400-\u052f\u1c80-\u1c8f\u1f00-\u1fff\u2de0-\u2dff\ua640-\ua69f]")
# A word with its digits and hyphens: “Pantsyr-С1”. No longer than a word may be.
TOKEN = lazily(r"[^\W_]+(?:[-’'‑–/][^\W_]+)*")
PART = lazily(r"[^\W_]+")
ROMAN = lazily(r"[IVXLCDM]+")
LONGEST = 100  # characters that are looked at around a letter: longer words are none
NUMERAL_LETTERS = 2  # letters of a designation such as “С-400”, “МЗ”: more make a word


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Words of two scripts, wherever a letter is there that a Latin one could be taken for, or the reverse."""
    page = sheet(scored)
    if page.text.isascii():
        return
    done = -1
    for match in FOREIGN.finditer(page.text):
        if match.start() < done:
            continue
        spot = page.spot(match.start(), match.end())
        line = page.lines[page.number(match.start())]
        token = _token_around(line, spot.start)
        start, done = token[0], match.start() + token[1] - spot.start
        if token[1] - start > LONGEST:
            continue
        near = line[max(0, start - LONGEST) : token[1] + LONGEST]
        yield from _word(near, line[start : token[1]], spot.part(start - spot.start, token[1] - spot.start))


def _token_around(line: str, position: int) -> tuple[int, int]:
    """Where the word begins and ends in which a letter stands."""
    start = position
    while start and position - start < LONGEST and (line[start - 1].isalnum() or line[start - 1] in "-’'‑–/"):
        start -= 1
    match = TOKEN.search(line, start)
    while match is not None and match.end() <= position:
        match = TOKEN.search(line, match.end())
    return (position, position + 1) if match is None else match.span()


def _word(near: str, token: str, spot: Spot) -> Iterator[Finding]:
    for match in PART.finditer(token):
        part = match[0]
        scripts = Counter(script for character in part if (script := script_of(character)))
        if not scripts:
            continue
        meant = _script_meant(part, scripts, token, near)
        if meant is None:
            continue
        wrong = [index for index, character in enumerate(part) if script_of(character) not in ("", meant)]
        if wrong:
            yield _finding(part, wrong, meant, token, spot.part(match.start(), match.end()))


def _script_meant(part: str, scripts: Counter[str], token: str, near: str) -> str | None:
    """The script that a part of a word belongs to; None where it is well as it is."""
    if len(scripts) > 1:
        if "Greek" in scripts and not _all_alike(part, "Greek"):
            return None  # kΩ, Δt: the Greek letter is one and looks it
        if ROMAN.fullmatch("".join(in_script(character, "Latin") or character for character in part)):
            return "Latin"
        (first, most), (second, fewer) = scripts.most_common(2)
        return first if most > fewer else _prevailing(near, (first, second))
    (script,) = scripts
    return "Latin" if script != "Latin" and _all_alike(part, script) and _out_of_place(script, token, near) else None


def _out_of_place(script: str, token: str, near: str) -> bool:
    """Whether a part of a word that could as well be Latin is meant to be: because the word’s other parts
    are Latin, or because it is a designation such as “С-400” in a Latin text. A word of its own is fine.
    """
    others = {script_of(character) for character in token} - {"", script}
    if others == {"Latin"}:
        return True
    letters = sum(script_of(character) == script for character in token)
    numbered = any(character.isdigit() for character in token)
    return numbered and letters <= NUMERAL_LETTERS and _prevailing(near, ("Latin", script)) == "Latin"


def _all_alike(part: str, script: str) -> bool:
    """Whether every letter of a script in the part has a Latin double."""
    return all(in_script(character, "Latin") for character in part if script_of(character) == script)


def _prevailing(near: str, scripts: tuple[str, str]) -> str:
    """Which of two scripts the words around are mostly written in."""
    counts = Counter(script_of(character) for character in near)
    return max(scripts, key=lambda script: counts[script])


def _finding(part: str, wrong: list[int], script: str, token: str, spot: Spot) -> Finding:
    letters = [part[index] for index in wrong]
    named = ", ".join(
        f"“{letter}” is U+{ord(letter):04X} {unicodedata.name(letter, '')}" for letter in dict.fromkeys(letters)
    )
    right = [in_script(letter, script) for letter in letters]
    edits = [
        spot.part(index, index + 1).becomes(letter) for index, letter in zip(wrong, right, strict=True) if letter
    ]
    first = spot.part(wrong[0], wrong[-1] + 1)
    letters_of_rest = any(script_of(character) == script for character in token)
    rest = f"the rest of the word is {script}" if letters_of_rest else f"the words around are {script}"
    return RULE.at(
        first.span, f"“{token}”: {named}; {rest}",
        f"type {'it' if len(wrong) == 1 else 'them'} anew in {script} letters",
        fix=correction(f"put the {script} letters", *edits) if all(right) else None,
    )
