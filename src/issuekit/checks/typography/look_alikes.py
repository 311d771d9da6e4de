"""Letters of different scripts that can't be told apart in print."""

from __future__ import annotations

# Cyrillic and Greek letters beside the Latin ones that print alike (a selection of Unicode's confusables).
_CYRILLIC = "АВЕЅІЈКМНОРСТУХаеѕіјорсухҺһԚԛԜԝӀѴѵЁёЇї"
_LATIN_1 = "ABESIJKMHOPCTYXaesijopcyxHhQqWwIVvËëÏï"
_GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονϲϳ"
_LATIN_2 = "ABEZHIKMNOPTYXovcj"

TO_LATIN = {**dict(zip(_CYRILLIC, _LATIN_1, strict=True)), **dict(zip(_GREEK, _LATIN_2, strict=True))}
# The way back prefers the common letter of the two that may look alike: І before Ӏ.
TO_CYRILLIC = {latin: letter for letter, latin in reversed(list(zip(_CYRILLIC, _LATIN_1, strict=True)))}
TO_GREEK = {latin: letter for letter, latin in zip(_GREEK, _LATIN_2, strict=True)}


def script_of(character: str) -> str:
    """``Latin``, ``Cyrillic``, ``Greek``, or nothing where a character has none of these scripts."""
    code = ord(character)
    if code < 0x250:  # noqa: PLR2004 - Basic Latin to Latin Extended-B
        return "Latin" if character.isalpha() and code not in (0xAA, 0xB5, 0xBA) else ""
    if 0x370 <= code < 0x400 or 0x1F00 <= code < 0x2000:  # noqa: PLR2004
        return "Greek" if character.isalpha() else ""
    if 0x400 <= code < 0x530 or 0x1C80 <= code < 0x1C90 or 0x2DE0 <= code < 0x2E00 or 0xA640 <= code < 0xA6A0:  # noqa: PLR2004
        return "Cyrillic" if character.isalpha() else ""
    if 0x1E00 <= code < 0x1F00:  # noqa: PLR2004
        return "Latin"
    return ""


def in_script(character: str, script: str) -> str | None:
    """The letter of a script that looks like this one; None where there is none."""
    latin = TO_LATIN.get(character, character)
    if script == "Latin":
        return latin if script_of(latin) == "Latin" else None
    return (TO_CYRILLIC if script == "Cyrillic" else TO_GREEK).get(latin)
