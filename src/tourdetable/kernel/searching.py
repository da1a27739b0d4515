"""Rows found by the terms of a text, in both databases: a column holds the terms of each row, once
each, between spaces (`words_of`), and an index of the database finds the rows that have all of
those that are asked for.

SQLite has an FTS5 table beside the column, kept by triggers; PostgreSQL an index over `tsvector`.
Both get what `analyser` made and cut nothing up themselves, so that they find the same rows.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models.expressions import RawSQL

from tourdetable.kernel.analyser import terms

MOST_TERMS = 100_000
"""Of one row: a `tsvector` of PostgreSQL holds a megabyte. A text of eighty pages has fewer, unless
it is Chinese, where only its end might not be found.
"""
_SQLITE = (
    """
    CREATE VIRTUAL TABLE {table}_search USING fts5({column}, content='{table}', content_rowid='id',
    tokenize='unicode61 remove_diacritics 0')
    """,
    """
    CREATE TRIGGER {table}_search_insert AFTER INSERT ON {table} BEGIN
    INSERT INTO {table}_search(rowid, {column}) VALUES (new.id, new.{column}); END
    """,
    """
    CREATE TRIGGER {table}_search_delete AFTER DELETE ON {table} BEGIN
    INSERT INTO {table}_search({table}_search, rowid, {column})
    VALUES ('delete', old.id, old.{column}); END
    """,
)
_VECTOR = "array_to_tsvector(string_to_array({column}, ' '))"
_POSTGRESQL = (f"CREATE INDEX {{table}}_search ON {{table}} USING gin ({_VECTOR})",)


def create_search_index(editor: Any, table: str, column: str) -> None:
    """For migrations, after the table is made. Its rows are added and removed, never changed; a
    later migration that makes the table anew has to make the index anew.
    """
    is_sqlite = editor.connection.vendor == "sqlite"
    for statement in _SQLITE if is_sqlite else _POSTGRESQL:
        editor.execute(statement.format(table=table, column=column))


def words_of(text: str) -> str:
    """What the column holds of a text."""
    found = dict.fromkeys(term.text for term in terms(text))
    return " ".join(list(found)[:MOST_TERMS])


def rows_with(table: str, column: str, asked: Iterable[str], *, begins: bool) -> RawSQL:
    """The keys of the rows that have all of these terms, or of those that `begins` with them; for
    `filter(pk__in=…)`. Terms are made by `analyser` and hold letters and figures alone.
    """
    if connection.vendor == "sqlite":
        sought = " AND ".join(f'"{term}"{"*" if begins else ""}' for term in asked)
        query = f"SELECT rowid FROM {table}_search WHERE {table}_search MATCH %s"  # noqa: S608 - our own names
        return RawSQL(query, [sought])  # noqa: S611 - what is asked for goes in as a value
    sought = " & ".join(f"'{term}'{':*' if begins else ''}" for term in asked)
    vector = _VECTOR.format(column=column)
    query = f"SELECT id FROM {table} WHERE {vector} @@ %s::tsquery"  # noqa: S608 - our own names
    return RawSQL(query, [sought])  # noqa: S611 - what is asked for goes in as a value
