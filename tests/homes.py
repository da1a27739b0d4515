"""Homes with a published record that tests share. Each is made once in a run, by whichever worker
needs it first; a test that changes one takes a copy.

`tdt` makes them, as people do, so that the tests' own database plays no part in them.
"""

import fcntl
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.intake.shipped import few
from tests.program import done

ON = ("--on", "2026-11-23")
FEW = {
    "organisations": ("ecowas", "gcim", "iom"),
    "processes": ("apc", "bali-process", "budapest-process", "igc", "rcm"),
    "events": (
        "bali-1",
        "gcim-report-2005",
        "global-rcp-2",
        "igc-1985",
        "rcp-workshop-2005",
        "sg-report-2006",
    ),
    "invitation-rules": ("rcp-workshop-2005",),
}
"""Of everything that has a page, some."""


def made_once(folder: Path, make: Callable[[Path], None]) -> Path:
    """That folder, which `make` fills; those who ask meanwhile wait."""
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            begun = folder.with_suffix(".begun")
            shutil.rmtree(begun, ignore_errors=True)
            make(begun)
            begun.rename(folder)
    return folder


def copied(home: Path, to: Path) -> Path:
    """A copy to change, in which two names of one file stay two names of one file."""
    subprocess.run(["cp", "-a", home, to], check=True)
    return to


def make_whole(home: Path) -> None:
    """The reference data, published."""
    done(home, "init", "--reference")
    done(home, "publish", *ON)


def make_few(home: Path) -> None:
    """A few things of each kind, published: for what does not depend on how much there is."""
    done(home, "init")
    files = home / "few"
    files.mkdir()
    done(home, "load", *few(files, FEW))
    done(home, "publish", *ON)
