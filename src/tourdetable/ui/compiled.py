"""What is compiled from templates and catalogues is kept for the next run, in the home.

Reading a template takes fifty times as long as reading what became of it. Kept is only what can be
made again at any time, under a hash of all that it is made from: what is stale is never asked for,
and whoever deletes `compiled/` loses nothing. Some of it is code that will be run, so it lies where
the database and the secret key lie, in a folder that is its owner's alone (Django's file cache).
"""

import hashlib
from collections.abc import Callable, Iterable
from types import CodeType

from django.core.cache import caches
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

CACHE = "compiled"
"""Its name in Django's settings."""


def compiled(source: bytes, maker: str, make: Callable[[], bytes]) -> bytes:
    """What `make` gives for the source; `maker` says what that depends on besides."""
    kept, address = caches[CACHE], _address(maker.encode(), source)
    found: bytes | None = kept.get(address)
    if found is None:
        found = make()
        kept.set(address, found)
    return found


class CompiledTemplates(BytecodeCache):
    """Templates are compiled once for all languages: words are looked up when a page is made.

    `makers` are the sources and versions that the code of a template depends on beside its text.
    """

    def __init__(self, makers: Iterable[bytes]) -> None:
        self.maker = _address(*makers).encode()
        self.known: dict[str, CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        address = self._address(bucket)
        if address not in self.known and (found := caches[CACHE].get(address)):
            bucket.bytecode_from_string(found)  # nothing where it is another Python's
            self.known[address] = bucket.code
        bucket.code = self.known.get(address)

    def dump_bytecode(self, bucket: Bucket) -> None:
        address = self._address(bucket)
        self.known[address] = bucket.code
        caches[CACHE].set(address, bucket.bytecode_to_string())

    def _address(self, bucket: Bucket) -> str:
        return _address(self.maker, bucket.key.encode(), bucket.checksum.encode())


def _address(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()
