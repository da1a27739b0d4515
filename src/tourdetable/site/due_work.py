"""Work that is due: the text of kept files; after a release its files compressed for the wire and
its search index made.

What is due is seen from what is there; nothing is queued, and whoever is stopped in the middle
leaves it due. One process of a home does it at a time: a thread inside `tdt serve`, or `tdt work`.
"""

import logging
import threading
from collections.abc import Collection
from dataclasses import dataclass

from django.db import Error, connection

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.uploads import forget_old_uploads
from tourdetable.library.tasks import extract_due_texts
from tourdetable.record.compression import compress, sole_compressor
from tourdetable.record.media_types import texts_of
from tourdetable.record.search import make_index
from tourdetable.record.shelf import Shelf
from tourdetable.site.command import OPERATOR, now
from tourdetable.site.due_release import ReleaseSchedule

SECONDS_BETWEEN_LOOKS = 1.0
"""How soon a new release is noticed by whoever does the due work; readers notice it at once."""
SECONDS_AFTER_A_FAULT = 30.0
"""Disks are freed and rights are given by people."""
_LOG = logging.getLogger(__name__)


def keep_up(
    shelf: Shelf,
    *,
    after_a_fault: float = SECONDS_AFTER_A_FAULT,
    closing: threading.Event | None = None,
) -> None:
    """Do what is due for the release that is in place and for each one that follows, until
    `closing` is set, as the only one of this home to do so: a second one waits until the first is
    gone.

    What fails is told once, and tried again after a pause in seconds: meanwhile files are sent as
    they are, and searched by index.
    """
    told, given_up = "", set[int]()
    closing = closing or threading.Event()
    schedule = ReleaseSchedule(shelf)
    while not closing.is_set():
        try:
            with sole_compressor(shelf.places):
                done = None
                while not closing.is_set():
                    given_up |= _look_after_database(schedule, given_up)
                    stamp = shelf.listing().stamp
                    if stamp != done:
                        do_what_is_due(shelf)
                        done, told = stamp, ""
                    closing.wait(SECONDS_BETWEEN_LOOKS)
        except (OSError, SentenceError) as error:
            if told != str(error):
                told = str(error)
                _LOG.warning("tdt: What is due after a release is tried again: %s", told)
        except Exception as error:  # noqa: BLE001 - a fault of ours must not end the work for good
            if told != repr(error):
                told = repr(error)
                _LOG.exception("Due work failed; it is tried again.")
        closing.wait(after_a_fault)


def _look_after_database(schedule: ReleaseSchedule, given_up: Collection[int]) -> set[int]:
    """What is due by the database; the keys of files that were given up. A file that cannot be
    read is written down once, a database that is not there is another time.
    """
    found = set[int]()
    try:
        forget_old_uploads(by=OPERATOR, now=now())
        looked_into = look_into_files(given_up)
        found |= looked_into.given_up
        for sentence in looked_into.failures:
            _LOG.warning("A kept file could not be looked into: %s", sentence)
        schedule.release_if_due(now())
    except Error as error:  # set up later, or busy
        _LOG.debug("The database is asked again: %s", error)
    finally:
        connection.close()
    return found


@dataclass(frozen=True, slots=True)
class LookedInto:
    """How many files, and those that could not be: their keys, and a sentence for each."""

    count: int
    given_up: frozenset[int]
    failures: tuple[str, ...]


def look_into_files(given_up: Collection[int] = ()) -> LookedInto:
    """Store what kept files say, but for those that were given up before."""
    found = list(extract_due_texts(by=OPERATOR, now=now(), given_up=given_up))
    failed = {key: sentence for key, sentence in found if sentence}
    return LookedInto(len(found) - len(failed), frozenset(failed), tuple(failed.values()))


def do_what_is_due(shelf: Shelf) -> tuple[int, bool]:
    """How many compressed files were made, and whether the search index was.

    Raises OSError where the disk takes no more, SentenceError where the index cannot be made.
    """
    made = compress(shelf.places, texts_of(shelf.listing().hashes))
    return made, make_index(shelf.places)
