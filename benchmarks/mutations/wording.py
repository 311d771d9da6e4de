"""The kinds of error that are planted in words, typography and between chapters."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from mutations.kinds import event_lines, kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.checks.loci import Locus
    from mutations.ground import Ground, Planted


def folded(word: str) -> str:
    """A word without its diacritics."""
    word = word.replace("ł", "l").replace("Ł", "L")
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def frequent(ground: Ground, pattern: str) -> set[str]:
    """Words that occur at least three times in the issue."""
    counts: dict[str, int] = {}
    for spot in ground.spots(pattern):
        counts[spot.match[0]] = counts.get(spot.match[0], 0) + 1
    return {word for word, count in counts.items() if count >= 3}


@kind("name without its diacritics", "IK501", "IK502")
def _(ground: Ground) -> Iterator[Planted]:
    names = frequent(ground, r"\b[A-Z]\w{4,}\b")
    yield from ground.replaced(
        r"\b[A-Z]\w{4,}\b",
        lambda match: folded(match[0]) if match[0] in names and folded(match[0]) != match[0] else None,
    )


@kind("slip in a name", "IK501", "IK502")
def _(ground: Ground) -> Iterator[Planted]:
    names = frequent(ground, r"(?<=[a-z,] )[A-Z][a-zŭčšžłćńś]{6,}\b")

    def change(match: re.Match[str]) -> str | None:
        word = match[0]
        place = ground.random.randrange(2, len(word) - 2)
        if word not in names or word[place] == word[place + 1]:
            return None
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]

    yield from ground.replaced(r"(?<=[a-z,] )[A-Z][a-zŭčšžłćńś]{6,}\b", change)


@kind("form that the house refuses", "IK502")
def _(ground: Ground) -> Iterator[Planted]:
    forms = {
        form.use.value: form.never[0].value
        for form in (*ground.issue.series.house.names, *ground.issue.series.house.terms)
        if form.never
    }
    pattern = r"(?<!\w)(?:" + "|".join(map(re.escape, forms)) + r")(?!\w)"
    yield from ground.replaced(pattern, lambda match: forms[match[0]])


@kind("doubled word", "IK503")
def _(ground: Ground) -> Iterator[Planted]:
    yield from ground.replaced(
        r"(?<= )(?:the|of|in|and|to|with|for|from|was|are)(?= [a-z])", lambda match: f"{match[0]} {match[0]}"
    )


SPELLINGS = {
    "defense": "defence",
    "program": "programme",
    "neighboring": "neighbouring",
    "center": "centre",
    "favor": "favour",
    "organization": "organisation",
    "labor": "labour",
    "modernization": "modernisation",
}


@kind("the other spelling", "IK504", "IK502")
def _(ground: Ground) -> Iterator[Planted]:
    pattern = r"\b(?:" + "|".join(SPELLINGS) + r")\b"
    yield from ground.replaced(pattern, lambda match: SPELLINGS[match[0]])


@kind("one term in two forms", "IK505", "IK502")
def _(ground: Ground) -> Iterator[Planted]:
    pairs = {"member states": "member-states", "five-year": "5-year", "anti-tank": "antitank", "roadmaps": "road maps"}
    yield from ground.replaced(r"\b(?:" + "|".join(pairs) + r")\b", lambda match: pairs[match[0]])


@kind("abbreviation never spelled out", "IK506")
def _(ground: Ground) -> Iterator[Planted]:
    yield from ground.added(
        lambda: ground.random.choice(
            (
                "The QXRB gave its consent.",
                "A memorandum with the BZKF followed.",
                "Talks with the GRWL went on.",
            )
        )
    )


@kind("misspelled word", "IK507")
def _(ground: Ground) -> Iterator[Planted]:
    yield from ground.added(
        lambda: ground.random.choice(
            (
                "The goverment gave its consent.",
                "They recieved the delegation.",
                "The agreemnt was signed.",
                "That was neccessary.",
                "The talks occured in secret.",
                "The visit was succesful.",
            )
        )
    )


@kind("wrong article", "IK508")
def _(ground: Ground) -> Iterator[Planted]:
    yield from ground.replaced(
        r"(?<= )(an) (?=(?:agreement|important|interview|increase|official|index)\b)", lambda _match: "a "
    )
    yield from ground.replaced(
        r"(?<= )(a) (?=(?:meeting|program|delegation|roadmap|visit|new|large|joint)\b)", lambda _match: "an "
    )


@kind("space before a comma", "IK530")
def _(ground: Ground) -> Iterator[Planted]:
    yield from ground.replaced(r"(?<=[a-z]),(?= [a-z])", lambda _match: " ,")


@kind("missing space after a comma", "IK530")
def _(ground: Ground) -> Iterator[Planted]:
    yield from ground.replaced(r"(?<=[a-z]), (?=[a-z])", lambda _match: ",")


@kind("double space", "IK531")
def _(ground: Ground) -> Iterator[Planted]:
    yield from ground.replaced(r"(?<=[a-z]) (?=[a-z])", lambda _match: "  ")


@kind("sign torn from its number", "IK532")
def _(ground: Ground) -> Iterator[Planted]:
    yield from ground.added(
        lambda: ground.random.choice(
            (
                "The event gave - 1.",
                "The balance is − 2 points.",
                "That yields + 3 points.",
            )
        )
    )


@kind("hyphen for a minus", "IK533")
def _(ground: Ground) -> Iterator[Planted]:
    yield from ground.added(lambda: f"The balance came to -{ground.random.randrange(2, 30)} points.")


@kind("hyphen for a range", "IK533")
def _(ground: Ground) -> Iterator[Planted]:
    yield from ground.replaced(r"(?<=\d)–(?=\d)", lambda _match: "-")


@kind("hyphen for a dash", "IK533")
def _(ground: Ground) -> Iterator[Planted]:
    yield from ground.replaced(r"(?<=[a-z]) – (?=[a-z])", lambda _match: ground.random.choice((" - ", " -- ")))
    yield from ground.replaced(r"(?<=[a-z]), (?=which )", lambda _match: " - ")


@kind("straight quotation mark", "IK534")
def _(ground: Ground) -> Iterator[Planted]:
    yield from ground.replaced(r"(?<=[a-z])’(?=s )", lambda _match: "'")


@kind("quotation never closed", "IK535")
def _(ground: Ground) -> Iterator[Planted]:
    for planted in ground.replaced(r"”", lambda _match: ""):
        # The fault shows at the mark that opens the quotation, which may stand some lines above.
        source = next(source for source in ground.issue.sources if source.name == planted.file)
        opened = source.text.rfind("“", 0, planted.start)
        lines = frozenset(range(source.span(opened).line, max(planted.lines) + 1))
        yield type(planted)(planted.file, planted.start, planted.end, planted.text, lines)


@kind("bracket never closed", "IK535")
def _(ground: Ground) -> Iterator[Planted]:
    yield from ground.replaced(r"(?<=[A-Za-z])\)", lambda _match: "")


@kind("letter of another script", "IK536")
def _(ground: Ground) -> Iterator[Planted]:
    twins = {"a": "а", "e": "е", "o": "о", "c": "с", "p": "р", "x": "х"}
    yield from ground.replaced(r"(?<=[a-z])[aeocpx](?=[a-z])", lambda match: twins[match[0]])


@kind("list item without its stop", "IK537")
def _(ground: Ground) -> Iterator[Planted]:
    sizes: dict[int, int] = {}
    from issuekit.checks.loci import loci  # noqa: PLC0415 - for one kind

    for locus in loci(ground.scored):
        if locus.passage.kind == "item":
            key = id(locus.passage.text) + locus.passage.group
            sizes[key] = sizes.get(key, 0) + 1

    def long_list(locus: Locus) -> bool:
        return locus.passage.kind == "item" and sizes[id(locus.passage.text) + locus.passage.group] >= 4

    yield from ground.replaced(r"(?<=[a-z])[.;]$", lambda _match: "", section=long_list)


@kind("heading in other capitals", "IK538")
def _(ground: Ground) -> Iterator[Planted]:
    for chapter in ground.chapters():
        headings = re.findall(r"- heading: (.*)", chapter.source.text)
        if len(headings) < 4:
            continue
        for match in re.finditer(r"(?<=- heading: )[A-Z][a-z]+(?: [a-z]+){2,}(?=\n)", chapter.source.text):
            yield ground.planted(chapter.source, match.start(), match.end(), match[0].title())


@kind("paragraph without its stop", "IK539")
def _(ground: Ground) -> Iterator[Planted]:
    yield from ground.replaced(
        r"(?<=[a-z]{3})\.$",
        lambda _match: "",
        section=lambda locus: (
            locus.section == "developments" and locus.passage.kind == "paragraph" and len(locus.passage.plain) > 120
        ),
    )


@kind("repeated punctuation", "IK541")
def _(ground: Ground) -> Iterator[Planted]:
    yield from ground.replaced(r"(?<=[a-z]{3})[.,](?= [A-Za-z])", lambda match: match[0] * 2)


@kind("number in another form", "IK540")
def _(ground: Ground) -> Iterator[Planted]:
    yield from ground.replaced(
        r"\b(\d{1,3}),(\d{3})\b", lambda match: match[1] + match[2] if len(match[0]) > 5 else None
    )
    yield from ground.replaced(r"(?<=\d)%", lambda _match: " %")


@kind("event scored twice", "IK601")
def _(ground: Ground) -> Iterator[Planted]:
    for chapter, event in ground.events():
        source = chapter.source
        start = source.text.rfind("\n", 0, event.place.start) + 1
        last = event.place.start + len(source.text[event.place.start : event.place.end].rstrip())
        end = source.text.find("\n", last) + 1 or len(source.text)
        copy = source.text[start:end]
        if copy.lstrip().startswith("- ") and event.when is not None:
            lines = {*event_lines(chapter, event), *(line + copy.count("\n") for line in event_lines(chapter, event))}
            yield ground.planted(source, end, end, copy, *lines)


@kind("number that doesn't follow", "IK603")
def _(ground: Ground) -> Iterator[Planted]:
    source = ground.issue.source
    match = re.search(r"(?<=^number: )\d+", source.text, re.MULTILINE)
    if match:
        for number in (2, 10, 11, 13, 14, 21, 112):
            yield ground.planted(source, match.start(), match.end(), str(number))


@kind("period that doesn't follow", "IK604", "IK603", "IK305", "IK310")
def _(ground: Ground) -> Iterator[Planted]:
    source = ground.issue.source
    match = re.search(r"(?<=^period: )\S+", source.text, re.MULTILINE)
    if match:
        for period in ("2019-10/2019-11", "2019-12/2020-01", "2020-11/2020-12", "2019-11", "2018-11/2018-12"):
            planted = ground.planted(source, match.start(), match.end(), period)
            yield type(planted)(planted.file, planted.start, planted.end, period, frozenset({1, 2, 3, 4}))


@kind("left over from another issue", "IK606", "IK310")
def _(ground: Ground) -> Iterator[Planted]:
    source = ground.issue.source
    for old, new in (
        ("twelfth", "eleventh"),
        ("twelfth", "thirteenth"),
        ("twelfth", "tenth"),
        ("November and December 2019", "September and October 2019"),
        ("November and December", "July and August"),
    ):
        start = source.text.find(old)
        if start >= 0:
            yield ground.planted(source, start, start + len(old), new)
