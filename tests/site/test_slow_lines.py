"""Who sends or reads half of something holds up nobody, without a proxy too."""

import http.client
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import pytest

from tests.program import PATIENCE, serving
from tests.record.reader import publish_with
from tourdetable.record.leaf import Leaf
from tourdetable.site.buffering import IN_MEMORY, BufferedSocket
from tourdetable.site.framing import CONTINUE, UnreadableRequestError, read_head
from tourdetable.site.worker import MOST_OF_ONE_ADDRESS

LARGE = bytes(range(251)) * 20_000
OTHERS = 40
"""More than the threads of a worker, all of one kind."""


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    home = tmp_path_factory.mktemp("slow")
    publish_with(home, [Leaf("large.pdf", LARGE), Leaf("en/page.html", b"<p>a page")])
    with serving(home) as (_, port):
        yield port


def _connect(port: int) -> socket.socket:
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.settimeout(PATIENCE)
    line.connect(("127.0.0.1", port))
    return line


def _read_a_page(port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", "/en/page.html")
    assert connection.getresponse().read() == b"<p>a page"
    connection.close()


HALVES = {
    "half a head": b"GET /en/page.html HTTP/1.1\r\nHost: ta",
    "half a body": b"POST /oai HTTP/1.1\r\nHost: table\r\nContent-Length: 1000\r\n\r\nverb",
    "half a form of the screens": (
        b"POST /en/sign-in/ HTTP/1.1\r\nHost: table\r\nContent-Length: 1000\r\n\r\nemail"
    ),
    "half an answer": b"GET /large.pdf HTTP/1.1\r\nHost: table\r\n\r\n",
    "nothing": b"",
}


@pytest.mark.programs
@pytest.mark.parametrize("sent", HALVES.values(), ids=HALVES.keys())
def test_a_polite_reader_is_answered_meanwhile(port: int, sent: bytes) -> None:
    """It has its page while all of them are still open; whoever had to wait for a thread would have
    it when some of them had been cut.
    """
    _read_a_page(port)
    with ExitStack() as stack:
        others = [stack.enter_context(closing(_connect(port))) for _ in range(OTHERS)]
        for other in others:
            other.sendall(sent)
        _read_a_page(port)
        assert not any(map(_is_cut, others))


@pytest.mark.programs
def test_a_slow_reader_has_the_whole_file(port: int) -> None:
    with closing(_connect(port)) as line:
        line.sendall(b"GET /large.pdf HTTP/1.1\r\nHost: table\r\nConnection: close\r\n\r\n")
        pieces = [line.recv(1000) for _ in range(20)]
        _read_a_page(port)
        answer = b"".join([*pieces, *iter(lambda: line.recv(65_536), b"")])
    assert answer.partition(b"\r\n\r\n")[2] == LARGE


@pytest.mark.programs
def test_one_address_has_so_many_connections_and_the_newest_is_heard(port: int) -> None:
    with ExitStack() as stack:
        lines = [
            stack.enter_context(closing(_connect(port))) for _ in range(MOST_OF_ONE_ADDRESS + 20)
        ]
        _read_a_page(port)
        assert _until(lambda: sum(map(_is_cut, lines)) >= 20)
        lines[-1].sendall(b"GET /en/page.html HTTP/1.1\r\nHost: table\r\nConnection: close\r\n\r\n")
        assert lines[-1].recv(12) == b"HTTP/1.1 200"


def _is_cut(line: socket.socket) -> bool:
    line.setblocking(False)  # noqa: FBT003 - as the socket has it
    try:
        return not line.recv(1)
    except BlockingIOError:
        return False
    except OSError:
        return True
    finally:
        with suppress(OSError):
            line.settimeout(PATIENCE)


def _until(holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


# ── A socket that never waits ────────────────────────────────────────────────


@pytest.mark.parametrize("size", [10, 5000, IN_MEMORY, IN_MEMORY + 1, 3 * IN_MEMORY])
def test_what_is_sent_comes_in_order_wherever_it_waits(tmp_path: Path, size: int) -> None:
    """From memory, from a file of ours and from one of theirs; nothing waits while it is given."""
    ours, theirs = socket.socketpair()
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    buffered = BufferedSocket(ours)
    file = tmp_path / "file"
    file.write_bytes(bytes(range(256)) * 1000)
    parts = [b"HTTP/1.1 200 OK\r\n\r\n", b"a" * size, b"b" * 100, b"c" * size]
    for part in parts:
        buffered.sendall(part)
    with file.open("rb") as opened:
        buffered.sendfile(opened, offset=7, count=100_000)
    buffered.sendall(b"d" * size)
    wanted = b"".join(parts) + file.read_bytes()[7:100_007] + b"d" * size
    found = bytearray()
    reader = threading.Thread(target=lambda: found.extend(_rest(theirs)))
    reader.start()
    assert _until(buffered.flush)
    buffered.close()
    reader.join(PATIENCE)
    theirs.close()
    assert bytes(found) == wanted
    assert buffered.sent == len(wanted)


def _rest(line: socket.socket) -> bytes:
    return b"".join(iter(lambda: line.recv(65_536), b""))


@pytest.mark.parametrize("split", range(1, 60, 7))
def test_a_head_is_complete_when_its_last_byte_came(split: int) -> None:
    whole = b"POST /a HTTP/1.1\r\nHost: b\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n"
    assert read_head(bytearray(whole[:split]), largest_body=10) is None
    head = read_head(bytearray(whole + b"12345"), largest_body=10)
    assert head is not None
    assert (head.size, head.body, head.waits) == (len(whole), 5, True)
    assert b"xpect" not in head.content
    assert CONTINUE.startswith(b"HTTP/1.1 100 ")
    with pytest.raises(UnreadableRequestError, match="at most 4 bytes"):
        read_head(bytearray(whole), largest_body=4)
