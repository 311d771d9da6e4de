"""An abbreviation is never spelled out in the issue, or its letters are not those of its name.

Why:
    The author knows what the EIB is; a reader who opens the issue at this chapter may not. An abbreviation is
    explained where the issue says “European Investment Bank (EIB)”, “EIB (European Investment Bank)”, or has the
    full name anywhere. Those that everybody knows (EU, UN, GDP), names of types (S-400, Su-30), units and currencies
    need no explaining.
Fail:
    The EIB and the EBRD lend money; the European Investment Bank lends more.
Fail:
    The International Atomic Energy Agency (IAAE) sent a mission.
Pass:
    The European Bank for Reconstruction and Development (EBRD) lends money to the EU. Unmanned aerial vehicles
    (UAVs) and the S-400 cost USD 5 billion. The EIB (European Investment Bank) and the U.S. pay. In 2019, GDP fell.
Fix:
    Spell the name out where it first stands, with the abbreviation in brackets: “European Investment Bank (EIB)”. If
    the readers know it, add it to “abbreviations:” in names.yaml.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import islice
from operator import ne
from typing import TYPE_CHECKING

from issuekit.checks.language.explained import Explanations
from issuekit.checks.language.words import words
from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.checks.sheet import english
from issuekit.diagnostics import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from issuekit.checks.language.words import Words
    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK506", "unexplained-abbreviation", Severity.WARNING, __doc__)

SHAPE = lazily(r"[A-Z]{2,6}s?")
DOTTED = lazily(r"[A-Z](?<!\w\w)\.(?:[A-Z]\.){2,5}")
PERSON = lazily(r" ?[A-Z][a-z]")
DESIGNATION = lazily(r"[-–‑]?\d|[-–‑][A-Z]")  # T-72, S-400, MSTA-SM
HYPHENS = frozenset("-–‑")
AMOUNT = lazily(r"[ \u00a0]\d")
ROMAN = lazily(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")

# Known to every reader of a newspaper: states and unions, offices, measures, money, letters after names and firms.
WELL_KNOWN = frozenset({
    "ABC", "AD", "AFP", "AG", "AI", "AIDS", "AM", "AS", "BA", "BBC", "BC", "BCE", "BMW", "BRICS", "BTU", "BV",
    "CBS", "CCTV", "CD", "CE", "CEO", "CET", "CFO", "CIA", "CNN", "CO", "COVID", "CSR", "CV", "DC", "DNA", "DOS",
    "DPRK", "DVD", "EC", "EEC", "EU", "EUR", "FAQ", "FBI", "FC", "FIFA", "FM", "GDP", "GDR", "GMBH", "GMT", "GNP",
    "GPS", "GSM", "HIV", "HMS", "HR", "IBM", "ICE", "ID", "IMF", "INC", "IQ", "ISO", "IT", "JSC", "KGB", "LCD",
    "LED", "LLC", "LLP", "LTD", "MBA", "MD", "MEP", "MP", "MTV", "NASA", "NATO", "NBA", "NBC", "NGO", "NV", "OECD",
    "OJSC", "OK", "OPEC", "PC", "PDF", "PHD", "PIN", "PLC", "PM", "POW", "PR", "PS", "PTO", "PVC", "QC", "RAF",
    "RIP", "RNA", "SA", "SARS", "SAS", "SE", "SIM", "SMS", "SOS", "SS", "STD", "TASS", "TNT", "TV", "UAE", "UEFA",
    "UFO", "UK", "UN", "UNESCO", "UNICEF", "URL", "US", "USA", "USB", "USD", "USS", "USSR", "UTC", "VAT", "VIP",
    "WHO", "WTO", "WW", "WWI", "WWII", "ZIP",
})
NO_ABBREVIATIONS = frozenset({
    "AND", "FIXME", "FOR", "IN", "NO", "NOT", "OF", "ON", "OR", "TBC", "TBD", "THE", "TO", "TODO", "XXX", "YES",
})
FIRMS = frozenset({"AB", "AG", "AS", "BV", "INC", "JSC", "LLC", "LTD", "NV", "OJSC", "PLC", "SA", "SE", "SPA"})
LONG = 4  # letters of a word in capitals that is no abbreviation: beside it, capitals are for show
CURRENCY = 3  # letters of a code before an amount
MOST = 2000  # abbreviations that are looked at; an issue has some dozens
REACH = 160  # characters before a bracket in which the full name may stand
OFTEN = 2  # places from which a reader is bound to be stopped by an abbreviation


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """The first place of every abbreviation that the issue doesn't explain."""
    if not english(scored):
        return
    text = words(scored)
    known = WELL_KNOWN | {bare(entry.value) for entry in scored.issue.series.house.abbreviations}
    shapes = (
        shape for shape in text.counts if SHAPE.fullmatch(shape) and bare(shape) not in known and _abbreviates(shape)
    )
    places: dict[str, list[int]] = defaultdict(list)
    for shape, starts in text.places(list(islice(shapes, MOST))).items():
        places[bare(shape)] += [start for start in starts if _by_itself(text, start, start + len(shape))]
    for match in DOTTED.finditer(text.text):
        if bare(match[0]) not in known and not PERSON.match(text.text, match.end()):
            places[bare(match[0])].append(match.start())
    yield from _transposed(text, places)
    explanations = Explanations(text)
    for letters, starts in places.items():
        if starts and not explanations.has(letters, starts):
            yield _finding(text, letters, starts)


