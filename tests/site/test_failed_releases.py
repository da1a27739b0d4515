"""A release that fails is tried again after growing pauses, and the desk says so."""

import datetime as dt
from pathlib import Path

import pytest

from tests.cast import NOW
from tests.record.reader import publish_with
from tourdetable.record.failed_releases import (
    FILE,
    FIRST_PAUSE,
    LONGEST_PAUSE,
    failed_release,
    forget_failures,
    pause_after,
    record_failure,
)
from tourdetable.record.leaf import Leaf
from tourdetable.record.places import Places
from tourdetable.record.shelf import Shelf
from tourdetable.site import due_release
from tourdetable.site.due_release import ReleaseSchedule, publish_aside


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
    """A home where a release is due, whatever the journal says, and cannot be made: its folder of
    releases takes no more.
    """
    publish_with(tmp_path, [Leaf("en/page.html", b"<p>a page")])
    monkeypatch.setattr(due_release, "is_release_due", lambda _shelf: True)
    monkeypatch.setenv("TDT_HOME", str(tmp_path / "file"))
    (tmp_path / "file").write_text("a file where a folder should be")
    return Shelf(Places(tmp_path))


def test_a_release_that_fails_waits_longer_each_time(
    shelf: Shelf, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    """It is made by a program of its own, which fails by itself."""
    schedule = ReleaseSchedule(shelf)
    assert not schedule.release_if_due(NOW)
    first = schedule.failed
    assert first is not None
    assert first.reason
    assert "attempt 1" in caplog.text
    assert not schedule.release_if_due(NOW + dt.timedelta(seconds=59))
    assert schedule.failed == first
    again = ReleaseSchedule(shelf)  # after a restart
    assert not again.release_if_due(NOW + dt.timedelta(seconds=59))
    assert again.failed == first
    assert not again.release_if_due(NOW + FIRST_PAUSE)
    assert again.failed is not None
    assert again.failed.count == 2
    assert failed_release(tmp_path) == again.failed


def test_a_release_by_hand_ends_it(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    record_failure(shelf.places.home, None, "no room", now=NOW)
    schedule = ReleaseSchedule(shelf)
    monkeypatch.setattr(due_release, "is_release_due", lambda _shelf: False)
    assert not schedule.release_if_due(NOW)
    assert failed_release(shelf.places.home) is None
    assert schedule.failed is None


def test_a_clock_that_was_set_back_postpones_nothing(shelf: Shelf) -> None:
    record_failure(shelf.places.home, None, "no room", now=NOW + dt.timedelta(days=400))
    schedule = ReleaseSchedule(shelf)
    assert not schedule.release_if_due(NOW)
    assert schedule.failed is not None
    assert schedule.failed.count == 2


def test_who_ended_the_process_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    end = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    monkeypatch.setattr(due_release, "_PUBLISH", end)
    assert publish_aside().startswith("The process was ended from outside (SIGKILL)")
