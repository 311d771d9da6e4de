"""Counts that announce a list: ``the following three measures:``, ``for two reasons: first, …; second, …``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from issuekit.checks.arithmetic.quantity import Kind
from issuekit.checks.arithmetic.tallies import countable, listings, noun_phrase
from issuekit.checks.patterns import lazily
from issuekit.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from issuekit.checks.arithmetic.quantity import Quantity
    from issuekit.checks.arithmetic.statements import Account, Statement
    from issuekit.model.issue import Chapter, Issue
    from issuekit.model.prose import Passage, Prose


@dataclass(frozen=True, slots=True)
class Announced:
    """A count, what it counts, and how many there are. ``certain`` if the count can only be of them."""

    account: Account
    count: Quantity
    noun: str
    found: int
    certain: bool
    place: str  # “the list has two items”


# Nouns of things that texts announce in order to list them, and how they can end.
_NOUNS = frozenset({
    "reason", "point", "factor", "measure", "event", "step", "trend", "feature", "aspect", "conclusion",
    "scenario", "direction", "area", "task", "priorit", "condition", "requirement", "issue", "question", "topic",
    "development", "document", "agreement", "statement", "thesis", "theses", "group", "categor", "type", "kind",
    "form", "part", "stage", "phase", "way", "item", "section", "element", "component", "principle", "rule",
    "objective", "goal", "aim", "challenge", "problem", "risk", "threat", "option", "argument", "proposal",
    "recommendation", "observation", "finding", "fact", "circumstance", "exception", "criteri", "indicator",
    "sign", "signal", "message", "initiative", "project", "change", "amendment", "characteristic", "advantage",
    "shortcoming", "obstacle", "outcome", "result", "lesson", "thing", "demand", "decision", "track", "pillar",
    "driver", "cause", "purpose", "format", "instrument", "tool", "mechanism",
})
_ENDINGS = ("", "s", "es", "y", "ies", "on", "a")
_TIMES = lazily(
    r"(?:second|minute|hour|day|week|month|year|decade|time|side|part(?:y|ies)|countr)(?:s|y|ies)?$", re.IGNORECASE,
)
_FOLLOWING = lazily(r"\bfollowing\s$", re.IGNORECASE)
_BELOW = lazily(
    r"^[^#;:]{0,80}?\b(?:(?:listed|given|set\sout|shown|described|named|presented|outlined|mentioned)\sbelow|as\sfollows"
    r"|are\sthe\sfollowing|follow)\b", re.IGNORECASE,
)
_KNOWN = lazily(
    r"\b(?:the|both|these|those|all|last|first|past|next|previous|other|every|its|their|his|our|remaining)\s$",
    re.IGNORECASE,
)
_ARE_THE = lazily(r"\b(?:are|were|is|was|has|have)\s(?:the|its|their)\s$", re.IGNORECASE)
_BESIDE = lazily(
    r"\b(?:after|before|during|besides|despite|at|since|with|in|from|to|between|among|against|under|over|per|within)\s$",
    re.IGNORECASE,
)
_BEFORE = 30


def list_counts(issue: Issue, by_passage: Mapping[int, Account]) -> Iterator[Announced]:
    """Counts that a paragraph announces a list, a table or an enumeration with. ``by_passage``: accounts by ``id``."""
    for prose in _running(issue):
        for listing in listings(prose):
            account = by_passage.get(id(listing.introduction))
            if account is not None and listing.items > 1:
                yield from _announced(account, listing.items, "the list has {} items")
    for chapter in issue.chapters:
        for passage, rows in _before_tables(chapter):
            account = by_passage.get(id(passage))
            if account is not None:
                yield from _announced(account, rows, "the table has {} rows")


def _running(issue: Issue) -> Iterator[Prose]:
    yield issue.letter
    for chapter in issue.chapters:
        yield from chapter.prose()


def _before_tables(chapter: Chapter) -> Iterator[tuple[Passage, int]]:
    """The last paragraph before each placed table, with the table's rows."""
    tables = {table.id: table for table in chapter.tables}
    before: Passage | None = None
    for block in chapter.developments:
        if block.part is not None or block.heading is not None:
            before = None
        if block.text is not None and block.text.passages:
            before = block.text.passages[-1]
        if block.table is not None and block.table.value in tables:
            if before is not None:
                yield before, len(tables[block.table.value].rows)
            before = None


