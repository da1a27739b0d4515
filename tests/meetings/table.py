"""A meeting on whose agenda the tests of this room work."""

import datetime as dt

from tests.cast import CAST, NOW
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.models import Event
from tourdetable.kernel.wording import Wording
from tourdetable.meetings.actions import (
    SessionFacts,
    add_item,
    add_session,
    create_meeting,
)
from tourdetable.meetings.models import AgendaItem, Meeting, Session
from tourdetable.meetings.queries.facts import MeetingFacts
from tourdetable.parties.enums import PartyKind
from tourdetable.parties.models import Party

OFFICER = CAST["secretariat officer"]
FACTS = MeetingFacts(
    names=Wording.of(en="Second table", fr="Deuxième table"),
    kind="workshop",
    start=PartialDate("2027-04-14"),
    end=PartialDate("2027-04-15"),
    mode="in-person",
    place_city="Geneva",
    zone="Europe/Zurich",
    languages=("en", "fr"),
    is_invented=True,
)


def utc(*when: int) -> dt.datetime:
    return dt.datetime(*when, tzinfo=dt.UTC)  # type: ignore[misc,arg-type]  # year to minute


def meeting() -> Meeting:
    create_meeting(FACTS, by=OFFICER, now=NOW)
    return Meeting.objects.get(slug="second-table")


def session(of: Meeting, day: int = 14, *, timed: bool = True) -> Session:
    """A morning from nine to twelve in Zürich (UTC+2), or only the day of it."""
    hours = (utc(2027, 4, day, 7), utc(2027, 4, day, 10)) if timed else (None, None)
    facts = SessionFacts(Wording(), PartialDate(f"2027-04-{day}"), *hours)
    add_session(of, facts=facts, by=OFFICER, now=NOW)
    return Session.objects.latest("pk")


def item(of: Session, title: str, minutes: int | None = 30, **values: object) -> AgendaItem:
    said = {"kind": "discussion", "title": Wording.of(en=title), "minutes": minutes, **values}
    add_item(of, values=said, by=OFFICER, now=NOW)
    return AgendaItem.objects.latest("pk")


def order(of: Session) -> list[tuple[str | None, str | None]]:
    """Titles and hours in UTC, in their order; numbers have to count from 1."""
    rows = list(AgendaItem.objects.filter(session=of).order_by("number"))
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    return [
        (row.title.text("en"), f"{row.starts_at:%H:%M}" if row.starts_at else None) for row in rows
    ]


def last_event() -> Event:
    return Event.objects.latest("pk")


def switzerland() -> Party:
    return Party.objects.create(
        code="CHE", kind=PartyKind.COUNTRY, names=Wording.of(en="Switzerland")
    )
