"""The whole road through the screens: a meeting is set up, its list follows from the mandates, its
letters arrive at a real mail server, a government without an account answers by its link, and the
meeting is public with those who may be shown.
"""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.letters.sink import Sink, sinking
from tests.table import at_the_table, sent
from tourdetable.invitations.enums import InvitationState, NominationState
from tourdetable.invitations.models import Invitation, Nomination, Participant
from tourdetable.kernel.actors import ANONYMOUS
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.enums import Publicity
from tourdetable.letters.models import Letter
from tourdetable.letters.tasks import send_what_is_due
from tourdetable.meetings.models import Meeting, Session
from tourdetable.sheets.edition import Edition, Thing
from tourdetable.sheets.meeting import MeetingSheet

pytestmark = pytest.mark.django_db
HERE = "/en/desk/meetings/invented-table/"
LINE = "AUS/bali-process/current-chair"
MEETING: dict[str, object] = {
    "names-en": "Invented table",
    "names-fr": "Table inventée",
    "kind": "workshop",
    "start": "2005-06-14",
    "end": "2005-06-15",
    "place_city": "Geneva",
    "place_country": "Switzerland",
    "mode": "in-person",
    "languages": ["en", "fr"],
    "hosts": ["Switzerland", ""],
    "is_invented": "on",
}
PEOPLE = (
    {"name": "Ana Ñandú", "function": "head", "consents": "on"},
    {"name": "محمد علي", "function": "delegate", "consents": "on"},
    {"name": "Hidden Person", "function": "adviser"},
)


@pytest.fixture
def sink(settings: LazySettings, reference: None) -> Iterator[Sink]:  # noqa: ARG001 - for the data
    settings.DEFAULT_FROM_EMAIL = "Table <table@example.org>"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT, settings.EMAIL_HOST_USER = "127.0.0.1", 5, ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    with sinking() as (found, settings.EMAIL_PORT):
        yield found


def _went(client: Client, address: str, **typed: object) -> str:
    """The form is taken; where it leads."""
    answer = sent(client, address, **typed)
    assert answer.status_code == 303, answer.content.decode()
    return str(answer["Location"])


def _invited(officer: Client) -> None:
    _went(officer, "/en/desk/new-meeting/", **MEETING)
    _went(officer, f"{HERE}invitations/offices/", office=["bali-process/current-chair"])
    _went(officer, f"{HERE}invitations/now/", line=[LINE])
    key = Invitation.objects.get().pk
    typed = {"addressee": "H.E. the Ambassador", "mail": "aus@example.org", "language": "fr"}
    _went(officer, f"/en/desk/invitations/{key}/", **typed)
    _went(officer, f"{HERE}invitations/")


def _letter_of(officer: Client, sink: Sink) -> str:
    """The text that arrives at the mail server."""
    from tests.letters.post import NOW  # noqa: PLC0415 - the present of the letters' tests

    key = Invitation.objects.get().pk
    _went(officer, f"{HERE}letters/new/invitation/", chosen=[key])
    _went(officer, f"/en/desk/letters/{Letter.objects.get().pk}/approve/")
    due = Letter.objects.get().due_at
    assert send_what_is_due(lambda: due or NOW) == 1
    message = message_from_bytes(sink.arrived[0], policy=policy.default)
    assert isinstance(message, EmailMessage)
    body = message.get_body()
    assert body is not None
    return str(body.get_content())


def _answered(text: str) -> None:
    """The government opens the link of the letter, without an account."""
    found = re.search(r"/fr/reply/[\w-]+/", text)
    assert found, text
    link, stranger = found[0], Client()
    assert stranger.get(link).status_code == 200
    _went(stranger, f"{link}accept/", remark="Avec plaisir")
    for person in PEOPLE:
        _went(stranger, f"{link}delegation/new/", post="Counsellor", **person)


def _accepted_and_published(officer: Client) -> None:
    for row in Nomination.objects.filter(state=NominationState.RECEIVED):
        _went(officer, f"/en/desk/nominations/{row.pk}/", person="")
    typed = {"title-en": "First day", "day": "2005-06-14", "starts": "09:00", "ends": "12:00"}
    _went(officer, f"{HERE}agenda/sessions/", **typed)
    block = Session.objects.get(meeting__slug="invented-table")
    item = {
        "title-en": "Tour de table",
        "kind": "tour-de-table",
        "starts": "09:00",
        "minutes": "60",
    }
    _went(officer, f"{HERE}agenda/sessions/{block.pk}/items/", **item)
    _went(officer, f"{HERE}agenda/issue/", state="adopted")
    assert officer.get(f"{HERE}publish/").status_code == 200
    _went(officer, f"{HERE}publish/", seen_it="on")


def _public_page(language: str) -> MeetingSheet:
    meeting = Meeting.objects.get(slug="invented-table")
    on = PartialDate("2026-11-23")
    now = Letter.objects.get().drafted_at
    edition = Edition((language,), by=ANONYMOUS, on=on, now=now)
    (entry,) = edition.entries([Thing("meeting", meeting.slug)])
    assert isinstance(entry.sheet, MeetingSheet)
    return entry.sheet


def test_from_the_mandates_to_a_published_list(sink: Sink) -> None:
    officer = at_the_table("secretariat officer")
    _invited(officer)
    text = _letter_of(officer, sink)
    assert Invitation.objects.get().state == InvitationState.SENT
    _answered(text)
    assert Invitation.objects.get().state == InvitationState.ACCEPTED
    _accepted_and_published(officer)
    assert Meeting.objects.get(slug="invented-table").publicity == Publicity.PUBLISHED
    assert Participant.objects.count() == len(PEOPLE)
    for language in ("fr", "ar"):
        shown = repr(_public_page(language).participants)
        assert "Ana Ñandú" in shown
        assert "محمد علي" in shown
        assert "Hidden Person" not in shown
        assert "aus@example.org" not in shown
