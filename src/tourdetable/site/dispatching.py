"""Who answers: the record, a file of a release each time, or the screens, which are made anew.

What makes screens (Django's handler with all addresses) is loaded by the first who asks for one,
so that a server that only gives the record starts as fast as before.
"""

import json
import re
import threading
from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from tourdetable.kernel.errors import SentenceError
from tourdetable.record.serving import HEALTH, Headers, RecordApplication, StartResponse
from tourdetable.site.faults import (
    NUMBER_HEADER,
    Watched,
    answer_fault,
    new_number,
)
from tourdetable.site.logs import NUMBER
from tourdetable.site.protocol import ACTING, READING, host_of, protocol_answer

SCREENS = ("account", "assets", "desk", "note", "reply", "room", "sign-in", "sign-out")
"""First parts of the screens' addresses behind the language, as in site/addresses.py."""
FORMS = ("/oai",)
"""Addresses of the record that take a form too."""
Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]

_is_screen = re.compile(rf"/(?:[a-z]{{2}}/)?(?:{'|'.join(SCREENS)})(?:/|$)").match


class House:
    """The WSGI application (PEP 3333) of all that is served."""

    def __init__(self, record: Callable[[], RecordApplication]) -> None:
        """`record` raises SentenceError as long as nothing is published."""
        self._make_record, self._record = record, nothing_yet
        self._screens: Application | None = None
        self._loading = threading.Lock()
        self.find_record()

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        is_screen = bool(_is_screen(path))
        allowed = ACTING if is_screen or path in FORMS else READING
        if (early := protocol_answer(environ, allowed)) is not None:
            line = f"{early.status.value} {early.status.phrase}"
            start_response(line, early.headers())
            return [] if environ["REQUEST_METHOD"] == "HEAD" else [early.body()]
        environ["HTTP_HOST"] = host_of(environ) or environ["SERVER_NAME"]
        if is_screen:
            return self._answer_by_screens(environ, start_response)
        if self._record is nothing_yet:
            self.find_record()
        try:
            return self._record(environ, start_response)
        except Exception:  # noqa: BLE001 - whatever it is, it is written down and has a page
            return answer_fault(environ, start_response)

    def _answer_by_screens(
        self, environ: dict[str, Any], start_response: StartResponse
    ) -> Iterable[bytes]:
        """Each answer names the number under which a fault of it is written down."""
        environ[NUMBER] = number = new_number()

        def start(status: str, headers: Headers, *more: Any) -> Any:
            named = [pair for pair in headers if pair[0] != NUMBER_HEADER]
            return start_response(status, [*named, (NUMBER_HEADER, number)], *more)

        try:
            answer = (self._screens or self._load_screens())(environ, start)
        except Exception:  # noqa: BLE001 - the same
            return answer_fault(environ, start)
        return Watched(answer, environ) if getattr(answer, "streaming", False) else answer

    def find_record(self) -> RecordApplication | None:
        """The record, as soon as there is one."""
        with self._loading:
            if self._record is nothing_yet:
                try:
                    self._record = self._make_record()
                except SentenceError:
                    return None
            return self._record  # type: ignore[return-value]  # the other of the two it can be

    def _load_screens(self) -> Application:
        with self._loading:
            if self._screens is None:
                from django.core.handlers.wsgi import WSGIHandler  # noqa: PLC0415 - see above

                self._screens = cast("Application", WSGIHandler())
            return self._screens


def nothing_yet(environ: Mapping[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    """What stands in the record's place before its first release; the server itself is well."""
    is_health = environ["PATH_INFO"] == HEALTH
    status, kind = ("200 OK", "application/json") if is_health else ("404 Not Found", "text/plain")
    health = json.dumps({"released_at": None, "seal": None}) + "\n"
    text = "Nothing is published yet. The secretariat signs in at /desk/.\n"
    body = (health if is_health else text).encode()
    headers = [
        ("Content-Type", f"{kind}; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
    ]
    start_response(status, headers)
    return [body]
