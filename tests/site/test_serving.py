"""`tdt serve` as a program of its own, asked over HTTP on this machine."""

import hashlib
import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from tests.program import PATIENCE, serving, tdt
from tests.record.leaves import page, publish_small
from tests.record.reader import publish_with
from tourdetable.record.compression import sole_compressor
from tourdetable.record.leaf import Leaf
from tourdetable.record.places import Places


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A server over a small record, and its port."""
    publish_small(tmp_path)
    with serving(tmp_path) as server:
        yield server


def test_the_record_over_http(server: tuple[subprocess.Popen[str], int], tmp_path: Path) -> None:
    started, port = server
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)

    def ask(method: str, path: str, **headers: str) -> http.client.HTTPResponse:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        answer.body = answer.read()  # type: ignore[attr-defined]  # kept beside the answer
        return answer

    home = ask("GET", "/fr/")
    assert (home.status, home.body) == (200, page("fr one"))  # type: ignore[attr-defined]  # as above
    etag = home.headers["ETag"]
    assert ask("GET", "/fr/", **{"If-None-Match": etag}).status == 304
    assert ask("HEAD", "/fr/").headers["Content-Length"] == home.headers["Content-Length"]
    assert ask("POST", "/fr/").status == 405
    assert ask("GET", "/", **{"Accept-Language": "fr"}).headers["Location"] == "/fr/"
    assert ask("GET", "/health").status == 200
    for path in ("/fr/%2e%2e/index.html", "/%00", "/%ff", "/..%2fbagit.txt", "/" + "a" * 3000):
        assert ask("GET", path).status == 404
    publish_small(tmp_path, "two")
    assert ask("GET", "/fr/", **{"If-None-Match": etag}).status == 200
    connection.close()
    started.send_signal(signal.SIGTERM)
    assert started.wait(PATIENCE) == 0
    assert started.stderr is not None
    assert started.stderr.read() == ""


def test_a_port_in_use_is_said_in_one_sentence(
    server: tuple[subprocess.Popen[str], int], tmp_path: Path
) -> None:
    said = (
        f"tdt: Port {server[1]} of 127.0.0.1 cannot be taken (Address already in use); "
        "free it or choose another with --port.\n"
    )
    assert tdt(tmp_path, "serve", "--port", str(server[1])) == (1, [], said)


def test_without_a_record_there_is_a_sentence(tmp_path: Path) -> None:
    said = "tdt: There is no record yet: run `tdt publish` first.\n"
    assert tdt(tmp_path, "serve", "--port", "0") == (1, [], said)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--port", "99999"), "“99999” is not a port: write a number from 0 to 65535."),
        (("--port", "http"), "“http” is not a port: write a number from 0 to 65535."),
        (("--workers", "0"), "“0” is not a number of processes: write 1 to 64."),
    ],
)
def test_arguments_are_refused_by_name(
    tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    status, _, complaint = tdt(tmp_path, "serve", *words)
    assert status == 2
    assert sentence in complaint


# ── The end ──────────────────────────────────────────────────────────────────


def _asked(port: int, path: str) -> socket.socket:
    """A connection on which a request has been sent, with little room for the answer."""
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
    connection.settimeout(PATIENCE)
    try:
        connection.connect(("127.0.0.1", port))
    except OSError:
        connection.close()
        raise
    head = f"GET {path} HTTP/1.1\r\nHost: table\r\nConnection: close\r\n\r\n"
    connection.sendall(head.encode())
    return connection


def _rest(connection: socket.socket) -> bytes:
    """What comes until the server closes."""
    with closing(connection):
        return b"".join(iter(lambda: connection.recv(65_536), b""))


def _is_refused(port: int) -> bool:
    """Does the server let nobody in any more, soon?"""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            _asked(port, "/health").close()
        except ConnectionRefusedError:
            return True
        time.sleep(0.05)
    return False


def test_the_end_waits_for_a_slow_reader(tmp_path: Path) -> None:
    content = bytes(range(251)) * 64_000
    publish_with(tmp_path, [Leaf("large.pdf", content)])
    with serving(tmp_path) as (started, port):
        slow = _asked(port, "/large.pdf")
        begun = slow.recv(65_536)
        started.send_signal(signal.SIGTERM)
        assert _is_refused(port)
        for _ in range(5):
            begun += slow.recv(65_536)
            time.sleep(0.1)
        head, _, body = (begun + _rest(slow)).partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200 OK\r\n")
        assert hashlib.sha256(body).digest() == hashlib.sha256(content).digest()
        assert started.wait(PATIENCE) == 0


def _is_stopped(process: int) -> bool:
    """Has each of its threads heard SIGSTOP, soon? One that has not could hear SIGTERM first."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        threads = Path(f"/proc/{process}/task").glob("*/stat")
        if {path.read_text().rpartition(") ")[2][0] for path in threads} == {"T"}:
            return True
        time.sleep(0.02)
    return False


