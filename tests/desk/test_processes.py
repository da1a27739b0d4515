"""Processes on the screen: each change names its date and its source, a chair is handed over."""

import datetime as dt

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import CAST
from tests.table import at_the_table, sent
from tourdetable.invitations.models import InvitationRule
from tourdetable.kernel.citing import NamedSource
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.models import Event
from tourdetable.kernel.wording import Wording
from tourdetable.meetings.enums import MeetingKind, Mode
from tourdetable.meetings.models import Meeting
from tourdetable.parties.models import Party, Person
from tourdetable.processes.actions.focal_points import record_focal_point
from tourdetable.processes.actions.mandates import record_mandate
from tourdetable.processes.enums import MandateStyle
from tourdetable.processes.models import FocalPoint, Mandate, Membership, Process

pytestmark = pytest.mark.django_db
ONE = "/en/desk/processes/bali-process/"
HAND_OVER = f"{ONE}hand-over/"
PAGE = {"source_title": "Communiqué", "source_url": "https://example.org/communique"}
NOW = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)


@pytest.fixture
def officer(reference: None) -> Client:  # noqa: ARG001 - asked for so that the data is there
    return at_the_table("secretariat officer")


def _page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def _chairs(*parties: str) -> list[Mandate]:
    """These alone preside over the Bali Process, without an end."""
    bali = Process.objects.get(slug="bali-process")
    Mandate.objects.filter(process=bali).delete()
    for code in parties:
        record_mandate(
            bali, office=MandateStyle.CO_CHAIRS, party=Party.objects.get(code=code),
            since=PartialDate("2020"), until=None, note=Wording(),
            source=NamedSource(title="A page", url="https://example.org/"),
            by=CAST["operator"], now=NOW,
        )  # fmt: skip
    return list(Mandate.objects.filter(process=bali))


def test_the_list_is_searched_and_shows_who_presides(officer: Client) -> None:
    page = _page(officer, "/en/desk/processes/?words=bali")
    assert 'href="/en/desk/processes/bali-process/"' in page
    assert 'href="/en/desk/processes/igc/"' not in page
    assert "No process has all of these words" in _page(officer, "/en/desk/processes/?words=zzz")


def test_one_process_shows_offices_seats_and_focal_points(officer: Client) -> None:
    page = _page(officer, ONE)
    for heading in ("Offices", "Focal points", "Seats", "Sources"):
        assert f"<h2>{heading}</h2>" in page
    assert "Nobody answers for a party here yet" in page


def test_a_seat_is_recorded_with_date_and_source(officer: Client) -> None:
    address = f"{ONE}memberships/new/"
    typed = {"party": "Chile", "kind": "member", "since": "2026-03"}
    nameless = sent(officer, address, **typed)
    assert nameless.status_code == 422
    assert "Say on which page this rests" in nameless.content.decode()
    twice = sent(officer, address, **typed, **PAGE, is_unchecked="on")
    assert "Name one source" in twice.content.decode()
    answer = sent(officer, address, **typed, **PAGE)
    assert (answer.status_code, answer["Location"]) == (303, ONE)
    row = Membership.objects.get(process__slug="bali-process", party__code="CHL")
    assert row.since == PartialDate("2026-03")
    assert Event.objects.latest("pk").verb == "record_membership"


def test_a_known_source_is_found_by_what_it_is_called(officer: Client) -> None:
    address = f"{ONE}memberships/new/"
    typed = {"party": "CHL", "kind": "member", "since": "2026"}
    answer = sent(officer, address, **typed, source="iom-2005-fr")
    assert answer.status_code == 303
    assert Membership.objects.get(party__code="CHL", process__slug="bali-process").sources == (
        "iom-2005-fr",
    )
    several = sent(officer, address, **typed, source="IOM")
    assert "Several things have this name" in several.content.decode()


def test_a_seat_is_corrected_ended_and_taken_out(officer: Client) -> None:
    row = Membership.objects.get(process__slug="bali-process", party__code="AFG", kind="member")
    place = f"/en/desk/memberships/{row.pk}/"
    assert "Afghanistan" in _page(officer, place)
    typed = {"kind": "member", "since": "2003", "note-en": "Since the second conference"}
    assert sent(officer, place, **typed, **PAGE).status_code == 303
    late = sent(officer, place, **typed, **PAGE, seen="0123456789abcdef")
    assert late.status_code == 422
    assert "Both versions are shown" in late.content.decode()
    assert sent(officer, f"{place}end/", until="2001", **PAGE).status_code == 422
    assert sent(officer, f"{place}end/", until="2026-05", **PAGE).status_code == 303
    row.refresh_from_db()
    assert (row.since, row.until) == (PartialDate("2003"), PartialDate("2026-05"))
    assert sent(officer, f"{place}strike/", is_unchecked="on").status_code == 303
    assert officer.get(place).status_code == 404
    verbs = Event.objects.filter(thing="process:bali-process/memberships")
    assert list(verbs.values_list("verb", flat=True)) == [
        "correct_membership",
        "end_membership",
        "strike_membership",
    ]


def _meeting(slug: str, day: str, office: str) -> None:
    meeting = Meeting.objects.create(
        slug=slug, kind=MeetingKind.WORKSHOP, mode=Mode.IN_PERSON, start=PartialDate(day),
        zone="UTC", names=Wording.of(en=f"Meeting {slug}"),
    )  # fmt: skip
    bali = Process.objects.get(slug="bali-process")
    InvitationRule.objects.create(meeting=meeting, process=bali, office=office, position=0)


