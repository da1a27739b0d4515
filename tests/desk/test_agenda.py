"""The agenda on the desk: every step works without a script, and nothing that was typed is lost."""

import datetime as dt

import pytest
from django.test import Client
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from tests.cast import NOW
from tests.meetings.table import OFFICER, item, meeting, session, switzerland, utc
from tests.table import at_the_table, sent
from tourdetable.kernel.wording import Wording
from tourdetable.library.models import Document
from tourdetable.meetings.actions import convene_meeting, issue_agenda
from tourdetable.meetings.models import AgendaItem, MeetingDocument, Session
from tourdetable.parties.models import Person

pytestmark = pytest.mark.django_db
HERE = "/fr/desk/meetings/second-table/agenda/"


def table() -> tuple[Client, Session, list[AgendaItem]]:
    block = session(meeting())
    items = [item(block, title) for title in ("Opening", "Tour de table", "Closing")]
    return at_the_table("secretariat officer"), block, items


def titles(block: Session) -> list[str]:
    return [str(row.title) for row in block.items.order_by("number")]


def test_an_agenda_is_made_from_an_empty_page() -> None:
    meeting()
    officer = at_the_table("secretariat officer")
    assert "Cet ordre du jour est vide." in officer.get(HERE).content.decode()
    typed = {"day": "2027-04-14", "starts": "09:00", "ends": "12:30", "title-fr": "Matinée"}
    assert sent(officer, HERE + "sessions/", **typed)["Location"] == HERE
    block = Session.objects.get()
    assert (block.starts_at, block.ends_at) == (utc(2027, 4, 14, 7), utc(2027, 4, 14, 10, 30))
    said = {"kind": "opening", "minutes": "30", "title-fr": "Ouverture", "title-en": "Opening"}
    assert sent(officer, f"{HERE}sessions/{block.pk}/items/", **said).status_code == 303
    page = officer.get(HERE).content.decode()
    assert "mercredi 14 avril 2027" in page
    assert '<time datetime="2027-04-14T09:00:00+02:00">09:00</time>' in page
    assert "Ouverture" in page


def test_hours_are_those_of_the_day_on_which_clocks_change() -> None:
    row = meeting()
    officer = at_the_table("secretariat officer")
    gap = {"day": "2027-03-28", "starts": "02:30", "ends": "04:00"}
    answer = sent(officer, HERE + "sessions/", **gap)
    assert (answer.status_code, Session.objects.count()) == (422, 0)
    assert "cette heure n’existe pas" in answer.content.decode()
    night = {"day": "2027-10-30", "starts": "23:00", "ends": "04:00"}
    assert sent(officer, HERE + "sessions/", **night).status_code == 303
    block = Session.objects.get()
    assert block.ends_at is not None
    assert block.starts_at is not None
    assert block.ends_at - block.starts_at == dt.timedelta(hours=6)
    twice = {"kind": "discussion", "starts": "02:30", "title-fr": "Nuit"}
    assert sent(officer, f"{HERE}sessions/{block.pk}/items/", **twice).status_code == 303
    assert AgendaItem.objects.get().starts_at == utc(2027, 10, 31, 0, 30)
    assert row.zone == "Europe/Zurich"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"starts": "09:00"}, "day"),
        ({"day": "2027-04-14", "ends": "12:00"}, "starts"),
        ({"day": "14.4.2027"}, "day"),
        ({"day": "2027-04-14", "starts": "25:00"}, "starts"),
    ],
)
def test_a_session_that_makes_no_sense_stays_typed(typed: dict[str, str], field: str) -> None:
    meeting()
    answer = sent(
        at_the_table("secretariat officer"), HERE + "sessions/", **{**typed, "title-fr": "Nuit"}
    )
    assert (answer.status_code, Session.objects.count()) == (422, 0)
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert 'value="Nuit"' in answer.content.decode()


