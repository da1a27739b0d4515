"""Each question on the command line, from the start of the program to its end."""

from functools import partial

from benchmarks.asked import QUESTIONS, spoken
from benchmarks.measuring import Figure, hand_over, median_seconds, own_home, tdt


def measure() -> list[Figure]:
    with own_home() as home:
        return [
            Figure("questions", spoken(words), median_seconds(partial(tdt, home, *words)), "s", 0.6)
            for words in QUESTIONS
        ]


if __name__ == "__main__":
    hand_over(measure())
