"""The manifest of a bag (RFC 8493): which file has which SHA-256. Read strictly, written one way.

A line is the hash in lower-case hexadecimal, two spaces, the path, a line feed; lines stand in
the order of their paths. What is written in any other way was not written by us.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tourdetable.record.addresses import is_address

BAGIT, BAG_INFO = "bagit.txt", "bag-info.txt"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
COVERED = (BAG_INFO, BAGIT, MANIFEST)
"""Tag files whose hashes the tag manifest holds, in its order."""
TAG_FILES = (*COVERED, TAG_MANIFEST)
PAYLOAD = "data/"
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
_CHUNK = 1 << 20


def hash_of_file(path: Path) -> str:
    """SHA-256 in hexadecimal, a megabyte at a time. Raises OSError."""
    found = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()


def format_manifest(hashes: Mapping[str, str]) -> str:
    """The text of a manifest for path → hash."""
    return "".join(f"{hashes[path]}  {path}\n" for path in sorted(hashes))


def read_lines(lines: Iterable[str]) -> tuple[dict[str, str], list[int]]:
    """Path → hash, and the numbers of the lines that are no such line, counted from one.

    A path that is listed twice, is not a plain relative one or stands out of order counts as a
    line that is none.
    """
    hashes: dict[str, str] = {}
    wrong, last = [], ""
    for number, line in enumerate(lines, 1):
        match = _LINE.fullmatch(line)
        if not match or not is_address(match[2]) or match[2] <= last:
            wrong.append(number)
            continue
        last = match[2]
        hashes[last] = match[1]
    return hashes, wrong


def read_manifest(path: Path) -> tuple[dict[str, str], list[int]]:
    """A manifest file, by `read_lines`. Raises OSError."""
    text = path.read_bytes().decode("utf-8", "replace")
    lines = text.split("\n")
    hashes, wrong = read_lines(lines[:-1])
    if lines[-1]:
        wrong.append(len(lines))
    return hashes, wrong


def own_lines(path: Path) -> Iterator[tuple[str, str]]:
    """Address in the payload and hash, line by line, of a manifest that this installation wrote;
    nothing is checked but its shape. Raises OSError, and ValueError where a line is none.
    """
    start = len(f"{'':64}  {PAYLOAD}")
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            if len(line) <= start + 1:
                msg = f"{path.name} has a line without a path."
                raise ValueError(msg)
            yield line[start:-1], line[:64]