def test_a_chair_is_handed_over_after_a_look_at_what_that_does(officer: Client) -> None:
    (held,) = _chairs("AUS")
    _meeting("after", "2099-04-14", "current-chair")
    _meeting("members", "2099-05-14", "members")
    _meeting("held", "2021-05-14", "current-chair")
    typed = {"mandate": str(held.pk), "party": "Fiji", "on": "2095-03-01", **PAGE}
    events = Event.objects.count()
    look = sent(officer, HAND_OVER, **typed)
    page = look.content.decode()
    assert (look.status_code, Event.objects.count()) == (200, events)
    assert "Hand over this office?" in page
    assert "The invitation list of 1 meeting not yet held will show a difference" in page
    assert "Meeting after" in page
    assert "Meeting members" not in page
    assert "Meeting held" not in page
    answer = sent(officer, HAND_OVER, **typed, confirmed="on")
    assert (answer.status_code, answer["Location"]) == (303, ONE)
    assert Event.objects.count() == events + 1
    assert Event.objects.latest("pk").verb == "hand_over_office"
    rows = Mandate.objects.filter(process__slug="bali-process").order_by("term")
    assert list(rows.values_list("party__code", "since", "until")) == [
        ("AUS", PartialDate("2020"), PartialDate("2095-03-01")),
        ("FJI", PartialDate("2095-03-01"), None),
    ]


def test_where_several_hold_an_office_the_officer_says_who_hands_over(officer: Client) -> None:
    rows = _chairs("AUS", "IDN")
    assert "choose who hands over" in _page(officer, HAND_OVER)
    typed = {"mandate": str(rows[1].pk), "party": "Fiji", "on": "2026-06-01", **PAGE}
    assert sent(officer, HAND_OVER, **typed, confirmed="on").status_code == 303
    held = Mandate.objects.filter(process__slug="bali-process", until__isnull=True)
    assert set(held.values_list("party__code", flat=True)) == {"AUS", "FJI"}


def test_nobody_hands_over_what_nobody_holds(officer: Client) -> None:
    _chairs()
    assert "Nobody is known to hold an office today" in _page(officer, HAND_OVER)
    (held,) = _chairs("AUS")
    early = {"mandate": str(held.pk), "party": "Fiji", "on": "2010", **PAGE, "confirmed": "on"}
    answer = sent(officer, HAND_OVER, **early)
    assert answer.status_code == 422
    assert "not held on that date" in answer.content.decode()


def test_a_focal_point_is_recorded_by_who_the_person_is(officer: Client) -> None:
    Person.objects.create(slug="ana", name="Ana Ñandú", mail="ana@example.org")
    Person.objects.create(slug="ana-2", name="Ana Ñandú", mail="other@example.org")
    address = f"{ONE}focal-points/new/"
    typed = {"party": "Fiji", "since": "2026-01-01", **PAGE}
    assert "Several people" in sent(officer, address, **typed, person="Ana Ñandú").content.decode()
    assert "Nobody of this name" in sent(officer, address, **typed, person="Bo").content.decode()
    assert sent(officer, address, **typed, person="ana@example.org").status_code == 303
    row = FocalPoint.objects.get()
    assert (row.person.slug, row.party.code) == ("ana", "FJI")
    assert "Ana Ñandú" in _page(officer, ONE)
    place = f"/en/desk/focal-points/{row.pk}/"
    corrected = {"since": "2025", "is_alternate": "on", **PAGE}
    assert sent(officer, place, **corrected).status_code == 303
    assert sent(officer, f"{place}end/", until="2026-11", **PAGE).status_code == 303


def test_the_history_tells_who_said_what_before_and_after(officer: Client) -> None:
    (held,) = _chairs("AUS")
    typed = {"since": "2020-02-03", "until": "2027", **PAGE}
    assert sent(officer, f"/en/desk/mandates/{held.pk}/", **typed).status_code == 303
    page = _page(officer, f"{ONE}history/")
    assert "Office corrected" in page
    assert "<bdi>Officer</bdi>" in page
    assert "<del>co-chairs · since 2020</del>" in page
    assert "<ins>co-chairs · 3 February 2020 – 2027</ins>" in page
    assert 'href="https://example.org/communique"' in page
    assert "Taken in from a file" in page


def _points(count: int) -> None:
    bali = Process.objects.get(slug="bali-process")
    for number in range(count):
        person = Person.objects.create(slug=f"p-{number}", name=f"P {number}")
        record_focal_point(
            bali, party=Party.objects.get(code="FJI"), person=person, is_alternate=False,
            since=PartialDate("2026"), source=NamedSource(title="P", url="https://example.org/p"),
            by=CAST["secretariat officer"], now=NOW,
        )  # fmt: skip


@pytest.mark.parametrize("count", [1, 3])
def test_each_page_costs_the_same_however_much_there_is(
    officer: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    _points(count)
    held = _chairs(*["AUS", "IDN", "FJI"][:count])[0]
    _meeting("next", "2099-04-14", "current-chair")
    for address, queries in {
        "/en/desk/processes/": 7,
        ONE: 9,
        f"{ONE}history/": 9,
        f"{ONE}mandates/new/": 6,
        f"/en/desk/mandates/{held.pk}/": 5,
        HAND_OVER: 7,
    }.items():
        with django_assert_num_queries(queries):
            officer.get(address)


@pytest.mark.parametrize("who", ["chair's office", "focal point", "delegate", "observer"])
def test_nobody_else_finds_processes_at_the_desk(who: str, officer: Client) -> None:  # noqa: ARG001 - for the data
    other = at_the_table(who)
    row = Membership.objects.filter(process__slug="bali-process")[0]
    for place in ("", "history/", "hand-over/", "memberships/new/"):
        assert other.get(f"{ONE}{place}").status_code == 404
    assert other.get(f"/en/desk/memberships/{row.pk}/").status_code == 404
    assert other.get("/en/desk/processes/").status_code == 404
