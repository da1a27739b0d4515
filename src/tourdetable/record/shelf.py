"""The record as a server sees it: addresses with their hashes, and contents by hash."""

import hashlib
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from tourdetable.kernel.errors import SentenceError
from tourdetable.record.addresses import RELEASE, is_address
from tourdetable.record.compression import hash_unpacked
from tourdetable.record.manifest import MANIFEST, PAYLOAD, read_manifest
from tourdetable.record.negotiation import IDENTITY
from tourdetable.record.places import Places
from tourdetable.record.ranges import Span
from tourdetable.record.release import Release, read_release
from tourdetable.record.search import SUMS, index_sums

Stamp = tuple[int, int, int]
Key = tuple[str, str]
"""The hash of a content, and the coding in which it is meant."""
CACHED_EACH, CACHED_ALL = 256 * 1024, 16 * 1024 * 1024
"""Bytes: no larger content is kept in memory, and not more in all by one process."""
CHUNK = 1 << 16
"""Bytes of a larger one that are in memory at a time."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One release as it lies in place: address → SHA-256 in hexadecimal."""

    hashes: Mapping[str, str]
    release: Release
    stamp: Stamp


class Content:
    """The bytes of one content in one coding, from memory or from an open file; to be closed."""

    def __init__(self, source: bytes | BinaryIO, size: int, encoding: str) -> None:
        self.size, self.encoding = size, encoding
        self._source = source

    def part(self, first: int, length: int) -> Iterator[bytes]:
        """The bytes from `first` on, in pieces."""
        if isinstance(self._source, bytes):
            yield self._source[first : first + length]
            return
        self._source.seek(first)
        while length > 0 and (piece := self._source.read(min(CHUNK, length))):
            length -= len(piece)
            yield piece

    def whole(self) -> bytes:
        """All of it at once; it is closed then."""
        content = b"".join(self.part(0, self.size))
        self.close()
        return content

    def close(self) -> None:
        if not isinstance(self._source, bytes):
            self._source.close()


@dataclass(frozen=True, slots=True)
class Portion:
    """A part of a content as WSGI takes it: read as it is sent, closed at the end."""

    content: Content
    span: Span

    def __iter__(self) -> Iterator[bytes]:
        return self.content.part(self.span.first, self.span.length)

    def close(self) -> None:
        self.content.close()


class Shelf:
    """Gives contents by hash, and notices a new release by the look of its manifest.

    A content is given only when it was found to be what its hash says, at its first reading and
    again whenever its file looks different. It comes from the kept contents, which never change,
    so that a reader in the middle of a release still meets a whole page.
    """

    def __init__(self, places: Places) -> None:
        """Raises SentenceError where nothing is published yet, or not legibly."""
        self.places = places
        self._manifest = str(places.record / MANIFEST)
        self._listing = self._read()
        self._cache: dict[Key, bytes] = {}
        self._cached = 0
        self._checked: dict[Key, Stamp] = {}
        self._lock = threading.Lock()
        self._index: tuple[Stamp, Mapping[str, str]] | None = None

    def listing(self) -> Listing:
        """The newest release; the one before while the newest is just coming into place."""
        try:
            if _stamp(os.stat(self._manifest)) != self._listing.stamp:  # noqa: PTH116 - dear in a Path
                self._listing = self._read()
        except (OSError, SentenceError):
            pass  # the answer stays what it was until the record can be read again
        return self._listing

    def content(
        self, address: str, digest: str, encodings: Sequence[str] = (IDENTITY,)
    ) -> Content | None:
        """The content of that hash in the first of these codings that is there whole; None where
        none is. `address` says where to look when it was not kept, as in a record that was copied
        without its releases.
        """
        for encoding in encodings:
            held = self._cache.get((digest, encoding))
            if held is not None:
                return Content(held, len(held), encoding)
            for path in self._paths(address, digest, encoding):
                with suppress(OSError):
                    if found := self._open(path, (digest, encoding)):
                        return found
        return None

    def index_file(self, name: str) -> tuple[str, Content] | None:
        """A file of the search index by its name there, with its SHA-256; None where it is not.

        The index is small files that come and go together. One that is not as it was made is not
        given, for readers' browsers run it.
        """
        if not is_address(name):
            return None
        try:
            made = self._index_sums()
            held = (self.places.search / name).read_bytes()
        except OSError:
            return None
        digest = hashlib.sha256(held).hexdigest()
        return (digest, Content(held, len(held), IDENTITY)) if made.get(name) == digest else None

    def _index_sums(self) -> Mapping[str, str]:
        """Read again when another index has come. Raises OSError where there is none."""
        stamp = _stamp((self.places.search / SUMS).stat())
        if self._index is None or self._index[0] != stamp:
            self._index = stamp, index_sums(self.places)
        return self._index[1]

    def _paths(self, address: str, digest: str, encoding: str) -> tuple[Path, ...]:
        if encoding == IDENTITY:
            return self.places.content(digest), self.places.record / PAYLOAD / address
        return (self.places.compressed(digest, encoding),)

    def _open(self, path: Path, key: Key) -> Content | None:
        """What lies there, if it is what it should be. Raises OSError.

        A compressed form that is damaged is removed, so that it is made anew one day.
        """
        file = path.open("rb")
        found = None
        try:
            stamp = _stamp(os.fstat(file.fileno()))
            found = (
                self._large(file, key, stamp) if stamp[2] > CACHED_EACH else self._small(file, key)
            )
        finally:
            if found is None or found.size <= CACHED_EACH:
                file.close()
        if found is None and key[1] != IDENTITY:
            path.unlink()
        return found

    def _small(self, file: BinaryIO, key: Key) -> Content | None:
        held = file.read()
        if _hash(BytesIO(held), key[1]) != key[0]:
            return None
        self._remember(key, held)
        return Content(held, len(held), key[1])

    def _large(self, file: BinaryIO, key: Key, stamp: Stamp) -> Content | None:
        """It stays in its file, which is hashed once as it looks."""
        if self._checked.get(key) != stamp:
            if _hash(file, key[1]) != key[0]:
                return None
            self._checked[key] = stamp
        return Content(file, stamp[2], key[1])

    def _read(self) -> Listing:
        manifest = self.places.record / MANIFEST
        try:
            stamp = _stamp(manifest.stat())
            hashes, _ = read_manifest(manifest)
        except OSError:
            msg = "There is no record yet: run `tdt publish` first."
            raise SentenceError(msg) from None
        release = read_release(self.places.record / PAYLOAD / RELEASE)
        start = len(PAYLOAD)
        addresses = {path[start:]: digest for path, digest in hashes.items()}
        return Listing(addresses, release, stamp)

    def _remember(self, key: Key, content: bytes) -> None:
        """Keep it in memory in the place of what has been there longest."""
        with self._lock:
            if key in self._cache:
                return
            self._cache[key] = content
            self._cached += len(content)
            while self._cached > CACHED_ALL:
                oldest = next(iter(self._cache))
                self._cached -= len(self._cache.pop(oldest))


def _hash(file: BinaryIO, encoding: str) -> str:
    if encoding != IDENTITY:
        return hash_unpacked(file, encoding)
    found = hashlib.sha256()
    while piece := file.read(CHUNK):
        found.update(piece)
    return found.hexdigest()


def _stamp(found: os.stat_result) -> Stamp:
    return found.st_ino, found.st_mtime_ns, found.st_size
