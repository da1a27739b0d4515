"""The record elsewhere: in a folder or a bucket, brought up to date with what differs and no more.

What is there is known by its own manifest. The order is that of the record itself: what is new
before what points to it, then what is gone, the manifest at the very end, so that no reader meets
a link to nothing. While files are brought there, a list says which of them stay as they are
(`SETTLED`); a mirroring that was cut short leaves that list, and the next one brings everything
else again and removes whatever it finds there that the record does not have.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from tourdetable.kernel.errors import SentenceError, shown
from tourdetable.record.addresses import is_everlasting, is_kept_file
from tourdetable.record.manifest import (
    BAGIT,
    DECLARATION,
    MANIFEST,
    PAYLOAD,
    TAG_FILES,
    format_manifest,
    read_lines,
)
from tourdetable.record.media_types import content_type, disposition
from tourdetable.record.places import Places
from tourdetable.record.placing import coming, going, record_payload
from tourdetable.record.serving import ASK_AGAIN, FOR_EVER

AMAZON = "https://s3.amazonaws.com"
SETTLED = "settled-sha256.txt"
"""At the root of a target while files are brought there: those that stay, as in a manifest."""
FRESH = ".fresh"
"""At the root of a folder: the file that is just being copied there."""


class Mirror(Protocol):
    """Somewhere that files can be put under names, with `/` between their parts."""

    def is_empty(self) -> bool:
        """Is there nothing at all?"""

    def read(self, name: str) -> bytes | None:
        """The file of that name, None where there is none."""

    def names(self) -> Iterable[str]:
        """Of all files of the payload that are there."""

    def put(self, name: str, source: Path) -> None:
        """Put a file there, over what may be there."""

    def remove(self, name: str) -> None:
        """Remove it; nothing happens where it is not there."""


@dataclass(frozen=True, slots=True)
class Mirrored:
    """What a mirroring did: how many files it put and how many it removed."""

    put: int
    removed: int


@dataclass(frozen=True)
class Folder:
    """A folder of any file system."""

    path: Path

    def is_empty(self) -> bool:
        return not self.path.exists() or {p.name for p in self.path.iterdir()} <= {FRESH}

    def read(self, name: str) -> bytes | None:
        try:
            return (self.path / name).read_bytes()
        except FileNotFoundError:
            return None

    def names(self) -> Iterator[str]:
        for path in (self.path / PAYLOAD).rglob("*"):
            if not path.is_dir() or path.is_symlink():
                yield path.relative_to(self.path).as_posix()

    def put(self, name: str, source: Path) -> None:
        target = self.path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, self.path / FRESH)
        (self.path / FRESH).replace(target)

    def remove(self, name: str) -> None:
        target = self.path / name
        target.unlink(missing_ok=True)
        with suppress(OSError):  # the first of its folders in which something is left
            for folder in target.parents[: len(Path(name).parents) - 1]:
                folder.rmdir()


@dataclass(frozen=True)
class Bucket:
    """A bucket of S3 or whatever speaks its language; `prefix` ends with a slash or is empty."""

    client: Any
    name: str
    prefix: str

    def is_empty(self) -> bool:
        return not any(self.client.list_objects(self.name, prefix=self.prefix, recursive=True))

    def read(self, name: str) -> bytes | None:
        try:
            answer = self.client.get_object(self.name, self.prefix + name)
        except Exception as error:
            if getattr(error, "code", "") == "NoSuchKey":
                return None
            raise
        try:
            content: bytes = answer.read()
        finally:
            answer.close()
            answer.release_conn()
        return content

    def names(self) -> Iterator[str]:
        start = self.prefix + PAYLOAD
        for item in self.client.list_objects(self.name, prefix=start, recursive=True):
            yield item.object_name.removeprefix(self.prefix)

    def put(self, name: str, source: Path) -> None:
        address = name.removeprefix(PAYLOAD)
        headers = {"Cache-Control": FOR_EVER if is_everlasting(address) else ASK_AGAIN}
        if is_kept_file(address):
            headers["Content-Disposition"] = disposition(address)
        self.client.fput_object(
            self.name,
            self.prefix + name,
            str(source),
            content_type=content_type(address),
            metadata=headers,
        )

    def remove(self, name: str) -> None:
        self.client.remove_object(self.name, self.prefix + name)


def open_mirror(target: str, settings: Mapping[str, str]) -> Mirror:
    """`s3://BUCKET[/PREFIX]` or the path of a folder.

    A bucket is reached as the tools of its kind do it: `settings` hold AWS_ACCESS_KEY_ID,
    AWS_SECRET_ACCESS_KEY, AWS_REGION, and AWS_ENDPOINT_URL where it is not Amazon's. Raises
    SentenceError for anything else, and for a bucket where its library is not installed.
    """
    parts = urlsplit(target)
    if parts.scheme == "s3" and parts.netloc:
        prefix = parts.path.strip("/")
        return Bucket(_client(settings), parts.netloc, f"{prefix}/" if prefix else "")
    if "://" in target or not target:
        msg = f"“{shown(target)}” is no place for a record: give a folder or s3://BUCKET/PREFIX."
        raise SentenceError(msg)
    return Folder(Path(target))


def _client(settings: Mapping[str, str]) -> Any:
    try:
        from minio import Minio  # noqa: PLC0415 - the same
    except ImportError:
        msg = "A bucket needs one more library: install tourdetable[s3]."
        raise SentenceError(msg) from None
    endpoint = urlsplit(settings.get("AWS_ENDPOINT_URL") or AMAZON)
    return Minio(
        endpoint.netloc,
        access_key=settings.get("AWS_ACCESS_KEY_ID"),
        secret_key=settings.get("AWS_SECRET_ACCESS_KEY"),
        session_token=settings.get("AWS_SESSION_TOKEN"),
        region=settings.get("AWS_REGION"),
        secure=endpoint.scheme == "https",
    )


def mirror(
    places: Places, target: str, settings: Mapping[str, str], *, is_full: bool = False
) -> Mirrored:
    """Bring the target up to date with the record of this home, which nobody changes meanwhile;
    `is_full` brings every file again, over damaged ones too.

    Raises SentenceError where the target cannot be used; what is there then is whole but for files
    that differ, and the next mirroring finishes it.
    """
    try:
        there = open_mirror(target, settings)
        found = _found(there, target)
        before = {} if is_full else found.settled
        after = record_payload(places)
        put = coming(before, after)
        removed = going(_listed(there) if is_full or found.is_unfinished else before, after)
        _bring(places, there, before, put, removed)
    except SentenceError:
        raise
    except Exception as error:
        msg = f"The record could not be brought to “{shown(target)}”: {error}."
        raise SentenceError(msg) from error
    return Mirrored(len(put), len(removed))


def _bring(
    places: Places, there: Mirror, before: Mapping[str, str], put: list[str], removed: list[str]
) -> None:
    # The declaration first: it says that what follows is ours, should this be cut short.
    there.put(BAGIT, places.record / BAGIT)
    if put or removed:
        moving = {*put, *removed}
        stay = {PAYLOAD + a: digest for a, digest in before.items() if a not in moving}
        list_of_them = places.releases / SETTLED
        list_of_them.write_text(format_manifest(stay), encoding="utf-8")
        there.put(SETTLED, list_of_them)
        list_of_them.unlink()
    for address in put:
        there.put(PAYLOAD + address, places.record / PAYLOAD / address)
    for address in removed:
        there.remove(PAYLOAD + address)
    for name in TAG_FILES:
        there.put(name, places.record / name)
    there.remove(SETTLED)


@dataclass(frozen=True, slots=True)
class Found:
    """What a target holds for certain, address → SHA-256; `is_unfinished` where there may be more,
    left by a mirroring that was cut short.
    """

    settled: Mapping[str, str]
    is_unfinished: bool


def _found(there: Mirror, target: str) -> Found:
    """Raises SentenceError where it is no record."""
    manifest = there.read(MANIFEST)
    if (settled := there.read(SETTLED)) is not None and there.read(BAGIT) == DECLARATION:
        return Found(_payload(settled) or {}, is_unfinished=True)
    if manifest is None and there.is_empty():
        return Found({}, is_unfinished=False)
    if manifest is None and there.read(BAGIT) == DECLARATION:
        return Found({}, is_unfinished=True)
    if manifest is not None and (payload := _payload(manifest)) is not None:
        return Found(payload, is_unfinished=False)
    msg = (
        f"“{shown(target)}” holds something that is no record; give a place that is empty or holds "
        "an earlier release."
    )
    raise SentenceError(msg)


def _payload(manifest: bytes) -> dict[str, str] | None:
    """Address → SHA-256; None where it is no manifest."""
    hashes, wrong = read_lines(manifest.decode("utf-8", "replace").split("\n")[:-1])
    return None if wrong else {path[len(PAYLOAD) :]: digest for path, digest in hashes.items()}


def _listed(there: Mirror) -> dict[str, str]:
    """Every address that it has, of contents that nobody knows."""
    return dict.fromkeys((name.removeprefix(PAYLOAD) for name in there.names()), "")
