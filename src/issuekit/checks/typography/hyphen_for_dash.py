"""A hyphen stands for a minus, for the “to” of a range, or for a dash; or dashes of two kinds are mixed.

Why:
    The hyphen joins and divides words. A minus (−9) is as wide as a plus and never torn from its number, a range
    (2020–2021) takes an en dash, an interjection – such as this – a dash. Dates in “date:” fields and columns of
    dates are typed with a hyphen and printed right.
Fail:
    The index of -9 is the lowest.
Fail:
    Prices for 2020-2021 were agreed on 21-22 November.
Fail:
    The two final months of the year - as expected - were lost.
Fail:
    The contract--a long one--was signed.
Pass:
    The index of −9 is the lowest; prices for 2020–2021 – as expected – were agreed on 21–22 November.
Pass:
    Su-30 jets, Nord Stream-2, Vision-2030, resolution 1325-2, a five-year plan, on 2019-11-05, in short- and
    long-term talks.
Fix:
    Type − (minus) or – (en dash). “check --fix” does it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.checks.sheet import correction, sheet, shown
from issuekit.checks.typography.hyphens import LONGEST, MONTH, Use, use_of
from issuekit.diagnostics import Finding, Related, Severity

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from issuekit.checks.sheet import Sheet, Spot
    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK533", "hyphen-for-dash", Severity.WARNING, __doc__)

MINUS, EN_DASH, EM_DASH = "−", "–", "—"
HYPHENS = lazily(r"--*(?:(?<![^\W\d_]-)|(?![a-zß-ÿа-я]))")  # a hyphen between small letters joins words
# A cell that holds a date and nothing else: the page sets its hyphens.
DATE_CELL = lazily(
    rf"(?:\s|[-–]|\d{{1,2}}|(?:19|20)\d\d|(?:{MONTH})|[Ee]arly|[Mm]id|[Ll]ate|[Aa]round|[Bb]eginning|[Ee]nd|of)+",
)
SPACED_EN = lazily(r"–(?<=\S[ \u00a0]–)(?=[ \u00a0]\S)")
EM = lazily(r"—(?:(?<=\w—)(?=\w)|(?<=\S[ \u00a0]—)(?=[ \u00a0]\S))")
WORD_BEFORE, WORD_AFTER = lazily(r"\S{0,20}\s?$"), lazily(r"\s?\S{0,20}")


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Hyphens that stand for something else, then dashes of the less usual kind."""
    page = sheet(scored)
    en, em = list(page.find(SPACED_EN)), list(page.find(EM))
    dash = EM_DASH if len(em) > len(en) else EN_DASH
    for match, spot in page.find(HYPHENS):
        if spot.locus.section in ("cell", "head") and DATE_CELL.fullmatch(spot.locus.passage.plain):
            continue
        yield from _hyphen(page, match, spot, dash)
    if en and em:
        few, usual, example = (en, EM_DASH, em[0][1]) if len(en) < len(em) else (em, EN_DASH, en[0][1])
        for match, spot in few:
            spaced = page.text[match.end()].isspace()
            put = usual if spaced or usual == EM_DASH else f" {usual} "
            yield RULE.at(
                spot.span, f"the dash “{match[0]}” is used here, mostly “{usual}”",
                "use one kind of dash in the whole issue", [Related(example.span, "most dashes are like this one")],
                severity=Severity.NOTE, fix=correction("use the other dash", spot.becomes(put), safe=False),
            )


def _hyphen(page: Sheet, match: re.Match[str], spot: Spot, dash: str) -> Iterator[Finding]:
    line = page.lines[page.number(match.start())]
    before, after = line[max(0, spot.start - LONGEST) : spot.start], line[spot.end : spot.end + LONGEST]
    if len(match[0]) > 1:
        yield from _doubled(match[0], spot, before, after, dash)
        return
    use = use_of(before, after)
    if use is None:
        return
    around = _around(before, "-", after)
    if use is Use.MINUS:
        yield RULE.at(
            spot.span, f"a hyphen stands for a minus: {around}", f"type a minus: {_around(before, MINUS, after)}",
            fix=correction("type a minus", spot.becomes(MINUS)),
        )
    elif use is Use.RANGE:
        put = f" {EN_DASH}" if after[:1] == " " != before[-1:] and spot.part(0, 2).on_one_line else EN_DASH
        yield RULE.at(
            spot.span, f"a hyphen stands for “to”: {around}", f"type an en dash: {_around(before, put, after)}",
            fix=correction("type an en dash", spot.becomes(put)),
        )
    elif use is Use.DASH:
        yield RULE.at(
            spot.span, f"a hyphen stands for a dash: {around}", f"type a dash: {_around(before, dash, after)}",
            fix=correction("type a dash", spot.becomes(dash)),
        )
    else:
        yield _torn(spot, before, after, around)


def _torn(spot: Spot, before: str, after: str, around: str) -> Finding:
    gap = spot.part(1, 2) if after[:1].isspace() else spot.part(-1, 0)
    # A line's end behind the hyphen prints a space all the same; but text copied from a page is full of them.
    here = gap.on_one_line
    return RULE.at(
        spot.span, f"a space tears the word apart: {around}",
        f"delete the space ({_around(before.rstrip(), '-', after.lstrip())}), or type a dash",
        severity=Severity.WARNING if here else Severity.NOTE,
        fix=correction("delete the space", gap.becomes(""), safe=False) if here else None,
    )


def _doubled(hyphens: str, spot: Spot, before: str, after: str, dash: str) -> Iterator[Finding]:
    """“--” between words; what stands alone, or before an option’s name, is none."""
    left, right = before[-1:], after[:1]
    spaced = left.isspace() and right.isspace()
    if len(hyphens) > 3 or not before.strip() or not after.strip() or (left.isspace() != right.isspace()):  # noqa: PLR2004
        return
    put = dash if spaced or dash == EM_DASH else f" {dash} "
    yield RULE.at(
        spot.span, f"“{hyphens}” stands for a dash: {_around(before, hyphens, after)}",
        f"type a dash: {_around(before, put, after)}", fix=correction("type a dash", spot.becomes(put)),
    )


def _around(before: str, sign: str, after: str) -> str:
    """“2020-2021”: the words on both sides."""
    left, right = WORD_BEFORE.search(before), WORD_AFTER.match(after)
    return shown(f"“{left[0] if left else ''}{sign}{right[0] if right else ''}”")
