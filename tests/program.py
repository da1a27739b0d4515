"""`tdt` as people call it: a program of its own, in a home of its own."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TDT = Path(sys.executable).with_name("tdt")
SOMEWHERE = Path(tempfile.gettempdir())
PATIENCE = 300
"""Seconds for anything at all, on a machine that is busy with much else; they end what hangs."""


def environment(home: Path, **settings: str) -> dict[str, str]:
    """What is set outside, except for settings of ours, and those given."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith("TDT_")}
    return {**outside, "TDT_HOME": str(home), **settings}


def tdt(home: Path, *words: str | Path, **settings: str) -> tuple[int, list[str], str]:
    """Status, lines and complaint of a command; on SQLite unless a setting says otherwise."""
    done = subprocess.run(
        [TDT, *words],
        env=environment(home, **settings),
        cwd=SOMEWHERE,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    return done.returncode, done.stdout.splitlines(), done.stderr


def done(home: Path, *words: str | Path, **settings: str) -> list[str]:
    """What a command says that must end well."""
    status, said, complaint = tdt(home, *words, **settings)
    assert (status, complaint) == (0, "")
    return said


@contextmanager
def serving(
    home: Path, workers: int = 1, **settings: str
) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """`tdt serve` over that home, and its port."""
    started = subprocess.Popen(
        [TDT, "serve", "--port", "0", "--workers", str(workers)],
        env=environment(home, **settings),
        cwd=SOMEWHERE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert started.stdout is not None
    line = started.stdout.readline()
    match = re.fullmatch(r"The record is at http://127\.0\.0\.1:(\d+)/ \(Ctrl-C ends\)\.\n", line)
    assert match, line
    try:
        yield started, int(match[1])
    finally:
        if started.poll() is None:
            started.terminate()
        started.communicate(timeout=PATIENCE)
