"""Meetings on the desk: the list, setting one up, and what comes next."""

import uuid

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.table import at_the_table, sent
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.models import Event
from tourdetable.kernel.wording import Wording
from tourdetable.meetings.models import Meeting
from tourdetable.parties.enums import PartyKind
from tourdetable.parties.models import Country, Party

pytestmark = pytest.mark.django_db
NEW = "/fr/desk/new-meeting/"
TYPED: dict[str, object] = {
    "names-fr": "Deuxième table",
    "names-en": "Second table",
    "names-tag": "pt",
    "names-further": "Segunda mesa",
    "kind": "workshop",
    "start": "2027-04-14",
    "end": "2027-04-15",
    "place_city": "Geneva",
    "place_country": "suisse",
    "mode": "in-person",
    "languages": ["en", "fr"],
    "hosts": ["Switzerland", ""],
    "is_invented": "on",
}


def switzerland() -> Party:
    party = Party.objects.create(
        code="CHE", kind=PartyKind.COUNTRY, names=Wording.of(en="Switzerland", fr="Suisse")
    )
    Country.objects.create(party=party, alpha2="CH", m49="756")
    return party


def drafts(count: int) -> None:
    for number in range(count):
        Meeting.objects.create(
            slug=f"draft-{number}",
            names=Wording.of(en=f"Draft {number}"),
            words=f"draft {number}",
            kind="workshop",
            mode="online",
            start=PartialDate("2027"),
        )


def set_up() -> Client:
    switzerland()
    officer = at_the_table("secretariat officer")
    answer = sent(officer, NEW, **TYPED)
    assert (answer.status_code, answer["Location"]) == (303, "/fr/desk/meetings/second-table/")
    return officer


def test_a_meeting_is_set_up_in_any_languages_with_the_zone_of_its_country() -> None:
    officer = set_up()
    made = Meeting.objects.get()
    assert {tag: made.names.text(tag) for tag in made.names} == {
        "en": "Second table",
        "fr": "Deuxième table",
        "pt": "Segunda mesa",
    }
    assert (made.zone, made.languages, made.is_invented) == ("Europe/Zurich", ("en", "fr"), True)
    assert [host.party.code for host in made.hosts.all()] == ["CHE"]
    page = officer.get("/fr/desk/meetings/second-table/").content.decode()
    assert "Exemple inventé" in page
    assert 'href="/fr/desk/meetings/second-table/agenda/"' in page
    assert 'class="next" aria-current="step"' in page


def test_a_form_that_is_sent_twice_makes_one_meeting_and_leads_to_it() -> None:
    switzerland()
    officer, number = at_the_table("secretariat officer"), str(uuid.uuid4())
    answers = [sent(officer, NEW, **TYPED, form=number) for _ in range(2)]
    assert [a["Location"] for a in answers] == ["/fr/desk/meetings/second-table/"] * 2
    assert Meeting.objects.count() == Event.objects.filter(verb="create_meeting").count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"end": "2027-04-13"}, "end"),
        ({"start": "14 April"}, "start"),
        ({"place_country": "Nowhere"}, "place_country"),
        ({"place_country": ""}, "zone"),
        ({"hosts": ["Nobody"]}, "hosts"),
        ({"names-tag": "no tag"}, "names"),
        ({"names-fr": "x" * 301}, "names"),
        ({"kind": "party"}, "kind"),
    ],
)
def test_what_is_refused_stays_typed(wrong: dict[str, object], field: str) -> None:
    switzerland()
    answer = sent(at_the_table("secretariat officer"), NEW, **{**TYPED, **wrong})
    page = answer.content.decode()
    assert (answer.status_code, Meeting.objects.count()) == (422, 0)
    assert f'id="id_{field}_error"' in page
    assert 'value="Segunda mesa"' in page
    assert 'value="en" id="id_languages_0" checked' in page


