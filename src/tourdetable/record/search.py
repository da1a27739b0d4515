"""The search index of the record: made by pagefind from the pages of a release, after it.

It is no part of the record: a release never waits for it, it may lag behind, and the page of the
search says so by offering its own index. It comes into place by a rename, whole or not at all.
"""

import fcntl
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from pagefind_bin_extended import (  # type: ignore[import-untyped]  # it ships no types
    get_executable,
)

from tourdetable.kernel.errors import SentenceError
from tourdetable.record.manifest import (
    MANIFEST,
    PAYLOAD,
    format_manifest,
    hash_of_file,
    read_manifest,
)
from tourdetable.record.places import Places

STAMP, SUMS = "release.txt", "sha256.txt"
"""In the index: the SHA-256 of the manifest of the release that it was made from; those of its own
files, in the form of a manifest.
"""
SECONDS = 600
_INSIDE = re.compile(
    "<[^<>]*>|([\N{RIGHT SINGLE QUOTATION MARK}\N{EN DASH}\N{EM DASH}])"
    r"(?<=[^\W_].)(?=[^\W_]|<)"
)
"""A tag, which stays; or a mark behind a letter or figure and before one, or before the tag that
parts it from one.
"""
_PLAIN = {
    "\N{RIGHT SINGLE QUOTATION MARK}": "\N{WORD JOINER}'",
    "\N{EN DASH}": "\N{WORD JOINER}-",
    "\N{EM DASH}": "\N{WORD JOINER}\N{WORD JOINER}-",
}
"""What stands inside a word, and how pagefind is given it."""


def is_index_due(places: Places) -> bool:
    """Is there a release whose pages the index does not know?"""
    try:
        wanted = hash_of_file(places.record / MANIFEST)
    except FileNotFoundError:
        return False
    try:
        is_other = (places.search / STAMP).read_text(encoding="ascii") != wanted
        return is_other or not (places.search / SUMS).is_file()
    except (OSError, UnicodeError):
        return True


def make_index(places: Places) -> bool:
    """Make the index anew, if it is due and nobody else is at it. Was it made?

    Raises SentenceError where pagefind does not end well; the earlier index stays.
    """
    places.releases.mkdir(mode=0o700, parents=True, exist_ok=True)
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
        plain = places.releases / "fresh-pages"
        try:
            _write_plainly(places.record / PAYLOAD, plain)
            _run(plain, fresh)
        finally:
            shutil.rmtree(plain, ignore_errors=True)
        (fresh / STAMP).write_text(release, encoding="ascii")
        (fresh / SUMS).write_text(format_manifest(_sums(fresh)), encoding="ascii")
        _open_to_readers(fresh)
        _swap(fresh, places)
    return True


def index_sums(places: Places) -> dict[str, str]:
    """The files of the index as it was made: name → SHA-256; none where there is no index."""
    try:
        return read_manifest(places.search / SUMS)[0]
    except OSError:
        return {}


def faults_in_index(places: Places) -> Iterator[str]:
    """A sentence for every file of the index that is not as it was made; none where another index
    has come meanwhile, or nothing says what it was: such a one is made anew.
    """
    made, found = index_sums(places), _sums(places.search)
    if made != index_sums(places) or not made:
        return
    for name in sorted(made.keys() | found.keys()):
        if made.get(name) != found.get(name):
            where = (places.search / name).relative_to(places.home)
            yield f"{where}: is not as it was made; delete {places.search.name}/, it is made anew."


def _sums(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hash_of_file(path)
        for path in folder.rglob("*")
        if path.is_file() and path.name != SUMS
    }


def plainly(page: bytes) -> bytes:
    """A page as pagefind is to read it: typographic marks inside words as a typewriter has them.

    pagefind 1.5 takes `d’asile` and `2004–2005` for one word each, and finds neither “asile” nor
    “2005” there; behind `'` and `-` it does (findings/search-after-an-apostrophe.sh). A mark that
    nobody sees says which of them stood otherwise, so that search.js shows them as they were.
    """
    text = page.decode(errors="replace")
    return _INSIDE.sub(lambda found: _PLAIN.get(found[1], found[0]), text).encode()


def _write_plainly(pages: Path, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    for page in pages.rglob("*.html"):
        copy = target / page.relative_to(pages)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(plainly(page.read_bytes()))


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


def _open_to_readers(folder: Path) -> None:
    """A web server reads the index under another name than whoever makes it."""
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _swap(fresh: Path, places: Places) -> None:
    old = places.releases / "old-search"
    shutil.rmtree(old, ignore_errors=True)
    with suppress(FileNotFoundError):
        places.search.rename(old)
    fresh.rename(places.search)
    shutil.rmtree(old, ignore_errors=True)
