"""Mail that a screen sends at once: to the one who signs in, or whose account is changed."""

import logging
import threading
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import cache

from django.core.mail import EmailMessage
from django.utils.translation import override

LOG = logging.getLogger(__name__)
HANDS = 2
"""How many mails of one process are on their way to the mail server at the same time."""
_lock = threading.Lock()
"""Threads hand over at the same time."""
_under_way: "list[Future[None]]" = []


def hand_over(mail: EmailMessage) -> None:
    """Send it beside the answer: how long the mail server takes, or that it fails, would tell an
    address with an account from one without. Who stops the process waits until it is sent.
    """
    with _lock:
        _under_way.append(_hands().submit(_send, mail))
        _under_way[:] = [sending for sending in _under_way if not sending.done()]


def all_sent() -> None:
    """Wait until what was handed over is sent, or has failed."""
    with _lock:
        sendings = list(_under_way)
    wait(sendings)


def _send(mail: EmailMessage) -> None:
    try:
        with override(None):
            mail.send()
    except Exception:
        LOG.exception("A mail of the screens could not be handed to the mail server.")


@cache
def _hands() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(HANDS, thread_name_prefix="mail of screens")
