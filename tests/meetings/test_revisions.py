"""When what readers see of a meeting was last changed, by the journal."""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import NOW
from tests.meetings.table import FACTS, OFFICER, item, meeting, session
from tourdetable.kernel.actors import ANONYMOUS
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.models import Event
from tourdetable.kernel.wording import Wording
from tourdetable.meetings.actions import (
    amend_meeting,
    cancel_meeting,
    convene_meeting,
    create_meeting,
    issue_agenda,
    remove_item,
)
from tourdetable.meetings.actions.publishing import publish_meeting
from tourdetable.meetings.models import Meeting
from tourdetable.meetings.queries import NEVER, revisions
from tourdetable.sheets.edition import Edition, Thing
from tourdetable.sheets.entry import Sheet
from tourdetable.sheets.meeting import MeetingSheet

pytestmark = pytest.mark.django_db


def later(hours: int) -> dt.datetime:
    return NOW + dt.timedelta(hours=hours)


def revised(of: Meeting) -> dt.datetime:
    return revisions([of])[of.pk]


def sheets(of: Meeting) -> list[Sheet]:
    """Of its page and of those lists that show it, as readers get them a day later."""
    edition = Edition(["en", "ar"], by=ANONYMOUS, on=PartialDate("2026-11-23"), now=later(24))
    things = [Thing("home"), Thing("meeting", of.slug), Thing("meetings"), Thing("year", "2027")]
    return [entry.sheet for entry in edition.entries(things)]


def test_what_readers_see_moves_it() -> None:
    of = meeting()
    assert revised(of) == NOW
    said = item(session(of), "Opening")
    amend_meeting(of, facts=replace(FACTS, place_city="Lima"), by=OFFICER, now=later(1))
    assert revised(of) == later(1)
    remove_item(said, by=OFFICER, now=later(2))
    assert revised(of) == later(2)
    publish_meeting(of, by=OFFICER, now=later(3))
    assert revised(of) == later(3)
    cancel_meeting(of, reason=Wording.of(en="Snow."), by=OFFICER, now=later(4))
    assert revised(of) == later(4)


def test_what_they_do_not_see_leaves_their_pages_as_they_are() -> None:
    of = meeting()
    item(session(of), "Opening")
    publish_meeting(of, by=OFFICER, now=NOW)
    before = sheets(of)
    known = Event.objects.count()
    convene_meeting(of, by=OFFICER, now=later(1))
    amend_meeting(of, facts=FACTS, by=OFFICER, now=later(2))
    assert Event.objects.count() > known
    assert sheets(of) == before
    issue_agenda(of, state="adopted", by=OFFICER, now=later(3))
    assert sheets(of) != before
    page = sheets(of)[2]
    assert isinstance(page, MeetingSheet)
    assert page.revised == later(3)


def test_one_query_for_all_and_another_meeting_does_not_count() -> None:
    meetings = [meeting()]
    for number in range(2):
        facts = replace(FACTS, names=Wording.of(en=f"Further table {number}"))
        create_meeting(facts, by=OFFICER, now=later(number + 1))
    meetings = list(Meeting.objects.order_by("pk"))
    for some in (meetings[:1], meetings):
        with CaptureQueriesContext(connection) as asked:
            found = revisions(some)
        assert len(asked) == 1
        assert found == {one.pk: later(number) for number, one in enumerate(some)}
    assert revisions([]) == {}
    untold = Meeting(pk=7, slug="second")
    assert revisions([untold]) == {7: NEVER}