def _transposed(text: Words, places: Mapping[str, Sequence[int]]) -> Iterator[Finding]:
    """“International Atomic Energy Agency (IAAE)”: the letters are the name’s, in another order, or all but one."""
    for letters, starts in places.items():
        for start in starts if len(letters) > CURRENCY - 1 else ():
            if text.text[start - 1 : start] != "(" or text.text[start + len(letters) : start + len(letters) + 1] != ")":
                continue
            line = text.text[max(0, start - REACH) : start - 1].rpartition("\n")[2]
            name = re.search(rf"((?:[A-Z][\w’'-]*[ -](?:(?:of|for|and|on|the|in)[ ]){{0,2}}){{{len(letters)}}})$", line)
            if name is None:
                continue
            initials = "".join(word[0] for word in re.findall(r"[A-Z][\w’']*", name[1]))
            same = sorted(initials) == sorted(letters)
            wrong = sum(map(ne, initials, letters))
            # One other letter may be that of the name in its own language.
            if wrong and len(initials) == len(letters) and (same or (wrong == 1 and len(letters) > CURRENCY)):
                yield RULE.at(
                    text.sheet.spot(start, start + len(letters)).span,
                    f"“{letters}” stands for “{name[1].strip()}”, whose initials are {initials}",
                    "write these letters, unless the abbreviation is another language’s",
                    severity=None if same else Severity.NOTE,
                )


def _finding(text: Words, letters: str, starts: list[int]) -> Finding:
    first = min(starts)
    printed = (DOTTED.match(text.text, first) or re.compile(r"\w+").match(text.text, first) or [letters])[0]
    often = len(starts) >= OFTEN
    shouted = letters.lower() in text.common  # EAST, THEN: perhaps a word in capitals
    return RULE.at(
        text.sheet.spot(first, first + len(printed)).span,
        f"“{printed}” is never spelled out" + (f", though it stands {len(starts)} times" if often else ""),
        f"write “Full Name ({printed})” at its first place, or add it to “abbreviations:” in names.yaml",
        severity=None if often and not shouted else Severity.NOTE,
    )


def bare(abbreviation: str) -> str:
    """An abbreviation without its full stops and the s of the plural."""
    letters = abbreviation.replace(".", "")
    return letters[:-1] if letters.endswith("s") and letters[:-1].isupper() else letters


def _abbreviates(shape: str) -> bool:
    return shape not in NO_ABBREVIATIONS and not ROMAN.fullmatch(shape)


def _by_itself(text: Words, start: int, end: int) -> bool:
    """Whether capitals are an abbreviation here: no part of a type’s name, no currency before an amount, no show."""
    page = text.text
    if page[start - 1 : start] in HYPHENS and start:
        return False
    if DESIGNATION.match(page, end) or (end - start == CURRENCY and AMOUNT.match(page, end)):
        return False
    before, after = text.before(start), text.after(end)
    shown = any(len(word) >= LONG and word.isupper() and bare(word) not in WELL_KNOWN for word in (before, after))
    return not (shown or after in FIRMS or text.sheet.lines[text.sheet.number(start)].isupper())
