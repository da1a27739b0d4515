"""An agenda that another program keeps: brought, looked at by day, taken in once."""

import datetime as dt
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import CAST
from tests.meetings.table import utc
from tests.table import at_the_table, sent
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.models import Event
from tourdetable.kernel.wording import Wording
from tourdetable.meetings.enums import AgendaState, MeetingKind, Mode
from tourdetable.meetings.models import AgendaItem, Meeting, Session

pytestmark = pytest.mark.django_db
FIXTURES = Path(__file__).parent.parent / "intake/fixtures"
HERE = "/en/desk/meetings/autumn/agenda/files/"


@pytest.fixture
def officer() -> Client:
    Meeting.objects.create(
        slug="autumn",
        kind=MeetingKind.WORKSHOP,
        mode=Mode.IN_PERSON,
        names=Wording.of(en="Autumn table"),
        start=PartialDate("2027-10-29"),
        end=PartialDate("2027-11-01"),
        zone="Europe/Paris",
        languages=("fr", "en"),
    )
    return at_the_table("secretariat officer")


def brought(client: Client, name: str) -> str:
    file = SimpleUploadedFile(name, (FIXTURES / name).read_bytes())
    answer = sent(client, HERE, file=file)
    assert answer.status_code == 303
    return str(answer["Location"])


def page_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_calendar_is_looked_at_by_day_and_taken_in_once(officer: Client) -> None:
    assert "Import an agenda" in page_of(officer, "/en/desk/meetings/autumn/agenda/")
    assert "A calendar (.ics)" in page_of(officer, HERE)
    preview = brought(officer, "winter.ics")
    page = page_of(officer, preview)
    assert "<strong>6</strong> to be added" in page
    assert "<strong>1</strong> to be left out" in page
    assert "This day is not one of the meeting." in page
    assert '<time datetime="2027-10-31T09:00:00+01:00">' in page
    assert Session.objects.count() == 0
    assert sent(officer, preview).status_code == 303
    sessions = Session.objects.order_by("number")
    assert [(str(row.date), row.number) for row in sessions] == [
        ("2027-10-29", 1),
        ("2027-10-31", 2),
        ("2027-11-01", 3),
    ]
    night = AgendaItem.objects.get(title__fr__text__startswith="Night")
    assert (night.starts_at, night.minutes) == (utc(2027, 10, 30, 23, 30), 120)
    assert Event.objects.filter(verb="import_agenda").count() == 1


def test_a_second_import_adds_nothing(officer: Client) -> None:
    assert sent(officer, brought(officer, "winter.ics")).status_code == 303
    again = brought(officer, "winter.ics")
    page = page_of(officer, again)
    assert "<strong>6</strong> there already" in page
    assert "Add what is new to the agenda" not in page
    answer = sent(officer, again)
    assert answer.status_code == 422
    assert "Nothing of this agenda is new" in answer.content.decode()
    assert AgendaItem.objects.count() == 6


def test_what_stands_there_is_neither_changed_nor_moved(officer: Client) -> None:
    assert sent(officer, brought(officer, "winter.ics")).status_code == 303
    Meeting.objects.update(agenda_state=AgendaState.ADOPTED)
    item = AgendaItem.objects.get(title__fr__text="Tour de table")
    item.minutes = 10
    item.save()
    gone = AgendaItem.objects.get(title__fr__text="Registration")
    gone.delete()
    assert sent(officer, brought(officer, "winter.ics")).status_code == 303
    assert AgendaItem.objects.get(title__fr__text="Tour de table").minutes == 10
    assert AgendaItem.objects.get(title__fr__text="Registration").session.number == 1
    assert Session.objects.count() == 3
    assert Meeting.objects.get().agenda_state == AgendaState.PROVISIONAL


def test_one_of_several_calendars_is_chosen_with_its_language(officer: Client) -> None:
    preview = brought(officer, "several.ics")
    assert "Opening remarks" in page_of(officer, preview)
    chosen = f"{preview}?plan=1&language=en"
    page = page_of(officer, chosen)
    assert "Round table on data" in page
    assert "Opening remarks" not in page
    assert sent(officer, chosen).status_code == 303
    (item,) = AgendaItem.objects.all()
    assert (item.title.text("en"), item.kind) == ("Round table on data", "round-table")


def test_hours_of_indico_are_shown_by_the_clock_of_the_meeting(officer: Client) -> None:
    page = page_of(officer, brought(officer, "indico-sessions.json"))
    assert "The file is kept in the zone Asia/Manila." in page
    assert '<time datetime="2027-10-29T03:00:00+02:00">' in page
    assert "alert(1)" not in page


def test_days_that_are_not_of_the_meeting_come_where_they_are_wanted(officer: Client) -> None:
    Meeting.objects.update(start=PartialDate("2027-10-31"))
    preview = brought(officer, "winter.ics")
    assert "<strong>3</strong> to be left out" in page_of(officer, preview)
    assert sent(officer, f"{preview}?other_days=on").status_code == 303
    assert Session.objects.order_by("number")[0].starts_at == dt.datetime(
        2027, 10, 29, 7, tzinfo=dt.UTC
    )


def test_what_is_no_agenda_is_a_sentence(officer: Client) -> None:
    answer = sent(officer, HERE, file=SimpleUploadedFile("x.ics", b"%PDF-1.7"))
    told = officer.get(answer["Location"])
    assert told.status_code == 422
    assert "This is no calendar (.ics)" in told.content.decode()
    assert sent(officer, answer["Location"]).status_code == 422


def _calendar(count: int) -> bytes:
    rows = [
        f"BEGIN:VEVENT\r\nUID:{n}@example.org\r\nDTSTART:20271029T08{n:02}00Z\r\n"
        f"DURATION:PT1M\r\nSUMMARY:Item {n}\r\nEND:VEVENT\r\n"
        for n in range(count)
    ]
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{''.join(rows)}END:VCALENDAR\r\n".encode()


@pytest.mark.parametrize("count", [1, 3, 50])
def test_a_preview_and_its_step_cost_the_same_however_long(
    officer: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    file = SimpleUploadedFile("x.ics", _calendar(count))
    preview = sent(officer, HERE, file=file)["Location"]
    # The first look keeps what was read of the file.
    with django_assert_num_queries(7):
        page_of(officer, preview)
    with django_assert_num_queries(6):
        page = page_of(officer, preview)
    assert page.count('<span class="prospect">to be added') == count
    # PostgreSQL is asked to hold the journal, too.
    with django_assert_num_queries(25 + (connection.vendor == "postgresql")):
        assert sent(officer, preview).status_code == 303
    assert AgendaItem.objects.count() == count


def test_nobody_else_finds_it(officer: Client) -> None:
    preview = brought(officer, "winter.ics")
    for who in CAST:
        if who in ("operator", "secretariat officer"):
            continue
        client, status = at_the_table(who), 404 if CAST[who].key else 302
        for address in (HERE, preview):
            assert client.get(address).status_code == status, who
            assert sent(client, address).status_code == status, who
