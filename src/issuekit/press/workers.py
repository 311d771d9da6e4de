"""Several documents laid out at once with one page engine, each by a process of its own: one for each processor."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import sys
import threading
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable
    from multiprocessing.process import BaseProcess

    from issuekit.press.engine import PageEngine
    from issuekit.press.fragment import Fragment, Manuscript

GARBAGE = 50_000  # objects made before a process that lays out looks for garbage

Job: TypeAlias = "tuple[int, Manuscript]"  # with a number by which its answer is known
Answer: TypeAlias = "tuple[int, Fragment | Exception]"


class Workers:
    """Those who lay out for one process. Where there can be no others, it does so itself."""

    def __init__(self, engine: PageEngine, most: int) -> None:
        """``most`` is how many processes there may be."""
        self.engine = engine
        self._most = most
        self._warm = False
        self._waiting: list[Job] = []
        self._idle: list[Connection] = []
        self._busy: dict[Connection, Job] = {}
        self._processes: list[BaseProcess] = []

    def add(self, jobs: Iterable[Job]) -> None:
        """Take documents in."""
        self._waiting += jobs
        # The shortest last, which are taken up last: the other processors fill up with them.
        self._waiting.sort(key=lambda job: -len(job[1].html))
        if self._warm:
            self._hand_out()

    def next(self, orders: Connection | None = None) -> Answer | None:
        """The next document that is done. None where ``orders`` can be read before; it is waited for either."""
        if not self._warm and self._waiting:
            # The first is laid out here: what the engine reads for it (hyphenation, fonts), copies needn't read again.
            first = self._here(self._waiting.pop())
            self._warm = True
            self._hand_out()
            return first
        if not self._busy and self._waiting:
            return self._here(self._waiting.pop(0))
        ready = wait([*self._busy, *([] if orders is None else [orders])])
        for connection in ready:
            if isinstance(connection, Connection) and connection in self._busy:
                return self._take(connection)
        return None

    def close(self) -> None:
        """Send the processes home; what they haven't done is left."""
        for connection in self._busy:
            connection.close()
        for connection in self._idle:
            connection.close()
        for process in self._processes:
            process.terminate()
            process.join()
        self._processes, self._idle, self._busy = [], [], {}

    def _take(self, connection: Connection) -> Answer:
        job = self._busy.pop(connection)
        try:
            # This program's own, through a pipe that no one else has.
            answer: Answer = connection.recv()
        except (EOFError, OSError, pickle.UnpicklingError):
            # Ended from outside, perhaps for want of memory: fewer need less of it.
            connection.close()
            self._most = 1
            return self._here(job)
        self._idle.append(connection)
        self._hand_out()
        return answer

    def _hand_out(self) -> None:
        while self._waiting and (self._idle or len(self._busy) < self._most > 1):
            connection = self._idle.pop() if self._idle else self._employ()
            if connection is None:
                return
            job = self._waiting.pop(0)
            with suppress(OSError):  # found out when its answer is read
                connection.send(job)
            self._busy[connection] = job

    def _employ(self) -> Connection | None:
        """One more process; None where there can be none."""
        # A fork has the engine, its style sheet and fonts at once; but a fork of a process with threads may hang.
        forks = sys.platform == "linux" and threading.active_count() == 1
        context = multiprocessing.get_context("fork") if forks else multiprocessing.get_context("spawn")
        try:
            own, others = context.Pipe()
            not_its = [own, *self._busy, *self._idle] if forks else []
            process = context.Process(target=_serve, args=(self.engine, others, not_its), daemon=True)
            gc.freeze()  # what both have in memory stays shared
            process.start()
        except OSError:  # too many processes, or files
            self._most = 1
            return None
        finally:
            gc.unfreeze()
        others.close()
        self._processes.append(process)
        return own

    def _here(self, job: Job) -> Answer:
        return _done(self.engine, job)


def _serve(engine: PageEngine, jobs: Connection, not_its: Iterable[Connection]) -> None:
    """In a process: lay out what comes, until nothing can come any more."""
    for connection in not_its:
        connection.close()
    # A process that lays out a few documents and ends need not look for garbage in what came with it.
    gc.freeze()
    gc.set_threshold(GARBAGE)
    with suppress(EOFError, BrokenPipeError):
        while True:
            jobs.send(sendable(_done(engine, jobs.recv())))
    os._exit(0)  # nothing that another process will do: no folders removed


def _done(engine: PageEngine, job: Job) -> Answer:
    number, manuscript = job
    try:
        return number, engine.fragment(manuscript)
    except Exception as error:  # noqa: BLE001 - handed over, and raised by the one who ordered
        return number, error


def sendable(answer: Answer) -> Answer:
    """An answer that bears pickling: an error of a library that doesn't is told in words."""
    number, thing = answer
    if isinstance(thing, Exception):
        try:
            pickle.loads(pickle.dumps(thing))  # noqa: S301 - just made
        except Exception:  # noqa: BLE001 - whatever its own code raises
            return number, RuntimeError(f"{type(thing).__name__}: {thing}")
    return answer
