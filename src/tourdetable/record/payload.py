"""The payload of a release, address by address, in the stock's database: memory does not grow with
the number of files, and what two releases share is not touched.

Each address has the hash that the release being put together gives it (`digest`) and the one that
the record has there (`placed`). Where they differ, something must be laid or removed.
"""

import sqlite3
from collections.abc import Iterable, Iterator

from tourdetable.kernel.errors import SentenceError
from tourdetable.record.addresses import is_address
from tourdetable.record.leaf import Kept
from tourdetable.record.manifest import PAYLOAD
from tourdetable.record.placing import turn

SCHEMA = """
CREATE TABLE payload (
  address TEXT NOT NULL PRIMARY KEY, digest TEXT, size INTEGER NOT NULL DEFAULT 0, placed TEXT
) WITHOUT ROWID;
CREATE INDEX payload_moving ON payload (address) WHERE digest IS NOT placed;
"""
AT_ONCE = 5_000
"""Lines of the manifest that are in memory at a time."""


class Payload:
    """The table in one open database."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database
        database.create_function("turn", 1, turn, deterministic=True)

    def is_placed(self) -> None:
        """The record has what the release gives."""
        self.database.execute("DELETE FROM payload WHERE digest IS NULL AND digest IS NOT placed")
        self.database.execute("UPDATE payload SET placed = digest WHERE digest IS NOT placed")

    def was_placed(self, found: Iterable[tuple[str, str]]) -> None:
        """The record has these hashes at these addresses, and nothing else."""
        self.database.execute("UPDATE payload SET placed = NULL WHERE placed IS NOT NULL")
        self.database.execute("DELETE FROM payload WHERE digest IS NULL")
        self.database.executemany(
            "INSERT INTO payload (address, placed) VALUES (?, ?)"
            " ON CONFLICT (address) DO UPDATE SET placed = excluded.placed",
            found,
        )

    def clear(self) -> None:
        """Nothing is given yet."""
        self.database.execute("UPDATE payload SET digest = NULL WHERE digest IS NOT NULL")

    def take_out(self, addresses: Iterable[str]) -> None:
        """These are given no more."""
        rows = ((address,) for address in addresses)
        self.database.executemany("UPDATE payload SET digest = NULL WHERE address = ?", rows)

    def add(self, files: Iterable[Kept]) -> None:
        """Give these. Raises SentenceError for an address that is taken or is none."""
        for file in files:
            done = self.database.execute(
                "INSERT INTO payload (address, digest, size) VALUES (?, ?, ?)"
                " ON CONFLICT (address) DO UPDATE SET digest = excluded.digest,"
                " size = excluded.size WHERE digest IS NULL",
                file,
            )
            if not done.rowcount or not is_address(file.address):
                msg = (
                    f"Two things cannot be published at “{file.address}”, nor at what is no "
                    "address."
                )
                raise SentenceError(msg)

    def extent(self) -> tuple[int, int]:
        """How many files, and their bytes."""
        query = "SELECT COUNT(*), COALESCE(SUM(size), 0) FROM payload WHERE digest IS NOT NULL"
        count, size = self.database.execute(query).fetchone()
        return int(count), int(size)

    def manifest(self) -> Iterator[str]:
        """The text of the manifest in pieces, in the order of their paths."""
        last: str | None = ""
        while last is not None:
            text, last = self.database.execute(
                f"SELECT group_concat(digest || '  {PAYLOAD}' || address || char(10), ''),"  # noqa: S608 - our own word
                " MAX(address) FROM (SELECT address, digest FROM payload WHERE address > ?"
                " AND digest IS NOT NULL ORDER BY address LIMIT ?)",
                (last, AT_ONCE),
            ).fetchone()
            yield text or ""

    def coming(self, *, is_full: bool = False) -> Iterator[tuple[str, str]]:
        """Address and hash of what must be laid, in its order (placing.py); of everything where
        `is_full`.
        """
        which = "" if is_full else " AND digest IS NOT placed"
        return self._rows(
            f"SELECT address, digest FROM payload WHERE digest IS NOT NULL{which}"  # noqa: S608 - our own words
            " ORDER BY placed IS NOT NULL, turn(address)"
        )

    def going(self) -> Iterator[str]:
        """The addresses that must be removed, in their order."""
        rows = self._rows(
            "SELECT address, placed FROM payload WHERE digest IS NULL AND digest IS NOT placed"
            " ORDER BY turn(address) DESC"
        )
        return (address for address, _placed in rows)

    def _rows(self, query: str) -> Iterator[tuple[str, str]]:
        return ((str(address), str(digest)) for address, digest in self.database.execute(query))
