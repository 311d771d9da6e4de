"""What prose says about numbers: read as printed, held to the precision that was printed, printed so as to agree."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from issuekit.indices.claims import agrees, display, read_number, round_half_away
from issuekit.indices.expressions import Result

UNITS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def result(value: Fraction | int | str, *, signed: bool = False) -> Result:
    return Result(value if isinstance(value, str) else Fraction(value), signed)


# --- reading

@pytest.mark.parametrize(("text", "value"), [
    ("13", 13), ("+13", 13), ("-14", -14), ("−14", -14), ("–14", -14), ("- 14", -14), ("+ 3", 3), ("0", 0), ("007", 7),
    ("index of +13 points", 13), ("closed at −9", -9), ("the 31 events of 2019", 31),
    ("39%", "39/100"), ("39 %", "39/100"), ("39 percent", "39/100"), ("39 per cent", "39/100"), ("−0.5%", "-1/200"),
    ("2.5", "5/2"), ("0.25", "1/4"), ("1,027", 1027), ("1 027", 1027), ("1\u00a0027", 1027),
    ("12\u202f345\u202f678", 12345678),
    ("1,027.5 million", "2055/2"), ("1,2", 1), ("10,00", 10), ("1234567", 1234567),
    ("Nord Stream-2", 2), ("COVID-19", 19), ("A-14", 14), ("Table −3", -3),
    ("zero", 0), ("seven", 7), ("Seventeen", 17), ("twenty", 20), ("twenty-one", 21), ("twenty one", 21),
    ("FORTY-TWO", 42),
    ("no", 0), ("none", 0), ("some eight events", 8), ("one of five", 1), ("two, three", 2), ("twenty eleven", 20),
    ("a dozen", 12), ("two dozen", 24), ("a hundred", 100), ("two hundred", 200), ("two hundred and fifty", 250),
    ("three hundred and forty-two", 342), ("hundred and six", 106), ("twenty ten", 20),
    ("two hundred people and fifty", 200), ("twelve and six", 12), ("half", "1/2"),
    ("half of them", "1/2"),
])
def test_numbers_are_read(text: str, value: int | str) -> None:
    found = read_number(text)
    assert found is not None
    assert found.value == Fraction(value)


@pytest.mark.parametrize("text", [
    "", "many", "Yellow", "−", "%", "and", "someone", "tone", "²", "9" * 41, "0." + "1" * 5000,
])
def test_there_is_not_always_a_number(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize("number", range(100))
def test_every_number_word_is_read(number: int) -> None:
    tens, units = divmod(number, 10)
    words = UNITS[number] if number < 20 else TENS[tens - 2] + (f"-{UNITS[units]}" if units else "")
    found = read_number(words)
    assert found is not None
    assert found.value == number
    assert agrees(words, result(number))
    assert not agrees(words, result(number + 1))


@given(
    st.integers(0, 10**12), st.sampled_from([",", " ", "\u00a0", "\u202f", ""]), st.sampled_from(["", "+", "-", "−"]),
)
def test_thousands_may_be_parted(number: int, separator: str, sign: str) -> None:
    printed = sign + f"{number:,}".replace(",", separator)
    found = read_number(f"some {printed} of them")
    assert found is not None
    assert found.value == (-number if sign in {"-", "−"} else number)


# --- agreement

@pytest.mark.parametrize(("printed", "value"), [
    ("39%", Fraction(77, 196)), ("39.3%", Fraction(77, 196)), ("39.29%", Fraction(77, 196)),
    ("0.39", Fraction(77, 196)),
    ("0.4", Fraction(77, 196)), ("0.393", Fraction(77, 196)),
    # exactly half way: either neighbour
    ("12%", Fraction(1, 8)), ("13%", Fraction(1, 8)), ("0.1", Fraction(1, 8)) , ("2", Fraction(5, 2)),
    ("3", Fraction(5, 2)),
    ("-2", Fraction(-5, 2)), ("-3", Fraction(-5, 2)), ("0.12", Fraction(1, 8)), ("0.13", Fraction(1, 8)),
    ("100%", Fraction(1)), ("150%", Fraction(3, 2)), ("+13", Fraction(13)), ("13", Fraction(13)),
    ("13.0", Fraction(13)),
    ("thirteen", Fraction(13)), ("−9", Fraction(-9)), ("no", Fraction(0)), ("0%", Fraction(1, 250)),
    ("half", Fraction(1, 2)), ("about half", Fraction(47, 100)), ("1,027 million", Fraction(1027)),
    ("7 events of 8", Fraction(7)),
])
def test_a_number_that_rounds_to_what_is_printed_agrees(printed: str, value: Fraction) -> None:
    assert agrees(printed, result(value)) is True


@pytest.mark.parametrize(("printed", "value"), [
    ("45%", Fraction(77, 168)), ("40%", Fraction(77, 196)), ("39.2%", Fraction(77, 196)), ("38%", Fraction(77, 196)),
    ("11%", Fraction(1, 8)), ("14%", Fraction(1, 8)), ("0.0", Fraction(1, 8)), ("1", Fraction(5, 2)),
    ("4", Fraction(5, 2)),
    ("+10", Fraction(13)), ("-13", Fraction(13)), ("13", Fraction(-13)), ("12", Fraction(13)), ("14", Fraction(13)),
    ("13%", Fraction(13)), ("0.13", Fraction(13)), ("twelve", Fraction(13)), ("no", Fraction(1)),
    ("half", Fraction(9, 10)), ("half", Fraction(77, 196)), ("two dozen", Fraction(25)), ("one hundred", Fraction(1)),
    ("1.027", Fraction(1027)),
])
def test_any_other_number_disagrees(printed: str, value: Fraction) -> None:
    assert agrees(printed, result(value)) is False


@pytest.mark.parametrize("printed", ["", "many", "a majority"])
def test_without_a_number_there_is_nothing_to_compare(printed: str) -> None:
    assert agrees(printed, result(13)) is None


@pytest.mark.parametrize(("printed", "verdict"), [
    ("Yellow", True), ("yellow", True), ("the Yellow band", True), ("Red", False), ("", False), ("9", False),
])
def test_a_band_has_to_be_named(printed: str, verdict: bool) -> None:
    assert agrees(printed, result("Yellow")) is verdict


VALUES = st.one_of(
    st.integers(-10**6, 10**6).map(Fraction),
    st.fractions(-10**4, 10**4, max_denominator=400),
    st.builds(Fraction, st.integers(-2000, 2000), st.sampled_from([2, 4, 8, 20, 40, 200])),  # many exact halves
)


@given(VALUES, st.integers(0, 4), st.booleans())
def test_agreement_is_rounding(value: Fraction, decimals: int, percent: bool) -> None:
    """Against the decimal library: what it rounds to agrees, and one step further does not."""
    assume(value.denominator != 1 or decimals or percent)  # whole numbers have to be met exactly
    shown = value * (100 if percent else 1)
    step = Decimal(1).scaleb(-decimals)
    exact = Decimal(shown.numerator) / Decimal(shown.denominator)
    rounded = exact.quantize(step, rounding=ROUND_HALF_UP)
    mark = "%" if percent else ""
    assert agrees(f"{rounded:f}{mark}", result(value)) is True
    assert agrees(f"{rounded + 2 * step:f}{mark}", result(value)) is False
    assert agrees(f"{rounded - 2 * step:f}{mark}", result(value)) is False


@given(st.integers(-10**6, 10**6), st.integers(-3, 3))
def test_a_whole_number_agrees_only_with_itself(value: int, off: int) -> None:
    assert agrees(f"{value + off:+d}", result(value)) is (off == 0)


# --- display

@pytest.mark.parametrize(("value", "signed", "like", "printed"), [
    (13, True, "", "+13"), (-9, True, "", "−9"), (0, True, "", "0"), (29, False, "", "29"), (-14, False, "", "−14"),
    (Fraction(3, 2), True, "", "+1.5"), (Fraction(5, 2), False, "", "2.5"), (Fraction(77, 196), False, "", "0.39"),
    (1027, False, "", "1,027"), (Fraction(12345678, 10), False, "", "1,234,567.8"),
    (Fraction(-1, 8), False, "", "−0.13"),
    (Fraction(1, 1000), False, "", "0"), (Fraction(-1, 1000), False, "", "0"), (Fraction(399, 200), False, "", "2"),
    (Fraction(77, 196), False, "45%", "39%"), (Fraction(77, 196), False, "45.0%", "39.3%"),
    (Fraction(77, 196), False, "0.45", "0.39"), (Fraction(1, 8), False, "10%", "13%"), (13, True, "10", "13"),
    (13, True, "+10", "+13"), (-9, True, "+10", "−9"), (0, True, "+10", "0"), (0, False, "−3", "0"),
    (1027, False, "1 000", "1,027"), (Fraction(77, 196), False, "45 per cent", "39%"), (8, False, "seven", "8"),
    (Fraction(-1, 1000), False, "5%", "0%"), (Fraction(-1, 300), False, "5%", "0%"), (5, False, "4.00", "5.00"),
    (Fraction(1, 3), False, "0." + "3" * 18, "0." + "3" * 18),
    (Fraction(1, 3), False, "0." + "3" * 99, "0." + "3" * 18), (7, False, "Nord Stream-2", "7"),
])
def test_a_value_is_printed_in_the_form_of_the_text(
    value: Fraction | int, signed: bool, like: str, printed: str,
) -> None:
    assert display(result(value, signed=signed), like) == printed


def test_a_text_is_printed_as_it_is() -> None:
    assert display(result("Yellow"), "Red") == "Yellow"


LIKES = st.one_of(
    st.sampled_from(["", "seven", "+3", "-3", "− 3", "3%", "3.5%", "2 per cent", "1,234", "1,234.50", "0.125", "+0.0"]),
    st.text(st.sampled_from("0123456789.,+-−–% "), max_size=12),
    st.integers(0, 60).map(lambda decimals: "1." + "0" * decimals),
)


@given(VALUES, st.booleans(), LIKES)
@example(Fraction(10**18), True, "1." + "0" * 39)
@example(Fraction(1, 10**18), False, "1." + "0" * 5000)
def test_what_is_printed_agrees(value: Fraction, signed: bool, like: str) -> None:
    computed = result(value, signed=signed)
    printed = display(computed, like)
    assert agrees(printed, computed) is True, printed
    assert "-" not in printed  # a minus is a real one
    assert not printed.startswith("−0") or Fraction(printed.strip("−%").replace(",", "")) != 0


@given(VALUES, st.integers(0, 5))
def test_rounding_is_that_of_people(value: Fraction, decimals: int) -> None:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    expected = Fraction(exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))
    assert round_half_away(value, decimals) == expected


@given(st.text(), VALUES, st.booleans())
def test_any_text_can_be_compared(printed: str, value: Fraction, signed: bool) -> None:
    assert agrees(printed, result(value, signed=signed)) in (True, False, None)
    assert display(result(value, signed=signed), printed)
