"""A release is due when something entered or left the record after the newest one was written.

Nothing is queued: the journal says what happened, the release says how far it knows the journal.
"""

import subprocess
import sys

from tourdetable.kernel.models import Event
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
_PUBLISH = "import sys; from tourdetable.site.main import main; sys.exit(main())"


def is_release_due(shelf: Shelf) -> bool:
    """One query."""
    seal = shelf.listing().release.seal
    later = Event.objects.filter(pk__gt=seal.last if seal else 0, verb__in=RELEASING)
    return later.exists()


def release_if_due(shelf: Shelf) -> bool:
    """Publish where that is due, in a process of its own: pressing pages must not hold up the
    answers of the server that this may run beside. False where nothing was due or it failed; what
    failed is still due.
    """
    if not is_release_due(shelf):
        return False
    done = subprocess.run([sys.executable, "-c", _PUBLISH, "publish"], check=False)  # noqa: S603 - our own program
    return done.returncode == 0
