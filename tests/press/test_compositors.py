"""Documents laid out by other processes: what they make comes back, and nobody is left behind."""

from __future__ import annotations

import gc
import os
import signal
import sys
import tempfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from issuekit.press import compositors
from issuekit.press.compositors import Compositors
from issuekit.press.engine import PageEngine
from issuekit.press.fragment import Manuscript
from issuekit.press.shelf import Shelf
from press.presswork import drawing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from issuekit.press.fragment import Fragment

SHEET = "@page { size: 100px }"
PICTURE = '<p>x</p><img src="chart:one" alt="one">'


def engine() -> PageEngine:
    return PageEngine(SHEET, Shelf(styles=(), assets=()))


def compositors_with(make: Callable[[], PageEngine]) -> Compositors:
    return Compositors(lambda: None, lambda _: make())


def page(name: str, body: str = "<p>x</p>") -> Manuscript:
    return Manuscript(name, name, f"<html lang=en><title>x</title><body>{body}</body></html>")


class FaultyEngine(PageEngine):
    """Breaks down at a document named “bad”, with an error that can't be sent as it is; ends itself at “fatal”."""

    def fragment(self, manuscript: Manuscript) -> object:  # type: ignore[override]
        if manuscript.name == "bad":
            raise StubbornError(lambda: None)
        if manuscript.name == "fatal" and os.getpid() != HOME:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().fragment(manuscript)


class StubbornError(Exception):
    """An error that bears no pickling."""


HOME = os.getpid()


def faulty() -> PageEngine:
    return FaultyEngine(SHEET, Shelf(styles=(), assets=()))


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[list[int]]:
    """The foreman processes; after the test there is none any more, and nothing that they kept for a time."""
    processes: list[int] = []
    begin = compositors._foreman

    def listening(*ways: Any) -> compositors._Foreman | None:
        foreman = begin(*ways)
        if foreman is not None:
            processes.append(foreman.process)
        return foreman

    monkeypatch.setattr(compositors, "can_copy", lambda: True)
    monkeypatch.setattr(compositors, "_foreman", listening)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield processes
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)
    gc.collect()  # an engine of this process takes its own folder away
    assert list(tmp_path.iterdir()) == []


def names(fragments: Iterable[Fragment]) -> set[str]:
    return {fragment.name for fragment in fragments}


def laid_out(at_work: Compositors, *manuscripts: Manuscript) -> list[Fragment]:
    at_work.order(manuscripts)
    return list(at_work.fragments())


def test_documents_that_are_ordered_come_back(begun: list[int]) -> None:
    with compositors_with(engine) as at_work:
        at_work.begin()
        at_work.set_up(None)
        several = laid_out(at_work, page("a"), page("b"), page("c"))
        assert list(at_work.fragments()) == []
        one = laid_out(at_work, page("d"))
    assert names(several) == {"a", "b", "c"}
    assert names(one) == {"d"}
    assert all(fragment.pdf.startswith(b"%PDF") for fragment in (*several, *one))
    assert len(begun) == 1


def test_documents_can_be_ordered_while_others_are_laid_out(begun: list[int]) -> None:
    with compositors_with(engine) as at_work:
        at_work.order([page("a"), page("b")])
        at_work.order([page("c")])
        assert names(at_work.fragments()) == {"a", "b", "c"}
    assert len(begun) == 1


def test_more_is_ordered_than_a_pipe_holds(begun: list[int]) -> None:
    """The foreman takes orders in while it lays out: nobody waits for the other for ever."""
    charts = tuple((f"c{number}", "x" * 1_000_000) for number in range(4))
    with compositors_with(engine) as at_work:
        for number in range(3):
            at_work.order([replace(page(f"p{number}"), charts=charts)])
        assert names(at_work.fragments()) == {"p0", "p1", "p2"}
    assert begun


def test_each_document_brings_its_charts(begun: list[int]) -> None:
    chart = ("one", drawing("one", 20, 10).svg)
    with compositors_with(engine) as at_work:
        found = laid_out(at_work, replace(page("with", PICTURE), charts=(chart,)), page("without", PICTURE))
    lost = {one.name: any("chart:one" in notice.message for notice in one.notices) for one in found}
    assert lost == {"with": False, "without": True}
    assert begun


@pytest.mark.parametrize("told", [True, False])
def test_who_has_nothing_to_do_is_sent_home_at_once(begun: list[int], *, told: bool) -> None:
    with compositors_with(engine) as at_work:
        at_work.begin()
        if told:
            at_work.set_up(None)
    assert len(begun) == 1


def test_who_is_in_the_middle_of_work_that_nobody_wants_is_sent_home(begun: list[int]) -> None:
    with compositors_with(engine) as at_work:
        at_work.order([page("a"), page("b"), page("c")])
    assert len(begun) == 1


def test_an_error_of_the_engine_is_raised_here(begun: list[int]) -> None:
    with compositors_with(faulty) as at_work:
        with pytest.raises(RuntimeError, match="StubbornError"):
            laid_out(at_work, page("bad"))
        assert names(laid_out(at_work, page("good"))) == {"good"}
    assert len(begun) == 1


def test_what_was_ordered_beside_a_fault_is_not_given_out_later(begun: list[int]) -> None:
    with compositors_with(faulty) as at_work:
        with pytest.raises(RuntimeError, match="StubbornError"):
            laid_out(at_work, page("bad"), page("beside"), page("also"))
        assert names(laid_out(at_work, page("good"))) == {"good"}
    assert len(begun) == 1


def test_an_engine_that_cannot_be_made_is_told_with_the_first_document(begun: list[int]) -> None:
    def broken() -> PageEngine:
        raise LookupError("no style sheet")

    with compositors_with(broken) as at_work:
        at_work.begin()
        at_work.set_up(None)
        with pytest.raises(LookupError, match="no style sheet"):
            laid_out(at_work, page("a"))
    assert begun


@pytest.mark.parametrize("first", [[], ["a"], ["a", "b", "c"]])
def test_a_process_that_is_ended_from_outside_is_replaced(begun: list[int], first: list[str]) -> None:
    with compositors_with(faulty) as at_work:
        found = laid_out(at_work, *map(page, first), page("fatal"))
        assert names(found) == {*first, "fatal"}
    assert begun


def test_a_foreman_that_is_ended_from_outside_is_replaced(begun: list[int]) -> None:
    with compositors_with(engine) as at_work:
        assert names(laid_out(at_work, page("a"))) == {"a"}
        os.kill(begun[0], signal.SIGKILL)
        assert names(laid_out(at_work, page("b"), page("c"))) == {"b", "c"}


def test_where_there_can_be_no_more_processes_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_more() -> int:
        raise OSError

    monkeypatch.setattr(compositors, "can_copy", lambda: True)
    monkeypatch.setattr(os, "fork", no_more)
    with compositors_with(engine) as at_work:
        assert names(laid_out(at_work, page("a"), page("b"))) == {"a", "b"}


def test_where_processes_cannot_be_copied_new_ones_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compositors, "can_copy", lambda: False)
    monkeypatch.setattr(sys, "platform", "another system")
    with compositors_with(engine) as at_work:
        assert names(laid_out(at_work, page("a"), page("b"))) == {"a", "b"}
