"""Contents are kept once, by their hash, and laid out under their addresses by hard links."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from tourdetable.record.manifest import MANIFEST, hash_of_file, read_manifest
from tourdetable.record.places import Places


def keep_at(content: bytes, target: Path, places: Places) -> str:
    """Write the content to `target` (which is not there yet) and keep it by its hash; return the
    hash. Raises OSError.

    A kept content is used again only when it still is what its hash says, so that a damaged one
    is replaced by the next release that has it.
    """
    digest = hashlib.sha256(content).hexdigest()
    kept = places.content(digest)
    target.parent.mkdir(parents=True, exist_ok=True)
    if _holds(kept, content):
        _link(kept, target)
        return digest
    target.write_bytes(content)
    kept.parent.mkdir(parents=True, exist_ok=True)
    fresh = places.staging / "fresh"
    _link(target, fresh)
    fresh.replace(kept)
    return digest


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
