"""Files from outside: what each door costs with the largest file that it accepts, how long readers
of the record wait meanwhile, and ordinary files beside the build before (decision 31).
"""

import datetime as dt
import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks import large_files
from benchmarks.importing import signed_in
from benchmarks.measuring import LONGEST, Figure, environment, hand_over, own_home, tdt
from benchmarks.serving import HOST, PAGE, SECONDS_FOR_DUE_WORK, free_port, serving

BEFORE = "33138d3"
"""The last build that read files where it answered."""
ROOT = Path(__file__).resolve().parent.parent
SECONDS = 10
"""Of reading pages while two files are read."""
PAUSE = 0.02
AT_MOST = 150
"""Milliseconds more than before for an ordinary file."""
_AGENDA = {"zone": "Europe/Paris", "first": dt.date(2027, 11, 1), "last": dt.date(2027, 11, 28)}
_MOST = {"most": 50_000_000}
DOORS: list[tuple[str, str, Callable[[], bytes], dict[str, object]]] = [
    ("list, CSV", "people", large_files.list_as_csv, {"encoding": "", "page": ""}),
    ("list, XLSX", "people", large_files.list_as_workbook, {"encoding": "", "page": ""}),
    ("calendar, 2,900 events", "agendas", large_files.calendar, _AGENDA),
    ("calendar, 30 rules", "agendas", large_files.recurring_calendar, _AGENDA),
    ("XLSForm", "questionnaire", large_files.form, {}),
    ("LimeSurvey", "questionnaire", large_files.survey, {}),
    ("questionnaire returned, DOCX", "returned", large_files.word, {}),
    ("document, DOCX", "media", large_files.word, {"name": "a.docx", **_MOST}),
    ("document, HTML", "media", large_files.web_page, {"name": "a.html", **_MOST}),
    ("document, TXT", "media", large_files.plain_text, {"name": "a.txt", **_MOST}),
    ("document, PDF", "media", large_files.portable, {"name": "a.pdf", **_MOST}),
    ("text of it, DOCX", "media-text", large_files.word, {"media_type": large_files.WORD}),
    ("text of it, HTML", "media-text", large_files.web_page, {"media_type": "text/html"}),
    ("text of it, PDF", "media-text", large_files.portable, {"media_type": "application/pdf"}),
]


def doors() -> Iterator[Figure]:
    """Time and memory of each; a file that is not read is shown as the failure that it gave."""
    from tourdetable.kernel.isolation.client import HOST as READERS  # noqa: PLC0415 - after Django's settings

    READERS.start()
    time.sleep(2)
    for said, reader, make, arguments in DOORS:
        content = make()
        began = time.perf_counter()
        answer = READERS.ask(reader, arguments, content, 50_000_000)
        took = time.perf_counter() - began
        name = f"{said}, {len(content) / 1e6:.2g} MB"
        if answer.failure or answer.kind != b"R":
            name += f": {answer.failure or answer.payload[:60].decode()}"
        yield Figure("doors", name, took, "s", 20)
        yield Figure("doors", "… memory at most", answer.peak_kilobytes / 1000, "MB", 450)


def waits(port: int, seconds: float) -> list[float]:
    """Milliseconds of one polite reader of the record, each page on a connection of its own."""
    found = []
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        began = time.perf_counter()
        connection = http.client.HTTPConnection(HOST, port, timeout=LONGEST)
        connection.request("GET", PAGE)
        connection.getresponse().read()
        connection.close()
        found.append(1000 * (time.perf_counter() - began))
        time.sleep(PAUSE)
    return sorted(found)


