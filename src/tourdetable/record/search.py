"""The search index of the record: made by pagefind from the pages of a release, after it.

It is no part of the record: a release never waits for it, it may lag behind, and the page of the
search says so by offering its own index. It comes into place by a rename, whole or not at all.
"""

import fcntl
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

from pagefind_bin_extended import (  # type: ignore[import-untyped]  # it ships no types
    get_executable,
)

from tourdetable.kernel.errors import SentenceError
from tourdetable.record.manifest import MANIFEST, PAYLOAD, hash_of_file
from tourdetable.record.places import Places

STAMP = "release.txt"
"""In the index: the SHA-256 of the manifest of the release that it was made from."""
SECONDS = 600


def is_index_due(places: Places) -> bool:
    """Is there a release whose pages the index does not know?"""
    try:
        wanted = hash_of_file(places.record / MANIFEST)
    except FileNotFoundError:
        return False
    try:
        return (places.search / STAMP).read_text(encoding="ascii") != wanted
    except (OSError, UnicodeError):
        return True


def make_index(places: Places) -> bool:
    """Make the index anew, if it is due and nobody else is at it. Was it made?

    Raises SentenceError where pagefind does not end well; the earlier index stays.
    """
    places.releases.mkdir(parents=True, exist_ok=True)
    with places.indexing.open("wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        if not is_index_due(places):
            return False
        release = hash_of_file(places.record / MANIFEST)
        fresh = places.releases / "fresh-search"
        shutil.rmtree(fresh, ignore_errors=True)
        _run(places.record / PAYLOAD, fresh)
        (fresh / STAMP).write_text(release, encoding="ascii")
        _swap(fresh, places)
    return True


def _run(pages: Path, target: Path) -> None:
    words = [str(get_executable()), "--site", str(pages), "--output-path", str(target)]
    words += ["--glob", "*/**/*.html", "--keep-index-url", "--silent"]
    # The numbers of sources are for who reads on; in an excerpt they stand between the words.
    words += ["--exclude-selectors", ".cited"]
    try:
        done = subprocess.run(  # noqa: S603 - the program is pagefind's own, the words are ours
            words, capture_output=True, text=True, check=False, timeout=SECONDS
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        msg = f"The search index could not be made: {error}. Pages work without it."
        raise SentenceError(msg) from error
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        msg = f"The search index could not be made: {said[-1] if said else 'pagefind failed'}."
        raise SentenceError(msg)


def _swap(fresh: Path, places: Places) -> None:
    old = places.releases / "old-search"
    shutil.rmtree(old, ignore_errors=True)
    with suppress(FileNotFoundError):
        places.search.rename(old)
    fresh.rename(places.search)
    shutil.rmtree(old, ignore_errors=True)