def _announced(account: Account, found: int, place: str) -> Iterator[Announced]:
    if not account.statements:
        return
    statement = account.statements[-1]
    if statement.end < len(account.plain.rstrip()) - 1 or not _opens(statement):
        return
    counts = [quantity for quantity in statement.quantities if countable(account, quantity)]
    for quantity in counts:
        certain = _certainty(statement, quantity, alone=len(counts) == 1)
        if certain is not None:
            noun = " ".join(noun_phrase(statement, quantity))
            yield Announced(account, quantity, noun, found, certain, place)
            return


def _opens(statement: Statement) -> bool:
    return statement.shape.rstrip().endswith(":") or bool(re.search(r"\b(?:below|as\sfollows)\W*$", statement.shape))


def _certainty(statement: Statement, quantity: Quantity, *, alone: bool) -> bool | None:
    """Whether the number surely counts the list; None where it doesn't."""
    place = quantity.start - statement.start
    before = statement.shape[max(0, place - _BEFORE):place]
    after = statement.shape[quantity.end - statement.start:]
    phrase = noun_phrase(statement, quantity)
    if _FOLLOWING.search(before) or re.match(r"\sfollowing\b", after, re.IGNORECASE):
        return True
    if not phrase or _TIMES.match(phrase[-1]) or quantity.unit:
        return None
    if _BELOW.match(after):
        return True
    known = _KNOWN.search(before) and not _ARE_THE.search(before)
    listed = _is_listed(phrase[-1])
    if known:
        return None
    if re.fullmatch(rf"[\s“”\"]*{re.escape(' '.join(phrase).lower())}[”\"]?\s?:\s*", " ".join(after.split())):
        return listed
    return False if alone and listed and not _BESIDE.search(before) else None


def _is_listed(noun: str) -> bool:
    noun = noun.lower()
    return any(noun.endswith(ending) and noun[:len(noun) - len(ending)] in _NOUNS for ending in _ENDINGS)


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ORDINAL = lazily(
    rf"(?:^|[.:;,–—]\s|\sand\s)(?P<mark>{'|'.join(_ORDINALS)}|final|last)(?:ly\b|,|\s(?:is|was|comes|because)\b)",
    re.IGNORECASE,
)
_NUMBERED = lazily(r"(?:\(|(?<=[\s:;,]))(?P<mark>\d{1,2})\)\s")
_SOON = 60  # characters between a count and the first item
_LONGEST = 30


def enumerated_counts(account: Account) -> Iterator[Announced]:
    """Counts that announce items enumerated in the same paragraph: ``(1) …; (2) …`` or ``First, … Second, …``."""
    if not ("first" in account.lower or "1)" in account.plain):
        return
    for statement in account.statements:
        for quantity in statement.quantities:
            phrase = noun_phrase(statement, quantity) if countable(account, quantity) and not quantity.unit else ()
            place = quantity.start - statement.start
            if not phrase or not _is_listed(phrase[-1]) or _KNOWN.search(statement.shape[:place][-_BEFORE:]):
                continue
            found = _enumerated(account.plain, quantity.end)
            if found > 1:
                yield Announced(account, quantity, " ".join(phrase), found, False, "the text enumerates {}")


def _enumerated(plain: str, start: int) -> int:
    """How many items an enumeration has that begins soon after ``start``; 0 if there is none."""
    return _run(plain, start, _NUMBERED, [str(number) for number in range(1, _LONGEST)]) or _run(
        plain, start, _ORDINAL, _ORDINALS,
    )


