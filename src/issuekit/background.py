"""Work done in the background: by a copy of this process, while this one goes on with something else.

A copy (``os.fork``) has everything that this process has in memory at no cost; its result comes back through a pipe.
Where a process can't be copied, or the copy comes to grief, the work is done here when its result is asked for.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")


class Background(Generic[Result]):
    """Work that was begun. Its result is waited for, or dropped; whoever begins work does one of both."""

    def __init__(self, work: Callable[[], Result]) -> None:
        """Begin the work: any function without arguments whose result bears pickling.

        ``process`` is the number of the process that is at it, or None.
        """
        self._work = work
        self._result: tuple[Result] | None = None
        self.process, self._pipe = _begin(work) if can_copy() else (None, None)

    def __enter__(self) -> Self:
        """Whatever happens, the work doesn't outlast the block."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Drop the work, unless its result was taken."""
        self.drop()

    def result(self) -> Result:
        """What the work comes to, waited for if need be.

        Raises:
            Exception: whatever the work raises. It is then done once more in this process, where it shows.
        """
        if self._result is None:
            self._result = (self._fetch(),)
        return self._result[0]

    def before(self, other: Background[Any]) -> bool:
        """Whether this work is done before the other's; one of both is waited for."""
        if self._pipe is None or other._pipe is None:
            return self._pipe is None
        from select import select  # noqa: PLC0415 - while both are at work

        return self._pipe in select([self._pipe, other._pipe], [], [])[0]

    def _fetch(self) -> Result:
        if self.process is None or self._pipe is None:
            return self._work()
        import pickle  # noqa: PLC0415 - while the other process is at work

        with os.fdopen(self._pipe, "rb") as pipe:
            answer = pipe.read()
        _, status = os.waitpid(self.process, 0)
        self.process = self._pipe = None
        # The answer is this program's own, through a pipe that no one else has.
        return cast("Result", pickle.loads(answer)) if answer and not status else self._work()  # noqa: S301

    def drop(self) -> None:
        """End the work; nobody wants its result."""
        if self.process is not None and self._pipe is not None:
            from signal import SIGKILL  # noqa: PLC0415 - hardly ever needed

            os.close(self._pipe)
            with suppress(ProcessLookupError):
                os.kill(self.process, SIGKILL)
            os.waitpid(self.process, 0)
            self.process = self._pipe = None


def can_copy() -> bool:
    """Whether work in the background is done sooner: on Linux, with a second processor, from a single thread.

    Threads don't live on in a copied process, and other systems' own libraries don't bear being copied.
    """
    if sys.platform != "linux" or processors() < 2:  # noqa: PLR2004 - two processes, two processors
        return False
    threading = sys.modules.get("threading")
    return threading is None or threading.active_count() == 1


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _begin(work: Callable[[], object]) -> tuple[int | None, int | None]:
    """The number of the copied process, and the end of the pipe from which its answer can be read."""
    try:
        reading, writing = os.pipe()
    except OSError:  # too many files are open
        return None, None
    gc.freeze()  # what both have in memory stays shared: the collector would touch, and so copy, all of it
    try:
        process = os.fork()
    except OSError:  # too many processes
        os.close(reading)
        os.close(writing)
        gc.unfreeze()
        return None, None
    if process == 0:
        os.close(reading)
        _answer(writing, work)
    os.close(writing)
    gc.unfreeze()
    return process, reading


def _answer(writing: int, work: Callable[[], object]) -> None:
    """In the copy: do the work, hand its result over, and end without anything that the first process will do."""
    import pickle  # noqa: PLC0415 - while the first process goes on

    status = 1
    try:
        answer = pickle.dumps(work(), pickle.HIGHEST_PROTOCOL)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(answer)
        status = 0
    finally:
        os._exit(status)  # no output buffers written twice, no temporary folders removed; 1 has the first do the work
