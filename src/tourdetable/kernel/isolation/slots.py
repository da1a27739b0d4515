"""How many files are read at a time: two of a home, whatever the number of its processes."""

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings

from tourdetable.kernel.isolation.failures import Failure, ReadingError

AT_A_TIME = 2
"""Of one home: each may take a processor and 300 MB."""
AT_A_TIME_HERE = 3
"""Of one process, with those that wait: of the four threads that answer screens one stays free for
screens without a file. The record has threads of its own (decision 36).
"""
LONGEST_WAIT = 10.0
"""Seconds until somebody is told to come back."""
_PAUSE = 0.02

_here = threading.BoundedSemaphore(AT_A_TIME_HERE)


@contextmanager
def slot(longest_wait: float = LONGEST_WAIT) -> Iterator[None]:
    """One of the places of this home. Raises ReadingError where none becomes free in time.

    A place is a locked file, so that the system frees it whenever its holder ends.
    """
    if not _here.acquire(blocking=False):
        raise ReadingError(Failure.BUSY)
    try:
        number = _locked(longest_wait)
        try:
            yield
        finally:
            os.close(number)
    finally:
        _here.release()


def _locked(longest_wait: float) -> int:
    """The number of an open file that nobody else has locked."""
    folder = Path(settings.TDT_HOME)
    folder.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + longest_wait
    while True:
        for place in range(AT_A_TIME):
            number = os.open(folder / f"reading-{place}.lock", os.O_RDWR | os.O_CREAT, 0o600)
            with suppress(BlockingIOError):
                fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return number
            os.close(number)
        if time.monotonic() >= until:
            raise ReadingError(Failure.BUSY)
        time.sleep(_PAUSE)
