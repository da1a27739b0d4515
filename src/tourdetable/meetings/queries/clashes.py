"""What does not fit together on an agenda: said in sentences, never in the way.

Pure: from sessions with their items. All arithmetic is on instants in UTC, so that a change of
clocks inside a session changes nothing.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from tourdetable.kernel.zones import zone_of
from tourdetable.meetings.enums import Clash
from tourdetable.meetings.models import AgendaItem, Meeting, Session


@dataclass(frozen=True, slots=True)
class FoundClash:
    """One thing that does not fit: the sessions and items concerned, the speaker's name where it
    is about one, and by how many minutes something begins too early or runs over.
    """

    kind: Clash
    sessions: tuple[Session, ...] = ()
    items: tuple[AgendaItem, ...] = ()
    speaker: str = ""
    minutes: int = 0


def ends_at(item: AgendaItem) -> dt.datetime | None:
    """When an item is over; not known without its beginning or its length."""
    if item.starts_at is None or item.minutes is None:
        return None
    return item.starts_at + dt.timedelta(minutes=item.minutes)


def clashes_of(meeting: Meeting, sessions: Sequence[Session]) -> list[FoundClash]:
    """Everything that does not fit, sessions first, in the order of the agenda."""
    found = [*_outside(meeting, sessions), *_sessions_at_once(sessions)]
    for session in sessions:
        found += _beyond(session)
        found += _items_at_once(session)
    return found + list(_speakers_twice(sessions))


def _outside(meeting: Meeting, sessions: Iterable[Session]) -> Iterator[FoundClash]:
    first, last = meeting.start.earliest, (meeting.end or meeting.start).latest
    for session in sessions:
        day = day_of(session, meeting.zone)
        if day and not first <= day <= last:
            yield FoundClash(Clash.OUTSIDE_MEETING, (session,))


def day_of(session: Session, zone: str) -> dt.date | None:
    """The day on which it begins, where the meeting is."""
    if session.starts_at:
        return session.starts_at.astimezone(zone_of(zone)).date()
    return session.date.earliest if session.date and session.date.is_day else None


def _sessions_at_once(sessions: Iterable[Session]) -> Iterator[FoundClash]:
    for one, other in combinations(sessions, 2):
        if _meet(one.starts_at, one.ends_at, other.starts_at, other.ends_at):
            yield FoundClash(Clash.SESSIONS_OVERLAP, (one, other))


def _beyond(session: Session) -> Iterator[FoundClash]:
    for item in session.items.all():
        if item.starts_at and session.starts_at and item.starts_at < session.starts_at:
            early = _minutes(session.starts_at - item.starts_at)
            yield FoundClash(Clash.BEFORE_SESSION, (session,), (item,), minutes=early)
        over = ends_at(item) or item.starts_at
        if over and session.ends_at and over > session.ends_at:
            late = _minutes(over - session.ends_at)
            yield FoundClash(Clash.AFTER_SESSION, (session,), (item,), minutes=late)


def _items_at_once(session: Session) -> Iterator[FoundClash]:
    for one, other in combinations(session.items.all(), 2):
        if _meet(one.starts_at, ends_at(one), other.starts_at, ends_at(other)):
            yield FoundClash(Clash.OVERLAP, (session,), (one, other))


def _speakers_twice(sessions: Iterable[Session]) -> Iterator[FoundClash]:
    """In items of different sessions; where two of one session overlap, that is said already."""
    spoken = [
        (speaker.affiliation.person_id, speaker.affiliation.person.name, item)
        for session in sessions
        for item in session.items.all()
        for speaker in item.speakers.all()
    ]
    for (person, name, one), (same, _name, other) in combinations(spoken, 2):
        at_once = _meet(one.starts_at, ends_at(one), other.starts_at, ends_at(other))
        if person == same and one.session_id != other.session_id and at_once:
            yield FoundClash(Clash.SPEAKER_TWICE, items=(one, other), speaker=name)


def _meet(
    start: dt.datetime | None,
    end: dt.datetime | None,
    other_start: dt.datetime | None,
    other_end: dt.datetime | None,
) -> bool:
    """Have two spells a moment in common? Where one end is not known, nobody can say so."""
    if start is None or other_start is None:
        return False
    return start < (other_end or other_start) and other_start < (end or start)


def _minutes(span: dt.timedelta) -> int:
    return round(span.total_seconds() / 60)
