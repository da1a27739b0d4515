"""A foreign agenda before it is taken in, by day: what would become of each item."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.enums import Prospect
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.zones import zone_of
from tourdetable.meetings.enums import ItemKind
from tourdetable.meetings.models import Meeting
from tourdetable.meetings.queries.planned import SessionVerdict
from tourdetable.sheets.invitation_desk import MeetingHead, meeting_head
from tourdetable.sheets.reader import Reader


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """An item; instants are in the zone of the meeting, `remarks` what is to be known of it."""

    title: str
    kind: ItemKind
    starts_at: dt.datetime | None
    ends_at: dt.datetime | None
    annotation: str
    prospect: Prospect
    remarks: tuple[SentenceError, ...]


@dataclass(frozen=True, slots=True)
class PlannedBlock:
    """A session of the file."""

    title: str
    starts_at: dt.datetime | None
    ends_at: dt.datetime | None
    prospect: Prospect
    lines: tuple[PlannedLine, ...]


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """The sessions of a day, by the clock of the meeting."""

    date: PartialDate
    sessions: tuple[PlannedBlock, ...]


@dataclass(frozen=True, slots=True)
class AgendaImportSheet:
    """An agenda of a file. `zone` is that of the meeting, in which all hours are shown; `own_zone`
    the one in which the file keeps them, empty where it names none.
    """

    meeting: MeetingHead
    key: int
    file: str
    zone: str
    own_zone: str
    remarks: tuple[SentenceError, ...]
    counts: tuple[tuple[Prospect, int], ...]
    days: tuple[PlannedDay, ...]

    @property
    def is_new(self) -> bool:
        """Would anything come?"""
        blocks = [block for day in self.days for block in day.sessions]
        lines = [line.prospect for block in blocks for line in block.lines]
        return Prospect.ADDED in (*lines, *(block.prospect for block in blocks))


def agenda_import_sheet(  # noqa: PLR0913 - a file, what would become of it, and who looks; by name
    meeting: Meeting,
    reader: Reader,
    *,
    key: int,
    file: str,
    own_zone: str,
    remarks: Sequence[SentenceError],
    verdicts: Iterable[SessionVerdict],
) -> AgendaImportSheet:
    """No query."""
    found, place = list(verdicts), zone_of(meeting.zone)
    days: dict[dt.date, list[PlannedBlock]] = {}
    for verdict in found:
        days.setdefault(verdict.session.day, []).append(_block(verdict, place))
    counted = Counter(one.prospect for verdict in found for one in verdict.items)
    return AgendaImportSheet(
        meeting_head(meeting, reader),
        key,
        file,
        meeting.zone or "UTC",
        own_zone,
        tuple(remarks),
        tuple((one, counted[one]) for one in Prospect if counted[one]),
        tuple(PlannedDay(PartialDate.of(day), tuple(rows)) for day, rows in sorted(days.items())),
    )


def _block(verdict: SessionVerdict, place: ZoneInfo) -> PlannedBlock:
    def told(instant: dt.datetime | None) -> dt.datetime | None:
        return instant.astimezone(place) if instant else None

    session, lines = verdict.session, []
    for one in verdict.items:
        item = one.item
        begins, minutes = item.starts_at, item.minutes
        over = begins + dt.timedelta(minutes=minutes) if begins and minutes else None
        remarks = (*([one.remark] if one.remark else []), *item.remarks)
        lines.append(
            PlannedLine(
                item.title,
                item.kind,
                told(begins),
                told(over),
                item.annotation,
                one.prospect,
                remarks,
            )
        )
    return PlannedBlock(
        session.title,
        told(session.starts_at),
        told(session.ends_at),
        verdict.prospect,
        tuple(lines),
    )
