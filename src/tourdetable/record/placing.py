"""One publisher at a time, and a release that comes into place file by file, or not at all.

A release is first complete beside the record: all its contents are kept by hash, and its tag files
stand in `next`. From then on it will come into place, whatever happens: what differs from the
record is laid over it by renames, what is new before what points to it, what is gone last, the tag
files at the very end. A crash before `next` is there leaves the old record as it was; a crash
after it is finished by the next run, which does the same once more. Where that cannot be, because
a content is gone, the release is given up and the record `unsettled`: the next one lays everything.
"""

import fcntl
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

from tourdetable.kernel.errors import SentenceError
from tourdetable.record.addresses import RELEASE
from tourdetable.record.contents import is_kept, lay, sweep_fresh
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


class RecordInUseError(SentenceError):
    """Somebody else publishes, or verifies, at this moment."""


@contextmanager
def publisher(places: Places) -> Iterator[None]:
    """Be the one who publishes; finish or sweep first what an earlier one left.

    Raises SentenceError while another one publishes, or somebody reads what must not change.
    """
    places.releases.mkdir(mode=0o700, parents=True, exist_ok=True)
    with places.lock.open("wb") as lock:
        _hold(lock, fcntl.LOCK_EX)
        _recover(places)
        yield


@contextmanager
def reader(places: Places) -> Iterator[None]:
    """See to it that nobody publishes meanwhile, and change nothing.

    Raises SentenceError while somebody does.
    """
    with ExitStack() as stack:
        if places.lock.exists():
            _hold(stack.enter_context(places.lock.open("rb")), fcntl.LOCK_SH)
        yield


def _hold(lock: IO[bytes], how: int) -> None:
    for kind in (how, fcntl.LOCK_SH):
        try:
            fcntl.flock(lock, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            continue
        if kind == how:
            return
        msg = "The record is being verified; try again when that is done."
        raise RecordInUseError(msg)
    msg = "Another publisher is at work on this record; try again when it is done."
    raise RecordInUseError(msg)


def recover(places: Places) -> None:
    """Finish what a crashed publisher left, unless one is at work now, or nothing can be written
    here: whoever only reads does without.
    """
    if not places.releases.is_dir():
        return
    with suppress(SentenceError, OSError), publisher(places):
        pass


def place(places: Places, coming: Iterable[tuple[str, str]], going: Iterable[str]) -> None:
    """Bring the complete release in `staging` into place. `coming` are address and SHA-256 of what
    must be laid, `going` the addresses that must be removed, both in their order.
    """
    places.staging.rename(places.next)
    _finish(places, coming, going)


def ensure_kept(coming: Iterable[tuple[str, str]], places: Places) -> None:
    """Raises SentenceError where a content that must be laid is gone."""
    if gone := _gone(coming, places):
        msg = (
            f"The release could not be written: the content of {gone} is gone. The earlier one "
            "stays; `tdt publish --full` writes everything anew."
        )
        raise SentenceError(msg)


def _gone(coming: Iterable[tuple[str, str]], places: Places) -> str:
    """The first address of which no content is kept."""
    return next((address for address, digest in coming if not is_kept(digest, places)), "")


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
    places.unsettled.unlink(missing_ok=True)
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
        before, after = record_payload(places), dict(own_lines(places.next / MANIFEST))
        laid = [(address, after[address]) for address in coming(before, after)]
        if _gone(laid, places):
            places.unsettled.touch()
            _sweep(places.next)
        else:
            _finish(places, laid, going(before, after))
    if not places.unsettled.exists():
        _keep(places)
    _sweep(places.staging)
    _sweep(places.releases / "done")
    sweep_fresh(places)


def record_lines(places: Places) -> Iterator[tuple[str, str]]:
    """Address and SHA-256 of what the record holds by its own manifest; where nothing says what it
    holds, the addresses of the files that are there.
    """
    if (manifest := settled_manifest(places)) is not None:
        yield from own_lines(manifest)
        return
    payload = places.record / PAYLOAD
    for path in payload.rglob("*"):
        if path.is_symlink() or not path.is_dir():
            yield path.relative_to(payload).as_posix(), ""


def settled_manifest(places: Places) -> Path | None:
    """The manifest that the record holds to."""
    manifest = places.record / MANIFEST
    return manifest if manifest.is_file() and not places.unsettled.exists() else None


def record_payload(places: Places) -> dict[str, str]:
    """All of `record_lines`."""
    return dict(record_lines(places))


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
