"""Values of indices in prose: ``Positive points: +24``, ``Russia: +24 −14 = +10``, ``the index stands at +16``."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from issuekit.checks.arithmetic.index_names import named_in, names_of_indices, own_index, total_of
from issuekit.checks.arithmetic.statements import is_prose
from issuekit.checks.loci import loci
from issuekit.checks.patterns import lazily
from issuekit.frozen import dataclass
from issuekit.model.when import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from issuekit.checks.arithmetic.statements import Account
    from issuekit.checks.loci import Locus
    from issuekit.diagnostics import Span
    from issuekit.indices.totals import IndexTotal, ScoredIssue
    from issuekit.model.series import Labels

KINDS = ("total", "positive", "negative")
USUAL = ("aggregate index", "positive points", "negative points")  # what blocks of an index say of each
SIGNED = r"[+−–-]\s?\d{1,3}(?:\.\d{1,2})?(?![\d%]|\s?(?:%|per\scent|percentage))"
SIGNS = tuple("+−–-")
NUMBER = r"[+−–-]?\s?\d{1,3}(?:\.\d{1,2})?(?![\d%]|\s?(?:%|per\scent|percentage)|[-–/]\d)"


def value_of(text: str) -> Fraction:
    """The value of a number with or without a sign."""
    digits = re.sub(r"[^\d.]", "", text)
    value = Fraction(digits)
    return -value if text[:1] in "−–-" else value


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed value of an index: ``kind`` is total, positive or negative; ``start`` and ``end`` are in ``plain``."""

    locus: Locus
    kind: str
    value: Fraction
    start: int
    end: int
    index: IndexTotal | None = None

    @property
    def claimed(self) -> bool:
        """Whether the author gives an expression for the number, which another rule checks."""
        prose = self.locus.prose
        place = self.locus.passage.index(self.start)
        return prose is not None and any(claim.start <= place < claim.end for claim in prose.claims)

    @property
    def span(self) -> Span:
        """Where it stands in the file."""
        return self.locus.passage.span(self.start, self.end)

    @property
    def printed(self) -> str:
        """The number as printed."""
        return self.locus.passage.plain[self.start:self.end]


@lru_cache(maxsize=4)
def _lines(labels: Labels) -> re.Pattern[str]:
    """Lines of an index block, in the words of the series or the usual English ones."""
    printed = (labels.aggregate, labels.positive, labels.negative)
    words = {kind: {usual, word} for kind, usual, word in zip(KINDS, USUAL, printed, strict=True)}
    return re.compile(
        "|".join(
            rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, texts), key=len, reverse=True))})"
            rf"\s?(?:(?:of|is|was|:|=)\s?|(?=[+−–-]\d))(?P<{kind}>{NUMBER})" for kind, texts in words.items()
        ), re.IGNORECASE,
    )


def blocks(scored: ScoredIssue) -> Iterator[list[Figure]]:
    """Index blocks typed as text: lines close to each other, each kind at most once."""
    labels = scored.issue.series.labels
    words = tuple({word.lower() for word in (labels.aggregate, labels.positive, labels.negative, *USUAL)})
    run: list[Figure] = []
    last = 0
    for place, locus in enumerate(loci(scored)):
        plain = locus.passage.plain
        if not ((locus.running or locus.section == "heading") and is_prose(locus.passage)):
            continue
        if not _number_near(plain.lower(), words):
            continue
        index = _block_index(locus, scored)
        for match in _lines(labels).finditer(plain):
            kind = match.lastgroup or "total"
            figure = Figure(locus, kind, value_of(match[kind].strip()), match.start(kind), match.end(kind), index)
            repeated = kind == "total" or kind in {entry.kind for entry in run}
            if run and (repeated or place - last > _CLOSE or run[0].locus.chapter is not locus.chapter):
                yield run
                run = []
            run.append(figure)
            last = place
    if run:
        yield run


def _number_near(lower: str, words: tuple[str, ...]) -> bool:
    """Whether a digit follows close on one of some words: the pattern of a block takes long to make."""
    for word in words:
        place = lower.find(word)
        while place >= 0:
            end = place + len(word)
            if any(map(str.isdigit, lower[end:end + _TO_NUMBER])):
                return True
            place = lower.find(word, end)
    return False


def _block_index(locus: Locus, scored: ScoredIssue) -> IndexTotal | None:
    named = set(named_in(locus.passage.plain, scored))
    if len(named) > 1:
        return None
    return total_of(next(iter(named), None) or own_index(locus.chapter), scored)


