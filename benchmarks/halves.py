"""How long a polite reader waits beside two hundred who send or read half."""

import http.client
import socket
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress

from benchmarks.measuring import Figure, hand_over, own_home, tdt
from benchmarks.serving import HOST, PAGE, free_port, serving

OTHERS, SECONDS, QUESTIONS = 200, 8, 20
LONGEST_WAIT = 2.0
"""Seconds that a polite reader may wait, whatever the others do."""
_HEAD = f"Host: {HOST}\r\n"


def _half_head(line: socket.socket) -> None:
    line.sendall(f"GET {PAGE} HTTP/1.1\r\nHost: ".encode())


def _slow_body(line: socket.socket) -> None:
    line.sendall(f"POST /oai HTTP/1.1\r\n{_HEAD}Content-Length: 1000\r\n\r\n".encode())


def _slow_reader(line: socket.socket) -> None:
    line.sendall((f"GET {PAGE} HTTP/1.1\r\n{_HEAD}\r\n" * 40).encode())


def _silent(_line: socket.socket) -> None:
    """Nothing."""


KINDS: dict[str, tuple[Callable[[socket.socket], None], bytes]] = {
    "half heads": (_half_head, b"x"),
    "slow bodies": (_slow_body, b"x"),
    "slow readers": (_slow_reader, b""),
    "silent connections": (_silent, b""),
}
"""What each begins with, and what it sends every second after that."""


def _connect(port: int) -> socket.socket:
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.settimeout(10)
    line.connect((HOST, port))
    return line


@contextmanager
def beside(port: int, begin: Callable[[socket.socket], None], more: bytes) -> Iterator[None]:
    """Two hundred of a kind, until the block ends."""
    end = threading.Event()
    with ExitStack() as stack:
        lines = [stack.enter_context(_connect(port)) for _ in range(OTHERS)]
        for line in lines:
            with suppress(OSError):  # the server may cut any of them
                begin(line)

        def go_on() -> None:
            while not end.wait(1):
                for line in lines:
                    with suppress(OSError):
                        line.sendall(more) if more else line.recv(100)

        for line in lines:
            line.settimeout(0.001)
        others = threading.Thread(target=go_on)
        others.start()
        try:
            yield
        finally:
            end.set()
            others.join()


def polite_waits(port: int) -> list[float]:
    """Seconds for each of some pages, one after the other, each on a connection of its own; the
    time of the last is what it had waited when it gave up.
    """
    waits: list[float] = []
    began_all = time.monotonic()
    while len(waits) < QUESTIONS and time.monotonic() - began_all < SECONDS:
        connection = http.client.HTTPConnection(HOST, port, timeout=120)
        began = time.perf_counter()
        with suppress(OSError, http.client.HTTPException):
            connection.request("GET", PAGE)
            connection.getresponse().read()
        waits.append(time.perf_counter() - began)
        connection.close()
        time.sleep(0.1)
    return waits


def measure() -> list[Figure]:
    figures = []
    with own_home() as home:
        tdt(home, "publish")
        for kind, (begin, more) in KINDS.items():
            port = free_port()
            with serving(home, port), beside(port, begin, more):
                waits = polite_waits(port)
            beginning = f"a page beside {OTHERS} {kind}"
            figures += [
                Figure("halves", f"{beginning}, median", statistics.median(waits), "s"),
                Figure("halves", f"{beginning}, longest", max(waits), "s", LONGEST_WAIT),
            ]
    return figures


if __name__ == "__main__":
    hand_over(measure())
