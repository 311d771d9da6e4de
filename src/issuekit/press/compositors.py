"""Several documents laid out at once, each by a process of its own: one for each processor."""

from __future__ import annotations

import gc
import multiprocessing
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Self

from issuekit.background import processors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from issuekit.press.engine import PageEngine
    from issuekit.press.fragment import Fragment, Manuscript

GARBAGE = 50_000  # objects made before a worker process looks for garbage

_engine: PageEngine | None = None  # of a worker process


class Compositors:
    """Those who lay out: processes that begin with the first documents, and work until they are sent home."""

    def __init__(self, engine: Callable[[], PageEngine], meanwhile: Callable[[], None]) -> None:
        """``engine`` gives the one that all of them work with; it is asked for when there is a document.

        ``meanwhile`` is what this process does while the others are at work for the first time.
        """
        self._engine = engine
        self._meanwhile = meanwhile
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        """Nobody works yet."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Send the processes home; what they haven't begun is left."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def lay_out(self, manuscripts: Sequence[Manuscript]) -> Iterator[Fragment]:
        """The fragments of manuscripts, in their order, each as soon as it and those before it are there."""
        begins = self._pool is None and bool(manuscripts) and processors() > 1
        if begins:
            self._pool = _pool(self._engine(), min(processors(), len(manuscripts)))
        if self._pool is None:
            yield from map(self._engine().fragment, manuscripts)
            return
        done = 0
        try:
            # The longest first: the other processors fill up with the short ones.
            order = sorted(range(len(manuscripts)), key=lambda place: -len(manuscripts[place].html))
            futures = {place: self._pool.submit(_fragment, manuscripts[place]) for place in order}
            if begins:
                self._meanwhile()
            for place in range(len(manuscripts)):
                yield futures[place].result()
                done += 1
        except BrokenProcessPool:
            # A process was ended from outside, perhaps for want of memory: one alone needs less of it.
            self._pool = None
            yield from map(self._engine().fragment, manuscripts[done:])


def _pool(engine: PageEngine, workers: int) -> ProcessPoolExecutor:
    # A fork has the engine, its style sheet and fonts at once; but a fork of a process with threads may hang.
    forks = sys.platform == "linux" and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if forks else "spawn")
    return ProcessPoolExecutor(workers, context, _begin, (engine,))


def _begin(engine: PageEngine) -> None:
    global _engine  # noqa: PLW0603 - a worker process has one engine for all its documents
    _engine = engine
    # A process that lays out a few documents and ends need not look for garbage in what came with it.
    gc.freeze()
    gc.set_threshold(GARBAGE)


def _fragment(manuscript: Manuscript) -> Fragment:
    assert _engine is not None  # noqa: S101 - set when the process began
    return _engine.fragment(manuscript)
