"""Two workers at once, on PostgreSQL: no letter goes out twice, none is left behind."""

import multiprocessing
from collections import Counter
from email import message_from_bytes

import pytest
from django.conf import LazySettings
from django.db import connection, connections

from tests.letters.post import NOW, approved, drafted, invited
from tests.letters.sink import sinking
from tourdetable.kernel.actors import Actor
from tourdetable.kernel.enums import ActorKind
from tourdetable.kernel.models import Event
from tourdetable.letters.models import Dispatch, Letter
from tourdetable.letters.tasks import send_what_is_due
from tourdetable.parties.models import Party


def _work(gate: object) -> None:
    connections.close_all()
    gate.wait()  # type: ignore[attr-defined]  # a barrier of multiprocessing, which ships no public type
    send_what_is_due(lambda: NOW)
    connections.close_all()


@pytest.mark.usefixtures("emptied", "transactional_db")
@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has one writer; this is about row locks"
)
def test_two_workers_send_each_letter_once(settings: LazySettings) -> None:
    from tourdetable.intake.load import load_reference  # noqa: PLC0415 - only where it runs

    load_reference(now=NOW, by=Actor(ActorKind.OPERATOR, "tests"))
    settings.DEFAULT_FROM_EMAIL, settings.EMAIL_HOST_USER = "table@example.org", ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    codes = Party.objects.filter(kind="country").exclude(code="AUS").values_list("code", flat=True)
    for code in codes[:40]:
        approved(drafted(invited(code, mail=f"{code.lower()}@example.org")))
    context = multiprocessing.get_context("fork")
    gate = context.Barrier(2)
    with sinking() as (sink, port):
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        connections.close_all()
        workers = [context.Process(target=_work, args=(gate,)) for _ in range(2)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join(120)
    assert [worker.exitcode for worker in workers] == [0, 0]
    sent = Counter(message_from_bytes(raw)["Message-ID"] for raw in sink.arrived)
    assert sent == Counter(Letter.objects.values_list("message_id", flat=True))
    assert set(Letter.objects.values_list("state", flat=True)) == {"sent"}
    assert Dispatch.objects.count() == len(sent) == 40
    verbs = Counter(Event.objects.filter(by="operator:post").values_list("verb", flat=True))
    assert verbs == {
        "hand_over": 40,
        "record_dispatch": 40,
        "mark_invitation_sent": 40,
        "convene_meeting": 1,
    }
