"""From nothing to the reference data in the database, and a second time, when all is there."""

from benchmarks.measuring import Figure, hand_over, own_home, seconds, tdt


def measure() -> list[Figure]:
    with own_home(reference=False) as home:
        first = seconds(lambda: tdt(home, "init", "--reference"))
        second = seconds(lambda: tdt(home, "init", "--reference"))
    return [
        Figure("init", "tdt init --reference, into an empty home", first, "s", 5),
        Figure("init", "tdt init --reference, again", second, "s", 5),
    ]


if __name__ == "__main__":
    hand_over(measure())
