"""One publisher at a time, and a release that comes into place file by file, or not at all.

A release is first complete beside the record: all its contents are kept by hash, and its tag files
stand in `next`. From then on it will come into place, whatever happens: what differs from the
record is laid over it by renames, what is new before what points to it, what is gone last, the tag
files at the very end. A crash before `next` is there leaves the old record as it was; a crash
after it is finished by the next run, which does the same once more.
"""

import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from tourdetable.kernel.errors import SentenceError
from tourdetable.record.addresses import RELEASE
from tourdetable.record.contents import lay, sweep_fresh
from tourdetable.record.manifest import (
    MANIFEST,
    PAYLOAD,
    TAG_FILES,
    hash_of_file,
    own_lines,
)
from tourdetable.record.places import Places

DEEPEST = 999
"""Slashes of an address; none of ours has more than a few."""


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


def place(places: Places, coming: Iterable[tuple[str, str]], going: Iterable[str]) -> None:
    """Bring the complete release in `staging` into place. `coming` are address and SHA-256 of what
    must be laid, `going` the addresses that must be removed, both in their order.
    """
    os.sync()
    places.staging.rename(places.next)
    _finish(places, coming, going)


def _finish(places: Places, coming: Iterable[tuple[str, str]], going: Iterable[str]) -> None:
    payload = places.record / PAYLOAD
    payload.mkdir(parents=True, exist_ok=True)
    for address, digest in coming:
        lay(digest, payload / address, places)
    for address in going:
        _remove(payload / address, payload)
    for name in TAG_FILES:
        shutil.copyfile(places.next / name, places.releases / "fresh")
        (places.releases / "fresh").replace(places.record / name)
    _keep(places)
    done = places.releases / "done"
    _sweep(done)
    places.next.rename(done)
    _sweep(done)


def coming(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """What must be laid, in its order: what is new first, then what only changes."""
    changed = [address for address, digest in after.items() if before.get(address) != digest]
    return sorted(changed, key=lambda address: (address in before, turn(address)))


def going(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """What must be removed, in its order: entry pages first."""
    return sorted(before.keys() - after.keys(), key=turn, reverse=True)


def turn(address: str) -> str:
    """What addresses are sorted by: data before pages, deep ones before those that lead to them."""
    return f"{address.endswith('.html'):d}{DEEPEST - address.count('/'):03d}{address}"


def _remove(path: Path, root: Path) -> None:
    """A file and the folders that it leaves empty."""
    path.unlink(missing_ok=True)
    for folder in path.parents:
        if folder == root:
            break
        try:
            folder.rmdir()
        except OSError:  # something is left in it
            break


def _recover(places: Places) -> None:
    if places.next.is_dir():
        before, after = record_payload(places), _payload(places.next / MANIFEST)
        laid = ((address, after[address]) for address in coming(before, after))
        _finish(places, laid, going(before, after))
    _keep(places)
    _sweep(places.staging)
    _sweep(places.releases / "done")
    sweep_fresh(places)


def record_payload(places: Places) -> dict[str, str]:
    """What the record holds by its own manifest: address → SHA-256; nothing where there is none."""
    try:
        return _payload(places.record / MANIFEST)
    except FileNotFoundError:
        return {}


def _payload(manifest: Path) -> dict[str, str]:
    return dict(own_lines(manifest))


def _keep(places: Places) -> None:
    """Keep the tag files and the release.json of the record, under the hash of its manifest.

    What is kept is complete or not there: it is written beside and renamed.
    """
    if not (places.record / MANIFEST).is_file():
        return
    target = places.kept / hash_of_file(places.record / MANIFEST)
    if target.is_dir():
        return
    fresh = places.releases / "fresh-kept"
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
