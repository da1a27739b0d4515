"""The record served by gunicorn, embedded: no second command line, no file of settings."""

import os
import socket
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from gunicorn.app.base import BaseApplication

from tourdetable.kernel.errors import SentenceError
from tourdetable.record.places import Places
from tourdetable.record.placing import recover
from tourdetable.record.serving import RecordApplication

HOST, PORT = "127.0.0.1", 8000
MOST_WORKERS = 4
THREADS = 4
"""Threads of one worker: enough that a slow line does not hold up the others."""
SECONDS_TO_FINISH = 10
"""How long requests under way may take after SIGTERM."""
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - gunicorn opens its files there without a name


class EmbeddedServer(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """gunicorn over the application that it is given."""

    def __init__(self, application: RecordApplication, settings: Mapping[str, Any]) -> None:
        self.application, self.settings = application, settings
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.settings.items():
            self.cfg.set(name, value)

    def load(self) -> RecordApplication:
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


def serve(
    places: Places, listener: socket.socket, *, workers: int, ready: Callable[[], None]
) -> None:
    """Serve until SIGTERM or SIGINT; `ready` is called once answers can be given.

    Raises SentenceError where there is no record yet. Ends the process by SystemExit.
    """
    recover(places)
    application = RecordApplication(places)
    listener.set_inheritable(True)
    settings = {
        "bind": f"fd://{listener.detach()}",
        "worker_class": "gthread",
        "workers": workers,
        "threads": THREADS,
        "keepalive": 5,
        "graceful_timeout": SECONDS_TO_FINISH,
        "loglevel": "warning",
        "proc_name": "tdt serve",
        "control_socket_disable": True,
        "when_ready": lambda _server: ready(),
    }
    if SHARED_MEMORY.is_dir():
        settings["worker_tmp_dir"] = str(SHARED_MEMORY)
    EmbeddedServer(application, settings).run()
