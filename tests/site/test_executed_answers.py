"""Whatever a screen does, also piece by piece, is done in the few threads of the screens."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.program import PATIENCE
from tourdetable.record.serving import StartResponse
from tourdetable.site.dispatching import MOST_SCREENS, SCREEN_THREADS, LimitedScreens


class Steps:
    """An application whose answer comes in pieces; it notes which thread did what."""

    def __init__(self, count: int = 20) -> None:
        self.count, self.threads, self.at_once, self.most = count, set[str](), 0, 0
        self.closed = threading.Event()
        self.lock = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> "Steps":
        del environ
        start_response("200 OK", [])
        self.threads.add(threading.current_thread().name)
        return self

    def __iter__(self) -> Iterator[bytes]:
        with self.lock:
            self.at_once += 1
            self.most = max(self.most, self.at_once)
        for number in range(self.count):
            self.threads.add(threading.current_thread().name)
            yield str(number).encode()
        with self.lock:
            self.at_once -= 1

    def close(self) -> None:
        self.threads.add(threading.current_thread().name)
        self.closed.set()


def _ask(screens: LimitedScreens) -> bytes:
    answer = screens({}, lambda *_given: None)
    content = b"".join(answer)
    answer.close()  # type: ignore[attr-defined]  # as a server does
    return content


def test_one_thread_makes_iterates_and_closes() -> None:
    steps = Steps()
    assert _ask(LimitedScreens(steps)) == b"".join(str(n).encode() for n in range(20))
    assert len(steps.threads) == 1
    assert steps.threads.pop().startswith("screen")


def test_no_more_are_iterated_at_a_time_than_there_are_threads() -> None:
    steps = Steps()
    screens = LimitedScreens(steps)
    with ThreadPoolExecutor(MOST_SCREENS) as readers:
        answers = list(readers.map(_ask, [screens] * MOST_SCREENS, timeout=PATIENCE))
    assert len(set(answers)) == 1
    assert steps.most <= SCREEN_THREADS
    assert len(steps.threads) <= SCREEN_THREADS


def test_a_reader_who_is_gone_ends_the_work() -> None:
    """After the piece in hand; the place is free again, as often as that happens."""
    for _ in range(2):
        steps = Steps(count=10**9)
        screens = LimitedScreens(steps)
        for _ in range(MOST_SCREENS + 1):
            answer = screens({}, lambda *_given: None)
            assert next(iter(answer)) == b"0"
            answer.close()  # type: ignore[attr-defined]  # as a server does
            assert steps.closed.is_set()


def test_what_fails_is_raised_where_it_is_read_and_frees_its_place() -> None:
    def fail(_environ: dict[str, Any], _start_response: StartResponse) -> list[bytes]:
        raise LookupError

    screens = LimitedScreens(fail)
    for _ in range(MOST_SCREENS + 1):
        with pytest.raises(LookupError):
            screens({}, lambda *_given: None)
