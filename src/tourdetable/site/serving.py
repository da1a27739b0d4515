"""Record and screens served by gunicorn, embedded: no second command line, no settings file."""

import datetime as dt
import os
import selectors
import socket
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from gunicorn.app.base import BaseApplication
from gunicorn.workers.gthread import TConn, ThreadWorker

from tourdetable.formats.harvest_request import echoing, file_name
from tourdetable.kernel.errors import SentenceError
from tourdetable.record.gathering import HARVEST
from tourdetable.record.places import Places
from tourdetable.record.placing import recover
from tourdetable.record.serving import RecordApplication
from tourdetable.record.shelf import Shelf, Stamp
from tourdetable.site.database import is_set_up
from tourdetable.site.dispatching import THREADS, House
from tourdetable.site.due_work import SECONDS_BETWEEN_LOOKS, keep_up
from tourdetable.site.post import Post

HOST, PORT = "127.0.0.1", 8000
MOST_WORKERS = 4
SECONDS_TO_FINISH = 30
"""How long requests under way may take after SIGTERM."""
SECONDS_TO_ASK = 10
"""How long a request may take from its first byte to the end of its head."""
OAI = "/oai"
"""Where harvesters ask."""
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - gunicorn opens its files there without a name


class EmbeddedServer(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """gunicorn over the application that it is given."""

    def __init__(self, application: House, settings: Mapping[str, Any]) -> None:
        self.application, self.settings = application, settings
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.settings.items():
            self.cfg.set(name, value)

    def load(self) -> House:
        return self.application


class PatientWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn ships no types
    """A worker whose threads are for those who ask, and who answers at its end whoever the system
    has let in already.

    gunicorn's own gives a thread to each connection, so that as many silent ones as there are
    threads silence the server; here a new one waits at the poller until it sends something, and is
    cut off where its request is not complete in good time. At the end gunicorn's own leaves those
    whom the system took in waiting at an open door until it closes; here they are answered, and
    those who come later are refused at once and can ask elsewhere.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.asking: dict[TConn, float] = {}
        """Connections of which a thread reads a request, and when it must be complete."""

    def enqueue_req(self, conn: TConn) -> None:
        if conn.initialized or conn.data_ready or not self.alive:
            super().enqueue_req(conn)
            return
        conn.set_timeout()
        self.pending_conns.append(conn)
        heard = partial(self.on_pending_socket_readable, conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, heard)

    def handle(self, conn: TConn) -> object:
        self.asking[conn] = time.monotonic() + SECONDS_TO_ASK
        try:
            return super().handle(conn)
        finally:
            self.asking.pop(conn, None)

    def handle_request(self, req: object, conn: TConn) -> object:
        self.asking.pop(conn, None)
        return super().handle_request(req, conn)

    def murder_pending(self) -> None:
        """As gunicorn calls it, every second."""
        super().murder_pending()
        now = time.monotonic()
        for conn, end in tuple(self.asking.items()):
            if end < now:
                with suppress(OSError):  # it is gone already
                    conn.sock.shutdown(socket.SHUT_RD)

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


def usual_workers() -> int:
    """As many as there are processors, up to four: the record is read, hardly computed."""
    return min(os.cpu_count() or 1, MOST_WORKERS)


def listen(host: str, port: int) -> socket.socket:
    """Take the port before anything else starts. Raises SentenceError where that is refused."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    except (OSError, OverflowError, UnicodeError) as error:
        msg = f"{host}:{port} is not an address to serve at: {error}."
        raise SentenceError(msg) from None
    try:
        listener.bind(address)
        listener.listen()
    except (OSError, OverflowError) as error:
        listener.close()
        reason = getattr(error, "strerror", None) or str(error)
        msg = (
            f"Port {port} of {host} cannot be taken ({reason}); free it or choose another with "
            "--port."
        )
        raise SentenceError(msg) from None
    return listener


def serve(
    places: Places,
    listener: socket.socket,
    *,
    address: str,
    workers: int,
    ready: Callable[[], None],
) -> None:
    """Serve until SIGTERM or SIGINT; `ready` is called once answers can be given. `address` is
    where the record is published for the world.

    Raises SentenceError where there is neither a record nor a database that could become one.
    Ends the process by SystemExit.
    """
    recover(places)
    house = House(lambda: _record(places, urlsplit(address).hostname or ""))
    if house.find_record() is None and not is_set_up():
        raise SentenceError("There is no record yet: run `tdt publish` first.")
    post = Post()
    listener.set_inheritable(True)
    settings = {
        "bind": f"fd://{listener.detach()}",
        "worker_class": PatientWorker,
        "workers": workers,
        "threads": THREADS,
        "keepalive": 5,
        "graceful_timeout": SECONDS_TO_FINISH,
        "loglevel": "warning",
        "proc_name": "tdt serve",
        "control_socket_disable": True,
        "when_ready": lambda _server: ready(),
        "post_worker_init": lambda _worker: _work_beside(house, post),
        "worker_exit": lambda _server, _worker: post.close(),
    }
    if SHARED_MEMORY.is_dir():
        settings["worker_tmp_dir"] = str(SHARED_MEMORY)
    EmbeddedServer(house, settings).run()


def _record(places: Places, domain: str) -> RecordApplication:
    """The record, and the answers to harvesters (OAI-PMH) that lie in it. Raises SentenceError
    where nothing is published yet.
    """
    answers = Harvest(domain)
    application = RecordApplication(places, {OAI: answers}, {OAI: echoing})
    answers.shelf = application.shelf
    return application


@dataclass
class Harvest:
    """Which file of the release answers a harvester's question."""

    domain: str
    shelf: Shelf | None = None
    _known: tuple[Stamp, frozenset[str]] | None = None

    def __call__(self, arguments: Mapping[str, str]) -> str:
        if self.shelf is None:
            msg = "the harvest has no record yet"
            raise RuntimeError(msg)
        listing = self.shelf.listing()
        if self._known is None or self._known[0] != listing.stamp:
            found = (address for address in listing.hashes if address.startswith(HARVEST))
            names = frozenset(address.removeprefix(HARVEST) for address in found)
            self._known = listing.stamp, names
        day = dt.date.fromisoformat(listing.release.released_at[:10])
        names = self._known[1]
        return HARVEST + file_name(arguments, domain=self.domain, day=day, names=names)


def _work_beside(house: House, post: Post) -> None:
    """In threads that hold up no answers; the end of their worker waits for a letter alone."""
    post.open()

    def work() -> None:
        while (record := house.find_record()) is None:
            time.sleep(SECONDS_BETWEEN_LOOKS)
        keep_up(record.shelf)

    threading.Thread(target=work, name="due work", daemon=True).start()
