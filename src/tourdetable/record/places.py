"""Where the record and its releases lie under the home of an installation."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Places:
    """`record` is the bag that readers see. Under `releases` lie

    - `contents`: every content that a release has ever had, once, by its SHA-256;
    - `pressing`: contents that are being written and have no place yet;
    - `kept`: for each release its tag files and its release.json, which with `contents` suffice
      to lay it out again;
    - `staging`, `next`: the tag files of a release being written, and of one that is complete and
      coming into place (placing.py says how they follow each other);
    - `unsettled`: is there where a release was given up half in place, so that no manifest says
      what the record holds;
    - `stock`: what was pressed for the newest release, so that the next presses only what changed;
    - `packed`: contents compressed for the wire by whoever serves (compression.py says how); they
      can be deleted at any time;
    - `lock`, `compressing`: held by whoever publishes, and by the one who compresses.

    `search` is the search index, made from a release after it by due work; it is no part of the
    record, and pages do without it.

    They share a file system with the record, so that renames and hard links hold.
    """

    home: Path

    @property
    def record(self) -> Path:
        return self.home / "record"

    @property
    def search(self) -> Path:
        return self.home / "search"

    @property
    def releases(self) -> Path:
        return self.home / "releases"

    @property
    def contents(self) -> Path:
        return self.releases / "contents"

    @property
    def pressing(self) -> Path:
        return self.releases / "pressing"

    @property
    def kept(self) -> Path:
        return self.releases / "kept"

    @property
    def staging(self) -> Path:
        return self.releases / "staging"

    @property
    def next(self) -> Path:
        return self.releases / "next"

    @property
    def unsettled(self) -> Path:
        return self.releases / "unsettled"

    @property
    def stock(self) -> Path:
        return self.releases / "stock.sqlite3"

    @property
    def lock(self) -> Path:
        return self.releases / "lock"

    @property
    def packed(self) -> Path:
        return self.releases / "compressed"

    @property
    def indexing(self) -> Path:
        return self.releases / "indexing"

    @property
    def compressing(self) -> Path:
        return self.releases / "compressing"

    def content(self, digest: str) -> Path:
        """Where the content with that SHA-256 lies."""
        return Path(self.home, "releases", "contents", digest[:2], digest[2:])

    def compressed(self, digest: str, encoding: str) -> Path:
        """Where it lies in that coding: an ending as people know them, `.br` or `.gz`."""
        ending = {"gzip": "gz"}.get(encoding, encoding)
        return self.packed.joinpath(digest[:2], f"{digest[2:]}.{ending}")
