"""What a process that reads a stranger's file may use, each number in one place."""

import contextlib
import ctypes
import os
import resource
import sys
from pathlib import Path

MEGABYTE = 1_000_000
MEMORY = 300 * MEGABYTE
"""Bytes of address space beyond what the process has when the file lies before it. Address space,
not resident memory: the system refuses it at the moment it is asked for, in Python and in C alike.
"""
PROCESSOR_SECONDS = 5
"""Of processor time. The largest ordinary files that we have take less than two."""
WALL_SECONDS = 25
"""On a clock: five seconds of processor take longer where others are at work, but not for ever."""
OUTPUT = 32 * MEGABYTE
"""Bytes of what is said of a file: five million characters, each as it is escaped in JSON."""
OPEN_FILES = 32
"""The socket, and a module or a time zone that is opened while it reads."""
NICENESS = 10
"""Whoever asks for a page comes first."""

_NO_NEW_PRIVILEGES, _DIE_WITH_PARENT, _SIGKILL = 38, 1, 9
"""PR_SET_NO_NEW_PRIVS and PR_SET_PDEATHSIG of prctl(2)."""
_LIBC = ctypes.CDLL(None, use_errno=True)


def confine() -> None:
    """Give up, for good, whatever reading a file does not need.

    No file can be written, no process or thread started (unless by root, whom Linux exempts), and
    no core is left behind. macOS keeps no limit of memory; the others hold there too.
    """
    _limit("RLIMIT_CORE", 0)
    _limit("RLIMIT_FSIZE", 0)
    _limit("RLIMIT_NPROC", 0)
    _limit("RLIMIT_NOFILE", OPEN_FILES)
    _limit("RLIMIT_CPU", PROCESSOR_SECONDS, PROCESSOR_SECONDS + 1)
    if sys.platform == "linux":
        _LIBC.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        _limit("RLIMIT_AS", address_space() + MEMORY)


def die_with_parent() -> None:
    """Where the system can: a child does not outlive its host, however that one ended."""
    if sys.platform == "linux":
        _LIBC.prctl(_DIE_WITH_PARENT, _SIGKILL, 0, 0, 0)


def address_space() -> int:
    """Bytes that this process has mapped, from proc(5)."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _limit(name: str, soft: int, hard: int | None = None) -> None:
    """At most what the process may have already: a stricter limit from outside stays."""
    number = getattr(resource, name, None)
    if number is None:
        return
    most = resource.getrlimit(number)[1]
    wanted = soft if hard is None else hard
    kept = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
    with contextlib.suppress(ValueError, OSError):  # systems differ in what they let be set
        resource.setrlimit(number, (min(soft, kept), kept))
