"""Several processes press at once: each draws, renders and keeps its own share of the things.

Workers are forked, so that they have the edition without reading it again; each opens its own
connection to the database. Things are dealt out in portions of one kind, large kinds first to last
in their order, and what comes back are small descriptions, never the pages themselves.
"""

import ctypes
import multiprocessing
import os
import signal
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import groupby, islice
from pathlib import Path

from django.db import connections

from tourdetable.kernel.errors import SentenceError
from tourdetable.record.leaf import Pressed
from tourdetable.record.pressing import Press
from tourdetable.sheets.edition import Edition, Thing

PORTION = 20
"""Things dealt out at once: small enough that no worker is left with much at the end."""
ALONE = 40
"""For fewer things than these, starting workers takes longer than pressing."""
MOST = 8

_DIE_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of prctl(2)."""

_AT_WORK: list[tuple[Edition, Press]] = []
"""What a forked worker finds: the one edition and press of this run."""


def press_all(edition: Edition, press: Press, things: Sequence[Thing]) -> Iterator[Pressed]:
    """Everything of these things. Raises what drawing or keeping raises, and SentenceError where a
    worker is stopped from outside.
    """
    count = min(os.cpu_count() or 1, MOST)
    if count == 1 or len(things) < ALONE or not _can_fork():
        yield from press.press_all(edition.entries(things))
        return
    connections.close_all()  # a forked process must not share them, nor the stock
    press.stock.close()
    _AT_WORK[:] = [(edition, press)]
    try:
        forked = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(count, mp_context=forked, initializer=_begin) as pool:
            pressed = pool.map(_portion, _dealt(things))  # all are forked here
            press.stock.reopen()
            for rows in pressed:
                yield from rows
    except BrokenProcessPool:
        msg = "A process that pressed pages was stopped from outside; publish again."
        raise SentenceError(msg) from None
    finally:
        _AT_WORK.clear()


def _can_fork() -> bool:
    """Only a process of one thread can be forked safely: a lock that another one holds would never
    be released in the child (typst, once used, has threads of its own). Where the system does not
    say how many there are, nothing is forked.
    """
    try:
        return len(list(Path("/proc/self/task").iterdir())) == 1
    except OSError:
        return False


def _begin() -> None:
    """Each worker reads the stock and the database through connections of its own, and dies with
    the publisher: it must not hold his lock when he is gone.
    """
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    _, press = _AT_WORK[0]
    press.stock.reopen()


def _dealt(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    """Portions of one kind each."""
    for _kind, group in groupby(things, lambda thing: thing.kind):
        while portion := list(islice(group, PORTION)):
            yield portion


def _portion(things: Sequence[Thing]) -> list[Pressed]:
    edition, press = _AT_WORK[0]
    return list(press.press_all(edition.entries(things)))
