"""Every form of the screens is sent twice at the same time on PostgreSQL, as by a double click, and
by two people who mean the same: nothing fails, and a form acts once.
"""

import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from uuid import uuid4

import psycopg
import pytest
from django.db import close_old_connections, connection, connections
from django.test import Client
from psycopg import sql

from tests.attack.forms import WALKERS, PageForm, all_forms, error_of, events, send
from tests.sample import lay
from tests.table import at_the_table
from tourdetable.kernel.journal import _JOURNAL_LOCK
from tourdetable.kernel.models import Event

pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite lets one writer in at a time"
)
Outcome = tuple[int, str]
"""Status of an answer, and where it leads or which error it is."""


def connect(name: str) -> psycopg.Connection:
    """A connection of its own to a database of the cluster."""
    known = connection.settings_dict
    port = known["PORT"] or None
    return psycopg.connect(
        dbname=name, host=known["HOST"], port=port, user=known["USER"], autocommit=True
    )


def copy_database(old: str, new: str) -> None:
    """Let the server copy a database, in the place of one that has that name."""
    drop_database(new)
    with connect("postgres") as server:
        create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        server.execute(create.format(sql.Identifier(new), sql.Identifier(old)))


def drop_database(name: str) -> None:
    connections.close_all()
    with connect("postgres") as server:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        server.execute(drop.format(sql.Identifier(name)))


class LaidTable:
    """The table of the sample, laid once and copied by the server for each form."""

    def __init__(self) -> None:
        lay()
        self.forms = all_forms()
        self.cookies = {who: at_the_table(who).cookies for who in WALKERS}
        self.name, self.is_changed = str(connection.settings_dict["NAME"]), False
        self.stored = f"{self.name}_laid"
        copy_database(self.name, self.stored)

    def restore(self) -> None:
        """Bring the database of the test back to how it was laid, unless it is so."""
        if self.is_changed:
            copy_database(self.stored, self.name)
        self.is_changed = False

    def client(self, who: str) -> Client:
        client = Client()
        client.cookies.update(self.cookies[who])
        return client


@pytest.fixture
def table(emptied: None) -> Iterator[LaidTable]:  # noqa: ARG001 - what is committed is emptied
    laid = LaidTable()
    yield laid
    drop_database(laid.stored)


def notices() -> int:
    """How many changes somebody was told of: an event beside that of the change."""
    return Event.objects.filter(verb="tell_of_change").count()


def at_once(
    table: LaidTable, form: PageForm, both: tuple[Mapping[str, object], Mapping[str, object]]
) -> tuple[Outcome, Outcome]:
    """Both answers. The first to write waits for the journal until the other one waits for it or
    is answered: they surely overlap.
    """
    gate, finished = threading.Barrier(2), threading.Semaphore(0)

    def sending(data: Mapping[str, object]) -> Outcome:
        try:
            client = table.client(form.who)
            gate.wait(30)
            answer = send(client, form, data)
            return answer.status_code, answer.get("Location", "") or error_of(answer)
        finally:
            finished.release()
            close_old_connections()
            connections.close_all()

    with connect(table.name) as holder, ThreadPoolExecutor(2) as threads:
        holder.execute("SELECT pg_advisory_lock(%s)", [_JOURNAL_LOCK])
        sent = [threads.submit(sending, data) for data in both]
        count = 0
        while count + _waiting(holder) < 2:
            count += finished.acquire(timeout=0.01)
        holder.execute("SELECT pg_advisory_unlock(%s)", [_JOURNAL_LOCK])
        first, second = (one.result(30) for one in sent)
    table.is_changed = min(first[0], second[0]) < HTTPStatus.BAD_REQUEST or (
        max(first[0], second[0]) >= HTTPStatus.INTERNAL_SERVER_ERROR
    )
    return first, second


def _waiting(holder: psycopg.Connection) -> int:
    found = holder.execute("SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted").fetchone()
    assert found is not None
    return int(found[0])


def test_a_form_sent_twice_at_once_acts_once(table: LaidTable) -> None:
    acted, wrong = 0, []
    for form in table.forms:
        table.restore()
        before, told, data = events(), notices(), form.filled()
        outcomes = at_once(table, form, (data, data))
        is_told_once = notices() - told <= 1
        written = events() - before - is_told_once * (notices() - told)
        acted += written == 1
        is_same = outcomes[0] == outcomes[1]
        if max(status for status, _ in outcomes) >= 500 or written > 1 or not is_same:
            wrong.append((form.action, outcomes, written))
    assert wrong == []
    assert acted > 90, acted


def test_two_who_mean_the_same_at_once_hear_a_sentence_at_most(table: LaidTable) -> None:
    wrong, both_numbered = [], [form for form in table.forms if "form" in form.filled()]
    for form in both_numbered:
        table.restore()
        data = form.filled()
        outcomes = at_once(table, form, (data, {**data, "form": str(uuid4())}))
        statuses = sorted(status for status, _ in outcomes)
        if statuses[-1] >= 500:
            wrong.append((form.action, outcomes))
    assert wrong == []
