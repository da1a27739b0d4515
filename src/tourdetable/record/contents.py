"""Contents are kept once, by their hash, and laid out under their addresses by hard links."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from tourdetable.record.leaf import Kept
from tourdetable.record.manifest import MANIFEST, hash_of_file, read_manifest
from tourdetable.record.places import Places


def keep_file(address: str, content: bytes, places: Places) -> Kept:
    """Keep the content of a file of the record, as `keep` does."""
    return Kept(address, keep(content, places), len(content))


def keep(content: bytes, places: Places) -> str:
    """Keep a content by its SHA-256 and return that; nothing is written where it is kept already.
    Raises OSError.

    A kept content is used again only when it still is what its hash says, so that a damaged one
    is replaced. Several publishers' workers may keep the same content at once.
    """
    digest = hashlib.sha256(content).hexdigest()
    kept = places.content(digest)
    if _holds(kept, content):
        return digest
    fresh = places.pressing / f"{digest}.{os.getpid()}"
    try:
        _write(content, fresh, kept)
    except FileNotFoundError:
        for folder in (fresh.parent, kept.parent):
            folder.mkdir(parents=True, exist_ok=True)
        _write(content, fresh, kept)
    return digest


def _write(content: bytes, fresh: Path, target: Path) -> None:
    fresh.write_bytes(content)
    fresh.replace(target)


def is_kept(digest: str, places: Places, size: int | None = None) -> bool:
    """Is there a content of that hash, and of that many bytes? It is not read."""
    try:
        found = places.content(digest).stat()
    except OSError:
        return False
    return size is None or found.st_size == size


def lay(digest: str, target: Path, places: Places) -> None:
    """Put a kept content at `target`, in one rename over whatever is there. Raises OSError."""
    kept, fresh = places.content(digest), places.releases / "fresh"
    fresh.unlink(missing_ok=True)
    try:
        _link(kept, fresh)
        fresh.replace(target)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh.unlink(missing_ok=True)
        _link(kept, fresh)
        fresh.replace(target)
    fresh.unlink(missing_ok=True)  # where both names were one file, a rename does nothing


def sweep_fresh(places: Places) -> None:
    """Remove what a worker had not finished writing."""
    shutil.rmtree(places.pressing, ignore_errors=True)


def faults_in_contents(places: Places) -> Iterator[str]:
    """A sentence for every content of any release that is not what it was, or is gone.

    Those that are the very files of the record are left to the check of the record.
    """
    present = set()
    in_record = {path.stat().st_ino for path in places.record.rglob("*") if path.is_file()}
    for path in sorted(places.contents.glob("*/*")):
        name, digest = path.relative_to(places.home), path.parent.name + path.name
        present.add(digest)
        if path.stat().st_ino in in_record:
            continue
        try:
            found = hash_of_file(path)
        except OSError as error:
            yield f"{name}: cannot be read ({error.strerror})."
            continue
        if found != digest:
            yield f"{name}: is not what was kept."
    for manifest in sorted(places.kept.glob(f"*/{MANIFEST}")):
        name = manifest.relative_to(places.home)
        if hash_of_file(manifest) != manifest.parent.name:
            yield f"{name}: is not what was kept."
        hashes, _ = read_manifest(manifest)
        for address, digest in hashes.items():
            if digest not in present:
                yield f"{name}: the content of {address} is gone."


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except FileNotFoundError:
        return False


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links, or one that allows no more of them
        shutil.copyfile(source, target)
