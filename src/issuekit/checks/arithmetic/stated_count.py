"""A count stated near a table or a list disagrees with its rows or items.

Why:
    “Five measures were reported (see Table 2)” sends the reader to a table of five rows. When a row is added or an
    item dropped, the number in the text is easily forgotten. Only counts that are plainly linked to what they count
    are looked at: by a link to the table or “Table 2” in the same sentence, or by a colon right before the list.
Fail:
    The country should take the following three measures:

    - sign the agreement;
    - open the border.
Fail:
    developments:
      - text: The year saw five exercises (see [](#exercises)).
    tables:
      - id: exercises
        caption: Exercises
        columns: [Date, Name]
        rows: [[4 November, Iron Wolf], [5 November, Furious Axe]]
Fail:
    developments:
      - text: The catalogue lists three events.
    events:
      - {date: 4 November, event: A visit, points: +2}
      - {date: 6 November, event: A quarrel, points: -1}
Pass:
    The country should take the following two measures:

    - sign the agreement;
    - open the border.
Pass:
    developments:
      - text: The year saw two exercises (see [](#exercises)).
    tables:
      - id: exercises
        caption: Exercises
        columns: [Date, Name]
        rows: [[4 November, Iron Wolf], [5 November, Furious Axe]]
Fix:
    Count again, and correct the number, the list or the table. “[two]{=rows('exercises')}” is checked against the
    rows of a table, and “{=partner.events}” counts the events of an index by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.checks.arithmetic.catalogue_counts import catalogue_counts
from issuekit.checks.arithmetic.list_counts import enumerated_counts, list_counts, named_counts, phrased_counts
from issuekit.checks.arithmetic.numerals import in_words
from issuekit.checks.arithmetic.statements import Verdict, accounts, findings
from issuekit.checks.arithmetic.table_counts import table_counts
from issuekit.checks.arithmetic.wording import correction, figure
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.checks.arithmetic.catalogue_counts import Catalogued
    from issuekit.checks.arithmetic.list_counts import Announced
    from issuekit.checks.arithmetic.table_counts import Tabled
    from issuekit.diagnostics import Finding
    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK206", "stated-count", Severity.ERROR, __doc__)


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Counts that disagree with the table, list or catalogue that they are linked to."""
    return findings(verdicts(scored))


def verdicts(scored: ScoredIssue) -> Iterator[Verdict]:
    """Every count that was compared with what it counts."""
    found = accounts(scored)
    tables = [table for _, table in scored.issue.tables()]
    for account in found:
        for tabled in table_counts(account, tables):
            yield _of_table(tabled)
        for catalogued in catalogue_counts(account, scored):
            yield _of_catalogue(catalogued)
        for announced in (*enumerated_counts(account), *named_counts(account), *phrased_counts(account)):
            yield _of_list(announced)
    if found:
        for announced in list_counts(scored.issue, {id(account.locus.passage): account for account in found}):
            yield _of_list(announced)


def _of_list(announced: Announced) -> Verdict:
    account, count = announced.account, announced.count
    if count.value == announced.found:
        return Verdict(account, (count,))
    printed = account.plain[slice(*count.digits)].lower()
    return Verdict(account, (count,), RULE.at(
        account.span(count),
        f"“{printed} {announced.noun}” {'is' if count.value == 1 else 'are'} announced, but "
        + announced.place.format(in_words(announced.found) or announced.found),
        "count again, and correct the number or what it counts",
        fix=correction(count, announced.found, account),
        severity=Severity.ERROR if announced.certain else Severity.WARNING,
    ))


def _of_table(tabled: Tabled) -> Verdict:
    account, count = tabled.account, tabled.counts[0]
    if tabled.right:
        return Verdict(account, tabled.counts)
    number = " and ".join(account.plain[slice(*quantity.digits)].lower() for quantity in tabled.counts)
    rows = "row" if tabled.found == 1 else "rows"
    return Verdict(account, tabled.counts, RULE.at(
        account.span(count),
        f"the text says {number}, but the table “{tabled.table.id}” has {_number(tabled.found)} {rows}"
        + (f" with “{tabled.where}”" if tabled.where else ""),
        "count again, and correct the number or the table",
        (Related(tabled.table.place.first_line.span, "the table"),),
        fix=correction(count, tabled.found, account) if len(tabled.counts) == 1 else None,
        severity=Severity.ERROR if tabled.certain else Severity.WARNING,
    ))


def _of_catalogue(catalogued: Catalogued) -> Verdict:
    account, count = catalogued.account, catalogued.count
    if count.value in catalogued.possible:
        return Verdict(account, (count,))
    right = catalogued.possible[0]
    return Verdict(account, (count,), RULE.at(
        account.span(count),
        f"the text says {account.plain[slice(*count.digits)].lower()} {catalogued.noun}, but the catalogue has "
        f"{_number(right)}",
        "let the program count: {=index.events}",
        fix=correction(count, right, account),
    ))


def _number(value: int) -> str:
    return in_words(value) or figure(value)

