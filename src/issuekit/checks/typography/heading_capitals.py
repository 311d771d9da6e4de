"""One heading is set in Capitals Like a Title, its neighbors are not, or the reverse.

Why:
    “Political agenda”, “Oil and Gas”, “Media support” side by side look as if nobody had read the contents page.
Fail:
    developments:
      - heading: Political agenda
        text: The price of gas was the main item on the agenda.
      - heading: Oil and Gas
        text: Support of the media was missed.
      - heading: Media support
        text: They wrote of oil.
Pass:
    developments:
      - heading: Political agenda
        text: The price of gas was discussed at the Great Stone forum in Warsaw.
      - heading: Oil and gas at Great Stone
        text: Support of the media was missed.
      - heading: NATO and Warsaw
        text: They wrote of oil.
Fix:
    Write all headings of one level alike. Names and abbreviations keep their capitals.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from issuekit.checks.loci import Locus
from issuekit.checks.loci import plain as as_passage
from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.checks.sheet import Spot, correction, english, sheet, shown
from issuekit.diagnostics import Finding, Related, Severity
from issuekit.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from issuekit.checks.sheet import Sheet
    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK538", "heading-capitals", Severity.WARNING, __doc__)

WORD = lazily(r"[^\W\d_][\w’'-]*(?:\.[^\W\d_]\b\.?)*")
RUN_IN = lazily(r"\*\*([^*\n]{2,80}?)[.:]?\*\*")
_SMALL_IN_TITLES = (
    "a about after against amid among an and as at before between beyond but by down during for from in into its nor "
    "of off on onto or our over per since so than that the their through till to under until up upon via versus vs "
    "with within without yet "
)
SMALL = frozenset(_SMALL_IN_TITLES.split())
BEHIND = ("", ",", ".", ";", ":", ")", "’s", "”", ",”", ".”")  # what may follow a word that is counted
NAMED = 3  # so many times more capitals than small letters make a name of a word
SHORT = 4  # a word of fewer letters may stand small in a title
LEVELS = {"part": "parts", "heading": "headings", "head": "sub-headings", "run-in": "run-in heads"}
LEAST, TIMES = 3, 2  # headings in the whole issue, and times the other kind, that decide where a chapter can't


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its words that tell how it is set, by their places: capitals and small letters."""

    spot: Spot
    words: str
    capitals: tuple[tuple[int, str], ...]
    small: tuple[tuple[int, str], ...]


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Headings that are set otherwise than most of their level in their chapter."""
    if not english(scored):
        return
    levels: dict[tuple[str, str], list[Spot]] = defaultdict(list)
    for level, spot in _spots(scored):
        levels[spot.locus.chapter.id if spot.locus.chapter else "", level].append(spot)
    common = _common_words(scored, [spot for spots in levels.values() for spot in spots])
    page = sheet(scored)
    headings = {key: [_read(spot, common, page) for spot in spots] for key, spots in levels.items()}
    whole = Counter(style for group in headings.values() for heading in group if (style := _style(heading)))
    for (_, level), group in headings.items():
        yield from _compare(group, level, whole)


def _spots(scored: ScoredIssue) -> Iterator[tuple[str, Spot]]:
    """Every heading with its level: parts, headings, heads within a text, run-in heads."""
    for chapter in scored.issue.chapters:
        for block in chapter.developments:
            for level, text in (("part", block.part), ("heading", block.heading)):
                if text is not None and text.value.strip():
                    locus = Locus(chapter, "heading", as_passage(text, "heading"))
                    yield level, Spot(locus, 0, len(locus.passage.plain))
    for locus in sheet(scored).loci:
        if not locus.running:
            continue
        if locus.passage.kind == "heading":
            yield "head", Spot(locus, 0, len(locus.passage.plain))
        elif locus.passage.content.startswith("**"):
            match = RUN_IN.match(locus.passage.content)
            if match and locus.passage.plain.startswith(match[1]):
                yield "run-in", Spot(locus, 0, len(match[1]))


def _telling(words: str) -> Iterator[tuple[int, str]]:
    """The words of a heading whose first letter tells something: no first word, no abbreviation, no small word."""
    for match in WORD.finditer(words):
        word, before = match[0], words[: match.start()].rstrip()
        if not before or before[-1] in ":.–—?!(“" or word.lower() in SMALL:
            continue
        if word[1:].islower() and (word[0].isupper() or len(word) >= SHORT):
            yield match.start(), word


def _common_words(scored: ScoredIssue, spots: Sequence[Spot]) -> set[str]:
    """Of the capitalised words in headings, those that the issue has in small letters, and not far more often in
    capitals: they are no names.
    """
    wanted = Counter(word for spot in spots for _, word in _telling(spot.words) if word[0].isupper())
    if not wanted:
        return set()
    counts = Counter(sheet(scored).text.split())

    def number(word: str) -> int:
        return sum(counts[word + behind] for behind in BEHIND)

    return {
        word for word, headed in wanted.items()
        if (small := number(word.lower())) and NAMED * small >= number(word) - headed
    }


def _in_a_name(index: int, heading: Spot, page: Sheet) -> bool:
    """Whether running text has the capitalised word at ``index`` with the one before it: “Great Stone”."""
    words = heading.words
    word = WORD.match(words, index)
    before = words[:index].split()[-1]
    if word is None or not before[0].isupper():
        return False
    pair = f"{before} {word[0]}"
    start = page.text.find(pair)
    while start >= 0:
        locus = page.spot(start, start).locus
        if locus.section != "heading" and locus.passage is not heading.locus.passage:
            return True
        start = page.text.find(pair, start + 1)
    return False


def _read(spot: Spot, common: set[str], page: Sheet) -> Heading:
    words = spot.words
    telling = list(_telling(words))
    return Heading(
        spot, words,
        tuple((index, word) for index, word in telling if word in common and not _in_a_name(index, spot, page)),
        tuple((index, word) for index, word in telling if word[0].islower()),
    )


def _style(heading: Heading) -> str:
    """``title`` or ``sentence``; empty where the words don't tell, or tell both."""
    if heading.capitals and not heading.small:
        return "title"
    return "sentence" if heading.small and not heading.capitals else ""


