"""Work that is due after a release: its files compressed for the wire, its search index made.

What is due is seen from what is there; nothing is queued, and whoever is stopped in the middle
leaves it due. One process of a home does it at a time: a thread inside `tdt serve`, or `tdt work`.
"""

import time
from contextlib import suppress

from tourdetable.kernel.errors import SentenceError
from tourdetable.record.compression import compress, sole_compressor
from tourdetable.record.media_types import texts_of
from tourdetable.record.search import make_index
from tourdetable.record.shelf import Shelf

SECONDS_BETWEEN_LOOKS = 1.0
"""How soon a new release is noticed by whoever does the due work; readers notice it at once."""


def keep_up(shelf: Shelf) -> None:
    """Do what is due for the release that is in place and for each one that follows, for ever, as
    the only one of this home to do so: a second one waits until the first is gone.

    Ends where nothing can be written: files are then sent as they are, and searched by index.
    """
    done = None
    try:
        with sole_compressor(shelf.places):
            while True:
                stamp = shelf.listing().stamp
                if stamp != done:
                    with suppress(SentenceError):  # an index that fails today may succeed next time
                        do_what_is_due(shelf)
                    done = stamp
                time.sleep(SECONDS_BETWEEN_LOOKS)
    except OSError:
        return


def do_what_is_due(shelf: Shelf) -> tuple[int, bool]:
    """How many compressed files were made, and whether the search index was.

    Raises OSError where the disk takes no more, SentenceError where the index cannot be made.
    """
    made = compress(shelf.places, texts_of(shelf.listing().hashes))
    return made, make_index(shelf.places)
