"""The frozen classes are what the standard library would have made of them."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from functools import cached_property
from typing import Any

import pytest

from issuekit import frozen

MAKERS = [pytest.param(dataclasses.dataclass, id="library"), pytest.param(frozen.dataclass, id="issuekit")]


@frozen.dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A class with slots, that can be pickled."""

    line: int
    column: int = 1
    notes: list[str] = frozen.field(default_factory=list, compare=False, repr=False)


@frozen.dataclass(frozen=True)
class Text:
    """A class without slots."""

    value: str
    style: str = frozen.field(default="plain", repr=False)

    @cached_property
    def length(self) -> int:
        """Something worked out once."""
        return len(self.value)


def made(maker: Any, **options: bool) -> Any:
    @maker(frozen=True, **options)
    class Pair:
        first: int
        second: str = "two"
        third: list[int] = dataclasses.field(default_factory=list, compare=False, repr=False)

        @property
        def both(self) -> str:
            return f"{self.first}{self.second}"

    return Pair


@pytest.fixture(params=MAKERS)
def maker(request: pytest.FixtureRequest) -> Any:
    return request.param


@pytest.mark.parametrize("slots", [True, False])
def test_arguments_defaults_and_what_is_shown(maker: Any, *, slots: bool) -> None:
    pair = made(maker, slots=slots)
    one, other = pair(1), pair(second="two", first=1, third=[3])
    assert (one.first, one.second, one.third, one.both) == (1, "two", [], "1two")
    assert one.third is not pair(1).third
    assert repr(one) == "made.<locals>.Pair(first=1, second='two')"
    assert one == other  # the third field isn't compared
    assert hash(one) == hash(other)
    assert one != pair(2)
    assert one != (1, "two")
    assert hasattr(one, "__dict__") is not slots
    with pytest.raises(TypeError):
        pair()
    with pytest.raises(TypeError):
        pair(1, fourth=4)


@pytest.mark.parametrize("slots", [True, False])
def test_the_first_instance_is_made_as_the_hundredth(maker: Any, *, slots: bool) -> None:
    pair = made(maker, slots=slots)
    pairs = [pair(number, "b", [number]) for number in range(100)]
    assert [(one.first, one.second, one.third) for one in pairs] == [(number, "b", [number]) for number in range(100)]
    assert pair(7, third=[7]).third == pair(second="two", first=7, third=[7]).third == [7]
    with pytest.raises(TypeError):
        pair(1, "b", [], 4)


@pytest.mark.parametrize("slots", [True, False])
def test_nothing_can_be_changed(maker: Any, *, slots: bool) -> None:
    one = made(maker, slots=slots)(1)
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'first'"):
        one.first = 2
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'first'"):
        del one.first
    assert one.first == 1


def test_order(maker: Any) -> None:
    pair = made(maker, order=True)
    assert sorted([pair(2), pair(1, "b"), pair(1, "a")]) == [pair(1, "a"), pair(1, "b"), pair(2)]
    assert pair(1) <= pair(1) >= pair(1)
    assert (pair(1) < pair(1)) is (pair(1) > pair(1)) is False
    with pytest.raises(TypeError):
        assert pair(1) < 2


def test_identity_where_equality_is_not_wanted(maker: Any) -> None:
    pair = made(maker, eq=False)
    one = pair(1)
    assert one != pair(1)
    assert one == one  # noqa: PLR0124 - what is tested
    assert len({one, pair(1)}) == 2


def test_of_one_field_and_of_none(maker: Any) -> None:
    @maker(frozen=True, slots=True)
    class One:
        only: Any

    @maker(frozen=True, slots=True)
    class Nothing:
        pass

    one: Any = One
    assert one((1, 2)) == one((1, 2)) != one((1,))
    assert hash(one((1, 2))) == hash(one((1, 2)))
    assert Nothing() == Nothing()
    assert repr(Nothing()).endswith("Nothing()")


def test_the_library_takes_them_for_its_own(maker: Any) -> None:
    pair = made(maker, slots=True)
    one = pair(1, third=[5])
    assert dataclasses.is_dataclass(type(one))
    assert [entry.name for entry in dataclasses.fields(one)] == ["first", "second", "third"]
    assert dataclasses.replace(one, second="2") == pair(1, "2")
    assert dataclasses.replace(one, second="2").third == [5]
    assert dataclasses.asdict(one) == {"first": 1, "second": "two", "third": [5]}
    assert pair.__match_args__ == ("first", "second", "third")


def test_copies_and_pickles() -> None:
    for value in (Spot(1, 2, ["a"]), Text("text")):
        for same in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):  # noqa: S301 - our own
            assert same == value
    assert pickle.loads(pickle.dumps(Spot(1, 2, ["a"]))).notes == ["a"]  # noqa: S301 - our own


def test_what_is_worked_out_is_kept() -> None:
    text = Text("text")
    assert (text.length, text.length, text.style) == (4, 4, "plain")
    assert "length" in vars(text)


def test_only_frozen_classes_are_made() -> None:
    with pytest.raises(TypeError):
        frozen.dataclass(frozen=False)
