"""What the topics share: a home of their own, the command line, figures with their limits."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

TDT = Path(sys.executable).parent / "tdt"
LONGEST = 120
"""Seconds after which a program that is measured is given up."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value. `limit` is what we want (design, section 7; the issue), at most where
    `most` is true, else at least; None where nothing is asked.
    """

    topic: str
    what: str
    value: float
    unit: str
    limit: float | None = None
    most: bool = True

    @property
    def holds(self) -> bool:
        if self.limit is None:
            return True
        return self.value <= self.limit if self.most else self.value >= self.limit


@contextmanager
def own_home(*, reference: bool = True) -> Iterator[Path]:
    """A home that is gone afterwards, with the reference data unless told otherwise."""
    with tempfile.TemporaryDirectory(prefix="tdt-bench-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        if reference:
            tdt(home, "init", "--reference")
        yield home


def environment(home: Path) -> dict[str, str]:
    """The environment of a program that keeps its state there and nowhere else."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith("TDT_")}
    return {**outside, "TDT_HOME": str(home)}


def tdt(home: Path, *words: str, longest: float = LONGEST) -> str:
    """Run a command to its end and give what it says; one that fails ends the measurement."""
    done = subprocess.run(
        [TDT, *words],
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=longest,
        check=False,
    )
    if done.returncode:
        sys.exit(f"tdt {' '.join(words)} ended with {done.returncode}: {done.stderr.strip()}")
    return done.stdout


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def median_seconds(work: Callable[[], object], times: int = 5) -> float:
    return statistics.median(seconds(work) for _ in range(times))


def hand_over(figures: Sequence[Figure]) -> None:
    """Print the figures as JSON lines, for run.py to read, or as text for a person."""
    for figure in figures:
        if sys.stdout.isatty():
            print(line_of(figure))
        else:
            print(json.dumps(asdict(figure)))


def line_of(figure: Figure) -> str:
    """A row of the table."""
    limit = ""
    if figure.limit is not None:
        limit = f"{'≤' if figure.most else '≥'} {figure.limit:g}"
    mark = "" if figure.holds else "over" if figure.most else "under"
    value = f"{figure.value:,.0f}" if figure.value >= 100 else f"{figure.value:.3g}"  # noqa: PLR2004 - digits that mean something
    return f"{figure.topic:<11}{figure.what:<58}{value:>10} {figure.unit:<12}{limit:<10}{mark}"
