"""Documents laid out by other processes: several at once, and with a page engine that they fetch meanwhile.

The engine takes a second to import and to read the style sheet. So a foreman process is begun before the issue is even
read; it makes the engine as soon as it is told for what, and lays out with as many workers as there are processors.
Where processes can't be copied, documents are laid out here.
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
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from issuekit.press.engine import PageEngine
    from issuekit.press.fragment import Fragment, Manuscript
    from issuekit.press.picture import Picture
    from issuekit.press.workers import Workers


def wait() -> None:
    """Nothing to do while others work."""


class Compositors:
    """Those who lay out: they begin when they are told to, or with the first documents, and end with the block."""

    def __init__(self, fetch: Callable[[], None], make: Callable[[Any], PageEngine]) -> None:
        """``fetch`` imports the engine; ``make`` makes the one that all work with, of what :meth:`set_up` is given."""
        self._fetch = fetch
        self._make = make
        self._wanted: object = None
        self._foreman: _Foreman | None = None
        self._here: Workers | None = None

    def __enter__(self) -> Self:
        """Whoever has begun goes on."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Send everyone home; documents that nobody has begun are left."""
        self.close()

    def begin(self) -> None:
        """Have the engine fetched by another process, if that is possible."""
        if self._foreman is None and self._here is None and can_copy():
            self._foreman = _foreman(self._fetch, self._make)

    def set_up(self, wanted: object) -> None:
        """Say for what the engine is to be made: anything that can be pickled. It is said before the first document."""
        self._wanted = wanted
        if self._foreman is not None:
            with suppress(_GoneError):  # found out when there is a document
                self._foreman.send(wanted)

    def close(self) -> None:
        """End all processes."""
        if self._foreman is not None:
            self._foreman.close()
            self._foreman = None
        if self._here is not None:
            self._here.close()
            self._here = None

    def lay_out(
        self, manuscripts: Sequence[Manuscript], charts: Mapping[str, Picture], meanwhile: Callable[[], None] = wait,
    ) -> Iterator[Fragment]:
        """The fragments of manuscripts, in their order, each as soon as it and those before it are there.

        ``charts`` are what the pages may show; ``meanwhile`` is what this process does while others lay out.

        Raises:
            Exception: whatever the engine raises.
        """
        done = 0
        if self._foreman is None and self._here is None:
            self.begin()
            self.set_up(self._wanted)
        if self._foreman is not None:
            try:
                self._foreman.order(manuscripts, charts)
                meanwhile()
                for fragment in self._foreman.fragments(len(manuscripts)):
                    yield fragment
                    done += 1
            except _GoneError:
                # Ended from outside, perhaps for want of memory: one process alone needs less of it.
                self._foreman.close()
                self._foreman = None
                self._here = _workers(self._make, self._wanted, 1)
            else:
                return
        if self._here is None:
            self._here = _workers(self._make, self._wanted, processors())
        yield from self._here.lay_out(manuscripts[done:], charts)


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
    orders, ordering, fragments, handing = pipes
    if process == 0:
        os.close(ordering)
        os.close(fragments)
        tempfile.tempdir = folder
        _work(fetch, make, orders, handing)
    gc.unfreeze()
    os.close(orders)
    os.close(handing)
    return _Foreman(process, ordering, fragments, folder)


class _Foreman:
    """The foreman process as this process sees it."""

    def __init__(self, process: int, orders: int, fragments: int, folder: str) -> None:
        self.process = process
        self._folder = folder
        self._orders = os.fdopen(orders, "wb")
        self._fragments = os.fdopen(fragments, "rb")
        self._ordered = False
        self._charts: Mapping[str, Picture] | None = None

    def order(self, manuscripts: Sequence[Manuscript], charts: Mapping[str, Picture]) -> None:
        """Have documents laid out."""
        self._ordered = True
        # Charts are a megabyte; those that it has needn't be sent again.
        self.send((manuscripts, None if charts is self._charts else dict(charts)))
        self._charts = charts

    def send(self, what: object) -> None:
        """What the engine is to be made for, and then orders."""
        try:
            pickle.dump(what, self._orders, -1)
            self._orders.flush()
        except OSError as error:
            raise _GoneError from error

    def fragments(self, number: int) -> Iterator[Fragment]:
        """What was ordered."""
        for _ in range(number):
            try:
                # This program's own, through a pipe that no one else has.
                answer = pickle.load(self._fragments)  # noqa: S301
            except (EOFError, OSError, pickle.UnpicklingError) as error:
                raise _GoneError from error
            if isinstance(answer, Exception):
                raise answer
            yield answer

    def close(self) -> None:
        """Let it end its work, or end it at once where it hasn't begun any."""
        with suppress(OSError):
            self._orders.close()
        self._fragments.close()
        if not self._ordered:
            from signal import SIGKILL  # noqa: PLC0415 - only where what was begun isn't needed

            with suppress(ProcessLookupError):
                os.kill(self.process, SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self.process, 0)
        shutil.rmtree(self._folder, ignore_errors=True)


def _work(fetch: Callable[[], None], make: Callable[[Any], PageEngine], orders: int, handing: int) -> None:
    """In the foreman process: fetch the engine, lay out what is ordered, and end when no more orders can come."""
    workers: Workers | None = None
    try:
        with os.fdopen(orders, "rb") as ordered, os.fdopen(handing, "wb") as fragments:
            with suppress(Exception):  # told with the first order
                fetch()
            wanted = pickle.load(ordered)  # noqa: S301 - see above
            with suppress(Exception):  # told with the first order, which tries once more
                workers = _workers(make, wanted, processors())
            while True:
                manuscripts, charts = pickle.load(ordered)  # noqa: S301 - see above
                try:
                    workers = workers or _workers(make, wanted, processors())
                    for fragment in workers.lay_out(manuscripts, charts):
                        _hand(fragment, fragments)
                except BrokenPipeError:
                    break  # nobody wants them any more
                except Exception as error:  # noqa: BLE001 - handed over, and raised by the one who ordered
                    _hand(error, fragments)
    except EOFError:
        pass  # no more orders
    finally:
        try:
            if workers is not None:
                workers.close()
        finally:
            os._exit(0)  # nothing that the first process will do: no buffers written, no folders removed


def _workers(make: Callable[[Any], PageEngine], wanted: object, most: int) -> Workers:
    from issuekit.press.workers import Workers  # noqa: PLC0415 - takes its time, mostly another process's

    return Workers(make(wanted), most)


def _hand(thing: Fragment | Exception, fragments: Any) -> None:
    try:
        data = pickle.dumps(thing, -1)
    except Exception:  # noqa: BLE001 - an exception of a library that can't be pickled
        data = pickle.dumps(RuntimeError(f"{type(thing).__name__}: {thing}"), -1)
    fragments.write(data)
    fragments.flush()
