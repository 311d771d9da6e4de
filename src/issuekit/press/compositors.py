"""Several documents laid out at once, each by a process of its own: one for each processor."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from issuekit.press.engine import PageEngine
    from issuekit.press.fragment import Fragment, Manuscript

GARBAGE = 50_000  # objects made before a worker process looks for garbage

_engine: PageEngine | None = None  # of a worker process


def lay_out(engine: PageEngine, manuscripts: Sequence[Manuscript]) -> Iterator[Fragment]:
    """The fragments of manuscripts, in their order, each as soon as it and those before it are there."""
    workers = min(processors(), len(manuscripts))
    if workers <= 1:
        yield from map(engine.fragment, manuscripts)
        return
    # A fork has the engine, its style sheet and fonts at once; but a fork of a process with threads may hang.
    forks = sys.platform == "linux" and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if forks else "spawn")
    done = 0
    try:
        with ProcessPoolExecutor(workers, context, _begin, (engine,)) as pool:
            # The longest first: the other processors fill up with the short ones.
            order = sorted(range(len(manuscripts)), key=lambda place: -len(manuscripts[place].html))
            futures = {place: pool.submit(_fragment, manuscripts[place]) for place in order}
            for place in range(len(manuscripts)):
                yield futures[place].result()
                done += 1
    except BrokenProcessPool:
        # A process was ended from outside, perhaps for want of memory: one alone needs less of it.
        yield from map(engine.fragment, manuscripts[done:])


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _begin(engine: PageEngine) -> None:
    global _engine  # noqa: PLW0603 - a worker process has one engine for all its documents
    _engine = engine
    # A process that lays out a few documents and ends need not look for garbage in what came with it.
    gc.freeze()
    gc.set_threshold(GARBAGE)


def _fragment(manuscript: Manuscript) -> Fragment:
    assert _engine is not None  # noqa: S101 - set when the process began
    return _engine.fragment(manuscript)
