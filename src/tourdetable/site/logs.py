"""What is written down of faults: one line each, on standard error, for journald or a file.

No line holds what opens something: the secrets of links, what was asked behind a `?`, an address of
mail. A line that is about a request begins with the number that the page showed (decision 35).
"""

import logging
import re
import threading
import traceback
from collections.abc import Mapping
from typing import Any

from tourdetable.kernel.link_addresses import SECRET_SPACE
from tourdetable.kernel.request_numbers import NUMBER

MASK = "…"
_SECRET = re.compile(rf"((?:(?<![\w-])|%2[fF]){SECRET_SPACE}(?:/|%2[fF]))[^/?#\s\"'<>|]+")
_QUERY = re.compile(r"(/[^\s?\"'<>|/]*\?)[^\s\"'<>|]+")
_LONGEST_NAME = 256
"""Of an address of mail before its @; RFC 5321 (section 4.5.3.1) allows 64."""
_MAIL = re.compile(
    rf"[^\s@<>\"'(),;:=|/]{{1,{_LONGEST_NAME}}}(?:@|%40)"
    r"(?:[\w-]{1,63}(?:\.[\w-]{1,63})+|[\w.-]{0,255}\Z)"
)
"""Also one that was cut at the end of a line."""
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_LONGEST = 8000
"""Signs of a line."""


def masked(text: str) -> str:
    """The same without what opens something or says who it is, on one line of `_LONGEST` signs.

    It is cut before it is searched, and each pattern has a bound or reads every sign once, so that
    a long line costs no more than its length.
    """
    text = text[:_LONGEST]
    for pattern, shown in (
        (_SECRET, rf"\1{MASK}"),
        (_QUERY, rf"\1{MASK}"),
        (_MAIL, f"{MASK}@{MASK}"),
    ):
        text = pattern.sub(shown, text)
    return _UNPRINTABLE.sub(" ", text)


class OneLine(logging.Formatter):
    """A record as one line: level, request, message, and the way to where it was raised."""

    def format(self, record: logging.LogRecord) -> str:
        parts = [_about_request(record) or record.getMessage()]
        if record.exc_info:
            lines = "".join(traceback.format_exception(*record.exc_info)).splitlines()
            parts += [line.strip() for line in lines if line.strip(" ^~")]
        text = masked(" | ".join(parts).removeprefix("tdt: "))
        return f"tdt: {record.levelname.lower()}: {text}"


def _about_request(record: logging.LogRecord) -> str:
    """Django says a path only; empty for what is about no request."""
    environ = getattr(getattr(record, "request", None), "META", None)
    if not isinstance(environ, Mapping):
        return ""
    path = getattr(record, "request").path  # noqa: B009 - a record has it where Django set it
    return described(environ, path)


def described(environ: Mapping[str, Any], path: str) -> str:
    """A request in a log: number, method and masked path."""
    number = environ.get(NUMBER, "?")
    return f"request {number}: {environ.get('REQUEST_METHOD', '?')} {masked(path)}"


def log_threads() -> None:
    """What ends a thread is written down like every other fault."""

    def write(ended: threading.ExceptHookArgs) -> None:
        if ended.exc_value is None:
            return
        name = ended.thread.name if ended.thread else "?"
        fault = (ended.exc_type, ended.exc_value, ended.exc_traceback)
        logging.getLogger(__name__).critical("The thread %s ended.", name, exc_info=fault)

    threading.excepthook = write


LOGGING: dict[str, object] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": OneLine}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # Below these stand refusals (4xx): the asker's, not ours.
        "django": {"handlers": [], "level": "ERROR", "propagate": True},
    },
}
"""Of all programs of the house (Django's `LOGGING`)."""
