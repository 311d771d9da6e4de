"""Small things a typesetter does without being asked: bound spaces, dashes, minus signs, quotation marks.

Every rule replaces characters one by one, so that a text keeps its length and a paragraph can be treated as
one text although emphasis, links and computed values cut it into pieces.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from issuekit.model.when import MONTHS

if TYPE_CHECKING:
    from collections.abc import Callable

NO_BREAK = "\u00a0"
MINUS = "−"
EN_DASH = "–"

_MONTH = "|".join(MONTHS)
_NUMBER = r"(?<![\w.,/-])[+−-]?\d+(?:[.,]\d+)*"
# Words after which a number may well stand at the line's end: it doesn't count what follows.
_FUNCTION = (
    "a|about|above|according|after|all|also|among|an|and|are|as|at|be|before|below|between|both|but|by|down|"
    "each|even|for|from|had|has|have|he|if|in|into|is|it|its|nor|not|of|on|only|or|out|over|per|she|since|so|"
    "than|that|the|their|then|there|they|this|through|to|under|until|up|was|were|when|where|which|while|who|"
    "will|with|would"
)

# What binds in any language: a currency or a sign and its number, a number and its unit, initials.
_ANYWHERE: tuple[tuple[str, str], ...] = (
    (r"\b[A-Z]{3}( )(?=\d)", NO_BREAK),
    (r"[€$£№§]( )(?=\d)", NO_BREAK),
    (r"(?<=\d)( )(?:%|°|km|m|cm|mm|kg|t|ha|GW|MW|kW)(?![\w’'])", NO_BREAK),
    (r"(?<![\w.])[A-ZŁŠŽČ]\.( )(?=[A-ZŁŠŽČ]\w)", NO_BREAK),
    (r"(?:^|(?<=[\s\u00a0]))(-)(?=\s|$)", EN_DASH),
    (r"(?<=\S)( )(?=[–—](?:\s|$))", NO_BREAK),
    (r"(?:^|(?<=[\s(\u00a0]))(-)(?=\d)", MINUS),
    (r"(?<![\w./–-])(?:1[89]|20)\d\d(-)(?=(?:1[89]|20)\d\d(?![\w/–-]))", EN_DASH),
    (r"(?<![\w./–-])\d{1,3}(?:\.\d+)?(-)(?=\d{1,3}(?:\.\d+)?\s?%)", EN_DASH),
)

_BY_LANGUAGE: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (
        (r"\b(?:Nos?|Tables?|Appendix|Articles?|Chapters?|Figures?|Section|Part|pp?|vol)\.?( )(?=\d)", NO_BREAK),
        (r"\b(?:St|Mt|Mr|Mrs|Ms|Dr|Prof|Gen|Col)\.( )(?=[A-Z])", NO_BREAK),
        (rf"(?<!\d)\d{{1,2}}( )(?=(?:{_MONTH})\b)", NO_BREAK),
        (r"(?<=\d)( )(?=(?:thousand|million|billion|trillion|percent)\b)", NO_BREAK),
        # A number and what it counts; a year counts nothing.
        (rf"(?!(?:1[89]|20)\d\d\b){_NUMBER}( )(?=(?!(?:{_FUNCTION})\b)[a-z])", NO_BREAK),
        (rf"(?<![\w./–-])\d{{1,2}}(-)(?=\d{{1,2}}[ \u00a0](?:{_MONTH})\b)", EN_DASH),
        (rf"\b(?:{_MONTH})(-)(?=(?:{_MONTH})\b)", EN_DASH),
        (r"(?<=\w)(')(?=\w)", "’"),
        (r"(?:^|(?<=[\s(\[\u00a0–—]))(\")(?=\S)", "“"),
        (r"(?<=\S)(\")(?!\w)", "”"),
    ),
}


@cache
def _rules(language: str) -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]:
    rules = (*_ANYWHERE, *_BY_LANGUAGE.get(language, ()))
    return tuple((re.compile(pattern), _putting(character)) for pattern, character in rules)


def _putting(character: str) -> Callable[[re.Match[str]], str]:
    def put(match: re.Match[str]) -> str:
        start, end = match.start(1) - match.start(), match.end(1) - match.start()
        return match[0][:start] + character + match[0][end:]

    return put


def typeset(text: str, language: str) -> str:
    """The text as a typesetter would set it; as long as it was.

    ``language`` is a language tag such as ``en`` or ``en-GB``. Rules that need the language's words apply
    to it alone; the others are the same in all languages.
    """
    base = language.partition("-")[0].lower()
    for pattern, put in _rules(base):
        text = pattern.sub(put, text)
    return text
