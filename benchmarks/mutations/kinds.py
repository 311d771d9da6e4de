"""The kinds of error that are planted, and the codes that claim to catch each."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from mutations.ground import Ground, Planted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from issuekit.model.issue import Chapter, Event

Kind = tuple[tuple[str, ...], "Callable[[Ground], Iterator[Planted]]"]
KINDS: dict[str, Kind] = {}


def kind(
    name: str, *codes: str
) -> Callable[[Callable[[Ground], Iterator[Planted]]], Callable[[Ground], Iterator[Planted]]]:
    """Registers a kind of error under its name, with the codes that have to find it."""

    def register(plant: Callable[[Ground], Iterator[Planted]]) -> Callable[[Ground], Iterator[Planted]]:
        KINDS[name] = (codes, plant)
        return plant

    return register


def in_event(ground: Ground, pattern: str, change: Callable[[re.Match[str]], str]) -> Iterator[Planted]:
    """A change in the YAML of one event."""
    for chapter, event in ground.events():
        source = chapter.source
        match = re.search(pattern, source.text[event.place.start : event.place.end])
        if match:
            start = event.place.start + match.start()
            yield ground.planted(source, start, start + len(match[0]), change(match), *event_lines(chapter, event))


def event_lines(chapter: Chapter, event: Event) -> range:
    """The lines that an event takes in its file."""
    span = chapter.source.span(event.place.start, event.place.end)
    return range(span.line, span.end_line + 1)


def single_index(ground: Ground) -> list[Chapter]:
    """The chapters that score one index, in random order."""
    return [chapter for chapter in ground.chapters() if len(chapter.plan.indices) == 1]


def at_end(ground: Ground, chapter: Chapter, text: str) -> Planted:
    """Text added behind the last line of a chapter's file."""
    source = chapter.source
    end = len(source.text)
    planted = ground.planted(source, end, end, text)
    return Planted(
        planted.file, end, end, text, frozenset(range(max(planted.lines) - text.count("\n"), max(planted.lines) + 1))
    )


# Structure


@kind("unknown key", "IK106")
def _(ground: Ground) -> Iterator[Planted]:
    for key in ("trends", "developments", "forecast", "events"):
        for chapter in ground.chapters():
            start = chapter.source.text.index(f"\n{key}:") + 1
            yield ground.planted(chapter.source, start, start + len(key), key[:-2] + key[-1] + key[-2])


@kind("duplicate key", "IK105")
def _(ground: Ground) -> Iterator[Planted]:
    for chapter in ground.chapters():
        yield at_end(ground, chapter, "forecast: Nothing new.\n")
        yield at_end(ground, chapter, f"chapter: {chapter.id}\n")


@kind("tab in the indentation", "IK104", "IK103")
def _(ground: Ground) -> Iterator[Planted]:
    for chapter in ground.chapters():
        for match in re.finditer(r"^  (?=- date:|- \{date|- heading:)", chapter.source.text, re.MULTILINE):
            yield ground.planted(chapter.source, match.start(), match.end(), "\t")
            break
    yield from in_event(ground, r"(?m)^    (?=event:)", lambda _match: "\t")


@kind("missing section", "IK130")
def _(ground: Ground) -> Iterator[Planted]:
    for chapter in ground.chapters():
        text = chapter.source.text
        for section in ("trends", "forecast"):
            match = re.search(rf"^{section}:.*\n(?:[ \t].*\n|\n)*", text, re.MULTILINE)
            if match:
                yield Planted(chapter.source.name, match.start(), match.end(), "", frozenset({1, 2}))


@kind("empty section", "IK131")
def _(ground: Ground) -> Iterator[Planted]:
    for chapter in ground.chapters():
        for match in re.finditer(r"^  - heading: .*\n", chapter.source.text, re.MULTILINE):
            yield ground.planted(chapter.source, match.start(), match.start(), "  - heading: Other questions\n")


@kind("placeholder", "IK132")
def _(ground: Ground) -> Iterator[Planted]:
    words = ("TODO: check.", "The figure is XXX.", "Lorem ipsum dolor sit amet.", "TBD.", "The date is ???.")
    yield from ground.added(lambda: ground.random.choice(words))


@kind("overlong heading", "IK133")
def _(ground: Ground) -> Iterator[Planted]:
    for chapter in ground.chapters():
        for match in re.finditer(r"(?<=- heading: )(?!\")[^\n]+", chapter.source.text):
            yield ground.planted(chapter.source, match.start(), match.end(), match[0] + " and many other questions" * 5)


@kind("raw HTML", "IK113")
def _(ground: Ground) -> Iterator[Planted]:
    yield from ground.replaced(r"(?<= )[a-z]{6,}(?= )", lambda match: f"<b>{match[0]}</b>")


