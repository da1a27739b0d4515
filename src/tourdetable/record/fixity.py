"""Is a published record still what was published? Every fault is one sentence that names a file.

The check is our own, because the bagit library stops at the first kind of fault, takes links for
files and reads a tag manifest leniently; it has the last word where we find nothing.
"""

import logging
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import bagit

from tourdetable.kernel.errors import shown
from tourdetable.record.bag import tag_manifest
from tourdetable.record.contents import is_kept
from tourdetable.record.manifest import (
    BAGIT,
    COVERED,
    DECLARATION,
    MANIFEST,
    PAYLOAD,
    TAG_FILES,
    TAG_MANIFEST,
    hash_of_file,
    read_manifest,
)
from tourdetable.record.places import Places

shown_path = partial(shown, most=4096)
"""A whole path as it can stand in a sentence; no system knows longer ones."""


@dataclass(frozen=True, slots=True)
class BagCheck:
    """What was found in a bag: how many payload files it should hold, and what is wrong."""

    files: int
    faults: tuple[str, ...]


def check_bag(folder: Path) -> BagCheck:
    """Read every byte of the bag. Raises nothing: what cannot be read is a fault."""
    listed, wrong = _manifest(folder / MANIFEST)
    present, odd = _walk(folder)
    faults = [
        *odd,
        *tag_faults(folder),
        *(f"{MANIFEST}: line {number} is not a line of a manifest." for number in wrong),
        *_payload_faults(folder, listed, listed, present),
    ]
    if not faults:
        faults = list(_second_opinion(folder))
    return BagCheck(len(listed), tuple(faults))


def check_half_laid(places: Places) -> BagCheck:
    """The same while a release that was cut short waits to be brought into place: each file is that
    of the release before or that of the new one, whose contents are kept.
    """
    before, after = _manifest(places.record / MANIFEST), _manifest(places.next / MANIFEST)
    present, odd = _walk(places.record)
    waiting = places.next.relative_to(places.home)
    faults = [
        *odd,
        *(f"{waiting}/{fault}" for fault in tag_faults(places.next)),
        *_half_laid_tags(places),
        *_payload_faults(places.record, before[0], after[0], present),
        *(
            f"{waiting}: the content of {shown_path(path)} is gone."
            for path, digest in after[0].items()
            if not is_kept(digest, places)
        ),
    ]
    return BagCheck(len(after[0]), tuple(faults))


def _half_laid_tags(places: Places) -> Iterator[str]:
    """Each tag file of the record is one of a release that is kept, or of the one that waits."""
    sources = (places.next, *places.kept.glob("*"))
    for name in TAG_FILES:
        path = places.record / name
        known = {hash_of_file(source / name) for source in sources if (source / name).is_file()}
        if path.is_file() and hash_of_file(path) not in known:
            yield f"{name}: is not what was published."


def _manifest(path: Path) -> tuple[dict[str, str], list[int]]:
    try:
        return read_manifest(path)
    except OSError:
        return {}, []  # tag_faults says why


def tag_faults(folder: Path) -> Iterator[str]:
    """A sentence for whatever is wrong with the tag files of a bag, each by itself."""
    unreadable = False
    for name in TAG_FILES:
        try:
            (folder / name).read_bytes()
        except OSError as error:
            unreadable = True
            yield f"{name}: {_reason(error)}"
    if unreadable:
        return
    if (folder / BAGIT).read_bytes() != DECLARATION:
        yield f"{BAGIT}: is not the declaration of a bag as it was published."
    listed, wrong = read_manifest(folder / TAG_MANIFEST)
    yield from (f"{TAG_MANIFEST}: line {number} is not a line of a manifest." for number in wrong)
    for name in COVERED:
        if name not in listed:
            yield f"{TAG_MANIFEST}: does not hold the hash of {name}."
        elif listed[name] != hash_of_file(folder / name):
            yield f"{name}: is not what it was, or {TAG_MANIFEST} is not."
    for name in sorted(set(listed) - set(COVERED)):
        yield f"{TAG_MANIFEST}: names {shown_path(name)}, which is no tag file of a record."
    exact = tag_manifest(folder).encode() == (folder / TAG_MANIFEST).read_bytes()
    if not exact and not wrong and set(listed) == set(COVERED):
        yield f"{TAG_MANIFEST}: is not byte for byte what the other tag files give."


def _payload_faults(
    folder: Path, before: dict[str, str], after: dict[str, str], present: set[str]
) -> Iterator[str]:
    """What is there is as one of two manifests has it; what both have is there."""
    listed = before | after
    for path in listed:
        allowed = {before.get(path), after.get(path)}
        if not path.startswith(PAYLOAD):
            yield f"{MANIFEST}: names {shown_path(path)}, which is outside the payload."
        elif path not in present:
            if None not in allowed:
                yield f"{shown_path(path)}: is missing."
        else:
            try:
                found = hash_of_file(folder / path)
            except OSError as error:
                yield f"{shown_path(path)}: {_reason(error)}"
                continue
            if found not in allowed:
                yield f"{shown_path(path)}: is not what was published."
    for path in sorted(present - set(listed) - set(TAG_FILES)):
        where = f"is not in {MANIFEST}" if path.startswith(PAYLOAD) else "is no part of a record"
        yield f"{shown_path(path)}: {where}."


def _walk(folder: Path) -> tuple[set[str], list[str]]:
    """All plain files under a folder by their path from it, and a sentence for all else.

    Links are not followed: what they lead to was not published.
    """
    files, odd = set(), []
    waiting = [folder]
    while waiting:
        try:
            entries = sorted(waiting.pop().iterdir())
        except OSError as error:
            odd.append(f"{shown_path(str(error.filename))}: {_reason(error)}")
            continue
        for entry in entries:
            mode, path = entry.lstat().st_mode, str(entry.relative_to(folder))
            if stat.S_ISDIR(mode):
                waiting.append(entry)
            elif stat.S_ISREG(mode):
                files.add(path)
            else:
                odd.append(f"{shown_path(path)}: is a link or a device, not a file.")
    return files, odd


def _second_opinion(folder: Path) -> Iterator[str]:
    log = logging.getLogger("bagit")
    was, log.disabled = log.disabled, True
    try:
        bagit.Bag(str(folder)).validate()
    except (bagit.BagError, OSError, ValueError) as error:
        yield f"The record is not a valid bag: {error}."
    finally:
        log.disabled = was


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "is missing."
    return f"cannot be read ({(error.strerror or str(error)).lower()})."
