"""Where the record and its releases lie under the home of an installation."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Places:
    """`record` is the bag that readers see. Under `releases` lie

    - `contents`: every content that a release has ever had, once, by its SHA-256;
    - `kept`: for each release its tag files and its release.json, which with `contents` suffice
      to lay it out again;
    - `staging`, `next`, `previous`: a release being written, one that is complete, one on its way
      out (placing.py says how they follow each other);
    - `lock`: held by whoever publishes.

    They share a file system with the record, so that renames and hard links hold.
    """

    home: Path

    @property
    def record(self) -> Path:
        return self.home / "record"

    @property
    def releases(self) -> Path:
        return self.home / "releases"

    @property
    def contents(self) -> Path:
        return self.releases / "contents"

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
    def previous(self) -> Path:
        return self.releases / "previous"

    @property
    def lock(self) -> Path:
        return self.releases / "lock"

    def content(self, digest: str) -> Path:
        """Where the content with that SHA-256 lies."""
        return self.contents / digest[:2] / digest[2:]
