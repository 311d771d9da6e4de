"""Documents laid out by other processes: several at once, and with a page engine that they fetch meanwhile.

The engine takes a second to import and to read the style sheet. So a foreman process is begun before the issue is even
read; it makes the engine as soon as it is told for what, and lays out with as many workers as there are processors.
Documents are ordered as they come: those that wait for nothing first. Where processes can't be copied, documents are
laid out here.
"""

from __future__ import annotations

import gc
import os
import pickle
import shutil
import tempfile
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self

from issuekit.background import can_copy, processors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection

    from issuekit.press.engine import PageEngine
    from issuekit.press.fragment import Fragment, Manuscript
    from issuekit.press.workers import Answer, Job, Workers

ROOM = 1 << 20  # bytes of a pipe: what is ordered waits there until the foreman has time to read it


class Compositors:
    """Those who lay out: they begin when they are told to, or with the first documents, and end with the block."""

    def __init__(self, fetch: Callable[[], None], make: Callable[[Any], PageEngine]) -> None:
        """``fetch`` imports the engine; ``make`` makes the one that all work with, of what :meth:`set_up` is given."""
        self._fetch = fetch
        self._make = make
        self._wanted: object = None
        self._foreman: _Foreman | None = None
        self._here: Workers | None = None
        self._orders = 0
        self._outstanding: dict[int, Manuscript] = {}

    def __enter__(self) -> Self:
        """Whoever has begun goes on."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Send everyone home; documents that nobody has laid out are left."""
        self.close()

    def begin(self) -> None:
        """Have the engine fetched by another process, if that is possible."""
        if self._foreman is None and self._here is None and can_copy():
            self._foreman = _foreman(self._fetch, self._make)

    def set_up(self, wanted: object) -> None:
        """Say for what the engine is to be made: anything that can be pickled. It is said before the first document."""
        self._wanted = wanted
        self._tell(wanted)

    def close(self) -> None:
        """End all processes."""
        if self._foreman is not None:
            self._foreman.close(done=bool(self._orders) and not self._outstanding)
            self._foreman = None
        if self._here is not None:
            self._here.close()
            self._here = None
        self._outstanding.clear()

    def order(self, manuscripts: Sequence[Manuscript]) -> None:
        """Have documents laid out, beside those that were ordered before."""
        if self._foreman is None and self._here is None:
            self.begin()
            self._tell(self._wanted)
        jobs = list(enumerate(manuscripts, start=self._orders))
        self._orders += len(jobs)
        self._outstanding |= jobs
        if self._here is not None:
            self._here.add(jobs)
        else:
            self._tell(jobs)

    def fragments(self) -> Iterator[Fragment]:
        """All that was ordered and hasn't been given out, each as soon as it is there.

        Raises:
            Exception: whatever the engine raises.
        """
        while self._outstanding:
            number, thing = self._next()
            if self._outstanding.pop(number, None) is None:
                continue  # ordered before an error, after which nobody wanted it
            if isinstance(thing, Exception):
                self._outstanding.clear()
                raise thing
            yield thing

    def _next(self) -> Answer:
        most = processors()
        if self._foreman is not None:
            try:
                return self._foreman.answer()
            except _GoneError:
                # Ended from outside, perhaps for want of memory: one process alone needs less of it.
                self._foreman.close(done=False)
                self._foreman, most = None, 1
        if self._here is None:
            self._here = _workers(self._make, self._wanted, most)
            self._here.add(self._outstanding.items())
        answer = self._here.next()
        assert answer is not None  # noqa: S101 - there is no order that could come before it
        return answer

    def _tell(self, what: object) -> None:
        if self._foreman is not None:
            with suppress(_GoneError):  # found out when there is a document to be had
                self._foreman.send(what)


class _GoneError(Exception):
    """The foreman process has ended by itself."""