def _run(plain: str, start: int, pattern: re.Pattern[str], expected: Sequence[str]) -> int:
    count = 0
    for match in pattern.finditer(plain, start):
        mark = match["mark"].lower()
        if not count and (mark != expected[0] or match.start() - start > _SOON):
            return 0
        if mark in ("final", "last"):
            return count + 1
        if mark == expected[0] and count:
            return count  # another enumeration
        if mark == expected[count]:
            count += 1
            if count == len(expected):
                break
    return count


_PHRASES = lazily(r":\s(?P<phrases>(?:an?|the)\s[^:;.()#%]{3,400})(?=[.;]|$)")
_PHRASE = lazily(r",\s(?:and\s)?|\sand\s(?=(?:an?|the)\s)")


def phrased_counts(account: Account) -> Iterator[Announced]:
    """Counts of things that a sentence lists after a colon, each with its article: ``two papers: a … and a …``."""
    if ": " not in account.plain:
        return
    for statement in account.statements:
        match = _PHRASES.search(statement.shape)
        counts = [
            quantity for quantity in statement.quantities
            if match and quantity.start - statement.start < match.start() and quantity.kind is Kind.AMOUNT
        ]
        if match is None or len(counts) != 1 or not countable(account, counts[0]) or counts[0].unit:
            continue
        phrase = noun_phrase(statement, counts[0])
        direct = statement.plain[counts[0].end - statement.start:match.start()].strip() == " ".join(phrase)
        items = _PHRASE.split(match["phrases"])
        alike = all(item.split(" ", 1)[0] in ("a", "an", "the") and " and " not in item for item in items)
        if phrase and direct and _is_listed(phrase[-1]) and alike and len(items) > 1:
            yield Announced(account, counts[0], " ".join(phrase), len(items), False, "the sentence lists {}")


# “Four countries took part: Belarus, Lithuania, Poland, and Ukraine”; “three states (Poland, Latvia and Lithuania)”.
_NAME = r"[A-ZÀ-Ž][\w.'-]*"
_NAMES = lazily(
    rf"(?P<open>:\s|\s\()(?P<names>{_NAME}(?:\s(?:of\s(?:the\s)?)?{_NAME}){{0,3}}"
    rf"(?:,\s(?:and\s)?(?:the\s)?{_NAME}(?:\s(?:of\s(?:the\s)?)?{_NAME}){{0,3}}){{0,20}}"
    rf",?\sand\s(?:the\s)?{_NAME}(?:\s{_NAME}){{0,3}})(?=[).;]|$)",
)


def named_counts(account: Account) -> Iterator[Announced]:
    """Counts of names that the same sentence gives after a colon or in brackets."""
    if " and " not in account.plain or not (": " in account.plain or " (" in account.plain):
        return
    for statement in account.statements:
        plain = statement.plain.replace("’", "'")
        for match in _NAMES.finditer(plain):
            counts = [
                quantity for quantity in statement.quantities
                if statement.start + match.start() - _NAMES_NEAR <= quantity.start < statement.start + match.start()
                and quantity.kind is Kind.AMOUNT
            ]
            if len(counts) != 1 or not countable(account, counts[0]) or counts[0].unit:
                continue
            phrase = noun_phrase(statement, counts[0])
            end = counts[0].end - statement.start
            direct = plain[end:match.start()].strip() == " ".join(phrase)
            if phrase and phrase[-1].endswith("s") and (direct or match["open"] == ": "):
                found = len(re.split(r",\s(?:and\s)?|\sand\s", match["names"]))
                # A name may have an “and” of its own: Bosnia and Herzegovina.
                if counts[0].value != found - 1 or "," not in match["names"]:
                    yield Announced(account, counts[0], " ".join(phrase), found, False, "the sentence names {}")


_NAMES_NEAR = 70  # characters between a count and the names
