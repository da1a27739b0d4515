"""Contents of the record compressed once, by hash, and sent as they lie: brotli and gzip.

A compressed form is never trusted: it is sent only after it was unpacked and found to be the
content whose hash it bears. So nothing that happens to it (a crash in the middle, a damaged disk)
can reach a reader, and all of them can be deleted at any time.

Qualities: 8,000 pages of the record, 15 kB each, take one core 1.7 s to be compressed both ways,
and about 3 s with reading, checking and writing; 22 and 24 percent of their size are left. Brotli's
next two qualities take half as long again and twice as long, for 6 and 12 percent fewer bytes.
"""

import fcntl
import hashlib
import os
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import brotli  # type: ignore[import-untyped]  # it ships no types; used in this module only

from tourdetable.record.places import Places

BROTLI, GZIP = "br", "gzip"
BROTLI_QUALITY, GZIP_LEVEL = 3, 1
SMALLEST = 512
"""Bytes: a smaller content fills one packet with its headers either way."""
_GZIP_BITS = 31
"""What zlib calls a window of 32 kB in gzip's own frame (RFC 1952), without name or time."""
_CHUNK = 1 << 16


def _brotli(content: bytes) -> bytes:
    packed: bytes = brotli.compress(content, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY)
    return packed


def _gzip(content: bytes) -> bytes:
    packing = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, _GZIP_BITS)
    return packing.compress(content) + packing.flush()


ENCODINGS: Mapping[str, Callable[[bytes], bytes]] = {BROTLI: _brotli, GZIP: _gzip}
"""Coding as HTTP names it → how it is made; the better one first."""


def compress(places: Places, digests: Iterable[str]) -> int:
    """Keep the compressed forms of these kept contents that are not there yet; how many were made.

    What is there is left as it is. A content that is gone or damaged has none, and neither has one
    that would not be smaller. It can be interrupted at any time: a form is written beside its
    place and renamed. Raises OSError where the disk takes no more.
    """
    made, present = 0, dict[Path, set[str]]()
    for digest in digests:
        targets = {name: places.compressed(digest, name) for name in ENCODINGS}
        folder = targets[BROTLI].parent
        if folder not in present:
            folder.mkdir(parents=True, exist_ok=True)
            present[folder] = {path.name for path in folder.iterdir()}
        missing = {n: path for n, path in targets.items() if path.name not in present[folder]}
        content = _whole(places.content(digest), digest) if missing else b""
        if len(content) < SMALLEST:
            continue
        for name, target in missing.items():
            packed = ENCODINGS[name](content)
            if len(packed) < len(content):
                _write(packed, target)
                made += 1
    return made


def hash_unpacked(stream: BinaryIO, encoding: str) -> str:
    """SHA-256 in hexadecimal of what a compressed form holds, a piece at a time; empty where it is
    not one whole such form. Raises OSError.
    """
    found = hashlib.sha256()
    try:
        for piece in _UNPACKING[encoding](stream):
            found.update(piece)
    except (brotli.error, zlib.error, EOFError):
        return ""
    return found.hexdigest()


@contextmanager
def sole_compressor(places: Places) -> Iterator[None]:
    """Wait until nobody else compresses for this home, then be the one; sweep what an earlier one
    was writing. Raises OSError where the home cannot be written, or holds no releases.
    """
    with places.compressing.open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for path in places.packed.glob("*/*.fresh"):
            path.unlink()
        yield


def _whole(path: Path, digest: str) -> bytes:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return b""
    return content if hashlib.sha256(content).hexdigest() == digest else b""


def _write(content: bytes, target: Path) -> None:
    fresh = Path(f"{target}.{os.getpid()}.fresh")
    try:
        fresh.write_bytes(content)
        fresh.replace(target)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise


def _unbrotli(stream: BinaryIO) -> Iterator[bytes]:
    unpacking = brotli.Decompressor()
    while chunk := stream.read(_CHUNK):
        yield unpacking.process(chunk, output_buffer_limit=_CHUNK)
        while not unpacking.can_accept_more_data():
            yield unpacking.process(b"", output_buffer_limit=_CHUNK)
    if not unpacking.is_finished():
        raise EOFError


def _gunzip(stream: BinaryIO) -> Iterator[bytes]:
    unpacking = zlib.decompressobj(_GZIP_BITS)
    while chunk := unpacking.unconsumed_tail or stream.read(_CHUNK):
        yield unpacking.decompress(chunk, _CHUNK)
        if unpacking.unused_data:
            raise EOFError
    yield unpacking.flush()
    if not unpacking.eof:
        raise EOFError


_UNPACKING: Mapping[str, Callable[[BinaryIO], Iterator[bytes]]] = {
    BROTLI: _unbrotli,
    GZIP: _gunzip,
}
