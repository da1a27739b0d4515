"""gunicorn's worker of threads, whose threads are for requests that are complete.

gunicorn's own gives a thread to whoever begins a request, reads the rest in it and sends the whole
answer in it, so that as many slow lines as there are threads silence the server. Here its poller
collects requests and sends answers on, within bounded times (`buffering`), and a thread does
nothing but answer (decision 35).
"""

import errno
import selectors
import socket
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from gunicorn.glogging import Logger
from gunicorn.workers.gthread import ThreadWorker

from tourdetable.site.buffering import PIECE, SECONDS_TO_LINGER, Connection
from tourdetable.site.framing import UnreadableRequestError
from tourdetable.site.logs import OneLine

MOST_OF_ONE_ADDRESS = 100
MOST_WAITING = 800
"""Connections of one process, of one address and of all. One more takes the place of the one that
has waited longest without being answered; whoever sends whole requests, as a proxy, is never that.
"""


class ServerLogger(Logger):  # type: ignore[misc]  # gunicorn ships no types
    """gunicorn's own lines in the same form; it writes none about who asks for what."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(OneLine())


class BufferingWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn ships no types
    """Collects, answers in threads, sends on; at its end it answers whoever the system has let in
    already, and refuses those who come later at once, so that they can ask elsewhere.
    """

    largest_body = 100 * 1024 * 1024
    """Bytes; `tdt serve` sets it where larger files are kept."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waiting: dict[Connection, None] = {}
        """Those that the poller looks after, in the order in which they began to wait."""
        self.by_address: Counter[str] = Counter()

    # ── Requests come in ─────────────────────────────────────────────────────

    def accept(self, listener: socket.socket) -> None:
        try:
            line, client = listener.accept()
        except OSError as error:
            if error.errno in (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM):
                self._make_room("")  # the system has no room for another
            return
        self.nr_conns += 1
        connection = Connection(self.cfg, line, client, listener.getsockname())
        self.by_address[connection.address] += 1
        if self.by_address[connection.address] > MOST_OF_ONE_ADDRESS:
            self._make_room(connection.address)
        if self.nr_conns > MOST_WAITING:
            self._make_room("")
        self._wait_for(connection, selectors.EVENT_READ, self._read)

    def _make_room(self, address: str) -> None:
        others = (each for each in self.waiting if not address or each.address == address)
        last = min(others, key=lambda each: (not each.is_idle, each.since), default=None)
        if last is not None:
            self._drop(last)

    def _wait_for(
        self, connection: Connection, events: int, then: Callable[[Connection], None]
    ) -> None:
        self.waiting[connection] = None
        self.poller.register(connection.sock, events, lambda _socket: then(connection))

    def _stop_waiting(self, connection: Connection) -> None:
        self.waiting.pop(connection, None)
        with suppress(OSError, KeyError, ValueError):  # it is not registered any more
            self.poller.unregister(connection.sock)

    def _drop(self, connection: Connection) -> None:
        self._stop_waiting(connection)
        self.nr_conns -= 1
        self.by_address[connection.address] -= 1
        if not self.by_address[connection.address]:
            del self.by_address[connection.address]
        connection.close()

    def _read(self, connection: Connection) -> None:
        try:
            content = connection.sock.line.recv(PIECE)
        except BlockingIOError:
            return
        except OSError:
            content = b""
        if not content:
            self._drop(connection)
            return
        self._collect(connection, partial(connection.feed, content))

    def _collect(self, connection: Connection, look: Callable[..., bool]) -> None:
        try:
            is_complete = look(largest_body=self.largest_body)
        except UnreadableRequestError as error:
            connection.refuse(error)
            self._stop_waiting(connection)
            self._linger(connection)
        else:
            if is_complete:
                self._stop_waiting(connection)
                self.enqueue_req(connection)

    # ── Answers go out ───────────────────────────────────────────────────────

    def finish_request(self, conn: Connection, fs: Any) -> None:
        """As gunicorn calls it, in the poller's thread, when a thread is done with a request."""
        conn.keeps = not fs.cancelled() and fs.exception() is None and fs.result() is True
        conn.is_answering, conn.since = True, time.monotonic()
        self._send_on(conn)

    def _send_on(self, connection: Connection) -> None:
        try:
            is_sent = connection.sock.flush()
        except OSError:
            self._drop(connection)
            return
        if not is_sent:
            if connection not in self.waiting:
                self._wait_for(connection, selectors.EVENT_WRITE, self._send_on)
            return
        self._stop_waiting(connection)
        connection.begin_anew()
        if not connection.keeps:
            self._linger(connection)
            return
        self._wait_for(connection, selectors.EVENT_READ, self._read)
        if connection.received:
            self._collect(connection, connection.is_ready)

    def _linger(self, connection: Connection) -> None:
        """Close so that the last answer arrives, whatever is still on the line towards us."""
        try:
            connection.sock.shutdown(socket.SHUT_WR)
        except OSError:
            self._drop(connection)
            return
        connection.is_lingering, connection.since = True, time.monotonic()
        self._wait_for(connection, selectors.EVENT_READ, self._discard)

    def _discard(self, connection: Connection) -> None:
        try:
            rest = connection.sock.line.recv(PIECE)
        except BlockingIOError:
            return
        except OSError:
            rest = b""
        if not rest:
            self._drop(connection)

    # ── The end ──────────────────────────────────────────────────────────────

    def murder_pending(self) -> None:
        """As gunicorn calls it, every second or oftener."""
        now = time.monotonic()
        for connection in tuple(self.waiting):
            is_over = not self.alive and connection.is_idle
            is_over = is_over and now - connection.since > SECONDS_TO_LINGER
            if is_over or connection.is_overdue(now):
                self._drop(connection)

    def murder_keepalived(self, force: bool = False) -> None:  # noqa: FBT001, FBT002 - as gunicorn calls it
        """Ours wait among the others."""
        for connection in tuple(self.waiting) if force else ():
            self._drop(connection)

    def set_accept_enabled(self, enabled: bool) -> None:  # noqa: FBT001 - as gunicorn calls it
        super().set_accept_enabled(enabled)
        if enabled or self.alive:
            return
        for listener in self.sockets:
            before = -1
            while self.nr_conns != before:
                before = self.nr_conns
                self.accept(listener)
            listener.close()