def _compare(group: Sequence[Heading], level: str, whole: Mapping[str, int]) -> Iterator[Finding]:
    counts = Counter(style for heading in group if (style := _style(heading)))
    title, sentence = counts["title"], counts["sentence"]
    if title == sentence or max(title, sentence) < 2:  # noqa: PLR2004 - one heading is no usage
        title, sentence = whole.get("title", 0), whole.get("sentence", 0)
        if max(title, sentence) < max(LEAST, TIMES * min(title, sentence)):
            return
    usual = "title" if title > sentence else "sentence"
    example = next((heading for heading in group if _style(heading) == usual), None)
    for heading in group:
        odd = heading.capitals if usual == "sentence" else heading.small
        if odd and heading is not example:
            yield _finding(heading, odd, usual, example, level)


def _finding(
    heading: Heading, odd: Sequence[tuple[int, str]], usual: str, example: Heading | None, level: str,
) -> Finding:
    changed, edits = heading.words, []
    for index, word in odd:
        letter = word[0].lower() if usual == "sentence" else word[0].upper()
        changed = changed[:index] + letter + changed[index + 1 :]
        edits.append(heading.spot.part(index, index + 1).becomes(letter))
    first = heading.spot.part(odd[0][0], odd[0][0] + len(odd[0][1]))
    how = "has capitals like a title" if usual == "sentence" else "has small letters"
    words, changed = shown(heading.words), shown(changed)
    others = f"most {LEVELS[level]} have " + ("small letters" if usual == "sentence" else "capitals")
    return RULE.at(
        first.span, f"“{words}” {how}; {others}", f"write “{changed}”",
        [Related(example.spot.span, f"“{shown(example.words)}” is set like most")] if example else (),
        fix=correction(f"write “{changed}”", *edits, safe=False),
    )
