"""The tag files that make a directory with a payload a BagIt bag (RFC 8493)."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from tourdetable.record.manifest import (
    BAG_INFO,
    BAGIT,
    COVERED,
    DECLARATION,
    MANIFEST,
    TAG_MANIFEST,
    format_manifest,
    hash_of_file,
)
from tourdetable.record.release import generator


def write_tag_files(
    folder: Path, manifest: Iterable[str], extent: tuple[int, int], released_on: dt.date
) -> None:
    """Write all four. `manifest` is its text in pieces, `extent` the files of the payload and their
    bytes.
    """
    (folder / BAGIT).write_bytes(DECLARATION)
    with (folder / MANIFEST).open("w", encoding="utf-8") as stream:
        stream.writelines(manifest)
    (folder / BAG_INFO).write_bytes(bag_info(*extent, released_on))
    (folder / TAG_MANIFEST).write_bytes(tag_manifest(folder).encode())


def bag_info(count: int, size: int, released_on: dt.date | None = None) -> bytes:
    """What a bag says of itself: how many files of the payload, and their bytes."""
    lines = [f"Bag-Software-Agent: {generator()}"]
    if released_on:
        lines.append(f"Bagging-Date: {released_on.isoformat()}")
    lines.append(f"Payload-Oxum: {size}.{count}")
    return "".join(f"{line}\n" for line in lines).encode()


def tag_manifest(folder: Path) -> str:
    """What the tag manifest must hold, byte for byte, given the other tag files."""
    return format_manifest({name: hash_of_file(folder / name) for name in COVERED})
