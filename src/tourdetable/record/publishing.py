"""Publishing: what there is to see becomes a release, and the release comes into place."""

import datetime as dt
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from tourdetable.kernel.errors import SentenceError
from tourdetable.record.addresses import RELEASE, is_address, is_everlasting
from tourdetable.record.bag import write_tag_files
from tourdetable.record.contents import keep
from tourdetable.record.leaf import Leaf, Pressed
from tourdetable.record.manifest import MANIFEST, PAYLOAD, hash_of_file
from tourdetable.record.places import Places
from tourdetable.record.placing import place, publisher, record_payload
from tourdetable.record.release import Imprint, Release, read_release


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
    """A release being put together: what is in it so far, and what it points to."""

    places: Places
    hashes: dict[str, str] = field(default_factory=dict)
    targets: dict[str, str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    size: int = 0
    pressed: int = 0

    def add(self, leaf: Leaf) -> None:
        """Keep a leaf. Raises SentenceError for an address that is taken or is none."""
        self._take(leaf.address, keep(leaf.content, self.places))
        self.size += len(leaf.content)
        self._point(leaf.address, leaf.links)
        if leaf.kind:
            self.counts[leaf.kind] += 1

    def add_pressed(self, row: Pressed) -> None:
        """The same for a page with its forms, which are kept already."""
        for address, digest in row.files:
            self._take(address, digest)
        self.size += row.size
        self._point(row.files[-1][0], row.targets)
        if row.language:
            self.counts[row.kind] += 1
            self.pressed += not row.is_known

    def _take(self, address: str, digest: str) -> None:
        if not is_address(address) or address in self.hashes:
            msg = f"Two things cannot be published at “{address}”, nor at what is no address."
            raise SentenceError(msg)
        self.hashes[address] = digest

    def _point(self, address: str, links: Iterable[str]) -> None:
        for link in links:
            self.targets.setdefault(link, address)

    def linger(self, before: Mapping[str, str]) -> list[str]:
        """Styles of the release before stay for one more: a reader may be about to fetch them."""
        try:
            past = read_release(self.places.record / PAYLOAD / RELEASE).lingering
        except SentenceError:  # there is none, or none that can be read
            return []
        found = [
            address
            for address in sorted(before.keys() - self.hashes.keys() - set(past))
            if is_everlasting(address)
        ]
        for address in found:
            self.hashes[address] = before[address]
            self.size += (self.places.record / PAYLOAD / address).stat().st_size
        return found

    def close(self, on: dt.date) -> None:
        """Make it a bag. Raises SentenceError where a page points to nothing."""
        dead = sorted(self.targets.keys() - self.hashes.keys())
        if dead:
            msg = (
                f"“{self.targets[dead[0]]}” points to “{dead[0]}”, which is not part of the "
                f"release ({len(dead)} such); nothing was published."
            )
            raise SentenceError(msg)
        self.places.staging.mkdir()
        write_tag_files(self.places.staging, self.hashes, self.size, on)


@dataclass(frozen=True, slots=True)
class Listener:
    """Whoever follows the publishing: `told` hears of each leaf, `settled` of the SHA-256 of the
    manifest when the release is complete.
    """

    told: Callable[[Leaf | Pressed], None] = lambda _leaf: None
    settled: Callable[[str], None] = lambda _manifest: None


SILENT = Listener()


def publish(
    leaves: Iterable[Leaf | Pressed],
    imprint: Imprint,
    *,
    places: Places,
    is_full: bool = False,
    listener: Listener = SILENT,
) -> Report:
    """Put the leaves together as a release and bring it into place, file by file where they differ
    from the record, or all of them (`is_full`), which replaces damaged ones.

    Until then, and whatever goes wrong, the earlier release stays. Nothing is asked of `leaves`
    before this publisher is the only one. Raises SentenceError, also where another one is at work
    or the disk does not take it.
    """
    began = time.perf_counter()
    try:
        with publisher(places):
            before, staging = record_payload(places), Staging(places)
            try:
                _fill(staging, leaves, listener.told)
                release = imprint.release(staging.counts, staging.linger(before))
                staging.add(Leaf(RELEASE, release.to_json()))
                staging.close(imprint.now.astimezone(dt.UTC).date())
                listener.settled(hash_of_file(places.staging / MANIFEST))
                place(places, before, staging.hashes, is_full=is_full)
            except BaseException:
                shutil.rmtree(places.staging, ignore_errors=True)
                raise
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        msg = f"The release could not be written: {error.strerror}{where}. The earlier one stays."
        raise SentenceError(msg) from error
    pages, files = staging.counts.total(), len(staging.hashes)
    return Report(pages, files, staging.size, staging.pressed, time.perf_counter() - began, release)


def _fill(
    staging: Staging, leaves: Iterable[Leaf | Pressed], told: Callable[[Leaf | Pressed], None]
) -> None:
    for leaf in leaves:
        if isinstance(leaf, Pressed):
            staging.add_pressed(leaf)
        else:
            staging.add(leaf)
        told(leaf)
