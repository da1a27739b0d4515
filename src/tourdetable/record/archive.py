"""Earlier releases: which are kept, and how one is laid out again."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tourdetable.kernel.errors import SentenceError, UnknownThingError, shown
from tourdetable.record.addresses import RELEASE
from tourdetable.record.fixity import tag_faults
from tourdetable.record.manifest import MANIFEST, PAYLOAD, TAG_FILES, hash_of_file, read_manifest
from tourdetable.record.places import Places
from tourdetable.record.release import Release, read_release

SHORT = 12
"""Characters of a name that are shown; as many as make it unique are taken."""


@dataclass(frozen=True, slots=True)
class KeptRelease:
    """A release by its `name`, the SHA-256 of its manifest; `is_in_place`: it is the record."""

    name: str
    release: Release
    files: int
    is_in_place: bool


def kept_releases(places: Places) -> list[KeptRelease]:
    """All of them, the newest first; those that cannot be read are left to `tdt verify`."""
    try:
        current = hash_of_file(places.record / MANIFEST)
    except FileNotFoundError:
        current = ""
    found = []
    for folder in places.kept.glob("*"):
        try:
            release = read_release(folder / RELEASE)
            files = (folder / MANIFEST).read_bytes().count(b"\n")
        except (SentenceError, OSError):
            continue
        found.append(KeptRelease(folder.name, release, files, folder.name == current))
    return sorted(found, key=lambda kept: (kept.release.released_at, kept.name), reverse=True)


def find_release(name: str, places: Places) -> KeptRelease:
    """The one whose name begins so. Raises UnknownThingError where none does, or several do."""
    found = [kept for kept in kept_releases(places) if name and kept.name.startswith(name.lower())]
    if len(found) != 1:
        raise UnknownThingError("release", name, tuple(kept.name[:SHORT] for kept in found[:3]))
    return found[0]


def lay_out(kept: KeptRelease, folder: Path, places: Places) -> None:
    """Lay a release out in a folder that is empty or not there yet, as a bag of its own.

    Nothing there can change what is kept: files are copied. Raises SentenceError where the folder
    holds something, a content of the release is gone or its tag files are not what they were.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        msg = f"“{shown(str(folder))}” holds something already; give a folder that is empty or new."
        raise SentenceError(msg)
    for fault in tag_faults(places.kept / kept.name):
        msg = f"The release cannot be laid out: {fault}"
        raise SentenceError(msg)
    hashes, _ = read_manifest(places.kept / kept.name / MANIFEST)
    try:
        for path, digest in hashes.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(places.content(digest), target)
        for name in TAG_FILES:
            shutil.copyfile(places.kept / kept.name / name, folder / name)
    except FileNotFoundError as error:
        msg = f"The release cannot be laid out: {os.path.relpath(error.filename)} is gone."
        raise SentenceError(msg) from None
    except OSError as error:
        msg = f"The release cannot be laid out: {error.strerror} ({error.filename})."
        raise SentenceError(msg) from error


def faults_in_kept(places: Places) -> Iterator[str]:
    """A sentence for whatever is wrong with the files that say what a kept release is. The manifest
    is held to by the name of its folder (contents.py), the others by it and by each other.
    """
    for folder in sorted(places.kept.glob("*")):
        name = folder.relative_to(places.home)
        yield from (f"{name}/{fault}" for fault in tag_faults(folder))
        try:
            hashes, _ = read_manifest(folder / MANIFEST)
            found = hash_of_file(folder / RELEASE)
        except OSError as error:
            yield f"{name}/{Path(error.filename).name}: cannot be read ({error.strerror})."
            continue
        if found != hashes.get(PAYLOAD + RELEASE):
            yield f"{name}/{RELEASE}: is not what was published."
