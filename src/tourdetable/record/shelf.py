"""The record as a server sees it: addresses with their hashes, and contents by hash."""

import hashlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tourdetable.kernel.errors import SentenceError
from tourdetable.record.addresses import RELEASE
from tourdetable.record.manifest import MANIFEST, PAYLOAD, read_manifest
from tourdetable.record.places import Places
from tourdetable.record.release import Release, read_release

Stamp = tuple[int, int, int]
CACHED_EACH, CACHED_ALL = 256 * 1024, 16 * 1024 * 1024
"""Bytes: no larger content is kept in memory, and not more in all by one process."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One release as it lies in place: address → SHA-256 in hexadecimal."""

    hashes: Mapping[str, str]
    release: Release
    stamp: Stamp


class Shelf:
    """Gives contents by hash, and notices a new release by the look of its manifest.

    A content is given only while it is what its hash says. It comes from the kept contents, which
    never change, so that a reader in the middle of a release still meets a whole page.
    """

    def __init__(self, places: Places) -> None:
        """Raises SentenceError where nothing is published yet, or not legibly."""
        self.places = places
        self._listing = self._read()
        self._cache: dict[str, bytes] = {}
        self._cached = 0
        self._lock = threading.Lock()

    def listing(self) -> Listing:
        """The newest release; the one before while the newest is just coming into place."""
        try:
            if _stamp(self.places.record / MANIFEST) != self._listing.stamp:
                self._listing = self._read()
        except (OSError, SentenceError):
            pass  # the answer stays what it was until the record can be read again
        return self._listing

    def content(self, address: str, digest: str) -> bytes | None:
        """The content of that hash; None where it is damaged or gone. `address` says where to
        look when it was not kept, as in a record that was copied without its releases.
        """
        found = self._cache.get(digest)
        if found is not None:
            return found
        for path in (self.places.content(digest), self.places.record / PAYLOAD / address):
            try:
                found = path.read_bytes()
            except OSError:
                continue
            if hashlib.sha256(found).hexdigest() == digest:
                self._remember(digest, found)
                return found
        return None

    def _read(self) -> Listing:
        manifest = self.places.record / MANIFEST
        try:
            stamp = _stamp(manifest)
            hashes, _ = read_manifest(manifest)
        except OSError:
            msg = "There is no record yet: run `tdt publish` first."
            raise SentenceError(msg) from None
        release = read_release(self.places.record / PAYLOAD / RELEASE)
        start = len(PAYLOAD)
        addresses = {path[start:]: digest for path, digest in hashes.items()}
        return Listing(addresses, release, stamp)

    def _remember(self, digest: str, content: bytes) -> None:
        """Keep it in memory in the place of what has been there longest."""
        if len(content) > CACHED_EACH:
            return
        with self._lock:
            if digest in self._cache:
                return
            self._cache[digest] = content
            self._cached += len(content)
            while self._cached > CACHED_ALL:
                oldest = next(iter(self._cache))
                self._cached -= len(self._cache.pop(oldest))


def _stamp(path: Path) -> Stamp:
    found = path.stat()
    return found.st_ino, found.st_mtime_ns, found.st_size
