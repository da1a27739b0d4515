"""Publishing: what there is to see becomes a release, and the release comes into place."""

import datetime as dt
import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tourdetable.kernel.errors import SentenceError
from tourdetable.record.addresses import RELEASE, is_everlasting
from tourdetable.record.bag import write_tag_files
from tourdetable.record.contents import keep_file
from tourdetable.record.leaf import Leaf, Pressed
from tourdetable.record.manifest import MANIFEST, PAYLOAD, hash_of_file
from tourdetable.record.places import Places
from tourdetable.record.placing import ensure_kept, place, publisher
from tourdetable.record.release import Imprint, Release, read_release
from tourdetable.record.stock import Stock

Leaves = Callable[[Stock], Iterable[Leaf | Pressed]]
"""Gives everything that is to be published; the stock has what was pressed for the last release."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a release came to: `size` in bytes of the payload, `pressed` the pages that were not as
    before, `seconds` from start to in place.
    """

    pages: int
    files: int
    size: int
    pressed: int
    seconds: float
    release: Release


@dataclass
class Staging:
    """A release being put together in the stock."""

    places: Places
    stock: Stock
    pressed: int = 0

    def add(self, leaf: Leaf | Pressed) -> None:
        """Take in a page, or keep a leaf and take that in. Raises SentenceError for an address that
        is taken or is none.
        """
        row = leaf if isinstance(leaf, Pressed) else self._kept(leaf)
        self.stock.put(row)
        self.pressed += bool(isinstance(leaf, Pressed) and row.language and not row.is_known)

    def _kept(self, leaf: Leaf) -> Pressed:
        language = leaf.address.partition("/")[0] if leaf.kind else ""
        file = keep_file(leaf.address, leaf.content, self.places)
        return Pressed(leaf.kind, leaf.address, language, "", (file,), leaf.links)

    def linger(self) -> list[str]:
        """Styles of the release before stay for one more: a reader may be about to fetch them."""
        payload, record = self.stock.payload, self.places.record / PAYLOAD
        try:
            past = read_release(record / RELEASE).lingering
        except SentenceError:  # there is none, or none that can be read
            return []
        if self.stock.keeps_rest:
            payload.take_out(past)
        found = sorted(set(filter(is_everlasting, payload.going())) - set(past))
        stay = [address for address in found if (record / address).is_file()]
        for address in stay:
            payload.add([keep_file(address, (record / address).read_bytes(), self.places)])
        return stay

    def close(self, on: dt.date) -> str:
        """Make it a bag; the SHA-256 of its manifest. Raises SentenceError where a page points to
        nothing.
        """
        if dead := self.stock.dead_links():
            source, address = dead[0]
            msg = (
                f"“{source}” points to “{address}”, which is not part of the "
                f"release ({len(dead)} such); nothing was published."
            )
            raise SentenceError(msg)
        self.places.staging.mkdir()
        payload = self.stock.payload
        write_tag_files(self.places.staging, payload.manifest(), payload.extent(), on)
        return hash_of_file(self.places.staging / MANIFEST)


def publish(
    leaves: Leaves,
    imprint: Imprint,
    *,
    places: Places,
    make: str = "",
    is_full: bool = False,
) -> Report:
    """Put the leaves together as a release and bring it into place, file by file where they differ
    from the record, or all of them (`is_full`), which replaces damaged ones.

    Until then, and whatever goes wrong, the earlier release stays. `make` is the fingerprint of the
    stock. Nothing is asked of `leaves` before this publisher is the only one. Raises SentenceError,
    also where another one is at work or the disk does not take it.
    """
    began = time.perf_counter()
    try:
        with publisher(places):
            stock = Stock(places, make)
            staging = Staging(places, stock)
            try:
                release = _settled(staging, leaves, imprint)
                ensure_kept(stock.payload.coming(is_full=is_full), places)
                place(places, stock.payload.coming(is_full=is_full), stock.payload.going())
                files, size = stock.payload.extent()
            except BaseException:
                shutil.rmtree(places.staging, ignore_errors=True)
                raise
            finally:
                stock.close()
    except (OSError, sqlite3.DatabaseError) as error:
        raise SentenceError(_unwritten(error, places)) from error
    seconds = time.perf_counter() - began
    pages = sum(release.counts.values())
    return Report(pages, files, size, staging.pressed, seconds, release)


def _unwritten(error: OSError | sqlite3.DatabaseError, places: Places) -> str:
    """Why a release is not in place, and what is there instead."""
    if isinstance(error, OSError):
        reason = f"{error.strerror} ({error.filename})" if error.filename else f"{error.strerror}"
    else:
        reason = f"{error} ({places.stock})"
    is_coming = places.next.is_dir()
    then = "The next `tdt publish` brings it into place." if is_coming else "The earlier one stays."
    return f"The release could not be written: {reason}. {then}"


def _settled(staging: Staging, leaves: Leaves, imprint: Imprint) -> Release:
    """The release, complete beside the record, and the stock with it."""
    stock = staging.stock
    for leaf in leaves(stock):
        staging.add(leaf)
    stock.forget_the_rest()
    release = imprint.release(stock.counts(), staging.linger())
    staging.add(Leaf(RELEASE, release.to_json()))
    manifest = staging.close(imprint.now.astimezone(dt.UTC).date())
    os.sync()  # what the stock and the manifest speak of must be on the disk before them
    stock.commit(manifest)
    return release
