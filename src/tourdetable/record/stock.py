"""What was pressed for the newest release, kept so that the next one presses only what changed.

A cache: whoever deletes it makes the next release press everything anew. What it says of a page
holds while the sheet is the same and the stock is of the same make (`fingerprint`): other words,
templates, languages or addresses make another stock.

A release is put together in it, in one transaction: nothing of what is put holds before `commit`.
Not for several threads, and never carried over a fork: `close` it before, `reopen` it after.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from tourdetable.record.leaf import Kept, Pressed
from tourdetable.record.manifest import hash_of_file
from tourdetable.record.payload import SCHEMA as PAYLOAD_SCHEMA
from tourdetable.record.payload import Payload
from tourdetable.record.places import Places
from tourdetable.record.placing import record_lines, settled_manifest

_SCHEMA = f"""
CREATE TABLE make (fingerprint TEXT NOT NULL, manifest TEXT NOT NULL);
CREATE TABLE pressed (
  kind TEXT NOT NULL, slug TEXT NOT NULL, language TEXT NOT NULL, sheet TEXT NOT NULL,
  files TEXT NOT NULL, targets TEXT NOT NULL,
  PRIMARY KEY (kind, slug, language)
);
CREATE TABLE gathered (
  file TEXT NOT NULL, kind TEXT NOT NULL, slug TEXT NOT NULL, language TEXT NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (file, kind, slug, language)
) WITHOUT ROWID;
CREATE INDEX gathered_from ON gathered (kind, slug, language);
CREATE TABLE target (address TEXT NOT NULL PRIMARY KEY, source TEXT NOT NULL) WITHOUT ROWID;
{PAYLOAD_SCHEMA}
"""
_PASSING = """
CREATE TEMP TABLE given (
  kind TEXT NOT NULL, slug TEXT NOT NULL, language TEXT NOT NULL,
  PRIMARY KEY (kind, slug, language)
) WITHOUT ROWID;
"""
_THIS = "kind = ? AND slug = ? AND language = ?"
_SEEN_AT_ONCE = 10_000


class Stock:
    """One connection to the stock of a home."""

    payload: Payload

    def __init__(self, places: Places, fingerprint: str) -> None:
        """Open it, empty where it is of another make or cannot be read, and compare it with the
        record: `is_whole` where it is the stock of what is in place.
        """
        self.path, self.fingerprint = places.stock, fingerprint
        self.touched: set[str] = set()
        """Files of the whole record to which some page contributes otherwise than before."""
        self.keeps_rest = False
        """What is not put stays as it was in the release before."""
        self._seen: set[str] = set()
        found = None
        with suppress(sqlite3.DatabaseError):
            self.reopen()
            found = self.database.execute("SELECT fingerprint FROM make").fetchone()
        if found != (fingerprint,):
            self.close()
            self.path.unlink(missing_ok=True)
            self.reopen()
            self.database.executescript(_SCHEMA)
            self.database.execute("INSERT INTO make VALUES (?, '')", (fingerprint,))
        self.is_whole = self._compare(places)

    def reopen(self) -> None:
        self.database = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
        self.database.execute("PRAGMA journal_mode=WAL")
        self.database.execute("PRAGMA synchronous=NORMAL")
        self.database.executescript(_PASSING)
        self.payload = Payload(self.database)

    def close(self) -> None:
        """Whatever is not committed is undone."""
        self.database.close()

    def _compare(self, places: Places) -> bool:
        """Does the record hold the release that this is the stock of? Notes what it holds."""
        manifest = settled_manifest(places)
        found = hash_of_file(manifest) if manifest else ""
        (own,) = self.database.execute("SELECT manifest FROM make").fetchone()
        self.database.execute("BEGIN IMMEDIATE")
        if found and found == own:
            self.payload.is_placed()
        else:
            self.payload.was_placed(record_lines(places))
        self.database.execute("COMMIT")
        return bool(found) and found == own

    def find(self, kind: str, slug: str, language: str) -> Pressed | None:
        row = self.database.execute(
            f"SELECT sheet, files, targets FROM pressed WHERE {_THIS}",  # noqa: S608 - our own words
            (kind, slug, language),
        ).fetchone()
        return None if row is None else _known(kind, slug, language, *row)

    def things(self, kinds: Iterable[str] = ()) -> set[tuple[str, str]]:
        """Kind and slug of everything that has a page; only of these kinds where any are named."""
        query, wanted = "SELECT DISTINCT kind, slug FROM pressed WHERE language != ''", [*kinds]
        if wanted:
            query += f" AND kind IN ({', '.join('?' * len(wanted))})"
        return {(str(kind), str(slug)) for kind, slug in self.database.execute(query, wanted)}

    def counts(self) -> dict[str, int]:
        """Pages by kind, over all languages."""
        query = "SELECT kind, COUNT(*) FROM pressed WHERE language != '' GROUP BY kind"
        return dict(self.database.execute(query))

    def gathered(
        self, file: str, kind: str = "", *, start: int = 0, count: int = -1
    ) -> Iterator[bytes]:
        """The contributions of all things (of a kind) to a file, by kind and slug; `count` of them
        from `start` on.
        """
        rows = self.database.execute(
            "SELECT content FROM gathered WHERE file = ? AND ? IN ('', kind)"
            " ORDER BY kind, slug LIMIT ? OFFSET ?",
            (file, kind, count, start),
        )
        return (bytes(row[0]) for row in rows)

    def contributors(self, file: str, kind: str = "") -> Iterator[str]:
        """What contributes to a file, as `KIND/SLUG`, in the same order."""
        rows = self.database.execute(
            "SELECT kind || '/' || slug FROM gathered WHERE file = ? AND ? IN ('', kind)"
            " ORDER BY kind, slug",
            (file, kind),
        )
        return (str(row[0]) for row in rows)

    def begin(self) -> None:
        """A release is put together from here on, unless one is already."""
        if self.database.in_transaction:
            return
        self.database.execute("BEGIN IMMEDIATE")
        self.database.execute("UPDATE make SET manifest = ''")
        if not self.keeps_rest:
            self.payload.clear()
            self.database.execute("DELETE FROM target")

    def commit(self, manifest: str) -> None:
        """It is now the whole stock of the release with that manifest."""
        self.database.execute("UPDATE make SET manifest = ?", (manifest,))
        self.database.execute("COMMIT")

    def put(self, row: Pressed) -> None:
        """Take it into the release. Raises SentenceError for an address that is taken or none."""
        self.begin()
        key = (row.kind, row.slug, row.language)
        self.database.execute("INSERT OR IGNORE INTO given VALUES (?, ?, ?)", key)
        if self.keeps_rest:
            if row.is_known:
                return
            self._take_out(key)
        self.payload.add(row.files)
        self._point(row)
        if not row.is_known:
            written = (*key, row.sheet, json.dumps(row.files), json.dumps(sorted(row.targets)))
            query = "INSERT OR REPLACE INTO pressed VALUES (?, ?, ?, ?, ?, ?)"
            self.database.execute(query, written)
            self._contribute(key, dict(row.gathered))

    def forget_the_rest(self, *, of_pages: bool = False) -> None:
        """What was not put is in the stock no more; `of_pages`: pages alone. Where the rest stays,
        that is what there was besides of the things that were put, as the copy of a meeting that
        is withdrawn.
        """
        self.begin()
        rest = self.database.execute(
            "SELECT kind, slug, language FROM pressed WHERE (language != '' OR NOT ?)"
            " AND (NOT ? OR (kind, slug) IN (SELECT kind, slug FROM given))"
            " EXCEPT SELECT kind, slug, language FROM given",
            (of_pages, self.keeps_rest),
        )
        for key in rest.fetchall():
            if self.keeps_rest:  # otherwise its addresses may be another's by now
                self._take_out(key)
            self.database.execute(f"DELETE FROM pressed WHERE {_THIS}", key)  # noqa: S608 - our own words
            self._contribute(key, {})

    def dead_links(self) -> list[tuple[str, str]]:
        """Pairs of a page and an address that it points to, which nothing has, by the address."""
        query = (
            "SELECT source, target.address FROM target LEFT JOIN payload USING (address)"
            " WHERE digest IS NULL ORDER BY target.address"
        )
        dead = self.database.execute(query).fetchall()
        if dead and self.keeps_rest:  # whoever pointed there may be drawn without it now
            self.database.execute(
                "DELETE FROM target WHERE address NOT IN"
                " (SELECT value FROM pressed, json_each(pressed.targets))"
            )
            dead = self.database.execute(query).fetchall()
        return dead

    def _take_out(self, key: tuple[str, str, str]) -> None:
        if before := self.find(*key):
            self.payload.take_out(file.address for file in before.files)

    def _point(self, row: Pressed) -> None:
        """Note what it points to beyond its own files, once for all pages that do."""
        if len(self._seen) > _SEEN_AT_ONCE:
            self._seen.clear()
        others = row.targets - self._seen - {file.address for file in row.files}
        self._seen |= others
        if others:
            source = row.files[-1].address
            self.database.executemany(
                "INSERT OR IGNORE INTO target VALUES (?, ?)", ((other, source) for other in others)
            )

    def _contribute(self, key: tuple[str, str, str], after: dict[str, bytes]) -> None:
        query = f"SELECT file, content FROM gathered WHERE {_THIS}"  # noqa: S608 - our own words
        before = dict(self.database.execute(query, key))
        if before == after:
            return
        self.touched |= {file for file in before | after if before.get(file) != after.get(file)}
        self.database.execute(f"DELETE FROM gathered WHERE {_THIS}", key)  # noqa: S608 - our own words
        self.database.executemany(
            "INSERT INTO gathered VALUES (?, ?, ?, ?, ?)",
            ((file, *key, content) for file, content in after.items()),
        )


def _known(*row: Any) -> Pressed:
    kind, slug, language, sheet, files, targets = row
    kept = tuple(Kept(*file) for file in json.loads(files))
    return Pressed(kind, slug, language, sheet, kept, frozenset(json.loads(targets)), is_known=True)
