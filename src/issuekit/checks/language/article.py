"""“A” stands before a vowel sound, or “an” before a consonant.

Why:
    “A important meeting”, “an program”: the noun or its adjective was changed, and the article was left behind.
    The sound decides, not the letter: a European, a U.S. official, an hour, an MP, an 11-year term. Where it
    isn’t certain how a word is said (a or an historic, a or an UAZ), the rule is silent.
Fail:
    It was a important meeting.
Fail:
    An program was signed with an U.S. company.
Pass:
    An hour later a European envoy, an EU official, an MP, and a U.S. senator signed a one-year plan of an 11-point
    program at a university.
Fix:
    Change the article; “issuekit check --fix” does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.checks.language.corrections import replacement
from issuekit.checks.language.words import words
from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.checks.sheet import english
from issuekit.diagnostics import Finding, Severity

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from issuekit.checks.language.words import Words
    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK508", "article", Severity.WARNING, __doc__)

ARTICLE = lazily(r"[Aa](?<![\w’'./-][Aa])(n?)[ \u00a0]([“‘\"']?)((?:[A-Z]\.){2,}|[\w’]+(?:\.\d+|,\d{3})*)(-?\d?)")

# Words before which “a” is no article (“class A is”, “from a to b”), and German ones (“Frankfurt an der Oder”).
NO_NOUN = frozenset({
    "all", "also", "an", "and", "another", "any", "are", "as", "at", "das", "dem", "den", "der", "die", "either",
    "en", "et", "every", "if", "in", "into", "is", "it", "its", "of", "off", "on", "or", "our", "out", "sich",
    "over", "un", "up", "us",
})

# How a word begins, and which article that needs; the first that matches decides. None: nobody is certain.
BEGINNINGS: tuple[tuple[str, str | None], ...] = (
    ("hour|hono|honest|heir", "an"),
    # An h that is said for sure, since its syllable is stressed. (An historic, an hotel: some write so.)
    ("h(?:igh|ouse|al[fl]|and|ard|arm(?!on)|arsh|az|ea|elp|emis|ind|int|it|old|ole|ome|op|os[pt]|u[bgmn]|yb|ydr)", "a"),
    ("h", None),
    ("un(?:in|im|ide|ill|iss|irr)", "an"),
    ("uni|unanim|us[aeiu]|uten|util|utop|uran|ubiq|ukrain|ugand|urug", "a"),
    ("un(?!$)|up|ul(?!a)|um[bp]|utt|utm|ur[bg]|ug", "an"),
    ("u", None),
    ("eu|ones?$|once$", "a"),
    ("ew|ou[ai]|i[aeou]", None),
    ("[aeio]", "an"),
    ("[bcdfgjklmnpqrstvwz][a-zà-ž]*[aeiouyà-ž]|y[aeiou]", "a"),
)
BEGINNING = lazily("|".join(f"({pattern})" for pattern, _ in BEGINNINGS))

SPELLED_VOWEL = frozenset("AEFHILMNORSX")  # letters whose names begin with a vowel
SHORT = 4
ABBREVIATION = lazily(r"[A-Z]{2,6}s?")
LETTERS_VOWEL_FIRST = frozenset({"NGO", "NGOs", "FBI", "MEP", "MEPs", "MOU", "SUV", "SUVs"})
LETTERS_CONSONANT_FIRST = frozenset({"UN", "UK", "US", "USA", "UAE", "UAV", "UAVs", "USD", "UNESCO", "UNICEF", "USAID"})
EIGHT = lazily(r"(?:8\d*(?:[.,]\d+)*|1[18](?:\.\d+)?)(?:th|k|m|bn)?")
OTHER_NUMBER = lazily(r"(?:[2-79]\d*|1(?!,[18]00)|10\d?|1[2-79]|19\d\d)(?:[.,]\d+)*(?:st|nd|rd|th|k|m|bn)?")


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Every article that the next word contradicts for certain."""
    if not english(scored):
        return
    text = words(scored)
    for match in ARTICLE.finditer(text.text):
        article = match[0][: 1 + len(match[1])]
        right = needed(match[3], match[4])
        if right is None or right == article.lower() or not _is_article(text, match):
            continue
        printed = right.capitalize() if article[0] == "A" else right
        spot = text.sheet.spot(match.start(), match.start() + len(article))
        yield RULE.at(
            spot.span, f"“{article} {match[3]}”: before this sound it is “{right}”",
            f"print “{printed} {match[3]}”",
            fix=replacement(spot, article, printed),
        )


def _is_article(text: Words, match: re.Match[str]) -> bool:
    """Whether an “a” is the article, and no letter that stands for something, as in “Class A exercises”."""
    if match[3].lower() in NO_NOUN:
        return False
    return match[0][0] == "a" or text.opens_sentence(match.start())


def needed(word: str, more: str) -> str | None:
    """“a” or “an”, as the word after the article needs it for certain; ``more`` is a hyphen and a digit after it."""
    if word[0].isdigit():
        return "an" if EIGHT.fullmatch(word) else "a" if OTHER_NUMBER.fullmatch(word) else None
    if "." in word:
        return "an" if word[0] in SPELLED_VOWEL else "a"
    if ABBREVIATION.fullmatch(word):
        return _abbreviation(word)
    designation = len(more) > 1 and len(word) < SHORT  # an Mi-28, an Il-76
    if designation or not word[1:].islower():
        return None
    beginning = BEGINNING.match(word.lower())
    return BEGINNINGS[beginning.lastindex - 1][1] if beginning and beginning.lastindex else None


def _abbreviation(word: str) -> str | None:
    """Abbreviations that are certainly said letter by letter, or whose first letter sounds the same either way."""
    if word in LETTERS_CONSONANT_FIRST:
        return "a"
    if word[0] in "AEIO" or word in LETTERS_VOWEL_FIRST:
        return "an"
    if not set(word) & set("AEIOUY"):
        return "an" if word[0] in SPELLED_VOWEL else "a"
    return "a" if word[0] in "BCDGJKPQTVWYZ" else None
