"""Who answers: the record, a file of a release each time, or the screens, which are made anew.

What makes screens (Django's handler with all addresses) is loaded by the first who asks for one,
so that a server that only gives the record starts as fast as before.
"""

import json
import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, cast

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.request_numbers import NUMBER, NUMBER_HEADER, new_number
from tourdetable.record.serving import (
    HEALTH,
    Headers,
    RecordApplication,
    StartResponse,
    security_headers,
)
from tourdetable.site.configuration import LANGUAGES
from tourdetable.site.faults import Watched, answer_fault
from tourdetable.site.protocol import allowed_methods, host_of, is_screen, protocol_answer

SCREEN_THREADS = 4
"""Screens that one process answers at a time; each may hold a connection to the database."""
MOST_SCREENS = 60
"""Screens that one process has in hand, answered or waiting."""
THREADS = MOST_SCREENS + 4
"""Threads of one process: those beyond the screens answer for the record alone."""
PIECES_AHEAD = 4
"""Pieces of an answer that are made before the server's thread took the first."""
_BEGUN, _ENDED = object(), object()
Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]


class House:
    """The WSGI application (PEP 3333) of all that is served."""

    def __init__(self, record: Callable[[], RecordApplication]) -> None:
        """`record` raises SentenceError as long as nothing is published."""
        self._make_record, self._record = record, nothing_yet
        self._screens: Application | None = None
        self._loading = threading.Lock()
        self._limited = LimitedScreens(self._answer_by_screens)
        self.find_record()

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if (early := protocol_answer(environ, allowed_methods(path))) is not None:
            line = f"{early.status.value} {early.status.phrase}"
            start_response(line, early.headers())
            return [] if environ["REQUEST_METHOD"] == "HEAD" else [early.body()]
        environ["HTTP_HOST"] = host_of(environ) or environ["SERVER_NAME"]
        if is_screen(path):
            return self._limited(environ, start_response)
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
        if environ["REQUEST_METHOD"] == "HEAD":
            getattr(answer, "close", lambda: None)()
            return []
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


class LimitedScreens:
    """Screens in threads of their own, few at a time, so that the record never waits for them.

    A screen may wait for the database for as long as that takes. `SCREEN_THREADS` of them are
    answered at a time and keep the connections to the database; the others wait in line with the
    server's thread that took them in, up to `MOST_SCREENS`; whoever comes then is refused in words
    (503). The threads that remain are for the record (decision 36).
    """

    def __init__(self, application: Application) -> None:
        self._application = application
        self._slots = threading.BoundedSemaphore(MOST_SCREENS)
        self._executor: ThreadPoolExecutor | None = None
        self._starting = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        if not self._slots.acquire(blocking=False):
            return too_many(environ, start_response)
        try:
            answer = ExecutedAnswer(self._slots.release)
            self._threads().submit(answer.run, self._application, environ, start_response)
            return answer.begin()
        except BaseException:
            self._slots.release()
            raise

    def _threads(self) -> ThreadPoolExecutor:
        """Started in the process that answers: threads do not outlive a fork."""
        with self._starting:
            if self._executor is None:
                self._executor = ThreadPoolExecutor(SCREEN_THREADS, "screen")
            return self._executor


class ExecutedAnswer:
    """An answer that is made, iterated and closed in one thread of the executor, whose connection
    to the database it uses to its end; pieces go to the server's thread as they come.
    """

    def __init__(self, release: Callable[[], None]) -> None:
        self._release = release
        self._pieces: queue.Queue[object] = queue.Queue(PIECES_AHEAD)
        self._is_cut = threading.Event()

    def run(
        self, application: Application, environ: dict[str, Any], start_response: StartResponse
    ) -> None:
        """In the executor. What fails is raised where the pieces are read."""
        try:
            answer = application(environ, start_response)
            try:
                self._pieces.put(_BEGUN)
                for piece in answer:
                    if self._is_cut.is_set():
                        break
                    self._pieces.put(piece)
            finally:
                getattr(answer, "close", lambda: None)()
        except BaseException as error:  # noqa: BLE001 - raised in the other thread
            self._pieces.put(error)
        else:
            self._pieces.put(_ENDED)

    def begin(self) -> "ExecutedAnswer":
        """Wait until it has a status."""
        self._next()
        return self

    def __iter__(self) -> Iterator[bytes]:
        while (piece := self._next()) is not _ENDED:
            yield cast("bytes", piece)

    def _next(self) -> object:
        piece = self._pieces.get()
        if isinstance(piece, BaseException):
            self._is_over = True
            raise piece
        self._is_over = piece is _ENDED
        return piece

    _is_over = False

    def close(self) -> None:
        """Called once by the server (PEP 3333): a reader who is gone ends the work after the piece
        that is being made.
        """
        self._is_cut.set()
        while not self._is_over:
            with suppress(BaseException):  # written down where it was raised
                self._next()
        self._release()


def too_many(environ: Mapping[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    """Refuse a screen for a moment: its page asks no database and waits for nobody."""
    from tourdetable.screens.headers import POLICY  # noqa: PLC0415 - see above
    from tourdetable.screens.unavailable import (  # noqa: PLC0415 - the same
        SECONDS_TO_WAIT,
        UnavailableSheet,
        render_unavailable,
    )

    first, _, rest = environ["PATH_INFO"].removeprefix("/").partition("/")
    language, rest = (first, f"/{rest}") if first in LANGUAGES else ("en", environ["PATH_INFO"])
    rest = rest.encode("latin-1").decode("utf-8", "replace")
    sheet = UnavailableSheet(
        f"/{language}{rest}", was_sent=environ["REQUEST_METHOD"] == "POST", is_busy=True
    )
    body = render_unavailable(language, rest, sheet).encode()
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Content-Language", language),
        ("Content-Security-Policy", POLICY),
        ("Cache-Control", "no-store"),
        ("Retry-After", str(SECONDS_TO_WAIT)),
        *security_headers(environ["PATH_INFO"]),
    ]
    start_response("503 Service Unavailable", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


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
