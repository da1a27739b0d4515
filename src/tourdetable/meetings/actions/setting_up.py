"""Setting a meeting up, copying it from one before, keeping its facts."""

import datetime as dt

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.header_text import header_text
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.names import free_slug
from tourdetable.kernel.rows import amend, enter, locked
from tourdetable.kernel.zones import instant_at, zone_of
from tourdetable.meetings.models import AgendaItem, Host, Meeting, Session
from tourdetable.meetings.queries import words_of
from tourdetable.meetings.queries.agenda import sessions_of
from tourdetable.meetings.queries.facts import MeetingFacts, concerns_from, facts_of
from tourdetable.meetings.rules import may_create_meeting, may_keep_meeting

TAKEN_ALONG = ("invitation_rules", "organisation_rules")
"""Rows of later stages that a copy of a meeting has too, by the names of their relations."""


@action(may_create_meeting)
def create_meeting(facts: MeetingFacts, *, by: Actor, now: dt.datetime) -> Change:
    """Set a meeting up, as a draft in preparation."""
    return _entered(facts)[1]


@action(may_create_meeting)
def copy_meeting(origin: Meeting, *, facts: MeetingFacts, by: Actor, now: dt.datetime) -> Change:
    """Set a meeting up after another: its facts are given, the shape of its agenda and the rules of
    its invitations are taken over. Speakers, documents and hours are not: they are found anew.
    """
    meeting, change = _entered(facts)
    for session in sessions_of(origin):
        _copy_session(session, origin, meeting)
    for relation in TAKEN_ALONG:
        for row in getattr(origin, relation).all():
            row.pk, row.meeting = None, meeting
            row.save(force_insert=True)
    return Change(change.thing, None, {**_after(change), "copied_from": origin.slug})


@action(may_keep_meeting)
def amend_meeting(
    meeting: Meeting, *, facts: MeetingFacts, seen: str = "", by: Actor, now: dt.datetime
) -> Change:
    """Bring the facts of a meeting to what is said. Where its zone is put right, the clock of the
    agenda stays: an item at nine is at nine in the right zone (decision 0021).

    Raises ChangedMeanwhileError where somebody else has changed it since it was seen, and
    HeaderTextError for a name that cannot be the subject of a letter.
    """
    _check(facts)
    stored = locked(meeting)
    before, beside = stored.zone, _beside(facts_of(stored))
    meeting.names, meeting.place_city = facts.names, facts.place_city
    columns = {**facts.columns, "words": words_of(meeting)}
    change = amend(meeting, columns, seen=seen)
    if before != facts.zone:
        _keep_clock(meeting, before, facts.zone)
    _connect(meeting, facts)
    old = {**_plain(change.before), **beside}
    return Change(change.thing, old, {**_after(change), **_beside(facts)})


def _check(facts: MeetingFacts) -> None:
    """Raises HeaderTextError for a name that cannot be the subject of a letter."""
    for name in facts.names.texts():
        header_text(name)


def _entered(facts: MeetingFacts) -> tuple[Meeting, Change]:
    _check(facts)
    named = facts.names.text("en") or next(iter(facts.names.texts()), "")
    meeting = Meeting(slug=free_slug(named, Meeting), **facts.columns)
    meeting.words = words_of(meeting)
    change = enter(meeting)
    _connect(meeting, facts)
    return meeting, Change(change.thing, None, {**_after(change), **_beside(facts)})


def _connect(meeting: Meeting, facts: MeetingFacts) -> None:
    meeting.hosts.all().delete()
    hosts = enumerate(facts.hosts)
    Host.objects.bulk_create(Host(meeting=meeting, party=p, position=n) for n, p in hosts)
    meeting.concerns.all().delete()
    concerns = concerns_from(facts, meeting)
    type(concerns[0]).objects.bulk_create(concerns) if concerns else None


def _beside(facts: MeetingFacts) -> dict[str, object]:
    """What does not stand in the meeting's own row, as the journal tells it."""
    told = {
        "hosts": [str(party) for party in facts.hosts],
        "processes": [str(process) for process in facts.processes],
        "organisations": [str(party) for party in facts.organisations],
    }
    return {name: values for name, values in told.items() if values}


def _plain(value: object) -> dict[str, object]:
    return dict(value) if isinstance(value, dict) else {}


def _after(change: Change) -> dict[str, object]:
    return _plain(change.after)


def _copy_session(session: Session, origin: Meeting, meeting: Meeting) -> None:
    """On the same day counted from the first, where days are known."""
    day = session.date
    if day and day.is_day and origin.start.is_day and meeting.start.is_day:
        after = day.earliest - origin.start.earliest
        day = PartialDate.of(meeting.start.earliest + after)
    else:
        day = None
    made = Session.objects.create(
        meeting=meeting, number=session.number, date=day, title=session.title
    )
    AgendaItem.objects.bulk_create(
        AgendaItem(
            session=made,
            number=item.number,
            kind=item.kind,
            day_part=item.day_part,
            title=item.title,
            minutes=item.minutes,
        )
        for item in session.items.all()
    )


def _keep_clock(meeting: Meeting, before: str, after: str) -> None:
    """Every instant of the agenda becomes the one at which the clock of the new zone shows what the
    clock of the old one showed.
    """

    def told(instant: dt.datetime | None) -> dt.datetime | None:
        if instant is None:
            return None
        clock = instant.astimezone(zone_of(before)).replace(tzinfo=None)
        return instant_at(clock.date(), clock.time(), after)

    for session in sessions_of(meeting):
        session.starts_at, session.ends_at = told(session.starts_at), told(session.ends_at)
        session.save(update_fields=["starts_at", "ends_at"])
        for item in session.items.all():
            item.starts_at = told(item.starts_at)
            item.save(update_fields=["starts_at"])
