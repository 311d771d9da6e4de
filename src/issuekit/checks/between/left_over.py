"""Text of the previous issue is left over: a passage that it had, or its number.

Why:
    A new issue is often written over the old one. A paragraph that nobody replaced tells old news, and “the
    eleventh issue” in the letter of the twelfth is the first thing that readers see.
Fail:
    --- issue.yaml
    letter: |
      We are happy to present the eleventh issue, which reviews the foreign policy of the country.
Fail:
    --- 2019-09/issue.yaml
    number: 11
    period: 2019-09/2019-10
    date: 2019-11
    editor: {name: An Editor, roles: [Editor]}
    letter: We present the issue.
    chapters: [partner]
    --- 2019-09/partner.yaml
    chapter: partner
    developments:
      - text: The two foreign ministers met in Brussels and spoke for three hours of visas, roads and bridges.
    --- partner.yaml
    chapter: partner
    developments:
      - text: The two foreign ministers met in Brussels and spoke for three hours about visas, roads and bridges.
Pass:
    --- issue.yaml
    letter: |
      We are happy to present the twelfth issue. As the eleventh issue foresaw, talks went on.
Fix:
    Write the passage anew, or delete it.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from issuekit.checks.between.numbering import true_number
from issuekit.checks.between.ordinals import number_of
from issuekit.checks.between.wording import FEWEST, Wording, passage_wording, sentence_wordings
from issuekit.checks.dates.sentences import sentence_at
from issuekit.checks.loci import loci
from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.checks.sheet import sheet
from issuekit.diagnostics import Finding, Related, Severity
from issuekit.indices.totals import score

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.checks.loci import Locus
    from issuekit.indices.totals import ScoredIssue
    from issuekit.model.issue import Issue

RULE = Rule("IK606", "left-over", Severity.WARNING, __doc__)

NEARLY = 0.7  # of a passage's runs of words that the previous issue has, too
FEWEST_RUNS = FEWEST - 2  # of three words, in the shortest sentence that is known again
WORD_FOR_WORD = 0.95  # of a single sentence's
SIGNS = ("issue", "edition", "number", "instal")
_ISSUE = r"(?:issue|edition|number|installment|instalment)"
NUMBERED = lazily(
    rf"(?<![^\W_])(this|the|our|its)\s(?:\w+\s)?((?:\w+[\s-])?\w+(?:st|nd|rd|th|first|second|third))\s{_ISSUE}(?![^\W_])",
    re.IGNORECASE,
)
IN_FIGURES = lazily(
    rf"(?<![^\W_])(?:(this)\s{_ISSUE},?\s(?:no\.?|number|№)|(presents?)\s(?:you\s)?{_ISSUE}(?:\s(?:no\.?|number|№))?)\s?"
    r"(?P<number>\d{1,4})(?![\d%])",
    re.IGNORECASE, ("this", "present"), ("issue", "edition", "number", "instal"),
)
# Words that make “the eleventh issue” the issue's own: it is presented, or it is the subject and does its work.
PRESENTS = lazily(
    r"(?<![^\W_])(?:presents?|offers?|introduces?|welcome\sto|(?:this|here|before\syou)\sis)\s(?:you\s|to\syou\s)?$",
    re.IGNORECASE,
)
# “On this second issue, they agreed”: an issue can be a question, too.
QUESTION = lazily(r"(?<![^\W_])(?:on|over|about|regarding|concerning|to)\s$", re.IGNORECASE)
REVIEWS = lazily(
    r"[^.!?]{0,60}?(?<![^\W_])(?:reviews|analy[sz]es|covers|surveys|presents|examines|looks\sat|monitors|sums\sup|"
    r"summari[sz]es)(?![^\W_])",
)


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Wrong numbers of the issue in its own prose; passages that the previous issue had."""
    number = true_number(scored.issue)
    page = sheet(scored)
    for locus, line in zip(page.loci, page.lines, strict=True):
        if locus.running and any(map(line.lower().__contains__, SIGNS)):
            yield from _numbers(locus, number)
    if scored.issue.previous is not None:
        yield from _passages(scored, scored.issue.previous)


def _numbers(locus: Locus, right: int) -> Iterator[Finding]:
    plain = locus.passage.plain
    for match in NUMBERED.finditer(plain):
        number = number_of(match[2])
        if number is not None and number != right and _own(match, plain, locus):
            yield _wrong_number(locus, match, match.span(2), right)
    for match in IN_FIGURES.finditer(plain):
        if int(match["number"]) != right:
            yield _wrong_number(locus, match, match.span("number"), right)


def _own(match: re.Match[str], plain: str, locus: Locus) -> bool:
    """Whether the numbered issue is this one, rather than another that is referred to, or a question."""
    start, _ = sentence_at(plain, match.start())
    before = plain[start : match.start()]
    if match[1].lower() == "this":
        return (locus.section == "letter" and not QUESTION.search(before)) or bool(REVIEWS.match(plain, match.end()))
    return bool(PRESENTS.search(before)) or (
        locus.section == "letter" and not before.strip() and bool(REVIEWS.match(plain, match.end()))
    )


def _wrong_number(locus: Locus, match: re.Match[str], place: tuple[int, int], number: int) -> Finding:
    return RULE.at(
        locus.passage.span(*place), f"“{match[0]}”, but this is issue {number}",
        "correct the number; is the rest of the passage of this issue?",
    )


def _passages(scored: ScoredIssue, previous: Issue) -> Iterator[Finding]:
    """Passages, or single sentences of them, whose runs of words mostly stand in the previous issue."""
    before: dict[int, Wording] = {}
    for locus in loci(score(previous)):
        old = passage_wording(locus) if locus.running else None
        if old is not None:
            before.update(dict.fromkeys(old.runs, old))
    for locus in loci(scored):
        whole = passage_wording(locus) if locus.running else None
        if whole is None:
            continue
        sources = [before[run] for run in whole.runs if run in before]
        if len(sources) >= NEARLY * len(whole.runs):
            yield from _taken_over(whole, sources, "passage", previous)
        elif len(sources) >= FEWEST_RUNS:
            for sentence in sentence_wordings(locus):
                sources = [before[run] for run in sentence.runs if run in before]
                if len(sources) >= WORD_FOR_WORD * len(sentence.runs):
                    yield from _taken_over(sentence, sources, "sentence", previous)


def _taken_over(new: Wording, sources: list[Wording], what: str, previous: Issue) -> Iterator[Finding]:
    """The finding, unless the numbers or months in the text were brought up to date."""
    count = Counter(map(id, sources))
    old = max(sources, key=lambda source: count[id(source)])
    if not new.renewed(old):
        yield RULE.at(
            new.span, f"this {what} stood, nearly word for word, in issue {previous.number}",
            "write it anew, or delete it", [Related(old.span, f"here, in issue {previous.number}")],
        )