@kind("points out of range", "IK112")
def _(ground: Ground) -> Iterator[Planted]:
    yield from in_event(ground, r"points: [+-]\d", lambda match: match[0][:-1] + "7")


@kind("points left out", "IK121")
def _(ground: Ground) -> Iterator[Planted]:
    yield from in_event(ground, r"(?m),? ?(?:^ +)?points: [+-]\d\n?", lambda _match: "")


@kind("sign torn from its points", "IK112")
def _(ground: Ground) -> Iterator[Planted]:
    yield from in_event(ground, r"points: -\d", lambda match: f'points: "- {match[0][-1]}"')


@kind("row with a cell too few", "IK116")
def _(ground: Ground) -> Iterator[Planted]:
    for chapter in ground.chapters():
        for match in re.finditer(r'^      - \[[^\n]*(, ""|, -)\]\n', chapter.source.text, re.MULTILINE):
            yield ground.planted(chapter.source, match.start(1), match.end(1), "")


# Arithmetic


@kind("control total that is off", "IK201")
def _(ground: Ground) -> Iterator[Planted]:
    for off in (-3, -1, 1, 2):
        for chapter in single_index(ground):
            total = ground.scored.totals[chapter.plan.indices[0].id]
            key = ground.random.choice(("total", "positive"))
            value = (total.total.numerator if key == "total" else total.positive) + off
            yield at_end(ground, chapter, f"control: {{{key}: {value:+d}}}\n")


@kind("control numbers swapped", "IK201")
def _(ground: Ground) -> Iterator[Planted]:
    for chapter in single_index(ground):
        total = ground.scored.totals[chapter.plan.indices[0].id]
        whole, positive, negative = total.total.numerator, total.positive, total.negative
        for first, second, third in ((positive, whole, negative), (whole, negative, positive)):
            if (first, second, third) != (whole, positive, negative):
                yield at_end(
                    ground,
                    chapter,
                    f"control: {{total: {first:+d}, positive: {second:+d}, negative: {third:+d}}}\n",
                )


@kind("claim that doesn't hold", "IK202")
def _(ground: Ground) -> Iterator[Planted]:
    for source in ground.issue.sources:
        for match in re.finditer(r"\[[^\]\d]*(\d+)[^\]]*\]\{=", source.text):
            yield ground.planted(
                source, match.start(1), match.end(1), str(int(match[1]) + ground.random.choice((1, 3, 10)))
            )
            yield ground.planted(source, match.start(1), match.end(1), str(int(match[1]) + 2))


@kind("expression that can't be computed", "IK203")
def _(ground: Ground) -> Iterator[Planted]:
    for source in ground.issue.sources:
        for match in re.finditer(r"\{=(\w+)\.(total|positive|events)\}", source.text):
            yield ground.planted(source, match.start(2), match.end(2), match[2][:-1])


@kind("scale with a gap or an overlap", "IK204")
def _(ground: Ground) -> Iterator[Planted]:
    source = ground.issue.series.source
    lines = [source.span(match.start()).line for match in re.finditer(r"- name: ", source.text)]
    for match in re.finditer(r"(?:from|to): (-\d+)", source.text):
        for off in (-1, 1):
            planted = ground.planted(source, match.start(1), match.end(1), str(int(match[1]) + off))
            yield Planted(planted.file, planted.start, planted.end, planted.text, frozenset({*planted.lines, *lines}))


def numbers(ground: Ground) -> tuple[int, int]:
    """Two numbers, the second by some per cent greater."""
    first = ground.random.randrange(120, 900)
    return first, first + ground.random.randrange(20, 400)


@kind("percentage of a change", "IK208")
def _(ground: Ground) -> Iterator[Planted]:
    def sentence() -> str:
        first, second = numbers(ground)
        wrong = round(100 * (second - first) / first) + ground.random.choice((4, 9, -3))
        return ground.random.choice(
            (
                f"Exports rose from USD {first} million to USD {second} million, up {wrong}%.",
                f"Trade grew by {wrong}%, from {first} to {second} million tonnes.",
                f"Supplies increased from {first} to {second} tonnes, an increase of {wrong}%.",
            )
        )

    yield from ground.added(sentence)


@kind("percentage of a whole", "IK208")
def _(ground: Ground) -> Iterator[Planted]:
    def sentence() -> str:
        whole = ground.random.randrange(150, 400)
        part = ground.random.randrange(20, whole - 20)
        wrong = round(100 * part / whole) + ground.random.choice((2, 5, -4))
        return ground.random.choice(
            (
                f"Of {whole} deputies, {part} ({wrong}%) voted for the bill.",
                f"In all, {part} of {whole} deputies, or {wrong}%, voted for the bill.",
                f"The plant delivered {part} of the {whole} buses ({wrong}%).",
            )
        )

    yield from ground.added(sentence)


