"""What comes in and goes out waits within limits, and no lack of room ends the server."""

import os
import resource
import selectors
import socket
from collections.abc import Iterator
from contextlib import closing
from http import HTTPStatus
from pathlib import Path

import pytest
from gunicorn.config import Config

from tests.program import PATIENCE, serving
from tests.record.leaves import publish_small
from tourdetable.site import spooling
from tourdetable.site.buffering import IN_MEMORY, BufferedSocket
from tourdetable.site.framing import LARGEST_FORM, UnreadableRequestError, read_head
from tourdetable.site.spooling import ANSWERS, BODIES, Budget
from tourdetable.site.worker import BufferingWorker, ServerLogger


def head(method: str, target: str, length: int) -> bytes:
    return f"{method} {target} HTTP/1.1\r\nHost: t\r\nContent-Length: {length}\r\n\r\n".encode()


@pytest.fixture
def small_files() -> Iterator[None]:
    """Programs that are started now cannot write a file as large as a body that waits in one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (IN_MEMORY // 2, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    publish_small(tmp_path)
    return tmp_path


@pytest.mark.programs
def test_a_body_without_room_is_refused_and_the_server_goes_on(
    home: Path, small_files: None
) -> None:
    del small_files
    with serving(home) as (program, port):
        reader = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        reader.sendall(b"GET /fr/ HTTP/1.1\r\nHost: t\r\n\r\n")
        assert reader.recv(12) == b"HTTP/1.1 200"
        for _ in range(2):
            with closing(socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)) as line:
                line.sendall(head("POST", "/fr/desk/", 2 * IN_MEMORY) + b"a" * (IN_MEMORY + 1))
                answer = b"".join(iter(lambda: line.recv(65_536), b""))
            assert answer.startswith(b"HTTP/1.1 503 ")
            assert b"\r\nRetry-After: 5\r\n" in answer
            assert b"nothing is saved" in answer
        reader.sendall(b"GET /fr/ HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n")
        rest = b"".join(iter(lambda: reader.recv(65_536), b""))
        reader.close()
        assert b"HTTP/1.1 200" in rest  # on the connection that it had before
        program.terminate()
        _, complaint = program.communicate(timeout=PATIENCE)
    assert complaint.count("A connection could not be looked after.") == 1


@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
@pytest.mark.parametrize("target", ["/", "/oai", "/fr/", "/fr/sign-in/", "/fr/desk/?a", "*"])
def test_only_forms_with_files_may_be_large(method: str, target: str) -> None:
    """The size is declared; nothing of it is sent."""
    is_large = method == "POST" and "desk" in target
    for before in ("", "http://t") if target != "*" else ("",):
        content = bytearray(head(method, before + target, LARGEST_FORM + 1))
        if is_large:
            assert read_head(content, largest_body=10 * LARGEST_FORM)
            continue
        with pytest.raises(UnreadableRequestError, match=str(LARGEST_FORM)) as refused:
            read_head(content, largest_body=10 * LARGEST_FORM)
        assert refused.value.status is HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class Table:
    """A worker whose poller is turned by hand, and those who sit at it."""

    def __init__(self) -> None:
        settings = Config()
        self.worker = BufferingWorker(0, os.getpid(), [], None, 0, settings, ServerLogger(settings))
        self.worker.poller = selectors.DefaultSelector()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.lines: list[socket.socket] = []

    def send(self, content: bytes) -> socket.socket:
        line = socket.create_connection(self.listener.getsockname(), timeout=PATIENCE)
        self.lines.append(line)
        self.worker.accept(self.listener)
        line.sendall(content)
        self.turn()
        return line

    def turn(self) -> None:
        while ready := self.worker.poller.select(0.2):
            for key, _ in ready:
                key.data(key.fileobj)

    def close(self) -> None:
        self.worker.murder_keepalived(force=True)
        self.worker.poller.close()
        self.worker.tmp.close()
        for line in (self.listener, *self.lines):
            line.close()


def test_who_holds_the_most_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BODIES, "most", 60_000)
    with closing(Table()) as table:
        most = table.send(head("POST", "/fr/desk/", 90_000) + b"a" * 40_000)
        little = table.send(head("POST", "/fr/desk/", 90_000) + b"a" * 10_000)
        last = table.send(head("POST", "/fr/desk/", 90_000) + b"a" * 20_000)
        assert most.recv(12) == b"HTTP/1.1 503"
        assert BODIES.used == 30_000
        for line in (little, last):
            line.setblocking(False)  # noqa: FBT003 - as the socket has it
            with pytest.raises(BlockingIOError):
                line.recv(1)
    assert BODIES.used == 0


def _send_much(line: BufferedSocket) -> None:
    """Far more than an operating system takes for a reader who reads nothing."""
    for _ in range(400):
        line.sendall(b"a" * IN_MEMORY)


def test_slow_readers_hold_so_much_and_the_largest_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ANSWERS, "most", 3 * IN_MEMORY)
    with closing(Table()) as table:
        table.send(b"")
        (slow,) = table.worker.waiting
        slow.sock.line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        with pytest.raises(OSError, match="slow readers"):
            _send_much(slow.sock)
        assert 0 < ANSWERS.used <= ANSWERS.most
        table.worker.murder_pending()
        assert slow not in table.worker.waiting
    assert ANSWERS.used == 0


def test_what_fails_for_one_connection_ends_that_one_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The kind: whatever a step of the poller raises."""
    with closing(Table()) as table:
        monkeypatch.setattr("tempfile.tempdir", "/nowhere")  # the library's own, not ours
        table.send(head("POST", "/fr/desk/", 2 * IN_MEMORY) + b"a" * (IN_MEMORY + 1))
        (refused,) = table.worker.waiting
        assert refused.is_lingering
        other = table.send(b"")
        (_, waiting) = table.worker.waiting
        table.worker._do(lambda _connection: os.close(-1), waiting)
        assert list(table.worker.waiting) == [refused]
        assert other.recv(1) == b""


def test_a_budget_is_of_one_process_and_exact() -> None:
    budget = Budget(10)
    assert [budget.take(6), budget.take(5), budget.take(4)] == [True, False, True]
    budget.give_back(10)
    assert budget.used == 0
    assert 2 * BufferingWorker.largest_body <= spooling.MOST_BYTES


def test_answers_in_memory_cost_nothing() -> None:
    ours, theirs = socket.socketpair()
    buffered = BufferedSocket(ours)
    buffered.sendall(b"a" * 1000)
    assert ANSWERS.used == 0
    buffered.close()
    theirs.close()
