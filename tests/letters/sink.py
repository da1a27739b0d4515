"""Mail servers to send to: one that takes letters, and one that leaves in the middle."""

import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from aiosmtpd.controller import Controller

Replies = dict[str, list[str]]


class Sink:
    """What arrived, and on which envelope (sender and recipients); `replies` are what it says to a
    recipient, one after another, and to the text of a letter, before it takes them.
    """

    def __init__(self) -> None:
        self.arrived: list[bytes] = []
        self.envelopes: list[tuple[str, list[str]]] = []
        self.replies: Replies = {}

    async def handle_RCPT(  # noqa: N802 - as aiosmtpd calls it
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if self.replies.get(address):
            return self.replies[address].pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - the same
        if self.replies.get("DATA"):
            return self.replies["DATA"].pop(0)
        self.arrived.append(envelope.content)
        self.envelopes.append((envelope.mail_from, list(envelope.rcpt_tos)))
        return "250 Taken"


@contextmanager
def sinking() -> Iterator[tuple[Sink, int]]:
    """A real mail server on a free port of this machine."""
    sink = Sink()
    port = free_port()
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield sink, port
    finally:
        controller.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def leaving(at: str, *, silent: threading.Event | None = None) -> Iterator[int]:
    """A server that hangs up when it hears `at` (`.` is the end of a letter); with `silent`, it
    says nothing more instead, until the event is set.
    """

    class Line(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 here\r\n")
            self._talk(lambda word: b"354 go on\r\n" if word == "DATA" else b"250 OK\r\n")

        def _talk(self, answer: Callable[[str], bytes]) -> None:
            is_text = False
            while line := self.rfile.readline().strip().decode():
                word = line if is_text else line.split(" ")[0].upper()
                if is_text and word != ".":
                    while self.rfile.readline() != b".\r\n":
                        pass
                    word = "."
                if word == at:
                    if silent:
                        silent.wait(20)
                    return
                is_text = word == "DATA"
                self.wfile.write(answer(word))

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Line) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server.server_address[1]
        server.shutdown()
