"""What an invited party sees of a meeting: its invitation, its own delegation, the agenda."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from tourdetable.invitations.enums import Function, InvitationState, NominationState
from tourdetable.invitations.models import Invitation, Nomination, Participant
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.order import sort_key
from tourdetable.kernel.wording import Reading
from tourdetable.meetings.enums import AgendaState, DayPart, ItemKind
from tourdetable.meetings.models import AgendaItem, Meeting, MeetingDocument, Session
from tourdetable.sheets.invitation_desk import InvitedLine, MeetingHead, invited_line, meeting_head
from tourdetable.sheets.parts import PartyLine, ThingLink
from tourdetable.sheets.reader import Reader

UTC = "UTC"


@dataclass(frozen=True, slots=True)
class RoomMeeting:
    """A meeting as somebody who was asked to it sees it; `zone` is that of the place."""

    head: MeetingHead
    place_city: str
    place_country: PartyLine | None
    zone: str
    purpose: Reading
    languages: tuple[str, ...]
    agenda_state: AgendaState


@dataclass(frozen=True, slots=True)
class AskedLine:
    """One invitation on the page where a person begins."""

    meeting: MeetingHead
    invitation: InvitedLine


@dataclass(frozen=True, slots=True)
class HomeSheet:
    """What waits for a person: invitations of the parties that they speak for, and the meetings in
    which they take part, each with their functions there.
    """

    asked: tuple[AskedLine, ...]
    meetings: tuple[tuple[MeetingHead, tuple[Function, ...]], ...]


@dataclass(frozen=True, slots=True)
class NominatedLine:
    """Somebody whom the party has named; `query` is what the secretariat asks of it."""

    key: int
    honorific: str
    name: str
    post: str
    unit: str
    mail: str
    function: Function
    consents: bool
    state: NominationState
    query: str
    received_at: dt.datetime


@dataclass(frozen=True, slots=True)
class ComingLine:
    """Somebody on the list of participants for this delegation."""

    honorific: str
    name: str
    post: str
    function: Function


@dataclass(frozen=True, slots=True)
class InvitationSheet:
    """One invitation as its party sees it. `named` are its nominations that stand or stood, `added`
    whom the secretariat has put on the list for it.
    """

    meeting: RoomMeeting
    invitation: InvitedLine
    answered_at: dt.datetime | None
    named: tuple[NominatedLine, ...]
    added: tuple[ComingLine, ...]

    @property
    def is_open(self) -> bool:
        """Can the party still answer?"""
        return self.invitation.state is not InvitationState.WITHDRAWN

    @property
    def may_name(self) -> bool:
        return self.invitation.state is InvitationState.ACCEPTED


@dataclass(frozen=True, slots=True)
class TimedItem:
    """A point on the agenda with its instant where one is set; `is_other_day` where it falls on
    another day for the reader than at the place.
    """

    number: int
    kind: ItemKind
    day_part: DayPart | None
    title: Reading
    annotation: Reading
    starts_at: dt.datetime | None
    minutes: int | None
    speakers: tuple[str, ...]
    is_other_day: bool


@dataclass(frozen=True, slots=True)
class TimedSession:
    """A block of the agenda."""

    number: int
    date: PartialDate | None
    title: Reading
    starts_at: dt.datetime | None
    ends_at: dt.datetime | None
    items: tuple[TimedItem, ...]

    @property
    def is_timed(self) -> bool:
        return any(item.starts_at for item in self.items)


@dataclass(frozen=True, slots=True)
class AgendaSheet:
    """The agenda in the zone of the place and, where the reader has chosen one, in their own."""

    meeting: RoomMeeting
    invitation: InvitedLine
    own_zone: str
    sessions: tuple[TimedSession, ...]
    documents: tuple[ThingLink, ...]


def home_sheet(
    rows: Iterable[Invitation], parts: Iterable[Participant], today: dt.date, reader: Reader
) -> HomeSheet:
    """Invitations to what is not over come first, the soonest at the head; then those before."""
    asked = sorted(rows, key=lambda row: _turn(row.meeting, today))
    taking: dict[Meeting, list[Function]] = {}
    for part in parts:
        if part.withdrawn_at is None and not _is_over(part.meeting, today):
            taking.setdefault(part.meeting, []).append(Function(part.function))
    upcoming = sorted(taking, key=lambda meeting: meeting.start.earliest)
    return HomeSheet(
        tuple(AskedLine(meeting_head(r.meeting, reader), invited_line(r, reader)) for r in asked),
        tuple((meeting_head(m, reader), tuple(taking[m])) for m in upcoming),
    )


def _is_over(meeting: Meeting, today: dt.date) -> bool:
    last: PartialDate = meeting.end or meeting.start
    return last.latest < today


def _turn(meeting: Meeting, today: dt.date) -> tuple[bool, int]:
    is_over, day = _is_over(meeting, today), meeting.start.earliest.toordinal()
    return is_over, -day if is_over else day


def invitation_sheet(
    row: Invitation,
    nominations: Iterable[Nomination],
    participants: Iterable[Participant],
    reader: Reader,
) -> InvitationSheet:
    """From rows with their parties; the delegation stands in the order of functions and names."""
    order = list(Function)
    named = [nominated_line(nomination) for nomination in nominations]
    named.sort(
        key=lambda line: (
            line.state is NominationState.WITHDRAWN,
            order.index(line.function),
            sort_key(line.name, reader.language),
        )
    )
    added = [
        ComingLine(p.person.honorific, p.person.name, p.post, Function(p.function))
        for p in participants
        if p.nomination_id is None and p.withdrawn_at is None
    ]
    return InvitationSheet(
        room_meeting(row.meeting, reader),
        invited_line(row, reader),
        row.answered_at,
        tuple(named),
        tuple(sorted(added, key=lambda line: order.index(line.function))),
    )


def nominated_line(row: Nomination) -> NominatedLine:
    return NominatedLine(
        row.pk,
        row.honorific,
        row.name,
        row.post,
        row.unit,
        row.mail,
        Function(row.function),
        row.consents,
        NominationState(row.state),
        row.query,
        row.received_at,
    )


def room_meeting(meeting: Meeting, reader: Reader) -> RoomMeeting:
    return RoomMeeting(
        meeting_head(meeting, reader),
        meeting.place_city,
        reader.party(meeting.place_country) if meeting.place_country else None,
        meeting.zone or UTC,
        reader.say(meeting.purpose),
        tuple(meeting.languages),
        AgendaState(meeting.agenda_state),
    )


def agenda_sheet(
    row: Invitation,
    sessions: Iterable[Session],
    documents: Sequence[MeetingDocument],
    own_zone: str,
    reader: Reader,
) -> AgendaSheet:
    """`own_zone` is a name of the IANA database, or empty."""
    zones = row.meeting.zone or UTC, own_zone
    return AgendaSheet(
        room_meeting(row.meeting, reader),
        invited_line(row, reader),
        own_zone,
        tuple(_session(session, zones, reader) for session in sessions),
        tuple(
            ThingLink("document", d.document.slug, reader.say(d.document.titles), d.document.symbol)
            for d in documents
        ),
    )


def _session(session: Session, zones: tuple[str, str], reader: Reader) -> TimedSession:
    return TimedSession(
        session.number,
        session.date,
        reader.say(session.title),
        session.starts_at,
        session.ends_at,
        tuple(_item(item, zones, reader) for item in session.items.all()),
    )


def _item(item: AgendaItem, zones: tuple[str, str], reader: Reader) -> TimedItem:
    return TimedItem(
        item.number,
        ItemKind(item.kind),
        DayPart(item.day_part) if item.day_part else None,
        reader.say(item.title),
        reader.say(item.annotation),
        item.starts_at,
        item.minutes,
        tuple(speaker.affiliation.person.name for speaker in item.speakers.all()),
        bool(zones[1] and item.starts_at) and _day(item, zones[0]) != _day(item, zones[1]),
    )


def _day(item: AgendaItem, zone: str) -> dt.date | None:
    return item.starts_at.astimezone(ZoneInfo(zone)).date() if item.starts_at else None
