"""The last look before a meeting is public, the step itself, and the step back."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import NOW, OPERATOR
from tests.invited import invited, named
from tests.table import at_the_table, sent
from tourdetable.invitations.actions.nominating import accept_nomination
from tourdetable.invitations.enums import InvitationState
from tourdetable.kernel.enums import Publicity
from tourdetable.kernel.models import Event
from tourdetable.meetings.models import Meeting

pytestmark = pytest.mark.django_db
PAGE = "/en/desk/meetings/rcp-workshop-2005/publish/"


@pytest.fixture
def officer(reference: None) -> Client:  # noqa: ARG001 - asked for so that the data is there
    Meeting.objects.filter(slug="rcp-workshop-2005").update(publicity=Publicity.DRAFT)
    return at_the_table("secretariat officer")


def _publicity() -> str:
    return Meeting.objects.get(slug="rcp-workshop-2005").publicity


def test_what_is_lacking_and_who_is_named_stand_beside_the_page(
    officer: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(8):
        page = officer.get(PAGE).content.decode()
    assert "The agenda is not adopted" in page
    assert "Rolf K. Jenny" in page
    assert "/en/desk/meetings/rcp-workshop-2005/publish/preview/" in page


def test_the_preview_is_the_page_of_the_record(officer: Client) -> None:
    answer = officer.get("/fr/desk/meetings/rcp-workshop-2005/publish/preview/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert '<html lang="fr" dir="ltr">' in page
    assert "Rolf K. Jenny" in page


def test_publishing_is_one_deliberate_step(officer: Client) -> None:
    assert sent(officer, PAGE).status_code == 422
    assert _publicity() == Publicity.DRAFT
    assert sent(officer, PAGE, seen_it="on").status_code == 303
    assert _publicity() == Publicity.PUBLISHED
    assert Event.objects.latest("pk").verb == "publish_meeting"


def test_withdrawing_needs_a_reason_and_can_be_undone(officer: Client) -> None:
    sent(officer, PAGE, seen_it="on")
    assert sent(officer, f"{PAGE}withdraw/", reason=" ").status_code == 422
    assert sent(officer, f"{PAGE}withdraw/", reason="An error").status_code == 303
    assert _publicity() == Publicity.WITHDRAWN
    assert sent(officer, f"{PAGE}restore/").status_code == 303
    assert _publicity() == Publicity.PUBLISHED


@pytest.mark.parametrize("place", ["", "preview/", "withdraw/", "restore/"])
@pytest.mark.parametrize("who", ["chair's office", "delegate", "other delegation"])
def test_others_find_nothing_there(who: str, place: str, officer: Client) -> None:  # noqa: ARG001 - for the data
    assert at_the_table(who).get(f"{PAGE}{place}").status_code == 404


def test_it_names_who_takes_part_and_may_be_shown(officer: Client) -> None:
    row = invited("FJI", InvitationState.ACCEPTED)
    for name, consents in (("Ana Shown", True), ("Ben Hidden", False)):
        accept_nomination(
            named(row, name, consents=consents), person=None, seen="", by=OPERATOR, now=NOW
        )
    page = officer.get(f"/en/desk/meetings/{row.meeting.slug}/publish/").content.decode()
    assert "Ana Shown" in page
    assert "Ben Hidden" not in page
