"""The files in the PDF hold the same catalogue and the same totals as the issue."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from issuekit.diagnostics import Rule, Severity
from issuekit.indices.scales import signed
from issuekit.indices.totals import aggregate
from issuekit.proof.collation import Held
from issuekit.proof.manuscript import fingerprint
from issuekit.proof.wording import shown, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from issuekit.diagnostics import Finding
    from issuekit.indices.totals import IndexTotal
    from issuekit.proof.collation import Collation

ATTACHMENT = Rule(
    "IK808", "attachment", Severity.ERROR,
    """A file attached to the PDF is missing, can't be read, or holds other data than the issue.

    Why:
        Whoever has only the PDF can count the indices again from its files. If those say something else than the
        pages, nobody can tell which is right.
    Fail:
        events.csv gives the event of 4 November +2, the catalogue gives it +1.
    Pass:
        events.csv has every event with its points, their sums are the indices, and issue.json has the same totals.
    Fix:
        Build the PDF again; attach nothing by hand.
    """,
)
STALE = Rule(
    "IK816", "stale", Severity.ERROR,
    """The PDF was made from another state of the files than the present one.

    Why:
        Something was changed after the PDF was made. It may not show on any page, but what is published would then not
        be what is archived.
    Fail:
        russia.yaml was saved after the PDF was built.
    Pass:
        The fingerprint of every file is the one that the PDF holds.
    Fix:
        Build the PDF again.
    """,
)
RULES: tuple[Rule, ...] = (ATTACHMENT, STALE)
CATALOGUE, DATA = "events.csv", "issue.json"
COLUMNS = frozenset({"chapter", "event", "index", "points"})
AGAIN = "build the PDF again"
MOST = 5  # differences of one file that are told singly

# A chapter, an event's words in the form in which texts are compared, an index and its points.
Point = tuple[str, str, str, int]


def check(collation: Collation) -> Iterator[Finding | Held]:
    """The catalogue, the data, and whether they are of the present state of the files."""
    files = {attachment.name: attachment for attachment in collation.printed.attachments}
    for name, reader in ((CATALOGUE, _catalogue), (DATA, _data)):
        if name not in files:
            yield _at(collation, f"{name} is not attached to the PDF")
            continue
        try:
            text = files[name].data.decode("utf-8")
            found = list(reader(collation, text))
        except (ValueError, KeyError, TypeError, AttributeError, csv.Error) as error:
            yield _at(collation, f"{name} can't be read: {type(error).__name__}: {shown(str(error))}")
            continue
        if not files[name].relation:
            found.append(_at(collation, f"{name} isn't marked as data of the document"))
        yield from found
        yield Held("attachments", not found)


def _at(collation: Collation, message: str, rule: Rule = ATTACHMENT) -> Finding:
    return rule.at(collation.span(1), message, AGAIN)


def _points(collation: Collation) -> Counter[Point]:
    line = collation.manuscript.line
    return Counter(
        (chapter.id, squeezed(line(event.text)), score.index, score.value)
        for chapter, event in collation.issue.events() for score in event.scores
    )


def _catalogue(collation: Collation, text: str) -> Iterator[Finding]:
    reader = csv.DictReader(io.StringIO(text))
    lacking = COLUMNS - set(reader.fieldnames or ())
    if lacking:
        yield _at(collation, f"{CATALOGUE} has no column {', '.join(sorted(lacking))}")
        return
    rows = [row for row in reader if row["index"]]
    yield from _compared(collation, CATALOGUE, Counter(
        (row["chapter"], squeezed(row["event"]), row["index"], int(row["points"])) for row in rows
    ))
    points: dict[str, list[int]] = {}
    for row in rows:
        points.setdefault(row["index"], []).append(int(row["points"]))
    for name, total in collation.scored.totals.items():
        counted = aggregate(points.get(name, ()), collation.issue.series.scoring)
        if counted != total.total:
            yield _at(
                collation, f"the points of {CATALOGUE} make {signed(counted)} of {total.index.label}, which is "
                f"{signed(total.total)}",
            )


def _data(collation: Collation, text: str) -> Iterator[Finding]:
    data = json.loads(text)
    indices = {entry["id"]: entry for entry in data["indices"]}
    for name, total in collation.scored.totals.items():
        yield from _total(collation, total, indices.get(name))
    if data["number"] != collation.issue.number:
        yield _at(collation, f"{DATA} is of issue {data['number']}, this is {collation.issue.number}")
    yield from _compared(collation, DATA, Counter(
        (chapter["id"], squeezed(event["event"]), score["index"], int(score["points"]))
        for chapter in data["chapters"] for event in chapter["events"] for score in event["points"]
    ))
    yield from _sources(collation, data.get("sources"))


def _total(collation: Collation, total: IndexTotal, entry: Mapping[str, Any] | None) -> Iterator[Finding]:
    label = total.index.label
    if entry is None:
        yield _at(collation, f"{DATA} lacks the index {label}")
        return
    wanted = {
        "total": total.total, "positive": total.positive, "negative": total.negative, "events": total.events,
        "band": total.band_name,
    }
    for key, value in wanted.items():
        said = entry[key]
        # A mean has more digits than a file holds.
        same = said == value if isinstance(value, str | None) else abs(Fraction(said) - value) < Fraction(1, 10**9)
        if not same:
            yield _at(collation, f"{DATA} has {said} as {key} of {label}, the catalogue makes it {value}")


def _compared(collation: Collation, name: str, said: Counter[Point]) -> Iterator[Finding]:
    wanted = _points(collation)
    if said == wanted:
        return
    differences = [
        *(("lacks", point) for point in (wanted - said).elements()),
        *(("has", point) for point in (said - wanted).elements()),
    ]
    for verb, (chapter, words, index, points) in differences[:MOST]:
        other = "" if verb == "lacks" else ", which the catalogue doesn't have"
        event = _readable(collation, words)
        yield _at(collation, f"{name} {verb} {signed(points)} for {index} of “{event}” ({chapter}){other}")
    if len(differences) > MOST:
        yield _at(collation, f"{name} differs from the catalogue in {len(differences) - MOST} more places")


def _readable(collation: Collation, plain: str) -> str:
    """The words of an event whose form for comparison is known; that form, where no event has it."""
    line = collation.manuscript.line
    return shown(next((
        text for _, event in collation.issue.events() if squeezed(text := line(event.text)) == plain
    ), plain))


def _sources(collation: Collation, said: object) -> Iterator[Finding]:
    """The fingerprints of the issue's files, where the PDF has them."""
    if not isinstance(said, dict):
        return
    for source in (collation.issue.series.source, *collation.issue.sources):
        if said.get(source.path.name) != fingerprint(source):
            yield STALE.at(
                collation.span(1), f"{source.name} is not as it was when the PDF was made", AGAIN,
            )
