"""One publisher at a time, and a release that comes into place whole or not at all.

A release is written to `staging`; `staging` becomes `next` when it is complete; then `record`
becomes `previous`, `next` becomes `record`, and `previous` goes. A crash before the first rename
leaves the old record, a crash after it is finished by the next run: `next` says that there is
something to finish.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tourdetable.kernel.errors import SentenceError
from tourdetable.record.addresses import RELEASE
from tourdetable.record.manifest import MANIFEST, PAYLOAD, TAG_FILES, hash_of_file
from tourdetable.record.places import Places


@contextmanager
def publisher(places: Places) -> Iterator[None]:
    """Be the one who publishes; finish or sweep first what an earlier one left.

    Raises SentenceError while another one publishes.
    """
    places.releases.mkdir(parents=True, exist_ok=True)
    with places.lock.open("wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            msg = "Another publisher is at work on this record; try again when it is done."
            raise SentenceError(msg) from None
        _recover(places)
        yield


def recover(places: Places) -> None:
    """Finish what a crashed publisher left, unless one is at work now."""
    if not places.releases.is_dir():
        return
    with suppress(SentenceError), publisher(places):
        pass


def place(places: Places) -> None:
    """Bring the complete release in `staging` into place."""
    os.sync()
    places.staging.rename(places.next)
    _finish(places)


def _finish(places: Places) -> None:
    if places.record.exists():
        _sweep(places.previous)
        places.record.rename(places.previous)
    places.next.rename(places.record)
    _keep(places)
    _sweep(places.previous)


def _recover(places: Places) -> None:
    if places.next.is_dir():
        _finish(places)
    elif places.previous.is_dir() and not places.record.exists():
        places.previous.rename(places.record)
    _keep(places)
    _sweep(places.previous)
    _sweep(places.staging)


def _keep(places: Places) -> None:
    """Keep the tag files and the release.json of the record, under the hash of its manifest.

    What is kept is complete or not there: it is written beside and renamed.
    """
    if not (places.record / MANIFEST).is_file():
        return
    target = places.kept / hash_of_file(places.record / MANIFEST)
    if target.is_dir():
        return
    fresh = places.releases / "fresh"
    _sweep(fresh)
    fresh.mkdir(parents=True)
    for name in (*TAG_FILES, PAYLOAD + RELEASE):
        with suppress(FileNotFoundError):
            shutil.copyfile(places.record / name, fresh / Path(name).name)
    target.parent.mkdir(exist_ok=True)
    fresh.rename(target)


def _sweep(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