def _foreman(fetch: Callable[[], None], make: Callable[[Any], PageEngine]) -> _Foreman | None:
    """A foreman process, which fetches the engine at once; None where there can be no more processes or files."""
    pipes: list[int] = []
    folder = None
    try:
        # The engine keeps its fonts in a temporary folder, which a process that is ended can't take away.
        folder = tempfile.mkdtemp(prefix="issuekit-")
        pipes += os.pipe()
        pipes += os.pipe()
        gc.freeze()  # what both have in memory stays shared
        process = os.fork()
    except OSError:
        gc.unfreeze()
        for pipe in pipes:
            os.close(pipe)
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        return None
    orders, ordering, answers, answering = pipes
    _group(process)
    if process == 0:
        os.close(ordering)
        os.close(answers)
        tempfile.tempdir = folder
        _work(fetch, make, orders, answering)
    gc.unfreeze()
    os.close(orders)
    os.close(answering)
    return _Foreman(process, ordering, answers, folder)


def _group(process: int) -> None:
    """Make a process the head of a group, which its workers are in: all of them can be ended at once.

    Both sides do it, as either may be the first to need it.
    """
    with suppress(OSError):
        os.setpgid(process, process)


class _Foreman:
    """The foreman process as this process sees it."""

    def __init__(self, process: int, orders: int, answers: int, folder: str) -> None:
        self.process = process
        self._folder = folder
        self._pipes = (orders, answers)
        self._connections: tuple[Connection, Connection] | None = None

    def send(self, what: object) -> None:
        """What the engine is to be made for, and then orders."""
        try:
            self._connected()[0].send(what)
        except OSError as error:
            raise _GoneError from error

    def answer(self) -> Answer:
        """A document that is done, waited for."""
        try:
            # This program's own, through a pipe that no one else has.
            answer: Answer = self._connected()[1].recv()
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            raise _GoneError from error
        return answer

    def close(self, *, done: bool) -> None:
        """Let it go home with its workers if it has ``done`` its work, or else end all of them at once."""
        if self._connections is None:
            for pipe in self._pipes:
                os.close(pipe)
        else:
            for connection in self._connections:
                connection.close()
        if not done:
            from signal import SIGKILL  # noqa: PLC0415 - only where what was begun isn't needed

            with suppress(OSError):
                os.killpg(self.process, SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self.process, 0)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _connected(self) -> tuple[Connection, Connection]:
        if self._connections is None:
            from multiprocessing.connection import Connection  # noqa: PLC0415 - while the foreman is at work

            orders, answers = self._pipes
            _widen(orders)
            self._connections = Connection(orders, readable=False), Connection(answers, writable=False)
        return self._connections


def _widen(pipe: int) -> None:
    """Let a pipe hold a whole issue, so that this process can go on meanwhile; where that can't be, it waits."""
    import fcntl  # noqa: PLC0415 - not on every system

    with suppress(OSError):
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, ROOM)


def _work(fetch: Callable[[], None], make: Callable[[Any], PageEngine], orders: int, answers: int) -> None:
    """In the foreman process: fetch the engine, lay out what is ordered, and end when no more orders can come."""
    workers: Workers | None = None
    try:
        with suppress(Exception):  # told with the first order
            fetch()
        from multiprocessing.connection import Connection  # noqa: PLC0415 - while the first process is at work

        from issuekit.press.workers import sendable  # noqa: PLC0415

        ordered, answering = Connection(orders, writable=False), Connection(answers, readable=False)
        wanted = ordered.recv()
        with suppress(Exception):  # told with the first order, which tries once more
            workers = _workers(make, wanted, processors())
        while True:
            answer = None if workers is None else workers.next(ordered)
            if answer is not None:
                answering.send(sendable(answer))
                continue
            jobs: list[Job] = ordered.recv()
            try:
                workers = workers or _workers(make, wanted, processors())
            except Exception as error:  # noqa: BLE001 - handed over, and raised by the one who ordered
                for number, _ in jobs:
                    answering.send(sendable((number, error)))
            else:
                workers.add(jobs)
    except (EOFError, BrokenPipeError):
        pass  # no more orders, or nobody who wants them
    finally:
        try:
            if workers is not None:
                workers.close()
        finally:
            os._exit(0)  # nothing that the first process will do: no buffers written, no folders removed


def _workers(make: Callable[[Any], PageEngine], wanted: object, most: int) -> Workers:
    from issuekit.press.workers import Workers  # noqa: PLC0415 - takes its time, mostly another process's

    return Workers(make(wanted), most)
