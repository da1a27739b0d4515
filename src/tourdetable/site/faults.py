"""Faults of ours: each has a number, which is written down and shown.

What shows it is loaded by the first fault, so that a server of the record alone stays small.
"""

import logging
import secrets
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tourdetable.record.negotiation import Wishes
from tourdetable.record.serving import SECURITY, Headers, StartResponse
from tourdetable.site.configuration import LANGUAGES
from tourdetable.site.logs import NUMBER, described

NUMBER_HEADER = "X-Request-ID"
NUMBER_BYTES = 5
"""Of chance: enough that no two of a day are alike, few enough to be read out on the telephone."""
POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'"
_log = logging.getLogger(__name__)


def new_number() -> str:
    return secrets.token_hex(NUMBER_BYTES)


def answer_fault(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    """Write the present exception down and answer 500 with its number, in the reader's language."""
    from tourdetable.screens.refusals import failure_page  # noqa: PLC0415 - see above

    number = environ.setdefault(NUMBER, new_number())
    write_fault(environ)
    first = environ["PATH_INFO"].removeprefix("/").partition("/")[0]
    language = first if first in LANGUAGES else Wishes.of(environ).language(LANGUAGES)
    page = failure_page(language, number)
    headers: Headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Length", str(len(page))),
        ("Content-Language", language),
        ("Cache-Control", "no-store"),
        ("Content-Security-Policy", POLICY),
        (NUMBER_HEADER, number),
        *SECURITY,
    ]
    start_response("500 Internal Server Error", headers, sys.exc_info())  # type: ignore[call-arg]  # PEP 3333
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [page]


def write_fault(environ: Mapping[str, Any]) -> None:
    """The present exception, as one line of the log."""
    _log.exception("%s", described(environ, environ["PATH_INFO"]))


class Watched:
    """An answer that comes piece by piece: a fault in the middle is written down like any other,
    and the connection is cut, for its status is out already.
    """

    def __init__(self, answer: Iterable[bytes], environ: Mapping[str, Any]) -> None:
        self.answer, self.environ = answer, environ

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self.answer
        except Exception:
            write_fault(self.environ)
            raise

    def close(self) -> None:
        if close := getattr(self.answer, "close", None):
            close()
