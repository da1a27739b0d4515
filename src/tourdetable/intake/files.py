"""Files that are to be kept: read from where they lie, and written out beside the data."""

from pathlib import Path

from tourdetable.kernel.errors import SentenceError, shown
from tourdetable.kernel.files import read_kept
from tourdetable.kernel.media.kinds import MEDIA
from tourdetable.kernel.media.recognition import check_size, of_file

FOLDER = "files"
"""Beside `documents.yaml`: each file once, under its SHA-256."""


def read_kept_file(path: Path, *, most: int) -> bytes:
    """A file, unless it is larger than is taken. Raises SentenceError."""
    try:
        if path.is_file():
            check_size(path.stat().st_size, most=most)
        return path.read_bytes()
    except OSError as error:
        msg = f"{shown(path.name)} cannot be read ({error.strerror}); check the name."
        raise SentenceError(msg) from None
    except SentenceError as error:
        raise of_file(path.name, error) from None


def name_in_dump(sha256: str, media_type: str) -> str:
    return f"{sha256}.{MEDIA[media_type].ending}"


def write_kept_file(folder: Path, sha256: str, media_type: str) -> None:
    """Write a kept file out, unless it lies there. Raises SentenceError, OSError."""
    path = folder / FOLDER / name_in_dump(sha256, media_type)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(read_kept(sha256))
