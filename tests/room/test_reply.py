"""A reply link opens exactly its party's reply, without an account."""

import datetime as dt

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import NOW, OPERATOR
from tests.invited import FAR, SECRETS, invited, link_of, meeting, named, reply
from tests.table import at_the_table, sent
from tourdetable.invitations.actions.answering import make_reply_link, revoke_reply_link
from tourdetable.invitations.enums import InvitationState, NominationState
from tourdetable.invitations.models import Invitation, Nomination, ReplyLink
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.models import Event
from tourdetable.meetings.models import AgendaItem, Session

pytestmark = pytest.mark.django_db

PERSON = {"name": "Adi Litia", "function": "head", "mail": "litia@example.org"}


def _state(row: Invitation) -> str:
    return Invitation.objects.get(pk=row.pk).state


def test_the_link_opens_the_reply_and_says_nothing_to_others() -> None:
    invited("FJI")
    answer = Client().get(reply("FJI"))
    assert answer.status_code == 200
    assert "Fiji" in answer.content.decode()
    assert answer["Referrer-Policy"] == "strict-origin"
    assert answer["X-Robots-Tag"] == "noindex, noarchive"
    assert answer["Cache-Control"] == "no-store"


def test_only_the_digest_of_the_secret_is_kept() -> None:
    row = invited("FJI")
    kept = str([*ReplyLink.objects.values(), *Event.objects.values()])
    assert link_of(row).digest in kept
    assert SECRETS["FJI"] not in kept


@pytest.mark.parametrize("broken", ["guessed", "expired", "revoked", "not sent", "nomination"])
def test_whatever_does_not_open_is_the_same_nothing(broken: str) -> None:
    row = invited("FJI")
    other = named(invited("TON", InvitationState.ACCEPTED), "Somebody of Tonga")
    address = reply("FJI")
    if broken == "guessed":
        address = f"/en/reply/{'g' * 43}/"
    elif broken == "expired":
        ReplyLink.objects.filter(invitation=row).update(expires_at=NOW)
    elif broken == "revoked":
        revoke_reply_link(link_of(row), by=OPERATOR, now=NOW)
    elif broken == "not sent":
        Invitation.objects.filter(pk=row.pk).update(state=InvitationState.APPROVED)
    else:
        address = reply("FJI", f"delegation/{other.pk}/")
    for answer in (Client().get(address), sent(Client(), address)):
        assert answer.status_code == 404
        assert "Tonga" not in answer.content.decode()


def test_accept_name_three_people_correct_and_withdraw() -> None:
    row, client = invited("FJI"), Client()
    assert sent(client, reply("FJI", "delegation/new/"), **PERSON).status_code == 422
    assert sent(client, reply("FJI", "accept/"), remark="With pleasure").status_code == 303
    assert _state(row) == InvitationState.ACCEPTED
    for name in ("Adi Litia", "Ratu Jone", "Mere"):
        typed = {**PERSON, "name": name}
        assert sent(client, reply("FJI", "delegation/new/"), **typed).status_code == 303
    page = client.get(reply("FJI")).content.decode()
    assert all(name in page for name in ("Adi Litia", "Ratu Jone", "Mere", "With pleasure"))
    key = Nomination.objects.get(name="Mere").pk
    corrected = sent(client, reply("FJI", f"delegation/{key}/"), **{**PERSON, "name": "Mere Vula"})
    assert corrected.status_code == 303
    assert sent(client, reply("FJI", f"delegation/{key}/withdraw/")).status_code == 303
    states = Nomination.objects.order_by("pk").values_list("name", "state")
    assert list(states) == [
        ("Adi Litia", "received"), ("Ratu Jone", "received"), ("Mere Vula", "withdrawn"),
    ]  # fmt: skip
    assert client.get(reply("FJI", f"delegation/{key}/")).status_code == 404
    events = Event.objects.filter(by=f"link:{link_of(row).digest[:16]}").order_by("pk")
    assert list(events.values_list("verb", flat=True)) == [
        "accept_invitation", "nominate", "nominate", "nominate",
        "correct_nomination", "withdraw_nomination",
    ]  # fmt: skip


def test_a_party_changes_its_mind() -> None:
    row, client = invited("FJI"), Client()
    assert sent(client, reply("FJI", "decline/"), remark="Elections").status_code == 303
    assert _state(row) == InvitationState.DECLINED
    assert sent(client, reply("FJI", "accept/")).status_code == 303
    assert _state(row) == InvitationState.ACCEPTED


