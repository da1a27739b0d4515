"""Readers that want too much, each in one way and only inside the limits of its process."""

import datetime as dt
import os
import resource
import signal
import socket
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.isolation.codec import Made
from tourdetable.kernel.wording import Wording


@dataclass(frozen=True)
class Counted:
    """A result with everything that results are made of."""

    size: int
    day: dt.date
    title: Wording
    remark: SentenceError | None
    rows: tuple[tuple[str, ...], ...]


def counted(content: bytes, *, day: dt.date) -> Counted:
    inner = SentenceError("Row %(row)s has it.", row=7)
    remark = SentenceError("%(file)s: %(refusal)s", file="a.txt", refusal=inner)
    return Counted(len(content), day, Wording.of(fr="été"), remark, (("a", ""), ()))


def makes(_content: bytes, *, size: int) -> Made[int]:
    return Made(size, b"\x00\xff" * (size // 2))


def refused(_content: bytes) -> int:
    raise SentenceError("Row %(row)s cannot be read.", row=12)


def faulty(_content: bytes) -> int:
    msg = "what no library says"
    raise LookupError(msg)


def allocates(_content: bytes, *, megabytes: int) -> int:
    return len(bytearray(megabytes * 1_000_000))


def calculates(_content: bytes, *, seconds: float) -> int:
    count = 0
    while time.process_time() < seconds:
        count += 1
    return count


def sleeps(_content: bytes, *, seconds: float) -> int:
    time.sleep(seconds)
    return 1


def speaks(_content: bytes, *, megabytes: int) -> str:
    return "a" * (megabytes * 1_000_000)


def kills_itself(_content: bytes, *, by: int) -> int:
    os.kill(os.getpid(), by)
    return by


def lies(_content: bytes) -> str:
    """Said to be a number."""
    return "a text"


@dataclass(frozen=True)
class Surroundings:
    """What a reader finds around itself."""

    environment: dict[str, str]
    key: str
    kinds_of_open_files: list[str]
    databases: list[str]
    parent: int
    niceness: int
    heeds_termination: bool
    processor_seconds: int
    core: int


def surroundings(_content: bytes) -> Surroundings:
    from django.conf import settings  # noqa: PLC0415 - as it is in this process
    from django.db import connections  # noqa: PLC0415 - the same

    opened = [str(path.readlink()) for path in Path("/proc/self/fd").iterdir() if _is_open(path)]
    engines = [connections[name].settings_dict["ENGINE"] for name in connections]
    heeds = signal.getsignal(signal.SIGTERM) is not signal.SIG_IGN
    key = settings.SECRET_KEY
    kinds = [link.partition(":")[0] for link in opened]
    seconds, core = (
        resource.getrlimit(one)[0] for one in (resource.RLIMIT_CPU, resource.RLIMIT_CORE)
    )
    parent, nice = os.getppid(), os.nice(0)
    environment = dict(os.environ)
    return Surroundings(environment, key, kinds, engines, parent, nice, heeds, seconds, core)


def _is_open(path: Path) -> bool:
    """The listing itself was one."""
    try:
        os.fstat(int(path.name))
    except OSError:
        return False
    return True


def starts_another(_content: bytes) -> int:
    if not (child := os.fork()):
        os._exit(0)
    os.waitpid(child, 0)
    return child


def starts_a_thread(_content: bytes) -> int:
    thread = threading.Thread(target=socket.socketpair)
    thread.start()
    thread.join()
    return 1


def writes_a_file(_content: bytes) -> int:
    with tempfile.TemporaryFile() as file:
        file.write(b"a")
    return 1


def greedy(  # noqa: PLR0913 - whatever a door says of its file
    _content: bytes,
    *,
    encoding: str = "",
    page: str = "",
    zone: str = "",
    first: str = "",
    last: str = "",
    name: str = "",
    media_type: str = "",
    most: int = 0,
    decision: str | None = None,
) -> int:
    """In the place of a reader of any door: wants more memory than there is for it."""
    said = (encoding, page, zone, first, last, name, media_type, decision or "")
    return len(bytearray(400_000_000)) + most + len(said)
