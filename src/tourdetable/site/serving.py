"""Record and screens served by gunicorn, embedded: no second command line, no settings file."""

import datetime as dt
import os
import socket
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from gunicorn.app.base import BaseApplication

from tourdetable.formats.harvest_request import echoing, file_name
from tourdetable.kernel.errors import SentenceError
from tourdetable.record.gathering import HARVEST
from tourdetable.record.places import Places
from tourdetable.record.placing import recover
from tourdetable.record.serving import RecordApplication
from tourdetable.record.shelf import Shelf, Stamp
from tourdetable.site.configuration import CONFIGURATION
from tourdetable.site.database import is_set_up
from tourdetable.site.dispatching import THREADS, House
from tourdetable.site.due_work import SECONDS_BETWEEN_LOOKS, keep_up
from tourdetable.site.framing import LARGEST_TARGET
from tourdetable.site.logs import log_threads
from tourdetable.site.permissions import public_files
from tourdetable.site.post import Post
from tourdetable.site.protocol import OAI
from tourdetable.site.spooling import BODIES
from tourdetable.site.worker import BufferingWorker, ServerLogger

HOST, PORT = "127.0.0.1", 8000
MOST_WORKERS = 4
SECONDS_TO_FINISH = 30
"""How long requests under way may take after SIGTERM."""
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


def server_settings() -> dict[str, Any]:
    """What gunicorn is told, whatever is served and where."""
    settings: dict[str, Any] = {
        "worker_class": BufferingWorker,
        "threads": THREADS,
        "keepalive": 5,
        "graceful_timeout": SECONDS_TO_FINISH,
        "loglevel": "error",  # what others send wrongly is no fault of ours
        "logger_class": ServerLogger,
        "limit_request_line": LARGEST_TARGET,
        # No header of a request says how it came or where we are mounted (RFC 9110, section 4.2.2).
        "forwarded_allow_ips": "",
        "forwarder_headers": "",
        "secure_scheme_headers": {},
        "proc_name": "tdt serve",
        "control_socket_disable": True,
    }
    if SHARED_MEMORY.is_dir():
        settings["worker_tmp_dir"] = str(SHARED_MEMORY)
    return settings


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
    log_threads()
    with public_files():
        recover(places)
    house = House(lambda: _record(places, urlsplit(address).hostname or ""))
    if house.find_record() is None and not is_set_up():
        raise SentenceError("There is no record yet: run `tdt publish` first.")
    post = Post()
    listener.set_inheritable(True)
    # A file that is a little too large is refused by its form, with a sentence.
    BufferingWorker.largest_body = max(BufferingWorker.largest_body, 2 * CONFIGURATION.largest_file)
    BODIES.most = max(BODIES.most, 2 * BufferingWorker.largest_body)
    os.environ.pop("SCRIPT_NAME", None)  # gunicorn would take it for where we are mounted
    settings = {
        **server_settings(),
        "bind": f"fd://{listener.detach()}",
        "workers": workers,
        "when_ready": lambda _server: ready(),
        "post_worker_init": lambda _worker: _work_beside(house, post),
        "worker_exit": lambda _server, _worker: post.close(),
    }
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
