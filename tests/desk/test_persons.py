"""Persons on the screen: how to write to them, their posts, and a second factor that was lost."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import CAST, NOW
from tests.invited import invited
from tests.table import at_the_table, seated, sent
from tourdetable.invitations.models import Participant
from tourdetable.kernel.citing import NamedSource
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.models import Event
from tourdetable.kernel.wording import Wording
from tourdetable.letters.models import Notice
from tourdetable.parties.actions import record_affiliation
from tourdetable.parties.models import Account, Affiliation, Party, Person
from tourdetable.parties.rules import (
    may_keep_persons,
    may_read_person,
    may_reset_second_factor,
    readable_persons,
)
from tourdetable.processes.actions.focal_points import record_focal_point
from tourdetable.processes.enums import Basis, ProcessKind
from tourdetable.processes.models import Process

pytestmark = pytest.mark.django_db
PAGE = {"source_title": "Note verbale", "source_url": "https://example.org/note"}
SOURCE = NamedSource(title="Note verbale", url="https://example.org/note")
BY: dict[str, Any] = {"by": CAST["secretariat officer"], "now": NOW}


@pytest.fixture
def officer() -> Client:
    return at_the_table("secretariat officer")


def fiji() -> Party:
    found, _ = Party.objects.get_or_create(
        code="FJI", defaults={"kind": "country", "names": Wording.of(en="Fiji")}
    )
    return found


def test_a_person_is_recorded_and_amended(officer: Client) -> None:
    typed = {"honorific": "Ms", "name": "Ana Ñandú", "mail": "Ana@Example.org", "language": "es"}
    answer = sent(officer, "/en/desk/new-person/", **typed)
    assert (answer.status_code, answer["Location"]) == (303, "/en/desk/persons/ana-nandu/")
    again = sent(officer, "/en/desk/new-person/", **typed)
    assert again["Location"] == "/en/desk/persons/ana-nandu-2/"
    place = "/en/desk/persons/ana-nandu/"
    assert "ana@example.org" in officer.get(place).content.decode()
    changed = {**typed, "mail": "ana.nandu@example.org"}
    assert sent(officer, f"{place}edit/", **changed).status_code == 303
    late = sent(officer, f"{place}edit/", **typed, seen="0123456789abcdef")
    assert late.status_code == 422
    assert "ana.nandu@example.org" in late.content.decode()
    page = officer.get(f"{place}history/").content.decode()
    assert "Person amended" in page
    assert "Changed besides: e-mail address" in page


def test_whom_the_record_names_keeps_that_name(reference: None) -> None:  # noqa: ARG001 - for the data
    officer = at_the_table("secretariat officer")
    person = Affiliation.objects.select_related("person").order_by("pk")[0].person
    place = f"/en/desk/persons/{person.slug}/edit/"
    assert "The published record names this person so" in officer.get(place).content.decode()
    typed = {"name": "Somebody Else", "mail": "s@example.org", "language": "fr"}
    assert sent(officer, place, **typed).status_code == 303
    stored = Person.objects.get(pk=person.pk)
    assert (stored.name, stored.mail) == (person.name, "s@example.org")


def test_a_post_is_recorded_and_ended_with_a_source(officer: Client) -> None:
    Person.objects.create(slug="ana", name="Ana")
    fiji()
    address = "/en/desk/persons/ana/posts/new/"
    typed = {"party": "Fiji", "post-en": "Director", "unit": "Ministry", "since": "2025"}
    assert sent(officer, address, **typed).status_code == 422
    assert sent(officer, address, **typed, **PAGE).status_code == 303
    row = Affiliation.objects.get()
    assert (row.post.text("en"), row.since, row.until) == ("Director", PartialDate("2025"), None)
    place = f"/en/desk/posts/{row.pk}/end/"
    assert "Ana" in officer.get(place).content.decode()
    assert sent(officer, place, until="2024", **PAGE).status_code == 422
    assert sent(officer, place, until="2026", **PAGE).status_code == 303
    assert sent(officer, place, until="2026", **PAGE).status_code == 422
    verbs = Event.objects.filter(thing="person:ana/affiliations").values_list("verb", flat=True)
    assert list(verbs) == ["record_affiliation", "end_affiliation"]
    page = officer.get("/en/desk/persons/ana/history/").content.decode()
    assert "<del><bdi>Director</bdi> · since 2025</del>" in page
    assert "<ins><bdi>Director</bdi> · 2025–2026</ins>" in page


def test_the_list_is_searched_by_name_and_by_address(officer: Client) -> None:
    Person.objects.create(slug="ana-nandu", name="Ana Ñandú", mail="a@example.org")
    Person.objects.create(slug="bo", name="Bo", mail="b@example.org")
    for words in ("ñandú", "nandu", "a@example"):
        page = officer.get("/en/desk/persons/", {"words": words}).content.decode()
        assert "/desk/persons/ana-nandu/" in page
        assert "/desk/persons/bo/" not in page
    assert "Nobody is called so" in officer.get("/en/desk/persons/?words=zz").content.decode()


def _with_factor(who: str) -> Account:
    account = Account.objects.get(person=seated(who))
    account.authenticator_set.create(type="totp", data={})  # type: ignore[attr-defined]  # allauth's
    return account


def test_a_lost_second_factor_is_reset_with_a_reason_and_the_person_is_told(
    officer: Client,
) -> None:
    account = _with_factor("delegate")
    place = "/en/desk/persons/delegate/second-factor/"
    assert (
        "Reset a lost second factor" in officer.get("/en/desk/persons/delegate/").content.decode()
    )
    assert sent(officer, place, reason="").status_code == 422
    number = "0f8fad5b-d9cb-469f-a165-70867728950e"
    assert sent(officer, place, reason="By telephone", form=number).status_code == 303
    assert account.authenticator_set.count() == 0  # type: ignore[attr-defined]  # allauth's
    assert sent(officer, place, reason="By telephone", form=number).status_code == 404
    assert list(Notice.objects.values_list("mail", "subject")) == [
        ("delegate@example.org", "Your second factor for Tour de Table was reset")
    ]
    event = Notice.objects.get().event
    assert (event.verb, event.thing) == ("reset_second_factor", "person:delegate/factors")
    assert event.after == '{"factors":[],"reason":"By telephone"}'


def test_nobody_resets_their_own(officer: Client) -> None:
    account = _with_factor("secretariat officer")
    place = "/en/desk/persons/officer/second-factor/"
    assert officer.get(place).status_code == 404
    assert sent(officer, place, reason="Mine").status_code == 404
    allowed = {who for who, a in CAST.items() if may_reset_second_factor(a, account, NOW)}
    assert allowed == {"operator"}
    other = Account.objects.get(person=seated("delegate"))
    allowed = {who for who, a in CAST.items() if may_reset_second_factor(a, other, NOW)}
    assert allowed == {"operator", "secretariat officer"}


def test_who_reads_and_keeps_persons() -> None:
    person = Person.objects.create(slug="delegate", name="Delegate")
    Person.objects.create(slug="other-delegate", name="Other")
    readers = {who for who, a in CAST.items() if may_read_person(a, person, NOW)}
    assert readers == {"operator", "secretariat officer", "delegate"}
    rows = Person.objects.filter(pk=person.pk)
    found = {w for w, a in CAST.items() if rows.filter(readable_persons(a, NOW)).exists()}
    assert found == readers
    keepers = {who for who, a in CAST.items() if may_keep_persons(a, person, NOW)}
    assert keepers == {"operator", "secretariat officer"}


@pytest.mark.parametrize("count", [1, 3])
def test_each_page_costs_the_same_however_much_there_is(
    officer: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    invitation = invited("FJI")
    for number in range(count):
        process = Process.objects.create(
            slug=f"p-{number}", kind=ProcessKind.REGIONAL, basis=Basis.THEMATIC
        )
        person, _ = Person.objects.get_or_create(slug="ana", defaults={"name": "Ana"})
        Person.objects.create(slug=f"bo-{number}", name="Bo")
        record_affiliation(
            person, party=fiji(), post=Wording.of(en=f"Post {number}"), unit="",
            since=PartialDate("2025"), source=SOURCE, **BY,
        )  # fmt: skip
        record_focal_point(
            process, party=fiji(), person=person, is_alternate=False, since=PartialDate("2026"),
            source=SOURCE, **BY,
        )  # fmt: skip
        Participant.objects.create(
            meeting=invitation.meeting, invitation=invitation, party=fiji(), person=person,
            function=["delegate", "observer", "speaker"][number], category="government",
        )  # fmt: skip
    for address, queries in {
        "/en/desk/persons/": 7,
        "/en/desk/persons/ana/": 9,
        "/en/desk/persons/ana/edit/": 5,
        "/en/desk/persons/ana/history/": 9,
    }.items():
        with django_assert_num_queries(queries):
            officer.get(address)


@pytest.mark.parametrize("who", ["chair's office", "delegate", "observer", "rapporteur"])
def test_nobody_else_finds_persons_at_the_desk(who: str) -> None:
    _with_factor("secretariat officer")
    other = at_the_table(who)
    for place in ("", "officer/", "officer/edit/", "officer/history/", "officer/second-factor/"):
        assert other.get(f"/en/desk/persons/{place}").status_code == 404
    assert other.get("/en/desk/new-person/").status_code == 404


def test_an_account_and_a_term_are_shown(officer: Client) -> None:
    page = officer.get("/en/desk/persons/officer/").content.decode()
    assert "<dt>Account</dt>\n<dd><bdi>officer@example.org</bdi></dd>" in page
    assert "<dt>Secretariat</dt>" in page
    assert dt.date(2026, 11, 23).strftime("%-d November %Y") in page
