"""Run a command against a PostgreSQL of its own: `python tests/postgres.py COMMAND…`.

A cluster is made in a temporary folder, listens on a Unix socket only, and is stopped and deleted
whatever happens. It writes nothing through to the disk, so it is for tests alone. Where the
programs of PostgreSQL are not installed, one sentence says so and the exit status is 0.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FrameType

PROGRAMS = ("initdb", "pg_ctl", "postgres", "createdb")
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "50",
}


def find_programs() -> Path | None:
    """A folder that holds all programs: on the path, or else the newest where Debian keeps them."""
    on_path = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    versions = (f for f in Path("/usr/lib/postgresql").glob("*/bin") if f.parent.name.isdigit())
    debian = sorted(versions, key=lambda folder: int(folder.parent.name), reverse=True)
    for folder in (*on_path, *debian):
        if all((folder / program).is_file() for program in PROGRAMS):
            return folder
    return None


def unprivileged_user() -> str | None:
    """PostgreSQL refuses to run as root; None where we are somebody else already."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in known)


@contextmanager
def temporary_cluster(programs: Path) -> Iterator[str]:
    """The address of a fresh, empty cluster, as TDT_DATABASE_URL has it."""
    user = unprivileged_user()
    folder = Path(tempfile.mkdtemp(prefix="tdt-pg-"))
    data = folder / "data"
    try:
        if user:
            shutil.chown(folder, user)
        run = partial(_run, programs, folder, user)
        run(
            "initdb",
            "-D",
            data,
            "-U",
            "tdt",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        )
        options = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
        start = ("-w", "-D", data, "-l", folder / "log", "-o", f"-k '{folder}' {options}", "start")
        try:
            run("pg_ctl", *start)
            run("createdb", "-h", folder, "-U", "tdt", "tdt")
            yield f"postgresql://tdt@/tdt?host={folder}"
        finally:
            if (data / "postmaster.pid").exists():
                run("pg_ctl", "-w", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(
    programs: Path, folder: Path, user: str | None, program: str, *arguments: str | Path
) -> None:
    command = [programs / program, *arguments]
    told = folder / "told"
    with told.open("a+") as out:
        done = subprocess.run(
            command, user=user, cwd=folder, stdout=out, stderr=subprocess.STDOUT, check=False
        )
    if done.returncode:
        logs = [
            path.read_text(errors="replace") for path in (told, folder / "log") if path.is_file()
        ]
        sys.exit("\n".join([f"{program} failed:", *logs]))


def _leave(number: int, _frame: FrameType | None) -> None:
    """A polite signal ends the run through every `finally`."""
    sys.exit(128 + number)


def main(command: list[str]) -> int:
    programs = find_programs()
    if programs is None:
        print("PostgreSQL is not installed here: the tests ran on SQLite only.")
        return 0
    signal.signal(signal.SIGTERM, _leave)
    with temporary_cluster(programs) as url:
        print(f"On PostgreSQL ({programs}):", flush=True)
        environment = {**os.environ, "TDT_DATABASE_URL": url}
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