@kind("difference", "IK209")
def _(ground: Ground) -> Iterator[Planted]:
    def sentence() -> str:
        first, second = numbers(ground)
        wrong = second - first + ground.random.choice((7, -9, 30))
        return ground.random.choice(
            (
                f"Exports rose from {first} to {second} million, an increase of {wrong} million.",
                f"Supplies grew by {wrong} tonnes, from {first} to {second} tonnes.",
            )
        )

    yield from ground.added(sentence)


@kind("multiple", "IK209")
def _(ground: Ground) -> Iterator[Planted]:
    def sentence() -> str:
        first = ground.random.randrange(100, 400)
        return ground.random.choice(
            (
                f"Trade doubled from {first} to {first * 3} million.",
                f"Exports tripled from USD {first} million to USD {first * 2} million.",
                f"The number of visits halved from {first} to {first - first // 5}.",
            )
        )

    yield from ground.added(sentence)


@kind("parts and whole", "IK207", "IK212")
def _(ground: Ground) -> Iterator[Planted]:
    def sentence() -> str:
        first, second, third = (ground.random.randrange(3, 9) for _ in range(3))
        whole = max(first + second + third - ground.random.choice((1, 2)), 4)
        return ground.random.choice(
            (
                f"The unit received {whole} vehicles: {first} trucks, {second} buses, and {third} tractors.",
                f"The brigade has {whole} aircraft, including {first} jets, {second} helicopters, and {third} drones.",
            )
        )

    yield from ground.added(sentence)


@kind("sum", "IK212")
def _(ground: Ground) -> Iterator[Planted]:
    def sentence() -> str:
        first, second = numbers(ground)
        return f"Together that makes {first} + {second} = {first + second + 10} million."

    yield from ground.added(sentence)


@kind("stated count", "IK206")
def _(ground: Ground) -> Iterator[Planted]:
    wrong = (
        "Table 1 lists 25 exercises.",
        "In all, 19 exercises took place (see Table 1).",
        "The 31 exercises are listed in Table 1.",
        "Seven measures were taken (see Table 2).",
        "Table 2 lists eight measures.",
        "There were 30 exercises (see Table 1).",
    )
    yield from ground.added(lambda: ground.random.choice(wrong), frozenset({"security"}))


@kind("index typed wrong", "IK211")
def _(ground: Ground) -> Iterator[Planted]:
    for chapter in single_index(ground):
        total = ground.scored.totals[chapter.plan.indices[0].id]

        def sentence(value: int = total.total.numerator) -> str:
            wrong = value + ground.random.choice((1, 4, -2))
            return ground.random.choice((f"The aggregate index stands at +{wrong}.", f"The index reached +{wrong}."))

        for planted, _count in zip(ground.added(sentence, frozenset({chapter.id})), range(4), strict=False):
            yield planted


@kind("superlative against history", "IK210")
def _(ground: Ground) -> Iterator[Planted]:
    yield from ground.added(
        lambda: ground.random.choice(
            (
                "The index reached a record high.",
                "That is the highest value of the index in the series.",
                "With +13, the index hit an all-time high.",
            )
        ),
        frozenset({"russia"}),
    )
    yield from ground.added(lambda: "The index fell to an all-time low.", frozenset({"us", "ukraine"}))


# Dates


@kind("impossible date in the catalogue", "IK301")
def _(ground: Ground) -> Iterator[Planted]:
    yield from in_event(
        ground,
        r"date: \d+ (?:November|December)",
        lambda match: f"date: 3{4 if 'D' in match[0] else 1} " + match[0].split()[-1],
    )


@kind("missing date in the catalogue", "IK302")
def _(ground: Ground) -> Iterator[Planted]:
    yield from in_event(ground, r"date: \d+ (?:November|December)", lambda _match: 'date: "-"')


@kind("impossible date in prose", "IK303")
def _(ground: Ground) -> Iterator[Planted]:
    yield from ground.replaced(
        r"\d{1,2} (?:November|December)",
        lambda match: f"3{ground.random.choice('23') if 'D' in match[0] else '1'} {match[0].split()[1]}",
    )


@kind("absurd year", "IK304")
def _(ground: Ground) -> Iterator[Planted]:
    yield from ground.added(
        lambda: ground.random.choice(
            (
                "The war of 2041–2045 was remembered.",
                "The treaty was signed in 2091.",
                "The plan covered 2019–2015.",
                "The agreement was concluded in 20119.",
            )
        )
    )


@kind("event outside the period", "IK305")
def _(ground: Ground) -> Iterator[Planted]:
    yield from in_event(
        ground,
        r"date: \d+ (?:November|December)",
        lambda match: re.sub(r"[ND]\w+$", ground.random.choice(("March", "June", "August")), match[0]),
    )


