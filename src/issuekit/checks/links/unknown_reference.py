"""The text refers to a table, figure, appendix or chapter that the issue doesn't have.

Why:
    A reader who looks for Table 7 in an issue with two tables loses trust in the rest. Tables are numbered as they
    are placed, so that a number typed by hand is wrong as soon as one is moved.
Fail:
    The exercises (see [](#exercices)) went on.
Fail:
    developments:
      - text: The exercises (see Table 7) went on.
      - table: exercises
    tables:
      - {id: exercises, caption: Exercises, columns: [Date], rows: [[4 November]]}
Fail:
    The catalogue (see Appendix 5) is long.
Fail:
    The exercises are listed in the table below.
Pass:
    developments:
      - text: The exercises (see [](#exercises)) went on, as Table 1 and Appendix 2 show and Annex 7 doesn't.
      - table: exercises
    tables:
      - {id: exercises, caption: Exercises, columns: [Date], rows: [[4 November]]}
Pass:
    Table 7 of the treaty gives the ceilings.
Fix:
    Write [](#exercises), with the id of the table, chapter or appendix: the program prints its number.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from issuekit.checks.links.addresses import addresses, fix_in
from issuekit.checks.links.anchors import FIGURE, MOST, TABLE, anchors, mentions
from issuekit.checks.links.attempts import content_span, value_index
from issuekit.checks.loci import loci
from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Severity
from issuekit.reading.decode import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.checks.links.addresses import Address
    from issuekit.checks.links.anchors import Anchors, Mention
    from issuekit.checks.loci import Locus
    from issuekit.diagnostics import Span
    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK406", "unknown-reference", Severity.ERROR, __doc__)

# A link's round brackets without the square ones before them.
NAKED = lazily(r"(?<!\])(?<!\]\s)\(#([A-Za-z][\w-]*)\)")
THE_TABLE = lazily(
    r"\b(?:following|accompanying)\s+table\b|(?<!round[\s-])\btables?\s+(?:below|above|overleaf)\b"
    r"|\bsee\s+(?:the\s+)?table\b(?!\s*(?:[0-9]|of\b))",
    re.IGNORECASE,
)
LABEL = lazily(r"(?:tables?|tab\.|appendi(?:x|ces))\s*[0-9]", re.IGNORECASE)
CAPTION = lazily(r"[*_]*(?:[.:](?=\s|[*_])|[ \t]*$)", re.MULTILINE)
NUMBERED = lazily(r"[0-9]{1,3}(?![0-9])")


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """References that lead to nothing: links, and “Table 7” in words."""
    known = anchors(scored)
    for address in addresses(scored):
        if address.link.internal and not address.link.image:
            yield from _link(address, known)
    yield from _numbers(scored, known)
    without_tables = {chapter.id for chapter in scored.issue.chapters if not chapter.tables}
    english = scored.issue.series.language.startswith("en")
    for locus in loci(scored):
        if "(#" in locus.passage.content:
            yield from _naked(locus, known)
        lacking = not known.tables if locus.chapter is None else locus.chapter.id in without_tables
        if english and lacking and locus.running:
            yield from islice(_the_table(locus), MOST)


def _link(address: Address, known: Anchors) -> Iterator[Finding]:
    name = address.target[1:]
    if name not in known.names:
        hint = did_you_mean(name, known.names)
        meant = re.match(r"did you mean “([^”]+)”", hint)
        fix = None
        if meant and address.at_hand and address.raw == address.target:
            start = address.start + 1
            fix = fix_in(address.prose.text, start, start + len(name), meant[1], f"write {meant[1]}", safe=False)
        yield RULE.at(address.span(), f"nothing in the issue is called “#{name}”", hint, fix=fix)
        return
    number = known.names[name]
    own = known.tables.get((address.chapter, name), number)
    if own != number:
        yield RULE.at(
            _whole(address), f"“#{name}” leads to a table of another chapter, which has the same id",
            "give one of the two tables another id",
        )
        return
    label = LABEL.match(address.link.words.strip())
    if number and label and str(number) not in NUMBERED.findall(address.link.words):
        yield RULE.at(
            _whole(address), f"the words say “{address.link.words}”, but the link leads to number {number}",
            f"write [](#{name}): the program prints the number",
        )


def _whole(address: Address) -> Span:
    return address.prose.text.span(address.link.start, address.link.end)


def _numbers(scored: ScoredIssue, known: Anchors) -> Iterator[Finding]:
    labels = scored.issue.series.labels
    missing = [mention for mention in mentions(scored) if not 1 <= mention.number <= known.count(mention.kind)]
    # A caption typed into the text, “Table 3. The exercises”, is what others speak of.
    typed = {(mention.kind, mention.number) for mention in missing if _is_caption(mention)}
    for mention in missing:
        if (mention.kind, mention.number) in typed or _within_link(mention):
            continue
        count = known.count(mention.kind)
        word = {TABLE: labels.table, FIGURE: "Figure"}.get(mention.kind, labels.appendix)
        have = {0: "none", 1: "only one"}.get(count, f"only {count}")
        yield RULE.at(
            mention.locus.passage.span(mention.start, mention.end),
            f"there is no {word} {mention.number}: the issue has {have}",
            "write [](#id) with the id of what you mean: the program prints its number",
        )


def _is_caption(mention: Mention) -> bool:
    """Whether the mention stands at the beginning of a line, with a full stop, a colon or nothing behind it."""
    passage = mention.locus.passage
    value, start = passage.text.value, passage.index(mention.start)
    end = passage.index(mention.end - 1) + 1
    return not value[value.rfind("\n", 0, start) + 1 : start].strip(" *_") and CAPTION.match(value, end) is not None


def _within_link(mention: Mention) -> bool:
    """Whether the words are those of a link into the issue, which is looked at for itself."""
    passage, prose = mention.locus.passage, mention.locus.prose
    if prose is None or not prose.links:
        return False
    place = passage.index(mention.start)
    return any(link.internal and link.start <= place < link.end for link in prose.links)


def _naked(locus: Locus, known: Anchors) -> Iterator[Finding]:
    passage = locus.passage
    for match in islice(NAKED.finditer(passage.content), MOST):
        if any(start <= match.start() < end for start, end, _ in passage.cuts):
            continue
        name = match[1]
        guess = "" if name in known.names else did_you_mean(name, known.names)
        if name not in known.names and not guess.startswith("did you mean"):
            continue  # a hashtag in parentheses
        place = value_index(passage, match.start())
        yield RULE.at(
            content_span(passage, *match.span()), f"“{match[0]}” is printed as it stands: it is no link",
            f"write []({match[0][1:-1]}){'; ' + guess if guess else ''}",
            fix=None if guess else fix_in(passage.text, place, place, "[]", "put [] before it", safe=True),
            severity=Severity.WARNING if guess else None,
        )


def _the_table(locus: Locus) -> Iterator[Finding]:
    plain = locus.passage.plain
    if "table" not in plain and "Table" not in plain:
        return
    for match in THE_TABLE.finditer(plain):
        where = "the issue" if locus.chapter is None else "this chapter"
        yield RULE.at(
            locus.passage.span(*match.span()), f"“{match[0]}” is spoken of, but {where} has no table",
            "add the table under “tables:”, and place it with “- table: …”", severity=Severity.WARNING,
        )
