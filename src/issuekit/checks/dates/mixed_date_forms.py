"""Dates are written in more than one form in the same issue.

Why:
    “On 19 November” in one chapter and “On November 21” in the next shows that nobody has read the issue as a
    whole. The form that most dates have is taken to be the house's.
Fail:
    They met on 19 November, on November 21, and on 5 December.
Fail:
    They met on 19 November, on 21st November, and on 5 December.
Pass:
    They met on 19 November, on 21 November, and from 28 November to 5 December.
Fix:
    Write all dates as most of them are written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.checks.dates.mentions import ABBREVIATED, Form, Mention, dated
from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Edit, Finding, Fix, Related, Severity, Span
from issuekit.frozen import dataclass
from issuekit.model.when import MONTHS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from issuekit.checks.loci import Locus
    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK309", "mixed-date-forms", Severity.WARNING, __doc__)

REACH = 300  # characters to each side within which a quotation begins and ends
MOST_EDITS = 200  # places that one correction changes
SHOWN = 5  # other places that are shown
_MONTH = rf"(?:{'|'.join(MONTHS)}|(?:{'|'.join(sorted(ABBREVIATED, key=len, reverse=True))})\b\.?)"
_DAY = r"\d{1,2}(?!\d)(?:st|nd|rd|th)?"
_DAYS = rf"{_DAY}(?:(?:\s?[-–—/,]\s?|,?\s(?:to|and|or|until)\s){_DAY})*"
MONTH_FIRST = lazily(rf"({_MONTH})\s+(?:the\s+)?({_DAYS})(?:,?\s*(\d{{4}}))?")
DAY_FIRST = lazily(rf"({_DAYS})\s+(?:of\s+)?({_MONTH})(?:,?\s+(\d{{4}}))?")
ORDINAL = lazily(r"(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)\b(?:\s+of(?=\s))?")
QUOTES = (("“", "”"), ("«", "»"), ("‘", "’"))


@dataclass(frozen=True, slots=True)
class _Place:
    locus: Locus
    mention: Mention

    @property
    def printed(self) -> str:
        return self.locus.passage.plain[self.mention.start : self.mention.end]

    @property
    def span(self) -> Span:
        return self.locus.passage.span(self.mention.start, self.mention.end)


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """One finding for each way in which dates differ: at the first date of the rarer form."""
    places = [
        _Place(entry.locus, mention)
        for entry in dated(scored) for mention in entry.mentions
        if mention.exact and _in_prose(entry.locus, mention)
    ]
    words = [place for place in places if place.mention.form is not Form.NUMERIC]
    yield from _differ(words, lambda mention: mention.form is Form.MONTH_FIRST, ("the day first", "the month first"))
    yield from _differ(words, lambda mention: mention.ordinal, ("a plain number", "an ordinal number"))
    yield from _differ(words, lambda mention: mention.abbreviated, ("the month in full", "the month shortened"))
    yield from _differ(places, lambda mention: mention.form is Form.NUMERIC, ("the month in words", "figures only"))


def _in_prose(locus: Locus, mention: Mention) -> bool:
    """Dates that fill a cell of their own are a table's affair, and what is quoted is the quoted text's."""
    plain = locus.passage.plain
    if locus.section == "head" or (locus.section == "cell" and mention.end - mention.start == len(plain.strip())):
        return False
    before, after = plain[max(0, mention.start - REACH) : mention.start], plain[mention.end : mention.end + REACH]
    return not any(before.rfind(left) > before.rfind(right) and right in after for left, right in QUOTES)


def _differ(
    places: Sequence[_Place], test: Callable[[Mention], bool], names: tuple[str, str],
) -> Iterator[Finding]:
    """``names`` say what a date has for which the test fails, and for which it holds; at a tie the latter is rare."""
    groups = [place for place in places if not test(place.mention)], [place for place in places if test(place.mention)]
    rare = 0 if len(groups[0]) < len(groups[1]) else 1
    minority, majority = groups[rare], groups[1 - rare]
    if not minority or not majority:
        return
    edits = [edit for place in minority[:MOST_EDITS] if (edit := _edit(place, majority[0].mention))]
    most = f"{len(majority)} others have" if len(majority) > 1 else "another has"
    where = minority[0]
    related = [Related(other.span, f"“{other.printed}” has {names[rare]}, too") for other in minority[1 : SHOWN + 1]]
    related.append(Related(majority[0].span, f"like most, “{majority[0].printed}” has {names[1 - rare]}"))
    more = f"; there are {len(minority) - 1} more such places" if len(minority) > SHOWN + 1 else ""
    yield RULE.at(
        where.span, f"“{where.printed}” has {names[rare]}, {most} {names[1 - rare]}",
        f"write all dates in the same form{more}", related,
        fix=Fix("write the date as most are written", tuple(edits)) if edits else None,
    )


def _edit(place: _Place, model: Mention) -> Edit | None:
    """The place rewritten as the model is, or None where that takes an editor."""
    if Form.NUMERIC in (place.mention.form, model.form) or place.mention.abbreviated != model.abbreviated:
        return None
    text, passage = place.locus.passage.text, place.locus.passage
    begin = place.mention.start
    if place.mention.ordinal and not model.ordinal and passage.plain[:begin].endswith("the "):
        begin -= len("the ")  # “the 6th of December” becomes “6 December”
    start, end = text.offset(passage.index(begin)), text.offset(passage.index(place.mention.end - 1)) + 1
    raw = text.place.source.text[start:end]
    if " ".join(raw.split()) != passage.plain[begin : place.mention.end]:
        return None  # markup stands between the words
    new = raw
    if place.mention.ordinal and not model.ordinal:
        new = ORDINAL.sub(r"\1", new)
    if place.mention.form is not model.form:
        if model.form is Form.DAY_FIRST:
            new = MONTH_FIRST.sub(lambda match: " ".join(filter(None, (match[2], match[1], match[3]))), new)
        else:
            new = DAY_FIRST.sub(
                lambda match: f"{match[2]} {match[1]}" + (f", {match[3]}" if match[3] else ""), new,
            )
    return None if new == raw else Edit(text.place.source.span(start, end), new)
