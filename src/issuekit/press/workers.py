"""Several documents laid out at once with one page engine, each by a process of its own: one for each processor."""

from __future__ import annotations

import gc
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from concurrent.futures import ProcessPoolExecutor

    from issuekit.press.engine import PageEngine
    from issuekit.press.fragment import Fragment, Manuscript
    from issuekit.press.picture import Picture

GARBAGE = 50_000  # objects made before a process that lays out looks for garbage

_engine: PageEngine | None = None  # of a worker process


class Workers:
    """Those who lay out for one process, which is one of them where there is a single document."""

    def __init__(self, engine: PageEngine, most: int) -> None:
        """``most`` is how many processes there may be."""
        self.engine = engine
        self._most = most
        self._pool: ProcessPoolExecutor | None = None

    def close(self) -> None:
        """Send the processes home; what they haven't begun is left."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def lay_out(
        self, manuscripts: Sequence[Manuscript], charts: Mapping[str, Picture] | None,
    ) -> Iterator[Fragment]:
        """The fragments of manuscripts, in their order, each as soon as it and those before it are there.

        ``charts`` are what the pages may show; None for those of the time before.
        """
        if charts is not None and charts is not self.engine.shelf.charts:
            self.engine.shelf.charts = charts
            self.close()  # processes have the charts that there were when they began
        if self._pool is None and len(manuscripts) > 1 and self._most > 1:
            self._pool = _pool(self.engine, min(self._most, len(manuscripts)))
        if self._pool is None:
            yield from map(self.engine.fragment, manuscripts)
            return
        from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - for a pool only

        done = 0
        try:
            # The longest first: the other processors fill up with the short ones.
            order = sorted(range(len(manuscripts)), key=lambda place: -len(manuscripts[place].html))
            futures = {place: self._pool.submit(_fragment, manuscripts[place]) for place in order}
            for place in range(len(manuscripts)):
                yield futures[place].result()
                done += 1
        except BrokenProcessPool:
            # A process was ended from outside, perhaps for want of memory: one alone needs less of it.
            self._pool, self._most = None, 1
            yield from map(self.engine.fragment, manuscripts[done:])


def _pool(engine: PageEngine, workers: int) -> ProcessPoolExecutor:
    # Nearly a tenth of a second of importing, which a single changed document isn't worth.
    import multiprocessing  # noqa: PLC0415
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

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
