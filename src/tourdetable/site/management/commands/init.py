"""`tdt init [--reference]`: create a home or bring it up to date."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandParser
from django.db import connection

from tourdetable.intake.load import Report, load_countries, load_reference
from tourdetable.kernel.errors import SentenceError
from tourdetable.site.answers_upgrade import bring_answers_up_to_date
from tourdetable.site.command import OPERATOR, TableCommand, now
from tourdetable.site.configuration import CONFIGURATION, keep_secret
from tourdetable.site.database import sqlite_path
from tourdetable.site.permissions import create_home, secure_home, secured_sentence
from tourdetable.site.progress import progress_bar

_TABLES_LOCK = 7_411_2006
"""Key of PostgreSQL's advisory lock: one programme at a time changes the tables."""


class Command(TableCommand):
    help = "Set up the home of an installation, or bring it up to date; nothing is lost by it."

    def add_arguments(self, parser: CommandParser) -> None:
        text = "load the reference data too: processes, organisations and meetings, with sources"
        parser.add_argument("--reference", action="store_true", help=text)

    def answer(self, **options: Any) -> None:
        home = settings.TDT_HOME
        with _alone_in(home):
            open_before = secure_home(home, sqlite_path())
            call_command("migrate", verbosity=0, interactive=False)
            call_command("createcachetable", verbosity=0)
            Path(settings.EMAIL_FILE_PATH).mkdir(mode=0o700, exist_ok=True)
            if not CONFIGURATION.secret_key:
                keep_secret(home, settings.SECRET_KEY)
            report = _loaded(with_reference=options["reference"])
            changes = bring_answers_up_to_date(by=OPERATOR, now=now())
        self.say("\n".join([*report.lines(), *changes]))
        if open_before:
            self.say(secured_sentence(open_before))
        self.say(f"The home is {home}.")


def _loaded(*, with_reference: bool) -> Report:
    with progress_bar("Loading") as progress:
        if with_reference:
            return load_reference(by=OPERATOR, now=now(), progress=progress)
        return load_countries(by=OPERATOR, now=now())


@contextmanager
def _alone_in(home: Path) -> Iterator[None]:
    """Two that set up the same home, or the same database, do so one after the other: the second
    waits as long as the first loads, which is longer than a database waits for a lock.
    """
    try:
        create_home(home)
        lock = (home / "init.lock").open("w")
    except OSError as error:
        msg = (
            f"The home {home} cannot be written ({error.strerror}); set TDT_HOME to another folder."
        )
        raise SentenceError(msg) from error
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if connection.vendor != "postgresql":
            yield
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_TABLES_LOCK])
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_TABLES_LOCK])
