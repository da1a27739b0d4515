"""Who may read what lies in a home: its owner alone, but for the record and its search index, which
a web server reads under another name (decision 35).

Folders keep strangers out whatever lies in them, so that a home of an earlier version is mended by
a few steps, however large it is.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PRIVATE_MASK, PUBLIC_MASK = 0o077, 0o022
HOME = 0o711
"""A web server finds its way through the home to the record, and lists nothing."""
PRIVATE_FOLDERS = ("compiled", "files", "mail", "releases")
PRIVATE_FILES = ("init.lock", "release-attempts.json", "secret-key")
_BESIDE_SQLITE = ("", "-wal", "-shm", "-journal")
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def make_private_by_default() -> None:
    """What the process makes from now on is its owner's alone."""
    os.umask(PRIVATE_MASK)


@contextmanager
def public_files() -> Iterator[None]:
    """What is made meanwhile is for everybody to read. The process must have but one thread that
    makes files.
    """
    before = os.umask(PUBLIC_MASK)
    try:
        yield
    finally:
        os.umask(before)


def create_home(home: Path) -> None:
    """The folder, where there is none. Raises OSError."""
    if not home.is_dir():
        home.mkdir(parents=True, exist_ok=True)
        home.chmod(HOME)


def secure_home(home: Path, database: str = "") -> tuple[str, ...]:
    """Take from others what they may do with private files; the names of those that were open.
    `database` is the path of an SQLite database, empty for another one. What belongs to somebody
    else, or lies on a disk that can only be read, stays as it is.
    """
    sqlite = Path(database or home / "tdt.sqlite3")
    paths = [home / name for name in (*PRIVATE_FOLDERS, *PRIVATE_FILES)]
    paths += [sqlite.with_name(sqlite.name + ending) for ending in _BESIDE_SQLITE]
    return tuple(path.name for path in paths if _close(path))


def _close(path: Path) -> bool:
    with suppress(OSError):
        found = path.lstat()
        if not stat.S_ISLNK(found.st_mode) and found.st_mode & _OTHERS:
            path.chmod(stat.S_IMODE(found.st_mode) & ~_OTHERS)
            return True
    return False


def secured_sentence(names: tuple[str, ...]) -> str:
    """What an operator is told of it."""
    return f"Readable by their owner alone from now on: {', '.join(names)}."