def labelled(scored: ScoredIssue) -> Iterator[Figure]:
    """Values right after the name of an index: ``Russia: +24 −14 = +10``, ``relations with China (+22)``."""
    names = names_of_indices(scored)
    if names.pattern is None:
        return
    for locus in loci(scored):
        plain = locus.passage.plain
        if locus.section in ("event", "cell", "head") or not is_prose(locus.passage) or not _SIGN.search(plain):
            continue
        for name in names.pattern.finditer(plain):
            total = total_of(names.full[name.group().lower()], scored)
            if total is None or name.group().islower():
                continue
            if match := _EQUATION.match(plain, name.end()):
                for kind in KINDS:
                    yield Figure(locus, kind, value_of(match[kind]), match.start(kind), match.end(kind), total)
            elif plain[name.end():name.end() + 2].strip()[:1] in _BEFORE_VALUE and (
                match := _DIRECT.match(plain, name.end())
            ):
                yield Figure(locus, "total", value_of(match["total"]), match.start("total"), match.end("total"), total)


_CLOSE = 3  # passages from one line of a block to the next
_TO_NUMBER = 10  # characters from the words of a line to its number and its first digit
_SIGN = lazily(r"[+−–-]\s?\d")
_EQUATION = lazily(
    rf"\s?[:(–—]?\s?(?P<positive>\+\s?\d{{1,3}}),?\s?(?:and\s)?(?P<negative>[−–-]\s?\d{{1,3}}|0)\s?=\s?(?P<total>{NUMBER})",
    0, "=",
)
_BEFORE_VALUE = frozenset(":=(+−")  # one of them, maybe behind a space, stands after the name
_DIRECT = lazily(rf"\s?(?:[:=(]\s?|(?=[+−]))(?P<total>{SIGNED})(?=\s?(?:[),.;(]|$)|\sand\b)")
_VERB = (
    r"(?:(?:st(?:ands?|ood)|clos(?:es|ed)|settled|remain(?:s|ed)|end(?:s|ed)|finished)\sat|reach(?:es|ed)|equals?|totals"
    r"|amount(?:s|ed)\sto|comes?\sto|came\sto|equal\sto|(?:rose|fell|dropped|climbed|grew|increased|decreased|declined"
    rf"|improved|went\s(?:up|down))\s(?:from\s{NUMBER}\s)?to|is|was|of|at)"
)
_SENTENCE = lazily(
    rf"\b(?P<index>index|that(?=\s(?:of|with|for)\b))\b(?P<middle>[^;:()\d]{{0,90}}?)(?:\b{_VERB}\s(?:the\s(?:mark|level|value|figure)\sof\s"
    rf"|(?:an?|its)\s(?:\w+[\s-]){{0,3}}(?:of\s)?)?|\s?[:(]\s?(?=[+−–-]))(?P<total>{NUMBER})(?P<after>[^;:()]{{0,60}})",
    re.IGNORECASE, "index",
)
# “to −9 (Yellow) on the regional index”; “which yields +17”
_ON_INDEX = lazily(
    rf"(?P<total>{SIGNED})(?:\s\([^()]{{0,20}}\))?\son\sthe\s(?P<middle>[^.;:()]{{0,40}}?)index\b", 0, "index", SIGNS,
)
_YIELDS = lazily(
    rf"\bwhich\s(?:yields|gives|makes|brings)\s(?P<total>{SIGNED})(?=\s?(?:[,.;]|$))",
    0, ("yields", "gives", "makes", "brings"), SIGNS,
)
# After a total: “+17 (+25 and −8; see …)”
_OF_WHICH = lazily(r"\s?\((?P<positive>\+\s?\d{1,3}),?\s(?:and\s)?(?P<negative>[−–-]\s?\d{1,3}|0)\b")
_POINTS = lazily(
    rf"(?P<positive>{NUMBER})\s(?:in\s)?positive\s(?:points?|ones)\b"
    rf"|(?P<negative>{NUMBER})\s(?:in\s)?negative\s(?:points?|ones)\b",
    re.IGNORECASE, ("positive", "negative"), ("point", "ones"),
)
# What an unsigned number is followed by if it is the value rather than a count of something.
_ENDS = lazily(
    r"^\s?(?:[,.]|$|points?\b(?!\s(?:higher|lower|more|less|above|below|up|down))"
    r"|(?:in|for|and|with|against|while|but|as)\b)",
)
_ELSEWHEN = lazily(
    r"\b(?:previous|last|earlier|ago|former(?:ly)?|preceding|had|used\sto|before|will|would|could|may|might|should|expected"
    r"|forecast|likely|if|unless|target|maximum|minimum|scale|each|every)\b", re.IGNORECASE,
)
_ISSUE = lazily(r"\b(?:issue|no\.?)\s(\d+)", re.IGNORECASE)
_TIME = lazily(rf"\b(?:(?P<month>{'|'.join(MONTHS)})|(?P<year>(?:19|20)\d\d))\b")
_NEAR = 25  # characters before a number that can tell of which time it is
_BREAK = lazily(r"[,;:]")
_DIRECTLY = lazily(r"(?:\S+\s){0,4}$")


