"""The process that forks one child for each file: `python -m tourdetable.kernel.isolation.host`.

It has one thread, no connection, no secret and no file of the house; what it may run stands in the
closed list `READERS` of its settings. It ends with the one who started it, or when nobody has asked
for a while. Its standard input is the socket by which it is asked.
"""

import gc
import importlib
import os
import selectors
import signal
import socket
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

import django
import msgspec
from django.conf import settings

from tourdetable.kernel.isolation.child import run
from tourdetable.kernel.isolation.limits import NICENESS, WALL_SECONDS

IDLE_SECONDS = 120
"""After which a host that nobody asks ends, so that its memory is free."""
LONGEST_NAME = 64
"""Bytes of the name of a reader; each request is filled up to them."""
ACCEPTED = b"+"
"""Said of a request that will be answered."""


class Ending(msgspec.Struct):
    """How a child ended: its exit code, negative for a signal, and whether its time was over."""

    code: int
    is_late: bool
    peak_kilobytes: int


@dataclass(slots=True)
class _Child:
    status: int
    """The pipe on which its end is told."""
    until: float
    is_late: bool = False


class Host:
    """One loop: requests come, children go."""

    def __init__(self, control: socket.socket, readers: Mapping[str, str]) -> None:
        self.control, self.readers = control, readers
        self.loaded: dict[str, Callable[..., object]] = {}
        self.children: dict[int, _Child] = {}
        self.selector = selectors.DefaultSelector()
        self.selector.register(control, selectors.EVENT_READ)
        waking, woken = os.pipe()
        os.set_blocking(waking, False)
        os.set_blocking(woken, False)
        signal.set_wakeup_fd(woken, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self.selector.register(waking, selectors.EVENT_READ)

    def serve(self) -> None:
        """Until the other end is closed or nobody has asked for long."""
        try:
            while True:
                unloaded = next((name for name in self.readers if name not in self.loaded), "")
                found = self.selector.select(0 if unloaded else self._pause())
                for key, _ in found:
                    if key.fileobj is self.control:
                        if not self._take():
                            return
                    else:
                        os.read(int(key.fd), 512)
                self._end_late()
                self._reap()
                if not found and unloaded:
                    self._load(unloaded)
                elif not found and not self.children:
                    return
        finally:
            for pid in self.children:
                _kill(pid)

    def _pause(self) -> float:
        soonest = min((child.until for child in self.children.values()), default=None)
        return IDLE_SECONDS if soonest is None else max(0.0, soonest - time.monotonic()) + 0.01

    def _load(self, name: str) -> Callable[..., object]:
        if name not in self.loaded:
            module, _, function = self.readers[name].rpartition(".")
            self.loaded[name] = getattr(importlib.import_module(module), function)
        return self.loaded[name]

    def _take(self) -> bool:
        """Fork a child for one request; False where there will be no more."""
        request, numbers, _, _ = socket.recv_fds(self.control, LONGEST_NAME, 2)
        if len(request) != LONGEST_NAME or len(numbers) != 2:  # noqa: PLR2004 - the file, the status
            return False
        job, status = socket.socket(fileno=numbers[0]), numbers[1]
        name = request.rstrip(b"\x00").decode()
        if name not in self.readers:
            job.close()
            os.close(status)
            return True
        reader = self._load(name)
        os.write(status, ACCEPTED)
        gc.freeze()
        pid = os.fork()
        if not pid:
            run(job, reader)
        job.close()
        self.children[pid] = _Child(status, time.monotonic() + WALL_SECONDS)
        return True

    def _end_late(self) -> None:
        for pid, child in self.children.items():
            if not child.is_late and child.until < time.monotonic():
                child.is_late = True
                _kill(pid)

    def _reap(self) -> None:
        for pid, code, peak in tuple(self._ended()):
            child = self.children.pop(pid)
            ending = Ending(os.waitstatus_to_exitcode(code), child.is_late, peak)
            with suppress(OSError):  # the one who asked is gone
                os.write(child.status, msgspec.json.encode(ending))
            os.close(child.status)

    def _ended(self) -> Iterator[tuple[int, int, int]]:
        for pid in self.children:
            ended, code, usage = os.wait4(pid, os.WNOHANG)
            if ended:
                yield pid, code, usage.ru_maxrss


def _kill(pid: int) -> None:
    """With whatever it has started."""
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
    with suppress(ProcessLookupError):  # it had not yet become a group of its own
        os.kill(pid, signal.SIGKILL)


def main() -> None:
    """Signals that end the house are for those who ask: the host ends when they are gone."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    os.nice(NICENESS)
    django.setup()
    readers: Mapping[str, str] = getattr(settings, "READERS")  # noqa: B009 - not of all settings
    Host(socket.socket(fileno=os.dup(0)), readers).serve()


if __name__ == "__main__":
    main()