@contextmanager
def two_at_work(port: int, client: Any) -> Iterator[list[int]]:
    """Two officers who look at one large list after another, each time a fresh one."""
    from tourdetable.invitations.actions.lists import lay_list  # noqa: PLC0415 - after the settings
    from tourdetable.invitations.queries.seated import list_of  # noqa: PLC0415 - the same
    from tourdetable.kernel.actors import Actor  # noqa: PLC0415 - the same
    from tourdetable.kernel.enums import ActorKind  # noqa: PLC0415 - the same
    from tourdetable.kernel.models import Upload  # noqa: PLC0415 - the same
    from tourdetable.meetings.models import Meeting  # noqa: PLC0415 - the same
    from tourdetable.site.command import now  # noqa: PLC0415 - the same

    content, done, stopped = large_files.list_as_workbook(), list[int](), threading.Event()
    seen = Upload.objects.latest("pk").laid_by
    officer = Actor(ActorKind.OPERATOR, "bench")
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())

    def work(meeting: Any) -> None:
        while not stopped.is_set():
            lay_list(meeting, name="l.xlsx", content=content, by=officer, now=now())
            upload = Upload.objects.filter(about=list_of(meeting)).latest("pk")
            Upload.objects.filter(pk=upload.pk).update(laid_by=seen)
            connection = http.client.HTTPConnection(HOST, port, timeout=LONGEST)
            address = f"/en/desk/meetings/{meeting.slug}/participants/lists/{upload.pk}/"
            connection.request("GET", address, headers={"Cookie": cookie})
            answer = connection.getresponse()
            answer.read()
            connection.close()
            done.append(answer.status)

    meetings = list(Meeting.objects.order_by("slug")[:2])
    threads = [threading.Thread(target=work, args=(meeting,)) for meeting in meetings]
    for thread in threads:
        thread.start()
    try:
        time.sleep(2)
        yield done
    finally:
        stopped.set()
        for thread in threads:
            thread.join()


def waiting(home: Path) -> Iterator[Figure]:
    from benchmarks.importing import brought  # noqa: PLC0415 - after the settings

    client, here = signed_in()
    brought(client, here, b"Name,Country\nA B,Fiji\n")
    port = free_port()
    with serving(home, port):
        time.sleep(SECONDS_FOR_DUE_WORK)
        alone = waits(port, 5)
        with two_at_work(port, client) as done:
            beside = waits(port, SECONDS)
    yield Figure("doors", "the record alone, median wait", statistics.median(alone), "ms")
    yield Figure("doors", "… while two files are read, median", statistics.median(beside), "ms", 50)
    yield Figure("doors", "… 99th percentile", beside[int(0.99 * len(beside))], "ms", 50)
    yield Figure("doors", "… longest", beside[-1], "ms")
    yield Figure("doors", "… pages asked for", len(beside), "pages")
    yield Figure("doors", "… lists looked at meanwhile", done.count(200), "lists")


def ordinary() -> Iterator[Figure]:
    """Ordinary files by this build and by the one before, each in a process of its own."""
    ours = measured(ROOT / "src")
    with tempfile.TemporaryDirectory(prefix="tdt-before-") as folder:
        tree = Path(folder, "before")
        git = ["git", "-C", str(ROOT), "worktree"]
        subprocess.run(
            [*git, "add", "--detach", str(tree), BEFORE], check=True, capture_output=True
        )
        try:
            before = measured(tree / "src")
        finally:
            subprocess.run([*git, "remove", "--force", str(tree)], check=True, capture_output=True)
    for key, said in (
        ("list", "a list of 8,000 people, CSV, first look"),
        ("workbook", "the same, XLSX"),
        ("note", "a note of ten pages in Word, recognised"),
    ):
        yield Figure("doors", said, ours[key], "ms")
        yield Figure("doors", "… before", before[key], "ms")
        yield Figure("doors", "… more", ours[key] - before[key], "ms", AT_MOST)


def measured(source: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks/ordinary.py")],
        env={**os.environ, "PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure() -> list[Figure]:
    figures = list(ordinary())
    with own_home() as home:
        tdt(home, "publish")
        os.environ.update(environment(home), DJANGO_SETTINGS_MODULE="tourdetable.site.settings")
        import django  # noqa: PLC0415 - the home must be known first

        django.setup()
        return [*figures, *doors(), *waiting(home)]


if __name__ == "__main__":
    hand_over(measure())
