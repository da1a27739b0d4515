"""A bar for long jobs, on a terminal only."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

SECONDS_BETWEEN_LOOKS = 0.1


@contextmanager
def progress_bar(what: str) -> Iterator[Callable[[int], None]]:
    """Gives a function to call with the number of steps done; shows nothing where nobody looks."""
    if not sys.stderr.isatty():
        yield lambda _steps: None
        return
    from rich.console import Console  # noqa: PLC0415 - costs 60 ms, needed on a terminal only
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415 - the same

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed} done"),
        TimeElapsedColumn(),
    )
    # Without a thread of its own, so that the process can still be forked (record/workers.py).
    screen = Console(stderr=True)
    with Progress(*columns, console=screen, transient=True, auto_refresh=False) as bar:
        task = bar.add_task(what, total=None)
        shown_at = 0.0

        def step(steps: int) -> None:
            nonlocal shown_at
            bar.advance(task, steps)
            if time.monotonic() - shown_at > SECONDS_BETWEEN_LOOKS:
                bar.refresh()
                shown_at = time.monotonic()

        yield step