def test_a_form_that_is_sent_twice_acts_once() -> None:
    invited("FJI", InvitationState.ACCEPTED)
    typed = {**PERSON, "form": "0f8fad5b-d9cb-469f-a165-70867728950e"}
    client = Client()
    answers = [sent(client, reply("FJI", "delegation/new/"), **typed) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert Nomination.objects.count() == 1


def test_two_who_correct_one_nomination_see_each_other() -> None:
    row = named(invited("FJI", InvitationState.ACCEPTED), "Adi")
    address = reply("FJI", f"delegation/{row.pk}/")
    late = sent(Client(), address, **{**PERSON, "name": "Late", "seen": "0123456789abcdef"})
    page = late.content.decode()
    assert late.status_code == 422
    assert 'value="Late"' in page
    assert ">Adi</blockquote>" in page
    assert Nomination.objects.get().name == "Adi"


def test_a_withdrawn_invitation_is_seen_and_not_answered() -> None:
    invited("FJI", InvitationState.WITHDRAWN)
    client = Client()
    assert "taken this invitation back" in client.get(reply("FJI")).content.decode()
    assert sent(client, reply("FJI", "accept/")).status_code == 404


def test_the_link_is_the_party_and_nobody_else_also_for_an_officer() -> None:
    invited("FJI")
    row = invited("TON")
    officer = at_the_table("secretariat officer")
    page = officer.get(reply("FJI")).content.decode()
    assert "/en/desk/" not in page
    assert officer.get(f"/en/room/invitations/{row.pk}/").status_code == 200


@pytest.mark.parametrize("who", ["delegate", "focal point", "other delegation"])
def test_a_guessed_number_in_the_room_is_nothing(who: str) -> None:
    row = invited("FJI")
    assert at_the_table(who).get(f"/en/room/invitations/{row.pk}/").status_code == 404


def test_the_agenda_stands_in_two_zones() -> None:
    row = invited("FJI")
    session = Session.objects.create(meeting=meeting(), number=1)
    at = dt.datetime(2027, 4, 13, 21, 30, tzinfo=dt.UTC)
    AgendaItem.objects.create(session=session, number=1, kind="opening", starts_at=at)
    page = Client().get(f"{reply('FJI', 'agenda/')}?zone=Europe/Zurich").content.decode()
    assert "09:30" in page
    assert "23:30" in page
    assert "13 April 2027" in page
    odd = Client().get(f"{reply('FJI', 'agenda/')}?zone=Nowhere")
    assert odd.status_code == 200
    assert row.meeting.zone == "Pacific/Fiji"


def test_names_of_all_kinds_are_kept_and_shown_safely() -> None:
    invited("FJI", InvitationState.ACCEPTED)
    names = ["\u200fمحمد\u200f", "A\u0301\u0302na", "Jo\u200dão", "O'Hara & Sons", "n" * 300]
    client = Client()
    for name in names:
        answer = sent(client, reply("FJI", "delegation/new/"), **{**PERSON, "name": name})
        assert answer.status_code == 303
    assert list(Nomination.objects.order_by("pk").values_list("name", flat=True)) == names
    page = client.get(reply("FJI")).content.decode()
    assert "O&#39;Hara &amp; Sons" in page
    assert "<bdi>\u200fمحمد\u200f</bdi>" in page
    for refused in ("n" * 301, "<b>x</b>"):
        answer = sent(client, reply("FJI", "delegation/new/"), **{**PERSON, "name": refused})
        assert answer.status_code == 422
        assert "<b>x" not in answer.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_reply_costs_the_same_however_long(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    row = invited("FJI", InvitationState.ACCEPTED)
    for number in range(count):
        named(row, f"Somebody {number}", state=NominationState.QUERIED, query="Which passport?")
    with django_assert_num_queries(4):
        Client().get(reply("FJI"))


def test_short_secrets_and_past_ends_are_refused() -> None:
    row = invited("FJI")
    with pytest.raises(SentenceError):
        make_reply_link(row, secret=SECRETS["FJI"][:9], expires_at=FAR, by=OPERATOR, now=NOW)
    with pytest.raises(SentenceError):
        make_reply_link(row, secret=SECRETS["FJI"], expires_at=NOW, by=OPERATOR, now=NOW)
