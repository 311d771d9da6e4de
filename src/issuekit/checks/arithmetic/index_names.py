"""Which index a sentence speaks of: by its label or title, by what only it is called, or as its chapter's own."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from issuekit.checks.patterns import lazily
from issuekit.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from issuekit.indices.totals import IndexTotal, ScoredIssue
    from issuekit.model.issue import Chapter

_WORD = lazily(r"[^\W\d_]{5,}")
ABBREVIATION = 3  # an id up to this length is one, such as “eu”


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """Names of the issue's scored indices, as patterns; ``words`` are those that only one index has."""

    full: Mapping[str, str]  # what is written, in lower case -> the id of the index
    words: Mapping[str, str]
    pattern: re.Pattern[str] | None
    word_pattern: re.Pattern[str] | None


@lru_cache(maxsize=4)
def names_of_indices(scored: ScoredIssue) -> Names:
    """The names of the indices that the issue's catalogue scores. An index without events has no say."""
    full: dict[str, str] = {}
    words: dict[str, set[str]] = {}
    for name, total in scored.totals.items():
        index = total.index
        texts = {index.label.value, index.title.value}
        plan = scored.issue.series.chapters[total.chapter]
        if len(plan.indices) == 1:
            texts |= {plan.label.value, plan.title.value}
        for text in texts:
            full.setdefault(text.lower(), name)
        if len(name) <= ABBREVIATION:
            full.setdefault(name.lower(), name)
        for word in _WORD.findall(f"{index.label} {name}"):
            words.setdefault(word.lower(), set()).add(name)
    single = {word: next(iter(names)) for word, names in words.items() if len(names) == 1}
    return Names(full, single, _any(full), _any(single))


def _any(names: Mapping[str, str]) -> re.Pattern[str] | None:
    if not names:
        return None
    texts = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, texts))})(?!\w)", re.IGNORECASE)


def named_in(text: str, scored: ScoredIssue, *, loosely: bool = False) -> list[str]:
    """The ids of the indices that a text names, in order; ``loosely`` also by a word that only one of them has."""
    names = names_of_indices(scored)
    found = [names.full[match.group().lower()] for match in names.pattern.finditer(text)] if names.pattern else []
    if not found and loosely and names.word_pattern:
        found = [names.words[match.group().lower()] for match in names.word_pattern.finditer(text)]
    return found


def own_index(chapter: Chapter | None) -> str | None:
    """The index of a chapter that has only one."""
    return chapter.plan.indices[0].id if chapter is not None and len(chapter.plan.indices) == 1 else None


def total_of(name: str | None, scored: ScoredIssue) -> IndexTotal | None:
    """The total of an index; None for an index without events, which no number could be held against."""
    total = scored.totals.get(name) if name else None
    return total if total is not None and total.events else None
