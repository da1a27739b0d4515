"""Every signed-in screen of desk and room, one reader at a time, by wrk over loopback: median and
99th percentile of the wait, statements and bytes. The table on which everything has happened once
(`tests/sample.py`) is laid beside the reference data; the long lists are looked at again beside
10,000 invented meetings and 10,000 invented participants.

`python -m benchmarks.screens WORD…` measures the addresses that hold one of the words.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.many import add_meetings
from benchmarks.measuring import Figure, environment, hand_over, own_home, tdt
from benchmarks.serving import (
    HOST,
    SECONDS_FOR_DUE_WORK,
    descendants,
    free_port,
    serving,
    spent,
)

MANY = 10_000
LONGEST_WAIT, MOST_STATEMENTS = 8, 12
"""In milliseconds, and to the database (design, section 7)."""
LONG_LISTS = ("desk/", "desk/meetings/", "desk/meetings/table/participants/", "desk/persons/")
WAIT = re.compile(r"(50|99)%\s+([\d.]+)(us|ms|s)")
MILLISECONDS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


def lay_the_table() -> None:
    from tests.sample import lay  # noqa: PLC0415 - after Django's settings

    lay()


def screens() -> list[Any]:
    """Every address that answers a look with a page, as the first of the readers who sees it."""
    from tests.screens.everywhere import everywhere, looked  # noqa: PLC0415 - after the settings

    wanted = sys.argv[1:] or [""]
    known = [a for a in everywhere() if a.startswith(("desk/", "room/", "reply/", "note/"))]
    looks = (looked(address) for address in known if any(word in address for word in wanted))
    return [look for look in looks if look]


def add_participants() -> None:
    """Invented people, all of them delegates of one country at the table."""
    from tourdetable.invitations.models import Participant  # noqa: PLC0415 - after the settings
    from tourdetable.parties.models import Person  # noqa: PLC0415 - the same

    one = Participant.objects.filter(meeting__slug="table").order_by("pk")[0]
    names = [(f"invented-{n}", f"Invented Person {n}") for n in range(MANY)]
    Person.objects.bulk_create(Person(slug=slug, name=name) for slug, name in names)
    kept = [f.attname for f in Participant._meta.concrete_fields if not f.primary_key]  # noqa: SLF001 - Django's documented API
    facts = {name: getattr(one, name) for name in kept}
    people = Person.objects.filter(slug__startswith="invented-")
    Participant.objects.bulk_create(Participant(**{**facts, "person_id": p.pk}) for p in people)


def waits(port: int, screen: Any, seconds: int = 1) -> dict[str, float]:
    """Milliseconds for half of the readers and for 99 of 100, who come one after the other for a
    second, and how many they were; for ten, where one second is too short for the first of them.
    """
    words = [str(shutil.which("wrk")), "-t1", "-c1", f"-d{seconds}s", "--latency"]
    head = ["-H", f"Cookie: tdt-session={screen.cookie}"] if screen.cookie else []
    told = subprocess.run(
        [*words, *head, f"http://{HOST}:{port}/en/{screen.address}"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    if "Non-2xx" in told or "Socket errors" in told:
        raise RuntimeError(screen.address + told)
    shares = {share: float(n) * MILLISECONDS[unit] for share, n, unit in WAIT.findall(told)}
    requests = float(told.split(" requests in")[0].split()[-1])
    return {**shares, "requests": requests} if requests else waits(port, screen, 10 * seconds)


def measured(home: Path, about: str, seen: list[Any]) -> list[Figure]:
    """A line for each screen; the slowest come last."""
    port, figures = free_port(), []
    with serving(home, port) as (number, _):
        time.sleep(SECONDS_FOR_DUE_WORK)
        server = descendants(number)
        for screen in seen:
            waits(port, screen)
            before, _ = spent(server)
            wait = waits(port, screen)
            worked = (spent(server)[0] - before) / wait["requests"]
            figures.append(_figure(about, screen, wait, 1000 * worked))
    most = max(screen.statements for screen in seen)
    figures.sort(key=lambda figure: figure.value)
    return [*figures, Figure(about, "most statements", most, "statements", MOST_STATEMENTS)]


def _figure(about: str, screen: Any, wait: dict[str, float], worked: float) -> Figure:
    what = (
        f"{_short(screen.address):<44.44} 99 % {wait['99']:6.1f} ms, processor {worked:5.1f} ms,"
        f" {screen.statements:2} statements, {screen.size / 1000:5.1f} kB"
    )
    return Figure(about, what, wait["50"], "ms", LONGEST_WAIT)


def _short(address: str) -> str:
    """Without the secrets of links, which take a line for themselves."""
    return re.sub(r"(reply|note)/[^/]{43}", r"\1/…", address)


def measure() -> list[Figure]:
    if shutil.which("wrk") is None:
        sys.exit("Screens are measured by wrk (Debian: apt install wrk), which is not here.")
    with own_home() as home:
        tdt(home, "publish")
        os.environ.update(environment(home), DJANGO_SETTINGS_MODULE="tourdetable.site.settings")
        import django  # noqa: PLC0415 - the home must be known first

        django.setup()
        lay_the_table()
        figures = measured(home, "screens", screens())
        add_meetings(home, MANY)
        add_participants()
        long = [screen for screen in screens() if screen.address in LONG_LISTS]
        return [*figures, *(measured(home, f"beside {MANY:,}", long) if long else [])]


if __name__ == "__main__":
    hand_over(measure())
