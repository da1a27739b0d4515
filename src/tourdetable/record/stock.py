"""What was pressed for the newest release, kept so that the next one presses only what changed.

A cache: whoever deletes it makes the next release press everything anew. What it says of a page
holds while the sheet is the same and the stock is of the same make (`fingerprint`): other words,
templates, languages or addresses make another stock.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tourdetable.record.leaf import Pressed

_SCHEMA = """
CREATE TABLE make (fingerprint TEXT NOT NULL, manifest TEXT NOT NULL);
CREATE TABLE pressed (
  kind TEXT NOT NULL, slug TEXT NOT NULL, language TEXT NOT NULL, sheet TEXT NOT NULL,
  size INTEGER NOT NULL, files TEXT NOT NULL, targets TEXT NOT NULL,
  PRIMARY KEY (kind, slug, language)
) WITHOUT ROWID;
CREATE TABLE gathered (
  file TEXT NOT NULL, kind TEXT NOT NULL, slug TEXT NOT NULL, content BLOB NOT NULL,
  PRIMARY KEY (file, kind, slug)
) WITHOUT ROWID;
"""


class Stock:
    """One connection to the stock of a home. Not for several threads."""

    def __init__(self, path: Path, fingerprint: str) -> None:
        """Open it, empty where it is of another make or cannot be read."""
        self.fingerprint = fingerprint
        try:
            self._open(path)
            found = self.database.execute("SELECT fingerprint FROM make").fetchone()
        except sqlite3.DatabaseError:
            found = None
        if found != (fingerprint,):
            self.database.close()
            path.unlink(missing_ok=True)
            self._open(path)
            self.database.executescript(_SCHEMA)
            self.database.execute("INSERT INTO make VALUES (?, '')", (fingerprint,))

    def reopen(self) -> None:
        """In a forked process: a connection of its own, the parent's left alone."""
        self._open(self.path)

    def _open(self, path: Path) -> None:
        self.path = path
        self.database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self.database.execute("PRAGMA journal_mode=WAL")
        self.database.execute("PRAGMA synchronous=OFF")  # a cache: a lost one is made again

    def close(self) -> None:
        self.database.close()

    @property
    def manifest(self) -> str:
        """The SHA-256 of the manifest of the release that it is the whole stock of, or nothing."""
        row = self.database.execute("SELECT manifest FROM make").fetchone()
        return str(row[0])

    def find(self, kind: str, slug: str, language: str) -> Pressed | None:
        row = self.database.execute(
            "SELECT sheet, size, files, targets FROM pressed"
            " WHERE kind = ? AND slug = ? AND language = ?",
            (kind, slug, language),
        ).fetchone()
        return None if row is None else _known(kind, slug, language, *row)

    def rows(self) -> Iterator[Pressed]:
        """Everything that was pressed."""
        query = "SELECT kind, slug, language, sheet, size, files, targets FROM pressed"
        return (_known(*row) for row in self.database.execute(query).fetchall())

    def begin(self) -> None:
        """What is stored from here on holds only with `commit`."""
        self.database.execute("BEGIN IMMEDIATE")
        self.database.execute("UPDATE make SET manifest = ''")

    def commit(self, manifest: str) -> None:
        """It is now the whole stock of the release with that manifest."""
        self.database.execute("UPDATE make SET manifest = ?", (manifest,))
        self.database.execute("COMMIT")

    def put(self, rows: Iterable[Pressed]) -> None:
        """Store what is not known yet."""
        for row in rows:
            if row.is_known:
                continue
            key = (row.kind, row.slug)
            self.database.execute(
                "INSERT OR REPLACE INTO pressed VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    *key,
                    row.language,
                    row.sheet,
                    row.size,
                    json.dumps(row.files),
                    json.dumps(sorted(row.targets)),
                ),
            )
            for file, content in row.gathered:
                self.database.execute(
                    "INSERT OR REPLACE INTO gathered VALUES (?, ?, ?, ?)", (file, *key, content)
                )

    def forget(self, things: Iterable[tuple[str, str]]) -> None:
        """Things that have no page any more."""
        for thing in things:
            for table in ("pressed", "gathered"):
                self.database.execute(
                    f"DELETE FROM {table} WHERE kind = ? AND slug = ?",  # noqa: S608 - our own names
                    thing,
                )

    def things(self) -> set[tuple[str, str]]:
        """Kind and slug of everything that has a page."""
        rows = self.database.execute("SELECT DISTINCT kind, slug FROM pressed")
        return {(str(kind), str(slug)) for kind, slug in rows}

    def counts(self) -> dict[str, int]:
        """Pages by kind, over all languages."""
        return dict(
            self.database.execute(
                "SELECT kind, COUNT(*) FROM pressed WHERE language != '' GROUP BY kind"
            )
        )

    def size(self) -> int:
        """Bytes of all files of pages."""
        row = self.database.execute("SELECT COALESCE(SUM(size), 0) FROM pressed").fetchone()
        return int(row[0])

    def gathered(self, file: str) -> Iterator[bytes]:
        """The contributions of all things to a file, by kind and slug."""
        rows = self.database.execute(
            "SELECT content FROM gathered WHERE file = ? ORDER BY kind, slug", (file,)
        )
        return (bytes(row[0]) for row in rows)


def _known(*row: Any) -> Pressed:
    kind, slug, language, sheet, size, files, targets = row
    pairs = tuple((address, digest) for address, digest in json.loads(files))
    targeted = frozenset(json.loads(targets))
    return Pressed(kind, slug, language, sheet, size, pairs, targeted, is_known=True)
