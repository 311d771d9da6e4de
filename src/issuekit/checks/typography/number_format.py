"""A number is written otherwise than most numbers of the issue.

Why:
    10000 beside 10,000 and “5 %” beside “5%” are two hands at one page; 10.000 reads as ten.
Fail:
    It grew by 5%, then 6%, then 7%, and at last 8 %.
Fail:
    Some 10,000 men, 20,000 rounds, 30,000 rifles, and 40000 tents.
Fail:
    They lent USD 5 million, EUR 7 million, USD 9 million, and at last USD500 million.
Pass:
    Some 10,000 men lived on USD 1.027 million in 2019 – 46% of it, and 3.5 times as much as in 2018.
Fix:
    Write the number as the others are written. “check --fix” does it where the number’s value is certain.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.checks.sheet import correction, english, sheet
from issuekit.diagnostics import Finding, Related, Severity
from issuekit.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from issuekit.checks.sheet import Sheet, Spot
    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK540", "number-format", Severity.WARNING, __doc__)

# Codes of currencies (ISO 4217, and RMB, which periodicals use for CNY).
_CURRENCIES = (
    "AMD AUD AZN BGN BYN BYR CAD CHF CNY CZK DKK EUR GBP GEL HUF ILS INR JPY KGS KZT MDL NOK PLN RMB RON RSD RUB SEK "
    "TJS TRY UAH USD UZS "
)
CURRENCIES = frozenset(_CURRENCIES.split())
NUMBER = lazily(r"[0-9][0-9.,\u00a0\u202f\u2009]*[0-9]")
JOINED_BEFORE, JOINED_AFTER = lazily(r"[\w.,/:–−№#-]"), lazily(r"[\w/:-]")
COMMA = lazily(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
PLAIN = lazily(r"[1-9]\d{4,8}")
DOTTED = lazily(r"\d{1,3}(?:\.\d{3}){2,}|\d{1,3}\.000")  # what can hardly be a decimal
FOUR = lazily(r"[1-9],\d{3}|(?!19|20)[1-9]\d{3}")  # “2018 men” may be the men of a year
ONE_DOT = lazily(r"[1-9]\d{0,2}\.\d{3}")
# What is counted one by one, so that a point before three digits can part no decimals.
COUNTED = lazily(
    r"[ \u00a0](?:[a-z]+[ \u00a0]){0,2}?(?:people|persons|men|women|children|troops|soldiers|members|servicemen"
    r"|officers|personnel|companies|enterprises|firms|citizens|residents|vehicles|units|participants|students|tourists|jobs"
    r"|workers|employees|voters|visitors|passengers|delegates|copies|cars|trucks|lorries|tractors|buses|visas|seats)\b",
)
BOUND = lazily(r"\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+", 0, tuple("\u00a0\u202f\u2009"))
SPACED = lazily(r"[1-9]\d{0,2}(?: \d{3})*? \d00(?=[ \u00a0][a-z])")  # “10 000 men”
DECIMAL_COMMA = lazily(r"\d+,\d{1,2}")
SCALED = lazily(
    r"[ \u00a0]?(?:%|(?:percent|per cent|thousand|million|billion|trillion|times|km|m|kg|t|hectares|tonnes)\b)",
)
CODE_BEFORE = lazily(
    r"\b(?i:nos?|numbered|article|resolution|decree|postcode|phone|tel|code)\.?[ \u00a0]$",
)
NO_COUNT_BEFORE = lazily(r"(?:[A-Z]\w*|\b(?:on|in)|\d[.,]?)[ \u00a0]$")
PERCENT = lazily("%")
CAPITALS = lazily(r"[A-Z][A-Z][A-Z]")
AMOUNT_BEFORE = lazily(r"\d(?:[ \u00a0](?:million|billion|thousand))?[ \u00a0]?$")
SYMBOL = lazily("[$€£]", 0, tuple("$€£"))
BLANK = " \u00a0\u202f"
LEAST, TIMES = 3, 3  # a clear majority: so many at least, and so many times the others


@dataclass(frozen=True, slots=True)
class Sighting:
    """A number, percentage or sum as written, and its place."""

    written: str
    spot: Spot


Forms = dict[str, list[Sighting]]  # by the form that they are written in, named by an example


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """The forms that are clearly in the minority: of thousands, percentages and sums of money."""
    page = sheet(scored)
    if english(scored):
        yield from _numbers(page)
    yield from _percentages(page)
    yield from _money(page)


def _odd(forms: Mapping[str, Sequence[Sighting]]) -> Iterator[tuple[Sighting, str, Related]]:
    """What is written in another form than the usual one, where one is clearly usual; with the usual form."""
    if len(forms) < 2:  # noqa: PLR2004
        return
    usual = max(forms, key=lambda form: len(forms[form]))
    rest = sum(len(seen) for form, seen in forms.items() if form != usual)
    if len(forms[usual]) < max(LEAST, TIMES * rest):
        return
    example = Related(forms[usual][0].spot.span, "most are written like this")
    for form, seen in forms.items():
        if form != usual:
            for sighting in seen:
                yield sighting, usual, example


def _numbers(page: Sheet) -> Iterator[Finding]:
    text = page.text
    forms: Forms = defaultdict(list)
    decimals: Forms = defaultdict(list)
    fours: Forms = defaultdict(list)  # of four digits, which some part and some don't
    for match in NUMBER.finditer(text):
        start, end = match.span()
        if (start and JOINED_BEFORE.match(text, start - 1)) or JOINED_AFTER.match(text, end):
            continue
        written = match[0]
        if text[end : end + 1] == " " and text[end + 1 : end + 2].isdigit() and (spaced := SPACED.match(text, start)):
            written = spaced[0]
        if FOUR.fullmatch(written) and ("," in written or COUNTED.match(text, end)):
            fours["2,500" if "," in written else "2500"].append(Sighting(written, page.spot(start, end)))
        form = _form(text, start, written)
        if form:
            forms[form].append(Sighting(written, page.spot(start, start + len(written))))
        elif DECIMAL_COMMA.fullmatch(written) and SCALED.match(text, end):
            decimals["3,5"].append(Sighting(written, page.spot(start, end)))
        elif written.count(".") == 1 and "," not in written:
            decimals["3.5"].append(Sighting(written, page.spot(start, end)))
    yield from _thousands(forms, ("10,000", "10000"))
    yield from _thousands(fours, ("2,500",))
    # “2,5 million” beside “10,000” is wrong as it is beside “3.5”: a comma that parts thousands parts no decimals.
    for odd, usual, example in _odd({"3,5": decimals["3,5"], "3.5": [*decimals["3.5"], *forms["10,000"]]}):
        if usual == "3.5":
            right = odd.written.replace(",", ".")
            yield RULE.at(
                odd.spot.span, f"{odd.written} has a comma before the decimals; the issue’s other numbers have a point",
                f"write {right}", [example], fix=correction(f"write {right}", odd.spot.becomes(right), safe=False),
            )


def _form(text: str, start: int, written: str) -> str:
    """How the thousands of a number are parted: by an example; empty where they aren’t, or can’t be told."""
    if COMMA.fullmatch(written):
        return "10,000"
    before = text[max(0, start - 20) : start]
    if PLAIN.fullmatch(written):
        return "" if CODE_BEFORE.search(before) else "10000"
    if DOTTED.fullmatch(written):
        return "" if SCALED.match(text, start + len(written)) else "10.000"
    if ONE_DOT.fullmatch(written) and COUNTED.match(text, start + len(written)):
        return "10.000"
    if BOUND.fullmatch(written):
        return "10 000"
    return "10 000" if " " in written and not NO_COUNT_BEFORE.search(before) else ""


def _thousands(forms: Forms, known: Collection[str]) -> Iterator[Finding]:
    for odd, usual, example in _odd(forms):
        if usual not in known:
            continue
        digits = re.sub(r"\D", "", odd.written.partition(".")[0] if COMMA.fullmatch(odd.written) else odd.written)
        right = f"{int(digits):,}" if "," in usual else digits
        doubt = " and may be read as a decimal" if "." in odd.written and "," not in odd.written else ""
        yield RULE.at(
            odd.spot.span, f"{odd.written} is written otherwise than most large numbers{doubt}", f"write {right}",
            [example], fix=correction(f"write {right}", odd.spot.becomes(right), safe="." not in odd.written),
        )


def _percentages(page: Sheet) -> Iterator[Finding]:
    forms: Forms = defaultdict(list)
    for match, spot in page.find(PERCENT):
        before = page.text[max(0, match.start() - 2) : match.start()]
        if before[-1:].isdigit():
            forms["5%"].append(Sighting("%", spot))
        elif before[-1:] and before[-1] in BLANK and before[:1].isdigit():
            forms["5 %"].append(Sighting(" %", spot.part(-1, 1)))
    for odd, usual, example in _odd(forms):
        edit = odd.spot.part(0, 1).becomes("") if usual == "5%" else odd.spot.part(0, 0).becomes(" ")
        yield RULE.at(
            odd.spot.span, f"this percentage is written otherwise than most, which are written like {usual}",
            "delete the space" if usual == "5%" else "type a space", [example],
            fix=correction("write it as the others", edit),
        )


def _money(page: Sheet) -> Iterator[Finding]:
    text = page.text
    forms: Forms = defaultdict(list)
    for match in CAPITALS.finditer(text):
        if match[0] not in CURRENCIES or text[match.start() - 1 : match.start()].isalpha():
            continue
        spot = page.spot(match.start(), match.end())
        after = text[match.end() : match.end() + 2]
        if after[:1].isdigit():
            forms["USD500"].append(Sighting(match[0], spot))
        elif after[1:].isdigit() and after[0] in BLANK:
            forms["USD 500"].append(Sighting(match[0], spot))
        elif not after[:1].isalnum() and AMOUNT_BEFORE.search(text[max(0, match.start() - 12) : match.start()]):
            forms["500 USD"].append(Sighting(match[0], spot))
    for odd, usual, example in _odd(forms):
        glued = odd.spot.locus.passage.plain[odd.spot.end : odd.spot.end + 1].isdigit()
        space = odd.spot.part(3, 3).becomes(" ") if glued and usual == "USD 500" else None
        yield RULE.at(
            odd.spot.span, f"this sum is written otherwise than most, which are written like {usual}",
            f"write it like {usual}", [example],
            fix=correction("type the space", space),
        )
    yield from _symbols(page, forms)


def _symbols(page: Sheet, forms: Forms) -> Iterator[Finding]:
    """“$5” where sums are given with the currency’s code."""
    signs = [
        spot for match, spot in page.find(SYMBOL)
        if re.match(r"[ \u00a0]?\d", page.text[match.end() : match.end() + 2])
        or re.search(r"\d[ \u00a0]?$", page.text[max(0, match.start() - 2) : match.start()])
    ]
    if not signs or sum(map(len, forms.values())) < max(LEAST, TIMES * len(signs)):
        return
    usual = max(forms, key=lambda form: len(forms[form]))
    example = Related(forms[usual][0].spot.span, "most are written like this")
    for spot in signs:
        yield RULE.at(
            spot.span, f"a sum is given with “{spot.words}”; most of the issue’s sums have the currency’s code",
            f"write it like {usual}", [example],
        )
