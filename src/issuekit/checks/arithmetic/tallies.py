"""Counts that prose gives of a table, a list or the catalogue, and what they are counts of."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from issuekit.checks.arithmetic.margins import is_count
from issuekit.checks.arithmetic.statements import plain_index
from issuekit.checks.patterns import lazily
from issuekit.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from issuekit.checks.arithmetic.quantity import Quantity
    from issuekit.checks.arithmetic.statements import Account, Statement
    from issuekit.model.issue import Table
    from issuekit.model.prose import Passage, Prose

STEM = 5  # letters by which words are taken for forms of one: exercise, exercises
_WORD = lazily(r"[\w’'-]+")
_STOP = frozenset((
    "of", "in", "by", "with", "from", "for", "to", "on", "at", "were", "was", "are", "is", "be", "been", "that",
    "which", "who", "have", "has", "had", "took", "and", "or", "as", "listed", "shown", "given", "below", "between",
    "during", "under", "against", "among", "can", "could", "should", "will", "would", "may", "might", "must", "where",
    "when", "held", "conducted", "carried", "reported", "recorded", "see", "deserve", "follow", "follows",
    "contributed",
))
_PHRASE, _AFTER = 7, 90  # words of a phrase, and characters that they stand in


def noun_phrase(statement: Statement, quantity: Quantity) -> tuple[str, ...]:
    """The words after a number, up to the first that can't belong to its noun; the last is the noun itself."""
    words: list[str] = []
    start = quantity.end - statement.start
    after, plain = statement.shape[start:start + _AFTER], statement.plain[start:start + _AFTER]
    position = 0
    for match in _WORD.finditer(after):
        between = after[position:match.start()].strip(' “”"‘’')
        if between or match.group() in _STOP or len(words) == _PHRASE:
            break
        words.append(plain[match.start():match.end()])
        position = match.end()
    return tuple(words)


def stems(words: Sequence[str]) -> frozenset[str]:
    """The beginnings of words, by which their forms are recognized; words of three letters or fewer are left out."""
    return frozenset(word[:STEM].lower() for word in words if len(word) >= STEM - 1)


def countable(account: Account, quantity: Quantity) -> bool:
    """Whether a number in the prose can be a count of rows or items that its author has typed."""
    return (
        is_count(quantity) and not (quantity.attributive or quantity.signed or quantity.computed) and quantity.value > 0
        and not account.is_claimed(quantity)
    )


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence that refers to a table. ``place`` is where in its shape, its end if in the brackets after it."""

    statement: Statement
    table: Table
    place: int


_BARE = lazily(r"^\W*(?:see|cf·?)?[\s(]*(?:table|appendix)\s@~*+[\s).]*$", re.IGNORECASE)
_TABLE = lazily(r"\btables?[\s\u00a0](\d{1,3})\b", re.IGNORECASE)
_INTERRUPTIONS = 6  # lists within which a numbered one is looked for to go on
_ONLY_SEE = lazily(r"[\s.]*\(?\s?(?:see|cf\.?)?\s?$", re.IGNORECASE)


def mentions(account: Account, tables: Sequence[Table]) -> Iterator[Mention]:
    """Every sentence of a passage that refers to one of the issue's tables, which are given in their order."""
    statements = account.statements
    for place, table in _references(account, tables):
        number = bisect_right(statements, place, key=lambda statement: statement.start) - 1
        if number > 0 and _BARE.match(statements[number].shape):
            number -= 1  # “… reduced to five. (See Table 2)”
        if number < 0:
            continue
        statement = statements[number]
        if place < statement.end or _ONLY_SEE.fullmatch(account.plain, statement.end, place):
            yield Mention(statement, table, min(place, statement.end) - statement.start)
        elif number + 1 < len(statements) and _BARE.match(statements[number + 1].shape):
            yield Mention(statement, table, statement.end - statement.start)


def _references(account: Account, tables: Sequence[Table]) -> Iterator[tuple[int, Table]]:
    prose, passage = account.locus.prose, account.locus.passage
    numbered = "table" in account.lower
    linked = prose is not None and any(link.internal and link.words for link in prose.links)
    if not (numbered or linked or account.labels):
        return
    by_name = {table.id: table for table in tables}
    for place, target in account.labels.items():
        if target in by_name:
            yield place, by_name[target]
    for match in _TABLE.finditer(account.plain) if numbered else ():
        if 0 < int(match[1]) <= len(tables):
            yield match.start(), tables[int(match[1]) - 1]
    if linked and prose is not None and passage.plain:
        first, last = passage.index(0), passage.index(len(passage.plain) - 1)
        for link in prose.links:
            known = link.internal and link.words and link.target[1:] in by_name and not _TABLE.search(link.words)
            if known and first <= link.start <= last:
                yield plain_index(passage, link.start), by_name[link.target[1:]]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, and the passage right before it. ``number`` is how many items it has."""

    introduction: Passage
    items: int


def listings(prose: Prose) -> Iterator[Listing]:
    """The lists of a text that follow on a paragraph, with their items counted at the list's own level."""
    if not any(passage.kind == "item" for passage in prose.passages):
        return
    passages = iter(prose.passages)
    current: Passage | None = None
    before: Passage | None = None  # the paragraph that ends right before the next block
    opened: list[tuple[Passage | None, int, list[int]]] = []
    runs: list[tuple[Passage | None, int, int]] = []
    for token in prose.signs:
        if token.type == "inline":
            current = next(passages, None)
        elif token.type == "paragraph_close":
            before = current
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            start = int(token.attrs.get("start") or 1) if token.type == "ordered_list_open" else 0
            opened.append((before, start, [0]))
        elif token.type == "list_item_open":
            opened[-1][2][0] += 1
            before = None
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            introduction, start, count = opened.pop()
            runs.append((introduction, start, count[0]))
            before = None
        elif token.type in ("heading_open", "hr", "fence", "code_block"):
            before = None
    yield from _joined(runs)


def _joined(runs: Sequence[tuple[Passage | None, int, int]]) -> Iterator[Listing]:
    """Lists in their order; a numbered list that goes on after an interruption is one."""
    taken: set[int] = set()
    for place, (introduction, start, count) in enumerate(runs):
        if introduction is None or place in taken:
            continue
        items = count
        if start == 1:
            for later in range(place + 1, min(place + _INTERRUPTIONS, len(runs))):
                if runs[later][1] == items + 1:
                    items += runs[later][2]
                    taken.add(later)
        yield Listing(introduction, items)
