"""Documents laid out by other processes: what they make comes back, and nobody is left behind."""

from __future__ import annotations

import gc
import os
import signal
import tempfile
from typing import TYPE_CHECKING, Any

import pytest

from issuekit.press import compositors
from issuekit.press.compositors import Compositors
from issuekit.press.engine import PageEngine
from issuekit.press.fragment import Manuscript
from issuekit.press.shelf import Shelf
from press.presswork import drawing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SHEET = "@page { size: 100px }"
PICTURE = '<p>x</p><img src="chart:one" alt="one">'


def engine() -> PageEngine:
    return PageEngine(SHEET, Shelf({}, styles=(), assets=()))


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
    return FaultyEngine(SHEET, Shelf({}, styles=(), assets=()))


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


def test_documents_come_back_in_their_order(begun: list[int]) -> None:
    told: list[str] = []
    with compositors_with(engine) as at_work:
        at_work.begin()
        at_work.set_up(None)
        several = list(at_work.lay_out([page("a"), page("b"), page("c")], {}, lambda: told.append("meanwhile")))
        one = list(at_work.lay_out([page("d")], {}))
    assert [fragment.name for fragment in (*several, *one)] == ["a", "b", "c", "d"]
    assert all(fragment.pdf.startswith(b"%PDF") for fragment in (*several, *one))
    assert told == ["meanwhile"]
    assert len(begun) == 1


def test_charts_that_are_drawn_after_the_beginning_are_on_the_pages(begun: list[int]) -> None:
    with compositors_with(engine) as at_work:
        at_work.begin()
        at_work.set_up(None)
        without, = at_work.lay_out([page("x", PICTURE)], {})
        with_it, = at_work.lay_out([page("x", PICTURE)], {"one": drawing("one", 20, 10)})
        again, = at_work.lay_out([page("y", PICTURE)], {"one": drawing("one", 20, 10)})
    lost = [any("chart:one" in notice.message for notice in one.notices) for one in (without, with_it, again)]
    assert lost == [True, False, False]
    assert begun


@pytest.mark.parametrize("told", [True, False])
def test_who_has_nothing_to_do_is_sent_home_at_once(begun: list[int], *, told: bool) -> None:
    with compositors_with(engine) as at_work:
        at_work.begin()
        if told:
            at_work.set_up(None)
    assert len(begun) == 1


def test_an_error_of_the_engine_is_raised_here(begun: list[int]) -> None:
    with compositors_with(faulty) as at_work:
        with pytest.raises(RuntimeError, match="StubbornError"):
            list(at_work.lay_out([page("bad")], {}))
        assert [fragment.name for fragment in at_work.lay_out([page("good")], {})] == ["good"]
    assert len(begun) == 1


def test_an_engine_that_cannot_be_made_is_told_with_the_first_document(begun: list[int]) -> None:
    def broken() -> PageEngine:
        raise LookupError("no style sheet")

    with compositors_with(broken) as at_work:
        at_work.begin()
        at_work.set_up(None)
        with pytest.raises(LookupError, match="no style sheet"):
            list(at_work.lay_out([page("a")], {}))
    assert begun


@pytest.mark.parametrize("first", [[], [page("a")]])
def test_a_process_that_is_ended_from_outside_is_replaced(begun: list[int], first: list[Manuscript]) -> None:
    with compositors_with(faulty) as at_work:
        fragments = list(at_work.lay_out([*first, page("fatal")], {}))
        assert [fragment.name for fragment in fragments] == [manuscript.name for manuscript in (*first, page("fatal"))]
    assert begun


def test_where_there_can_be_no_more_processes_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_more() -> int:
        raise OSError

    monkeypatch.setattr(compositors, "can_copy", lambda: True)
    monkeypatch.setattr(compositors, "processors", lambda: 1)
    monkeypatch.setattr(os, "fork", no_more)
    with compositors_with(engine) as at_work:
        assert [fragment.name for fragment in at_work.lay_out([page("a")], {})] == ["a"]
