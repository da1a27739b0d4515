"""Releases that failed, until one succeeds: how often, why, and when the next attempt is due.

Kept in a file of the home, so that a restart does not begin again with the shortest pause, and so
that the desk can say it without asking whoever publishes.
"""

import datetime as dt
import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tourdetable.kernel.storage import write_durably

FILE = "release-attempts.json"
FIRST_PAUSE, LONGEST_PAUSE = dt.timedelta(minutes=1), dt.timedelta(hours=6)
"""Each pause is twice the one before."""
_LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class FailedRelease:
    """`count` attempts in a row; `reason` is a sentence for whoever runs the server."""

    count: int
    last: dt.datetime
    next: dt.datetime
    reason: str


def pause_after(count: int) -> dt.timedelta:
    """After that many failures in a row, one or more."""
    return min(FIRST_PAUSE * (1 << min(count - 1, 20)), LONGEST_PAUSE)


def failed_release(home: Path) -> FailedRelease | None:
    """What is written down; None where the last attempt succeeded or nothing legible is there."""
    try:
        kept = json.loads((home / FILE).read_bytes())
        last, following = (dt.datetime.fromisoformat(kept[name]) for name in ("last", "next"))
        if last.tzinfo is None or following.tzinfo is None:
            return None
        return FailedRelease(int(kept["count"]), last, following, str(kept["reason"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def record_failure(
    home: Path, before: FailedRelease | None, reason: str, *, now: dt.datetime
) -> FailedRelease:
    """One more than before. Where the home takes no file, whoever calls still knows it."""
    count = before.count + 1 if before else 1
    failed = FailedRelease(count, now, now + pause_after(count), reason[:_LONGEST_REASON])
    kept = {
        "count": failed.count,
        "last": failed.last.isoformat(),
        "next": failed.next.isoformat(),
        "reason": failed.reason,
    }
    with suppress(OSError):
        write_durably(home / FILE, json.dumps(kept, ensure_ascii=False).encode())
    return failed


def forget_failures(home: Path) -> None:
    """After a release that succeeded."""
    with suppress(OSError):
        (home / FILE).unlink(missing_ok=True)
