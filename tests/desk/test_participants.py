"""The list of participants on the desk: nominations are accepted or asked about, lines are kept."""

import csv
import io

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from tests.cast import NOW, OPERATOR
from tests.invited import invited, meeting, named
from tests.table import at_the_table, sent
from tourdetable.invitations.actions.nominating import accept_nomination, correct_nomination
from tourdetable.invitations.enums import InvitationState, NominationState, Showing
from tourdetable.invitations.models import Nomination, Participant
from tourdetable.kernel.enums import Publicity
from tourdetable.kernel.wording import Wording
from tourdetable.meetings.models import Meeting
from tourdetable.parties.models import Person
from tourdetable.processes.enums import Basis, ProcessKind
from tourdetable.processes.models import Process

pytestmark = pytest.mark.django_db
LIST = "/en/desk/meetings/workshop-2027/participants/"


@pytest.fixture
def officer() -> Client:
    Meeting.objects.filter(pk=meeting().pk).update(publicity=Publicity.PUBLISHED)
    return at_the_table("secretariat officer")


def _accepted(row: Nomination, person: Person | None = None) -> Participant:
    accept_nomination(row, person=person, seen="", by=OPERATOR, now=NOW)
    return Participant.objects.get(nomination=row)


def _fiji(name: str, **columns: object) -> Nomination:
    row = invited("FJI", InvitationState.ACCEPTED)
    return named(row, name, **columns)


def test_an_empty_list_says_what_to_do(officer: Client) -> None:
    assert "fills as nominations are accepted" in officer.get(LIST).content.decode()


def test_a_nomination_is_accepted_as_somebody_new(officer: Client) -> None:
    row = _fiji("Adi Litia", mail="litia@example.org", function="head", consents=True)
    assert "Adi Litia" in officer.get(LIST).content.decode()
    assert officer.get(f"/en/desk/nominations/{row.pk}/").status_code == 200
    assert sent(officer, f"/en/desk/nominations/{row.pk}/", person="").status_code == 303
    part = Participant.objects.get()
    assert (part.person.name, part.function, part.category) == ("Adi Litia", "head", "government")
    assert (part.showing, part.consent_source) == (Showing.CONSENT, str(row))
    assert Nomination.objects.get().state == NominationState.ACCEPTED


def test_a_form_that_is_sent_twice_accepts_once(officer: Client) -> None:
    row = _fiji("Adi Litia")
    number = "0f8fad5b-d9cb-469f-a165-70867728950e"
    address = f"/en/desk/nominations/{row.pk}/"
    assert [sent(officer, address, form=number).status_code for _ in range(2)] == [303, 303]
    assert Participant.objects.count() == 1


def test_a_shared_mailbox_makes_nobody_the_same_person(officer: Client) -> None:
    known = Person.objects.create(slug="adi", name="Adi Litia", mail="mission@example.org")
    row = invited("FJI", InvitationState.ACCEPTED)
    same = named(row, "adi  LITIA", mail="Mission@example.org", function="head")
    other = named(row, "Ratu Jone", mail="mission@example.org")
    page = officer.get(f"/en/desk/nominations/{other.pk}/").content.decode()
    assert "Adi Litia · mission@example.org" in page
    assert _accepted(same).person == known
    assert _accepted(other).person != known
    assert Person.objects.filter(mail="mission@example.org").count() == 2


def test_a_proposed_person_is_taken_where_the_officer_says_so(officer: Client) -> None:
    known = Person.objects.create(slug="jone", name="Ratu Jone")
    row = _fiji("Ratu Jone", mail="jone@example.org")
    assert sent(officer, f"/en/desk/nominations/{row.pk}/", person=known.pk).status_code == 303
    assert Participant.objects.get().person == known


def test_a_question_goes_back_and_the_answer_comes_in_again(officer: Client) -> None:
    row = _fiji("Adi")
    address = f"/en/desk/nominations/{row.pk}/query/"
    assert sent(officer, address, question=" ").status_code == 422
    assert sent(officer, address, question="In which post?").status_code == 303
    assert "In which post?" in officer.get(LIST).content.decode()
    typed = {"name": "Adi", "post": "Director"}
    correct_nomination(row, typed=typed, seen="", by=OPERATOR, now=NOW)
    stored = Nomination.objects.get()
    assert (stored.state, stored.query, stored.post) == ("received", "", "Director")


def test_a_correction_after_acceptance_waits_and_then_changes_the_same_line(
    officer: Client,
) -> None:
    row = _fiji("Adi Lita", post="Clerk")
    part = _accepted(row)
    typed = {"name": "Adi Litia", "post": "Director"}
    correct_nomination(row, typed=typed, seen="", by=OPERATOR, now=NOW)
    assert Participant.objects.get().post == "Clerk"
    address = f"/en/desk/nominations/{row.pk}/"
    assert f'value="{part.person_id}"' in officer.get(address).content.decode()
    assert sent(officer, address, person=part.person_id).status_code == 303
    again = Participant.objects.get()
    assert (again.pk, again.post, again.person.name) == (part.pk, "Director", "Adi Litia")


def test_what_the_party_changed_meanwhile_is_not_accepted_unseen(officer: Client) -> None:
    row = _fiji("Adi")
    answer = sent(officer, f"/en/desk/nominations/{row.pk}/", seen="0123456789abcdef")
    assert answer.status_code == 422
    assert Participant.objects.count() == 0


def test_one_person_has_a_function_once(officer: Client) -> None:
    known = Person.objects.create(slug="adi", name="Adi")
    row = invited("FJI", InvitationState.ACCEPTED)
    _accepted(named(row, "Adi"), known)
    twice = named(row, "Adi")
    answer = sent(officer, f"/en/desk/nominations/{twice.pk}/", person=known.pk)
    assert answer.status_code == 422
    assert "Adi is on the list in this function already." in answer.content.decode()