def test_items_move_by_plain_buttons() -> None:
    officer, block, items = table()
    page = officer.get(HERE).content.decode()
    step = f"{HERE}items/{items[2].pk}/step/"
    assert f'action="{step}"' in page
    assert "<script" not in page
    assert sent(officer, step, steps="-1")["Location"] == f"{HERE}#item-{items[2].pk}"
    assert titles(block) == ["Opening", "Closing", "Tour de table"]
    assert sent(officer, step, steps="1").status_code == 303
    assert titles(block) == ["Opening", "Tour de table", "Closing"]
    assert sent(officer, step, steps="7")["Location"] == f"{HERE}#item-{items[2].pk}"
    other = session(block.meeting, 15)
    place = f"{HERE}items/{items[0].pk}/place/"
    assert "15 avril 2027" in officer.get(place).content.decode()
    assert sent(officer, place, session=other.pk, place=1).status_code == 303
    assert (titles(block), titles(other)) == (["Tour de table", "Closing"], ["Opening"])


def test_an_item_of_another_meeting_is_not_found_here() -> None:
    officer, _block, items = table()
    elsewhere = HERE.replace("second-table", "other-table")
    assert officer.get(f"{elsewhere}items/{items[0].pk}/").status_code == 404
    assert sent(officer, f"{elsewhere}items/{items[0].pk}/step/", steps="1").status_code == 404


def test_two_officers_who_edit_one_item_lose_no_word() -> None:
    officer, _block, items = table()
    address = f"{HERE}items/{items[0].pk}/"
    seen = officer.get(address).content.decode().partition('name="seen" value="')[2][:16]
    typed = {"kind": "opening", "starts": "09:00", "minutes": "30", "seen": seen}
    first = sent(officer, address, **typed, **{"title-en": "Opening by the chair"})
    assert first.status_code == 303
    second = sent(officer, address, **typed, **{"title-en": "Opening by the host"})
    page = second.content.decode()
    assert second.status_code == 422
    assert "Opening by the host" in page
    assert '<blockquote dir="auto">en: Opening by the chair</blockquote>' in page
    assert str(AgendaItem.objects.get(pk=items[0].pk).title) == "Opening by the chair"


def test_an_item_is_split_and_removed_on_pages_of_their_own() -> None:
    officer, block, items = table()
    address = f"{HERE}items/{items[0].pk}/"
    assert officer.get(address + "split/").status_code == 200
    refused = sent(officer, address + "split/", minutes="30", **{"title-en": "Part two"})
    assert refused.status_code == 422
    assert "sa première partie doit être plus courte" in refused.content.decode()
    sent(officer, address + "split/", minutes="10", **{"title-en": "Part two"})
    assert titles(block)[:2] == ["Opening", "Part two"]
    assert officer.get(address + "remove/").status_code == 200
    assert sent(officer, address + "remove/")["Location"] == HERE
    assert titles(block) == ["Part two", "Tour de table", "Closing"]


def test_times_follow_on_and_a_session_goes_on_pages_that_say_so() -> None:
    officer, block, _items = table()
    AgendaItem.objects.update(starts_at=None)
    address = f"{HERE}sessions/{block.pk}/"
    assert "Tour de table" in officer.get(address + "times/").content.decode()
    assert sent(officer, address + "times/")["Location"] == HERE
    assert [f"{row.starts_at:%H:%M}" for row in block.items.all()] == ["07:00", "07:30", "08:00"]
    assert officer.get(address + "remove/").status_code == 200
    assert sent(officer, address + "remove/")["Location"] == HERE
    assert Session.objects.count() == 0


