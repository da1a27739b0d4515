"""`tdt publish` killed, without a disk, twice at once, and with a reader in the middle of it."""

import os
import random
import resource
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin
from urllib.request import urlopen

import bagit
import pytest

from tests.homes import ON, copied
from tests.program import TDT, environment, serving, tdt
from tourdetable.record.places import Places

pytestmark = pytest.mark.programs
FULL = ("publish", "--full", *ON)
OTHER_DAY = ("publish", "--on", "2005-04-14")
"""Another day changes most of the pages."""


@pytest.fixture(scope="module")
def published(few_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(few_home, tmp_path_factory.mktemp("bad-luck") / "home")


def start(home: Path, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [str(TDT), *words],
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def test_killed_at_random_moments_the_record_serves_and_verifies(published: Path) -> None:
    dice = random.Random(2005)  # noqa: S311 - moments, not secrets
    for turn in range(5):
        words = OTHER_DAY if turn % 2 else FULL
        publisher = start(published, *words)
        time.sleep(dice.uniform(0.3, 8.0))
        publisher.send_signal(signal.SIGKILL)
        publisher.communicate()
        with serving(published) as (_, port), urlopen(f"http://127.0.0.1:{port}/fr/") as answer:
            assert answer.status == 200
        assert tdt(published, "verify")[0] == 0
    assert tdt(published, *FULL)[0] == 0
    assert tdt(published, "verify")[0] == 0
    assert bagit.Bag(str(Places(published).record)).validate()


def test_a_worker_stopped_from_outside_is_a_sentence(published: Path) -> None:
    publisher = start(published, *FULL)
    until = time.monotonic() + 30
    workers: list[int] = []
    while not workers and time.monotonic() < until:
        children = Path(f"/proc/{publisher.pid}/task/{publisher.pid}/children")
        workers = [int(number) for number in children.read_text().split()]
    if not workers:
        publisher.communicate()
        pytest.skip("with one processor there are no workers")
    time.sleep(0.5)
    os.kill(workers[0], signal.SIGKILL)
    said = publisher.communicate()[1].decode()
    assert (publisher.returncode, said) == (
        1,
        "tdt: A process that pressed pages was stopped from outside; publish again.\n",
    )
    assert tdt(published, "verify")[0] == 0


def test_a_full_disk_leaves_the_release_and_says_so(published: Path) -> None:
    before = (Places(published).record / "manifest-sha256.txt").read_bytes()

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))

    done = subprocess.run(
        [str(TDT), *OTHER_DAY],
        env=environment(published),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=small_files,
    )
    assert done.returncode == 1
    assert "could not be written" in done.stderr
    assert (Places(published).record / "manifest-sha256.txt").read_bytes() == before
    assert tdt(published, "verify")[0] == 0


def test_two_publishers_at_once_do_not_mix(published: Path) -> None:
    first = start(published, *FULL)
    second = start(published, *OTHER_DAY)
    said = [first.communicate(), second.communicate()]
    codes = sorted((first.returncode, second.returncode))
    assert codes in ([0, 0], [0, 1])
    if codes == [0, 1]:
        refused = b"".join(err for _, err in said)
        assert b"Another publisher is at work" in refused
    assert tdt(published, "verify")[0] == 0


class Links(HTMLParser):
    """What a page points to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        self.found |= {value for name, value in attrs if name in ("href", "src") and value}


@contextmanager
def crawling(start_at: str) -> Iterator[list[str]]:
    """A reader who follows links again and again; gives what was dead."""
    dead: list[str] = []
    stop = threading.Event()

    def crawl() -> None:
        while not stop.is_set():
            waiting, seen = [start_at], {start_at}
            while waiting and not stop.is_set():
                address = waiting.pop(0)
                try:
                    with urlopen(address) as answer:  # noqa: S310 - our own server
                        page = answer.read().decode("utf-8", "replace")
                        is_page = answer.headers.get_content_type() == "text/html"
                except HTTPError as error:
                    dead.append(f"{error.code} {address}")
                    continue
                for link in sorted(Links(page).found) if is_page else ():
                    target = urldefrag(urljoin(address, link)).url
                    if target.startswith(start_at[:22]) and target not in seen:
                        seen.add(target)
                        waiting.append(target)

    reader = threading.Thread(target=crawl)
    reader.start()
    try:
        yield dead
    finally:
        stop.set()
        reader.join()


def test_a_reader_in_the_middle_of_it_meets_no_dead_link(published: Path) -> None:
    with serving(published) as (_, port), crawling(f"http://127.0.0.1:{port}/fr/") as dead:
        for words in (OTHER_DAY, ("publish", *ON)):
            assert tdt(published, *words)[0] == 0
    assert dead == []
