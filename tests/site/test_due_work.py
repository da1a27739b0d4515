"""What is due after a release is done in the end, whatever was in the way."""

import hashlib
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.program import PATIENCE
from tests.record.leaves import page
from tests.record.reader import publish_with
from tourdetable.record.leaf import Leaf
from tourdetable.record.places import Places
from tourdetable.record.search import STAMP
from tourdetable.record.shelf import Shelf
from tourdetable.site.due_work import keep_up


def is_there_in_time(path: Path) -> bool:
    end = time.monotonic() + PATIENCE
    while not path.exists() and time.monotonic() < end:
        time.sleep(0.02)
    return path.exists()


def waits_in_time(caplog: pytest.LogCaptureFixture) -> bool:
    end = time.monotonic() + PATIENCE
    while not caplog.messages and time.monotonic() < end:
        time.sleep(0.02)
    return bool(caplog.messages)


@pytest.fixture
def _database(
    django_db_setup: None,  # noqa: ARG001 - asked for so that the database is there
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """What a thread may read; nothing is written, so nothing has to be undone."""
    with django_db_blocker.unblock():
        yield


def _kept_up(shelf: Shelf, closing: threading.Event) -> None:
    """Django keeps the connections to a database in memory open; this thread's ends with it."""
    keep_up(shelf, after_a_fault=0.05, closing=closing)
    if connection.connection is not None:
        connection.connection.close()


@pytest.mark.usefixtures("_database")
@pytest.mark.parametrize("obstacle", ["compressed", "indexing", "fresh-search"])
def test_due_work_goes_on_when_what_was_in_the_way_is_gone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, obstacle: str
) -> None:
    places = Places(tmp_path)
    content = page("long " * 1000)
    publish_with(tmp_path, [Leaf("en/long/index.html", content)])
    blocked = places.releases / obstacle
    if obstacle == "indexing":
        blocked.mkdir()
    else:
        blocked.write_text("in the way")
    closing = threading.Event()
    worker = threading.Thread(target=_kept_up, args=(Shelf(places), closing), daemon=True)
    worker.start()
    assert waits_in_time(caplog)
    time.sleep(0.3)
    assert len(caplog.messages) == 1  # told once, tried again and again
    if obstacle == "indexing":
        blocked.rmdir()
    else:
        blocked.unlink()
    assert is_there_in_time(places.compressed(hashlib.sha256(content).hexdigest(), "br"))
    assert is_there_in_time(places.search / STAMP)
    closing.set()
    worker.join(PATIENCE)
    assert not worker.is_alive()
