"""Publishing the whole record of the reference data, and reading it back."""

import re
import resource
from pathlib import Path

from benchmarks.measuring import Figure, hand_over, own_home, seconds, tdt


def change_one_meeting(home: Path) -> None:
    """By way of the files: written out, one of them changed, taken in again."""
    tdt(home, "dump", str(home / "files"))
    events = home / "files/events.yaml"
    text = events.read_text(encoding="utf-8")
    events.write_text(text.replace("city: Geneva", "city: Rome", 1), encoding="utf-8")
    tdt(home, "load", str(events))


def reported_seconds(said: str) -> float:
    """What `tdt publish` says that it took, without the start of Python."""
    return float(re.findall(r"in ([0-9.]+) s\.", said)[0])


def measure() -> list[Figure]:
    with own_home() as home:
        said: list[str] = []
        first = seconds(lambda: said.append(tdt(home, "publish")))
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        again = seconds(lambda: said.append(tdt(home, "publish")))
        change_one_meeting(home)
        changed = seconds(lambda: said.append(tdt(home, "publish")))
        verify = seconds(lambda: tdt(home, "verify"))
        due = seconds(lambda: tdt(home, "work", "--once"))
        payload = [path for path in (home / "record/data").rglob("*") if path.is_file()]
        pages = sum(path.suffix == ".html" for path in payload)
        size = sum(path.stat().st_size for path in payload)
        largest = max((home / "record/data/copies").iterdir(), key=lambda path: path.stat().st_size)
        copy = largest.stat().st_size
    reported = [reported_seconds(one) for one in said]
    return [
        Figure(
            "publishing", "tdt publish, all of the reference data, as reported", reported[0], "s", 5
        ),
        Figure(
            "publishing", "tdt publish, one meeting changed, as reported", reported[2], "s", 0.3
        ),
        Figure("publishing", "tdt publish, nothing changed, as reported", reported[1], "s"),
        Figure("publishing", "tdt publish, all of it, as a command", first, "s"),
        Figure("publishing", "… for each page", 1000 * first / pages, "ms"),
        Figure("publishing", "tdt publish, one meeting changed, as a command", changed, "s"),
        Figure("publishing", "tdt publish, nothing changed, as a command", again, "s"),
        Figure("publishing", "tdt work --once: compressed and indexed", due, "s"),
        Figure("publishing", "tdt verify", verify, "s"),
        Figure("publishing", "pages published", pages, "pages"),
        Figure("publishing", "files of the payload", len(payload), "files"),
        Figure("publishing", "payload", size / 1e6, "MB"),
        Figure("publishing", "largest copy of a meeting to take away", copy / 1000, "kB"),
        Figure("publishing", "largest process of init and publish in memory", peak, "MiB"),
    ]


if __name__ == "__main__":
    hand_over(measure())
