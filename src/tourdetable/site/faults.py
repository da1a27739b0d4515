"""Faults of ours: each has a number, which is written down and shown.

What shows it is loaded by the first fault, so that a server of the record alone stays small.
"""

import logging
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tourdetable.kernel.request_numbers import NUMBER, new_number
from tourdetable.record.serving import StartResponse
from tourdetable.site.logs import described

_log = logging.getLogger(__name__)


def answer_fault(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    """Write the present exception down and answer 500 with its number, in the reader's language."""
    from tourdetable.screens.refusals import failure  # noqa: PLC0415 - see above

    environ.setdefault(NUMBER, new_number())
    write_fault(environ)
    headers, page = failure(environ)
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
