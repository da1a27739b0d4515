"""A release that fails is tried again after growing pauses, whoever asked for it."""

import datetime as dt
import os
import shutil
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command

from tests.cast import CAST, NOW
from tests.meetings.table import meeting
from tests.record.leaves import IMPRINT, small_leaves, these
from tourdetable.meetings.actions.publishing import publish_meeting
from tourdetable.record.failed_releases import (
    FILE,
    FIRST_PAUSE,
    LONGEST_PAUSE,
    failed_release,
    forget_failures,
    pause_after,
    record_failure,
)
from tourdetable.record.places import Places
from tourdetable.record.placing import RecordInUseError, publisher
from tourdetable.record.publishing import publish
from tourdetable.record.shelf import Shelf
from tourdetable.site.due_release import ReleaseSchedule, publish_aside
from tourdetable.site.management.commands.publish import failures_recorded

OFFICER = CAST["secretariat officer"]


def test_pauses_grow_to_a_limit() -> None:
    pauses = [pause_after(count) for count in range(1, 100)]
    assert pauses[:4] == [FIRST_PAUSE * factor for factor in (1, 2, 4, 8)]
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST_PAUSE


def test_failures_are_remembered(tmp_path: Path) -> None:
    assert failed_release(tmp_path) is None
    first = record_failure(tmp_path, None, "no room", now=NOW)
    second = record_failure(tmp_path, failed_release(tmp_path), "no room", now=first.next)
    assert failed_release(tmp_path) == second
    assert (second.count, second.next - second.last) == (2, 2 * FIRST_PAUSE)
    forget_failures(tmp_path)
    assert failed_release(tmp_path) is None


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"count": 1, "last": 1}', "\ud800"])
def test_what_is_not_legible_is_no_failure(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).write_bytes(content.encode(errors="surrogatepass"))
    assert failed_release(tmp_path) is None


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """A record, and an event that it does not know yet; a release would go where a file is."""
    publish(these(small_leaves("one")), replace(IMPRINT, seal=None), places=Places(tmp_path))
    monkeypatch.setenv("TDT_HOME", str(tmp_path / "file"))
    (tmp_path / "file").write_text("a file where a folder should be")
    return Shelf(Places(tmp_path))


@pytest.fixture
def due(shelf: Shelf) -> Shelf:
    """The same, where a meeting was published since."""
    publish_meeting(meeting(), by=OFFICER, now=NOW)
    return shelf


@pytest.mark.django_db
def test_a_release_that_fails_waits_longer_each_time(
    due: Shelf, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    """It is made by a program of its own, which fails by itself."""
    schedule = ReleaseSchedule(due)
    assert not schedule.release_if_due(NOW)
    first = schedule.failed
    assert first is not None
    assert first.reason
    assert "attempt 1" in caplog.text
    assert not schedule.release_if_due(NOW + dt.timedelta(seconds=59))
    assert schedule.failed == first
    again = ReleaseSchedule(due)  # after a restart
    assert not again.release_if_due(NOW + dt.timedelta(seconds=59))
    assert again.failed == first
    assert not again.release_if_due(NOW + FIRST_PAUSE)
    assert again.failed is not None
    assert again.failed.count == 2
    assert failed_release(tmp_path) == again.failed


@pytest.mark.django_db
def test_a_release_by_hand_ends_it(shelf: Shelf) -> None:
    record_failure(shelf.places.home, None, "no room", now=NOW)
    schedule = ReleaseSchedule(shelf)
    assert not schedule.release_if_due(NOW)
    assert failed_release(shelf.places.home) is None
    assert schedule.failed is None


@pytest.mark.django_db
def test_a_clock_that_was_set_back_postpones_nothing(due: Shelf) -> None:
    record_failure(due.places.home, None, "no room", now=NOW + dt.timedelta(days=400))
    schedule = ReleaseSchedule(due)
    assert not schedule.release_if_due(NOW)
    assert schedule.failed is not None
    assert schedule.failed.count == 2


def test_who_ended_the_process_is_said(shelf: Shelf) -> None:
    """The process of a release, killed while it starts."""
    del shelf
    with ThreadPoolExecutor(1) as executor:
        known = _children()
        told = executor.submit(publish_aside)
        while not (started := _children() - known) and not told.done():
            time.sleep(0.01)
        for child in started:
            os.kill(child, signal.SIGKILL)
        assert told.result().startswith("The process was ended from outside (SIGKILL)")


def _children() -> set[int]:
    """Of this process, by the system's own list."""
    lists = Path("/proc/self/task").glob("*/children")
    return {int(number) for one in lists for number in one.read_text().split()}


@pytest.mark.django_db
def test_whoever_publishes_records_that_it_failed(
    settings: LazySettings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A timer or a hand, as the server does; one that is refused meanwhile has not failed."""
    settings.TDT_HOME = tmp_path
    places = Places(tmp_path)
    with publisher(places):
        with pytest.raises(RecordInUseError), failures_recorded(tmp_path, NOW), publisher(places):
            pass
        assert failed_release(tmp_path) is None
    shutil.rmtree(places.releases)
    places.releases.write_text("a file where a folder should be")
    for count in (1, 2):
        with pytest.raises(SystemExit):
            call_command("publish")
        failed = failed_release(tmp_path)
        assert failed is not None
        assert failed.count == count
        assert failed.reason in capsys.readouterr().err
    with failures_recorded(tmp_path, NOW):
        pass
    assert failed_release(tmp_path) is None
