"""The process of one file: it is given the file and how to read it, and says what it found."""

import os
import signal
import socket
import struct
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import Any, get_type_hints

import msgspec

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.isolation.codec import Made, convert, encode
from tourdetable.kernel.isolation.limits import confine, die_with_parent

HEAD = struct.Struct("!II")
"""Before a job: how many bytes of arguments follow, and how many of the file."""
RESULT, MADE, REFUSAL, NO_MEMORY, FAULT = b"R", b"B", b"S", b"M", b"F"
"""The first byte of what a child says: a result, one with bytes beside it, a sentence, or why there
is none of them.
"""
LENGTH = struct.Struct("!I")
"""After `MADE`: how many bytes of the result follow before those that were made."""
_LONGEST_FAULT = 4_000


def run(job: socket.socket, reader: Callable[..., object]) -> None:
    """Read one file and end this process, whatever happens."""
    status = 1
    try:
        _prepare(job)
        arguments, content = receive(job)
        confine()
        for part in _said(reader, content, arguments):
            job.sendall(part)
        job.close()
        status = 0
    except MemoryError:
        with suppress(BaseException):
            job.sendall(NO_MEMORY)
            status = 0
    finally:
        os._exit(status)


def _prepare(job: socket.socket) -> None:
    """Nothing of the host stays open, and no signal for the house is for its children."""
    die_with_parent()
    os.setpgid(0, 0)
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    number = job.fileno()
    os.closerange(3, number)
    os.closerange(number + 1, os.sysconf("SC_OPEN_MAX"))


def receive(job: socket.socket) -> tuple[dict[str, Any], bytes]:
    """The arguments, and the file."""
    lengths = HEAD.unpack(_exactly(job, HEAD.size))
    arguments = msgspec.json.decode(_exactly(job, lengths[0]), type=dict[str, Any])
    return arguments, _exactly(job, lengths[1])


def _exactly(job: socket.socket, size: int) -> bytes:
    """Raises EOFError where the one who asked is gone."""
    with job.makefile("rb", buffering=0) as stream:
        parts, missing = [], size
        while missing:
            part = stream.read(min(missing, 1 << 20))
            if not part:
                raise EOFError
            parts.append(part)
            missing -= len(part)
    return b"".join(parts)


def _said(
    reader: Callable[..., object], content: bytes, arguments: dict[str, Any]
) -> tuple[bytes, ...]:
    """Raises MemoryError. A fault of a reader is told by its last lines, for the log alone."""
    try:
        hints = get_type_hints(reader)
        typed = {name: convert(value, hints[name]) for name, value in arguments.items()}
        found = reader(content, **typed)
        if not isinstance(found, Made):
            return RESULT, encode(found)
        result = encode(found.result)
        return MADE, LENGTH.pack(len(result)), result, found.content
    except SentenceError as refusal:
        return REFUSAL, encode(refusal)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - whatever a library raises ends this file and nothing else
        return FAULT, traceback.format_exc()[-_LONGEST_FAULT:].encode("utf-8", "replace")
