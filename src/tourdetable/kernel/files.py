"""Files are kept once, under their SHA-256, in whatever storage Django is configured for."""

import hashlib
from collections.abc import Iterator
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

_CHUNK = 1 << 20


def address_of(digest: str) -> str:
    """Where the content with that SHA-256 (64 hexadecimal digits) lies in the storage."""
    return f"sha256/{digest[:2]}/{digest[2:]}"


def keep(content: bytes) -> str:
    """Store the content unless it is there already; return its SHA-256 in hexadecimal."""
    digest = hashlib.sha256(content).hexdigest()
    if not default_storage.exists(address_of(digest)):
        default_storage.save(address_of(digest), ContentFile(content))
    return digest


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
