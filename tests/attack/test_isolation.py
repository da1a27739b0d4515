"""A process that reads a stranger's file is held to its limits, whatever the reader does. The
readers of the tests want too much in one way each; no file here would do anything to anybody.
"""

import datetime as dt
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.attack.readers import Counted, Surroundings
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.isolation import client, host, limits, reading, slots
from tourdetable.kernel.isolation.client import ReadingHost
from tourdetable.kernel.isolation.codec import decode, encode
from tourdetable.kernel.isolation.failures import Failure, ReadingError
from tourdetable.kernel.isolation.reading import Outcome, Reader, outcome_of, read, recalled
from tourdetable.kernel.isolation.slots import slot
from tourdetable.kernel.wording import Wording

ROOT = Path(__file__).resolve().parents[2]
IS_ROOT = os.getuid() == 0
SECRET = "not-for-readers"  # noqa: S105 - it opens nothing
NUMBER: Any = int
BUSY_OR_NOT = frozenset({Failure.PROCESSOR, Failure.CLOCK})
"""Where others are at work, five seconds of processor take longer than a clock allows."""


@pytest.fixture(autouse=True)
def own_host(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[ReadingHost]:
    """A host with the readers of the tests, in a house that has secrets."""
    settings.READER_SETTINGS = "tests.attack.reader_settings"
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    for name in ("TDT_SECRET_KEY", "TDT_DATABASE_URL", "TDT_MAIL_URL", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, SECRET)
    own = ReadingHost()
    monkeypatch.setattr(reading, "HOST", own)
    yield own
    own.close()


def failure_of(name: str, content: bytes = b"", **arguments: object) -> Failure:
    with pytest.raises(ReadingError) as refused:
        read(Reader(name, NUMBER), content, **arguments)
    return refused.value.failure


def is_alive(pid: int) -> bool:
    """A process that is dead and waits to be asked after does not live."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def children_of(pid: int) -> list[int]:
    return [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def ends(pid: int, seconds: float = 10) -> bool:
    """Does a process end in good time?"""
    until = time.monotonic() + seconds
    while is_alive(pid) and time.monotonic() < until:
        time.sleep(0.02)
    return not is_alive(pid)


# ── What is said ──────────────────────────────────────────────────────────────


def test_a_result_comes_back_as_it_was() -> None:
    day = dt.date(2026, 11, 23)
    found = read(Reader[Counted]("counted", Counted), b"12345", day=day)
    inner = SentenceError("Row %(row)s has it.", row=7)
    remark = found.remark
    assert remark is not None
    assert (found.size, found.day, found.title) == (5, day, Wording.of(fr="été"))
    assert found.rows == (("a", ""), ())
    assert str(remark) == "a.txt: Row 7 has it."
    assert str(remark.values["refusal"]) == str(inner)
    assert decode(encode(found), Counted).title == found.title


def test_a_refusal_is_the_sentence_of_the_reader_with_its_values() -> None:
    with pytest.raises(SentenceError) as refused:
        read(Reader("refused", NUMBER), b"")
    assert not isinstance(refused.value, ReadingError)
    assert (refused.value.message, refused.value.values) == (
        "Row %(row)s cannot be read.",
        {"row": 12},
    )


@pytest.mark.parametrize("size", [0, 1, 3_000_000])
def test_a_file_comes_whole(size: int) -> None:
    found = read(Reader[Counted]("counted", Counted), b"\n" * size, day=dt.date(2026, 1, 1))
    assert found.size == size


def test_nothing_runs_that_is_not_in_the_closed_list(own_host: ReadingHost) -> None:
    for name in ("system", "os.system", "tests.attack.readers.counted", ""):
        assert failure_of(name) is Failure.DIED
    assert own_host.pid


# ── Limits ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "arguments", "failure"),
    [
        ("allocates", {"megabytes": 400}, Failure.MEMORY),
        ("speaks", {"megabytes": 33}, Failure.OUTPUT),
        ("calculates", {"seconds": 30}, BUSY_OR_NOT),
        ("kills_itself", {"by": int(signal.SIGKILL)}, Failure.DIED),
        ("kills_itself", {"by": int(signal.SIGABRT)}, Failure.DIED),
        ("faulty", {}, Failure.DIED),
        ("lies", {}, Failure.DIED),
    ],
)
def test_a_reader_that_wants_too_much_ends_in_a_sentence(
    name: str,
    arguments: dict[str, object],
    failure: Failure | frozenset[Failure],
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING):
        found = failure_of(name, b"abc", **arguments)
    assert found in (failure if isinstance(failure, frozenset) else {failure})
    assert f"A file of 3 bytes was not read by {name}: {found}." in caplog.text
    day = dt.date(2026, 1, 1)
    assert read(Reader[Counted]("counted", Counted), b"", day=day).size == 0


def test_what_is_inside_the_limits_is_read() -> None:
    assert read(Reader("allocates", NUMBER), b"", megabytes=200) == 200_000_000
    assert len(read(Reader[str]("speaks", str), b"", megabytes=20)) == 20_000_000


def test_the_file_itself_does_not_count(own_host: ReadingHost) -> None:
    content = bytes(100_000_000)
    assert read(Reader("allocates", NUMBER), content, megabytes=230) == 230_000_000
    assert own_host.pid is not None


def test_who_waits_longer_than_anybody_would_is_ended(
    own_host: ReadingHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the host; and where the host does not, as here, by the one who asked."""
    assert limits.WALL_SECONDS > limits.PROCESSOR_SECONDS
    assert read(Reader("sleeps", NUMBER), b"", seconds=0) == 1
    pid = own_host.pid
    assert pid
    with monkeypatch.context() as patch:
        patch.setattr(client, "WALL_SECONDS", 2)
        patch.setattr(client, "_GRACE", 2)
        assert failure_of("sleeps", seconds=60) is Failure.CLOCK
    assert not is_alive(pid)
    assert read(Reader("sleeps", NUMBER), b"", seconds=0) == 1


def test_a_reader_starts_nothing_and_writes_nothing() -> None:
    assert failure_of("writes_a_file") is Failure.DIED
    if not IS_ROOT:  # whom Linux lets start what they like
        assert failure_of("starts_another") is Failure.DIED
        assert failure_of("starts_a_thread") is Failure.DIED


@pytest.mark.skipif(sys.platform != "linux", reason="proc(5) says it")
def test_a_reader_finds_no_secret_and_nothing_open(own_host: ReadingHost) -> None:
    found = read(Reader[Surroundings]("surroundings", Surroundings), b"")
    assert SECRET not in str(found.environment)
    assert not {name for name in found.environment if name.startswith("TDT_")}
    assert sorted(found.kinds_of_open_files) == ["/dev/null"] * 3 + ["socket"]
    assert found.key == "none is needed to read a file"
    assert found.databases == ["django.db.backends.dummy"]
    assert (found.parent, found.niceness) == (own_host.pid, limits.NICENESS)
    assert (found.processor_seconds, found.core) == (limits.PROCESSOR_SECONDS, 0)
    assert not found.heeds_termination  # that is for the house, and the host ends with the house


_SETUP = (
    "import django\n"
    "os.environ['DJANGO_SETTINGS_MODULE'] = 'tourdetable.site.settings'\n"
    "from django.conf import settings\n"
    "settings.READER_SETTINGS = 'tests.attack.reader_settings'\n"
    "django.setup()"
)
"""A program of the house, with the readers of the tests."""


def house_at(home: Path) -> dict[str, str]:
    """The environment of such a program."""
    outside = {name: value for name, value in os.environ.items() if value != SECRET}
    return {**outside, "TDT_HOME": str(home)}


# ── The host ──────────────────────────────────────────────────────────────────


def test_a_host_that_was_killed_is_started_anew(own_host: ReadingHost) -> None:
    sleeper: Reader[int] = Reader("sleeps", NUMBER)
    assert read(sleeper, b"", seconds=0) == 1
    first = own_host.pid
    assert first
    os.kill(first, signal.SIGKILL)
    assert ends(first)
    assert read(sleeper, b"", seconds=0) == 1
    assert own_host.pid not in (first, None)


def test_a_host_that_is_killed_at_work_gives_a_sentence(own_host: ReadingHost) -> None:
    own_host.start()
    assert read(Reader("sleeps", NUMBER), b"", seconds=0) == 1
    pid = own_host.pid
    assert pid
    number = pid

    def kill() -> None:
        while not children_of(number):
            time.sleep(0.02)
        os.kill(number, signal.SIGKILL)

    threading.Thread(target=kill).start()
    assert failure_of("sleeps", seconds=20) is Failure.DIED


def test_signals_that_end_the_house_leave_the_host_to_its_work(own_host: ReadingHost) -> None:
    own_host.start()
    assert read(Reader("sleeps", NUMBER), b"", seconds=0) == 1
    pid = own_host.pid
    assert pid
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        os.kill(pid, number)
    assert read(Reader("sleeps", NUMBER), b"", seconds=0) == 1
    assert own_host.pid == pid


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
@pytest.mark.programs
def test_nobody_is_left_when_the_house_ends(number: int, tmp_path: Path) -> None:
    program = (
        f"import os, threading, time\n{_SETUP}\n"
        "from tourdetable.kernel.isolation.client import HOST\n"
        "from tourdetable.kernel.isolation.reading import Reader, read\n"
        "reader = Reader('sleeps', int)\n"
        "read(reader, b'', seconds=0)\n"
        "threading.Thread(target=read, args=(reader, b''), kwargs={'seconds': 20}).start()\n"
        "path = f'/proc/{HOST.pid}/task/{HOST.pid}/children'\n"
        "while not open(path).read():\n"
        "    time.sleep(0.02)\n"
        "print(HOST.pid, flush=True)\n"
        "time.sleep(30)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        env=house_at(tmp_path),
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as house:
        assert house.stdout
        pid = int(house.stdout.readline())
        below = children_of(pid)
        assert len(below) == 1
        house.send_signal(number)
        house.wait()
    assert ends(pid)
    assert ends(below[0])


def test_a_host_that_nobody_asks_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """In this process, with a socket that nobody writes to."""
    monkeypatch.setattr(host, "IDLE_SECONDS", 0.05)
    ours, theirs = socket.socketpair()
    before = signal.getsignal(signal.SIGCHLD)
    try:
        host.Host(theirs, {}).serve()
    finally:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, before)
    ours.close()
    theirs.close()


@pytest.mark.programs
def test_a_forked_process_starts_a_host_of_its_own(tmp_path: Path) -> None:
    program = (
        f"import os\n{_SETUP}\n"
        "from tourdetable.kernel.isolation.client import HOST\n"
        "from tourdetable.kernel.isolation.reading import Reader, read\n"
        "def numbers():\n"
        "    before = HOST.pid\n"
        "    read(Reader('sleeps', int), b'', seconds=0)\n"
        "    return before, HOST.pid\n"
        "_, ours = numbers()\n"
        "if not os.fork():\n"
        "    before, theirs = numbers()\n"
        "    os._exit(0 if before is None and theirs != ours else 1)\n"
        "assert os.wait()[1] == 0\n"
        "assert numbers() == (ours, ours)\n"
    )
    subprocess.run([sys.executable, "-c", program], env=house_at(tmp_path), check=True, cwd=ROOT)


# ── Two at a time ─────────────────────────────────────────────────────────────


def test_two_are_read_at_a_time_and_a_third_waits(own_host: ReadingHost) -> None:
    own_host.start()
    sleeper: Reader[int] = Reader("sleeps", NUMBER)
    read(sleeper, b"", seconds=0)
    found: list[float] = []

    def timed() -> None:
        read(sleeper, b"", seconds=0.5)
        found.append(time.monotonic())

    began = time.monotonic()
    threads = [threading.Thread(target=timed) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 3
    assert max(found) - began >= 1.0


def test_who_finds_no_place_is_told_so_and_nothing_is_kept() -> None:
    with slot(), slot():
        with pytest.raises(ReadingError) as refused, slot(longest_wait=0.05):
            pass
        assert refused.value.failure is Failure.BUSY
    assert "What you entered is kept" in str(refused.value)


def test_of_one_process_no_more_wait_than_leave_a_thread_free() -> None:
    semaphore = slots._here
    taken = [semaphore.acquire(blocking=False) for _ in range(slots.AT_A_TIME_HERE)]
    try:
        assert all(taken)
        assert failure_of("sleeps", seconds=0) is Failure.BUSY
        outcome: Outcome[int] = outcome_of(Reader("sleeps", NUMBER), b"", seconds=0)
        assert outcome.kept == b""
    finally:
        for _ in taken:
            semaphore.release()


# ── What is kept ──────────────────────────────────────────────────────────────


def test_an_outcome_is_recalled_as_it_was() -> None:
    reader = Reader[Counted]("counted", Counted)
    outcome = outcome_of(reader, b"123", day=dt.date(2026, 1, 1))
    again = recalled(reader, outcome.kept).value
    assert (again.size, again.title, str(again.remark)) == (
        3,
        outcome.value.title,
        str(outcome.value.remark),
    )
    refusal = recalled(reader, outcome_of(Reader("refused", NUMBER), b"").kept).refusal
    assert str(refusal) == "Row 12 cannot be read."
    greedy: Outcome[int] = outcome_of(Reader("allocates", NUMBER), b"", megabytes=400)
    failed = recalled(reader, greedy.kept).refusal
    assert isinstance(failed, ReadingError)
    assert failed.failure is Failure.MEMORY
    with pytest.raises(ValueError, match="Expected"):
        recalled(reader, b"R[]")


def test_another_way_of_reading_has_another_fingerprint() -> None:
    one: Reader[int] = Reader("people", NUMBER)
    prints = {
        one.fingerprint(encoding="", page=""),
        one.fingerprint(encoding="cp1251", page=""),
        one.fingerprint(encoding="", page="cp1251"),
        Reader("people", NUMBER, version=2).fingerprint(encoding="", page=""),
        Reader("agendas", NUMBER).fingerprint(encoding="", page=""),
    }
    assert len(prints) == 5
    assert one.fingerprint(page="", encoding="") in prints
