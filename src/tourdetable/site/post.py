"""Letters go out while the house is open: a thread beside `tdt serve` and in `tdt work`.

However many do it, on however many machines, no letter is taken twice: each is locked and said to
be on its way before the mail server is spoken with (decision 0022).
"""

import datetime as dt
import logging
import threading

from django.db import close_old_connections, connections

from tourdetable.letters.tasks import send_what_is_due
from tourdetable.site.database import is_set_up

SECONDS_BETWEEN_LOOKS = 1.0
SECONDS_AFTER_A_FAULT = 15.0
SECONDS_TO_FINISH = 25.0
"""How long a letter that is on its way may still take when the house closes."""
_log = logging.getLogger(__name__)


class Post:
    """Sends what is due, until it is told to stop; a letter that is on its way is finished."""

    def __init__(self) -> None:
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None

    def open(self) -> None:
        """In the process that sends: a thread that was made before a fork cannot start after it."""
        self._thread = threading.Thread(target=self._work, name="post", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._closing.set()
        if self._thread is not None:
            self._thread.join(SECONDS_TO_FINISH)

    def _work(self) -> None:
        wait = 0.0
        while not self._closing.wait(wait):
            wait = SECONDS_BETWEEN_LOOKS
            close_old_connections()
            try:
                send_what_is_due(_now, is_closing=self._closing.is_set)
            except Exception:  # noqa: BLE001 - a fault in one letter or an absent database must not end the post
                if is_set_up():  # before there are tables, there are no letters
                    _log.exception("Letters could not be sent; they wait.")
                wait = SECONDS_AFTER_A_FAULT
        connections.close_all()


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def send_once() -> int:
    """Send what is due now; returns how many attempts were made."""
    return send_what_is_due(_now)
