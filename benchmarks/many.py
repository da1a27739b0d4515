"""Publishing beside many meetings that are invented for this measure, and say so: 1,000, or as many
as TDT_BENCH_MEETINGS says. The limits are those for 10,000, which take half an hour.
"""

import datetime as dt
import json
import os
import resource
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.measuring import Figure, hand_over, own_home, seconds, tdt
from benchmarks.publishing import change_one_meeting, reported_seconds

MANY = int(os.environ.get("TDT_BENCH_MEETINGS", "1000"))
MODEL = "bali-1"
"""The meeting of the record that the invented ones take their other columns from."""
FIRST_DAY, YEARS, PROCESSES = dt.date(1985, 1, 1), 40, 38


def add_meetings(home: Path, count: int) -> None:
    """Invented meetings of one day each, spread over forty years and over all processes."""
    with closing(sqlite3.connect(home / "tdt.sqlite3")) as database, database:
        database.row_factory = sqlite3.Row
        one = dict(_row(database, "SELECT * FROM meetings_meeting WHERE slug = ?", MODEL))
        host = dict(
            _row(database, "SELECT * FROM meetings_host WHERE meeting_id = ?", one.pop("id"))
        )
        first = _row(database, "SELECT MAX(id) + 1 AS id FROM meetings_meeting")["id"]
        del host["id"]
        _insert(database, "meetings_meeting", _meetings(one, first, count))
        keys = range(first, first + count)
        _insert(database, "meetings_host", ({**host, "meeting_id": key} for key in keys))
        _insert(database, "meetings_concern", _concerns(keys))


def _meetings(one: dict[str, object], first: int, count: int) -> Iterator[dict[str, object]]:
    for number in range(count):
        day = FIRST_DAY + dt.timedelta(days=number * 365 * YEARS // count)
        name = {"en": {"text": f"Invented meeting {number + 1}", "status": "original"}}
        yield {
            **one,
            "id": first + number,
            "slug": f"invented-{number + 1}",
            "names": json.dumps(name),
            "start": day.isoformat(),
            "end": day.isoformat(),
        }


def _concerns(keys: range) -> Iterator[dict[str, object]]:
    for key in keys:
        process = key % PROCESSES + 1
        yield {"position": 0, "organisation_id": None, "process_id": process, "meeting_id": key}


def _row(database: sqlite3.Connection, query: str, *values: object) -> sqlite3.Row:
    row: sqlite3.Row = database.execute(query, values).fetchone()
    return row


def _insert(database: sqlite3.Connection, table: str, rows: Iterator[dict[str, object]]) -> None:
    for row in rows:
        columns, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
        query = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 - our own names
        database.execute(query, list(row.values()))


def _peak() -> float:
    """MiB of the largest process that has ended so far."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def measure() -> list[Figure]:
    with own_home() as home:
        tdt(home, "publish")
        few = _peak()
        add_meetings(home, MANY)
        first = seconds(lambda: tdt(home, "publish", longest=MANY))
        many = _peak()
        again = reported_seconds(tdt(home, "publish"))
        change_one_meeting(home)
        changed = reported_seconds(tdt(home, "publish"))
    more = f"{MANY:,} invented meetings"
    return [
        Figure("many", f"tdt publish, {more}", first, "s"),
        Figure("many", "… then one meeting changed, as reported", changed, "s", 1),
        Figure("many", "… then nothing changed, as reported", again, "s"),
        Figure("many", "largest process in memory, 69 meetings", few, "MiB"),
        Figure("many", f"… {more}", many, "MiB", 1.5 * few),
    ]


if __name__ == "__main__":
    hand_over(measure())