@kind("catalogue out of order", "IK306")
def _(ground: Ground) -> Iterator[Planted]:
    for chapter in ground.chapters():
        events = list(chapter.events)
        for first, second in itertools.pairwise(events):
            if first.when and second.when and first.when.end < second.when.start and first.date and second.date:
                source = chapter.source
                start, end = first.date.place.start, first.date.place.end
                later = re.sub(r"\D", "", second.date.value)[:2]
                month = "December" if "Dec" in second.date.value else "November"
                day = min(int(later or 20) + 3, 30)
                yield ground.planted(
                    source, start, end, f"{day} {month}", *event_lines(chapter, second), *event_lines(chapter, first)
                )


@kind("weekday", "IK308")
def _(ground: Ground) -> Iterator[Planted]:
    import datetime as dt  # noqa: PLC0415 - for one kind

    def change(match: re.Match[str]) -> str | None:
        day, month = int(match[1]), 11 if match[2] == "November" else 12
        if day > 30:
            return None
        wrong = (dt.date(2019, month, day) + dt.timedelta(days=2)).strftime("%A")
        return f"{wrong}, {match[0]}"

    yield from ground.replaced(r"(?<=On )(\d{1,2}) (November|December)\b(?!–)", change)
    yield from ground.replaced(r"(?<=[Oo]n )(\d{1,2}) (November|December)\b(?!–)", change)


@kind("other date form", "IK309")
def _(ground: Ground) -> Iterator[Planted]:
    yield from ground.replaced(
        r"(?<=[Oo]n )(\d{1,2}) (November|December)\b(?! \d)", lambda match: f"{match[2]} {match[1]}"
    )


# Links


def in_link(ground: Ground, change: Callable[[re.Match[str]], str | None]) -> Iterator[Planted]:
    """A change of a link's address."""
    matches = [
        (source, match)
        for source in ground.issue.sources
        for match in re.finditer(r"\]\((https?://[^\s()]+)\)", source.text)
    ]
    ground.random.shuffle(matches)
    for source, match in matches:
        text = change(match)
        if text is not None:
            yield ground.planted(source, match.start(1), match.end(1), text)


@kind("Windows path as address", "IK401")
def _(ground: Ground) -> Iterator[Planted]:
    yield from in_link(ground, lambda match: "D:\\My documents\\" + match[1].rsplit("/", 1)[-1][:20])


@kind("sentence as address", "IK401")
def _(ground: Ground) -> Iterator[Planted]:
    yield from in_link(ground, lambda _match: "http://It is likely that the talks will go on")


@kind("two addresses in one", "IK401")
def _(ground: Ground) -> Iterator[Planted]:
    yield from in_link(ground, lambda match: f"{match[1]}https://example.org/second")


@kind("broken scheme or host", "IK401")
def _(ground: Ground) -> Iterator[Planted]:
    yield from in_link(
        ground,
        lambda match: ground.random.choice(
            (
                match[1].replace("://", ":/"),
                match[1].split("://")[1],
                "https://" + match[1],
                match[1].replace("/", "\\"),
            )
        ),
    )


@kind("tracking parameter", "IK403")
def _(ground: Ground) -> Iterator[Planted]:
    yield from in_link(
        ground, lambda match: f"{match[1]}{'&' if '?' in match[1] else '?'}utm_source=newsletter&fbclid=Iw1"
    )


@kind("linked twice", "IK404")
def _(ground: Ground) -> Iterator[Planted]:
    for source in ground.issue.sources:
        for match in re.finditer(r"(?<=[a-z] )(\[[^\]\n]+\]\(https?://[^\s()]+\)) ", source.text):
            yield ground.planted(source, match.end(), match.end(), match[1] + " ")


@kind("http beside https", "IK405")
def _(ground: Ground) -> Iterator[Planted]:
    hosts = [host for source in ground.issue.sources for host in re.findall(r"https://([^/\s)]+)", source.text)]
    yield from in_link(
        ground,
        lambda match: (
            match[1].replace("https://", "http://")
            if match[1].startswith("https") and hosts.count(match[1].split("/")[2]) > 1
            else None
        ),
    )


@kind("reference to nothing", "IK406")
def _(ground: Ground) -> Iterator[Planted]:
    yield from ground.added(
        lambda: ground.random.choice(
            (
                "See Table 7.",
                "See [](#excercises).",
                "The figures are in Appendix 9.",
                "See [the table](#nothing).",
            )
        )
    )


@kind("footnote without text", "IK408")
def _(ground: Ground) -> Iterator[Planted]:
    yield from ground.replaced(r"(?<=[a-z])\.(?= [A-Z])", lambda _match: ".[^9]")


@kind("missing picture", "IK409")
def _(ground: Ground) -> Iterator[Planted]:
    yield from ground.added(lambda: "![A map](map.png)")
