"""The words by which an event is known again: names, numbers and the bare stems of its other words.

“Belarusian and Polish Defense Ministries consulted each other” and “Belarusian-Polish military consultations”
are one event to a reader. Words are folded to small letters without marks, endings are cut, and what every
sentence has is left out; how much a shared word proves depends on how rare it is.
"""

from __future__ import annotations

import math
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from issuekit.checks.patterns import lazily

if TYPE_CHECKING:
    from collections.abc import Iterable

WORD = lazily(r"[^\W_]+(?:[.’'][^\W_]+)*")
LETTERS = str.maketrans({"ł": "l", "Ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "’": "'"})
ENDING = lazily(
    r"(?<=....)(?:ations?|ments?|ities|ings?|ions?|ians?|ers?|ies|ied|ity|als?|ive|ed|es|an|s|e|y)$",
)
QUOTED = 60  # characters
STEM = 6  # letters that tell a word; what follows is mostly its ending
_COMMON = """
a about above according account across after again against ago all along also although am among an and another
any are around as at away back be became because become been before began begin being below between both but by
can could day days did do does done down during each either else end even ever every few first five for former
four from further get give given go goes going gone had has have having he held her here hers herself him
himself his hold how however i if in including into is it its itself january february march april may june july
august september october november december just keep kept last late later least less like made main major make
many me might mid month months more most much must my near new next no nor not now of off on once one only or
other others our out over own part parts per place period put quite rather said same saw say says second see set
several she should since six so some such take taken than that the their them themselves then there these they
third this those though three through thus to today together too took toward towards two under until up upon us
very was we week well went were what when where whether which while who whom whose why will with within without
would year years yet you your early monday tuesday wednesday thursday friday saturday sunday
"""
COMMON = frozenset(_COMMON.split())
# As rare as a word can be in a text of a few hundred sentences; shorter texts are weighed as if they had so many.
FEWEST = 150
RAREST = 6.0


def brief(text: str) -> str:
    """As much of a row as a message can quote."""
    if len(text) <= QUOTED:
        return text
    return f"{text[: text.rfind(' ', 0, QUOTED) if ' ' in text[:QUOTED] else QUOTED].rstrip(' ,;:')} …"


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word folded and cut; empty for one that tells nothing."""
    folded = word.casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded.translate(LETTERS))
        folded = "".join(letter for letter in folded if not unicodedata.combining(letter))
    if not folded.isalpha():
        folded = folded.removesuffix("'s").replace("'", "").replace(".", "")
    if folded in COMMON or (len(folded) < 2 and not folded.isdigit()):  # noqa: PLR2004 - single letters
        return ""
    return ENDING.sub("", folded)[:STEM] if folded.isalpha() else folded


def keywords(text: str) -> frozenset[str]:
    """The telling words of a text."""
    return frozenset(filter(None, map(stem, WORD.findall(text))))


def names(text: str) -> frozenset[str]:
    """Those of the telling words that are names or numbers: written with a capital, or in figures.

    The first word of the text has a capital anyway, and is none unless it has another further in.
    """
    found = set()
    for match in WORD.finditer(text):
        word = match[0]
        if word[0].isdigit() or (word[0].isupper() and (match.start() or not word[1:].islower())):
            found.add(stem(word))
    found.discard("")
    return frozenset(found)


def weights(texts: Iterable[frozenset[str]]) -> dict[str, float]:
    """How much each word proves: the rarer it is among the texts, the more, up to :data:`RAREST`."""
    count: dict[str, int] = {}
    total = FEWEST
    for words in texts:
        total += 1
        for word in words:
            count[word] = count.get(word, 0) + 1
    scale = RAREST / math.log(total)
    return {word: scale * math.log(total / number) for word, number in count.items()}
