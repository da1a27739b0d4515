"""One spreadsheet for a large delegation: by the reply link, and signed in for the party."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import CAST
from tests.desk.test_lists import said
from tests.invited import invited, named, reply
from tests.table import at_the_table, sent
from tourdetable.invitations.enums import InvitationState
from tourdetable.invitations.models import Invitation, Nomination, Participant
from tourdetable.kernel.models import Event

pytestmark = pytest.mark.django_db
HERE = reply("FJI", "delegation/lists/")
LIST = (
    "Name,Country,Function,E-mail\nMr Jone Vula,Fiji,Head of delegation,jone@example.org\nAdi,,,\n"
)


@pytest.fixture
def fiji() -> Invitation:
    return invited("FJI", InvitationState.ACCEPTED)


def brought(client: Client, content: str, here: str = HERE) -> str:
    answer = sent(client, here, file=SimpleUploadedFile("list.csv", content.encode()))
    assert answer.status_code == 303
    return str(answer["Location"])


def test_a_whole_delegation_is_named_by_the_link(fiji: Invitation) -> None:
    client = Client()
    assert "Name many by a spreadsheet" in client.get(reply("FJI")).content.decode()
    assert client.get(HERE).status_code == 200
    preview = brought(client, LIST)
    assert "<strong>2</strong> to be added" in client.get(preview).content.decode()
    assert client.get(f"{preview}take/").status_code == 200
    assert sent(client, f"{preview}take/").status_code == 303
    rows = Nomination.objects.order_by("pk")
    assert [(row.name, row.honorific, row.function, row.mail) for row in rows] == [
        ("Jone Vula", "Mr", "head", "jone@example.org"),
        ("Adi", "", "delegate", ""),
    ]
    assert {row.invitation_id for row in rows} == {fiji.pk}
    assert Participant.objects.count() == 0
    assert Event.objects.get(verb="import_nominations").thing == (
        "invitation:workshop-2027/FJI/nominations"
    )


@pytest.mark.usefixtures("fiji")
def test_a_second_import_names_nobody_twice() -> None:
    client = Client()
    assert sent(client, f"{brought(client, LIST)}take/").status_code == 303
    again = brought(client, LIST)
    assert "<strong>2</strong> there already" in client.get(again).content.decode()
    assert sent(client, f"{again}take/").status_code == 422
    assert Nomination.objects.count() == 2


def test_somebody_alike_waits_for_a_word(fiji: Invitation) -> None:
    named(fiji, "Jone Vula")
    client = Client()
    preview = brought(client, "Name\nVula Jone\n")
    page = client.get(preview).content.decode()
    assert "<strong>1</strong> perhaps there already" in page
    assert sent(client, f"{preview}take/").status_code == 422
    assert sent(client, preview, **said(page, **{"line-2": "new"})).status_code == 303
    assert sent(client, f"{preview}take/").status_code == 303
    assert Nomination.objects.count() == 2


@pytest.mark.usefixtures("fiji")
def test_a_row_for_another_party_is_refused() -> None:
    invited("TON", InvitationState.ACCEPTED)
    client = Client()
    preview = brought(client, "Name,Country\nJone,Fiji\nSione,Tonga\n")
    assert "this list is for your own delegation" in client.get(preview).content.decode()
    assert sent(client, f"{preview}take/").status_code == 303
    assert [row.name for row in Nomination.objects.all()] == ["Jone"]


@pytest.mark.usefixtures("fiji")
def test_a_list_is_its_links_alone() -> None:
    invited("TON", InvitationState.ACCEPTED)
    preview = brought(Client(), LIST)
    number = preview.rstrip("/").rpartition("/")[2]
    assert Client().get(reply("TON", f"delegation/lists/{number}/")).status_code == 404
    officer = at_the_table("secretariat officer")
    desk = f"/en/desk/meetings/workshop-2027/participants/lists/{number}/"
    assert officer.get(desk).status_code == 404
    assert Client().get(preview).status_code == 200


@pytest.mark.parametrize("state", [InvitationState.SENT, InvitationState.DECLINED])
def test_a_party_that_has_not_accepted_finds_nothing(state: InvitationState) -> None:
    invited("FJI", state)
    assert Client().get(HERE).status_code == 404
    assert sent(Client(), HERE).status_code == 404


def test_signed_in_it_is_the_partys_and_the_secretariats(fiji: Invitation) -> None:
    here = f"/en/room/invitations/{fiji.pk}/delegation/lists/"
    for who in CAST:
        if who == "operator":
            continue
        status = 200 if who == "secretariat officer" else 404 if CAST[who].key else 302
        assert at_the_table(who).get(here).status_code == status, who
    client = at_the_table("secretariat officer")
    assert sent(client, f"{brought(client, LIST, here)}take/").status_code == 303
    assert Nomination.objects.count() == 2


@pytest.mark.usefixtures("fiji")
@pytest.mark.parametrize("count", [1, 3, 120])
def test_a_preview_costs_the_same_however_long(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = Client()
    names = "\n".join(f"{chr(0x4E00 + n)}{chr(0x5E00 + n)}" for n in range(count))
    preview = brought(client, f"Name\n{names}\n")
    client.get(preview)
    with django_assert_num_queries(5):
        assert client.get(preview).status_code == 200
