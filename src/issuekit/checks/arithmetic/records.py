"""Superlatives about indices in prose: ``a record high``, ``an all-time low``, ``the highest value since issue 5``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from issuekit.checks.arithmetic.index_claims import value_of
from issuekit.checks.arithmetic.index_names import named_in, own_index, total_of
from issuekit.checks.arithmetic.statements import in_english, is_prose, sentences
from issuekit.checks.loci import loci
from issuekit.checks.patterns import lazily
from issuekit.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.checks.loci import Locus
    from issuekit.diagnostics import Span
    from issuekit.indices.totals import IndexTotal, ScoredIssue

HIGH, LOW = 1, -1


@dataclass(frozen=True, slots=True)
class Superlative:
    """“Record high” and the like about an index. ``since`` is the issue after which it holds, None for ever.

    ``either`` where the direction may be that of what the index measures rather than of its value: tension is at its
    highest where its index is at its lowest.
    """

    index: IndexTotal
    direction: int
    words: str
    span: Span
    since: int | None
    either: bool


_HIGHS = {"high", "maximum", "peak", "highest", "best", "largest", "greatest", "higher"}
_SINCE = r"since\s(?:the\s)?(?:(?:issue|no\.?|number)\s(?P<since>\d{1,4})|(?:\w+\s)?(?P<year>(?:19|20)\d\d))"
_EVER = (
    r"ever|on\srecord|in\sthe\s(?:whole\s|entire\s)?(?:series|history|barometer)|in\s(?:its|our)\shistory|so\sfar"
    r"|to\sdate|of\sall\s(?:the\s)?(?:issues|time)|since\s(?:the\s)?(?:beginning|start|launch|first\sissue|monitoring)"
)
_SUPERLATIVE = lazily(
    r"\b(?:(?:(?:all-time|historic(?:al)?|absolute)\s(?:record\s)?|record[\s-])"
    r"(?P<record>high|low|maximum|minimum|peak)\b|(?P<most>highest|lowest|best|worst|largest|smallest|greatest)\b"
    rf"[^.;:()]{{0,60}}?\b(?:{_SINCE}|{_EVER})\b|(?P<more>higher|lower)\sthan\s(?:ever|in\sany\s(?:previous|earlier))\b"
    r"|never\s(?:before\s)?(?:\w+\s){0,6}?(?:so\s|this\s)?(?P<never>high(?:er)?|low(?:er)?)\b)", re.IGNORECASE,
)
# The words of which a superlative has one of each set.
_SETS = (
    ({"record", "all", "historic", "historical", "absolute"}, {"high", "low", "maximum", "minimum", "peak"}),
    (
        {"highest", "lowest", "best", "worst", "largest", "smallest", "greatest"},
        {"since", "ever", "record", "series", "history", "barometer", "far", "date", "all"},
    ),
    ({"higher", "lower"}, {"than"}),
    ({"never"}, {"high", "higher", "low", "lower"}),
)
_HINTS = (
    "record", "all-time", "historic", "highest", "lowest", "best", "worst", "never", "largest", "smallest", "greatest",
    "than ever",
)
_WORD = lazily(r"\w+")
_INDEX = lazily(r"\bind(?:ex|ices)\b|\bbarometer\b", re.IGNORECASE)
_HAS_VALUE = lazily(r"\ufffc|(?<!\w)[+−–-]\s?\d")
_VALUE = lazily(r"\s?(?:of|at|:|\()\s?(?:the\s)?(?P<value>[+−–-]?\s?\d{1,3})\b(?!\s?(?:%|per\scent))")
_OF_ELSE = lazily(r"\sof\s(?!(?:the|its|this)\b|\ufffc)")
_ELSEWHEN = lazily(
    r"\b(?:previous|last\s(?:issue|year)|ago|former|had\sbeen|had\sstood|will|would|could|may|might|expected|not|no)\b",
    re.IGNORECASE,
)
_CLAUSE = lazily(r"[,;:]\s")
_IN_ISSUE = lazily(r"\b(?:in|of|from)\s(?:issue|no\.?)\s(\d+)", re.IGNORECASE)


def superlatives(scored: ScoredIssue) -> Iterator[Superlative]:
    """The superlatives of an issue that are about the present value of an index, in an issue in English."""
    if not in_english(scored):
        return
    for locus in loci(scored):
        if not (locus.running and is_prose(locus.passage)):
            continue
        plain = locus.passage.plain
        lower = plain.lower()
        if any(hint in lower for hint in _HINTS):
            for start, end in sentences(plain):
                sentence = plain[start:end]
                found = list(_SUPERLATIVE.finditer(sentence)) if _may_tell(sentence) else []
                total = total_of(_index(locus, sentence, scored), scored) if found else None
                if total is not None:
                    for match in found:
                        yield from _superlative(locus, match, start, total, scored)


def _may_tell(sentence: str) -> bool:
    """Whether a sentence has the words of a superlative at all: the pattern takes long to make and to try."""
    words = set(_WORD.findall(sentence.lower()))
    return any(not (words.isdisjoint(some) or words.isdisjoint(others)) for some, others in _SETS)


def _superlative(
    locus: Locus, match: re.Match[str], start: int, total: IndexTotal, scored: ScoredIssue,
) -> Iterator[Superlative]:
    sentence = match.string
    before, after = sentence[:match.start()], sentence[match.end():]
    if _ELSEWHEN.search(_CLAUSE.split(before)[-1]):
        return
    told = _VALUE.match(after)
    if (told and value_of(told["value"].strip()) != total.total) or (not told and _OF_ELSE.match(after)):
        return  # another value, which another rule looks at, or a record of something else
    if any(int(number) != scored.issue.number for number in _IN_ISSUE.findall(sentence)):
        return
    word = next(match[group] for group in ("record", "most", "more", "never") if match[group]).lower()
    yield Superlative(
        index=total,
        direction=HIGH if word in _HIGHS else LOW,
        words=match.group(),
        span=locus.passage.span(start + match.start(), start + match.end()),
        since=_since(match, scored),
        either=total.index.scale is not None,
    )


def _index(locus: Locus, sentence: str, scored: ScoredIssue) -> str | None:
    """The index that a sentence speaks of: the one it names, the chapter's own, or the one its paragraph names."""
    named = set(named_in(sentence, scored, loosely=True))
    about = bool(_INDEX.search(sentence))
    if not (about or (named and _HAS_VALUE.search(sentence))):
        return None
    if len(named) == 1:
        return next(iter(named))
    own = own_index(locus.chapter)
    if named or own is not None:
        return None if named else own
    around = set(named_in(locus.passage.plain, scored))
    return next(iter(around)) if len(around) == 1 else None


def _since(match: re.Match[str], scored: ScoredIssue) -> int | None:
    """The number of the issue after which the claim holds; of a year, that year's last issue."""
    if match["since"]:
        return int(match["since"])
    first = scored.issue.series.first
    if match["year"] and first is not None:
        begun, months = first.period.start, scored.issue.series.months
        return first.number + ((int(match["year"]) - begun.year) * 12 + 12 - begun.month) // months
    return None
