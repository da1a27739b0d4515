"""Publishing beside many meetings that are made up for this measure: 1,000, and a sum for each."""

import resource
import sqlite3
from pathlib import Path

from benchmarks.measuring import Figure, hand_over, own_home, seconds, tdt

MANY = 1_000


def add_meetings(home: Path, count: int) -> None:
    """Copies of one meeting of the record under other slugs, spread over forty years."""
    with sqlite3.connect(home / "tdt.sqlite3") as database:
        database.row_factory = sqlite3.Row
        one = dict(
            database.execute("SELECT * FROM meetings_meeting WHERE slug = 'bali-1'").fetchone()
        )
        del one["id"]
        for number in range(count):
            row = {**one, "slug": f"generated-{number}", "start": f"{1985 + number % 40}-04-14"}
            row["end"] = row["start"]
            columns = ", ".join(f'"{name}"' for name in row)
            marks = ", ".join("?" * len(row))
            database.execute(
                f"INSERT INTO meetings_meeting ({columns}) VALUES ({marks})",  # noqa: S608 - our own
                list(row.values()),
            )
    database.close()


def measure() -> list[Figure]:
    with own_home() as home:
        tdt(home, "publish")
        few = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        add_meetings(home, MANY)
        first = seconds(lambda: tdt(home, "publish"))
        many = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        with sqlite3.connect(home / "tdt.sqlite3") as database:
            database.execute("UPDATE meetings_meeting SET place_city = 'X' WHERE slug = 'bali-1'")
        database.close()
        changed = seconds(lambda: tdt(home, "publish"))
    return [
        Figure("many", f"tdt publish with {MANY} meetings more", first, "s"),
        Figure("many", "… then with one meeting changed", changed, "s"),
        Figure("many", "largest process in memory, 69 meetings", few, "MiB"),
        Figure("many", f"largest process in memory, {MANY + 69} meetings", many, "MiB"),
    ]


if __name__ == "__main__":
    hand_over(measure())
