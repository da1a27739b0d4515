"""The invitation list on the screens follows from the mandates, and nothing changes by itself."""

import datetime as dt

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import OPERATOR
from tests.table import at_the_table, sent
from tourdetable.invitations.actions.inviting import take_lines
from tourdetable.invitations.enums import InvitationState
from tourdetable.invitations.models import Invitation
from tourdetable.kernel.models import Event
from tourdetable.meetings.models import Meeting
from tourdetable.processes.models import Mandate

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)
LIST = "/en/desk/meetings/rcp-workshop-2005/invitations/"
BALI = ("AUS/bali-process/current-chair", "IDN/bali-process/current-chair")


@pytest.fixture
def officer(reference: None) -> Client:  # noqa: ARG001 - asked for so that the data is there
    return at_the_table("secretariat officer")


def _taken(client: Client, *names: str) -> None:
    assert sent(client, f"{LIST}now/", line=list(names)).status_code == 303


def _only() -> Invitation:
    return Invitation.objects.get()


def test_an_empty_list_says_what_to_do(officer: Client) -> None:
    page = officer.get(LIST).content.decode()
    assert "Choose the offices that are invited" in page


def test_what_follows_is_shown_with_its_grounds_and_doubts(officer: Client) -> None:
    page = officer.get(f"{LIST}now/").content.decode()
    assert f'value="{BALI[0]}" checked' in page
    assert 'class="doubtful"' in page


def test_chosen_lines_are_taken_once(officer: Client) -> None:
    _taken(officer, *BALI)
    rows = Invitation.objects.order_by("party__code")
    assert [str(row) for row in rows] == [f"rcp-workshop-2005/{name}" for name in BALI]
    assert Event.objects.latest("pk").verb == "take_lines"
    assert f'value="{BALI[0]}"' not in officer.get(f"{LIST}now/").content.decode()


def test_a_line_that_does_not_follow_is_refused(officer: Client) -> None:
    answer = sent(officer, f"{LIST}now/", line=["FJI/bali-process/current-chair"])
    assert answer.status_code == 422
    assert Invitation.objects.count() == 0


def test_a_changed_mandate_is_shown_and_changes_nothing(officer: Client) -> None:
    _taken(officer, BALI[0])
    basis = _only().basis
    Mandate.objects.filter(party__code="AUS", process__slug="bali-process").delete()
    page = officer.get(f"{LIST}now/").content.decode()
    assert "On the list, and following no longer" in page
    assert (_only().state, _only().basis) == (InvitationState.DRAFTED, basis)


def test_only_what_has_an_address_and_no_open_doubt_is_approved(officer: Client) -> None:
    _taken(officer, *BALI)
    assert sent(officer, LIST).status_code == 422
    key = Invitation.objects.get(party__code="AUS").pk
    typed = {"addressee": "The Ambassador", "mail": "aus@example.org", "language": "en"}
    assert sent(officer, f"/en/desk/invitations/{key}/", **typed).status_code == 303
    assert sent(officer, LIST).status_code == 303
    states = Invitation.objects.order_by("party__code").values_list("party__code", "state")
    assert list(states) == [("AUS", "approved"), ("IDN", "drafted")]


def test_two_who_edit_one_address_see_each_other(officer: Client) -> None:
    _taken(officer, BALI[0])
    address = f"/en/desk/invitations/{_only().pk}/"
    first = {"addressee": "First", "mail": "first@example.org", "language": "en"}
    sent(officer, address, **first)
    late = {"addressee": "Second", "mail": "second@example.org", "language": "fr"}
    answer = sent(officer, address, seen="0123456789abcdef", **late)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Second"' in page
    assert "<blockquote" in page
    assert "first@example.org" in page
    assert _only().mail == "first@example.org"


def test_a_doubt_is_settled_with_a_reason_and_a_source(officer: Client) -> None:
    _taken(officer, BALI[0])
    address = f"/en/desk/invitations/{_only().pk}/doubt/"
    assert sent(officer, address, reason="Letter", source="").status_code == 422
    assert sent(officer, address, reason="Letter", source="Letter of 3 March").status_code == 303
    assert (_only().reason, _only().sources) == ("Letter", ("Letter of 3 March",))


def test_by_hand_needs_a_reason(officer: Client) -> None:
    address = f"{LIST}new/"
    assert sent(officer, address, party="FJI", process="", reason="").status_code == 422
    assert sent(officer, address, party="FJI", process="", reason="Host").status_code == 303
    assert _only().ground == "by-hand"


def test_a_line_is_left_out_and_taken_in_again(officer: Client) -> None:
    _taken(officer, BALI[0])
    key = _only().pk
    assert sent(officer, f"/en/desk/invitations/{key}/out/", reason="No seat").status_code == 303
    assert _only().state == InvitationState.LEFT_OUT
    assert sent(officer, f"/en/desk/invitations/{key}/again/").status_code == 303
    assert _only().state == InvitationState.DRAFTED


def test_offices_and_kinds_are_chosen(officer: Client) -> None:
    chosen = ["bali-process/members", "igc/current-chair"]
    assert sent(officer, f"{LIST}offices/", office=chosen).status_code == 303
    assert sent(officer, f"{LIST}kinds/", kind=["commission"]).status_code == 303
    page = officer.get(f"{LIST}now/").content.decode()
    assert 'value="FJI/bali-process/members"' in page


@pytest.mark.parametrize("count", [1, 2])
def test_the_list_costs_the_same_however_long(
    officer: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    meeting = Meeting.objects.get(slug="rcp-workshop-2005")
    take_lines(meeting, names=BALI[:count], by=OPERATOR, now=NOW)
    with django_assert_num_queries(5):
        officer.get(LIST)
    with django_assert_num_queries(8):
        officer.get(f"{LIST}now/")


@pytest.mark.parametrize("who", ["chair's office", "focal point", "delegate", "other delegation"])
def test_nobody_else_finds_the_list(who: str, officer: Client) -> None:  # noqa: ARG001 - for the data
    assert at_the_table(who).get(LIST).status_code == 404
