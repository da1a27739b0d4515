"""Files are kept once, under their SHA-256, in whatever storage Django is configured for."""

import hashlib
from collections.abc import Iterator
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tourdetable.kernel.errors import SentenceError

_CHUNK = 1 << 20


def address_of(digest: str) -> str:
    """Where the content with that SHA-256 (64 hexadecimal digits) lies in the storage."""
    return f"sha256/{digest[:2]}/{digest[2:]}"


def digest_of(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def keep(content: bytes) -> str:
    """Store the content unless it is there already, undamaged; return its SHA-256."""
    digest = digest_of(content)
    address = address_of(digest)
    if default_storage.exists(address):
        if is_intact(digest):
            return digest
        default_storage.delete(address)
    default_storage.save(address, ContentFile(content))
    return digest


def read_kept(digest: str) -> bytes:
    """Stored content as a whole. Raises SentenceError where it is gone or no longer what it was."""
    try:
        with open_kept(digest) as stream:
            content = stream.read()
    except OSError as error:
        msg = f"The kept file {address_of(digest)} cannot be read ({error.strerror})."
        raise SentenceError(msg) from error
    if digest_of(content) != digest:
        msg = f"The kept file {address_of(digest)} is not what was stored; `tdt verify` says more."
        raise SentenceError(msg)
    return content


def open_kept(digest: str) -> IO[bytes]:
    """Open stored content for reading. Raises FileNotFoundError where nothing has that hash."""
    stream: IO[bytes] = default_storage.open(address_of(digest), "rb")
    return stream


def is_intact(digest: str) -> bool:
    """Does the stored content still have the hash it is stored under?"""
    found = hashlib.sha256()
    with open_kept(digest) as stream:
        for chunk in _chunks(stream):
            found.update(chunk)
    return found.hexdigest() == digest


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(_CHUNK):
        yield chunk
