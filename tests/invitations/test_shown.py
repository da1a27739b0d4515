"""Of who takes part, only what may be shown leaves the house, and only with the meeting."""

import pytest

from tests.cast import NOW
from tests.invited import invited, named
from tourdetable.formats.data import to_json
from tourdetable.formats.paper import meeting_paper
from tourdetable.formats.pdf import paper_pdf
from tourdetable.invitations.enums import InvitationState, NominationState, Showing
from tourdetable.invitations.models import Participant
from tourdetable.kernel.actors import ANONYMOUS
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.enums import Publicity
from tourdetable.meetings.models import Meeting
from tourdetable.parties.models import Person
from tourdetable.sheets.edition import Edition, Thing
from tourdetable.sheets.meeting import MeetingSheet

pytestmark = pytest.mark.django_db
PLANTED = "Zwölfkämpfer"
"""Stands in everything that must not leave."""


def _planted() -> Meeting:
    row = invited("FJI", InvitationState.ACCEPTED)
    row.addressee, row.answer_remark = PLANTED, PLANTED
    row.mail = f"{PLANTED}@example.org"
    row.save()
    for number, showing in enumerate(Showing):
        shown = showing != Showing.NOT_SHOWN
        name = f"Shown {showing}" if shown else PLANTED
        mail = f"{PLANTED}{number}@example.org"
        person = Person.objects.create(slug=f"x-{number}", name=name, mail=mail)
        Participant.objects.create(
            meeting=row.meeting, invitation=row, party=row.party, person=person,
            function="delegate", category="government", showing=showing,
            post="Director" if shown else PLANTED, consent_source=PLANTED,
        )  # fmt: skip
    gone = Person.objects.create(slug="gone", name=PLANTED)
    Participant.objects.create(
        meeting=row.meeting, party=row.party, person=gone, function="head",
        category="government", showing=Showing.OFFICIAL_CAPACITY, withdrawn_at=NOW,
    )  # fmt: skip
    named(row, PLANTED, post=PLANTED, mail=row.mail, query=PLANTED, state=NominationState.QUERIED)
    return row.meeting


def _sheets(meeting: Meeting) -> list[MeetingSheet]:
    edition = Edition(["en", "ar"], by=ANONYMOUS, on=PartialDate("2026-11-23"), now=NOW)
    entries = edition.entries([t for t in edition.things() if t == Thing("meeting", meeting.slug)])
    return [entry.sheet for entry in entries if isinstance(entry.sheet, MeetingSheet)]


def test_nothing_is_shown_before_the_meeting_is_published() -> None:
    assert _sheets(_planted()) == []


def test_the_list_shows_whom_it_may_and_nobody_else() -> None:
    meeting = _planted()
    Meeting.objects.filter(pk=meeting.pk).update(publicity=Publicity.PUBLISHED)
    english, arabic = _sheets(meeting)
    (delegation,) = english.participants
    assert [line.name for line in delegation.lines] == ["Shown consent", "Shown official-capacity"]
    for sheet in (english, arabic):
        assert PLANTED not in to_json(sheet).decode()
        assert b"Shown consent" in to_json(sheet)
    assert paper_pdf(meeting_paper(english, "")).startswith(b"%PDF")
