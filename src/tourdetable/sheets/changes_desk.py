"""What has changed since those invited were told, as the secretariat sees it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.wording import Reading, Wording
from tourdetable.kernel.zones import UTC
from tourdetable.meetings.enums import Alteration, Mode
from tourdetable.meetings.models import Meeting
from tourdetable.meetings.queries.changes import ChangesSinceInvited, FactChange
from tourdetable.parties.models import Party
from tourdetable.sheets.agenda_comparison import alteration_line
from tourdetable.sheets.invitation_desk import MeetingHead, meeting_head
from tourdetable.sheets.reader import Reader


@dataclass(frozen=True, slots=True)
class Told:
    """A fact in one of its shapes; all empty where nothing was said."""

    reading: Reading | None = None
    date: PartialDate | None = None
    mode: Mode | None = None
    languages: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class FactAlteration:
    """A column of the meeting as those invited know it, and as it stands."""

    column: str
    before: Told
    after: Told


@dataclass(frozen=True, slots=True)
class ChangesSheet:
    """`told_at` is None where nothing has gone out. `items` are the titles of what changed on the
    agenda, each with what became of it; `has_sessions` where sessions changed too.
    """

    meeting: MeetingHead
    zone: str
    told_at: dt.datetime | None
    facts: tuple[FactAlteration, ...]
    items: tuple[tuple[Reading, tuple[Alteration, ...]], ...]
    has_sessions: bool
    is_cancelled: bool

    @property
    def is_notice_due(self) -> bool:
        return bool(self.facts or self.items or self.has_sessions or self.is_cancelled)


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """Something was changed after it went out, and may be worth a notice."""

    told_at: dt.datetime
    changed_at: dt.datetime


def notice_line(told_at: dt.datetime | None, changed_at: dt.datetime | None) -> NoticeLine | None:
    if told_at is None or changed_at is None or changed_at <= told_at:
        return None
    return NoticeLine(told_at, changed_at)


def changes_sheet(
    meeting: Meeting, told_at: dt.datetime | None, found: ChangesSinceInvited, reader: Reader
) -> ChangesSheet:
    """One query at most, for the names of countries."""
    zone = meeting.zone or UTC
    codes = [v for f in found.facts if f.column == "place_country" for v in (f.before, f.after)]
    known = Party.objects.filter(code__in=[str(code) for code in codes]) if codes else ()
    countries = {party.code: reader.party(party).name for party in known}
    lines = (alteration_line(altered, zone, reader) for altered in found.agenda.items)
    return ChangesSheet(
        meeting_head(meeting, reader),
        zone,
        told_at,
        tuple(_fact(change, countries, reader) for change in found.facts),
        tuple((line.title, line.alterations) for line in lines),
        bool(found.agenda.sessions),
        found.is_cancelled,
    )


def _fact(change: FactChange, countries: Mapping[str, Reading], reader: Reader) -> FactAlteration:
    sides = (_told(change.column, v, countries, reader) for v in (change.before, change.after))
    return FactAlteration(change.column, *sides)


def _told(column: str, value: Any, countries: Mapping[str, Reading], reader: Reader) -> Told:
    if not value:
        return Told()
    if column == "names":
        return Told(reading=reader.say(Wording.from_json(value)))
    if column in ("start", "end"):
        return Told(date=PartialDate(value))
    if column == "mode":
        return Told(mode=Mode(value))
    if column == "languages":
        return Told(languages=tuple(value))
    return Told(reading=countries.get(value), text=str(value))
