"""Many people at the house at once: what each of them does, and what has to hold afterwards. The
house is `tdt serve` with four app processes, and its post goes to a real mail server.
"""

import json
import re
import resource
import statistics
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http.cookiejar import Cookie, CookieJar
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.letters.sink import Sink, sinking
from tests.program import PATIENCE, done, serving
from tools.checkout import ROOT

WARMING = 0.1
"""The part of the time in which processes still read their templates: no wait of it is measured."""
REFUSED = 422
"""The status of a form that is shown again with a sentence that says why."""
Way = Callable[["Crowd"], None]


class RefusedError(Exception):
    """A form was not taken; `page` shows it again."""

    def __init__(self, page: str) -> None:
        super().__init__("The form was not taken.")
        self.page = page


@dataclass
class Visitor:
    """A browser without a face: keeps cookies, sends forms as the page has them. `waits` are the
    seconds that each request took, with the instant at which it began.
    """

    house: str
    session: tuple[str, str] | None = None
    waits: list[tuple[float, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        jar = CookieJar()
        if self.session:
            jar.set_cookie(_cookie(*self.session))
        handler = urllib.request.HTTPCookieProcessor(jar)
        self.opener = urllib.request.build_opener(handler)

    def look(self, place: str) -> str:
        return self._ask(place)

    def send(self, place: str, **typed: str) -> None:
        """Look at a form and send it. Raises RefusedError for one that is not taken."""
        self.post(place, {**hidden_in(self.look(place)), **typed})

    def post(self, place: str, typed: Mapping[str, str], **headers: str) -> str:
        """What is answered. Raises RefusedError for what is not taken."""
        try:
            return self._ask(place, urlencode(typed).encode(), **headers)
        except urllib.error.HTTPError as error:
            if error.code != REFUSED:
                raise
            raise RefusedError(error.read().decode()) from None

    def _ask(self, place: str, sent: bytes | None = None, **headers: str) -> str:
        asked = urllib.request.Request(f"{self.house}{place}", sent, headers)  # noqa: S310 - our own house
        began = time.monotonic()
        try:
            with self.opener.open(asked, timeout=PATIENCE) as answer:
                return str(answer.read().decode())
        finally:
            self.waits.append((began, time.monotonic() - began))


def hidden_in(page: str) -> dict[str, str]:
    """What the first form in the middle of a page sends besides what is typed."""
    main = page.partition("<main")[2]
    names = ("csrfmiddlewaretoken", "form", "seen")
    found = {name: re.search(rf'name="{name}"(?: value="([^"]*)")?', main) for name in names}
    return {name: match[1] or "" for name, match in found.items() if match}


def _cookie(name: str, value: str) -> Cookie:
    """As the house would have set it; Python calls this machine so."""
    of_house = {"domain": "localhost.local", "domain_specified": True, "domain_initial_dot": False}
    of_path = {"port": None, "port_specified": False, "path": "/", "path_specified": True}
    rest = {"secure": False, "expires": None, "discard": True, "comment": None}
    return Cookie(0, name, value, **of_house, **of_path, **rest, comment_url=None, rest={})  # type: ignore[arg-type]  # by name, as it has them


@dataclass
class Crowd:
    """What everybody did, how long each request took, and what went wrong."""

    house: str
    until: float
    done: Counter[str] = field(default_factory=Counter)
    waits: list[tuple[float, float]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, what: str) -> None:
        """One more of what was done."""
        with self.lock:
            self.done[what] += 1

    def visitor(self, session: tuple[str, str] | None = None) -> Visitor:
        return Visitor(self.house, session, self.waits)

    @property
    def has_time(self) -> bool:
        return time.monotonic() < self.until

    def goes(self, ways: Sequence[Way]) -> None:
        threads = [threading.Thread(target=self._safely, args=(way,)) for way in ways]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _safely(self, way: Way) -> None:
        try:
            way(self)
        except (urllib.error.URLError, OSError, RefusedError, AssertionError) as error:
            self.faults.append(f"{way}: {error!r}")


@dataclass(frozen=True)
class Company:
    """One kind of people in a crowd: what is laid before they come (`lay`, a program that prints
    JSON), what each of them does, and what has to hold of what is `found` afterwards.
    """

    lay: str
    ways: Callable[[Any], Sequence[Way]]
    find: str
    holds: Callable[[Any, Crowd, Sink], None]


@dataclass(frozen=True)
class Load:
    """What was measured: `refused` are forms shown again because somebody else was faster, and
    `cpu_ms` is what the processes of the house took for a request, their start included.
    """

    requests: int
    rate: float
    median_ms: float
    p99_ms: float
    cpu_ms: float
    refused: int
    errors: tuple[str, ...]


def under_load(home: Path, url: str, seconds: float, *companies: Company) -> Load:
    """Let everybody in for so long, on the PostgreSQL at `url`, and, unless there were errors, look
    afterwards whether all that was done is there.
    """
    settings = {"TDT_DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
    done(home, "init", **settings)
    laid = [_told(home, one.lay, settings) for one in companies]
    before = _spent()
    with sinking() as (sink, port):
        mail = {"TDT_MAIL_URL": f"smtp://127.0.0.1:{port}", "TDT_MAIL_FROM": "t@example.org"}
        with serving(home, workers=4, **settings, **mail) as (_, own):
            began = time.monotonic()
            crowd = Crowd(f"http://localhost:{own}", began + seconds)
            ways = (one.ways(told) for one, told in zip(companies, laid, strict=True))
            crowd.goes([*chain.from_iterable(ways)])
            ended = time.monotonic()
    spent = _spent() - before
    for one in () if crowd.faults else companies:
        one.holds(_told(home, one.find, settings), crowd, sink)
    return _measured(crowd, began, ended, spent)


def _told(home: Path, program: str, settings: Mapping[str, str]) -> Any:
    return json.loads(done(home, "shell", "-c", program, **settings)[-1])


def _spent() -> float:
    """Processor seconds of all programs that were started here and have ended."""
    told = resource.getrusage(resource.RUSAGE_CHILDREN)
    return told.ru_utime + told.ru_stime


def _measured(crowd: Crowd, began: float, ended: float, spent: float) -> Load:
    begun = began + WARMING * (ended - began)
    waits = [wait for at, wait in crowd.waits if at >= begun]
    hundredths = statistics.quantiles(waits, n=100)
    median, slow = 1000 * hundredths[49], 1000 * hundredths[98]
    rate = len(waits) / (ended - begun)
    count, refused = len(crowd.waits), crowd.done["refused"]
    cpu = 1000 * spent / count
    return Load(count, rate, median, slow, cpu, refused, tuple(crowd.faults))
