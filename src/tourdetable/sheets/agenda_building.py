"""Drawing the sheet of an agenda from the rows of its sessions."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby

from django.db.models import Model

from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.zones import UTC, zone_of
from tourdetable.meetings.enums import AgendaState, DayPart, ItemKind
from tourdetable.meetings.models import AgendaItem, AgendaVersion, Meeting, Session
from tourdetable.meetings.queries.agenda import agenda_content, written
from tourdetable.meetings.queries.clashes import FoundClash, clashes_of, day_of, ends_at
from tourdetable.parties.models import Affiliation
from tourdetable.sheets.agenda import (
    AgendaDay,
    AgendaLine,
    AgendaSheet,
    AgendaStepSheet,
    ClashLine,
    PaperLine,
    PostLine,
    SessionBlock,
    VersionLine,
)
from tourdetable.sheets.reader import Reader


def agenda_sheet(
    meeting: Meeting,
    sessions: Sequence[Session],
    versions: Sequence[AgendaVersion],
    reader: Reader,
    *,
    is_kept: bool,
) -> AgendaSheet:
    """Pure, from sessions with their items and from the versions, newest first. What does not fit
    is for those who keep the agenda.
    """
    zone = meeting.zone or UTC
    blocks = [(_date(session, zone), session_block(session, zone, reader)) for session in sessions]
    days = groupby(blocks, key=lambda block: block[0])
    newest = versions[0].content if versions else None
    return AgendaSheet(
        slug=meeting.slug,
        language=reader.language,
        name=reader.say(meeting.names),
        start=meeting.start,
        end=meeting.end,
        place=meeting.place_city,
        zone=zone,
        languages=tuple(meeting.languages),
        state=AgendaState(meeting.agenda_state),
        is_invented=meeting.is_invented,
        is_kept=is_kept,
        has_changed=newest is not None and newest != written(agenda_content(sessions)),
        days=tuple(AgendaDay(date, tuple(block for _, block in of_it)) for date, of_it in days),
        clashes=_clashes(clashes_of(meeting, sessions), reader) if is_kept else (),
        versions=tuple(map(version_line, versions)),
    )


def agenda_step_sheet(meeting: Meeting, thing: Model, reader: Reader) -> AgendaStepSheet:
    """What a form is about: an item or a session of the meeting, or its agenda as a whole."""
    zone = meeting.zone or UTC
    return AgendaStepSheet(
        reader.say(meeting.names),
        zone,
        meeting.is_invented,
        agenda_line(thing, zone, reader) if isinstance(thing, AgendaItem) else None,
        session_block(thing, zone, reader) if isinstance(thing, Session) else None,
    )


def session_block(session: Session, zone: str, reader: Reader) -> SessionBlock:
    """One session with its items."""
    return SessionBlock(
        key=session.pk,
        number=session.number,
        title=reader.say(session.title),
        date=_date(session, zone),
        starts_at=in_zone(session.starts_at, zone),
        ends_at=in_zone(session.ends_at, zone),
        presiding=post_line(0, session.presiding, reader) if session.presiding else None,
        items=tuple(agenda_line(item, zone, reader) for item in session.items.all()),
    )


def agenda_line(item: AgendaItem, zone: str, reader: Reader) -> AgendaLine:
    """One item with its speakers and documents."""
    return AgendaLine(
        key=item.pk,
        number=item.number,
        kind=ItemKind(item.kind),
        day_part=DayPart(item.day_part) if item.day_part else None,
        title=reader.say(item.title),
        annotation=reader.say(item.annotation),
        starts_at=in_zone(item.starts_at, zone),
        ends_at=in_zone(ends_at(item), zone),
        minutes=item.minutes,
        speakers=tuple(post_line(s.pk, s.affiliation, reader) for s in item.speakers.all()),
        documents=tuple(
            PaperLine(
                row.pk, row.document.slug, reader.say(row.document.titles), row.document.symbol
            )
            for row in item.documents.all()
        ),
    )


def post_line(key: int, post: Affiliation, reader: Reader) -> PostLine:
    return PostLine(key, post.person.name, reader.say(post.post), reader.party(post.party))


def version_line(version: AgendaVersion) -> VersionLine:
    return VersionLine(version.number, AgendaState(version.state), version.issued_at)


def in_zone(instant: dt.datetime | None, zone: str) -> dt.datetime | None:
    """The same instant by the clock of the zone."""
    return instant.astimezone(zone_of(zone)) if instant else None


def _date(session: Session, zone: str) -> PartialDate | None:
    day = day_of(session, zone)
    return PartialDate.of(day) if day else session.date


def _clashes(found: Iterable[FoundClash], reader: Reader) -> tuple[ClashLine, ...]:
    return tuple(
        ClashLine(
            clash.kind,
            tuple((session.number, reader.say(session.title)) for session in clash.sessions),
            tuple((item.pk, reader.say(item.title)) for item in clash.items),
            clash.speaker,
            clash.minutes,
        )
        for clash in found
    )
