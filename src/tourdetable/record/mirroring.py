"""The record elsewhere: in a folder or a bucket, brought up to date with what differs and no more.

What is there is known by its own manifest. The order is that of the record itself: what is new
before what points to it, what is gone last, the manifest at the very end, so that a mirroring that
was cut short is done once more by the next, and no reader meets a link to nothing.
"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from tourdetable.kernel.errors import SentenceError, shown
from tourdetable.record.addresses import is_everlasting
from tourdetable.record.manifest import (
    BAGIT,
    DECLARATION,
    MANIFEST,
    PAYLOAD,
    TAG_FILES,
    read_lines,
)
from tourdetable.record.media_types import content_type
from tourdetable.record.places import Places
from tourdetable.record.placing import coming, going, record_payload
from tourdetable.record.serving import ASK_AGAIN, FOR_EVER

AMAZON = "https://s3.amazonaws.com"


class Mirror(Protocol):
    """Somewhere that files can be put under names, with `/` between their parts."""

    def is_empty(self) -> bool:
        """Is there nothing at all?"""

    def read(self, name: str) -> bytes | None:
        """The file of that name, None where there is none."""

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
        return not self.path.exists() or not any(self.path.iterdir())

    def read(self, name: str) -> bytes | None:
        try:
            return (self.path / name).read_bytes()
        except FileNotFoundError:
            return None

    def put(self, name: str, source: Path) -> None:
        target = self.path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.with_name(f".{target.name}.new")
        shutil.copyfile(source, fresh)
        fresh.replace(target)

    def remove(self, name: str) -> None:
        target = self.path / name
        target.unlink(missing_ok=True)
        for folder in target.parents:
            if folder == self.path or any(folder.iterdir()):
                break
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

    def put(self, name: str, source: Path) -> None:
        address = name.removeprefix(PAYLOAD)
        self.client.fput_object(
            self.name,
            self.prefix + name,
            str(source),
            content_type=content_type(address),
            metadata={"Cache-Control": FOR_EVER if is_everlasting(address) else ASK_AGAIN},
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


def mirror(places: Places, target: str, settings: Mapping[str, str]) -> Mirrored:
    """Bring the target up to date with the record of this home, which nobody changes meanwhile.

    Raises SentenceError where the target cannot be used; what is there then is whole but for files
    that differ, and the next mirroring finishes it.
    """
    try:
        there = open_mirror(target, settings)
        before, after = _payload(there, target), record_payload(places)
        put, removed = coming(before, after), going(before, after)
        # The declaration first: it says that what follows is ours, should this be cut short.
        for name in (BAGIT, *(PAYLOAD + address for address in put), *TAG_FILES):
            there.put(name, places.record / name)
        for address in removed:
            there.remove(PAYLOAD + address)
    except SentenceError:
        raise
    except Exception as error:
        msg = f"The record could not be brought to “{shown(target)}”: {error}."
        raise SentenceError(msg) from error
    return Mirrored(len(put), len(removed))


def _payload(there: Mirror, target: str) -> dict[str, str]:
    """What it holds by its own manifest, nothing where it is empty. Raises SentenceError where it
    is no record.
    """
    manifest = there.read(MANIFEST)
    if manifest is not None:
        hashes, wrong = read_lines(manifest.decode("utf-8", "replace").split("\n")[:-1])
        if not wrong:
            return {path[len(PAYLOAD) :]: digest for path, digest in hashes.items()}
    elif there.is_empty() or there.read(BAGIT) == DECLARATION:
        return {}
    msg = (
        f"“{shown(target)}” holds something that is no record; give a place that is empty or holds "
        "an earlier release."
    )
    raise SentenceError(msg)