def test_two_who_put_a_meeting_right_see_both_versions() -> None:
    officer = set_up()
    address = "/en/desk/meetings/second-table/edit/"
    form = officer.get(address).content.decode()
    seen = form.partition('name="seen" value="')[2][:16]
    typed = {
        **TYPED,
        "names-pt": "Segunda mesa",
        "names-tag": "",
        "names-further": "",
        "seen": seen,
    }
    assert sent(officer, address, **{**typed, "place_city": "Bern"}).status_code == 303
    answer = sent(officer, address, **{**typed, "place_city": "Basel"})
    page = answer.content.decode()
    assert (answer.status_code, Meeting.objects.get().place_city) == (422, "Bern")
    assert 'value="Basel"' in page
    assert '<blockquote dir="auto">Bern</blockquote>' in page
    assert page.count("<blockquote") == 1
    again = page.partition('name="seen" value="')[2][:16]
    kept = {**typed, "place_city": "Basel", "seen": again}
    assert sent(officer, address, **kept).status_code == 303
    assert Meeting.objects.get().place_city == "Basel"


def test_a_copy_leads_to_the_next_meeting() -> None:
    officer = set_up()
    address = "/fr/desk/meetings/second-table/copy/"
    page = officer.get(address).content.decode()
    assert 'value="Deuxième table"' in page
    assert 'value="2027-04-14"' not in page
    answer = sent(officer, address, **{**TYPED, "start": "2028-05-02", "end": "2028-05-03"})
    assert answer["Location"] == "/fr/desk/meetings/second-table-2/"


def test_it_is_convened_and_cancelled_with_a_reason() -> None:
    officer, here = set_up(), "/fr/desk/meetings/second-table/"
    assert officer.get(here + "convene/").status_code == 200
    assert sent(officer, here + "convene/")["Location"] == here
    assert officer.get(here + "close/").status_code == 200
    assert sent(officer, here + "cancel/", **{"reason-fr": " "}).status_code == 422
    assert sent(officer, here + "cancel/", **{"reason-fr": "Faute de quorum."}).status_code == 303
    page = officer.get(here).content.decode()
    assert "Faute de quorum." in page
    assert "/cancel/" not in page
    assert sent(officer, here + "close/").status_code == 404


def test_the_list_is_read_with_the_same_queries_whatever_its_length(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    officer = at_the_table("secretariat officer")
    drafts(1)
    officer.get("/en/desk/meetings/")
    with django_assert_num_queries(7):
        officer.get("/en/desk/meetings/")
    for number in (7, 8):
        Meeting.objects.create(
            slug=f"more-{number}", kind="workshop", mode="online", start=PartialDate("2027")
        )
    with django_assert_num_queries(7):
        page = officer.get("/en/desk/meetings/").content.decode()
    assert page.count('class="when"') == 3


def test_the_list_pages_and_narrows() -> None:
    officer = at_the_table("secretariat officer")
    assert "There is no meeting yet." in officer.get("/en/desk/meetings/").content.decode()
    drafts(51)
    first = officer.get("/en/desk/meetings/?words=DRAFT").content.decode()
    assert first.count('class="when"') == 50
    assert 'rel="next" href="?words=DRAFT&amp;page=2"' in first
    second = officer.get("/en/desk/meetings/?words=DRAFT&page=2").content.decode()
    assert second.count('class="when"') == 1
    narrow = officer.get("/en/desk/meetings/?words=draft+50&progress=preparing&year=2027")
    assert narrow.content.decode().count('class="when"') == 1
    nothing = officer.get("/en/desk/meetings/?year=2026").content.decode()
    assert "No meeting fits all of this." in nothing
    odd = officer.get("/en/desk/meetings/?page=900&year=never&progress=odd").content.decode()
    assert odd.count('class="when"') == 1


@pytest.mark.parametrize("who", ["chair's office", "delegate", "focal point", "observer"])
@pytest.mark.parametrize("page", ["new-meeting/", "meetings/", "meetings/second-table/"])
def test_others_find_nothing_there(who: str, page: str) -> None:
    set_up()
    assert at_the_table(who).get(f"/en/desk/{page}").status_code == 404


def test_what_is_not_there_is_not_found() -> None:
    assert at_the_table("secretariat officer").get("/en/desk/meetings/none/").status_code == 404
