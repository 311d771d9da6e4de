"""Dates as printed: what is written reads back, to the ends that an independent reckoning gives."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from issuekit.model.when import (
    Part,
    Period,
    Point,
    UnreadableDateError,
    parse,
    parse_period,
    write,
)

NAMES = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]
BIMONTHLY = parse_period("2019-11/2019-12")


def month_end(year: int, month: int) -> date:
    """The last day of a month, without the calendar's tables: the day before the next month's first."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


# --- structured dates

years = st.one_of(st.none(), st.none(), st.integers(1900, 2100))
months = st.integers(1, 12)
days = st.integers(1, 31)
parts = st.sampled_from(Part)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """One month to a year, in any year that an archive could hold."""
    first = draw(st.integers(1950 * 12, 2090 * 12))
    last = first + draw(st.integers(0, 11))
    return Period(date(first // 12, first % 12 + 1, 1), month_end(last // 12, last % 12 + 1))


@st.composite
def points(draw: st.DrawFn) -> Point:
    """A day, a part of a month, or a whole month; with its year printed or, mostly, without."""
    month, year = draw(months), draw(years)
    return draw(st.one_of(
        days.map(lambda day: Point(month, day, None, year)),
        parts.map(lambda part: Point(month, None, part, year)),
        st.just(Point(month, None, None, year)),
    ))


def closest_years(month: int, period: Period) -> set[int]:
    """The years that put a month closest to the middle of a period: one, or two at the same distance."""
    middle = (period.start.year * 12 + period.start.month + period.end.year * 12 + period.end.month) / 2
    distances = {
        year: abs(year * 12 + month - middle) for year in range(period.start.year - 5, period.end.year + 6)
    }
    return {year for year, distance in distances.items() if distance == min(distances.values())}


def days_of(point: Point, year: int) -> list[date]:
    """Every day that one end of a date may mean, by going through the month day by day."""
    whole = [date(year, point.month, 1) + timedelta(days=number) for number in range(31)]
    whole = [day for day in whole if day.month == point.month]
    if point.day is not None:
        return [day for day in whole if day.day == point.day]
    thirds = {Part.EARLY: range(1, 11), Part.MID: range(11, 21), Part.LATE: range(21, 32)}
    return whole if point.part is None else [day for day in whole if day.day in thirds[point.part]]


def intervals(first: Point, last: Point, period: Period) -> set[tuple[date, date]]:
    """The stretches of days that a date may mean; none where it names a day that doesn't exist or runs backwards."""
    found = set()
    for end_year in {last.year} if last.year is not None else closest_years(last.month, period):
        start_year = first.year
        if start_year is None:
            start_year = max(
                year for year in (end_year - 1, end_year) if (year, first.month) <= (end_year, last.month)
            )
        starts, ends = days_of(first, start_year), days_of(last, end_year)
        if starts and ends and starts[0] <= ends[-1]:
            found.add((starts[0], ends[-1]))
    return found


def check(text: str, first: Point, last: Point, period: Period, *, around: bool) -> None:
    possible = intervals(first, last, period)
    if not possible:
        with pytest.raises(UnreadableDateError):
            parse(text, period)
        return
    when = parse(text, period)
    assert (when.first, when.last, when.around) == (first, last, around)
    assert (when.start, when.end) in possible
    assert when.printed == str(when) == text
    assert when.typeset == write(first, last, around=around)
    assert when.exact == (first.day is not None and last.day is not None and not around)


@given(points(), points(), periods(), st.booleans())
@example(Point(12, 28), Point(1, 3), BIMONTHLY, False)
@example(Point(10, 28), Point(11, 8), BIMONTHLY, False)
@example(Point(11), Point(12), BIMONTHLY, False)
@example(Point(12, part=Part.EARLY), Point(12, part=Part.EARLY), BIMONTHLY, False)
@example(Point(2, 29), Point(2, 29), parse_period("2020-01/2020-02"), False)
@example(Point(2, 29), Point(2, 29), parse_period("2019-01/2019-02"), False)
@example(Point(11, 20), Point(12, 5), BIMONTHLY, True)
def test_a_range_reads_back_to_its_ends(first: Point, last: Point, period: Period, around: bool) -> None:
    check(write(first, last, around=around), first, last, period, around=around)


@given(points(), periods(), st.booleans())
def test_a_single_date_reads_back(point: Point, period: Period, around: bool) -> None:
    check(write(point, point, around=around), point, point, period, around=around)


@given(month=months, first_day=days, last_day=days, year=years, period=periods(), around=st.booleans())
def test_days_of_one_month_share_its_name(
    *, month: int, first_day: int, last_day: int, year: int | None, period: Period, around: bool,
) -> None:
    assume(first_day != last_day)
    first, last = Point(month, first_day, None, year), Point(month, last_day, None, year)
    text = write(first, last, around=around)
    assert text.count(NAMES[month - 1]) == 1
    check(text, first, last, period, around=around)


def typed(point: Point, *, ordinal: bool, case: str, part_join: str) -> str:
    """One end of a date as an editor types it."""
    pieces = [NAMES[point.month - 1]]
    if point.part:
        pieces = [f"{point.part.value}{part_join}{pieces[0]}"]
    if point.day:
        endings = {1: "st", 2: "nd", 3: "rd"}
        ending = "th" if point.day // 10 == 1 else endings.get(point.day % 10, "th")
        pieces.insert(0, f"{point.day}{ending if ordinal else ''}")
    if point.year is not None:
        pieces.append(f"{point.year:04}")
    text = " ".join(pieces)
    return {"as is": text, "lower": text.lower(), "upper": text.upper()}[case]


@given(
    first=points(), last=points(), period=periods(), around=st.booleans(),
    dash=st.sampled_from(("-", " - ", "- ", "–", " – ", "—", " — ")), ordinal=st.booleans(),
    case=st.sampled_from(("as is", "lower", "upper")), part_join=st.sampled_from((" ", "-")),
)
def test_a_range_as_editors_type_it(
    *, first: Point, last: Point, period: Period, around: bool, dash: str, ordinal: bool, case: str, part_join: str,
) -> None:
    prefix = {"as is": "Around ", "lower": "around ", "upper": "AROUND "}[case] if around else ""
    ends = [typed(point, ordinal=ordinal, case=case, part_join=part_join) for point in (first, last)]
    check(prefix + dash.join(ends), first, last, period, around=around)
    if first == last:
        check(prefix + ends[0], first, last, period, around=around)


@given(
    month=months, first_day=days, last_day=days, period=periods(), dash=st.sampled_from(("-", " - ", "–")),
    around=st.booleans(),
)
def test_days_of_one_month_as_editors_type_them(
    *, month: int, first_day: int, last_day: int, period: Period, dash: str, around: bool,
) -> None:
    text = f"{'Around ' if around else ''}{first_day}{dash}{last_day} {NAMES[month - 1]}"
    check(text, Point(month, first_day), Point(month, last_day), period, around=around)


# --- the forms of the design, in so many words


@pytest.mark.parametrize(("text", "start", "end"), [
    ("4 November", "2019-11-04", "2019-11-04"),
    ("4-5 November", "2019-11-04", "2019-11-05"),
    ("28 October - 8 November", "2019-10-28", "2019-11-08"),
    ("28 December - 3 January", "2019-12-28", "2020-01-03"),
    ("Early December", "2019-12-01", "2019-12-10"),
    ("Mid-November", "2019-11-11", "2019-11-20"),
    ("Late November", "2019-11-21", "2019-11-30"),
    ("Late December", "2019-12-21", "2019-12-31"),
    ("November", "2019-11-01", "2019-11-30"),
    ("November-December", "2019-11-01", "2019-12-31"),
    ("Around 20 November - 5 December", "2019-11-20", "2019-12-05"),
    ("Late December - early January", "2019-12-21", "2020-01-10"),
    ("1 January", "2020-01-01", "2020-01-01"),
    ("31 March", "2020-03-31", "2020-03-31"),
    ("25 May", "2020-05-25", "2020-05-25"),
    ("25 June", "2019-06-25", "2019-06-25"),
    ("29 February 2016", "2016-02-29", "2016-02-29"),
])
def test_forms_of_the_design(text: str, start: str, end: str) -> None:
    when = parse(text, BIMONTHLY)
    assert (when.start.isoformat(), when.end.isoformat()) == (start, end)


@pytest.mark.parametrize(("text", "typeset"), [
    ("4-5 November", "4–5 November"),
    ("28 October-8 November", "28 October – 8 November"),
    ("November - December", "November–December"),
    ("November 2019 - December 2019", "November 2019 – December 2019"),
    ("mid november", "Mid-November"),
    ("early-December", "Early December"),
    ("around 20 November—5 December", "Around 20 November – 5 December"),
    ("4-5 November 2019", "4–5 November 2019"),
])
def test_typeset_closes_up_days_and_months_and_spaces_the_rest(text: str, typeset: str) -> None:
    assert parse(text, BIMONTHLY).typeset == typeset


@pytest.mark.parametrize(("text", "reason"), [
    ("31 November", "November 2019 has 30 days, there is no 31 November"),
    ("0 November", "there is no 0 November"),
    ("30 February", "there is no 30 February"),
    ("8-5 November", "ends before it begins"),
    ("December 2019 - November 2019", "ends before it begins"),
    ("4 Nowember", "“Nowember” is not the name of a month"),
    ("4 early November", "either a day or a part of the month"),
    ("4 November 0000", "0 is not a year of the calendar"),
    ("0000", "not a date that can be read"),
    ("4.11.2019", "not a date that can be read"),
    ("next week", "not a date that can be read"),
    ("", "not a date that can be read"),
])
def test_what_cannot_be_read_says_why(text: str, reason: str) -> None:
    with pytest.raises(UnreadableDateError, match=reason):
        parse(text, BIMONTHLY)


def test_white_space_around_is_no_part_of_what_was_printed() -> None:
    assert parse("  4 November\n", BIMONTHLY).printed == "4 November"


# --- junk

SCRAPS = st.lists(st.one_of(
    st.sampled_from([*NAMES, "Early", "mid", "LATE", "Around", "-", "–", "—", " ", "  ", "\u00a0", "st", "th"]),
    st.integers(-5, 99999).map(str),
    st.text(max_size=4),
    st.sampled_from(["٣", "²", "Ⅳ", "ſeptember", "İ", "\x00", "9" * 400, "0", "0000", "9999"]),
), max_size=9)


@given(st.one_of(st.text(), SCRAPS.map("".join), SCRAPS.map(" ".join)), periods())
@example("1 January 9999", BIMONTHLY)
@example("November 0000 - December 0001", BIMONTHLY)
@example("Late December 9999", BIMONTHLY)
@example("1 January - 2 January", Period(date(1, 1, 1), date(1, 1, 31)))
@example("December - January", Period(date(1, 1, 1), date(1, 1, 31)))
@example("December", Period(date(9999, 1, 1), date(9999, 1, 31)))
@example("June - May", Period(date(9999, 12, 1), date(9999, 12, 31)))
def test_junk_is_read_or_refused_and_nothing_else(text: str, period: Period) -> None:
    try:
        when = parse(text, period)
    except UnreadableDateError as error:
        assert str(error)  # noqa: PT017 - that this error, and no other, may come is what is tested
    else:
        assert when.start <= when.end
        assert when.printed == text.strip()


@given(st.one_of(st.text(), st.from_regex(r"\d{0,5}-?\d{0,3}(/\d{0,5}-\d{0,3})?", fullmatch=True)))
@example("0000-01")
@example("2019-13")
@example("2019-12/2019-11")
@example("9999-12")
def test_junk_periods_are_read_or_refused(text: str) -> None:
    try:
        period = parse_period(text)
    except UnreadableDateError as error:
        assert str(error)  # noqa: PT017 - as above
    else:
        assert period.start <= period.end


# --- periods

@given(periods())
def test_a_period_reads_back_from_its_key(period: Period) -> None:
    assert parse_period(period.key) == period
    assert parse_period(f" {period.key}\n") == period


@given(periods())
def test_a_period_counts_its_months(period: Period) -> None:
    firsts = {(day.year, day.month) for day in (
        period.start + timedelta(days=number) for number in range((period.end - period.start).days + 1)
    )}
    assert period.months == len(firsts)
    assert period.start.day == 1
    assert (period.end + timedelta(days=1)).day == 1


@given(periods())
def test_a_period_is_printed_with_each_month_and_year_once(period: Period) -> None:
    printed = str(period)
    ends = (period.start, period.end)
    assert printed.startswith(NAMES[period.start.month - 1])
    assert printed.endswith(str(period.end.year))
    for year in {end.year for end in ends}:
        assert printed.count(str(year)) == 1
    assert period.typeset_months.split("-") == list(dict.fromkeys(NAMES[end.month - 1] for end in ends))


@pytest.mark.parametrize(("key", "printed", "months_only"), [
    ("2019-11", "November 2019", "November"),
    ("2019-11/2019-12", "November–December 2019", "November-December"),
    ("2019-12/2020-01", "December 2019 – January 2020", "December-January"),
    ("2020-01/2020-03", "January–March 2020", "January-March"),
])
def test_periods_in_words(key: str, printed: str, months_only: str) -> None:
    period = parse_period(key)
    assert (period.key, str(period), period.typeset_months) == (key, printed, months_only)


def test_a_period_of_one_month_may_be_written_twice() -> None:
    assert parse_period("2019-11/2019-11") == parse_period("2019-11")


def test_overlap_is_a_day_in_common() -> None:
    period = parse_period("2020-02")
    own = {period.start + timedelta(days=number) for number in range(calendar.monthrange(2020, 2)[1])}
    edge = [date(2020, 1, 30) + timedelta(days=number) for number in range(34)]
    for start, end in product(edge, edge):
        if start <= end:
            common = any(start <= day <= end for day in own)
            assert period.overlaps(start, end) == common