def _is_told_to_end(process: int) -> bool:
    """Does SIGTERM wait for that stopped process, soon?"""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        status = Path(f"/proc/{process}/status").read_text()
        pending = int(status.partition("ShdPnd:\t")[2].split()[0], 16)
        if pending & 1 << signal.SIGTERM - 1:
            return True
        time.sleep(0.02)
    return False


def test_the_end_answers_everybody_who_was_let_in(
    server: tuple[subprocess.Popen[str], int],
) -> None:
    """Those whom the system took in while the worker was busy are waiting at its door."""
    started, port = server
    assert _rest(_asked(port, "/health")).startswith(b"HTTP/1.1 200 OK")
    worker = int(Path(f"/proc/{started.pid}/task/{started.pid}/children").read_text())
    os.kill(worker, signal.SIGSTOP)
    try:
        waiting = [_asked(port, "/fr/") for _ in range(40)]
        assert _is_stopped(worker)
        started.send_signal(signal.SIGTERM)
        assert _is_told_to_end(worker)
    finally:
        os.kill(worker, signal.SIGCONT)
    with ThreadPoolExecutor(len(waiting)) as readers:
        found = list(readers.map(_rest, waiting))
    assert [answer.partition(b"\r\n")[0] for answer in found] == [b"HTTP/1.1 200 OK"] * 40
    assert {answer.partition(b"\r\n\r\n")[2] for answer in found} == {page("fr one")}
    assert started.wait(PATIENCE) == 0


# ── Those who are silent ─────────────────────────────────────────────────────


@pytest.mark.parametrize("said", ["", "GET / HTTP/1.1\r\nHost: ta"])
def test_who_says_nothing_or_half_of_it_holds_up_nobody(
    server: tuple[subprocess.Popen[str], int], said: str
) -> None:
    _, port = server
    silent = [socket.create_connection(("127.0.0.1", port)) for _ in range(40)]
    for connection in silent:
        connection.sendall(said.encode())
    assert _rest(_asked(port, "/fr/")).endswith(page("fr one"))
    still = [connection for connection in silent if not _is_closed(connection)]
    if not said:
        assert len(still) == len(silent)  # nobody had to go for that
        still[0].sendall(b"GET /fr/ HTTP/1.1\r\nHost: table\r\nConnection: close\r\n\r\n")
        assert _rest(still[0]).endswith(page("fr one"))
    for connection in silent:
        connection.close()


def _is_closed(connection: socket.socket) -> bool:
    connection.setblocking(False)  # noqa: FBT003 - as the socket has it
    try:
        return not connection.recv(1)
    except BlockingIOError:
        return False
    finally:
        connection.settimeout(PATIENCE)


# ── Compressing beside it ────────────────────────────────────────────────────


def _appears(path: Path) -> bool:
    end = time.monotonic() + PATIENCE
    while not path.exists() and time.monotonic() < end:
        time.sleep(0.05)
    return path.exists()


def test_every_release_is_compressed_by_one_server(tmp_path: Path) -> None:
    places = Places(tmp_path)
    forms = []
    for word in ("first ", "second "):
        content = page(word * 1000)
        forms.append((content, places.compressed(hashlib.sha256(content).hexdigest(), "br")))
    publish_with(tmp_path, [Leaf("long.html", forms[0][0])])
    with sole_compressor(places):
        with serving(tmp_path):
            time.sleep(0.3)
        assert not forms[0][1].exists()
    with serving(tmp_path) as (_, port):
        assert _appears(forms[0][1])
        publish_with(tmp_path, [Leaf("long.html", forms[1][0])])
        assert _appears(forms[1][1])
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        connection.request("GET", "/long.html", headers={"Accept-Encoding": "br"})
        answer = connection.getresponse()
        assert (answer.headers["Content-Encoding"], answer.read()) == (
            "br",
            forms[1][1].read_bytes(),
        )
        connection.close()
