"""Everybody at once for a minute, on PostgreSQL with four app processes: a meeting is convened,
fifty people write notes, several of them in one text, and then both together. What was done is
counted afterwards, as in the tests: a lost word or a doubled letter ends the measurement.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measuring import Figure, hand_over
from tests.convening.crowd import conveners
from tests.crowd import Company, under_load
from tests.notes.crowd import PEOPLE, writers
from tests.postgres import find_programs, temporary_cluster

SECONDS, PARTIES = 60, 60
LOADS = {
    "convening": (conveners(PARTIES),),
    f"{PEOPLE} people writing": (writers(),),
    "both": (conveners(PARTIES), writers()),
}


def measured(programs: Path, name: str, companies: tuple[Company, ...]) -> list[Figure]:
    with TemporaryDirectory(prefix="tdt-bench-") as folder, temporary_cluster(programs) as url:
        load = under_load(Path(folder, "home"), url, SECONDS, *companies)
    return [
        Figure("load", f"{name}: requests", load.requests, ""),
        Figure("load", "… a second", load.rate, "requests/s"),
        Figure("load", "… median wait", load.median_ms, "ms"),
        Figure("load", "… 99th percentile", load.p99_ms, "ms"),
        Figure("load", "… processor time a request", load.cpu_ms, "ms"),
        Figure("load", "… shown both texts", load.refused, "forms"),
        Figure("load", "… errors", len(load.errors), "", 0),
    ]


def main() -> None:
    """Each load is handed over as soon as it is measured: the whole takes minutes."""
    programs = find_programs()
    if programs is None:
        sys.exit("PostgreSQL is not installed here.")
    for name, who in LOADS.items():
        hand_over(measured(programs, name, who))


if __name__ == "__main__":
    main()