def test_people_of_one_name_are_asked_about() -> None:
    officer, block, items = table()
    switzerland()
    address = f"{HERE}items/{items[0].pk}/speakers/"
    typed = {"name": "Ana Ñandú", "party": "Switzerland", "post": "Directrice"}
    assert sent(officer, address, **typed).status_code == 303
    other = f"{HERE}sessions/{block.pk}/presiding/"
    asked = sent(officer, other, **typed)
    anas = Person.objects.filter(name="Ana Ñandú")
    assert (asked.status_code, anas.count()) == (422, 1)
    assert 'value="ana-nandu"' in asked.content.decode()
    assert sent(officer, other, **typed, person="ana-nandu").status_code == 303
    assert anas.count() == 1
    page = officer.get(HERE).content.decode()
    assert page.count("Ana Ñandú") == 2
    assert sent(officer, other + "nobody/").status_code == 303
    speaker = items[0].speakers.get()
    end = f"{address}{speaker.pk}/"
    assert "Ana Ñandú" in officer.get(end).content.decode()
    assert sent(officer, end)["Location"] == f"{HERE}items/{items[0].pk}/"
    assert "Ana Ñandú" not in officer.get(HERE).content.decode()


def test_a_document_of_the_meeting_belongs_to_an_item() -> None:
    officer, block, items = table()
    paper = Document.objects.create(slug="note", titles=Wording.of(en="Note"), kind="report")
    MeetingDocument.objects.create(
        meeting=block.meeting, document=paper, role="meeting", position=0
    )
    address = f"{HERE}items/{items[0].pk}/documents/"
    assert sent(officer, address, document="Note").status_code == 303
    row = items[0].documents.get()
    assert officer.get(f"{address}{row.pk}/").status_code == 200
    assert sent(officer, f"{address}{row.pk}/").status_code == 303
    assert items[0].documents.count() == 0


def test_it_is_issued_and_compared_with_how_it_stands() -> None:
    officer, _block, items = table()
    assert officer.get(HERE + "issue/").status_code == 200
    assert sent(officer, HERE + "issue/", state="annotated")["Location"] == HERE
    assert "annoté" in officer.get(HERE).content.decode()
    typed = {"kind": "discussion", "starts": "09:00", "minutes": "30", "title-en": "Closing words"}
    sent(officer, f"{HERE}items/{items[0].pk}/", **typed)
    page = officer.get(HERE + "versions/1/0/").content.decode()
    assert "<del>Opening</del><ins>Closing words</ins>" in page
    for wrong in ("versions/2/0/", "versions/1/9/", "versions/0/0/"):
        assert officer.get(HERE + wrong).status_code == 404


def test_the_running_order_leaves_as_pdf_and_calendar() -> None:
    officer, _block, _items = table()
    pdf = officer.get(HERE + "running-order.pdf")
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    calendar = Calendar.from_ical(officer.get(HERE + "running-order.ics").content)
    (event,) = calendar.walk("VEVENT")
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (
        utc(2027, 4, 14, 7),
        utc(2027, 4, 14, 10),
    )
    assert officer.get(HERE + "running-order.doc").status_code == 404


def test_the_page_is_read_with_the_same_queries_whatever_its_length(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    block = session(meeting())
    item(block, "Opening")
    officer = at_the_table("secretariat officer")
    officer.get(HERE)
    with django_assert_num_queries(9):
        officer.get(HERE)
    item(block, "Tour de table")
    item(session(block.meeting, 15), "Closing")
    with django_assert_num_queries(9):
        assert officer.get(HERE).content.decode().count('id="item-') == 3


def test_what_is_cancelled_is_shown_and_no_longer_changed() -> None:
    officer, block, items = table()
    convene_meeting(block.meeting, by=OFFICER, now=NOW)
    issue_agenda(block.meeting, state="adopted", by=OFFICER, now=NOW)
    sent(officer, "/fr/desk/meetings/second-table/cancel/", **{"reason-fr": "Faute de quorum."})
    page = officer.get(HERE).content.decode()
    assert "Tour de table" in page
    assert "/step/" not in page
    assert sent(officer, f"{HERE}items/{items[0].pk}/remove/").status_code == 404


@pytest.mark.parametrize("who", ["chair's office", "delegate", "focal point", "observer"])
def test_others_find_nothing_there(who: str) -> None:
    _officer, block, items = table()
    client = at_the_table(who)
    for page in ("", f"items/{items[0].pk}/", f"sessions/{block.pk}/", "running-order.pdf"):
        assert client.get(HERE + page).status_code == 404
