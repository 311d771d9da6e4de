"""Work in the background comes to the same as work in the foreground, whatever happens to its process."""

from __future__ import annotations

import os
import signal
import sys
import threading
from typing import NoReturn

import pytest

from issuekit import background
from issuekit.background import Background

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="work is done in the foreground here")
HERE = os.getpid()


@pytest.fixture(autouse=True)
def copied(monkeypatch: pytest.MonkeyPatch) -> None:
    """Copies are made whatever threads those who run the tests have: what is done here bears it."""
    monkeypatch.setattr(background, "can_copy", lambda: True)


def elsewhere() -> bool:
    return os.getpid() != HERE


def test_it_is_done_by_another_process() -> None:
    work = Background(elsewhere)
    assert work.result() is True


def test_a_long_result_comes_whole() -> None:
    wanted = [f"entry {number}" for number in range(100_000)]
    assert Background(lambda: [f"entry {number}" for number in range(100_000)]).result() == wanted


def test_several_works_don_t_mix() -> None:
    works = [Background(lambda number=number: number * number) for number in range(5)]  # type: ignore[misc]
    assert [work.result() for work in reversed(works)] == [16, 9, 4, 1, 0]


def test_what_it_raises_is_raised_here(capfd: pytest.CaptureFixture[str]) -> None:
    def fail() -> NoReturn:
        raise LookupError("no such color")

    work = Background(fail)
    with pytest.raises(LookupError, match="no such color"):
        work.result()
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("end", [lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: os._exit(0)])
def test_where_its_process_ends_it_is_done_here(end: object) -> None:
    def work() -> bool:
        if elsewhere():
            end()  # type: ignore[operator]
        return elsewhere()

    assert Background(work).result() is False


def test_a_result_that_cannot_be_handed_over_is_made_here() -> None:
    made = Background(lambda: elsewhere).result()
    assert made is elsewhere
    assert Background(lambda: (lambda: 5)).result()() == 5


def test_dropped_work_leaves_no_process() -> None:
    with Background(signal.pause) as work:
        process = work.process
        assert process is not None
    work.drop()
    assert work.process is None
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_no_copy_beside_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    stop = threading.Event()
    other = threading.Thread(target=stop.wait)
    other.start()
    try:
        assert Background(elsewhere).result() is False
    finally:
        stop.set()
        other.join()


def test_without_a_second_process_it_is_done_when_it_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_arguments: object) -> NoReturn:
        raise OSError(11, "Resource temporarily unavailable")

    for call in ("fork", "pipe"):
        with monkeypatch.context() as context:
            context.setattr(os, call, refused)
            work = Background(elsewhere)
        assert work.result() is False
