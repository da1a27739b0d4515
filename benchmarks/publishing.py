"""Publishing the whole record of the reference data, and reading it back."""

import resource

from benchmarks.measuring import Figure, hand_over, own_home, seconds, tdt


def measure() -> list[Figure]:
    with own_home() as home:
        first = seconds(lambda: tdt(home, "publish"))
        again = seconds(lambda: tdt(home, "publish"))
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        verify = seconds(lambda: tdt(home, "verify"))
        payload = [path for path in (home / "record/data").rglob("*") if path.is_file()]
        pages = sum(path.suffix == ".html" for path in payload)
        size = sum(path.stat().st_size for path in payload)
    return [
        Figure("publishing", "tdt publish, all of the reference data", first, "s", 5),
        Figure("publishing", "tdt publish, again", again, "s", 5),
        Figure("publishing", "tdt verify", verify, "s"),
        Figure("publishing", "pages published", pages, "pages"),
        Figure("publishing", "… for each", 1000 * again / pages, "ms"),
        Figure("publishing", "payload", size / 1e6, "MB"),
        Figure("publishing", "largest of init and publish in memory", peak, "MiB"),
    ]


if __name__ == "__main__":
    hand_over(measure())