def test_a_line_is_kept_shown_and_taken_off(officer: Client) -> None:
    part = _accepted(_fiji("Adi"))
    address = f"/en/desk/participants/{part.pk}/"
    typed = {"post": "Minister", "unit": "", "function": "speaker", "category": "expert"}
    assert officer.get(address).status_code == 200
    assert sent(officer, address, **typed).status_code == 303
    assert sent(officer, f"{address}showing/", showing="consent", source="").status_code == 422
    shown = {"showing": "consent", "source": "Letter of 3 March"}
    assert sent(officer, f"{address}showing/", **shown).status_code == 303
    whole = {"category": "expert", "showing": "not-shown"}
    assert sent(officer, f"{LIST}categories/", **whole).status_code == 303
    stored = Participant.objects.get()
    assert (stored.function, stored.showing) == ("speaker", "consent")
    assert (stored.consent_source, stored.category) == ("Letter of 3 March", "expert")
    official = {"showing": "official-capacity", "source": "Letter of 3 March"}
    assert sent(officer, f"{address}showing/", **official).status_code == 303
    assert Participant.objects.get().consent_source == ""
    assert sent(officer, f"{LIST}categories/", **whole).status_code == 303
    assert Participant.objects.get().showing == "not-shown"
    assert officer.get(f"{address}withdraw/").status_code == 200
    assert sent(officer, f"{address}withdraw/").status_code == 303
    assert officer.get(address).status_code == 404


def test_somebody_is_added_by_hand(officer: Client) -> None:
    typed = {"name": "An Interpreter", "function": "interpreter", "category": "secretariat"}
    assert officer.get(f"{LIST}new/").status_code == 200
    assert sent(officer, f"{LIST}new/", **typed).status_code == 303
    assert Participant.objects.get().party is None


def test_two_who_edit_a_line_see_each_other(officer: Client) -> None:
    part = _accepted(_fiji("Adi", post="Clerk"))
    typed = {"post": "Late", "unit": "", "function": "delegate", "category": "government"}
    late = sent(officer, f"/en/desk/participants/{part.pk}/", seen="0123456789abcdef", **typed)
    assert late.status_code == 422
    assert ">Clerk</blockquote>" in late.content.decode()


def test_delegations_stand_in_protocol_order_of_the_language(officer: Client) -> None:
    ton, fji = (invited(code, InvitationState.ACCEPTED) for code in ("TON", "FJI"))
    for row, name, function in (
        (ton, "Alpha", "delegate"), (fji, "Beta", "delegate"), (fji, "Gamma", "head"),
    ):  # fmt: skip
        _accepted(named(row, name, function=function))
    page = officer.get(LIST).content.decode()
    places = [page.index(word) for word in ("Fiji", "Gamma", "Beta", "Tonga", "Alpha")]
    assert places == sorted(places)


def test_files_hold_the_whole_list_disarmed(officer: Client) -> None:
    row = invited("FJI", InvitationState.ACCEPTED)
    names = ["=HYPERLINK(1)", "\u200fمحمد\u200f", "A\u0301na"]
    for name in names:
        _accepted(named(row, name, mail="hidden@example.org"))
    text = officer.get(f"{LIST}list.csv").content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text)))
    assert {line[4] for line in lines[1:]} == {"'=HYPERLINK(1)", *names[1:]}
    assert "hidden@" not in text
    book = load_workbook(io.BytesIO(officer.get(f"{LIST}list.xlsx").content))
    cells = [cell for line in book.worksheets[0].iter_rows(min_row=2) for cell in line]
    assert {cell.value for cell in cells if cell.column == 5} == {"'=HYPERLINK(1)", *names[1:]}
    assert {cell.data_type for cell in cells if cell.value} == {"s"}
    for name in ("list.pdf", "badges.pdf"):
        answer = officer.get(f"/fr/desk/meetings/workshop-2027/participants/{name}")
        assert answer.content.startswith(b"%PDF")
        assert answer["Content-Disposition"].endswith(f'workshop-2027-fr-{name}"')


@pytest.mark.parametrize("count", [1, 3, 60])
def test_the_list_costs_the_same_however_long(
    officer: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    row = invited("FJI", InvitationState.ACCEPTED)
    process = Process.objects.create(
        slug="p", kind=ProcessKind.REGIONAL, basis=Basis.GEOGRAPHIC, names=Wording.of(en="P")
    )
    people = Person.objects.bulk_create(
        Person(slug=f"p-{n}", name=f"Person {n:03}") for n in range(count)
    )
    Participant.objects.bulk_create(
        Participant(
            meeting=row.meeting, party=row.party, process=process, person=person,
            function="delegate", category="government",
        )
        for person in people
    )  # fmt: skip
    named(row, "Somebody who waits")
    with django_assert_num_queries(9):
        page = officer.get(f"{LIST}?page=9").content.decode()
    assert page.count("/showing/") == (10 if count == 60 else count)


@pytest.mark.parametrize("who", ["focal point", "delegate", "other delegation", "observer"])
def test_nobody_else_finds_the_list(officer: Client, who: str) -> None:
    part = _accepted(_fiji("Adi"))
    client = at_the_table(who)
    places = ("", "new/", "categories/", "list.pdf", "list.csv", "list.xlsx", "badges.pdf")
    assert officer.get(LIST).status_code == 200
    for address in (*(f"{LIST}{place}" for place in places), f"/en/desk/participants/{part.pk}/"):
        assert client.get(address).status_code == 404
