"""Files that are on the disk before a row names them (decision 36)."""

import os
from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage


class DurableStorage(FileSystemStorage):
    """Django's folder of files, which flushes what it saves: a power cut after the commit of a row
    leaves the file that the row names.
    """

    def _save(self, name: str, content: "File[bytes]") -> str:
        present = first_present(Path(self.path(name)).parent)
        saved = str(super()._save(name, content))  # type: ignore[misc]  # its types do not show it
        flush(Path(self.path(saved)), up_to=present)
        return saved


def first_present(folder: Path) -> Path:
    """The folder itself, or the nearest one above it that exists."""
    return next(one for one in (folder, *folder.parents) if one.is_dir())


def flush(path: Path, *, up_to: Path) -> None:
    """Flush a file and its entries in the folders above it, as far as `up_to`, which was there
    before (fsync(2): the entry of a file needs a flush of its folder). Raises OSError.
    """
    _flush(path)
    for folder in path.parents:
        _flush(folder)
        if folder == up_to:
            return


def write_durably(path: Path, content: bytes) -> None:
    """Write a file as a whole, or not at all, and flush it. Raises OSError."""
    present = first_present(path.parent)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        fresh.write_bytes(content)
        _flush(fresh)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    flush(path, up_to=present)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
