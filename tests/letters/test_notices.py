"""What is told of a change of rights is stored with it and goes out however long that takes."""

import datetime as dt
from collections.abc import Iterator
from email import message_from_bytes

import pytest
from django.conf import LazySettings
from django.db import connection

from tests.letters.sink import Sink, free_port, leaving, sinking
from tests.table import at_the_table, seated, sent
from tourdetable.kernel.models import Event
from tourdetable.letters.enums import LetterState, Trouble
from tourdetable.letters.models import Notice
from tourdetable.letters.tasks import POST, send_what_is_due
from tourdetable.parties.models import Officer

pytestmark = pytest.mark.django_db
OFFICER, MAIL = "secretariat officer", "officer@example.org"
NEW = {"name": "Ana", "mail": "ana@example.org"}
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _server(settings: LazySettings) -> None:
    settings.DEFAULT_FROM_EMAIL, settings.EMAIL_HOST_USER = "table@example.org", ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()


@pytest.fixture
def sink(settings: LazySettings) -> Iterator[Sink]:
    with sinking() as (sink, port):
        settings.EMAIL_PORT = port
        yield sink


def _changed() -> Notice:
    """Another officer is put on the list; the one notice of it."""
    assert sent(at_the_table(OFFICER), "/en/desk/officers/", **NEW).status_code == 303
    return Notice.objects.get()


def _send(after: dt.timedelta = dt.timedelta()) -> int:
    moment = Notice.objects.get().made_at + after
    return send_what_is_due(lambda: moment)


def test_a_mail_server_that_is_down_at_first_loses_nothing(settings: LazySettings) -> None:
    notice = _changed()
    assert (notice.mail, notice.state, notice.event.verb) == (MAIL, "approved", "invite_officer")
    assert _send() == 1
    notice.refresh_from_db()
    assert (notice.state, notice.trouble, notice.attempts) == ("approved", Trouble.UNREACHABLE, 1)
    with sinking() as (sink, port):
        settings.EMAIL_PORT = port
        assert _send(MINUTE / 2) == 0
        assert _send(MINUTE) == 1
        assert _send(2 * MINUTE) == 0
    notice.refresh_from_db()
    assert (notice.state, notice.due_at, notice.attempts) == ("sent", None, 2)
    [raw] = sink.arrived
    assert sink.envelopes == [("table@example.org", [MAIL])]
    mail = message_from_bytes(raw)
    assert (mail["To"], mail["Message-ID"]) == (f"<{MAIL}>", notice.message_id)


def test_pauses_between_attempts_grow() -> None:
    notice, dues = _changed(), list[dt.timedelta]()
    for _ in range(7):
        _send(24 * 60 * MINUTE * (len(dues) + 1))
        notice.refresh_from_db()
        assert notice.due_at
        dues.append(notice.due_at - notice.made_at - 24 * 60 * MINUTE * (len(dues) + 1))
    assert [due // MINUTE for due in dues] == [1, 5, 15, 60, 240, 240, 240]


def test_a_change_that_is_refused_tells_nobody() -> None:
    answer = sent(at_the_table(OFFICER), "/en/desk/officers/", **{**NEW, "mail": MAIL})
    assert (answer.status_code, Notice.objects.count()) == (422, 0)


def test_what_cannot_be_stored_undoes_the_change() -> None:
    """Both stand in one transaction: where there is no place for the notice, nobody is put on."""
    client, before = at_the_table(OFFICER), (Officer.objects.count(), Event.objects.count())
    client.raise_request_exception = False
    table = Notice._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f'ALTER TABLE "{table}" RENAME TO "elsewhere"')
        assert sent(client, "/en/desk/officers/", **NEW).status_code >= 500
        cursor.execute(f'ALTER TABLE "elsewhere" RENAME TO "{table}"')
    assert (Officer.objects.count(), Event.objects.count()) == before
    assert _changed().mail == MAIL


def test_a_form_that_is_sent_twice_tells_once() -> None:
    client, number = at_the_table(OFFICER), "0f8fad5b-d9cb-469f-a165-70867728950e"
    for _ in range(2):
        sent(client, "/en/desk/officers/", **NEW, form=number)
    assert Notice.objects.count() == 1
    assert Event.objects.filter(verb="tell_of_change").count() == 1


def test_a_notice_whose_answer_was_lost_is_not_sent_again(settings: LazySettings) -> None:
    notice = _changed()
    with leaving(".") as port:
        settings.EMAIL_PORT = port
        assert _send() == 1
    notice.refresh_from_db()
    assert (notice.state, notice.trouble) == ("uncertain", Trouble.LOST_AFTER_DATA)
    assert _send(24 * 60 * MINUTE) == 0


def test_a_notice_whose_carrier_was_killed_is_uncertain(sink: Sink) -> None:
    notice = _changed()
    Notice.objects.update(state=LetterState.ON_ITS_WAY, due_at=notice.made_at + 10 * MINUTE)
    assert _send(9 * MINUTE) == 0
    assert Notice.objects.get().state == "on-its-way"
    assert _send(10 * MINUTE) == 0
    assert (Notice.objects.get().state, Notice.objects.get().trouble) == ("uncertain", "stopped")
    assert sink.arrived == []


@pytest.mark.parametrize("code", [450, 550])
def test_a_server_that_does_not_take_it_is_asked_again_or_written_down(
    code: int, sink: Sink, caplog: pytest.LogCaptureFixture
) -> None:
    _changed()
    sink.replies[MAIL] = [f"{code} No"]
    assert _send() == 1
    assert Notice.objects.get().state == {450: "approved", 550: "refused"}[code]
    assert [one.levelname for one in caplog.records] == ([] if code == 450 else ["ERROR"])
    assert _send(MINUTE) == (1 if code == 450 else 0)


def test_every_attempt_is_an_event_of_the_post(sink: Sink) -> None:
    _changed()
    _send()
    events = Event.objects.filter(by=str(POST)).order_by("pk")
    assert list(events.values_list("verb", flat=True)) == [
        "tell_of_change", "hand_over_notice", "record_notice",
    ]  # fmt: skip
    assert len(sink.arrived) == 1


def test_of_the_second_factor_too(sink: Sink) -> None:
    person = seated("delegate")
    person.account.authenticator_set.create(type="totp", data={})  # type: ignore[attr-defined]  # allauth's
    place = f"/en/desk/persons/{person.slug}/second-factor/"
    assert sent(at_the_table(OFFICER), place, reason="By telephone").status_code == 303
    _send()
    assert [to for _, [to] in sink.envelopes] == ["delegate@example.org"]
