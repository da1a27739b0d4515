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
from http import HTTPStatus
from typing import Any

from gunicorn.glogging import Logger
from gunicorn.workers.gthread import ThreadWorker

from tourdetable.site.buffering import IN_MEMORY, PIECE, SECONDS_TO_LINGER, Connection
from tourdetable.site.framing import UnreadableRequestError
from tourdetable.site.logs import OneLine
from tourdetable.site.spooling import ANSWERS, NoRoomError

MOST_OF_ONE_ADDRESS = 100
MOST_WAITING = 800
"""Connections of one process, of one address and of all. One more takes the place of the one that
has waited longest without being answered; whoever sends whole requests, as a proxy, is never that.
"""


NO_ROOM = UnreadableRequestError(
    HTTPStatus.SERVICE_UNAVAILABLE,
    "There is no room here for what you send at this moment; nothing is saved. Try again later.",
)
"""RFC 9110, section 15.6.4."""


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
        self.is_failing = False

    # ── Requests come in ─────────────────────────────────────────────────────

    def accept(self, listener: socket.socket) -> None:
        try:
            line, client = listener.accept()
        except OSError as error:
            if error.errno in (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM):
                self._make_room("")  # the system has no room for another
            return
        try:
            connection = Connection(self.cfg, line, client, listener.getsockname())
        except OSError:  # it is gone again
            line.close()
            return
        self.nr_conns += 1
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
        self.poller.register(connection.sock, events, lambda _socket: self._do(then, connection))

    def _do(self, then: Callable[[Connection], None], connection: Connection) -> None:
        """A step of one connection, whose failure ends that connection and never the worker."""
        try:
            then(connection)
        except Exception:  # noqa: BLE001 - whatever it is, others are still served
            self._complain()
            self._drop(connection)

    def _complain(self) -> None:
        """Write the present failure down, once until a body was kept in a file again."""
        if not self.is_failing:
            self.log.exception("A connection could not be looked after.")  # noqa: LOG004 - its callers handle one
        self.is_failing = True

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
            self._refuse(connection, error)
        except NoRoomError as error:
            if self._refuse_largest(connection) is not connection:
                content = error.content
                self._collect(connection, lambda **_limits: connection.feed_body(content))
        except OSError:  # no room on the disk, no more open files
            self._complain()
            self._refuse(connection, NO_ROOM)
        else:
            if is_complete:
                self.is_failing = self.is_failing and connection.got <= IN_MEMORY
                self._stop_waiting(connection)
                self.enqueue_req(connection)

    def _refuse_largest(self, connection: Connection) -> Connection:
        """Refuse the one whose unfinished body holds most, perhaps the present one, so that small
        forms are heard while others fill the room.
        """
        bodies = (each for each in self.waiting if not each.is_answering and each.got)
        largest = max(bodies, key=lambda each: each.got, default=connection)
        self._refuse(largest, NO_ROOM)
        return largest

    def _refuse(self, connection: Connection, error: UnreadableRequestError) -> None:
        connection.refuse(error)
        self._stop_waiting(connection)
        self._linger(connection)

    # ── Answers go out ───────────────────────────────────────────────────────

    def finish_request(self, conn: Connection, fs: Any) -> None:
        """As gunicorn calls it, in the poller's thread, when a thread is done with a request."""
        conn.keeps = not fs.cancelled() and fs.exception() is None and fs.result() is True
        conn.is_answering, conn.since = True, time.monotonic()
        self._do(self._send_on, conn)

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
        if ANSWERS.was_short:  # the slowest reader of the most makes room for the next
            ANSWERS.was_short = False
            largest = max(self.waiting, key=lambda each: each.sock.spooled, default=None)
            if largest is not None and largest.sock.spooled:
                self._drop(largest)
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
