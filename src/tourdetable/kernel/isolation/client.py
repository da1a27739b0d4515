"""The one who asks: starts the host when it is needed, hands files over, takes back what was said.

A host belongs to the process that started it, and ends with it. One that ended, or was killed, is
started anew by the next file.
"""

import atexit
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import IO

import msgspec
from django.conf import settings

from tourdetable.kernel.isolation.child import (
    FAULT,
    HEAD,
    LENGTH,
    MADE,
    NO_MEMORY,
    REFUSAL,
    RESULT,
)
from tourdetable.kernel.isolation.codec import encode
from tourdetable.kernel.isolation.failures import Failure
from tourdetable.kernel.isolation.host import ACCEPTED, LONGEST_NAME, Ending
from tourdetable.kernel.isolation.limits import OUTPUT, WALL_SECONDS

_NEEDED = ("PATH", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "TZDIR")
"""Of the environment: what Python needs to start. Secrets are in the rest of it."""
_GRACE = 5.0
"""Seconds after which a host that should have ended its child is itself ended."""
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Answer:
    """What a child said, with the bytes that it made and the failure where it could not say all.
    `fault` is for the log, `peak_kilobytes` the memory that the child had at most.
    """

    kind: bytes = b""
    payload: bytes = b""
    made: bytes = b""
    failure: Failure | None = None
    fault: str = ""
    peak_kilobytes: int = 0


class ReadingHost:
    """The host of this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    def start(self) -> None:
        """Have one ready; returns before it is."""
        with self._lock:
            self._started()

    def ask(
        self, reader: str, arguments: Mapping[str, object], content: bytes, most_made: int = 0
    ) -> Answer:
        """Have one file read, where up to `most_made` bytes may be made of it. A host that ended
        before it took the file is asked anew.
        """
        for _ in range(2):
            answer = self._ask(reader, arguments, content, OUTPUT + most_made)
            if answer is not None:
                return answer
        return Answer(failure=Failure.DIED, fault="no process could be started")

    def close(self) -> None:
        """End the host with what it is doing; the next file starts another."""
        with self._lock:
            self._close()

    def forget(self) -> None:
        """In a forked process: the host is the parent's."""
        self._lock = threading.Lock()
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            self._process.returncode = 0  # it is no child of this process
        self._control = self._process = None

    @property
    def pid(self) -> int | None:
        """The number of the host's process, where there is one."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def _started(self) -> socket.socket:
        if self._process is not None and self._process.poll() is not None:
            self._close()
        if self._control is None:
            ours, theirs = socket.socketpair()
            outside = {name: os.environ[name] for name in _NEEDED if name in os.environ}
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "tourdetable.kernel.isolation.host"],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                env={**outside, "DJANGO_SETTINGS_MODULE": settings.READER_SETTINGS},
                start_new_session=True,
            )
            theirs.close()
            self._control = ours
        return self._control

    def _close(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            try:
                self._process.wait(_GRACE)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._control = self._process = None

    def _kill(self) -> None:
        with self._lock:
            if self._process is not None:
                self._process.kill()
            self._close()

    def _ask(
        self, reader: str, arguments: Mapping[str, object], content: bytes, most: int
    ) -> Answer | None:
        """None where nobody took the request."""
        ours, theirs = socket.socketpair()
        status, told = os.pipe()
        with ours, open(status, "rb", buffering=0) as ending:  # noqa: PTH123 - a pipe
            try:
                with self._lock:
                    request = reader.encode().ljust(LONGEST_NAME, b"\x00")
                    socket.send_fds(self._started(), [request], [theirs.fileno(), told])
            except OSError:
                return None
            finally:
                theirs.close()
                os.close(told)
            if self._read(ending, 1) != ACCEPTED:
                return None
            ours.settimeout(WALL_SECONDS + _GRACE)
            try:
                said = _spoken_with(ours, arguments, content, most)
            except TimeoutError:
                self._kill()
                return Answer(failure=Failure.CLOCK)
            ours.close()  # one that still speaks is ended by that
            return _answer(said, self._read(ending), most)

    def _read(self, ending: IO[bytes], size: int = -1) -> bytes:
        """What the host says in good time; one that says nothing is ended."""
        if not select.select([ending], [], [], WALL_SECONDS + _GRACE)[0]:
            self._kill()
        return ending.read(size)


def _spoken_with(
    job: socket.socket, arguments: Mapping[str, object], content: bytes, most: int
) -> bytearray:
    """All that the child says, but no more than `most` bytes and some. Raises TimeoutError."""
    plain = encode(dict(arguments))
    said = bytearray()
    with suppress(BrokenPipeError, ConnectionResetError):  # the child is gone: its end says why
        job.sendall(HEAD.pack(len(plain), len(content)) + plain)
        job.sendall(content)
    # Also of one that was done before all was sent: to send nothing to it fails as well.
    with suppress(ConnectionResetError):
        while len(said) <= most and (part := job.recv(_CHUNK)):
            said += part
    return said


def _answer(said: bytearray, ending: bytes, most: int) -> Answer:
    try:
        end = msgspec.json.decode(ending, type=Ending)
    except msgspec.DecodeError:  # the host was killed
        return Answer(failure=Failure.DIED, fault="the host was stopped from outside")
    kind, peak = bytes(said[:1]), end.peak_kilobytes
    failure, fault = None, ""
    if len(said) > most:
        failure = Failure.OUTPUT
    elif end.is_late:
        failure = Failure.CLOCK
    elif end.code == -signal.SIGXCPU:
        failure = Failure.PROCESSOR
    elif kind == NO_MEMORY:
        failure = Failure.MEMORY
    elif kind == FAULT:
        failure, fault = Failure.DIED, said[1:].decode("utf-8", "replace")
    elif end.code or kind not in (RESULT, MADE, REFUSAL):
        failure, fault = Failure.DIED, f"its process ended with {end.code}"
    if failure:
        return Answer(failure=failure, fault=fault, peak_kilobytes=peak)
    if kind == MADE:
        return _answer_made(said, peak)
    return Answer(kind, bytes(said[1:]), peak_kilobytes=peak)


def _answer_made(said: bytearray, peak: int) -> Answer:
    """A result, and the bytes beside it; each copied once, for they may be many."""
    start = 1 + LENGTH.size
    if len(said) < start:
        return Answer(failure=Failure.DIED, fault="it said too little", peak_kilobytes=peak)
    end = start + LENGTH.unpack_from(said, 1)[0]
    with memoryview(said) as whole:
        return Answer(RESULT, bytes(whole[start:end]), bytes(whole[end:]), peak_kilobytes=peak)


HOST = ReadingHost()
"""Of this process."""
os.register_at_fork(after_in_child=HOST.forget)
atexit.register(HOST.close)
