"""Work that is due in meetings: files that lay for their day and were not taken in are gone."""

import datetime as dt

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.uploads import expired_uploads
from tourdetable.meetings.actions import forget_upload


def forget_old_uploads(*, by: Actor, now: dt.datetime) -> int:
    """Clear away what has lain for a day; returns how many files."""
    found = list(expired_uploads(now))
    for upload in found:
        forget_upload(upload, by=by, now=now)
    return len(found)