def told(scored: ScoredIssue, accounts: Sequence[Account]) -> Iterator[Figure]:
    """Values that sentences give of an index: ``the index of relations with Ukraine stands at +16``."""
    for account in accounts:
        if not (account.locus.running or account.locus.section == "caption"):
            continue
        plain = account.plain
        if not any(word in account.lower for word in ("index", "positive ", "negative ", "which ")):
            continue
        for statement in account.statements:
            sentence = plain[statement.start:statement.end]
            if any(map(str.isdigit, sentence)):  # otherwise its values are the program's own
                yield from _in_sentence(account, statement.start, sentence, scored)


def _in_sentence(account: Account, start: int, sentence: str, scored: ScoredIssue) -> Iterator[Figure]:
    for match in _SENTENCE.finditer(sentence):
        yield from _of_sentence(account, start, match, scored)
    for match in _ON_INDEX.finditer(sentence):
        chosen: list[str | None] = [*named_in(match["middle"], scored, loosely=True)[:1]]
        chosen = chosen or [own_index(account.locus.chapter)]
        yield from _total_at(account, start, match, chosen, scored)
    for match in _YIELDS.finditer(sentence):
        yield from _total_at(account, start, match, _named(account, scored), scored)
    # “The visit added three positive points” speaks of an event; both kinds together, or the index, of all.
    if "index" in sentence.lower() or ("positive" in sentence and "negative" in sentence):
        for match in _POINTS.finditer(sentence):
            yield from _of_points(account, start, match, scored)


def _of_sentence(account: Account, start: int, match: re.Match[str], scored: ScoredIssue) -> Iterator[Figure]:
    sentence, middle, after = match.string, match["middle"], match["after"]
    before = sentence[:match.start()]
    if match["index"].lower() == "that" and "index" not in before.lower():
        return
    signed = match["total"].strip()[:1] in "+−–-"
    if not (signed or _ENDS.match(after)) or _elsewhen(before[-_NEAR:], middle, after, scored):
        return
    chosen: list[str | None] = [*named_in(middle, scored, loosely=True)[:1]]
    if not chosen and match["index"].lower() == "index":
        directly = _DIRECTLY.search(before)
        near = _BREAK.split(directly.group() if directly else "")[-1]
        chosen = [*named_in(near, scored, loosely=True)[-1:]] or _named(account, scored)
    for figure in _total_at(account, start, match, chosen, scored):
        yield figure
        if follows := _OF_WHICH.match(sentence, match.end("total")):
            for kind in ("positive", "negative"):
                place = follows.start(kind) + start
                value = value_of(follows[kind])
                yield Figure(account.locus, kind, value, place, place + len(follows[kind]), figure.index)


def _named(account: Account, scored: ScoredIssue) -> list[str | None]:
    """The chapter's own index; in the letter, those that the paragraph names, its subject first."""
    own = own_index(account.locus.chapter)
    return [own] if own is not None else list(dict.fromkeys(named_in(account.plain, scored)))


def _total_at(
    account: Account, start: int, match: re.Match[str], chosen: Sequence[str | None], scored: ScoredIssue,
) -> Iterator[Figure]:
    """The figure that a pattern has found. Where several indices may be meant, it has to be wrong for all of them."""
    totals = [total for name in chosen if (total := total_of(name, scored)) is not None]
    value = value_of(match["total"].strip())
    if totals:
        index = next((total for total in totals if total.total == value), totals[0])
        place = match.start("total") + start
        yield Figure(account.locus, "total", value, place, place + len(match["total"]), index)


def _of_points(account: Account, start: int, match: re.Match[str], scored: ScoredIssue) -> Iterator[Figure]:
    kind = match.lastgroup or "positive"
    if _elsewhen(match.string[:match.start()][-_NEAR:], "", match.string[match.end():][:_NEAR], scored):
        return
    named = set(named_in(account.plain, scored))
    own = own_index(account.locus.chapter)
    name = own if not named - {own} else next(iter(named)) if len(named) == 1 and own is None else None
    total = total_of(name, scored)
    if total is not None:
        value = abs(value_of(match[kind].strip()))
        place = match.start(kind) + start
        value = -value if kind == "negative" else value
        yield Figure(account.locus, kind, value, place, place + len(match[kind]), total)


def _elsewhen(before: str, middle: str, after: str, scored: ScoredIssue) -> bool:
    """Whether the value is told of another issue or time, or only as a possibility."""
    after = re.split(r"[,;]\s|\s(?:and|but|while)\s", after)[0]
    words = f"{before.rpartition(', ')[2]} {middle} {after}"
    if _ELSEWHEN.search(words):
        return True
    issue = scored.issue
    if any(int(match[1]) != issue.number for match in _ISSUE.finditer(words)):
        return True
    months = {MONTHS[issue.period.start.month - 1], MONTHS[issue.period.end.month - 1]}
    years = {str(issue.period.start.year), str(issue.period.end.year)}
    return any(
        (match["month"] and match["month"] not in months) or (match["year"] and match["year"] not in years)
        for match in _TIME.finditer(words)
    )
