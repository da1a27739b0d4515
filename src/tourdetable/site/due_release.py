"""A release is due when something entered or left the record after the newest one was written.

Nothing is queued: the journal says what happened, the release says how far it knows the journal.
"""

import datetime as dt
import logging
import signal
import subprocess
import sys
from dataclasses import dataclass

from tourdetable.kernel.models import Event
from tourdetable.record.failed_releases import (
    LONGEST_PAUSE,
    FailedRelease,
    failed_release,
    forget_failures,
    record_failure,
)
from tourdetable.record.shelf import Shelf

RELEASING = (
    "publish_meeting",
    "withdraw_meeting",
    "restore_meeting",
    "withdraw_document",
    "restore_document",
    "publish_answers",
    "withdraw_answers",
    "restore_answers",
)
"""Verbs after which readers have to find another record."""
_PUBLISH = """
import contextlib, os, sys
with contextlib.suppress(OSError):
    os.nice(10)
    open("/proc/self/oom_score_adj", "w").write("500")
from tourdetable.site.main import main
sys.exit(main())
"""
"""Readers have the processor first, and where memory runs out the release ends, not the server."""
_MOST_SAID = 20
"""Last lines of a failed release that are written down."""
_log = logging.getLogger(__name__)


def is_release_due(shelf: Shelf) -> bool:
    """One query."""
    seal = shelf.listing().release.seal
    later = Event.objects.filter(pk__gt=seal.last if seal else 0, verb__in=RELEASING)
    return later.exists()


@dataclass
class ReleaseSchedule:
    """When a release that is due is tried: at once, and after a failure with growing pauses, which
    the home remembers (`record/failed_releases`).
    """

    shelf: Shelf
    failed: FailedRelease | None = None

    def __post_init__(self) -> None:
        self.failed = failed_release(self.shelf.places.home)

    def release_if_due(self, now: dt.datetime, *, waits: bool = True) -> bool:
        """Publish where that is due, in a process of its own: pressing pages must not hold up the
        answers of the server that this may run beside. False where nothing was due, where it is not
        time yet (unless it `waits` for none), or where it failed; what failed is still due.
        """
        home = self.shelf.places.home
        if not is_release_due(self.shelf):
            if self.failed is not None:  # somebody published by hand
                self.failed = None
                forget_failures(home)
            return False
        if waits and self._is_too_early(now):
            return False
        before = failed_release(home) or self.failed
        reason = publish_aside()  # which records why it failed, unless it was ended from outside
        if not reason:
            self.failed = None
            forget_failures(home)
            return True
        self.failed = record_failure(home, before, reason, now=now)
        _log.error(
            "The release failed (attempt %d); it is tried again at %s. %s",
            self.failed.count,
            self.failed.next.isoformat(timespec="seconds"),
            reason,
        )
        return False

    def _is_too_early(self, now: dt.datetime) -> bool:
        """A clock that was set back postpones nothing by more than the longest pause."""
        if self.failed is None:
            return False
        return now < self.failed.next and self.failed.next - now <= LONGEST_PAUSE


def publish_aside() -> str:
    """`tdt publish` in a process of its own: empty where it succeeded, else why it did not."""
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", _PUBLISH, "publish"], check=False, stderr=subprocess.PIPE
    )
    said = done.stderr.decode(errors="replace").splitlines()[-_MOST_SAID:]
    if done.returncode == 0:
        return ""
    if said:
        _log.error("What the release said: %s", " | ".join(said))
    if done.returncode < 0:
        name = signal.Signals(-done.returncode).name
        return (
            f"The process was ended from outside ({name}); mostly because it needed more memory "
            "than it may have (MemoryMax of its unit)."
        )
    return said[-1].removeprefix("tdt: ") if said else f"Exit status {done.returncode}."
