"""Publishing: leaves, one at a time, become a release, and the release comes into place."""

import datetime as dt
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from tourdetable.kernel.errors import SentenceError
from tourdetable.record.addresses import RELEASE, is_address
from tourdetable.record.bag import write_tag_files
from tourdetable.record.contents import keep_at
from tourdetable.record.manifest import PAYLOAD
from tourdetable.record.places import Places
from tourdetable.record.placing import place, publisher
from tourdetable.record.release import Imprint, Release


@dataclass(frozen=True, slots=True)
class Leaf:
    """One file of the record. `links` are the addresses that it points to; `kind` is set for pages
    and counted in the release.
    """

    address: str
    content: bytes
    links: frozenset[str] = frozenset()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What a release came to: `size` in bytes of the payload, `seconds` from start to in place."""

    pages: int
    files: int
    size: int
    seconds: float
    release: Release


@dataclass
class Staging:
    """A release being written: what is in it so far, and what it points to."""

    places: Places
    hashes: dict[str, str] = field(default_factory=dict)
    targets: dict[str, str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    size: int = 0

    def add(self, leaf: Leaf) -> None:
        """Write a leaf. Raises SentenceError for an address that is taken or is none."""
        if not is_address(leaf.address) or leaf.address in self.hashes:
            msg = f"Two things cannot be published at “{leaf.address}”, nor at what is no address."
            raise SentenceError(msg)
        target = self.places.staging / PAYLOAD / leaf.address
        self.hashes[leaf.address] = keep_at(leaf.content, target, self.places)
        self.size += len(leaf.content)
        for link in leaf.links:
            self.targets.setdefault(link, leaf.address)
        if leaf.kind:
            self.counts[leaf.kind] += 1

    def close(self, on: dt.date) -> None:
        """Make it a bag. Raises SentenceError where a page points to nothing."""
        dead = sorted(set(self.targets) - set(self.hashes))
        if dead:
            msg = (
                f"“{self.targets[dead[0]]}” points to “{dead[0]}”, which is not part of the "
                f"release ({len(dead)} such); nothing was published."
            )
            raise SentenceError(msg)
        write_tag_files(self.places.staging, self.hashes, self.size, on)


def publish(
    leaves: Iterable[Leaf],
    imprint: Imprint,
    *,
    places: Places,
    told: Callable[[Leaf], None] = lambda _leaf: None,
) -> Report:
    """Write the leaves as a release and bring it into place; `told` hears of each when written.

    Until then, and whatever goes wrong, the earlier release stays. Raises SentenceError, also
    where another publisher is at work or the disk does not take it.
    """
    began = time.perf_counter()
    try:
        with publisher(places):
            staging = Staging(places)
            try:
                for leaf in leaves:
                    staging.add(leaf)
                    told(leaf)
                release = imprint.release(staging.counts)
                staging.add(Leaf(RELEASE, release.to_json()))
                staging.close(imprint.now.astimezone(dt.UTC).date())
                place(places)
            except BaseException:
                shutil.rmtree(places.staging, ignore_errors=True)
                raise
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        msg = f"The release could not be written: {error.strerror}{where}. The earlier one stays."
        raise SentenceError(msg) from error
    pages, files = staging.counts.total(), len(staging.hashes)
    return Report(pages, files, staging.size, time.perf_counter() - began, release)
